"""The coordinator corrects what was misread of a document: a deadline, an item's text or number.

A correction is no postponement: the day that was misread leaves no trace in reports or in the
discipline. What stood before is kept as a fact of the installation, so that a correction can be
undone exactly, and a new edition with the same words does not bring the misreading back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any
from zlib import crc32

from roadmap.actions.living import refresh_due
from roadmap.actions.looking import views_of_items
from roadmap.actions.planning import Rules, replan
from roadmap.actions.rights import require_coordinator
from roadmap.drafts.adoption import ItemRows, PointRows
from roadmap.drafts.edition import Changes, ItemMatch, PointMatch
from roadmap.drafts.json_form import deadline_from_json, kept_as_json
from roadmap.drafts.matching import plain, plain_phrase
from roadmap.errors import UserError
from roadmap.model import Deadline, Due, DueState, Item, LogLine, Person, Point
from roadmap.model.address import SECTION_MARK, clean, label
from roadmap.model.deadline import UNDATED_KINDS
from roadmap.ports import DueView, Tx

_NUMBER = re.compile(r"(?:п\.|пункт|№)?\s*(?P<number>\d{1,4}(?:[.·]\d{1,4})*[а-яa-z]?)\.?")
_NONE = re.compile(
    r"(?:без|нет)\s+(?:срока|даты|срока исполнения)|(?:срока?|даты)\s+нет|нет|бессрочно|-+"
    r"|срок\s+не\s+(?:установлен|указан|определен|определён)|не\s+(?:установлен|указан)"
)
_CLOSED = (DueState.DONE, DueState.CLAIMED_DONE)
_Kept = Mapping[str, Any]
#: What holds of each thing corrected, by the name of its fact.
Corrections = Mapping[str, _Kept]


class Corrected(StrEnum):
    """What of an item is corrected."""

    DUE = "due"
    RULE = "rule"
    TEXT = "text"
    NUMBER = "number"
    POINT = "point"  # the text of one of its points


def mark_of(said: str) -> int:
    """What a button of undoing carries of a correction, so that it undoes no later one."""
    return crc32(said.encode()) & 0x7FFFFFFF


def tells_of_none(said: str) -> bool:
    """«Без срока», «срока нет», «нет», «–»: the document gives no deadline there."""
    return _NONE.fullmatch(clean(said).casefold().strip(' .!«»"')) is not None


async def check_day(tx: Tx, view: DueView, deadline: Deadline) -> date | None:
    """The one day of `deadline`, to which `view` can be corrected; None where it is never due
    («постоянно»).

    Raises UserError where the due day has fallen away, or the phrase tells no day, several, or the
    one that stands; and where a point of several due days would have one without a day.
    """
    if view.due.state is DueState.DROPPED:
        raise UserError("stale-dropped", address=_address(view))
    days = deadline.due_days()
    if not days and deadline.kind not in UNDATED_KINDS:
        raise UserError("error-date-unread")
    if len(days) > 1:
        raise UserError("error-correct-one-day")
    if not days and not await _is_only(tx, view):
        raise UserError("error-correct-none-of-several")
    day = days[0] if days else None
    if day == view.due.day:
        raise UserError("error-correct-same-day")
    return day


async def correct_due(
    tx: Tx, actor: Person, view: DueView, deadline: Deadline, rules: Rules
) -> DueView:
    """Set the day of a due day, earlier or later, as the document has it, and plan again; where the
    document gives none, nobody is reminded of it any more.

    What is answered or closed stays so; a day that was quiet, since it seemed past when the roadmap
    was loaded, is open again where it was not. The phrase as written stays.

    Raises like `check_day`.
    """
    require_coordinator(actor)
    day, due, point = await check_day(tx, view, deadline), view.due, view.point
    former = point.deadline
    if await _is_only(tx, view):
        read = deadline
        if former is not None:
            text = former.text or read.text
            read = replace(read, text=text, hour=former.hour, place=former.place)
        point = replace(point, deadline=read)
        await tx.roadmaps.update_point(point)
    kept = {
        "now": day and day.isoformat(),
        "read": kept_as_json(point.deadline),
        "said": former.text if former else "",
        "day": due.day and due.day.isoformat(),
        "first": due.first_day and due.first_day.isoformat(),
        "state": due.state.value,
        "deadline": kept_as_json(former),
    }
    await _keep(tx, _name(view.item, Corrected.DUE, due.id), kept)
    loaded = (await tx.roadmaps.get(view.item.roadmap_id)).imported_at
    was_ahead = due.state is DueState.QUIET and (day is None or day >= rules.policy.day_of(loaded))
    due = replace(
        due,
        day=day,
        first_day=None if due.first_day == day else due.first_day,
        state=DueState.OPEN if was_ahead else due.state,
    )
    corrected = replace(view, due=due, point=point)
    await _set_due(tx, corrected, rules)
    old, new = (f"{one:%d.%m.%Y}" if one else "—" for one in (view.due.day, day))
    about = f"{_address(view)}: {old} → {new}"
    await _log(tx, actor, view.item, "log-corrected", about, rules)
    return corrected


async def _is_only(tx: Tx, view: DueView) -> bool:
    """Whether the point's phrase gives no other due day."""
    dues = await tx.roadmaps.dues([view.point.id])
    return not any(due.id != view.due.id and due.state is not DueState.DROPPED for due in dues)


