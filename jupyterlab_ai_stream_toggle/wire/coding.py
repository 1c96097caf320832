"""Content codings, piece by piece: what a body says, and how to say something else in the same one.

Names as in RFC 9110, section 8.4.1. Who follows a body must not depend on the HTTP library's own
decoders, which are there for the client.
"""

from __future__ import annotations

import importlib
import zlib
from typing import Any, Protocol

_GZIP = zlib.MAX_WBITS | 16


class Decoder(Protocol):
    """Takes a body as it went over the wire."""

    def decode(self, data: bytes) -> bytes:
        """What the piece says. Raises whatever the library of the coding raises."""
        ...

    @property
    def unfinished(self) -> bool:
        """Whether the coding itself shows that there should be more."""
        ...


class Encoder(Protocol):
    """Makes a body as it goes over the wire. Each piece can be read as soon as it is there."""

    def encode(self, data: bytes) -> bytes:
        """The coded piece."""
        ...

    def finish(self) -> bytes:
        """The end of the body."""
        ...


def decoder_of(coding: str) -> Decoder | None:
    """The decoder of a `content-encoding`; None for one that nothing here can read."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _Identity()
    if coding in ("gzip", "x-gzip"):
        return _Zlib(_GZIP)
    if coding == "deflate":
        return _Deflate()
    if coding == "br":
        return _brotli()
    return _zstandard() if coding == "zstd" else None


def encoder_of(coding: str) -> Encoder | None:
    """The encoder of a `content-encoding`; None for one in which nothing can be said here."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _Identity()
    if coding in ("gzip", "x-gzip"):
        return _Compressed(_GZIP)
    return _Compressed(zlib.MAX_WBITS) if coding == "deflate" else None


class _Identity:
    unfinished = False

    def decode(self, data: bytes) -> bytes:
        return data

    def encode(self, data: bytes) -> bytes:
        return data

    def finish(self) -> bytes:
        return b""


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._decompress = zlib.decompressobj(bits)
        self._begun = False

    def decode(self, data: bytes) -> bytes:
        self._begun = self._begun or bool(data)
        return self._decompress.decompress(data)

    @property
    def unfinished(self) -> bool:
        return self._begun and not self._decompress.eof


class _Deflate:
    """zlib's format by the standard, and the bare stream that some servers send in its place."""

    def __init__(self) -> None:
        self._decoder: _Zlib | None = None

    def decode(self, data: bytes) -> bytes:
        if self._decoder is not None:
            return self._decoder.decode(data)
        self._decoder = _Zlib(zlib.MAX_WBITS)
        try:
            return self._decoder.decode(data)
        except zlib.error:
            self._decoder = _Zlib(-zlib.MAX_WBITS)
            return self._decoder.decode(data)

    @property
    def unfinished(self) -> bool:
        return self._decoder is not None and self._decoder.unfinished


class _Compressed:
    def __init__(self, bits: int) -> None:
        self._compress = zlib.compressobj(wbits=bits)

    def encode(self, data: bytes) -> bytes:
        return self._compress.compress(data) + self._compress.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        return self._compress.flush()


class _Foreign:
    """A decompressor of a library that a client may have installed: the same for all of them."""

    unfinished = False

    def __init__(self, decompress: Any) -> None:
        self._decompress = decompress

    def decode(self, data: bytes) -> bytes:
        return bytes(self._decompress(data))


def _brotli() -> Decoder | None:
    for name in ("brotli", "brotlicffi"):
        library = _library(name)
        if library is not None:
            decoder = library.Decompressor()
            return _Foreign(getattr(decoder, "decompress", None) or decoder.process)
    return None


def _zstandard() -> Decoder | None:
    for name in ("compression.zstd", "backports.zstd"):
        library = _library(name)
        if library is not None:
            return _Foreign(library.ZstdDecompressor().decompress)
    library = _library("zstandard")
    return _Foreign(library.ZstdDecompressor().decompressobj().decompress) if library else None


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
