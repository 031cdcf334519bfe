"""An official answers: a reply, a line that begins with a number, or any other words, photos, files and voice.

Nothing that a person wrote is dropped: what finds no item is kept and asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers.buttons import EntryButton, ListButton, PlaceButton, button
from handlers.cards import target_name
from handlers.current import current_roadmap, point_or_none, views_of_item
from handlers.dues import address
from handlers.incoming import answer_in
from handlers.items import find_target
from handlers.proposing import proposal_buttons
from handlers.texts import clip
from handlers.turn import Turn
from roadmap.actions.answering import Answer, keep_unplaced, move, place, record, revise, withdraw
from roadmap.answers import read_answer
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.messages import About, Button
from roadmap.model import Item, Point, ProgressEntry, Role, Source
from roadmap.ports import DueView, Json

router = Router(name="answering")

#: Where an answer may belong, at most this many as buttons; the rest by number.
CHOICES = 12


async def receive_answer(message: Message, turn: Turn) -> None:
    """Find the item that a message speaks of, attach it, and say so."""
    if turn.me.role is Role.OBSERVER:
        raise NotAllowed
    answer = answer_in(message)
    if await _joins_album(message, turn, answer) or await _seen_before(turn, answer):
        return
    if await _by_reply(message, turn, answer) or await _by_number(turn, answer):
        return
    if not turn.in_group:
        await _by_waiting(turn, answer)


async def _joins_album(message: Message, turn: Turn, answer: Answer) -> bool:
    """The second and later pictures of an album join the first one's entry, without another confirmation."""
    group = message.media_group_id
    if group is None:
        return False
    entry = await turn.tx.answers.by_media_group(turn.chat_id, group)
    kept = None if entry else await turn.tx.answers.unplaced_by_media_group(turn.chat_id, group)
    for attachment in answer.attachments:
        if entry is not None:
            await turn.tx.answers.add_attachment(entry.id, attachment)
        elif kept is not None:
            await turn.tx.answers.add_unplaced_attachment(kept.id, attachment)
    if entry is not None and answer.text and answer.text not in entry.text:
        await revise(turn.tx, entry, "\n".join(filter(None, (entry.text, answer.text))), turn.at)
    return entry is not None or kept is not None


async def _seen_before(turn: Turn, answer: Answer) -> bool:
    """The same update a second time changes nothing."""
    return await turn.tx.answers.by_source(answer.source.chat_id, answer.source.message_id) is not None


async def _by_reply(message: Message, turn: Turn, answer: Answer) -> bool:
    """A reply to a message of ours speaks of what that message showed."""
    replied = message.reply_to_message
    shown = await turn.tx.messages.shown(turn.chat_id, replied.message_id) if replied else None
    if shown is None or not shown.about:
        return False
    if len(shown.about) == 1:
        await _attach(turn, answer, shown.about[0])
    elif not await _by_number(turn, answer):
        await _ask_where(turn, answer, shown.about)
    return True


async def _by_number(turn: Turn, answer: Answer) -> bool:
    """Lines that begin with an item's number go to their items, several lines to several items."""
    try:
        roadmap = await current_roadmap(turn)
    except NotFound:
        return False
    items = await turn.tx.roadmaps.items(roadmap.id)
    lines = read_answer(answer.text, [item.number for item in items])
    addressed = [(line, line.address) for line in lines if line.sure and line.address is not None]
    if not lines or len(addressed) < len(lines):
        return False
    targets = [(line.text, *(await find_target(turn, address, items))) for line, address in addressed]
    for number, (text, item, point) in enumerate(targets):
        source, files = (answer.source, answer.attachments) if number == 0 else (_part_of(answer, number), ())
        await _record(turn, Answer(text, source, files), item, point, sure=True)
    return True


def _part_of(answer: Answer, number: int) -> Source:
    """A source for the `number`-th further entry of one message; Telegram's ids are positive, so these meet none."""
    return Source(answer.source.chat_id, -(answer.source.message_id * 100 + number))