async def undo_due(tx: Tx, actor: Person, view: DueView, mark: int, rules: Rules) -> DueView:
    """Take back the correction of a due day that set the day with the ordinal `mark`, 0 for none.

    Raises UserError where it was taken back already, or the day or its phrase was changed since.
    """
    require_coordinator(actor)
    name, due = _name(view.item, Corrected.DUE, view.due.id), view.due
    corrected = await _kept(tx, name)
    ordinal = due.day.toordinal() if due.day else 0
    if not corrected or ordinal != mark or _day(corrected[-1]["now"]) != due.day:
        raise UserError("stale-decided")
    *before, kept = corrected
    point, read = view.point, deadline_from_json(kept["read"])
    if plain_phrase(read.text if read else "") != _phrase(point):
        raise UserError("stale-decided")
    if kept["read"] != kept["deadline"]:
        point = replace(point, deadline=deadline_from_json(kept["deadline"]))
        await tx.roadmaps.update_point(point)
    # Closed before and open again since, it stays open: the correction closed nothing.
    was_opened = due.state is DueState.OPEN and kept["state"] == DueState.QUIET
    due = replace(
        due,
        day=_day(kept["day"]),
        first_day=_day(kept["first"]),
        state=DueState.QUIET if was_opened else due.state,
    )
    undone = replace(view, due=due, point=point)
    await _set_kept(tx, name, before)
    await _set_due(tx, undone, rules)
    await _log(tx, actor, view.item, "log-correction-undone", _address(view), rules)
    return undone


def check_days(views: Sequence[DueView], deadline: Deadline) -> tuple[date, ...]:
    """The days of `deadline`, which are to be those of the point with the due days `views`.

    Raises UserError where the phrase tells no day, or those that stand.
    """
    days = deadline.due_days()
    if not days:
        raise UserError("error-date-unread")
    if set(days) == {view.due.day for view in views}:
        raise UserError("error-correct-same-day")
    return days


async def correct_rule(
    tx: Tx, actor: Person, views: Sequence[DueView], deadline: Deadline, rules: Rules
) -> list[DueView]:
    """Give a point, whose due days `views` are, all days of another phrase, and plan again.

    What is closed or waits for acceptance stays, and so does what was postponed from one of the
    new days; of new days that are past nobody is reminded. The document's phrase is kept with the
    correction.

    Raises like `check_days`.
    """
    require_coordinator(actor)
    point, item = views[0].point, views[0].item
    days, former = check_days(views, deadline), point.deadline
    if former is not None:
        hour, place = deadline.hour or former.hour, deadline.place or former.place
        deadline = replace(deadline, hour=hour, place=place)
    closed = [view for view in views if view.due.state in _CLOSED]
    standing = {view.due.day for view in closed}
    left = {view.due.first_day or view.due.day: view for view in views if view not in closed}
    gone = [view for day, view in left.items() if day not in days]
    gone += [view for view in views if view not in closed and view not in left.values()]
    new = [day for day in days if day not in standing and day not in left]
    point = replace(point, deadline=deadline)
    await tx.roadmaps.update_point(point)
    added = await tx.roadmaps.add_dues(
        [
            Due(0, point.id, day, DueState.QUIET if day < rules.today else DueState.OPEN)
            for day in new
        ]
    )
    kept = {
        "now": deadline.text,
        "read": kept_as_json(deadline),
        "said": former.text if former else "",
        "deadline": kept_as_json(former),
        "gone": {str(view.due.id): view.due.state.value for view in gone},
        "added": [due.id for due in added],
    }
    await _keep(tx, _name(item, Corrected.RULE, point.id), kept)
    for view in gone:
        await tx.roadmaps.update_due(replace(view.due, state=DueState.DROPPED))
    await _log(tx, actor, item, "log-corrected", _address(views[0]), rules)
    return await _planned_anew(tx, item, point.id, rules)


