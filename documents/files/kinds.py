"""What a file is, by its bytes and not by its name; for what cannot be read, what to send."""

from __future__ import annotations

import re
from enum import Enum

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
_RICH = b"{\\rtf"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table")
_XML = b"<?xml"
_WORD_XML = (b"word.document", b"/wordml")
_WEB_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*mime-version:", re.IGNORECASE)
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


class Markup(Enum):
    """What another program's text holds that only LibreOffice can lay out."""

    HTML = "html"
    WEB_ARCHIVE = "mht"
    WORD_2003 = "xml"
    RICH = "rtf"


#: Web pages: what they name elsewhere is taken out before anything opens them.
WEB = frozenset({Markup.HTML, Markup.WEB_ARCHIVE})


def kind_of(content: bytes) -> FileKind:
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
    if markup_of(content) is not None:
        return FileKind.OTHER_OFFICE
    return _kind_of_text(content)


def is_word(content: bytes) -> bool:
    """Whether a file that was read is a Word document, told by the names in its directory, which
    opens nothing: the report of such a document has its own form.
    """
    return content.startswith(b"PK") and b"word/" in content


def wants_conversion(content: bytes) -> bool:
    """Whether LibreOffice must turn the file into .docx first; nothing of it is unpacked."""
    if content.startswith(_OLE):
        names = [
            name.encode("utf-16-le") in content for name in ("WordDocument", "EncryptedPackage")
        ]
        return names == [True, False]
    return is_open_document(content) or markup_of(content) is not None


def is_open_document(content: bytes) -> bool:
    """Whether the file is an .odt or another form of OpenDocument."""
    return content[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in content[:200]


def markup_of(content: bytes) -> Markup | None:
    """What a text file holds that is no plain text, by its beginning."""
    head = content[:_HEAD]
    if head.startswith(_MARKS_OF_UTF_16):
        head = head.decode("utf-16", errors="replace").encode()
    head = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(_RICH):
        return Markup.RICH
    if head.startswith(_XML) and any(name in head for name in _WORD_XML):
        return Markup.WORD_2003
    if head.startswith(_HTML) or (head.startswith(_XML) and b"<html" in head):
        return Markup.HTML
    if _WEB_ARCHIVE.match(head) and (b"multipart/related" in head or b"text/html" in head):
        return Markup.WEB_ARCHIVE
    return None


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


def _kind_of_text(content: bytes) -> FileKind:
    if content[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableDocument("error-not-a-document")
    if b"\x00" in content[:_HEAD] and not content.startswith(_MARKS_OF_UTF_16):
        raise UnreadableDocument("error-not-a-document")
    return FileKind.TEXT
