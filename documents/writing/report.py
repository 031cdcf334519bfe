"""The report as Word in the form of its source: in the document that came in."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import chain
from typing import Any

from documents.files.package import change_document
from documents.files.word_in import read_docx
from documents.files.word_numbering import W
from documents.words.period_words import HALF_PHRASE, half_like, in_half
from documents.writing.report_places import Places, find_places
from documents.writing.report_title import change_title
from documents.writing.word_column import add_column, keep_on_paper
from documents.writing.word_fill import fill
from documents.writing.word_replace import replace_words
from documents.writing.word_table import (
    cell_at,
    cells_of,
    is_merged_up,
    put_look,
    rows_of,
    tables_of,
    text_of,
)
from roadmap.errors import UnreadableDocument
from roadmap.model import Period, ReportingPeriod
from roadmap.report.composing import ReportLine

#: An lxml element; lxml ships no types.
Node = Any


def write_report(
    source: bytes, lines: Sequence[ReportLine], half: ReportingPeriod, period: Period
) -> bytes:
    """The .docx `source` as the report for `half`: its report column filled, or added where the
    plan had none.

    A row whose item is not among `lines` keeps its report cell; an empty text empties it. Title,
    heading and period are changed, every other cell's text stays as it is. Raises
    UnreadableDocument where the file cannot be read or no table of it is a roadmap
    («error-no-table»).
    """
    places = find_places(read_docx(source), period)

    def change(root: Node) -> None:
        body = root.find(f"{W}body")
        found = [
            (node, place)
            for node, place in zip(tables_of(root), places, strict=False)
            if place and place.items
        ]
        if not found:
            raise UnreadableDocument("error-no-table")
        texts = _texts_of_rows([place for _, place in found], lines)
        change_title(found[0][0], half, period)
        for number, (table, place) in enumerate(found):
            _write_table(table, body, place, texts[number], in_half(half, period))
            _change_headings(table, place, half, period)

    return change_document(source, change)


def _texts_of_rows(places: Sequence[Places], lines: Sequence[ReportLine]) -> list[dict[int, str]]:
    """The text of each row of each table. As many rows as lines: one to one, in order, for numbers
    may repeat or lack.

    Otherwise by number, the first row of a number taking its first line.
    """
    rows = [
        (table, row, number)
        for table, place in enumerate(places)
        for row, number in place.items.items()
    ]
    ordered = sorted(lines, key=lambda line: line.position)
    found: list[dict[int, str]] = [{} for _ in places]
    if len(rows) == len(ordered):
        for (table, row, _), line in zip(rows, ordered, strict=True):
            found[table][row] = line.text
        return found
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for line in ordered:
        waiting[_bare(line.number)].append(line.text)
    for table, row, number in rows:
        if waiting[_bare(number)]:
            found[table][row] = waiting[_bare(number)].popleft()
    return found


def _bare(number: str) -> str:
    return "".join(number.split()).strip(".)/").upper()


def _write_table(
    table: Node, body: Node, place: Places, texts: dict[int, str], heading: str
) -> None:
    column = place.report
    rows = rows_of(table)
    if column is None:
        items = frozenset(place.items)
        headers = frozenset([*chain(*place.headers), *place.counting])
        column = add_column(table, body, items=items, headers=headers)
        _head(rows, place, column, f"Проведено {heading}")
    else:
        keep_on_paper(table, body)
    shown: dict[Node, list[str]] = {}
    neighbours: dict[Node, Node] = {}
    top = None
    for number, row in enumerate(rows):
        target = cell_at(row, column)
        if target is not None and not (is_merged_up(target) and top is not None):
            top = target  # what is written into a cell that goes on the one above is never shown
        if number in texts and top is not None:
            shown.setdefault(top, []).append(texts[number])
            neighbours.setdefault(top, cell_at(row, place.text))
    for target, said in shown.items():
        like = target if text_of(target).strip() else neighbours[target]
        fill(target, "\n".join(filter(None, said)), target if like is None else like)


def _head(rows: Sequence[Node], place: Places, column: int, heading: str) -> None:
    """Head the added column as high as its neighbours, and count it in the rows «1 2 3 4»."""
    for first, *below in place.headers:
        _put(rows[first], column, heading)
        for row in below:
            put_look(cell_at(rows[first], column), "vMerge", "restart")
            put_look(cell_at(rows[row], column), "vMerge", "continue")
    for row in place.counting:
        _put(rows[row], column, str(column + 1))


def _put(row: Node, column: int, text: str) -> None:
    *_, (_, _, neighbour), (_, _, target) = cells_of(row)
    if cell_at(row, column) is target:
        fill(target, text, neighbour)


def _change_headings(table: Node, place: Places, half: ReportingPeriod, period: Period) -> None:
    """A heading that names a half-year names this one."""
    if place.report is None:
        return  # the added heading names this half-year already
    rows = rows_of(table)
    for number in chain(*place.headers):
        target = cell_at(rows[number], place.report)
        for paragraph in target.iter(f"{W}p") if target is not None else ():
            replace_words(paragraph, HALF_PHRASE, lambda match: half_like(match, half, period))