async def undo_rule(
    tx: Tx, actor: Person, item: Item, point: Point, mark: int, rules: Rules
) -> list[DueView]:
    """Take back the correction of all days of a point, which has this mark (`mark_of` its phrase);
    what was closed since stays closed.

    Raises UserError where it was taken back, or the phrase was changed since.
    """
    require_coordinator(actor)
    name, now = _name(item, Corrected.RULE, point.id), point.deadline.text if point.deadline else ""
    corrected = await _kept(tx, name)
    if not corrected or corrected[-1]["now"] != now or mark_of(now) != mark:
        raise UserError("stale-decided")
    *before, kept = corrected
    await tx.roadmaps.update_point(replace(point, deadline=deadline_from_json(kept["deadline"])))
    for due in await tx.roadmaps.dues([point.id]):
        if due.id in kept["added"] and due.state in (DueState.OPEN, DueState.QUIET):
            await tx.roadmaps.update_due(replace(due, state=DueState.DROPPED))
        elif str(due.id) in kept["gone"] and due.state is DueState.DROPPED:
            state = DueState(kept["gone"][str(due.id)])
            await tx.roadmaps.update_due(replace(due, state=state))
    await _set_kept(tx, name, before)
    views = await _planned_anew(tx, item, point.id, rules)
    address = label(item, point, dotted=await tx.roadmaps.dotted(item.roadmap_id))
    await _log(tx, actor, item, "log-correction-undone", address, rules)
    return views


async def _planned_anew(tx: Tx, item: Item, point_id: int, rules: Rules) -> list[DueView]:
    """The due days of a point, without those that are gone, once all are planned again."""
    views = [view for view in await views_of_items(tx, [item]) if view.point.id == point_id]
    await replan(tx, views, rules)
    for view in views:
        await refresh_due(tx, view, rules.at)
    return [view for view in views if view.due.state is not DueState.DROPPED]


async def _set_due(tx: Tx, view: DueView, rules: Rules) -> None:
    await tx.roadmaps.update_due(view.due)
    await replan(tx, [view], rules)
    await refresh_due(tx, view, rules.at)


async def text_of(tx: Tx, item: Item) -> tuple[str, Point | None]:
    """The words that are corrected as the item's: its own, or those of its one point, then given,
    where the document has them there.
    """
    points = await tx.roadmaps.points([item.id])
    if item.recommendation or len(points) != 1:
        return item.recommendation, None
    return points[0].text, points[0]


async def own_text_points(tx: Tx, item: Item) -> list[Point]:
    """The points whose texts are corrected apart from the item's own."""
    _, same = await text_of(tx, item)
    return [one for one in await tx.roadmaps.points([item.id]) if same is None or one.id != same.id]


async def correct_point(tx: Tx, actor: Person, point: Point, said: str, rules: Rules) -> Point:
    """Give a measure, a part or a control point the text that the document has."""
    require_coordinator(actor)
    item = await tx.roadmaps.item(point.item_id)
    kept = {"now": said, "text": point.text, "said": point.text}
    await _keep(tx, _name(item, Corrected.POINT, point.id), kept)
    return await _set_text(tx, actor, item, replace(point, text=said), "log-corrected-text", rules)


async def undo_point(tx: Tx, actor: Person, point: Point, mark: int, rules: Rules) -> Point:
    """Take back the correction of a point's text with this mark (`mark_of` what was said).

    Raises UserError where it was taken back, or the text was changed since.
    """
    require_coordinator(actor)
    item = await tx.roadmaps.item(point.item_id)
    name = _name(item, Corrected.POINT, point.id)
    corrected = await _kept(tx, name)
    if not corrected or corrected[-1]["now"] != point.text or mark_of(point.text) != mark:
        raise UserError("stale-decided")
    *before, kept = corrected
    await _set_kept(tx, name, before)
    former = replace(point, text=kept["text"])
    return await _set_text(tx, actor, item, former, "log-correction-undone", rules)


async def _set_text(
    tx: Tx, actor: Person, item: Item, point: Point, what: str, rules: Rules
) -> Point:
    await tx.roadmaps.update_point(point)
    for view in await views_of_items(tx, [item]):
        await refresh_due(tx, view, rules.at)
    dotted = await tx.roadmaps.dotted(item.roadmap_id)
    await _log(tx, actor, item, what, label(item, point, dotted=dotted), rules)
    return point


