"""Importing again: a new edition changes the stored roadmap and loses nothing that people did."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import compress, decompress

from roadmap.actions.archiving import require_active
from roadmap.actions.correcting import corrections, keep_corrected, misread_points, misread_texts
from roadmap.actions.editions import count_edition, editions
from roadmap.actions.importing import past_choice, require_sure_year, resolved
from roadmap.actions.living import refresh_roadmap
from roadmap.actions.naming import follow_names, follow_people, take_known
from roadmap.actions.planning import Rules, replan_roadmap
from roadmap.actions.rights import require_coordinator
from roadmap.drafts.adoption import GONE, ItemRows, PointRows, adopt
from roadmap.drafts.edition import Changes, ItemMatch, PointMatch, compare
from roadmap.drafts.same_plan import kinship, likeliest
from roadmap.drafts.taking_back import difference, taken_back
from roadmap.errors import UserError
from roadmap.model import Draft, Due, DueState, LogLine, Person, Point, Roadmap
from roadmap.ports import Json, StoredDraft, Tx
from roadmap.yielding import in_pieces

#: How long an import can be undone.
UNDO = timedelta(days=1)
_UNDO_FACT = "undo:"
#: What an edition changed is kept by table; by this name, the title of the document before it.
_TITLE = "document_title"
#: Of a roadmap's name, in characters.
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stored roadmap that a draft seems to be a new edition of; `doubtful` where it may as well
    be another plan.
    """

    roadmap: Roadmap
    doubtful: bool


async def earlier_edition(tx: Tx, draft: Draft) -> Earlier | None:
    """The stored roadmap of the same period that `draft` is likeliest a new edition of, by title
    and by the items that both have; one in the archive where no other is likely.
    """
    return await _likeliest(tx, draft, await tx.roadmaps.all()) or await _likeliest(
        tx, draft, await tx.roadmaps.archived()
    )


async def _likeliest(tx: Tx, draft: Draft, roadmaps: Sequence[Roadmap]) -> Earlier | None:
    stored = [one for one in roadmaps if one.period == draft.period]
    titles = [await _title_in_document(tx, one) for one in stored]
    rows = [await _rows(tx, one) for one in stored]
    corrected = [await corrections(tx, one.id) for one in stored]

    def found() -> tuple[int, bool] | None:
        new = adopt(draft, draft.period.start)
        return likeliest(
            [
                kinship(title, former, draft.title, new, misread_texts(former, kept))
                for title, former, kept in zip(titles, rows, corrected, strict=True)
            ]
        )

    best = await asyncio.to_thread(found)
    return Earlier(stored[best[0]], best[1]) if best else None


async def rename_roadmap(
    tx: Tx, person: Person, roadmap: Roadmap, name: str, at: datetime
) -> Roadmap:
    """Give a roadmap the name that coordinators call it by; new editions keep it, and are known by
    the title of the document as before.

    Raises NotAllowed unless a coordinator asks, UserError where the name is empty or too long.
    """
    require_coordinator(person)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UserError("error-roadmap-name", most=LONGEST_NAME)
    await tx.facts.set(_document_title(roadmap), await _title_in_document(tx, roadmap))
    renamed = replace(roadmap, title=name)
    await tx.roadmaps.update(renamed)
    await tx.log.add(LogLine(at, person.id, roadmap.id, "log-renamed", name))
    return renamed


async def _title_in_document(tx: Tx, roadmap: Roadmap) -> str:
    return await tx.facts.get(_document_title(roadmap)) or roadmap.title


def _document_title(roadmap: Roadmap) -> str:
    return f"{_TITLE}:{roadmap.id}"


async def changes_of(
    tx: Tx, roadmap: Roadmap, stored: StoredDraft, draft: Draft, rules: Rules
) -> Changes:
    """What saving `draft` as a new edition of `roadmap` would change."""
    old, corrected = await _rows(tx, roadmap), await corrections(tx, roadmap.id)

    def changes() -> Changes:
        new = resolved(stored, draft, rules.calendar)
        adopted = adopt(new, rules.today, past_choice(stored), roadmap.id)
        texts, points = misread_texts(old, corrected), misread_points(old, corrected)
        return keep_corrected(compare(old, adopted, texts, points), corrected)

    # Comparing much reworded texts takes a quarter of a second, in which others must be answered.
    return await asyncio.to_thread(changes)


