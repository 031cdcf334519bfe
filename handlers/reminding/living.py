"""A reminder that was sent shows how things stand; what is closed has ✅ and no buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from handlers.reminding.messages import ROWS, arranged, chat_of, reminder_text, to_chat
from handlers.speaking.cards import target_name
from handlers.speaking.dues import (
    LINE,
    about,
    address,
    due_buttons,
    line,
    open_buttons,
    words_of,
)
from handlers.speaking.shares import share_lines
from handlers.speaking.texts import Html
from handlers.speaking.voice import Voice
from roadmap.actions.sharing import owed_by, shares_of
from roadmap.errors import NotFound
from roadmap.model import DueState, PersonState, Role
from roadmap.model.messages import Button, MessageState, Outgoing, Urgency
from roadmap.ports import DueView

_OPEN = (DueState.OPEN, DueState.QUIET)


async def refresh_reminder(voice: Voice, message_id: int) -> None:
    """Put into the outbox the change that the reminder sent as `message_id` needs, where it needs
    one; a change that waits there already gives way to it.
    """
    tx = voice.tx
    try:
        sent = await tx.messages.get(message_id)
    except NotFound:  # forgotten since
        return
    person = None if sent.person_id is None else await tx.people.get(sent.person_id)
    if sent.state is not MessageState.SENT or sent.telegram_id is None or person is None:
        return
    theirs = voice.to(person)
    chat_id, thread_id = await chat_of(theirs)
    if person.state is not PersonState.ACTIVE or chat_id != sent.chat_id:
        return
    due_ids = [one.due_id for one in await tx.reminders.of_message(message_id)]
    views = await tx.roadmaps.views(sorted(set(due_ids)))
    if not views:  # no longer in any document
        return
    day = voice.office.policy.day_of(sent.sent_at or voice.at)
    views, whose = await arranged(theirs, views, day)
    text, buttons = await _as_it_stands(theirs, await _as_theirs(theirs, views), whose)
    await tx.messages.supersede(sent.chat_id, sent.telegram_id, "changed again")
    shown = await tx.messages.shown(sent.chat_id, sent.telegram_id)
    if shown is not None and (shown.text, shown.buttons) == (text, buttons):
        return
    await tx.messages.add(
        Outgoing(
            sent.chat_id,
            text,
            Urgency.REFRESH,
            buttons,
            person_id=person.id,
            thread_id=thread_id,
            edits=sent.telegram_id,
            about=tuple(about(view) for view in views),
        )
    )


async def _as_theirs(voice: Voice, views: Sequence[DueView]) -> list[DueView]:
    """The due days as they stand for the person spoken to: where each must answer, a day is done
    once their own share is.
    """
    shares = await shares_of(voice.tx, views)
    owed = {view.due.id for view in await owed_by(voice.tx, voice.whom, views, voice.today)}
    found = []
    for view in views:
        own = shares.get(view.due.id)
        if own is not None and view.due.id not in owed and view.due.state in _OPEN:
            day = own.days[voice.whom.id]
            done = replace(view.due, state=DueState.DONE, closed_on=day, closed_by=voice.whom.id)
            view = replace(view, due=done)
        found.append(view)
    return found


async def _as_it_stands(
    voice: Voice, views: Sequence[DueView], whose: Mapping[int, Html]
) -> tuple[Html, tuple[tuple[Button, ...], ...]]:
    """The words and buttons of a reminder of these due days now."""
    left = [view for view in views if view.due.state in _OPEN]
    rows: list[list[Button]]
    if len(views) == 1:
        view = views[0]
        rows = due_buttons(voice.texts, view, voice.whom.role) if left else []
        text = reminder_text(voice, views, whose) if left else await _closed_alone(voice, view)
    else:
        shown = [view for view in views[:ROWS] if view in left]
        rows = open_buttons(voice.texts, shown, voice.whom.role)
        text = await _list(voice, views, left, whose)
    if voice.whom.role is Role.CHAT:
        text = await to_chat(voice, text, left)
    return text, tuple(tuple(row) for row in rows)


async def _closed_alone(voice: Voice, view: DueView) -> Html:
    return voice.texts(
        "living-one",
        target=target_name(voice, view.item, view.point),
        text=words_of(view.item, view.point, 700),
        how=await _how_closed(voice, view),
    )


async def _list(
    voice: Voice, views: Sequence[DueView], left: Sequence[DueView], whose: Mapping[int, Html]
) -> Html:
    texts = voice.texts
    title = texts("living-several", count=len(views), left=len(left))
    if left:
        today = texts.short_day(voice.today, voice.today)
        how = texts("reminder-how", example=address(left[0]), day=today)
        title = Html(f"{title}\n{how}")
    lines: list[Html] = []
    for theirs, some in groupby(views[:ROWS], key=lambda view: whose.get(view.due.id)):
        lines += [Html(f"<b>{theirs}:</b>")] if theirs else []
        for view in some:
            lines.append(
                line(texts, view, voice.today)
                if view in left
                else texts(
                    "living-line",
                    address=address(view),
                    text=words_of(view.item, view.point, LINE),
                    how=await _how_closed(voice, view),
                )
            )
    if len(views) > ROWS:
        lines.append(texts("reminder-more", count=len(views) - ROWS))
    return Html("\n\n".join([title, *lines]))


async def _how_closed(voice: Voice, view: DueView) -> Html:
    """«✅ выполнено 23 ноября, Лаптева Ирина»: how, when and by whom; below it for whom a day
    still waits of which the person spoken to has done their share.
    """
    due, texts = view.due, voice.texts
    if due.state is DueState.DROPPED:
        return texts("living-dropped")
    name = ""
    if due.closed_by is not None:
        name = (await voice.tx.people.get(due.closed_by)).name
    how = texts(
        "living-waits" if due.state is DueState.CLAIMED_DONE else "living-done",
        day=texts.short_day(due.closed_on or voice.today, voice.today),
        name=name,
        known="yes" if name else "no",
    )
    if not view.item.each_answers:
        return how
    now = await voice.tx.roadmaps.view(due.id)
    waiting = (await share_lines(voice, [now])).get(due.id) if now.due.state in _OPEN else None
    return Html(f"{how}\n{waiting}") if waiting else how
