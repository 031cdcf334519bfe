"""The text of Word paragraphs and cells, as a reader of the printed page sees it.

Insertions are kept and deletions dropped (tracked changes as accepted), footnote marks, hidden
fallbacks and what the page does not show left out, nested tables flattened into the lines of the
cell that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from documents.files.word_counting import FALLBACK, W
from documents.files.word_numbering import Numbering
from documents.files.word_shown import Page
from roadmap.reading.cell import Line

_PARAGRAPH, _TEXT, _TAB, _RUN, _VALUE = f"{W}p", f"{W}t", f"{W}tab", f"{W}r", f"{W}val"
_DROPPED = frozenset({f"{W}moveFrom", f"{W}del", FALLBACK})
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_SIGNS = {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", _TAB: "\t"}
#: Words, and a formula's letters in either form of Open XML.
_TEXTS = frozenset(
    {
        _TEXT,
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
        "{http://purl.oclc.org/ooxml/officeDocument/math}t",
    }
)
_LIST, _FIELD = f"{W}ddList", f"{W}fldChar"
_TAGS = (*_TEXTS, *_BREAKS, *_SIGNS, *_DROPPED, _PARAGRAPH, _LIST)
_PLACE = re.compile(r"[0-9]{1,3}")
_RAISED = f"{W}vertAlign"
_LONGEST_MARK = 8  # with spaces around it
_FOOTNOTE_MARK = re.compile(r"[\d*¹²³]{1,3}\)?")

#: An lxml element; lxml ships no types.
type_of_node = Any


def paragraph_lines(paragraph: type_of_node, numbering: Numbering, page: Page) -> list[Line]:
    """The lines of one paragraph, its automatic number before the first of them."""
    lines = _split(paragraph, page)
    label = numbering.label(paragraph) if page.counts(paragraph) else ""
    if label and page.shows_mark(paragraph):
        lines[0] = Line(f"{label} {lines[0].text}".rstrip(), lines[0].soft)
    return lines


def cell_lines(
    cell: type_of_node, numbering: Numbering, page: Page, without: Sequence[type_of_node] = ()
) -> tuple[Line, ...]:
    """All lines of a cell, nested tables' among them, up to the first table of `without`."""
    found: list[Line] = []
    for paragraph in cell.iter(_PARAGRAPH):
        if without and any(table in without for table in paragraph.iterancestors(f"{W}tbl")):
            break
        if paragraph.getparent().tag.endswith("}txbxContent"):
            continue  # read with the paragraph that anchors the text box
        found += paragraph_lines(paragraph, numbering, page)
    return tuple(line for line in found if line.text.strip())


def _split(paragraph: type_of_node, page: Page) -> list[Line]:
    lines: list[Line] = []
    text = ""
    soft = False
    for piece in _pieces(paragraph, page):
        if piece in ("\n", "\r"):
            lines.append(Line(text, soft))
            text, soft = "", piece == "\n"
        else:
            text += piece
    lines.append(Line(text, soft))
    return lines


def _pieces(paragraph: type_of_node, page: Page) -> Iterator[str]:
    """Texts in order; «\\n» is a soft break, «\\r» the end of a paragraph in a text box."""
    dropped: set[type_of_node] = set()
    plain = page.plain
    for node in paragraph.iter(*_TAGS):
        tag = node.tag
        if dropped and node in dropped:
            continue
        if not plain and tag not in _DROPPED and tag != _PARAGRAPH and not page.shows(node):
            continue
        if tag in _TEXTS:
            text = node.text
            if text and (len(text) > _LONGEST_MARK or not _is_footnote_mark(node)):
                yield text.replace("\n", " ").replace("\r", " ")
        elif tag in _BREAKS:
            yield "\n"
        elif tag in _DROPPED:
            dropped.update(node.iter())
        elif tag == _PARAGRAPH:
            if node is not paragraph:
                yield "\r"
        elif tag == _LIST:
            yield _chosen(node)
        elif tag != _TAB or node.getparent().tag == _RUN:
            yield _SIGNS[tag]


def _chosen(choices: type_of_node) -> str:
    """What is chosen of a form's list, where no text after it says so itself."""
    begun = next(choices.iterancestors(_RUN), None)
    for run in begun.itersiblings(_RUN) if begun is not None else ():
        mark = run.find(_FIELD)
        if mark is not None and mark.get(f"{_FIELD}Type") == "end":
            break
        if run.find(_TEXT) is not None:
            return ""
    entries = [one.get(_VALUE, "") for one in choices.iterfind(f"{W}listEntry")]
    given = (choices.find(f"{W}{name}") for name in ("result", "default"))
    place = next((one.get(_VALUE, "") for one in given if one is not None), "0")
    known = _PLACE.fullmatch(place) and int(place) < len(entries)
    return entries[int(place)] if known else ""


def _is_footnote_mark(text: type_of_node) -> bool:
    """A raised figure or asterisk typed by hand points to a note; it is no part of the text."""
    if _FOOTNOTE_MARK.fullmatch(text.text.strip()) is None:
        return False
    look = text.getprevious()
    raised = look.find(_RAISED) if look is not None else None
    return raised is not None and raised.get(_VALUE) == "superscript"