async def _rows(tx: Tx, roadmap: Roadmap) -> list[ItemRows]:
    items = await tx.roadmaps.items(roadmap.id)
    points = await tx.roadmaps.points([item.id for item in items])
    dues = await tx.roadmaps.dues([point.id for point in points])
    days, own = defaultdict[int, list[Due]](list), defaultdict[int, list[PointRows]](list)
    for due in dues:
        days[due.point_id].append(due)
    for point in points:
        own[point.item_id].append(PointRows(point, tuple(days[point.id])))
    return [ItemRows(item, tuple(own[item.id])) for item in items]


async def apply_edition(
    tx: Tx, person: Person, roadmap: Roadmap, stored: StoredDraft, draft: Draft, rules: Rules
) -> Changes:
    """Apply the changes; progress, people and granted postponements stay, reminders are re-planned.

    Raises NotAllowed unless a coordinator asks, UserError where this draft was saved before,
    its year is not sure or the roadmap is in the archive.
    """
    require_coordinator(person)
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    require_sure_year(draft)
    await require_active(tx, roadmap.id)
    title, before = await _title_in_document(tx, roadmap), await tx.roadmaps.image(roadmap.id)
    changes = await _apply(tx, roadmap, stored, draft, rules)
    done = await asyncio.to_thread(difference, before, await tx.roadmaps.image(roadmap.id))
    await _keep(tx, stored, roadmap, {**done, _TITLE: title}, rules.at)
    await tx.drafts.update(replace(stored, roadmap_id=roadmap.id, replaces=roadmap.id))
    await tx.log.add(LogLine(rules.at, person.id, roadmap.id, "log-edition", draft.title))
    return changes


async def _apply(
    tx: Tx, roadmap: Roadmap, stored: StoredDraft, draft: Draft, rules: Rules
) -> Changes:
    if stored.file_id is None:
        draft = draft.without_origins()  # the document that stays is another one
    changes = await changes_of(tx, roadmap, stored, draft, rules)
    await refresh_roadmap(tx, roadmap, rules.at)
    async for dropped in in_pieces(changes.dropped):
        await _drop_item(tx, dropped)
    async for match in in_pieces(changes.matched):
        await _change_item(tx, match)
    added_items = []
    async for added in in_pieces(changes.added):
        (item,) = await tx.roadmaps.add_items([added.item])
        await _add_points(tx, item.id, added.points)
        added_items.append(item)
    await take_known(tx, added_items)
    matched = [(match.old.item, match.new.item) for match in changes.matched]
    await follow_names(tx, matched)
    await follow_people(tx, [*matched, *((None, item) for item in added_items)])
    source = stored.file_id or roadmap.source_file_id
    renamed = await tx.facts.get(_document_title(roadmap)) is not None
    if renamed:
        await tx.facts.set(_document_title(roadmap), draft.title)
    await tx.roadmaps.update(
        replace(
            roadmap,
            title=roadmap.title if renamed else draft.title,
            source_file_id=source,
            warnings=draft.warnings,
            heads=draft.heads,
        )
    )
    await count_edition(tx, roadmap.id, rules.at)
    await replan_roadmap(tx, roadmap.id, rules)
    return changes


