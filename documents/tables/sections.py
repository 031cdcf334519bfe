"""Section rows: which rows are headings over the items below, and how they nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.files.grid import Cell, Row, Table
from documents.tables.layout import TELLS_TIME, Layout, Reader
from documents.words.headings import Meaning, is_filler, is_time
from roadmap.model import DATED_KINDS, WAITING_KINDS, Deadline
from roadmap.reading.cell import tidy

#: A number as the number column of a row has it: «1.», «1.1», «I», «3.4.8», «№ 5», «1)», «1/».
_NUMBER = re.compile(
    r"(?:№\s*)?(?P<number>\d{1,4}(?:[.\-]\d{1,4}){0,4}|[IVXLC]{1,6})\s*[.)/]?", re.IGNORECASE
)
#: What an amended plan has beside a number: «(в ред. постановления от …)», «<*>», «*».
_NOTE = re.compile(
    r"\((?:в ред|введ|п\.|пункт|утратил|изм)[^()]*(?:\([^()]*\)[^()]*)*\)|<[^<>]*>|\*+",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6})(?:[.)]|\s)\s*\S")
_NAMED = re.compile(
    r"(?:раздел|глава|блок|модуль|направление|этап|часть|подраздел)\b", re.IGNORECASE
)
_TIME_IN_HEADING = re.compile(
    r"\((?:срок\w*:?\s*)?(?P<bracketed>[^()]*)\)\s*\.?$|[:,–—]\s*(?P<last>[^:,–—]*(?:[–—][^:,–—]*)?)$"
)
_HEADING_LONGEST = 300
_TIME_LONGEST = 30
_LEADING_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[^\W\d])")
#: What a heading that is a time has: a figure or the name of one.
_MAY_TELL_TIME = re.compile(
    r"\d|[IVX]|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|год|лет|кварт|месяц|недел|дн|ден|"
    r"каникул|четверт|триместр|полуг|декад|период|сезон|зим|весн|осен|постоян|еже|кажд|всегда",
    re.IGNORECASE,
)
_LIKE_A_HEADING = re.compile(r"[А-ЯЁA-Z\dIVX«].{0,150}[^:;,]")
_BESIDE_WORK = (Meaning.DEADLINE, Meaning.END, Meaning.RESPONSIBLE, Meaning.RESULT, Meaning.REPORT)
_ROWS_OF_WORK = (Meaning.MEASURE, Meaning.RECOMMENDATION, Meaning.STAGE)


def number_of(text: str) -> str | None:
    """The number in a number cell without its dot or bracket; None where the text is no number."""
    match = _NUMBER.fullmatch(tidy(_NOTE.sub(" ", text)))
    return match["number"] if match else None


def section_of(row: Row, layout: Layout, width: int, following: str | None) -> str | None:
    """The heading in a section row, in one line; None where the row is an item's.

    `following` is the number in the next row, which tells «1 | Организация» over «1.1 | …» from an
    item.
    """
    filled = [cell for cell in row.cells if not cell.above and not is_filler(cell.text)]
    if not filled or len(filled) > 2:
        return None
    text = tidy(" ".join(cell.text for cell in filled))
    if len(text) > _HEADING_LONGEST:
        return None
    if len(filled) == 1:
        return text if _stands_alone(filled[0], row, layout, width) else None
    number = number_of(filled[0].text)
    if number is None or not _in(layout, filled[0], Meaning.NUMBER):
        return None
    roman_over_figures = (
        not number[0].isdigit() and following is not None and following[0].isdigit()
    )
    over_parts = roman_over_figures or (
        following is not None and following.startswith(f"{number}.")
    )
    return text if over_parts or filled[1].span >= max(2, width - 1) else None


def _stands_alone(cell: Cell, row: Row, layout: Layout, width: int) -> bool:
    """Whether the only filled cell is a heading: merged over the row, or where no item begins."""
    if len(row.cells) == 1 or cell.span >= max(2, width - 1):
        return True
    if any(other.above for other in row.cells) and _in(layout, cell, *TELLS_TIME):
        return False  # one more deadline of the work merged downward
    if is_time(cell.text):
        return True
    if _in(layout, cell, Meaning.NUMBER):
        return number_of(cell.text) is None
    if (
        cell.text[:1].islower()
        or any(other.above for other in row.cells)
        or not _in(layout, cell, *_ROWS_OF_WORK)
    ):
        return False
    return layout.has(Meaning.NUMBER) or cell.text.isupper() or _NAMED.match(cell.text) is not None


def lone_headings(table: Table, layout: Layout) -> dict[int, str]:
    """Headings that stand like a measure's text in a table without numbers, by their rows.

    Such a row has nothing beside it where nearly every other has, the next row at least; headings
    begin with the first row, so that every measure stands below one.
    """
    beside = [column.index for column in layout.columns if column.meaning in _BESIDE_WORK]
    if layout.has(Meaning.NUMBER) or len(beside) < 2:
        return {}
    rows = range(layout.body, len(table.rows))
    bare = {
        at
        for at in rows
        if not any((cell := table.rows[at].at(place)) and cell.text for place in beside)
    }
    found = {
        at: tidy(filled[0].text)
        for at in bare
        if len(filled := [cell for cell in table.rows[at].cells if cell.text]) == 1
        and _in(layout, filled[0], *_ROWS_OF_WORK)
        and _LIKE_A_HEADING.fullmatch(tidy(filled[0].text))
        and at + 1 in rows
        and at + 1 not in bare
    }
    return found if layout.body in found and 3 * len(found) <= len(rows) + 2 else {}


def sections_above(tables: Sequence[Table]) -> list[str | None]:
    """The heading right above each of several tables, where it is numbered or named («2. Кадры»,
    «Раздел II»).

    Above the first one it is a section only where another table has one too: else it belongs to the
    title.
    """
    found = [_heading_above(table) for table in tables]
    return found if any(found[1:]) else [None] * len(tables)


def is_named_or_numbered(heading: str) -> bool:
    """Whether a line is a section's by its word or number: «Раздел II», «Модуль …», «2. Кадры»."""
    return _level(heading).style.startswith(("number", "named"))


