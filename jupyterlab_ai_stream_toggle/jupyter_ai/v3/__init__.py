"""Jupyter AI 3: Jupyternaut."""
