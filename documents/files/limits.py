"""How much a file may hold: far more than a plan of 10,000 rows, far less than an attack."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from roadmap.errors import UnreadableDocument

MAX_FILE = 20 * 1024 * 1024  # what Telegram lets a bot download
MAX_PART = 80 * 1024 * 1024
MAX_PARAGRAPHS = 250_000
MAX_PARAGRAPHS_OF_ROW = 20_000
MAX_ROWS = 20_000
MAX_SPAN = 100
_FLAG_ENCRYPTED = 0x1


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open an Office file; raises UnreadableDocument if it is damaged, encrypted or too large."""
    with unpacking():
        archive = zipfile.ZipFile(io.BytesIO(content))
    if any(entry.flag_bits & _FLAG_ENCRYPTED for entry in archive.infolist()):
        raise UnreadableDocument("error-encrypted")
    return archive


def open_part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open one part of an Office file as a stream; it raises once more comes out than allowed."""
    entry = archive.getinfo(name)
    if entry.file_size > MAX_PART:
        raise UnreadableDocument("error-too-large")
    with unpacking():
        return cast(IO[bytes], _Counted(archive.open(entry)))


@contextmanager
def unpacking() -> Iterator[None]:
    """Say «truncated» for everything that unpacking a damaged archive can raise."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        EOFError,
        OSError,
        ValueError,
    ):
        raise UnreadableDocument("error-truncated") from None
    except (NotImplementedError, RuntimeError):  # a method or a password that zipfile does not know
        raise UnreadableDocument("error-truncated") from None


class _Counted(io.RawIOBase):
    """A stream that trusts no declared size: it counts what is really unpacked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = MAX_PART

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with unpacking():
            data = self._stream.read(min(size, 1 << 16) if size > 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableDocument("error-too-large")
        return data
