"""What may happen sixty times in a minute is told at once, then once a minute."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from handlers.speaking.texts import Html
from handlers.speaking.voice import Keyboard, Voice
from roadmap.errors import NotFound
from roadmap.model.messages import MessageState, Outgoing

#: What comes sooner after a message than this waits, and is told in one message with the rest.
PAUSE = timedelta(minutes=1)

#: Says what has happened to the subjects with these ids.
Words = Callable[[Voice, Sequence[int]], Awaitable[tuple[Html, Keyboard]]]


async def say_gathered(voice: Voice, topic: str, subject_id: int, words: Words) -> None:
    """Tell the person spoken to that something has happened to `subject_id`, at once or, after
    another message on the `topic`, a minute after that. A message that still waits is replaced by
    one that tells all.
    """
    if not voice.chat_id:
        return
    fact = f"gathered:{topic}:{voice.whom.id}"
    kept = json.loads(await voice.tx.facts.get(fact) or "{}")
    goes_at, ids = voice.at, [subject_id]
    if kept:
        told_at = datetime.fromisoformat(kept["at"])
        if told_at > voice.at and await _take_back(voice, kept["message"]):
            goes_at, ids = told_at, list(dict.fromkeys([*kept["ids"], subject_id]))
        else:
            goes_at = max(voice.at, told_at + PAUSE)
    text, buttons = await words(voice, ids)
    message = await voice.tx.messages.add(
        Outgoing(
            voice.chat_id,
            text,
            buttons=tuple(tuple(row) for row in buttons if row),
            person_id=voice.whom.id,
            not_before=goes_at if goes_at > voice.at else None,
        )
    )
    form = {"message": message.id, "at": goes_at.isoformat(), "ids": ids}
    await voice.tx.facts.set(fact, json.dumps(form))


async def _take_back(voice: Voice, message_id: int) -> bool:
    """Drop a message of ours that still waits; False where it is on its way or gone."""
    try:
        waiting = (await voice.tx.messages.get(message_id)).state is MessageState.PLANNED
    except NotFound:  # forgotten, with the person who was spoken of
        return False
    if waiting:
        await voice.tx.messages.not_sent(message_id, MessageState.DROPPED, "gathered")
    return waiting
