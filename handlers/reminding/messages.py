"""The reminder itself: one message that says what, of which item, until when."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.speaking.buttons import ItemButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.dues import about, address, due_buttons, line, open_buttons, until, words_of
from handlers.speaking.texts import Html
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.model import DueState, PersonState, Reminder, ReminderKind
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
    if person.telegram_id is None or person.state is not PersonState.ACTIVE:
        return None
    views = await voice.tx.roadmaps.views(sorted({reminder.due_id for reminder in reminders}))
    views = [view for view in views if view.due.state is DueState.OPEN and view.due.day is not None]
    if not views:
        return None
    by_hand = any(reminder.kind is ReminderKind.BY_HAND for reminder in reminders)
    text = reminder_text(voice, views)
    if by_hand:
        text = Html(f"{voice.texts('reminder-by-hand')}\n{text}")
    if len(views) == 1:
        buttons = due_buttons(voice.texts, views[0], person.role)
    else:
        buttons = open_buttons(voice.texts, views[:ROWS], person.role)
    return Outgoing(
        person.telegram_id,
        text,
        Urgency.REMINDER,
        tuple(tuple(row) for row in buttons),
        person_id=person.id,
        about=tuple(about(view) for view in views),
        holds_until=hours_end(voice.at, person, voice.office.policy),
    )


def reminder_text(voice: Voice, views: Sequence[DueView]) -> Html:
    """What a reminder of these open due days says."""
    return _one(voice, views[0]) if len(views) == 1 else _several(voice, views)


def _one(voice: Voice, view: DueView) -> Html:
    return voice.texts(
        "reminder-one",
        target=target_name(voice, view.item, view.point),
        text=words_of(view.item, view.point, 700),
        until=until(voice.texts, view, voice.today),
    )


def _several(voice: Voice, views: Sequence[DueView]) -> Html:
    lines = [line(voice.texts, view, voice.today) for view in views[:ROWS]]
    if len(views) > ROWS:
        lines.append(voice.texts("reminder-more", count=len(views) - ROWS))
    title = voice.texts("reminder-several", count=len(views))
    today = voice.texts.short_day(voice.today, voice.today)
    how = voice.texts("reminder-how", example=address(views[0]), day=today)
    return Html("\n\n".join([f"{title}\n{how}", *lines]))


async def say_due_card(turn: Turn, view: DueView, *, edit: bool = False) -> None:
    """One due day by itself, with its four buttons and the way to its item."""
    target = target_name(turn, view.item, view.point)
    words = turn.texts(
        "due-card",
        target=Html(target[:1].upper() + target[1:]),
        text=words_of(view.item, view.point, 700),
        until=until(turn.texts, view, turn.today),
    )
    whole = button(turn.texts("button-whole-item"), ItemButton(verb="open", item_id=view.item.id))
    rows = [*due_buttons(turn.texts, view, turn.me.role), [whole]]
    await turn.say(words, rows, about=[about(view)], edit=edit)
