"""A Word package changed in one part: the rest goes out as it came in."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from documents.files.limits import open_archive, open_part
from documents.files.strict import as_strict, as_usual, is_strict
from documents.files.word_numbering import parse_part
from roadmap.errors import UnreadableDocument

#: An lxml element; lxml ships no types.
Node = Any

_TYPES = "[Content_Types].xml"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_TYPES = frozenset(
    {
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    }
)
#: Of a part that we add: the same report gives the same bytes.
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_MACROS = frozenset({"word/vbaProject.bin", "word/_rels/vbaProject.bin.rels", "word/vbaData.xml"})


def change_document(source: bytes, change: Callable[[Node], None]) -> bytes:
    """The .docx `source` with `change` applied to the root of its main part; every other part keeps
    its bytes. One with macros, or a template, becomes a .docx without macros.

    Raises UnreadableDocument where the file is no Word document that can be read.
    """

    def changed(archive: zipfile.ZipFile) -> dict[str, bytes]:
        name = main_part(archive)
        root = parse(archive, name)
        change(root)
        return {name: written(archive, name, root), **_without_macros(archive, name)}

    return change_parts(source, changed)


def change_parts(source: bytes, change: Callable[[zipfile.ZipFile], Mapping[str, bytes]]) -> bytes:
    """The package `source` with the parts that `change` gives by their names, in the place of its
    own or new ones; every other part keeps its bytes, but for macros where more than one changes.

    Raises UnreadableDocument where the file cannot be read.
    """
    with open_archive(source) as archive:
        changed = change(archive)
        if not changed:
            return source
        names = archive.namelist()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in archive.infolist():
                if entry.filename in changed:
                    copy.writestr(entry, changed[entry.filename])
                elif entry.filename not in _MACROS or len(changed) == 1:
                    with open_part(archive, entry.filename) as stream:
                        copy.writestr(entry, stream.read())
            for name in changed.keys() - set(names):
                added = zipfile.ZipInfo(name, _FIXED_TIME)
                added.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(added, changed[name])
    return out.getvalue()


def written(archive: zipfile.ZipFile, main: str, root: Node) -> bytes:
    """A part of a Word document as it is stored: under the strict names where the part `main` of
    the package has them.
    """
    part: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with open_part(archive, main) as stream:
        return as_strict(part) if is_strict(stream) else part


def _without_macros(archive: zipfile.ZipFile, main: str) -> dict[str, bytes]:
    """The parts to be changed for a .docm, .dotx or .dotm to become a .docx, which Word would not
    open otherwise; none for a .docx.
    """
    types = parse_part(archive, _TYPES)
    own = types.find(f"{{*}}Override[@PartName='/{main}']") if types is not None else None
    if own is None or own.get("ContentType") not in _OTHER_TYPES:
        return {}
    own.set("ContentType", _DOCUMENT_TYPE)
    for node in [one for one in types if one.get("PartName", "").lstrip("/") in _MACROS]:
        types.remove(node)
    changed = {_TYPES: etree.tostring(types, xml_declaration=True, encoding="UTF-8")}
    links = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    relations = parse_part(archive, links)
    if relations is not None:
        for node in [one for one in relations if one.get("Type", "").endswith("/vbaProject")]:
            relations.remove(node)
        changed[links] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8")
    return changed


def main_part(archive: zipfile.ZipFile) -> str:
    """The part that the package names as its document; word/document.xml nearly always."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "word/document.xml"
    root = parse_part(archive, "_rels/.rels")
    for relation in root if root is not None else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in names:
            return str(target)
    raise UnreadableDocument("error-not-a-document")


def parse(archive: zipfile.ZipFile, name: str) -> Node:
    """The root of a part; raises UnreadableDocument where it is broken or means harm."""
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
