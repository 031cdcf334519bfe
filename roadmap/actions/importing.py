"""From a draft with resolutions to a stored roadmap; for new editions see actions/editing.py."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.actions.naming import take_known
from roadmap.actions.planning import CHUNK, Rules, replan, replan_items
from roadmap.actions.reported import take_over
from roadmap.actions.rights import require_coordinator
from roadmap.directory.names import key_of, names_person
from roadmap.drafts.adoption import Past, PointRows, adopt
from roadmap.drafts.anchors import ANCHOR, settled_by
from roadmap.drafts.json_form import draft_as_json, draft_from_json
from roadmap.drafts.outside import OutsideDay, asking, outside_days
from roadmap.drafts.questions import implied, lines_left, options_left, with_resolutions
from roadmap.drafts.remembered import remembered
from roadmap.errors import UserError
from roadmap.model import (
    Draft,
    DueState,
    LogLine,
    Option,
    Person,
    Point,
    Question,
    Roadmap,
    Span,
)
from roadmap.model.policy import WorkingDays
from roadmap.ports import Json, StoredDraft, Tx
from roadmap.yielding import pause


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the coordinator chose in a question: the days, None for «без даты»."""

    span: Span | None


async def draft_of(stored: StoredDraft) -> Draft:
    """The draft as it was read; of a long one made beside the loop."""
    return await asyncio.to_thread(draft_from_json, stored.draft)


def resolution_of(stored: StoredDraft, index: int) -> Resolution | None:
    """How question `index` was resolved; None where it is open or was skipped."""
    said = stored.answers.get(str(index))
    if not isinstance(said, dict) or not is_resolved(stored.answers, index):
        return None
    if "end" not in said:
        return Resolution(None)
    start = said.get("start")
    return Resolution(
        Span(
            date.fromisoformat(str(start)) if start else None, date.fromisoformat(str(said["end"]))
        )
    )


def is_resolved(answers: Json, index: int) -> bool:
    """Whether a draft with these answers has one to question `index`; skipped is not answered."""
    said = answers.get(str(index))
    return isinstance(said, dict) and "skip" not in said


def open_questions(stored: StoredDraft, draft: Draft) -> list[tuple[int, Question]]:
    """The questions that are not resolved yet, skipped ones last."""
    unresolved = [(i, q) for i, q in enumerate(draft.questions) if resolution_of(stored, i) is None]
    return sorted(unresolved, key=lambda pair: str(pair[0]) in stored.answers)


def asked_in(stored: StoredDraft, draft: Draft) -> list[int]:
    """The questions that are open or were settled with the coordinator in this draft, in order:
    those taken from a former edition's answers are not among them.
    """
    order = _order(stored)
    settled = {other for index in order for other in followed(stored, index)}
    unresolved = {index for index, _ in open_questions(stored, draft)}
    asked = settled.union(order, unresolved)
    return [index for index in range(len(draft.questions)) if index in asked]


def offered(stored: StoredDraft, draft: Draft, index: int) -> list[tuple[int, Option]]:
    """The options of question `index` that other resolutions leave, each with its index. What
    followed from an answer to this question leaves all of them.
    """
    left = options_left(draft.questions, index, _given(_reopened(stored, index), draft))
    return [
        (choice, option)
        for choice, option in enumerate(draft.questions[index].options)
        if option in left
    ]


def would_leave(
    stored: StoredDraft, draft: Draft, index: int, choice: int
) -> dict[int, tuple[int, ...]]:
    """Which lines of its cell option `choice` of question `index` would leave to each question of
    that cell; -1 is none.
    """
    given = _given(_reopened(stored, index), draft)
    span = draft.questions[index].options[choice].span
    return lines_left(draft.questions, index, span, given)


def followed(stored: StoredDraft, index: int) -> list[int]:
    """The questions that the answer to question `index` has settled by itself."""
    return list(_follows(stored).get(str(index), []))


def asked_before(stored: StoredDraft, index: int) -> int | None:
    """The question that the coordinator answered or skipped before question `index`."""
    order = _order(stored)
    place = order.index(index) if index in order else len(order)
    return order[place - 1] if place else None


def asked_last(stored: StoredDraft) -> int | None:
    """The question that the coordinator answered or skipped last."""
    return next(reversed(_order(stored)), None)


def _order(stored: StoredDraft) -> list[int]:
    told = stored.answers.get("order")
    return [int(index) for index in told] if isinstance(told, list) else []


def _follows(stored: StoredDraft) -> dict[str, list[int]]:
    told = stored.answers.get("follows")
    return dict(told) if isinstance(told, dict) else {}


def _reopened(stored: StoredDraft, index: int) -> StoredDraft:
    """`stored` without the answer to question `index` and all that followed from it."""
    without = {str(other) for other in (index, *followed(stored, index))}
    return replace(
        stored, answers={key: said for key, said in stored.answers.items() if key not in without}
    )


