"""A comment of ours («примечание») in a Word document: it stands beside the text, is no part of it,
and one tap in Word removes it.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from documents.files.limits import open_part
from documents.files.package import change_parts, main_part, parse, written
from documents.files.strict import is_strict
from documents.files.word_counting import W
from documents.files.word_numbering import parse_part
from documents.writing.word_fill import clean

#: An lxml element; lxml ships no types.
Node = Any

AUTHOR = "Веха"
_INITIALS = "В"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_ANCHORS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted beside a report, and on which day."""

    day: date
    lines: Sequence[str]


def with_comment(document: bytes, note: Note | None) -> bytes:
    """The .docx with `note` as our one comment on its first words; without a note it has none of
    ours any more, and what has none keeps its bytes. Comments of others stay.

    Raises UnreadableDocument where the file is no Word document that can be read.
    """

    def change(archive: zipfile.ZipFile) -> dict[str, bytes]:
        main = main_part(archive)
        links = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
        relations = parse_part(archive, links)
        known = relations if relations is not None else ()
        named = next((one for one in known if one.get("Type", "").endswith("/comments")), None)
        place = posixpath.dirname(main)
        if named is not None:
            target = named.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.join(place, target)
        else:
            name = posixpath.join(place, "comments.xml")
        comments = parse_part(archive, name) if named is not None else None
        ours = [] if comments is None else [one for one in comments if _is_ours(one)]
        if note is None and not ours:
            return {}
        root, changed = parse(archive, main), dict[str, bytes]()
        if comments is None:
            comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
            if named is None:
                changed |= _announced(archive, main, name, links, relations)
        for one in ours:
            _remove_anchors(root, one.get(f"{W}id", ""))
            comments.remove(one)
        if note is not None:
            _add(root, comments, note)
        changed[main] = written(archive, main, root)
        changed[name] = written(archive, main, comments)
        return changed

    return change_parts(document, change)


def _is_ours(comment: Node) -> bool:
    return bool(comment.get(f"{W}author") == AUTHOR)


def _announced(
    archive: zipfile.ZipFile, main: str, name: str, links: str, relations: Node | None
) -> dict[str, bytes]:
    """The package's lists of parts and relations, with the part `name` of comments in them."""
    with open_part(archive, main) as stream:
        kind = _STRICT_KIND if is_strict(stream) else _KIND
    types = parse_part(archive, "[Content_Types].xml")
    etree.SubElement(
        types, f"{_PACKAGE}content-types}}Override", PartName=f"/{name}", ContentType=_TYPE
    )
    if relations is None:
        space = f"{_PACKAGE}relationships}}"
        relations = etree.Element(f"{space}Relationships", nsmap={None: space[1:-1]})
    etree.SubElement(
        relations, f"{_PACKAGE}relationships}}Relationship",
        Id="rIdVekhaComments", Type=kind, Target=f"/{name}",
    )  # fmt: skip
    return {
        "[Content_Types].xml": etree.tostring(types, xml_declaration=True, encoding="UTF-8"),
        links: etree.tostring(relations, xml_declaration=True, encoding="UTF-8"),
    }


def _remove_anchors(root: Node, number: str) -> None:
    for anchor in [one for one in root.iter(*_ANCHORS) if one.get(f"{W}id") == number]:
        run = anchor.getparent()
        if anchor.tag == _ANCHORS[2] and run.tag == f"{W}r" and len(run) <= 2:
            run.getparent().remove(run)
        else:
            run.remove(anchor)


def _may_be_commented(paragraph: Node) -> bool:
    """Whether it has words and is in no text box: Word allows no comment there."""
    boxed = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
    return not boxed and bool("".join(one.text or "" for one in paragraph.iter(f"{W}t")).strip())


def _add(root: Node, comments: Node, note: Note) -> None:
    """Add the comment, and its anchor around the first paragraph that has words."""
    first = next(filter(_may_be_commented, root.iter(f"{W}p")), None)
    if first is None:
        return
    numbers = [int(one.get(f"{W}id", "0")) for one in comments if one.get(f"{W}id", "").isdecimal()]
    number = str(max(numbers, default=-1) + 1)
    comment = etree.SubElement(
        comments, f"{W}comment",
        {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": _INITIALS,
         f"{W}date": f"{note.day.isoformat()}T00:00:00Z"},
    )  # fmt: skip
    for line in note.lines:
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = clean(line)
    begin, end, reference = (first.makeelement(tag, {f"{W}id": number}) for tag in _ANCHORS)
    look = first.find(f"{W}pPr")
    first.insert(0 if look is None else 1, begin)
    first.append(end)
    etree.SubElement(first, f"{W}r").append(reference)
