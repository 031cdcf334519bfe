"""👍 on a reminder or a card: not yet a word, but a tap away from «Выполнено»."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import MessageReactionUpdated, ReactionTypeEmoji

from handlers.speaking.dues import about, due_buttons, open_buttons
from handlers.speaking.own_roadmaps import names_of_roadmaps_in
from handlers.speaking.turn import Turn
from roadmap.actions.rights import may_answer
from roadmap.model import DueState

#: What people put under something that is done.
_DONE = frozenset("👍👌👏🔥🎉💯🤝")
_ROWS = 10


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message_reaction.register(reacted)


async def reacted(event: MessageReactionUpdated, turn: Turn) -> None:
    """Offer to close what the message speaks of and is open; in groups nothing is said."""
    before = {one.emoji for one in event.old_reaction if isinstance(one, ReactionTypeEmoji)}
    now = {one.emoji for one in event.new_reaction if isinstance(one, ReactionTypeEmoji)}
    if turn.in_group or not (now - before) & _DONE:
        return
    shown = await turn.tx.messages.shown(turn.chat_id, event.message_id)
    if shown is None:
        return
    due_ids = [one.due_id for one in shown.about if one.due_id is not None]
    views = [
        view
        for view in await turn.tx.roadmaps.views(due_ids)
        if view.due.state is DueState.OPEN
        and await may_answer(turn.tx, turn.me, view.item, turn.today)
    ][:_ROWS]
    if not views:
        return
    roadmaps = await names_of_roadmaps_in(turn, [view.item for view in views])
    rows = (
        due_buttons(turn.texts, views[0], turn.me.role)[:1]
        if len(views) == 1
        else open_buttons(turn.texts, views, turn.me.role, roadmaps, turn.today)
    )
    await turn.say(
        turn.texts("reaction-done", count=len(views)),
        rows,
        about=[about(view) for view in views],
        reply_to=event.message_id,
    )