async def undo(tx: Tx, person: Person, stored: StoredDraft, rules: Rules) -> None:
    """Take an import back within a day: remove a new roadmap, or return to the former edition.

    Raises NotAllowed unless a coordinator asks, UserError where that is too late, nothing was
    saved or a later edition stands upon it.
    """
    require_coordinator(person)
    if stored.roadmap_id is None or not await may_undo(tx, stored, rules.at):
        raise UserError("import-undo-too-late")
    roadmap = await tx.roadmaps.get(stored.roadmap_id)
    draft = replace(stored, roadmap_id=None)
    if stored.replaces == roadmap.id:
        await _take_back(tx, stored, roadmap, rules)
        await tx.drafts.update(draft)
    else:
        await refresh_roadmap(tx, roadmap, rules.at)
        await tx.drafts.update(draft)  # before: a roadmap's drafts go with it
        await tx.roadmaps.remove(roadmap.id)
    await tx.log.add(LogLine(rules.at, person.id, None, "log-import-undone", roadmap.title))


async def may_undo(tx: Tx, stored: StoredDraft, at: datetime) -> bool:
    """Whether the import can still be taken back at the instant `at`."""
    if stored.roadmap_id is None:
        return False
    if stored.replaces == stored.roadmap_id:
        kept = await tx.facts.get(_fact(stored.id))
        return kept is not None and at - _saved_at(kept) <= UNDO
    # It was saved as a roadmap of its own, beside the one that it resembles where there is one.
    return at - (await tx.roadmaps.get(stored.roadmap_id)).imported_at <= UNDO


async def _take_back(tx: Tx, stored: StoredDraft, roadmap: Roadmap, rules: Rules) -> None:
    """Put every row back as it was before the edition. What was answered of a point that only the
    edition has stays with it, and it is due no more.
    """
    kept = await tx.facts.get(_fact(stored.id))
    if kept is None:
        raise UserError("import-undo-too-late")
    for other in await tx.drafts.of_roadmap(roadmap.id):
        later = await tx.facts.get(_fact(other.id))
        if later is not None and _order(later) > _order(kept):
            raise UserError("import-undo-later-first")
    done: Json = await asyncio.to_thread(_unpacked, kept)
    title = done.pop(_TITLE, None)
    if title is not None and await tx.facts.get(_document_title(roadmap)) is not None:
        await tx.facts.set(_document_title(roadmap), str(title))
    await refresh_roadmap(tx, roadmap, rules.at)
    answered = await _answered(tx, roadmap, done)
    staying = {
        "items": [rows.item.id for rows in answered],
        "points": [one.point.id for rows in answered for one in rows.points],
        "dues": [due.id for rows in answered for one in rows.points for due in one.dues],
    }
    now = await tx.roadmaps.image(roadmap.id)
    back = await asyncio.to_thread(taken_back, done, now, staying)
    bodies = await tx.bodies.assignments(roadmap.id)
    await tx.roadmaps.put_back(back.removed, back.changed, back.inserted)
    bodies += await tx.bodies.assignments(roadmap.id)
    await tx.bodies.derive({one.body_id for one in bodies})
    new_items = _added(done, "items")
    async for rows in in_pieces(answered):
        if rows.item.id in new_items:
            await _drop_item(tx, rows)
        else:
            await _drop_points(tx, rows.points)
    await tx.facts.set(_fact(stored.id), None)
    await count_edition(tx, roadmap.id, rules.at)
    await replan_roadmap(tx, roadmap.id, rules)


async def _answered(tx: Tx, roadmap: Roadmap, done: Json) -> list[ItemRows]:
    """Of what an edition added, the points that answers were given of, with their items."""
    new_items, new_points = _added(done, "items"), _added(done, "points")
    found: list[ItemRows] = []
    async for rows in in_pieces(await _rows(tx, roadmap)):
        points = tuple(one for one in rows.points if one.point.id in new_points)
        if not points and rows.item.id not in new_items:
            continue
        entries = await tx.answers.of_item(rows.item.id)
        if rows.item.id not in new_items:
            told = {entry.point_id for entry in entries}
            points = tuple(one for one in points if one.point.id in told)
        if entries and (points or rows.item.id in new_items):
            found.append(replace(rows, points=points))
    return found


def _added(done: Json, table: str) -> set[int]:
    told = done.get(table)
    return {int(key) for key in told["added"]} if isinstance(told, dict) else set()


