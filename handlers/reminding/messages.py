"""The reminder itself: one message that says what, of which item, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from handlers.speaking.answerers import listed
from handlers.speaking.buttons import DueButton, ItemButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.dues import (
    about,
    address,
    by_roadmap,
    due_buttons,
    line,
    open_buttons,
    until,
    words_of,
)
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, of_roadmap
from handlers.speaking.shares import as_done_by, share_line
from handlers.speaking.standing_in import for_whom
from handlers.speaking.texts import Html, below
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import is_archived
from roadmap.actions.leaving import stood_in_for
from roadmap.actions.namesakes import told_apart
from roadmap.actions.sharing import Shares, owed_by, shares_of
from roadmap.model import DueState, PersonState, Reminder, ReminderKind, Role
from roadmap.model.messages import Outgoing, Urgency
from roadmap.ports import DueView
from roadmap.schedule.hours import hours_end

#: Due days that one joint message names; the rest are counted, and stand in /my.
ROWS = 10


async def compose(voice: Voice, reminders: Sequence[Reminder]) -> Outgoing | None:
    """One message for everything that the person spoken to is to be reminded of now; None where
    nothing is left to say.

    What was missed while the machine slept is here once, however many reminders it had.
    """
    person = voice.whom
    chat_id, thread_id = await chat_of(voice)
    if not chat_id or person.state is not PersonState.ACTIVE:
        return None
    views = await voice.tx.roadmaps.views(sorted({reminder.due_id for reminder in reminders}))
    views = [
        view
        for view in views
        if view.due.state is DueState.OPEN
        and view.due.day is not None
        and not await is_archived(voice.tx, view.item)
    ]
    views = await owed_by(voice.tx, person, views, voice.today)
    if not views:
        return None
    views, whose = await arranged(voice, views, voice.today)
    by_hand = any(reminder.kind is ReminderKind.BY_HAND for reminder in reminders)
    roadmaps = await names_of_roadmaps_in(voice, [view.item for view in views])
    text = reminder_text(voice, views, whose, roadmaps)
    if by_hand:
        text = Html(f"{voice.texts('reminder-by-hand')}\n{text}")
    if person.role is Role.CHAT:
        text = await to_chat(voice, text, views)
    if len(views) == 1:
        buttons = due_buttons(voice.texts, views[0], person.role)
    else:
        buttons = open_buttons(voice.texts, views[:ROWS], person.role, roadmaps, voice.today)
    return Outgoing(
        chat_id,
        text,
        Urgency.REMINDER,
        tuple(tuple(row) for row in buttons),
        person_id=person.id,
        thread_id=thread_id,
        about=tuple(about(view) for view in views),
        holds_until=hours_end(voice.at, person, voice.office.policy),
    )


async def chat_of(voice: Voice) -> tuple[int, int | None]:
    """Chat and topic of the person spoken to; a body's where a chat stands for it."""
    if voice.whom.role is not Role.CHAT:
        return voice.chat_id, voice.thread_id
    for body in await voice.tx.bodies.bodies_of(voice.whom.id):
        if body.chat_id is not None:
            return body.chat_id, body.thread_id
    return 0, None


async def arranged(
    voice: Voice, views: Sequence[DueView], day: date
) -> tuple[list[DueView], dict[int, Html]]:
    """The due days in the order in which the person spoken to reads them, and by due day's id for
    whom they got them on `day`, where it is not their own.
    """
    stood_in = await stood_in_for(voice.tx, voice.whom, views, day)
    whose = {due_id: for_whom(voice, absent) for due_id, absent in stood_in.items()}
    # What is the person's own goes first, then what they do for each of those on leave; within
    # that each roadmap by itself, first that with the nearest day.
    order = list(dict.fromkeys(view.item.roadmap_id for view in views))
    views = sorted(views, key=lambda view: order.index(view.item.roadmap_id))
    return sorted(views, key=lambda view: whose.get(view.due.id, "")), whose