def is_doubtful(stored: StoredDraft) -> bool:
    """Whether the draft may as well be another plan than the one that it resembles."""
    return bool(stored.answers.get("doubtful"))


def past_choice(stored: StoredDraft) -> Past:
    """What becomes of days already past: left quiet unless the coordinator chose otherwise."""
    return Past(str(stored.answers.get("past", Past.QUIET)))


async def resolve(tx: Tx, stored: StoredDraft, index: int, said: Json) -> StoredDraft:
    """Store a resolution {"start", "end"}, {"none": true} or {"skip": true}, and what follows; what
    followed from an earlier answer to the same question is open again.
    """
    draft, order = await draft_of(stored), [one for one in _order(stored) if one != index]
    known = _reopened(stored, index)
    known = replace(known, answers={**known.answers, str(index): said})
    implies = implied(draft.questions, _given(known, draft))
    more = {str(other): span_as_resolution(span) for other, span in implies.items()}
    follows = {
        key: [one for one in others if one != index and one not in implies]
        for key, others in _follows(stored).items()
        if key != str(index)
    }
    follows[str(index)] = list(implies)
    told = {"order": [*order, index], "follows": follows}
    stored = replace(known, answers={**known.answers, **more, **told})
    await tx.drafts.update(stored)
    return stored


def span_as_resolution(span: Span | None) -> Json:
    """An option as it is remembered."""
    if span is None:
        return {"none": True}
    return {"start": span.start.isoformat() if span.start else None, "end": span.end.isoformat()}


def resolved(stored: StoredDraft, draft: Draft, calendar: WorkingDays) -> Draft:
    """The draft with the coordinator's resolutions put in; `calendar` counts working days."""
    return with_resolutions(draft, _given(stored, draft), calendar)


async def with_remembered(tx: Tx, stored: StoredDraft) -> StoredDraft:
    """`stored`, with what was answered before to the same questions of the roadmap that it is a new
    edition of.
    """
    if stored.replaces is None:
        return stored
    earlier = []
    for old in await tx.drafts.of_roadmap(stored.replaces):
        asked = await draft_of(old)
        earlier.append((asked, _given(old, asked)))
    draft = await draft_of(stored)
    known = await asyncio.to_thread(remembered, draft, earlier)
    answers = {str(index): span_as_resolution(span) for index, span in known.items()}
    return replace(stored, answers={**stored.answers, **answers})


async def days_outside(
    stored: StoredDraft, draft: Draft, calendar: WorkingDays
) -> list[OutsideDay]:
    """The days outside the draft's period that saving it would take over or leave open."""
    given = _given(stored, draft)
    return await asyncio.to_thread(
        lambda: outside_days(draft, with_resolutions(draft, given, calendar), given)
    )


async def ask_again(
    tx: Tx, stored: StoredDraft, days: Sequence[OutsideDay]
) -> tuple[StoredDraft, int]:
    """Ask about the points of all these days anew; the index of the first one's question."""
    draft, indexes = asking(await draft_of(stored), days)
    for index in indexes:
        stored = _reopened(stored, index)
    stored = replace(stored, draft=await asyncio.to_thread(draft_as_json, draft))
    await tx.drafts.update(stored)
    return stored, indexes[0]


def _given(stored: StoredDraft, draft: Draft) -> dict[int, Span | None]:
    said = {index: resolution_of(stored, index) for index in range(len(draft.questions))}
    return {index: one.span for index, one in said.items() if one is not None}


def require_sure_year(draft: Draft) -> None:
    """Raises UserError where nobody has said yet which year the document is of: nobody is to be
    reminded of a guess.
    """
    if draft.judgement is not None and not draft.judgement.sure:
        raise UserError("error-year-unsure")


async def save_new(
    tx: Tx, person: Person, stored: StoredDraft, draft: Draft, rules: Rules
) -> Roadmap:
    """Store a draft as a roadmap of its own. Bodies that the directory knows answer for what it
    names them for; of who stands for them the reminders are planned.

    Raises NotAllowed unless a coordinator asks, UserError where it was saved before (a second tap)
    or its year is not sure.
    """
    require_coordinator(person)
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    require_sure_year(draft)
    today = rules.today
    roadmap = await tx.roadmaps.add(
        Roadmap(
            0,
            draft.title,
            draft.period,
            rules.at,
            stored.file_id,
            warnings=draft.warnings,
            heads=draft.heads,
        )
    )
    await _add_rows(
        tx,
        roadmap,
        await asyncio.to_thread(resolved, stored, draft, rules.calendar),
        past_choice(stored),
        today,
    )
    items = await tx.roadmaps.items(roadmap.id)
    await take_known(tx, items)
    if await tx.people.assignments(roadmap.id):
        await replan_items(tx, items, rules)
    await tx.drafts.update(replace(stored, roadmap_id=roadmap.id))
    await _make_current(tx, person, roadmap.id)
    await tx.log.add(LogLine(rules.at, person.id, roadmap.id, "log-imported", roadmap.title))
    return roadmap