async def check_number(tx: Tx, item: Item, said: str) -> str:
    """The number that `said` gives to `item`: «7», «п. 7», «2.3».

    Raises UserError where it is none, the item's own, or another item's.
    """
    found = _NUMBER.fullmatch(clean(said).strip().lower())
    if found is None:
        raise UserError("error-correct-number")
    number = found["number"]
    if number == item.number:
        raise UserError("error-correct-same-number", number=number)
    alike = {number, number.replace(".", SECTION_MARK)}
    if await tx.roadmaps.items_by_number(item.roadmap_id, sorted(alike)):
        raise UserError("error-correct-number-taken", number=number)
    return number


async def correct_item(
    tx: Tx, actor: Person, item: Item, what: Corrected, said: str, rules: Rules
) -> Item:
    """Give an item the text or the number that the document has; messages that show it follow.

    Raises like `check_number`.
    """
    require_coordinator(actor)
    if what is Corrected.NUMBER:
        said = await check_number(tx, item, said)
    before = item.number if what is Corrected.NUMBER else (await text_of(tx, item))[0]
    written = item.written if what is Corrected.NUMBER else ""
    kept = {"now": said, "text": before, "written": written, "said": before}
    await _keep(tx, _name(item, what, item.id), kept)
    about = f"{item.number} → {said}" if what is Corrected.NUMBER else item.number
    changed = await _set_item(tx, item, what, said, "", rules)
    await _log(tx, actor, item, f"log-corrected-{what.value}", about, rules)
    return changed


async def undo_item(
    tx: Tx, actor: Person, item: Item, what: Corrected, mark: int, rules: Rules
) -> Item:
    """Take back the correction of an item with this mark (`mark_of` what was said).

    Raises UserError where it was taken back, or the item was changed since.
    """
    require_coordinator(actor)
    name = _name(item, what, item.id)
    corrected = await _kept(tx, name)
    now = item.number if what is Corrected.NUMBER else (await text_of(tx, item))[0]
    if not corrected or corrected[-1]["now"] != now or mark_of(now) != mark:
        raise UserError("stale-decided")
    *before, kept = corrected
    taken = what is Corrected.NUMBER and await tx.roadmaps.items_by_number(
        item.roadmap_id, [kept["text"]]
    )
    if taken:
        raise UserError("error-correct-number-taken", number=kept["text"])
    changed = await _set_item(tx, item, what, kept["text"], kept["written"], rules)
    await _set_kept(tx, name, before)
    await _log(tx, actor, item, "log-correction-undone", changed.number, rules)
    return changed


async def _set_item(
    tx: Tx, item: Item, what: Corrected, said: str, written: str, rules: Rules
) -> Item:
    _, point = await text_of(tx, item)
    changed = item
    if what is Corrected.NUMBER:
        changed = replace(item, number=said, written=written)
    elif point is not None:
        await tx.roadmaps.update_point(replace(point, text=said))
    else:
        changed = replace(item, recommendation=said)
    if changed != item:
        await tx.roadmaps.update_item(changed)
    for view in await views_of_items(tx, [changed]):
        await refresh_due(tx, view, rules.at)
    return changed


async def corrections(tx: Tx, roadmap_id: int) -> Corrections:
    """The corrections of a roadmap that hold."""
    facts = await tx.facts.beginning(f"corrected:{roadmap_id}:")
    return {name: json.loads(value)[-1] for name, value in facts.items()}


def misread_texts(old: Sequence[ItemRows], kept: Corrections) -> dict[int, str]:
    """What the document has in place of each text that was corrected, by the item's id; of an item
    without words of its own, in place of those of its points.
    """
    points, found = misread_points(old, kept), dict[int, str]()
    for one in old:
        text = kept.get(_name(one.item, Corrected.TEXT, one.item.id))
        own = {row.point.id for row in one.points}
        if text and text["now"] == one.text:
            found[one.item.id] = text["said"] or " ".join(row.point.text for row in one.points)
        elif not one.item.recommendation and own & points.keys():
            told = (points.get(row.point.id, row.point.text) for row in one.points)
            found[one.item.id] = " ".join(told)
    return found


def misread_points(old: Iterable[ItemRows], kept: Corrections) -> dict[int, str]:
    """The same of points, by their ids."""
    return {
        one.point.id: text["said"]
        for rows in old
        for one in rows.points
        if (text := kept.get(_name(rows.item, Corrected.POINT, one.point.id)))
        and text["now"] == one.point.text
    }


