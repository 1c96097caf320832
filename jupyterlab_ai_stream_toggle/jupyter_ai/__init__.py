"""The only room that knows Jupyter AI: which one is there, and where it makes its models."""