async def _by_waiting(turn: Turn, answer: Answer) -> None:
    """Any other words: attached where exactly one reminder waits, else asked about, the text kept meanwhile."""
    waiting = await turn.tx.reminders.waiting_of(turn.me.id)
    if len(waiting) == 1 and turn.me.role is Role.OFFICIAL:
        view = waiting[0]
        await _record(turn, answer, view.item, view.point, sure=False)
    else:
        await _ask_where(turn, answer, [About(v.item.id, v.point.id, v.due.id) for v in waiting])


async def _attach(turn: Turn, answer: Answer, about: About) -> None:
    item = await turn.tx.roadmaps.item(about.item_id)
    point = await point_or_none(turn, about.point_id or 0)
    await _record(turn, answer, item, point, sure=True)


async def _record(turn: Turn, answer: Answer, item: Item, point: Point | None, *, sure: bool) -> None:
    entry = await record(turn.tx, turn.me, item, point, answer, turn.at, turn.today)
    if entry is not None:
        await turn.tx.people.set_dialog(turn.chat_id, None)
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=sure)


async def record_awaited(message: Message, turn: Turn, dialog: Json) -> bool:
    """The answer that «Ответить» asked for; a number at its start still goes before what was asked."""
    answer = answer_in(message)
    if await _joins_album(message, turn, answer) or await _by_number(turn, answer):
        return True
    item = await turn.tx.roadmaps.item(int(str(dialog["item"])))
    point = await point_or_none(turn, int(str(dialog["point"])))
    await _record(turn, answer, item, point, sure=True)
    return True


async def fetch_attachments(turn: Turn, entry: ProgressEntry) -> None:
    """Have the files brought in: Telegram's own copy is not ours to rely on at the half-year's end."""
    if entry.attachments:
        await turn.tx.jobs.add("fetch_attachments", {"entry": entry.id}, turn.at)


async def confirm(turn: Turn, entry: ProgressEntry, item: Item, point: Point | None, *, sure: bool) -> None:
    """Say to which item an answer went; offer what its words suggest, and the way elsewhere."""
    texts = turn.texts
    rows = await proposal_buttons(turn, entry, item, point)
    rows.append(
        [
            button(texts("button-misplaced"), EntryButton(verb="misplaced", entry_id=entry.id)),
            button(texts("button-withdraw"), EntryButton(verb="withdraw", entry_id=entry.id)),
        ]
    )
    key = "answer-taken" if sure else "answer-guessed"
    target = target_name(turn, item, point)
    source = entry.source.message_id if entry.source and entry.source.message_id > 0 else None
    await turn.say(
        texts(
            key,
            target=target,
            text=clip(point.text if point else item.recommendation, 80),
            files=len(entry.attachments),
        ),
        rows,
        about=[About(item.id, point.id if point else None)],
        reply_to=source,
    )


async def _ask_where(turn: Turn, answer: Answer, about: Sequence[About]) -> None:
    """Keep the answer and ask where it belongs."""
    kept = await keep_unplaced(turn.tx, turn.me, answer, turn.at)
    if kept is None:
        return
    rows = await _places(turn, "u", kept.id, about)
    await turn.say(turn.texts("answer-where", count=len(rows)), rows, reply_to=answer.source.message_id)


async def _places(turn: Turn, kind: str, subject_id: int, about: Sequence[About]) -> list[list[Button]]:
    """A button for each point that the answer may belong to: what was shown or waits, else what the person has open."""
    views = await turn.tx.roadmaps.views([a.due_id for a in about if a.due_id is not None])
    if not views:
        roadmap = await current_roadmap(turn)
        mine = turn.me.id if turn.me.role is Role.OFFICIAL else None
        views = await turn.tx.roadmaps.views_between(roadmap.id, None, None, person_id=mine)
        views += await _undated(turn, roadmap.id, {view.item.id for view in views})
    return [[_place_button(kind, subject_id, view)] for view in views[:CHOICES]]


