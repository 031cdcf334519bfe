"""Who answers for a deadline that a new edition moves, takes away or adds is told once, in their
working hours and not before a minute has passed: an edition taken back within it never was one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.reporting.telling_corrected import PAUSE, take_back
from handlers.speaking.answerers import listed
from handlers.speaking.dues import LINE, address, words_of
from handlers.speaking.texts import Html, Texts, clip, within_quotes
from handlers.speaking.turn import Turn
from roadmap.actions.looking import views_of_items
from roadmap.actions.namesakes import told_apart
from roadmap.actions.planning import responsible_for
from roadmap.model import DueState, Person, Roadmap
from roadmap.ports import DueView, Tx
from roadmap.reading.person_names import name_order

#: Deadlines that one message names, and days of each; the rest are counted.
_LINES, _DAYS = 10, 3
#: People who cannot be told, by name.
_NAMES = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """What is due of one point: one of its due days, the days still to be done, those of them that
    are reminded of, and who answers.
    """

    view: DueView
    days: frozenset[date]
    open_days: frozenset[date]
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Change:
    """A point's days of before that are gone, and those that are new."""

    view: DueView
    gone: Sequence[date]
    new: Sequence[date]


async def owed_in(tx: Tx, roadmap: Roadmap) -> dict[int, Owed]:
    """What is due of each point of the roadmap, by the point's id."""
    items = await tx.roadmaps.items(roadmap.id)
    views = await views_of_items(tx, items)
    people = {person.id: person for person in await tx.people.all()}
    assignments = await tx.people.assignments(roadmap.id)
    responsible = responsible_for(views, assignments, people)
    points = defaultdict[int, list[DueView]](list)
    for view in views:
        points[view.point.id].append(view)
    return {
        point_id: Owed(
            own[0],
            _days(own, (DueState.OPEN, DueState.QUIET)),
            _days(own, (DueState.OPEN,)),
            responsible[own[0].due.id],
        )
        for point_id, own in points.items()
    }


def _days(views: Sequence[DueView], states: Collection[DueState]) -> frozenset[date]:
    return frozenset(
        view.due.day for view in views if view.due.day is not None and view.due.state in states
    )


async def tell_edition(
    turn: Turn, roadmap: Roadmap, draft_id: int, before: Mapping[int, Owed]
) -> list[Html]:
    """Tell those who answer what the new edition changed in their deadlines since `before`; how
    many will hear of it, and who has no chat to hear in.
    """
    found = _changes(before, await owed_in(turn.tx, roadmap), turn.me)
    told, unreachable = 0, list[Person]()
    for person, changes in found:
        if not person.telegram_id:
            unreachable.append(person)
            continue
        texts = turn.to(person).texts
        lines = [_line(texts, change, turn.today) for change in changes]
        await _tell(turn, person, draft_id, "edition-told", roadmap, lines)
        told += 1
    said = [turn.texts("edition-heard", count=told)] if told else []
    if unreachable:
        unreachable.sort(key=lambda person: name_order(person.name))
        names = listed(turn.texts, told_apart(unreachable), _NAMES)
        said.append(turn.texts("edition-unheard", names=names))
    return said


async def tell_taken_back(
    turn: Turn, roadmap: Roadmap, draft_id: int, before: Mapping[int, Owed]
) -> list[Html]:
    """Tell those who have heard of the edition that their deadlines stand as they did before it;
    of those who have not, nobody hears any more. How many will hear.
    """
    waited = await take_back(turn, subject_of(draft_id), "edition taken back")
    if roadmap.archived_at is not None:
        return []
    told = 0
    for person, changes in _changes(before, await owed_in(turn.tx, roadmap), turn.me):
        if not person.telegram_id or person.id in waited:
            continue
        texts = turn.to(person).texts
        lines = [_line_of_before(texts, change, turn.today) for change in changes]
        await _tell(turn, person, draft_id, "edition-untold", roadmap, lines)
        told += 1
    if not told and not waited:
        return []
    return [turn.texts("edition-undone-heard", count=told)]


def subject_of(draft_id: int) -> str:
    """What a message about the edition that this draft became follows."""
    return f"edition:{draft_id}"


def _changes(
    before: Mapping[int, Owed], after: Mapping[int, Owed], me: Person
) -> Iterator[tuple[Person, list[Change]]]:
    """Each who answers, but for `me`, with what has changed of theirs, in the document's order.
    Days that nobody is reminded of, before and after, are left out.
    """
    theirs, people = defaultdict[int, list[Change]](list), dict[int, Person]()
    for point_id in {**before, **after}:
        old, new = before.get(point_id), after.get(point_id)
        was, now = old.days if old else frozenset(), new.days if new else frozenset()
        reminded = (old.open_days if old else frozenset()) | (new.open_days if new else frozenset())
        if was == now or not (was ^ now) & reminded:
            continue
        owed = new or old
        assert owed is not None
        change = Change(owed.view, sorted(was - now), sorted(now - was))
        for person in owed.people:
            if person.id != me.id:
                people[person.id] = person
                theirs[person.id].append(change)
    for person_id, changes in theirs.items():
        changes.sort(key=lambda one: (one.view.item.position, one.view.point.position))
        yield people[person_id], changes


async def _tell(
    turn: Turn, person: Person, draft_id: int, key: str, roadmap: Roadmap, lines: Sequence[Html]
) -> None:
    voice = turn.to(person)
    parts = [voice.texts(key, title=within_quotes(clip(roadmap.title, 120))), *lines[:_LINES]]
    if len(lines) > _LINES:
        parts.append(voice.texts("edition-told-more", count=len(lines) - _LINES))
    follows = subject_of(draft_id)
    await voice.say(Html("\n".join(parts)), in_hours=True, after=PAUSE, follows=follows)


def _line(texts: Texts, change: Change, today: date) -> Html:
    old, new = (_listed(texts, days, today) for days in (change.gone, change.new))
    named = _named(change.view)
    if not old:
        return texts("edition-told-added", **named, new=new)
    if not new:
        return texts("edition-told-gone", **named, old=old)
    return texts("edition-told-moved", **named, old=old, new=new)


def _line_of_before(texts: Texts, change: Change, today: date) -> Html:
    if not change.new:
        return texts("edition-untold-gone", **_named(change.view))
    days = _listed(texts, change.new, today)
    return texts("edition-untold-again", **_named(change.view), new=days)


def _named(view: DueView) -> dict[str, str]:
    return {"address": address(view), "text": words_of(view.item, view.point, LINE)}


def _listed(texts: Texts, days: Sequence[date], today: date) -> str:
    shown = ", ".join(texts.short_day(day, today) for day in days[:_DAYS])
    more = len(days) - _DAYS
    return f"{shown} {texts('edition-told-days', count=more)}" if more > 0 else shown
