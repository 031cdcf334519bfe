"""The text of Word paragraphs and cells, as a reader of the printed page sees it.

Insertions are kept and deletions dropped (tracked changes as accepted), footnote marks and hidden
fallbacks left out, nested tables flattened into the lines of the cell that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from documents.files.word_counting import FALLBACK, W
from documents.files.word_numbering import Numbering
from roadmap.reading.cell import Line

_PARAGRAPH, _TEXT, _TAB, _RUN, _VALUE = f"{W}p", f"{W}t", f"{W}tab", f"{W}r", f"{W}val"
_DROPPED = frozenset({f"{W}moveFrom", f"{W}del", FALLBACK})
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_SIGNS = {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", _TAB: "\t"}
_TAGS = (_TEXT, *_BREAKS, *_SIGNS, *_DROPPED, _PARAGRAPH)
_FOOTNOTE_MARK = re.compile(r"[\d*¹²³]{1,3}\)?")

#: An lxml element; lxml ships no types.
type_of_node = Any


def paragraph_lines(paragraph: type_of_node, numbering: Numbering) -> list[Line]:
    """The lines of one paragraph, its automatic number before the first of them."""
    lines = _split(paragraph)
    label = numbering.label(paragraph)
    if label:
        lines[0] = Line(f"{label} {lines[0].text}".rstrip(), lines[0].soft)
    return lines


def cell_lines(
    cell: type_of_node, numbering: Numbering, without: Sequence[type_of_node] = ()
) -> tuple[Line, ...]:
    """All lines of a cell, nested tables' among them, up to the first table of `without`."""
    found: list[Line] = []
    for paragraph in cell.iter(_PARAGRAPH):
        if without and any(table in without for table in paragraph.iterancestors(f"{W}tbl")):
            break
        if paragraph.getparent().tag.endswith("}txbxContent"):
            continue  # read with the paragraph that anchors the text box
        found += paragraph_lines(paragraph, numbering)
    return tuple(line for line in found if line.text.strip())


def _split(paragraph: type_of_node) -> list[Line]:
    lines: list[Line] = []
    text = ""
    soft = False
    for piece in _pieces(paragraph):
        if piece in ("\n", "\r"):
            lines.append(Line(text, soft))
            text, soft = "", piece == "\n"
        else:
            text += piece
    lines.append(Line(text, soft))
    return lines


def _pieces(paragraph: type_of_node) -> Iterator[str]:
    """Texts in order; «\\n» is a soft break, «\\r» the end of a paragraph in a text box."""
    dropped: set[type_of_node] = set()
    for node in paragraph.iter(*_TAGS):
        tag = node.tag
        if dropped and node in dropped:
            continue
        if tag == _TEXT:
            if node.text and not _is_footnote_mark(node):
                yield node.text.replace("\n", " ").replace("\r", " ")
        elif tag in _BREAKS:
            yield "\n"
        elif tag in _DROPPED:
            dropped.update(node.iter())
        elif tag == _PARAGRAPH:
            if node is not paragraph:
                yield "\r"
        elif tag != _TAB or node.getparent().tag == _RUN:
            yield _SIGNS[tag]


def _is_footnote_mark(text: type_of_node) -> bool:
    """A raised figure or asterisk typed by hand points to a note; it is no part of the text."""
    look = text.getprevious()
    raised = look is not None and look.find(f"{W}vertAlign") is not None
    if not raised or look.find(f"{W}vertAlign").get(_VALUE) != "superscript":
        return False
    return _FOOTNOTE_MARK.fullmatch(text.text.strip()) is not None