def _heading_above(table: Table) -> str | None:
    lines = [text for line in table.above if (text := tidy(line)) and not is_time(text)]
    if not lines or len(lines[-1]) > _HEADING_LONGEST // 2:
        return None
    return lines[-1] if is_named_or_numbered(lines[-1]) else None


def whole_time(heading: str, read: Reader) -> Deadline | None:
    """The time that is all a heading says: «Сентябрь-октябрь», «В течение года»."""
    if len(heading) > _TIME_LONGEST or not _MAY_TELL_TIME.search(_LEADING_NUMBER.sub("", heading)):
        return None
    whole = read(heading)
    return whole if whole.sure and whole.kind not in WAITING_KINDS else None


def time_of(section: Sequence[str], read: Reader) -> Deadline | None:
    """The deadline that the nearest heading names beside its own words: «Основной этап (апрель –
    июнь 2026)».

    Or that it is, where such rows stand for what the column of time leaves out.
    """
    for text in reversed(section):
        if whole := whole_time(text, read):
            return whole
        match = _TIME_IN_HEADING.search(text)
        found = read(tidy(match["bracketed"] or match["last"])) if match else None
        if found is not None and found.sure and found.kind in DATED_KINDS and found.due_days():
            return found
    return None


def _in(layout: Layout, cell: Cell, *meanings: Meaning) -> bool:
    covered = range(cell.first, cell.first + cell.span)
    return any(column.index in covered for column in layout.columns if column.meaning in meanings)


@dataclass(frozen=True, slots=True)
class _Level:
    """A heading, its style (number's depth, capitals, plain) and how deep that mostly stands."""

    style: str
    rank: int
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings above a row, outermost first; `fresh` when no item stands below the last yet."""

    levels: tuple[_Level, ...] = ()
    fresh: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The headings' texts, outermost first."""
        return tuple(level.text for level in self.levels)

    def below(self, heading: str) -> Outline:
        """The outline below one more section row.

        A heading takes the place of the last of its style. One of a new style right below another
        nests in it; elsewhere its usual rank decides.
        """
        level = _level(heading)
        styles = [known.style for known in self.levels]
        if level.style in styles:
            kept = self.levels[: styles.index(level.style)]
        elif self.fresh and not level.style.startswith("number"):
            kept = self.levels
        else:
            kept = tuple(known for known in self.levels if known.rank < level.rank)
        return Outline((*kept, level), fresh=True)

    def without_times(self, read: Reader) -> Outline:
        """The outline without headings that are a time («В течение года»), as a month follows."""
        return Outline(
            tuple(level for level in self.levels if whole_time(level.text, read) is None),
            self.fresh,
        )

    def left_by(self, number: str | None, before: str | None) -> Outline:
        """The outline at the item `number`: «3» after the item «2.4» leaves the section «2»."""
        over, _, part = (before or "").partition(".")
        if not number or not part or not number.isdecimal() or not over.isdecimal():
            return self
        if int(number) != int(over) + 1:
            return self
        leading = ((level, _LEADING.match(level.text)) for level in self.levels)
        kept = tuple(level for level, match in leading if not match or match["number"] != over)
        return Outline(kept, self.fresh)

    def used(self) -> Outline:
        """The same outline once an item stands in it."""
        return Outline(self.levels, fresh=False)


def _level(heading: str) -> _Level:
    match = _LEADING.match(heading)
    if match and not match["number"][0].isdigit():
        return _Level("number in Roman", 1, heading)
    if match:
        depth = match["number"].count(".") + 1
        return _Level(f"number {depth}", depth + 1, heading)
    if _NAMED.match(heading):
        return _Level("named", 1, heading)
    return _Level("capitals", 0, heading) if heading.isupper() else _Level("plain", 1, heading)
