"""What the client libraries behind LangChain models call the things we must control."""

from .base import Dialect
from .choice import dialect_of

__all__ = ["Dialect", "dialect_of"]
