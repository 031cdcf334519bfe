"""Strict Open XML: the same markup under other names, read as the usual one."""

from __future__ import annotations

import io
from typing import IO, cast

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = 1 << 15  # the names stand in the part's first tag


def as_usual(stream: IO[bytes]) -> IO[bytes]:
    """The part `stream` with the usual names, as it is read."""
    return cast(IO[bytes], _Renamed(stream))


def is_strict(stream: IO[bytes]) -> bool:
    """Whether the part is written in the strict form."""
    return _STRICT in stream.read(_HEAD)


def as_strict(part: bytes) -> bytes:
    """A whole part under the strict names again, for a package that is strict."""
    return part.replace(_USUAL, _STRICT)


class _Renamed(io.RawIOBase):
    """Changes the names in the first piece that is read; the rest passes as it is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._first = True

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._first:
            return self._stream.read(size)
        self._first = False
        return self._stream.read(max(size, _HEAD) if size >= 0 else size).replace(_STRICT, _USUAL)