def lost_numbers(changes: Changes, kept: Corrections) -> list[tuple[str, str]]:
    """The corrected numbers that a new edition has replaced, each with the new one."""
    return [
        (one.old.item.number, one.new.item.number)
        for one in changes.matched
        if (number := kept.get(_name(one.old.item, Corrected.NUMBER, one.old.item.id)))
        and number["now"] == one.old.item.number != one.new.item.number
    ]


def keep_corrected(changes: Changes, kept: Corrections) -> Changes:
    """The same changes, without those that would bring a misreading back: what was corrected holds
    where the new edition has the words that were misread.
    """
    if not kept:
        return changes
    numbers = {one.new.item.number for one in changes.matched}
    numbers |= {one.item.number for one in changes.added}
    matched = tuple(_as_corrected(one, kept, numbers) for one in changes.matched)
    return replace(changes, matched=matched)


def _as_corrected(match: ItemMatch, kept: Corrections, numbers: Collection[str]) -> ItemMatch:
    old, item = match.old.item, match.new.item
    text = kept.get(_name(old, Corrected.TEXT, old.id))
    number = kept.get(_name(old, Corrected.NUMBER, old.id))
    if text is not None and _same(text["said"], item.recommendation):
        item = replace(item, recommendation=text["now"])
    if number is not None and number["said"] == item.number and number["now"] not in numbers:
        item = replace(item, number=number["now"], written="")
    points = tuple(
        replace(one, new=_point_as_corrected(old, one, kept, text)) for one in match.points
    )
    return replace(match, new=replace(match.new, item=item), points=points)


def _point_as_corrected(
    item: Item, match: PointMatch, kept: Corrections, text: _Kept | None
) -> PointRows:
    point, dues = match.new.point, match.new.dues
    if text is not None and not item.recommendation and _same(text["said"], point.text):
        point = replace(point, text=text["now"])
    own = kept.get(_name(item, Corrected.POINT, match.old.point.id))
    if own is not None and _same(own["said"], point.text):
        point = replace(point, text=own["now"])
    phrase, old = _phrase(point), match.old
    rule = kept.get(_name(item, Corrected.RULE, old.point.id))
    if rule is not None and plain_phrase(rule["said"]) == phrase:
        point = replace(point, deadline=deadline_from_json(rule["read"]))
        return replace(match.new, point=point, dues=old.dues)
    corrected = [
        one
        for due in old.dues
        if (one := kept.get(_name(item, Corrected.DUE, due.id)))
        and plain_phrase(one["said"]) == phrase
    ]
    if corrected and len(dues) == 1:
        point = replace(point, deadline=deadline_from_json(corrected[0]["read"]))
        dues = (replace(dues[0], day=_day(corrected[0]["now"])),)
    elif corrected and old.point.deadline and _phrase(old.point) == phrase:
        dues = old.dues
    return replace(match.new, point=point, dues=dues)


def _phrase(point: Point) -> str:
    return plain_phrase(point.deadline.text if point.deadline else "")


def _same(said: str, now: str) -> bool:
    """Whether a new edition has the words that were misread; case, «ё» and signs aside."""
    return plain(said) == plain(now)


def _name(item: Item, what: Corrected, key: int) -> str:
    return f"corrected:{item.roadmap_id}:{what.value}:{key}"


async def _keep(tx: Tx, name: str, kept: _Kept) -> None:
    """After the corrections before it, to which undoing returns. Where it corrects what one of them
    had said, the document's words are those kept with that one.
    """
    before = await _kept(tx, name)
    if before and before[-1]["now"] == kept["said"]:
        kept = {**kept, "said": before[-1]["said"]}
    await _set_kept(tx, name, [*before, kept])


async def _kept(tx: Tx, name: str) -> list[_Kept]:
    """The corrections of one thing, the one that holds last."""
    found: list[_Kept] = json.loads(await tx.facts.get(name) or "[]")
    return found


async def _set_kept(tx: Tx, name: str, kept: Sequence[_Kept]) -> None:
    await tx.facts.set(name, json.dumps(kept, ensure_ascii=False) if kept else None)


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _address(view: DueView) -> str:
    return label(view.item, view.point, dotted=view.dotted)


async def _log(tx: Tx, actor: Person, item: Item, what: str, about: str, rules: Rules) -> None:
    await tx.log.add(LogLine(rules.at, actor.id, item.roadmap_id, what, about))
