"""What the client libraries behind LangChain models call the things we must control."""

from .base import Dialect, copied
from .choice import dialect_of

__all__ = ["Dialect", "copied", "dialect_of"]
