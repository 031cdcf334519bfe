"""A file in, a draft out: the one way by which every document is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import takewhile
from pathlib import PurePath

from documents.files.convert import to_docx
from documents.files.grid import Row, Table
from documents.files.kinds import WEB, FileKind, kind_of, markup_of
from documents.files.text_in import read_text
from documents.files.word_in import read_docx
from documents.tables.columns import (
    given_layout,
    guess_meanings,
    layouts_of,
    lift_title,
)
from documents.tables.headers import has_header
from documents.tables.items import build_items
from documents.tables.layout import Layout, Reader
from documents.tables.paper import paper_of
from documents.tables.raw_items import RawItem
from documents.tables.row_deadlines import texts_of
from documents.tables.rows import RowWalk
from documents.tables.sections import Outline, sections_above
from documents.tables.title import names_a_plan, period_of, title_of
from documents.words.headings import MONTH_ALONE, Meaning, is_filler, is_time, meaning_of
from roadmap.deadlines import read_deadline, read_period
from roadmap.drafts.anchors import anchored
from roadmap.errors import UnreadableDocument, UnsureColumns
from roadmap.model import Caution, CautionCode, Deadline, Draft, Period, TableHead
from roadmap.reading.cell import tidy
from roadmap.reading.doubts import ask_about_outside, not_sure, period_question
from roadmap.reading.year import Signs, judge

_MONTH_OF_PLAN = re.compile(
    r"(?:(?:^|.*\s)(?:на|(?P<told>за))|(?:мероприятия|план(?: работы)?))\s+"
    r"(?P<phrase>(?:\S+\s+){0,2}?\S+(?:\s+20\d\d(?:\s*г\.?|\s*года)?)?)$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"20\d\d(?:\s*[-–—/]\s*\d{2,4})?\s*(?:учебный\s*)?(?:год|г\.?)", re.IGNORECASE
)
_YEAR_OF_COLUMN = re.compile(r"20\d\d\s*(?:год|г\.)$", re.IGNORECASE)
#: What an order, a protocol or a letter is headed with.
_PAPER = re.compile(
    r"(?:приказ|распоряжени|постановлени|протокол|поручени|перечень\s+поручени)", re.IGNORECASE
)
_SPACED_OUT = re.compile(r"(?<=\b\w)\s(?=\w\b)")
_SHOWN_ROWS = 5
_STAMP_ROWS = 10
_TIMES = frozenset(
    {Meaning.DEADLINE, Meaning.START, Meaning.END, Meaning.MARK, Meaning.POINT_DEADLINE}
)
#: A longer cell is no date with its weekday.
_LONGEST_DATE = 60


def read_document(
    content: bytes,
    name: str,
    year: Period | None,
    today: date,
    columns: Sequence[str] | None = None,
) -> Draft:
    """Read the roadmap in the file `name` with the bytes `content`.

    `year` overrides the year that the document gives; `today` decides where it gives none.
    `columns` answers an earlier UnsureColumns, one meaning for each column. Raises UnsureColumns,
    and UnreadableDocument for what is no roadmap.
    """
    tables = [lift_title(table) for table in read_tables(content)]
    read = _reader(Period.calendar(today.year))
    chosen = _choose(tables, read, columns)
    if not chosen and (paper := paper_of(tables)) is not None:
        tables = [paper]
        chosen = _choose(tables, read, None)
    if not chosen:
        raise _unsure(tables, read)
    above = _lines_above(tables)
    lines = [line for group in above for line in group]
    judgement = judge(_signs([*_letterhead(tables), *lines], chosen), today, year)
    period = judgement.period
    raw, warnings, heads = _walk(chosen, period, fixed=year is not None)
    if not raw:
        raise UnreadableDocument("error-no-table")
    built = build_items(raw, period)
    headings = sections_above([table for table, _ in chosen])
    title = title_of(
        [[line for line in group if tidy(line) not in headings] for group in above],
        PurePath(name).stem,
    )
    outside = [line for table, _ in chosen for line in table.above]
    counted = anchored(built.items, [*lines, *outside], _reader(period))
    if judgement.sure:
        items, asked = ask_about_outside(counted.items, period)
    else:
        items, asked = not_sure(counted.items), (period_question(judgement, title),)
    return Draft(
        title,
        period,
        items,
        (*asked, *counted.questions, *built.questions),
        (*built.numbering, *warnings, *counted.warnings, *built.warnings),
        heads,
        judgement,
    )


def read_tables(content: bytes) -> list[Table]:
    """The tables of a file of any kind. Raises UnreadableDocument."""
    kind = kind_of(content)
    if kind is FileKind.OTHER_OFFICE:
        if markup_of(content) in WEB:
            from documents.files.web_page import page_of

            content = page_of(content)
        return read_docx(to_docx(content))
    if kind is FileKind.EXCEL:
        # Imported here: a Word document, by far the commonest, should not wait for it.
        from documents.files.excel_in import read_excel

        return read_excel(content)
    return read_docx(content) if kind is FileKind.WORD else read_text(content)


def _lines_above(tables: Sequence[Table]) -> list[tuple[str, ...]]:
    """The lines above the first table with a header and above all stamps and letterheads before."""
    groups: list[tuple[str, ...]] = []
    for table in tables:
        groups.append(table.above)
        if has_header(table):
            break
    return groups


def _letterhead(tables: Sequence[Table]) -> list[str]:
    """What stands in tables above the plan's: a stamp of approval is often one, to stand at the
    right.
    """
    before = list(takewhile(lambda table: not has_header(table), tables))
    if len(before) == len(tables):
        return []
    rows = (row for table in before for row in table.rows[:_STAMP_ROWS])
    cells = (cell for row in rows for cell in row.cells if not cell.above)
    return [line.text for cell in cells for line in cell.lines]


def _reader(period: Period) -> Reader:
    """Deadlines within `period`; a plan repeats its few phrases often."""

    @lru_cache(maxsize=4096)
    def read(text: str) -> Deadline:
        return read_deadline(text, period)

    return read


def _signs(above: Sequence[str], chosen: Sequence[tuple[Table, Layout]]) -> Signs:
    """What the document says that may tell its year."""
    phrases: list[str] = []
    dates: list[str] = []
    sections: list[str] = []
    for table, layout in chosen:
        columns = {one.index for one in layout.columns if one.meaning in _TIMES}
        titles = [one.title for one in layout.columns if one.index in columns]
        phrases += titles
        has_ends = layout.has(Meaning.START) and layout.has(Meaning.END)
        # «2023 год» and «2024 год» as two columns of deadlines: a plan of both years.
        sections += [year[0] for title in titles if (year := _YEAR_OF_COLUMN.search(title))]
        for row in table.rows[layout.body :]:
            if len(row.cells) == 1:
                sections.append(tidy(row.cells[0].text))
            if has_ends:
                phrases += _from_start_to_end(row, layout)
            for cell in row.cells:
                if cell.first in columns and not cell.above:
                    phrases += [line.text for line in cell.lines]
                if len(cell.text) < _LONGEST_DATE:
                    dates.append(cell.text)
    return Signs(above, phrases, dates, sections)


def _from_start_to_end(row: Row, layout: Layout) -> list[str]:
    """«01.10» and «30.04» in two columns as one phrase, which may run over New Year."""
    ends = [texts_of(row, layout, one) for one in (Meaning.START, Meaning.END)]
    whole = " – ".join(text for texts in ends for text in texts)
    return [whole] if all(ends) and not re.search(r"\d{4}", whole) else []


# ── which tables, which columns ───────────────────────────────────────────────────────────────────


def _choose(
    tables: Sequence[Table], read: Reader, columns: Sequence[str] | None
) -> list[tuple[Table, Layout]]:
    """The tables that hold items, by their headings or as `columns` says, each with its layout."""
    if columns is not None:
        asked = _largest(tables)
        return [
            (table, given_layout(table, columns, read))
            for table in tables
            if table.width == asked.width
        ]
    found = zip(tables, layouts_of(tables, read), strict=True)
    return [(table, layout) for table, layout in found if layout is not None]


def _unsure(tables: Sequence[Table], read: Reader) -> UnreadableDocument:
    """What to raise where no heading tells the columns: somebody has to look at the first rows."""
    asked = _largest(tables)
    if asked.width < 2 or len(asked.rows) < 2:
        return UnreadableDocument("error-no-table")
    shown = tuple(row.texts(asked.width) for row in asked.rows[:_SHOWN_ROWS])
    return UnsureColumns(shown, guess_meanings(asked, read))


def _largest(tables: Sequence[Table]) -> Table:
    return max(tables, key=lambda table: len(table.rows) * min(table.width, 3), default=Table(()))


# ── rows to raw items ─────────────────────────────────────────────────────────────────────────────


def _walk(
    chosen: Sequence[tuple[Table, Layout]], period: Period, *, fixed: bool
) -> tuple[list[RawItem], list[Caution], tuple[TableHead, ...]]:
    """The raw items of all tables with the heads of these; unless `fixed`, a table may name a year
    of its own.
    """
    raw: list[RawItem] = []
    heads: list[TableHead] = []
    warnings: list[Caution] = []
    outline = Outline()
    headings = sections_above([table for table, _ in chosen])
    for nth, ((table, layout), over) in enumerate(zip(chosen, headings, strict=True)):
        if not _goes_on(table):
            outline = Outline() if over is None else Outline().below(over)
        own = None if fixed or len(chosen) < 2 else period_of(table.above, read_period)
        under = partial(_reader_under, within=period if fixed else None)
        walk = RowWalk(
            table,
            layout,
            _reader(own or period),
            _month_above(table) if _is_plan(table) else None,
            under,
            outline,
        )
        walk.walk()
        for item in walk.items:
            item.table = nth
        raw += walk.items
        if walk.items and (head := walk.head()):
            heads.append(head)
        outline = walk.outline
        warnings += walk.warnings + _unread(table, layout)
        if hidden := sum(row.hidden for row in table.rows) + table.hidden_columns:
            warnings.append(Caution.of(CautionCode.LEFT_OUT, count=str(hidden)))
    return raw, warnings, tuple(heads)


def _goes_on(table: Table) -> bool:
    """Whether a table only goes on the one before, as after a page's end."""
    return all(
        re.match(r"(?:продолжение|окончание)\b", line, re.IGNORECASE) for line in table.above
    )


