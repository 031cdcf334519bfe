"""The half-year's report: the entries of each item, unless the coordinator chose other words."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from roadmap.actions.bodies import members_of
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.rights import require_coordinator
from roadmap.errors import UserError
from roadmap.model import (
    Item,
    LogLine,
    Person,
    Postponement,
    PostponementState,
    ProgressEntry,
    ReportingPeriod,
    Roadmap,
)
from roadmap.ports import Tx
from roadmap.reading.person_names import name_order
from roadmap.report.composing import (
    BodyLine,
    DisciplineLine,
    ItemStory,
    ReportBook,
    ReportLine,
    Shift,
    compose_item_text,
)
from roadmap.standing.board import Board, by_capacity
from roadmap.standing.bodies import views_by_body
from roadmap.standing.discipline import Discipline, DisciplineTable, discipline, discipline_of
from roadmap.standing.status import counts_of


def chosen_half(roadmap: Roadmap, number: int | None, today: date) -> ReportingPeriod:
    """Half-year `number`, or the one of `today` (None); raises UserError where there is none."""
    halves = roadmap.period.halves()
    if number is None:
        return roadmap.period.half_at(today)
    if not 1 <= number <= len(halves):
        raise UserError("error-no-such-half", count=len(halves))
    return halves[number - 1]


@dataclass(frozen=True, slots=True)
class Drafted:
    """All that a half-year's report is put together of; `chosen` are the coordinator's own words,
    by the item's id.
    """

    roadmap: Roadmap
    half: ReportingPeriod
    items: Sequence[Item]
    stories: Mapping[int, ItemStory]
    chosen: Mapping[int, str]

    def collected(self, item: Item) -> str:
        """What the answers make of an item, whatever the coordinator chose."""
        return compose_item_text(self.stories[item.id], self.half, self.roadmap.period)

    def text(self, item: Item) -> str:
        """The report's text of an item; «» where nothing was reported."""
        own = self.chosen.get(item.id)
        return self.collected(item) if own is None else own

    def is_told(self, item: Item) -> bool:
        """Whether an item's text says anything of the half-year; the value of its criterion alone
        may be that of an earlier one.
        """
        if self.chosen.get(item.id) is not None:
            return bool(self.chosen[item.id].strip())
        story = replace(self.stories[item.id], criterion_value="")
        return bool(compose_item_text(story, self.half, self.roadmap.period))


