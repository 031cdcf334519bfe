"""What a half-year's report says of each item, as data for every writer; the words of a cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from roadmap.model import (
    Due,
    Item,
    Origin,
    Period,
    Person,
    Point,
    Postponement,
    ProgressEntry,
    ReportingPeriod,
    Roadmap,
)
from roadmap.report.closing_line import day_closed, without_idle_lines
from roadmap.report.materials import materials_line
from roadmap.report.official import official, with_capital

_BARE = re.compile(
    r"\W*(выполнено?|сделано|готово|проведено|завершено|исполнено|да|есть|вс[её])\W*",
    re.IGNORECASE,
)
#: «15%.»: a figure that says nothing without the words of its point.
_FIGURE = re.compile(r"\W*(\d+(?:[.,]\d+)?\s?%?)\W*")
_SIGNS = re.compile(
    r"[\s\ufe0f\U0001f3fb-\U0001f3ff]*([+👍✅👌✔☑][\s+👍✅👌✔☑!.\ufe0f\U0001f3fb-\U0001f3ff]*)"
)
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An item's text in the report; `position` counts from 0, `origin` is its place there."""

    position: int
    number: str
    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A granted postponement: the point's own words, the day before and the new one."""

    about: str
    old_day: date | None
    new_day: date

    @classmethod
    def of(cls, postponement: Postponement, about: str) -> Shift:
        """The shift that a granted `postponement` of the point with the text `about` means."""
        return cls(about, postponement.old_day, postponement.new_day)


@dataclass(frozen=True, slots=True)
class ItemStory:
    """All that a report may say of one item; `points` gives the text of each point by its id,
    `addresses` what people type for the item and its points.
    """

    entries: Sequence[ProgressEntry] = ()
    points: Mapping[int, str] = field(default_factory=dict)
    criterion: str = ""
    criterion_value: str = ""
    shifts: Sequence[Shift] = ()
    addresses: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class DisciplineLine:
    """How one person or section kept its days; `coefficient` is None where nothing was due."""

    name: str
    due: int
    in_time: int
    late: int
    days_late: int
    postponed: int
    silent: int
    coefficient: float | None


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body, post or group: who stands for it, its items, how its due days stand and were kept."""

    name: str
    people: Sequence[str]
    numbers: Sequence[str]
    done: int
    late: int
    silent: int
    due: int
    in_time: int
    coefficient: float | None


@dataclass(frozen=True, slots=True)
class ReportBook:
    """Everything that the workbook and the timeline show.

    `responsible` and `co_executors` give names by item id; `formula` says how the coefficient is
    counted. `bodies` is empty where the plan names none.
    """

    roadmap: Roadmap
    half: ReportingPeriod
    today: date
    items: Sequence[Item]
    points: Sequence[Point]
    dues: Sequence[Due]
    entries: Sequence[ProgressEntry]
    people: Sequence[Person]
    responsible: Mapping[int, Sequence[str]] = field(default_factory=dict)
    discipline: Sequence[DisciplineLine] = ()
    formula: str = ""
    co_executors: Mapping[int, Sequence[str]] = field(default_factory=dict)
    bodies: Sequence[BodyLine] = ()


def half_in_year(half: ReportingPeriod) -> int:
    """1 or 2, also where a period of several years numbers its half-years on."""
    return (half.number - 1) % 2 + 1


def compose_item_text(story: ItemStory, half: ReportingPeriod, period: Period) -> str:
    """The text of an item's report cell, a line for each entry; «» where the half-year has none.

    Entries come in the order of their days, without withdrawn ones and repeats (the same lines but
    for case and spaces); then the files, where some came without words, the criterion's value
    unless an entry says it, and postponements.
    """
    answers = without_idle_lines(
        [entry for entry in story.entries if entry.withdrawn_at is None and entry.day in half]
    )
    told = [entry for entry in answers if entry.text.strip()]
    told.sort(key=lambda entry: (_day_told(entry, half), entry.at, entry.id))
    lines = [line for entry in told if (line := _wording(entry, story, half))]
    if any(one.attachments and not one.text.strip() for one in answers):
        files = materials_line(file for one in answers for file in one.attachments)
        lines += [files] if files else []
    lines += _criterion_line(story, lines)
    lines += [
        _shift_line(shift, half, period)
        for shift in story.shifts
        if shift.old_day is None or shift.old_day in half
    ]
    return "\n".join(_without_repeats(lines))


def _day_told(entry: ProgressEntry, half: ReportingPeriod) -> date:
    """The first date of the half-year that the text names, else the day of the answer."""
    for match in _DATE.finditer(entry.text):
        day, month, year = (int(part) for part in match.groups())
        try:
            named = date(year if year > 99 else 2000 + year, month, day)
        except ValueError:
            continue
        if named in half:
            return named
    return entry.day


def _wording(entry: ProgressEntry, story: ItemStory, half: ReportingPeriod) -> str:
    """The entry as official text; a bare «выполнено» or a sign that says it gets its point and day,
    a bare figure its point or the criterion, to say something. What a document brought in stands as
    it stood there.
    """
    text, points = entry.text.strip(), story.points
    if entry.source is None and entry.person_id is None:
        return text
    about = points.get(entry.point_id, "") if entry.point_id is not None else ""
    if closed := day_closed(entry):
        return _done("выполнено", closed, about if len(points) > 1 else "")
    figure = _FIGURE.fullmatch(text)
    if figure and (told := _one_line(about or story.criterion)):
        return with_capital(f"{told} – {official(figure[1])}")
    match = _BARE.fullmatch(text) or _SIGNS.fullmatch(text)
    if not match:
        return official(text, story.addresses, half)
    word = (
        "выполнено"
        if match.re is _SIGNS
        or match[1].lower() in ("да", "есть", "готово", "сделано", "выполнен", "все", "всё")
        else match[1].lower()
    )
    return _done(word, entry.day, about)


def _done(word: str, day: date, about: str) -> str:
    told = f"{word} {day:%d.%m.%Y}."
    return with_capital(f"{_one_line(about)} – {told}" if about.strip() else told)


def _criterion_line(story: ItemStory, lines: Sequence[str]) -> list[str]:
    value = story.criterion_value.strip()
    number = re.compile(r"\d+(?:[.,]\d+)?\s*%" if "%" in value else r"\d+(?:[.,]\d+)?")
    said = {_plain(found) for line in lines for found in number.findall(line)}
    if not value or _plain(value) in said:
        return []
    return [official(f"{_one_line(story.criterion) or 'Критерий'} – {value}.")]


def _shift_line(shift: Shift, half: ReportingPeriod, period: Period) -> str:
    other = next((one for one in period.halves() if shift.new_day in one), half)
    same_year = (other.number - 1) // 2 == (half.number - 1) // 2
    until = (
        f"{half_in_year(other)} полугодие"
        if other != half and same_year
        else f"{shift.new_day:%d.%m.%Y}"
    )
    return with_capital(f"{_one_line(shift.about)} – срок перенесён на {until}.")


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;–-")


def _plain(text: str) -> str:
    return "".join(text.lower().split()).replace(",", ".").replace("ё", "е").rstrip(".;")


def _without_repeats(texts: Iterable[str]) -> list[str]:
    """Texts in order, without those all of whose lines stand in earlier ones.

    A report that was imported again thus repeats none of the entries that it was made of.
    """
    found: list[str] = []
    said: set[str] = set()
    for text in texts:
        lines = {_plain(line) for line in text.splitlines() if line.strip()}
        if not lines <= said:
            found.append(text)
            said |= lines
    return found