async def _keep(tx: Tx, stored: StoredDraft, roadmap: Roadmap, done: Json, at: datetime) -> None:
    """Remember what saving `stored` changed, with its place among the roadmap's editions."""
    packed = await asyncio.to_thread(_packed, done)
    order, _ = await editions(tx, roadmap)
    await tx.facts.set(_fact(stored.id), f"{at.isoformat()} {order} {packed}")


async def forget_undoable(tx: Tx, at: datetime) -> None:
    """What editions changed is forgotten once they cannot be taken back any more; `at` is now."""
    for name, kept in (await tx.facts.beginning(_UNDO_FACT)).items():
        if at - _saved_at(kept) > UNDO:
            await tx.facts.set(name, None)


def _fact(draft_id: int) -> str:
    return f"{_UNDO_FACT}{draft_id}"


def _saved_at(kept: str) -> datetime:
    return datetime.fromisoformat(kept.split()[0])


def _order(kept: str) -> int:
    return int(kept.split()[1])


def _packed(done: Json) -> str:
    return b64encode(compress(json.dumps(done, ensure_ascii=False).encode())).decode()


def _unpacked(kept: str) -> Json:
    done: Json = json.loads(decompress(b64decode(kept.split()[2])))
    return done


async def _drop_item(tx: Tx, rows: ItemRows) -> None:
    """Remove an item that is gone from the document; one with answers stays, without due days."""
    if await tx.answers.of_item(rows.item.id):
        number = rows.item.number if rows.is_gone else f"{rows.item.number}{GONE}"
        await tx.roadmaps.update_item(
            replace(rows.item, number=number, position=rows.item.position + 10_000, origin=None)
        )
        await _drop_points(tx, rows.points)
    else:
        await tx.roadmaps.remove_items([rows.item.id])


async def _drop_points(tx: Tx, points: Sequence[PointRows]) -> None:
    for due in (due for rows in points for due in rows.dues):
        await tx.roadmaps.update_due(replace(due, state=DueState.DROPPED))


async def _change_item(tx: Tx, match: ItemMatch) -> None:
    old, new = match.old.item, match.new.item
    changed = replace(
        new, id=old.id, criterion_value=old.criterion_value, each_answers=old.each_answers
    )
    if changed != old:
        await tx.roadmaps.update_item(changed)
    for point in match.points:
        await _change_point(tx, point)
    await _drop_points(tx, match.dropped)
    await _add_points(tx, old.id, match.added)


async def _add_points(tx: Tx, item_id: int, rows: Sequence[PointRows]) -> None:
    points = await tx.roadmaps.add_points([replace(one.point, item_id=item_id) for one in rows])
    dues = [
        replace(due, point_id=point.id)
        for point, one in zip(points, rows, strict=True)
        for due in one.dues
    ]
    await tx.roadmaps.add_dues(dues)


async def _change_point(tx: Tx, match: PointMatch) -> None:
    old, new = match.old.point, match.new.point
    changed: Point = replace(new, id=old.id, item_id=old.item_id)
    if changed != old:
        await tx.roadmaps.update_point(changed)
    if match.moved:
        await _move_days(tx, match)


async def _move_days(tx: Tx, match: PointMatch) -> None:
    """Set the document's new days for those still open; what is done stays on its old day."""
    closed = [due for due in match.old.dues if due.state in (DueState.DONE, DueState.CLAIMED_DONE)]
    kept_days = {due.day for due in closed}
    open_dues = [
        due for due in match.old.dues if due not in closed and due.state is not DueState.DROPPED
    ]
    wanted: list[Due] = [due for due in match.new.dues if due.day not in kept_days]
    for old, new in zip(open_dues, wanted, strict=False):
        await tx.roadmaps.update_due(replace(old, day=new.day, first_day=None, state=new.state))
    await tx.roadmaps.add_dues(
        [replace(due, point_id=match.old.point.id) for due in wanted[len(open_dues) :]]
    )
    for due in open_dues[len(wanted) :]:
        await tx.roadmaps.update_due(replace(due, state=DueState.DROPPED))
