"""Rows of a table to raw items: under which section, over how many rows, with what in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from documents.files.grid import Cell, Row, Table
from documents.tables.closing_rows import is_closing
from documents.tables.columns import next_layout
from documents.tables.headers import heading_rows, is_number_row
from documents.tables.layout import Layout, Reader
from documents.tables.raw_items import Piece, RawItem
from documents.tables.row_deadlines import (
    days_in_texts,
    has_own_deadline,
    held,
    in_texts,
    is_hour,
    is_work,
    month_of,
    row_deadlines,
)
from documents.tables.row_going_on import (
    as_parts,
    continues_text,
    goes_on_item,
    is_lettered,
    tidy_lines,
)
from documents.tables.row_people import people_beside_deadlines, people_of_section, without_people
from documents.tables.row_points import points_of
from documents.tables.row_written import written_cells
from documents.tables.rows_within import rows_within
from documents.tables.sections import (
    Outline,
    lone_headings,
    number_of,
    section_of,
    time_of,
    whole_time,
)
from documents.words.headings import Meaning, is_ditto, is_filler, is_time
from roadmap.model import Caution, CautionCode, Deadline, InTable, TableHead
from roadmap.reading.cell import Line, parse_cell, tidy
from roadmap.reading.lines import combine
from roadmap.reading.responsible import split_people


class RowWalk:
    """Walks one table; `items` and `warnings` are what it found.

    `month` is the month that stands above the table, where one does; a row «Октябрь» replaces it.
    `read_under` gives the reader for the rows below a section row that names a year of its own.
    `outline` is the sections that the whole table stands in, afterwards those that its last row
    does.
    """

    def __init__(
        self,
        table: Table,
        layout: Layout,
        read: Reader,
        month: str | None = None,
        read_under: Callable[[str], Reader | None] | None = None,
        outline: Outline | None = None,
    ) -> None:
        self._table, self._layout, self._read, self._month = table, layout, read, month
        self._read_under = read_under
        self.outline = outline or Outline()
        self._lone = lone_headings(table, layout)
        self._before: list[Deadline] = []
        self._responsible_before = self._stage = ""
        self._beside_work: Piece | None = None
        self._parent: RawItem | None = None
        self.items: list[RawItem] = []
        self.warnings: list[Caution] = []
        self._headings = [heading_rows(table, layout.body)]
        self._counting: list[int] = []

    def head(self) -> TableHead | None:
        """The rows that head the table in its document; None where it stands in none."""
        number, lifted = self._table.number, self._table.lifted
        if number is None:
            return None
        headings = (tuple(row + lifted for row in rows) for rows in self._headings if rows)
        return TableHead(number, tuple(headings), tuple(row + lifted for row in self._counting))

    def walk(self) -> None:
        first = self._headings[0][0] if self._headings[0] else 0
        for row in self._table.rows[:first]:  # a section's heading above the header
            if len(texts := {tidy(cell.text) for cell in row.cells if cell.text}) == 1:
                self._take_heading(texts.pop())
        index = self._layout.body
        while index < len(self._table.rows):
            index = self._take(index)

    def _take(self, index: int) -> int:
        """Read the row `index`; the index of the row to read next."""
        row = self._table.rows[index]
        texts = row.texts(self._table.width)
        if is_number_row(texts):
            self._counting.append(index)
            return index + 1
        if not any(texts) or is_closing(row):
            return index + 1
        further = next_layout(self._table, index, self._layout, self._read)
        if further is not None:
            self._layout = further
            self._headings.append(tuple(range(index, further.body)))
            return further.body
        heading = self._lone.get(index) or section_of(
            row, self._layout, self._table.width, self._number_at(index + 1)
        )
        if heading is not None:
            self._take_heading(heading)
        else:
            for one in rows_within(row, self._layout):
                if (item := self._take_item(one)) is not None:
                    self._stood(item, index)
                    item.rows.append(written_cells(one, self._layout, goes_on=bool(item.rows)))
        return index + 1

    def _stood(self, item: RawItem, index: int) -> None:
        """Keep with an item that its row is the one at `index`."""
        if self._table.unders and self._table.unders[index]:
            item.section = (*item.section, self._table.unders[index])
        if self._table.paragraphs:
            item.origin = self._table.paragraphs[index]
        elif self._table.number is not None:
            at = index + self._table.lifted
            work, report = self._layout.work_column(), self._layout.report_column()
            begun = item.origin or InTable(self._table.number, at, at, work, report)
            item.origin = replace(begun, last=at)

    def _take_heading(self, heading: str) -> None:
        if is_time(heading):
            self._month, self.outline = heading, self.outline.without_times(self._read)
            return
        self.outline, self._stage = self.outline.below(heading), ""
        if time_of([heading], self._read):
            self._month = None  # the month of the rows above ends here
        self._read = (self._read_under and self._read_under(heading)) or self._read

    def _number_at(self, index: int) -> str | None:
        cell = (
            self._cell(self._table.rows[index], Meaning.NUMBER)
            if index < len(self._table.rows)
            else None
        )
        return number_of(cell.text) if cell else None

    def _cell(self, row: Row, meaning: Meaning) -> Cell | None:
        """The first filled cell of this meaning, or the first of any where none is filled."""
        cells = [
            cell
            for column in self._layout.of(meaning)
            if (cell := row.at(column.index)) is not None
        ]
        return next(
            (cell for cell in cells if not is_filler(cell.text)), cells[0] if cells else None
        )

    def _text(self, row: Row, meaning: Meaning) -> str:
        cell = self._cell(row, meaning)
        return "" if cell is None or is_filler(cell.text) else cell.text

    def _take_item(self, row: Row) -> RawItem | None:
        """Read a row of work; the item that it begins or goes on, None where it says nothing."""
        work = self._work_cell(row)
        lines = work.lines if work and not is_filler(work.text) else ()
        asked_for = self._text(row, Meaning.RECOMMENDATION)
        marked = [] if lines and self._layout.has(Meaning.MEASURE) else self._marked_pieces(row)
        # Each row of a paper is an item by itself.
        may_go_on = work is not None and bool(self.items) and not self._table.unders
        if work is not None and may_go_on and continues_text(row, work, self.items[-1]):
            return self.items[-1]
        if not lines and not marked and not asked_for:
            if number := number_of(self._text(row, Meaning.NUMBER)):
                self.warnings.append(Caution.of(CautionCode.EMPTY_ROW, number=number))
            return None
        item = self._item_for(row, None if marked else work, asked_for)
        self._month = month_of(row, self._layout) or self._month
        self.outline = self.outline.used()
        if work and work.above and self._beside_work in item.pieces:
            self._add_deadlines(row, self._beside_work)
        else:
            item.pieces += marked or [self._piece(row, item, lines)]
        self._take_points(row, item)
        self._take_rest(row, item)
        return item

    def _work_cell(self, row: Row) -> Cell | None:
        """The cell of work: what is asked for, where it has a deadline and no measure meets it."""
        work, asked = self._cell(row, Meaning.MEASURE), self._cell(row, Meaning.RECOMMENDATION)
        if work is None or (
            is_filler(work.text) and asked and not asked.above and self._due_itself(row)
        ):
            return asked
        return work

    def _due_itself(self, row: Row) -> bool:
        return has_own_deadline(row, self._layout) and not self._marked_pieces(row)

    def _take_points(self, row: Row, item: RawItem) -> None:
        """Control points of their own column; if every element has a line, theirs are the last."""
        beside = self._before
        points = points_of(row, self._layout, self._read, beside)
        if points is None:
            return
        count, measures = len(points.content.elements), item.pieces[-1]
        if len(beside) == len(measures.content.elements) + count and measures.deadlines == beside:
            measures.deadlines, points.deadlines = list(beside[:-count]), list(beside[-count:])
        item.pieces.append(points)

    def _marked_pieces(self, row: Row) -> list[Piece]:
        """Work that stands in the columns of quarters themselves, due in the quarter over it."""
        pieces: list[Piece] = []
        for column in self._layout.of(Meaning.MARK):
            cell = row.at(column.index)
            if cell is not None and cell.first == column.index and is_work(cell.text, self._read):
                pieces.append(
                    Piece(parse_cell(cell.lines), [self._read(tidy(column.title))], False)
                )
        return pieces

    def _item_for(self, row: Row, work: Cell | None, asked_for: str) -> RawItem:
        """The item that the row begins or goes on."""
        number_cell = self._cell(row, Meaning.NUMBER)
        asked_cell = self._cell(row, Meaning.RECOMMENDATION)
        number = number_of(number_cell.text) if number_cell else None
        goes_on = number_cell is not None and number_cell.above
        if number is None and asked_cell is not None and asked_cell is not work:
            goes_on = goes_on or asked_cell.above or not asked_for
        if number is None and work is not None and self.items and not self._table.unders:
            goes_on = goes_on or goes_on_item(
                work, self.items[-1], numbered=number_cell is not None
            )
            goes_on = goes_on or (work.above and (asked_cell is None or asked_cell.above))
        if goes_on and self.items:
            return self.items[-1]
        before = self.items[-1].number if self.items else None
        self.outline = self.outline.left_by(number, before)
        self._stage = tidy(self._text(row, Meaning.STAGE)) or self._stage
        section = (*self.outline.path, self._stage) if self._stage else self.outline.path
        item = RawItem(number, section, "" if asked_cell is work else tidy_lines(asked_for))
        self.items.append(item)
        return item

    def _piece(self, row: Row, item: RawItem, lines: tuple[Line, ...]) -> Piece:
        kept, people = without_people(lines, self._layout)
        item.responsible += people
        deadline_cell = self._cell(row, Meaning.DEADLINE)
        count = len(deadline_cell.lines) if deadline_cell else 0
        content = as_parts(parse_cell(kept, count), item, kept)
        if (
            not self._layout.has(Meaning.NUMBER)
            and len(content.elements) == 1
            and item.number is None
        ):
            item.number = content.elements[0].number
            content = replace(content, elements=(replace(content.elements[0], number=None),))
        if deadline_cell is not None and is_ditto(deadline_cell.text) and self._before:
            deadlines = list(self._before)
            self.warnings.append(
                _ditto(item.number, content.elements[0].text, tidy(deadline_cell.text))
            )
        else:
            deadlines = self._of_day_above(item, deadline_cell) or row_deadlines(
                row, self._layout, self._read, self._month, content.elements
            )
            named = time_of(item.section, self._read) if not deadlines else None
            deadlines = (
                [named]
                if named
                else deadlines or in_texts(content.elements, self._layout, self._read)
            )
        deadlines = held(deadlines, row, self._layout)
        self._before = deadlines
        own = (
            {}
            if len(deadlines) >= len(content.elements)
            else days_in_texts(content.elements, self._read)
        )
        has_one = len(deadlines) == 1 and has_own_deadline(row, self._layout)
        self._beside_work = Piece(content, deadlines, has_one, own)
        return self._beside_work

    def _of_day_above(self, item: RawItem, cell: Cell | None) -> list[Deadline]:
        """«18.00 час.» below the row «13 июля (пятница)»: that day, with its hour."""
        if cell is None or not is_hour(cell.text, self._read):
            return []
        for heading in reversed(item.section):
            day = whole_time(heading, self._read)
            if day is not None and day.start == day.end:
                return [self._read(f"{heading}, {tidy(cell.text)}")]
        return []

    def _add_deadlines(self, row: Row, piece: Piece) -> None:
        """Work merged over rows is due by the deadlines of all of them."""
        own = replace(row, cells=tuple(cell for cell in row.cells if not cell.above))
        found = row_deadlines(own, self._layout, self._read, None, piece.content.elements)
        deadlines = [deadline for deadline in found if not is_ditto(deadline.text)]
        if deadlines:
            self._before = deadlines
            piece.deadlines, piece.row_has_one = [*piece.deadlines, *deadlines], False
            if len(piece.content.elements) == 1:
                texts = dict.fromkeys(deadline.text for deadline in piece.deadlines)
                piece.deadlines = [combine(piece.deadlines, "\n".join(texts))]

    def _take_rest(self, row: Row, item: RawItem) -> None:
        cell = self._cell(row, Meaning.RESPONSIBLE)
        text = (
            self._responsible_before
            if cell is not None and is_ditto(cell.text)
            else self._text(row, Meaning.RESPONSIBLE)
        )
        self._responsible_before = text
        item.responsible += [*split_people(text), *people_beside_deadlines(row, self._layout)]
        for also in self._texts(row, Meaning.CO_EXECUTOR):
            item.co_executors += split_people(also)
        if not item.responsible and not text:
            item.responsible += self._inherited(row, item) or people_of_section(item.section)
        if not self._is_sub_row(row, item):
            self._parent = item
        for meaning, store in ((Meaning.RESULT, item.results), (Meaning.REPORT, item.progress)):
            for text in self._texts(row, meaning):
                if text not in store:
                    store.append(text)

    def _is_sub_row(self, row: Row, item: RawItem) -> bool:
        """Whether a row is one of «а)», «б)» or «1.1», «1.2» under an item."""
        cell, work = self._cell(row, Meaning.NUMBER), self._work_cell(row)
        if any(one is not None and is_lettered(one.text) for one in (cell, work)):
            return True
        over = self._parent.number if self._parent is not None else None
        return over is not None and (item.number or "").startswith(f"{over}.")

    def _inherited(self, row: Row, item: RawItem) -> list[str]:
        """Who answers for the item that this row is a sub-row of."""
        parent = self._parent
        if parent is None or parent.section != item.section or not self._is_sub_row(row, item):
            return []
        return list(parent.responsible)

    def _texts(self, row: Row, meaning: Meaning) -> Iterator[str]:
        for column in self._layout.of(meaning):
            cell = row.at(column.index)
            if cell is not None and not is_filler(cell.text):
                yield tidy_lines(cell.text)


def _ditto(number: str | None, text: str, phrase: str) -> Caution:
    if number:
        return Caution.of(CautionCode.DITTO, number=number, phrase=phrase)
    return Caution.of(CautionCode.DITTO_UNNUMBERED, text=tidy(text)[:40], phrase=phrase)