def _unread(table: Table, layout: Layout) -> list[Caution]:
    """A warning for each column that has texts, and a heading of unknown words."""
    unknown = (
        one
        for one in layout.columns
        if one.meaning is Meaning.OTHER and one.title and not meaning_of(one.title)
    )
    rows = table.rows[layout.body :]
    filled = (
        one
        for one in unknown
        if any((cell := row.at(one.index)) and not is_filler(cell.text) for row in rows)
    )
    return [Caution.of(CautionCode.COLUMN, title=tidy(one.title)) for one in filled]


def _reader_under(heading: str, within: Period | None) -> Reader | None:
    """The reader for a section row that is only a year («2026 год»), if that lies `within`."""
    period = read_period(heading) if _YEAR_ALONE.fullmatch(heading) else None
    beyond = period and within and not within.start <= period.start <= period.end <= within.end
    return _reader(period) if period and not beyond else None


def _is_plan(table: Table) -> bool:
    """Whether the month in a title holds for all that stands below: in a plan, not in an order."""
    lines = [line for line in table.above if _PAPER.match(_SPACED_OUT.sub("", line.strip()))]
    return not table.unders or (not lines and any(map(names_a_plan, table.above)))


def _month_above(table: Table) -> str | None:
    """The month above a table, alone or at the end of its title («план на октябрь 2019 года»)."""
    for line in reversed(table.above):
        text = tidy(line)
        if is_time(text):
            return text
        match = _MONTH_OF_PLAN.fullmatch(text)
        if (
            match
            and is_time(match["phrase"])
            and (not match["told"] or MONTH_ALONE.fullmatch(match["phrase"]))
        ):
            return match["phrase"]  # a report «за I полугодие» tells no deadline
    return None