async def _undated(turn: Turn, roadmap_id: int, shown: set[int]) -> list[DueView]:
    """The person's items without a date, one row each."""
    found = []
    for item_id in sorted({a.item_id for a in await turn.tx.people.assignments_of_person(turn.me.id)} - shown):
        item = await turn.tx.roadmaps.item(item_id)
        if item.roadmap_id == roadmap_id:
            found += (await views_of_item(turn, item))[:1]
    return found


def _place_button(kind: str, subject_id: int, view: DueView) -> Button:
    data = PlaceButton(kind=kind, subject_id=subject_id, item_id=view.item.id, point_id=view.point.id)
    return button(f"{address(view)} · {clip(view.point.text or view.item.recommendation, 40)}", data)


@router.callback_query(PlaceButton.filter())
async def place_answer(query: CallbackQuery, callback_data: PlaceButton, turn: Turn) -> None:
    """Where an answer belongs, by button: a kept one gets its item, a misplaced entry another one."""
    item = await turn.tx.roadmaps.item(callback_data.item_id)
    point = await point_or_none(turn, callback_data.point_id)
    if point is not None and point.item_id != item.id:
        raise UserError("error-stale-button")
    entry: ProgressEntry | None
    if callback_data.kind == "u":
        kept = await turn.tx.answers.unplaced(callback_data.subject_id)
        entry = await place(turn.tx, turn.me, kept, item, point, turn.today)
    else:
        entry = await turn.tx.answers.get(callback_data.subject_id)
        entry = await move(turn.tx, turn.me, entry, item, point, turn.today)
    if entry is not None:
        await fetch_attachments(turn, entry)
        await confirm(turn, entry, item, point, sure=True)


@router.callback_query(EntryButton.filter(F.verb == "misplaced"))
async def misplaced(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """«Не сюда»: where then?"""
    entry = await turn.tx.answers.get(callback_data.entry_id)
    rows = await _places(turn, "e", entry.id, [])
    rows = [row for row in rows if f":{entry.item_id}:{entry.point_id or 0}" not in row[0].data]
    await turn.say(turn.texts("answer-where", count=len(rows)), rows)


@router.callback_query(EntryButton.filter(F.verb == "withdraw"))
async def withdraw_entry(query: CallbackQuery, callback_data: EntryButton, turn: Turn) -> None:
    """Take an answer back."""
    entry = await turn.tx.answers.get(callback_data.entry_id)
    if entry.withdrawn_at is not None:
        raise UserError("stale-withdrawn")
    await withdraw(turn.tx, turn.me, entry, turn.at)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    await turn.say(turn.texts("answer-withdrawn", target=target_name(turn, item, point)), edit=True)


@router.callback_query(ListButton.filter(F.name == "unplaced"))
async def unplaced(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Answers that wait for their item, one message each."""
    whose = None if turn.me.role is Role.COORDINATOR else turn.me.id
    for kept in (await turn.tx.answers.unplaced_of(whose))[:5]:
        rows = await _places(turn, "u", kept.id, [])
        await turn.say(turn.texts("answer-kept", text=clip(kept.text, 300), files=len(kept.attachments)), rows)


@router.edited_message()
async def edited(message: Message, turn: Turn) -> None:
    """Editing a message edits its entry; what stood before is kept."""
    entry = await turn.tx.answers.by_source(turn.chat_id, message.message_id)
    if entry is None or turn.person is None or entry.person_id != turn.me.id:
        return
    await revise(turn.tx, entry, answer_in(message).text, turn.at)
    item = await turn.tx.roadmaps.item(entry.item_id)
    point = await point_or_none(turn, entry.point_id or 0)
    await turn.say(turn.texts("answer-edited", target=target_name(turn, item, point)), reply_to=message.message_id)
