"""What the half-year's report says: the entries put together, unless the coordinator chose other words."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, tzinfo

from roadmap.actions.looking import load_board
from roadmap.board import Board, responsible_for_item
from roadmap.discipline import Discipline, DisciplineTable, discipline
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Item, LogLine, Person, PostponementState, ProgressEntry, ReportingPeriod, Roadmap, Role
from roadmap.ports import Tx
from roadmap.report import DisciplineLine, ItemStory, ReportBook, ReportLine, Shift, compose_item_text


def chosen_half(roadmap: Roadmap, number: int | None, today: date) -> ReportingPeriod:
    """Half-year `number` of the roadmap, or the one that `today` falls in; raises UserError where there is none."""
    halves = roadmap.period.halves()
    if number is None:
        return roadmap.period.half_at(today)
    if not 1 <= number <= len(halves):
        raise UserError("error-no-such-half", count=len(halves))
    return halves[number - 1]


async def report_lines(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> list[ReportLine]:
    """The report's text of every item, in the document's order; «» where nothing was reported."""
    items = await tx.roadmaps.items(roadmap.id)
    stories = await item_stories(tx, roadmap, items, half)
    chosen = await tx.desk.facts(_facts(roadmap.id, half))
    lines = []
    for item in items:
        own = chosen.get(_fact(roadmap.id, half, item.id))
        text = compose_item_text(stories[item.id], half, roadmap.period) if own is None else own
        lines.append(ReportLine(item.position, item.number, text))
    return lines


async def item_stories(tx: Tx, roadmap: Roadmap, items: list[Item], half: ReportingPeriod) -> dict[int, ItemStory]:
    """All that the report may say of each item."""
    entries: dict[int, list[ProgressEntry]] = defaultdict(list)
    for entry in await tx.answers.of_roadmap(roadmap.id, half.start, half.end):
        entries[entry.item_id].append(entry)
    points = {point.id: point for point in await tx.roadmaps.points([item.id for item in items])}
    shifts: dict[int, list[Shift]] = defaultdict(list)
    granted = [one for one in await tx.answers.postponements(roadmap.id) if one.state is PostponementState.GRANTED]
    due_points = {view.due.id: view.point for view in await tx.roadmaps.views([one.due_id for one in granted])}
    for postponement in granted:
        point = due_points[postponement.due_id]
        shifts[point.item_id].append(Shift.of(postponement, point.text))
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for point in points.values():
        texts[point.item_id][point.id] = point.text
    return {
        item.id: ItemStory(
            entries[item.id], texts[item.id], item.criterion or "", item.criterion_value or "", shifts[item.id]
        )
        for item in items
    }


async def reword(
    tx: Tx, person: Person, roadmap: Roadmap, half: ReportingPeriod, item: Item, text: str | None, log: LogLine
) -> None:
    """The coordinator's own words for an item's cell; None goes back to the entries, which stay as they are."""
    if person.role is not Role.COORDINATOR:
        raise NotAllowed
    await tx.desk.set_fact(_fact(roadmap.id, half, item.id), text)
    await tx.desk.log(log)


def _fact(roadmap_id: int, half: ReportingPeriod, item_id: int) -> str:
    return f"{_facts(roadmap_id, half)}{item_id}"


def _facts(roadmap_id: int, half: ReportingPeriod) -> str:
    return f"report:{roadmap_id}:{half.number}:"


async def load_book(tx: Tx, roadmap: Roadmap, half: ReportingPeriod, today: date, zone: tzinfo) -> ReportBook:
    """Everything that the workbook, the timeline and the template show."""
    items = await tx.roadmaps.items(roadmap.id)
    points = await tx.roadmaps.points([item.id for item in items])
    board = await load_board(tx, roadmap, zone)
    table = discipline(board, await tx.answers.postponements(roadmap.id), today)
    return ReportBook(
        roadmap,
        half,
        today,
        items,
        points,
        await tx.roadmaps.dues([point.id for point in points]),
        await tx.answers.of_roadmap(roadmap.id, date.min, date.max),
        await tx.people.all(),
        {item.id: [person.name for person in responsible_for_item(board, item)] for item in items},
        _discipline_lines(board, table),
        FORMULA,
    )


#: How the coefficient of discipline is counted, as the workbook and the summary say it.
FORMULA = "Коэффициент = выполнено в срок ÷ наступило сроков"


def _discipline_lines(board: Board, table: DisciplineTable) -> list[DisciplineLine]:
    lines = [_line("Всего", table.total)]
    lines += [_line(section[-1] if section else "Без раздела", one) for section, one in table.sections.items()]
    for person_id, one in table.people.items():
        lines.append(_line(board.people[person_id].name if person_id is not None else "Никому не назначено", one))
    return lines


def _line(name: str, one: Discipline) -> DisciplineLine:
    return DisciplineLine(
        name, one.due, one.in_time, one.late, one.days_late, one.postponed, one.silent, one.coefficient
    )


async def keep_version(tx: Tx, roadmap: Roadmap, half: ReportingPeriod, lines: list[ReportLine], at: datetime) -> int:
    """Remember what a report said when it was written; the version's number, from 1."""
    number = await last_version(tx, roadmap, half) + 1
    said = {str(line.position): line.text for line in lines}
    await tx.desk.set_fact(_version(roadmap, half, number), json.dumps({"at": at.isoformat(), "lines": said}))
    await tx.desk.set_fact(_version(roadmap, half, 0), str(number))
    return number


async def last_version(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> int:
    """The newest version's number; 0 where no report was written yet."""
    return int(await tx.desk.fact(_version(roadmap, half, 0)) or 0)


async def changed_since(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, lines: list[ReportLine], number: int
) -> list[str]:
    """Numbers of the items whose text differs from version `number`."""
    stored = json.loads(await tx.desk.fact(_version(roadmap, half, number)) or '{"lines": {}}')["lines"]
    return [line.number for line in lines if stored.get(str(line.position), "") != line.text]


def _version(roadmap: Roadmap, half: ReportingPeriod, number: int) -> str:
    return f"version:{roadmap.id}:{half.number}:{number}"
