"""Word documents read row by row, so that memory grows with the text and not with its markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from documents.files.grid import Cell, Row, Table
from documents.files.limits import (
    MAX_PARAGRAPHS,
    MAX_PARAGRAPHS_OF_ROW,
    MAX_ROWS,
    MAX_SPAN,
    open_archive,
    open_part,
)
from documents.files.package import main_part
from documents.files.strict import as_usual
from documents.files.word_counting import Gap, W, counts, is_deleted, is_of_text, rows_of
from documents.files.word_frames import frames_in
from documents.files.word_numbering import Numbering
from documents.files.word_shown import SIGNS, Page
from documents.files.word_text import cell_lines, paragraph_lines
from roadmap.errors import UnreadableDocument
from roadmap.reading.cell import Line

_BODY, _TABLE, _ROW, _CELL, _PARAGRAPH = f"{W}body", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"
#: What is looked at where it begins.
_BEGINS = frozenset({_BODY, _TABLE})
_CONTROL, _CUSTOM, _VALUE = f"{W}sdt", f"{W}customXml", f"{W}val"


def read_docx(content: bytes) -> list[Table]:
    """The tables of a .docx in order, each with the text above it.

    Raises UnreadableDocument where the file is cut off, encrypted, no Word document, or too large.
    """
    with open_archive(content) as archive:
        try:
            with open_part(archive, main_part(archive)) as stream:
                return _Reader(Numbering(archive), Page(archive)).read(as_usual(stream))
        except etree.XMLSyntaxError as error:
            too_deep = "depth" in str(error) or "huge" in str(error)
            raise UnreadableDocument("error-too-long" if too_deep else "error-truncated") from None


class _Reader:
    """Takes the events of one document's body; a row is read at its end and then forgotten."""

    def __init__(self, numbering: Numbering, page: Page) -> None:
        self._numbering, self._page = numbering, page
        self._tables: list[Table] = []
        self._rows: list[Row] = []
        self._above: list[str] = []
        self._above_at: list[int] = []
        self._of_text = 0  # paragraphs of the text itself so far
        self._open_cells: dict[int, tuple[Line, ...]] = {}
        self._depth = self._place = 0
        self._counted = self._number = 0
        self._inner: dict[Any, int] = {}  # the numbers of the tables in the row that is read
        self._paragraphs = self._paragraphs_of_row = self._row_count = 0
        self._has_body = False

    def read(self, stream: Any) -> list[Table]:
        tags = (_BODY, _TABLE, _ROW, _PARAGRAPH, _CONTROL, *SIGNS)
        options = {
            "resolve_entities": False,
            "no_network": True,
            "load_dtd": False,
            "huge_tree": False,
        }
        for event, node in etree.iterparse(stream, events=("start", "end"), tag=tags, **options):
            if event == "start":
                if node.tag in _BEGINS:  # most are paragraphs, of which only the end matters
                    self._start(node)
            else:
                self._end(node)
        if not self._has_body:
            raise UnreadableDocument("error-save-as-docx")
        if self._above:
            self._tables.append(Table((), tuple(self._above), above_at=tuple(self._above_at)))
        return self._tables

    def _start(self, node: Any) -> None:
        if node.tag == _TABLE:
            self._depth += 1
            if self._depth == 1:
                self._open_cells = {}
                self._place, self._number = len(self._tables), self._counted
            elif counts(node):
                self._inner[node] = self._counted
            self._counted += counts(node)
        elif node.tag == _BODY:
            self._has_body = True
            if node.getroottree().docinfo.internalDTD is not None:
                # Word writes none: it is there to do harm.
                raise UnreadableDocument("error-not-a-document")

    def _end(self, node: Any) -> None:
        if node.tag == _PARAGRAPH:
            self._end_paragraph(node)
        elif node.tag == _ROW:
            if self._depth == 1:
                self._end_row(node)
        elif node.tag == _TABLE:
            self._depth -= 1
            if self._depth == 0:
                if counts(node):
                    table = Table(
                        tuple(self._rows),
                        tuple(self._above),
                        self._number,
                        above_at=tuple(self._above_at),
                    )
                    self._tables.insert(self._place, table)
                    self._above, self._above_at = [], []
                self._rows = []
                _forget(node)
        elif node.tag == _CONTROL:
            if self._depth == 0:
                self._page.leave(node)
        else:
            self._page.meet(node)

    def _end_paragraph(self, node: Any) -> None:
        self._paragraphs += 1
        self._paragraphs_of_row += 1
        if self._paragraphs > MAX_PARAGRAPHS or self._paragraphs_of_row > MAX_PARAGRAPHS_OF_ROW:
            raise UnreadableDocument("error-too-long")
        if self._depth == 0 and is_of_text(node):
            self._paragraphs_of_row = 0
            read = paragraph_lines(node, self._numbering, self._page)
            lines = (line.text.strip() for line in read)
            texts = [text for text in lines if text]
            self._above += texts
            self._above_at += [self._of_text] * len(texts)
            self._of_text += 1
            self._page.leave(node)
            _forget(node)

    def _end_row(self, node: Any) -> None:
        self._paragraphs_of_row = 0
        self._row_count += 1
        if self._row_count > MAX_ROWS:
            raise UnreadableDocument("error-too-long")
        look = node.find(f"{W}trPr")
        if not is_deleted(node):
            repeats = look.find(f"{W}tblHeader") if look is not None else None
            off = repeats is None or repeats.get(_VALUE, "true") in ("false", "0", "off")
            frames = frames_in(node) if self._page.has(node) else []
            outer = self._row(node, header=not off, without=frames)
            heads_plans = bool(frames) and len(outer.cells) > 1
            self._rows.append(Row(()) if heads_plans else outer)
            texts = [cell.text for cell in outer.cells if cell.text]
            above = (" ".join(texts),) if heads_plans else tuple(texts)
            for frame in frames:
                self._open_cells = {}
                rows = [self._row(row, header=False) for row in rows_of(frame)]
                self._tables.append(Table(tuple(rows), above, self._inner.get(frame)))
        self._inner.clear()
        self._page.leave(node)
        _forget(node)

    def _row(self, node: Any, header: bool, without: Sequence[Any] = ()) -> Row:
        """A row of the outer table or of a framed one, the framed tables in it left out; without
        cells where the page does not show it, for rows are counted all the same.
        """
        column = _count(node.find(f"{W}trPr"), "gridBefore", 0)
        cells = self._cells(node, column, without)
        if not self._page.has(node) or self._page.is_struck_through(node):
            return Row((), hidden=True)
        return Row(cells, header)

    def _cells(self, row: Any, column: int, without: Sequence[Any]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        wrapped = row.find(_CONTROL) is not None or row.find(_CUSTOM) is not None
        gap = Gap()
        for node in _cells_within(row) if wrapped else row.iterfind(_CELL):
            look = node.find(f"{W}tcPr")
            span = max(1, _count(look, "gridSpan", 1))
            if not self._page.plain:
                column, following = gap.place(look, span, column)
                if gap.deleted:
                    column = following
                    continue
            merged = look.find(f"{W}vMerge") if look is not None else None
            above = (
                merged is not None
                and merged.get(_VALUE) != "restart"
                and column in self._open_cells
            )
            lines = (
                self._open_cells[column]
                if above
                else cell_lines(node, self._numbering, self._page, without)
            )
            self._open_cells.pop(column, None)
            if merged is not None:
                self._open_cells[column] = lines
            cells.append(Cell(lines, column, span, above, shaded=_is_shaded(look)))
            column += span
        return tuple(cells)


def _cells_within(row: Any) -> list[Any]:
    """The cells of a row, those in content controls and custom XML among them, those of nested
    tables not.
    """
    return [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]


def _is_shaded(look: Any) -> bool:
    shade = look.find(f"{W}shd") if look is not None else None
    return shade is not None and shade.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff")


def _count(look: Any, name: str, default: int) -> int:
    node = look.find(f"{W}{name}") if look is not None else None
    value = node.get(_VALUE, "") if node is not None else ""
    return min(int(value), MAX_SPAN) if re.fullmatch(r"[0-9]{1,6}", value) else default


def _forget(node: Any) -> None:
    """Free a node that has been read, and what was left of those before it."""
    node.clear(keep_tail=False)
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]
