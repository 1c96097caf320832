"""A JupyterLab before the practice endpoint, leaving nothing behind."""
