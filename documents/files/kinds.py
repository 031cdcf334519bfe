"""What a file is, by its bytes and not by its name; for what cannot be read, what to send."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

from documents.files.limits import MAX_FILE, open_archive, unpacking
from roadmap.errors import UnreadableDocument


class FileKind(Enum):
    """The forms that are read, and OTHER_OFFICE for what LibreOffice can turn into .docx."""

    WORD = "docx"
    EXCEL = "xlsx"
    TEXT = "txt"
    OTHER_OFFICE = "other"


_PICTURES = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype", b"<html", b"<?xml")


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of file; raises UnreadableDocument for one that cannot be read as a document."""
    if not content.strip(b"\x00 \r\n\t"):
        raise UnreadableDocument("error-empty")
    if len(content) > MAX_FILE:
        raise UnreadableDocument("error-too-large")
    if content.startswith(_PICTURES) or content[4:8] == b"ftyp" or content[8:12] == b"WEBP":
        raise UnreadableDocument("error-photo-or-pdf")
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.lstrip().startswith(b"{\\rtf"):
        return FileKind.OTHER_OFFICE
    return _kind_of_text(content, name)


def wants_conversion(content: bytes) -> bool:
    """Whether LibreOffice must turn the file into .docx first; only its first bytes are read."""
    if content.startswith(_OLE):
        names = [
            name.encode("utf-16-le") in content for name in ("WordDocument", "EncryptedPackage")
        ]
        return names == [True, False]
    open_document = (
        content[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in content[:200]
    )
    return open_document or content[:64].lstrip().startswith(b"{\\rtf")


def _kind_of_archive(content: bytes) -> FileKind:
    with open_archive(content) as archive:
        names = archive.namelist()
        if any(name.startswith("word/") for name in names):
            return FileKind.WORD
        if any(name.startswith("xl/") for name in names):
            return FileKind.EXCEL
        if "mimetype" in names:
            with unpacking(), archive.open("mimetype") as stream:
                if stream.read(80).startswith(b"application/vnd.oasis.opendocument"):
                    return FileKind.OTHER_OFFICE
    raise UnreadableDocument("error-not-a-document")


def _kind_of_ole(content: bytes) -> FileKind:
    """The old Office container names its streams in UTF-16; an encrypted .docx is one, too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableDocument("error-encrypted")
    if "WordDocument".encode("utf-16-le") in content:
        return FileKind.OTHER_OFFICE
    if "Workbook".encode("utf-16-le") in content:
        return FileKind.EXCEL
    raise UnreadableDocument("error-not-a-document")


def _kind_of_text(content: bytes, name: str) -> FileKind:
    named = PurePath(name).suffix.lower()
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(_HTML) or named in (".htm", ".html", ".xml", ".json"):
        raise UnreadableDocument("error-not-a-document")
    if named in (".docx", ".xlsx", ".doc", ".xls", ".odt"):
        raise UnreadableDocument("error-not-a-document")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument("error-not-a-document")
    return FileKind.TEXT
