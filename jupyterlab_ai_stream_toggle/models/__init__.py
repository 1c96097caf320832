"""LangChain: the models of Jupyter AI, governed."""
