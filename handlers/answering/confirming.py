"""Saying to which item an answer went: nobody should have to wonder whether it arrived."""

from __future__ import annotations

from datetime import timedelta

from handlers.answering.proposing import proposal_buttons
from handlers.speaking.buttons import EntryButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.dues import words_of
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.looking import subject
from roadmap.actions.tasks import FetchAttachments, put_to_work
from roadmap.model import Item, Point, ProgressEntry
from roadmap.model.messages import About
from roadmap.report.closing_line import is_closing_line

#: A second thought that comes within this time may be added to the answer before it.
SECOND_THOUGHT = timedelta(hours=1)


async def fetch_attachments(turn: Turn, entry: ProgressEntry) -> None:
    """Have the files fetched: Telegram may not keep its copy until the half-year's end."""
    if entry.attachments:
        await put_to_work(turn.tx, FetchAttachments(entry.id), turn.at)


async def confirm(
    turn: Turn,
    entry: ProgressEntry,
    item: Item,
    point: Point | None,
    *,
    sure: bool,
    earlier: ProgressEntry | None = None,
    edit: bool = False,
) -> None:
    """Say where an answer went; offer what its words suggest, adding it to the `earlier` one, and
    the way elsewhere.

    With `edit` in place of the question that was answered by a button.
    """
    texts = turn.texts
    rows = await proposal_buttons(turn, entry, item, point)
    if earlier is not None and is_second_thought(earlier, entry):
        data = EntryButton(verb="join", entry_id=entry.id, arg=earlier.id)
        rows.append([button(texts("button-join"), data)])
    rows.append(
        [
            button(texts("button-misplaced"), EntryButton(verb="misplaced", entry_id=entry.id)),
            button(texts("button-withdraw"), EntryButton(verb="withdraw", entry_id=entry.id)),
        ]
    )
    words = texts(
        "answer-taken" if sure else "answer-guessed",
        target=target_name(turn, item, point),
        text=words_of(item, point, 80) if point else clip(await subject(turn.tx, item), 80),
        files=len(entry.attachments),
        album="yes"
        if entry.source is not None and entry.source.media_group and len(entry.attachments) == 1
        else "no",
    )
    about = [About(item.id, point.id if point else None)]
    source = (
        entry.source.message_id
        if entry.source and entry.source.message_id > 0 and not edit
        else None
    )
    await turn.say(words, rows, about=about, reply_to=source, edit=edit)


def is_second_thought(earlier: ProgressEntry, entry: ProgressEntry) -> bool:
    """Whether both are one author's, about the same, within the hour, and neither withdrawn."""
    return (
        earlier.id != entry.id
        and earlier.person_id is not None
        and not is_closing_line(earlier)
        and (earlier.person_id, earlier.item_id, earlier.point_id)
        == (entry.person_id, entry.item_id, entry.point_id)
        and earlier.withdrawn_at is None
        and entry.withdrawn_at is None
        and entry.at - earlier.at <= SECOND_THOUGHT
    )
