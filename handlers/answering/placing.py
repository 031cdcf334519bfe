"""Where an answer belongs: asked while it is kept; and the way out of a wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.answering.confirming import confirm, fetch_attachments, is_second_thought
from handlers.answering.kept_question import end_question
from handlers.speaking.asking import cancel_button
from handlers.speaking.buttons import EntryButton, ListButton, PlaceButton, PlaceKind, button
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import current_roadmap, point_or_none, views_of_item
from handlers.speaking.dues import address, words_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, join_to, keep_unplaced, move, place, withdraw
from roadmap.actions.rights import check_own
from roadmap.errors import UserError
from roadmap.model import ProgressEntry, Role
from roadmap.model.messages import About, Button
from roadmap.ports import DueView, Unplaced

#: Where an answer may belong, at most this many as buttons; the rest by number.
CHOICES = 12


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(drop_kept, PlaceButton.filter(F.kind == "x"))
    router.callback_query.register(place_answer, PlaceButton.filter(F.kind.in_({"u", "e"})))
    router.callback_query.register(misplaced, EntryButton.filter(F.verb == "misplaced"))
    router.callback_query.register(withdraw_entry, EntryButton.filter(F.verb == "withdraw"))
    router.callback_query.register(join, EntryButton.filter(F.verb == "join"))
    router.callback_query.register(unplaced, ListButton.filter(F.name == "unplaced"))


async def ask_where(
    turn: Turn, answer: Answer, about: Sequence[About] = (), why: UserError | None = None
) -> None:
    """Keep the answer and ask where it belongs; `why` says what stood in the way."""
    kept = await keep_unplaced(turn.tx, turn.me, answer, turn.moment)
    if kept is not None:
        await _ask(turn, kept, about, why)


async def _ask(
    turn: Turn, kept: Unplaced, about: Sequence[About] = (), why: UserError | None = None
) -> None:
    rows = await _places(turn, "u", kept.id, about)
    text = turn.texts("answer-where", count=len(rows))
    if why is not None:
        text = Html(f"{turn.texts(why.key, **why.variables)}\n{text}")
    drop = button(
        turn.texts("button-not-answer"), PlaceButton(kind="x", subject_id=kept.id, item_id=0)
    )
    source = kept.source.message_id
    await turn.say(text, [*rows, [drop]], reply_to=source if source > 0 else None)


async def edit_kept(turn: Turn, answer: Answer) -> bool:
    """The person edited a message that is kept: keep the new text instead; False where none is."""
    for kept in await turn.tx.answers.unplaced_of(turn.me.id):
        if (kept.source.chat_id, kept.source.message_id) == (
            answer.source.chat_id,
            answer.source.message_id,
        ):
            await turn.tx.answers.remove_unplaced(kept.id)
            changed = await turn.tx.answers.add_unplaced(replace(kept, id=0, text=answer.text))
            if changed is not None:
                await _ask(turn, changed)
            return True
    return False


async def _places(
    turn: Turn, kind: PlaceKind, subject_id: int, about: Sequence[About]
) -> list[list[Button]]:
    """A button for each point that was shown or waits, else for each that the person has open."""
    views = await turn.tx.roadmaps.views([a.due_id for a in about if a.due_id is not None])
    if not views:
        roadmap = await current_roadmap(turn)
        mine = turn.me.id if turn.me.role is Role.OFFICIAL else None
        views = await turn.tx.roadmaps.views_between(
            roadmap.id, None, None, person_id=mine, limit=CHOICES
        )
        views += await _undated(turn, roadmap.id, {view.item.id for view in views})
    rows = []
    for view in views[:CHOICES]:
        data = PlaceButton(
            kind=kind, subject_id=subject_id, item_id=view.item.id, point_id=view.point.id
        )
        rows.append([button(f"{address(view)} · {words_of(view.item, view.point, 40)}", data)])
    return rows


async def _undated(turn: Turn, roadmap_id: int, shown: set[int]) -> list[DueView]:
    """The person's items without a date, one row each."""
    found = []
    for item_id in sorted(
        {a.item_id for a in await turn.tx.people.assignments_of_person(turn.me.id)} - shown
    ):
        item = await turn.tx.roadmaps.item(item_id)
        if item.roadmap_id == roadmap_id:
            found += (await views_of_item(turn, item))[:1]
    return found


async def drop_kept(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """«Это не ответ»: what was kept is let go."""
    kept = await turn.tx.answers.unplaced(callback_data.subject_id)
    check_own(turn.me, kept.person_id)
    await turn.tx.answers.remove_unplaced(kept.id)
    await turn.say(turn.texts("answer-dropped"), edit=True)


async def place_answer(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """A place chosen by button: for a kept answer, or for an entry that was misplaced."""
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    point = await point_or_none(turn, callback_data.point_id)
    if point is not None and point.item_id != item.id:
        raise UserError("error-stale-button")
    entry: ProgressEntry | None
    if callback_data.kind == "u":
        kept = await turn.tx.answers.unplaced(callback_data.subject_id)
        day = turn.office.policy.day_of(kept.at)
        entry = await place(turn.tx, turn.me, kept, item, point, turn.today, day)
        await end_question(turn, kept, item, point)
    else:
        entry = await turn.tx.answers.get(callback_data.subject_id)
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today)
    if entry is not None:
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=True, edit=True)


async def _own(turn: Turn, entry_id: int) -> ProgressEntry:
    """The entry behind a button; raises NotAllowed where it is not the person's to change,
    UserError where it was withdrawn.
    """
    entry = await turn.tx.answers.get(entry_id)
    check_own(turn.me, entry.person_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    return entry


async def misplaced(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Не сюда»: where then?"""
    entry = await _own(turn, callback_data.entry_id)
    here = PlaceButton(
        kind="e", subject_id=entry.id, item_id=entry.item_id, point_id=entry.point_id or 0
    ).pack()
    rows = [row for row in await _places(turn, "e", entry.id, []) if row[0].data != here]
    await turn.say(turn.texts("answer-move-where"), [*rows, [cancel_button(turn)]])


async def withdraw_entry(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """Take an answer back."""
    entry = await _own(turn, callback_data.entry_id)
    await withdraw(turn.tx, turn.me, entry, turn.at)
    await turn.say(turn.texts("answer-withdrawn", target=await _named(turn, entry)), edit=True)


async def join(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """A second thought goes to the answer before it."""
    entry = await _own(turn, callback_data.entry_id)
    earlier = await _own(turn, callback_data.arg)
    if not is_second_thought(earlier, entry):
        raise UserError("error-stale-button")
    await join_to(turn.tx, turn.me, earlier, entry, turn.at)
    await turn.say(turn.texts("answer-joined", target=await _named(turn, earlier)), edit=True)


async def _named(turn: Turn, entry: ProgressEntry) -> Html:
    item = await turn.tx.roadmaps.item(entry.item_id)
    return target_name(turn, item, await point_or_none(turn, entry.point_id or 0))


async def unplaced(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Answers that wait for their item, one message each; the coordinator sees everybody's."""
    whose = None if turn.me.role is Role.COORDINATOR else turn.me.id
    for kept in (await turn.tx.answers.unplaced_of(whose))[:5]:
        rows = await _places(turn, "u", kept.id, [])
        author = await turn.tx.people.get(kept.person_id)
        words = turn.texts(
            "answer-kept", name=author.name, text=clip(kept.text, 300), files=len(kept.attachments)
        )
        await turn.say(words, rows)
