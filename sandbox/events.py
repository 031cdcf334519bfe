"""What the page sees: the whole state when it opens, then each change as a server-sent event."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox import profile
from sandbox.world import Person, World

_SHOWN = 200  # messages of a chat that the page gets when it opens
_PING_SECONDS = 15


async def stream(world: World, request: web.Request) -> web.StreamResponse:
    """Server-sent events: first the whole state, then each change."""
    answer = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
    )
    await answer.prepare(request)
    queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    listener = queue.put_nowait
    world.listeners.add(listener)
    try:
        await answer.write(_event({"type": "state", **snapshot(world)}))
        while True:
            await answer.write(await _next_event(queue, world))
    except ConnectionError:
        return answer
    finally:
        world.listeners.discard(listener)


def snapshot(world: World) -> dict[str, Any]:
    """All that the page shows: bot, clock, people with menus, each chat's last messages."""
    return {
        "bot": world.bot,
        "clock": world.clock.view(),
        "people": [_person(world, one) for one in world.people.values()],
        "chats": {
            str(chat.id): list(chat.messages.values())[-_SHOWN:] for chat in world.chats.values()
        },
    }


def _person(world: World, person: Person) -> dict[str, Any]:
    commands = profile.menu(world, person.id, person.wire["language_code"])
    return {
        **person.wire,
        "label": person.label,
        "state": person.state,
        "tries": person.tries,
        "commands": commands,
    }


async def _next_event(queue: asyncio.Queue[dict[str, Any]], world: World) -> bytes:
    """The next change, or the clock after a while: sending it finds out closed pages."""
    try:
        event = await asyncio.wait_for(queue.get(), _PING_SECONDS)
    except TimeoutError:
        return _event({"type": "clock", "clock": world.clock.view()})
    if event["type"] in ("commands", "person"):
        event = {**event, "people": [_person(world, one) for one in world.people.values()]}
    return _event(event)


def _event(event: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
