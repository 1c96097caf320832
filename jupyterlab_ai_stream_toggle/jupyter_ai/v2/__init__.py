"""Jupyter AI 2."""
