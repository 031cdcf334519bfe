"""A Word package changed in one part: the rest goes out as it came in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from documents.files.limits import open_archive, open_part
from documents.files.strict import as_strict, as_usual, is_strict
from documents.files.word_numbering import parse_part
from roadmap.errors import UnreadableDocument

#: An lxml element; lxml ships no types.
Node = Any


def change_document(source: bytes, change: Callable[[Node], None]) -> bytes:
    """The .docx `source` with `change` applied to the root of its main part; every other part keeps
    its bytes.

    Raises UnreadableDocument where the file is no Word document that can be read.
    """
    with open_archive(source) as archive:
        name = _main_part(archive)
        root = _parse(archive, name)
        change(root)
        part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with open_part(archive, name) as stream:
            strict = is_strict(stream)
        return _copy(archive, {name: as_strict(part) if strict else part})


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part whose content type is a Word document's text; word/document.xml nearly always."""
    if "word/document.xml" in archive.namelist():
        return "word/document.xml"
    types = parse_part(archive, "[Content_Types].xml")
    for node in types if types is not None else ():
        if node.get("ContentType", "").endswith("document.main+xml"):
            return str(node.get("PartName", "")).lstrip("/")
    raise UnreadableDocument("error-not-a-document")


def _parse(archive: zipfile.ZipFile, name: str) -> Node:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        with open_part(archive, name) as stream:
            tree = etree.parse(as_usual(stream), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zipfile.zlib.error, EOFError):  # type: ignore[attr-defined]
        raise UnreadableDocument("error-truncated") from None
    if tree.docinfo.internalDTD is not None:
        raise UnreadableDocument("error-not-a-document")  # Word writes none: it is there to do harm
    return tree.getroot()


def _copy(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            if entry.filename in changed:
                copy.writestr(entry, changed[entry.filename])
                continue
            with open_part(archive, entry.filename) as stream:
                copy.writestr(entry, stream.read())
    return out.getvalue()
