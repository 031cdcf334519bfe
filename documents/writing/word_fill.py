"""A cell's text replaced, in the look of the text beside it."""

from __future__ import annotations

import copy
import re
from typing import Any

from documents.files.word_counting import W
from documents.writing.word_table import put_look, text_of

#: An lxml element; lxml ships no types.
Node = Any

#: What a filled cell takes over from its neighbour's text; marks of review, links and highlighting
#: stay behind.
_KEPT_RUN_LOOK = frozenset(
    f"{W}{name}" for name in ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang")
)
_DROPPED_PARAGRAPH_LOOK = (
    "numPr",
    "sectPr",
    "pPrChange",
    "rPr",
    "keepNext",
    "pageBreakBefore",
    "framePr",
)
_MARKS = frozenset(
    f"{W}{name}"
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new_cell(like: Node) -> Node:
    """An empty cell with the borders and shading of `like`, deleted by no tracked change."""
    cell = like.makeelement(f"{W}tc", nsmap=like.nsmap)
    look = like.find(f"{W}tcPr")
    if look is not None:
        cell.append(copy.deepcopy(look))
        for name in ("gridSpan", "vMerge", "hMerge", "cellIns", "cellDel", "cellMerge"):
            put_look(cell, name, None)
    cell.append(cell.makeelement(f"{W}p"))
    return cell


def fill(cell: Node, text: str, like: Node) -> None:
    """Replace what `cell` holds by `text`, a paragraph a line, in the look of the cell `like`."""
    paragraph_look, run_look = _looks(like)
    marks = [node for node in cell.iter() if node.tag in _MARKS]
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    for line in clean(text).split("\n"):
        paragraph = cell.makeelement(f"{W}p")
        if paragraph_look is not None:
            paragraph.append(copy.deepcopy(paragraph_look))
        _say(paragraph, line, run_look)
        cell.append(paragraph)
    cell.find(f"{W}p").extend(marks)


def fill_paragraph(paragraph: Node, text: str, like: Node | None) -> None:
    """Add `text` to `paragraph` in the look of the longest run of the paragraph `like`."""
    runs = like.iterchildren(f"{W}r") if like is not None else ()
    _say(paragraph, clean(text), _run_look(max(runs, key=_length, default=None)))


def clean(text: str) -> str:
    """`text` without what XML forbids; lines end in a line feed."""
    return _NOT_XML.sub("", text.replace("\r", ""))


def _length(run: Node) -> int:
    return sum(len(node.text or "") for node in run.iter(f"{W}t"))


def _looks(like: Node) -> tuple[Node | None, Node | None]:
    """The looks of a cell's text: of a paragraph that is no list, and of its longest run."""
    paragraphs = list(like.iterchildren(f"{W}p"))
    spoken = [node for node in paragraphs if text_of(node).strip()] or paragraphs
    plain = next(
        (node for node in spoken if node.find(f"{W}pPr/{W}numPr") is None),
        spoken[0] if spoken else None,
    )
    runs = [run for node in spoken for run in node.iterchildren(f"{W}r")]
    return paragraph_look(plain), _run_look(max(runs, key=_length, default=None))


def paragraph_look(paragraph: Node | None) -> Node | None:
    """The look of a paragraph for others like it: not in a list, not at the end of a section."""
    look = paragraph.find(f"{W}pPr") if paragraph is not None else None
    if look is None:
        return None
    in_list = look.find(f"{W}numPr") is not None
    look = copy.deepcopy(look)
    for name in (*_DROPPED_PARAGRAPH_LOOK, *(("ind",) if in_list else ())):
        for node in look.findall(f"{W}{name}"):
            look.remove(node)
    return look


def _run_look(run: Node | None) -> Node | None:
    look = run.find(f"{W}rPr") if run is not None else None
    if look is None:
        return None
    look = copy.deepcopy(look)
    for node in list(look):
        if node.tag not in _KEPT_RUN_LOOK:
            look.remove(node)
    return look


def _say(paragraph: Node, line: str, run_look: Node | None) -> None:
    if not line:
        return
    run = paragraph.makeelement(f"{W}r")
    if run_look is not None:
        run.append(copy.deepcopy(run_look))
    text = paragraph.makeelement(f"{W}t")
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    paragraph.append(run)