async def _add_rows(tx: Tx, roadmap: Roadmap, draft: Draft, past: Past, today: date) -> None:
    adopted = await asyncio.to_thread(adopt, draft, today, past, roadmap.id)
    for start in range(0, len(adopted), CHUNK):
        rows, drafts = adopted[start : start + CHUNK], draft.items[start : start + CHUNK]
        items = await tx.roadmaps.add_items([row.item for row in rows])
        points = await tx.roadmaps.add_points(
            [
                replace(p.point, item_id=item.id)
                for item, row in zip(items, rows, strict=True)
                for p in row.points
            ]
        )
        days = [p.dues for row in rows for p in row.points]
        await tx.roadmaps.add_dues(
            [
                replace(due, point_id=point.id)
                for point, dues in zip(points, days, strict=True)
                for due in dues
            ]
        )
        await take_over(tx, roadmap, list(zip(items, drafts, strict=True)), points, today)
        await pause()


async def _make_current(tx: Tx, person: Person, roadmap_id: int) -> None:
    """The new roadmap becomes current for the importer and for everybody who had none."""
    for other in await tx.people.all():
        if other.id == person.id or other.roadmap_id is None:
            await tx.people.update(replace(other, roadmap_id=roadmap_id))


def people_named(draft: Draft) -> Mapping[str, list[str]]:
    """The people that the document names, in its order, with the numbers of their items."""
    named: dict[str, list[str]] = {}
    for item in draft.items:
        for name in item.responsible:
            if names_person(name):
                named.setdefault(name, []).append(item.number)
    return named


def bodies_of_draft(draft: Draft) -> set[str]:
    """The keys of the bodies, posts and groups that the document names."""
    texts = {name for item in draft.items for name in (*item.responsible, *item.co_executors)}
    return {key_of(text) for text in texts if not names_person(text)} - {""}


async def apply_to_roadmap(
    tx: Tx, person: Person, stored: StoredDraft, draft: Draft, index: int, rules: Rules
) -> None:
    """Answer a question after saving: its point, or each that is counted from the day asked for,
    becomes what the answer would have made of it before; a question that is open again takes its
    answer's days back. A day that somebody set by hand meanwhile stays where no answer is of that
    point alone. Raises NotAllowed unless a coordinator asks.
    """
    require_coordinator(person)
    if stored.roadmap_id is None:
        return
    question, is_open = draft.questions[index], resolution_of(stored, index) is None
    keeps_days = is_open or question.about == ANCHOR
    wanted = await asyncio.to_thread(_adopted, stored, draft, question, rules)
    numbers = list(dict.fromkeys(number for number, _ in wanted))
    for item in await tx.roadmaps.items_by_number(stored.roadmap_id, numbers):
        for point in await tx.roadmaps.points([item.id]):
            rows = wanted.get((item.number, point.about))
            if rows is None or (keeps_days and await _dated_by_hand(tx, point)):
                continue
            await _give_days(tx, point, rows, rules)
            if not is_open:
                line = LogLine(rules.at, person.id, item.roadmap_id, "log-question", item.number)
                await tx.log.add(line)


def _adopted(
    stored: StoredDraft, draft: Draft, question: Question, rules: Rules
) -> dict[tuple[str, str], PointRows]:
    """What the answers so far make of each point that `question` is about."""
    about = (
        settled_by(draft, question)
        if question.about == ANCHOR
        else ((question.item, question.about),)
    )
    numbers = {number for number, _ in about}
    known = resolved(stored, draft, rules.calendar)
    known = replace(known, items=tuple(item for item in known.items if item.number in numbers))
    return {
        name: point
        for item in adopt(known, rules.today, past_choice(stored))
        for point in item.points
        if (name := (item.item.number, point.point.about)) in about
    }


async def _dated_by_hand(tx: Tx, point: Point) -> bool:
    """Whether a point is due on a day that its phrase does not give; one that is closed counts
    where the phrase gives none.
    """
    told = point.deadline.due_days() if point.deadline else ()
    return any(
        due.day is not None and due.day not in told
        for due in await tx.roadmaps.dues([point.id])
        if not told or due.state in (DueState.OPEN, DueState.QUIET)
    )


async def _give_days(tx: Tx, point: Point, wanted: PointRows, rules: Rules) -> None:
    """Give `point` the deadline and the days of `wanted`; what was done about it stays done."""
    await tx.roadmaps.update_point(replace(point, deadline=wanted.point.deadline))
    open_dues = [
        due
        for due in await tx.roadmaps.dues([point.id])
        if due.state in (DueState.OPEN, DueState.QUIET)
    ]
    await tx.roadmaps.remove_dues([due.id for due in open_dues])
    dues = await tx.roadmaps.add_dues([replace(due, point_id=point.id) for due in wanted.dues])
    await replan(tx, await tx.roadmaps.views([due.id for due in dues]), rules)
