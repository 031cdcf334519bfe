"""Who answers for a deadline is told that it was corrected, a minute later: a correction that is
taken back within that minute has never been one to them.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.speaking.cards import target_name
from handlers.speaking.dues import plain_day
from handlers.speaking.turn import Turn
from roadmap.actions.archiving import is_archived
from roadmap.actions.planning import responsible_for
from roadmap.model import DueState
from roadmap.model.messages import MessageState
from roadmap.ports import DueView

#: How long a correction waits to be told.
PAUSE = timedelta(minutes=1)


async def tell_corrected(turn: Turn, view: DueView, *, undone: bool = False) -> None:
    """Tell those who answer for `view` its day, which was corrected, or is again what it was;
    nothing of one that is closed or in the archive. What they have not been told yet is not told
    any more.
    """
    waited = await take_back(turn, _subject(view.due.id), "corrected again")
    if view.due.state not in (DueState.OPEN, DueState.QUIET) or (undone and waited):
        return
    if await is_archived(turn.tx, view.item):
        return
    key = "correction-undone-due" if undone else "corrected-told"
    assignments = await turn.tx.people.assignments_of_item(view.item.id)
    people = {person.id: person for person in await turn.tx.people.all()}
    for person in responsible_for([view], assignments, people)[view.due.id]:
        if person.id == turn.me.id:
            continue
        theirs = turn.to(person)
        target = target_name(theirs, view.item, view.point)
        words = theirs.texts(key, target=target, day=plain_day(theirs.texts, view, turn.today))
        await theirs.say(words, after=PAUSE, follows=_subject(view.due.id))


async def take_back(turn: Turn, subject: str, reason: str) -> set[int]:
    """Drop what waits to be told and follows `subject`; the ids of those who were to be told."""
    waited = set[int]()
    for message_id in await turn.tx.messages.following({subject}, turn.at - PAUSE):
        message = await turn.tx.messages.get(message_id)
        if message.state is MessageState.PLANNED:
            await turn.tx.messages.not_sent(message_id, MessageState.DROPPED, reason)
            waited.add(message.person_id or 0)
    return waited


def _subject(due_id: int) -> str:
    return f"corrected:{due_id}"
