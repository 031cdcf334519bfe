"""The report as Word in the form of its source: in the document that came in."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any

from documents.files.package import change_document
from documents.files.word_counting import W, paragraphs_of, rows_of, tables_of
from documents.words.period_words import HALF_PHRASE, half_like, in_half
from documents.writing.comment import Note, with_comment
from documents.writing.report_title import change_title
from documents.writing.word_column import add_column, keep_on_paper
from documents.writing.word_fill import clean, fill, fill_paragraph, paragraph_look
from documents.writing.word_replace import replace_words
from documents.writing.word_table import (
    cell_at,
    cells_of,
    is_merged_up,
    keep_together,
    lines_of,
    put_look,
    text_of,
)
from roadmap.errors import UnreadableDocument
from roadmap.model import InTable, InText, Origin, Period, ReportingPeriod, TableHead
from roadmap.reading.paper import PROGRESS
from roadmap.report.composing import ReportLine

#: An lxml element; lxml ships no types.
Node = Any

#: Letters and lines of a cell that leaves no great gap where its row goes to the next page whole.
_SHORT, _FEW_LINES = 350, 9


def write_report(
    source: bytes,
    lines: Sequence[ReportLine],
    half: ReportingPeriod,
    period: Period,
    heads: Sequence[TableHead] = (),
    note: Note | None = None,
) -> bytes:
    """The .docx `source` as the report for `half`: its report column filled, or added where the
    plan had none; below an item that stands in the text, its answer.

    Each line is written where its item stood when it was imported, with the `heads` of that
    import. Where no line knows that (an older import), the document is read again. A line without
    an origin among others is left out: the document has its item no more. A row whose item is not
    among `lines` keeps its report cell; an empty text empties it. Title, heading and period are
    changed, every other cell's text stays as it is. `note` stands beside it as a comment. Raises
    UnreadableDocument where the file cannot be read or has no item where it should
    («error-no-table»).
    """
    told: list[tuple[Origin, str | None]] = [(one.origin, one.text) for one in lines if one.origin]
    if not told:
        # Imported where it is used: a roadmap of today's has its origins.
        from documents.writing.report_places import find_origins

        told, heads = find_origins(source, lines, period)
    in_tables: dict[int, list[tuple[InTable, str | None]]] = defaultdict(list)
    in_text: list[tuple[InText, str | None]] = []
    for origin, text in told:
        if isinstance(origin, InTable):
            in_tables[origin.table].append((origin, text))
        else:
            in_text.append((origin, text))

    def change(root: Node) -> None:
        body, tables, paragraphs = root.find(f"{W}body"), tables_of(root), paragraphs_of(root)
        rows = [rows_of(table) for table in tables]
        known = all(
            number < len(tables) and all(origin.last < len(rows[number]) for origin, _ in items)
            for number, items in in_tables.items()
        ) and all(origin.last < len(paragraphs) for origin, _ in in_text)
        if not told or not known:
            raise UnreadableDocument("error-no-table")
        first = tables[min(in_tables)] if in_tables else paragraphs[in_text[0][0].first]
        change_title(first, half, period)
        for number, items in in_tables.items():
            head = next((one for one in heads if one.table == number), TableHead(number, ()))
            _write_table(tables[number], rows[number], body, items, head, half, period)
        for origin, text in in_text:
            _write_below(paragraphs[origin.last], PROGRESS + text if text else None)

    return with_comment(change_document(source, change), note)


def _write_table(
    table: Node,
    rows: Sequence[Node],
    body: Node,
    items: Sequence[tuple[InTable, str | None]],
    head: TableHead,
    half: ReportingPeriod,
    period: Period,
) -> None:
    columns = {origin.report for origin, _ in items if origin.report is not None}
    if columns:
        keep_on_paper(table, body)
        for heading in (cell_at(rows[row], at) for row in chain(*head.headings) for at in columns):
            # A heading that names a half-year names this one.
            for paragraph in heading.iter(f"{W}p") if heading is not None else ():
                replace_words(paragraph, HALF_PHRASE, lambda match: half_like(match, half, period))
    else:
        added = add_column(
            table,
            body,
            items=frozenset(origin.first for origin, _ in items),
            headers=frozenset(chain(*head.headings, head.counting)),
        )
        columns = {added}
        _head(rows, head, added, f"Проведено {in_half(half, period)}")
    only = min(columns)
    shown = {column: _shown_cells(rows, column) for column in columns}
    texts: dict[Node, list[str]] = {}
    neighbours: dict[Node, Node] = {}
    for origin, text in items:
        target = shown[only if origin.report is None else origin.report][origin.first]
        if target is not None and text is not None:
            texts.setdefault(target, []).append(text)
            neighbours.setdefault(target, cell_at(rows[origin.first], origin.text))
    for target, said in texts.items():
        like = target if text_of(target).strip() else neighbours[target]
        fill(target, "\n".join(filter(None, said)), target if like is None else like)
    _keep_readable(rows, items, head)


def _keep_readable(
    rows: Sequence[Node], items: Sequence[tuple[InTable, str | None]], head: TableHead
) -> None:
    """The heading on every page, and no short row torn by the end of one: a report is longer than
    the plan that it was made of.
    """
    heading = sorted({*chain(*head.headings), *head.counting})
    for at, number in enumerate(heading):
        if at == number:  # Word repeats the rows from the first on
            keep_together(rows[number], repeats=True)
    for origin, _ in items:
        row = rows[origin.first]
        short = all(
            sum(map(len, lines := lines_of(cell))) <= _SHORT and len(lines) <= _FEW_LINES
            for _, _, cell in cells_of(row)
        )
        if origin.first == origin.last and short:
            keep_together(row)


def _shown_cells(rows: Sequence[Node], column: int) -> list[Node | None]:
    """The cell of each row in `column`; of merged ones the first, which alone is shown."""
    found: list[Node | None] = []
    top = None
    for row in rows:
        cell = cell_at(row, column)
        if cell is not None and not (is_merged_up(cell) and top is not None):
            top = cell
        found.append(top)
    return found


def _head(rows: Sequence[Node], head: TableHead, column: int, heading: str) -> None:
    """Head the added column as high as its neighbours, and count it in the rows «1 2 3 4»."""
    for first, *below in head.headings:
        _put(rows[first], column, heading)
        for row in below:
            put_look(cell_at(rows[first], column), "vMerge", "restart")
            put_look(cell_at(rows[row], column), "vMerge", "continue")
    for row in head.counting:
        _put(rows[row], column, str(column + 1))


def _put(row: Node, column: int, text: str) -> None:
    *_, (_, _, neighbour), (_, _, target) = cells_of(row)
    if cell_at(row, column) is target:
        fill(target, text, neighbour)


def _write_below(paragraph: Node, text: str | None) -> None:
    """Add `text` below a paragraph of the document, a paragraph a line, in its look."""
    look = paragraph_look(paragraph)
    for line in reversed(clean(text or "").split("\n")):
        if line.strip():
            added = paragraph.makeelement(f"{W}p")
            if look is not None:
                added.append(copy.deepcopy(look))
            fill_paragraph(added, line, paragraph)
            paragraph.addnext(added)