async def to_chat(voice: Voice, text: Html, views: Sequence[DueView]) -> Html:
    """The text as a working group's chat reads it: to whom it is, and who has not answered."""
    head = voice.texts("reminder-to-chat", name=voice.whom.name)
    return Html("\n\n".join([head, text, *await _waited_for(voice, views[:ROWS])]))


async def _waited_for(voice: Voice, views: Sequence[DueView]) -> list[Html]:
    """Who of a working group has not answered yet, where each must."""
    shares = await shares_of(voice.tx, views)
    lines = [
        voice.texts(
            "chat-waits-for",
            address=address(view),
            names=listed(voice.texts, told_apart(shares[view.due.id].waiting)),
        )
        for view in views
        if view.due.id in shares and shares[view.due.id].waiting
    ]
    return [Html("\n".join(lines))] if lines else []


def reminder_text(
    voice: Voice,
    views: Sequence[DueView],
    whose: Mapping[int, Html],
    roadmaps: Mapping[int, str],
) -> Html:
    """What a reminder of these open due days says, with those of somebody on leave as `whose` (by
    due day's id) names them, and their `roadmaps` (names by id) where the person has several.
    """
    if len(views) == 1:
        (view,) = views
        name = roadmaps.get(view.item.roadmap_id)
        where = voice.texts("of-roadmap", name=name) if name else ""
        return below(_one(voice, view, whose.get(view.due.id)), where)
    return _several(voice, views, whose, roadmaps)


def _one(voice: Voice, view: DueView, whose: Html | None) -> Html:
    words = voice.texts(
        "reminder-one",
        target=target_name(voice, view.item, view.point),
        text=words_of(view.item, view.point, 700),
        until=until(voice.texts, view, voice.today),
    )
    return Html(f"{words}\n<b>{whose}</b>") if whose else words


def _several(
    voice: Voice,
    views: Sequence[DueView],
    whose: Mapping[int, Html],
    roadmaps: Mapping[int, str],
) -> Html:
    """The due days one under the other, those of somebody on leave under «За И. Ветрову»."""
    lines: list[Html] = []
    for theirs, some in groupby(views[:ROWS], key=lambda view: whose.get(view.due.id)):
        lines += [Html(f"<b>{theirs}:</b>")] if theirs else []
        for heading, own in by_roadmap(list(some), roadmaps):
            lines += [heading] if heading else []
            lines += [line(voice.texts, view, voice.today) for view in own]
    if len(views) > ROWS:
        lines.append(voice.texts("reminder-more", count=len(views) - ROWS))
    title = voice.texts("reminder-several", count=len(views))
    today = voice.texts.short_day(voice.today, voice.today)
    how = voice.texts("reminder-how", example=address(views[0]), day=today)
    return Html("\n\n".join([f"{title}\n{how}", *lines]))


async def say_due_card(turn: Turn, view: DueView, *, edit: bool = False) -> None:
    """One due day by itself, with its four buttons and the way to its item."""
    target = target_name(turn, view.item, view.point)
    shares = (await shares_of(turn.tx, [view])).get(view.due.id, Shares())
    view = as_done_by(view, shares, turn.me)
    words = turn.texts(
        "due-card",
        target=Html(target[:1].upper() + target[1:]),
        text=words_of(view.item, view.point, 700),
        until=until(turn.texts, view, turn.today),
    )
    words = below(words, await of_roadmap(turn, view.item))
    whole = button(turn.texts("button-whole-item"), ItemButton(verb="open", item_id=view.item.id))
    if shares.done and shares.waiting:
        words = Html(f"{words}\n{share_line(turn.texts, shares.done, shares.waiting)}")
    rows = [*due_buttons(turn.texts, view, turn.me.role), [whole]]
    if turn.me.role is Role.COORDINATOR and shares.done and view.due.state is DueState.OPEN:
        undo = button(
            turn.texts("button-forget-shares"), DueButton(verb="undo", due_id=view.due.id)
        )
        rows.insert(-1, [undo])
    await turn.say(words, rows, about=[about(view)], edit=edit)