async def load_drafted(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> Drafted:
    """What the report is put together of. Its texts take time that grows with the roadmap: not
    while others wait.
    """
    items = await tx.roadmaps.items(roadmap.id)
    stories = await item_stories(tx, roadmap, items, half)
    chosen = await tx.facts.beginning(_facts(roadmap.id, half))
    own = {int(name.rpartition(":")[2]): text for name, text in chosen.items()}
    return Drafted(roadmap, half, items, stories, own)


async def items_told(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> set[int]:
    """The ids of the items of which the report says something: nobody owes an answer for those,
    and `/report` counts them as filled.
    """
    drafted = await load_drafted(tx, roadmap, half)

    def told() -> set[int]:
        return {item.id for item in drafted.items if drafted.is_told(item)}

    return await asyncio.to_thread(told)


async def report_lines(tx: Tx, roadmap: Roadmap, half: ReportingPeriod) -> list[ReportLine]:
    """The report's text of every item, in the document's order; «» where nothing was reported."""
    drafted = await load_drafted(tx, roadmap, half)
    return [
        ReportLine(item.position, item.number, drafted.text(item), item.origin)
        for item in drafted.items
    ]


async def drafted_item(tx: Tx, roadmap: Roadmap, item: Item, half: ReportingPeriod) -> Drafted:
    """What the report of one item is put together of; nothing is read but what belongs to it."""
    own = await tx.facts.get(_fact(roadmap.id, half, item.id))
    entries = await tx.answers.of_item(item.id)
    postponements = await tx.answers.postponements_of_item(item.id)
    stories = await _stories(
        tx, [item], [entry for entry in entries if entry.day in half], postponements
    )
    return Drafted(roadmap, half, [item], stories, {} if own is None else {item.id: own})


async def report_line(tx: Tx, roadmap: Roadmap, item: Item, half: ReportingPeriod) -> ReportLine:
    """The report's text of one item."""
    text = (await drafted_item(tx, roadmap, item, half)).text(item)
    return ReportLine(item.position, item.number, text, item.origin)


async def item_stories(
    tx: Tx, roadmap: Roadmap, items: list[Item], half: ReportingPeriod
) -> dict[int, ItemStory]:
    """All that the report may say of each item."""
    entries = await tx.answers.of_roadmap(roadmap.id, half.start, half.end)
    return await _stories(tx, items, entries, await tx.answers.postponements(roadmap.id))


async def _stories(
    tx: Tx, items: list[Item], told: Iterable[ProgressEntry], postponements: Iterable[Postponement]
) -> dict[int, ItemStory]:
    entries: dict[int, list[ProgressEntry]] = defaultdict(list)
    for entry in told:
        entries[entry.item_id].append(entry)
    shifts: dict[int, list[Shift]] = defaultdict(list)
    granted = [one for one in postponements if one.state is PostponementState.GRANTED]
    due_points = {
        view.due.id: view.point for view in await tx.roadmaps.views([one.due_id for one in granted])
    }
    for postponement in granted:
        point = due_points[postponement.due_id]
        shifts[point.item_id].append(Shift.of(postponement, point.text))
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    numbers: dict[int, list[str]] = defaultdict(list)
    # Of what nobody has told anything the points say nothing either: a roadmap may have thousands.
    for point in await tx.roadmaps.points(
        [one.id for one in items if one.id in entries or one.id in shifts]
    ):
        texts[point.item_id][point.id] = point.text
        numbers[point.item_id].append(point.number)
    return {
        item.id: ItemStory(
            entries[item.id],
            texts[item.id],
            item.criterion or "",
            item.criterion_value or "",
            shifts[item.id],
            {item.number, *(f"{item.number}.{number}" for number in numbers[item.id])},
        )
        for item in items
    }


async def reword(
    tx: Tx,
    person: Person,
    roadmap: Roadmap,
    half: ReportingPeriod,
    item: Item,
    text: str | None,
    log: LogLine,
) -> None:
    """Set the coordinator's words for an item's cell; None goes back to the entries."""
    require_coordinator(person)
    await tx.facts.set(_fact(roadmap.id, half, item.id), text)
    await tx.log.add(log)


def _fact(roadmap_id: int, half: ReportingPeriod, item_id: int) -> str:
    return f"{_facts(roadmap_id, half)}{item_id}"


def _facts(roadmap_id: int, half: ReportingPeriod) -> str:
    return f"report:{roadmap_id}:{half.number}:"


async def load_book(
    tx: Tx, roadmap: Roadmap, half: ReportingPeriod, today: date, zone: tzinfo
) -> ReportBook:
    """Everything that the workbook, the timeline and the template show."""
    items = await tx.roadmaps.items(roadmap.id)
    points = await tx.roadmaps.points([item.id for item in items])
    board = await load_board(tx, roadmap, zone)
    table = discipline(board, await tx.answers.postponements(roadmap.id), today)
    everybody = await tx.people.all()
    # The workbook knows people by their names: namesakes must have two.
    shown = names_by_job([*everybody, *board.people.values()], brackets=True)
    answering = {item.id: by_capacity(board, item) for item in items}
    return ReportBook(
        roadmap=roadmap,
        half=half,
        today=today,
        items=items,
        points=points,
        dues=await tx.roadmaps.dues([point.id for point in points]),
        entries=await tx.answers.of_roadmap(roadmap.id, date.min, date.max),
        people=[replace(one, name=shown[one.id]) for one in everybody],
        responsible={
            item_id: [shown[person.id] for person in lead]
            for item_id, (lead, _) in answering.items()
        },
        co_executors={
            item_id: [shown[one.id] for one in co] for item_id, (_, co) in answering.items()
        },
        discipline=_discipline_lines(board, table),
        formula=FORMULA,
        bodies=await _body_lines(tx, board, today),
    )


async def _body_lines(tx: Tx, board: Board, today: date) -> list[BodyLine]:
    """A line for each body that the plan names, by name."""
    assignments = await tx.bodies.assignments(board.roadmap.id)
    theirs = views_by_body(board, assignments)
    postponements = await tx.answers.postponements(board.roadmap.id)
    lines = []
    for body in await tx.bodies.all():
        numbers = {one.item_id for one in assignments if one.body_id == body.id}
        if not numbers:
            continue
        views = theirs.get(body.id, ())
        counts = counts_of(board, views, today)
        kept = discipline_of(board, views, postponements, today)
        members = await members_of(tx, body)
        lines.append(
            BodyLine(
                name=body.name,
                people=[person.name for person in members],
                numbers=[item.number for item in board.items if item.id in numbers],
                done=counts.done,
                late=counts.late,
                silent=counts.silent,
                due=kept.due,
                in_time=kept.in_time,
                coefficient=kept.coefficient,
            )
        )
    return lines


#: How the coefficient of discipline is counted, as the workbook and the summary say it.
FORMULA = "Коэффициент = выполнено в срок ÷ наступило сроков"


def _discipline_lines(board: Board, table: DisciplineTable) -> list[DisciplineLine]:
    lines = [_line("Всего", table.total)]
    lines += [
        _line(section[-1] if section else "Без раздела", one)
        for section, one in table.sections.items()
    ]
    people = [
        _line(board.people[person_id].name, one)
        for person_id, one in table.people.items()
        if person_id is not None
    ]
    lines += sorted(people, key=lambda line: name_order(line.name))
    if None in table.people:
        lines.append(_line("Никому не назначено", table.people[None]))
    return lines


def _line(name: str, one: Discipline) -> DisciplineLine:
    return DisciplineLine(
        name=name,
        due=one.due,
        in_time=one.in_time,
        late=one.late,
        days_late=one.days_late,
        postponed=one.postponed,
        silent=one.silent,
        coefficient=one.coefficient,
    )
