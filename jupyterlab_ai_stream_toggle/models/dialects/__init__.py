"""What the client libraries behind LangChain models call the things we must control."""

from .base import Dialect, copied
from .choice import dialect_of
from .model_id import split_model_id

__all__ = ["Dialect", "copied", "dialect_of", "split_model_id"]
