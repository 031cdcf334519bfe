"""The control API: tests and the page act for people, order faults, move the clock and watch."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox import people
from sandbox.api import BotApi
from sandbox.clock import parse_instant
from sandbox.events import snapshot, stream
from sandbox.faults import Fault
from sandbox.refusals import ControlError
from sandbox.world import World

_JSON = "application/json"
_NO_SNIFF = {"X-Content-Type-Options": "nosniff"}  # what people upload is never run in the page
ACTIONS: dict[str, Callable[..., Any]] = {
    "say": people.say,
    "edit": people.edit,
    "delete": people.delete,
    "press": people.press,
    "state": people.change_state,
    "membership": people.change_membership,
    "migrate": lambda world, **order: people.migrate(world, **order).wire,
    "add_group": lambda world, **order: people.add_group(world, **order).wire,
    "add_person": lambda world, user, name, **more: world.add_person(user, name, **more).wire,
    "inject": lambda world, update: world.updates.add_raw(update),
    "set": lambda world, **order: _set(world, **order),
}


def _set(world: World, **order: Any) -> bool:
    """Knobs of the world: privacy, strict, callback_lifetime (seconds), next_update_id."""
    for name, value in order.items():
        match name:
            case "privacy" | "strict" | "callback_lifetime":
                setattr(world, name, value)
            case "next_update_id":
                world.updates.next_id = int(value)
            case _:
                raise ControlError(f"Нет такой настройки: {name}")
    return True


class Control:
    """Handlers under /control/. A request that fails gets 400 with {"error": …} in Russian."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.world = api.world

    def routes(self) -> list[web.RouteDef]:
        """All routes of the control API."""
        return [
            web.post("/control/act", guarded(self.act)),
            web.post("/control/upload", guarded(self.upload)),
            web.get("/control/messages", guarded(self.messages)),
            web.get("/control/file/{file_id}", self.file),
            web.get("/control/state", guarded(self.state)),
            web.get("/control/events", partial(stream, self.world)),
            web.post("/control/faults", guarded(self.add_fault)),
            web.delete("/control/faults", guarded(self.clear_faults)),
            web.get("/control/stats", guarded(self.stats)),
            web.delete("/control/stats", guarded(self.clear_stats)),
            web.get("/control/clock", guarded(self.clock)),
            web.post("/control/clock", guarded(self.move_clock)),
        ]

    async def act(self, request: web.Request) -> Any:
        """One order {"do": …, …} or a list of them: what people do (see ACTIONS)."""
        orders = await request.json()
        if isinstance(orders, list):
            return [self._do(order) for order in orders]
        return self._do(orders)

    def _do(self, order: dict[str, Any]) -> Any:
        action = ACTIONS.get(order.pop("do", ""))
        if action is None:
            raise ControlError("Нет такого действия")
        return action(self.world, **order)

    async def upload(self, request: web.Request) -> Any:
        """Multipart: user, kind, caption, reply_to, chat and one file, or several for an album."""
        form = await request.post()
        uploads = [
            (one.filename, one.file.read())
            for one in form.values()
            if isinstance(one, web.FileField)
        ]
        if not uploads:
            raise ControlError("Нет файла")
        numbers = {name: int(str(form.get(name) or 0)) for name in ("user", "reply_to", "chat")}
        kind, caption = str(form.get("kind") or "document"), str(form.get("caption") or "")
        return people.send_files(self.world, uploads=uploads, kind=kind, caption=caption, **numbers)

    async def messages(self, request: web.Request) -> Any:
        """Messages of `chat` `after` an id; `since` waits `timeout` seconds for a newer version."""
        chat = self.world.chat(int(request.query["chat"]))
        since = int(request.query.get("since", -1))
        await self.world.changed(chat.id, since, float(request.query.get("timeout", 0)))
        after = int(request.query.get("after", 0))
        fresh = [message for number, message in chat.messages.items() if number > after]
        return {"version": self.world.versions[chat.id], "messages": fresh}

    async def state(self, _: web.Request) -> Any:
        """All that the page shows when it opens."""
        return snapshot(self.world)

    async def file(self, request: web.Request) -> web.Response:
        """A file of a chat, under the name that it was sent by, for the page."""
        stored = self.world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        if stored.kind == "photo":
            return web.Response(body=stored.content, headers=_NO_SNIFF, content_type="image/jpeg")
        name = quote(stored.wire.get("file_name", stored.kind))
        saved = {**_NO_SNIFF, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return web.Response(
            body=stored.content, headers=saved, content_type="application/octet-stream"
        )

    async def add_fault(self, request: web.Request) -> Any:
        """Order a fault: the fields of `Fault`."""
        try:
            self.api.order(Fault(**await request.json()))
        except (TypeError, ValueError) as error:
            raise ControlError(str(error)) from None
        return True

    async def clear_faults(self, _: web.Request) -> Any:
        self.api.faults.orders.clear()
        return True

    async def stats(self, request: web.Request) -> Any:
        """Sends a second, refusals, and the log of `chat` where it is named."""
        chat = request.query.get("chat")
        return self.world.ledger.view(int(chat) if chat else None)

    async def clear_stats(self, _: web.Request) -> Any:
        self.world.ledger.clear()
        return True

    async def clock(self, _: web.Request) -> Any:
        return self.world.clock.view()

    async def move_clock(self, request: web.Request) -> Any:
        """{"offset": seconds}, {"advance": seconds}, {"to": ISO instant} or {"next": true}."""
        order = await request.json()
        clock = self.world.clock
        if "offset" in order:
            clock.move(float(order["offset"]))
        elif "advance" in order:
            clock.move(clock.offset + timedelta(seconds=order["advance"]).total_seconds())
        elif "to" in order:
            clock.move_to(parse_instant(order["to"]))
        elif upcoming := await clock.following_reminder():
            clock.move_to(max(upcoming, parse_instant(clock.view()["now"])))
        else:
            raise ControlError("Следующего напоминания пока нет")
        self.world.tell("clock", 0, clock=clock.view())
        return clock.view()


def guarded(
    handler: Callable[[web.Request], Awaitable[Any]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Answer what the handler returns as JSON, and a ControlError or a missing field as 400."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.Response(
                body=json.dumps(await handler(request), ensure_ascii=False), content_type=_JSON
            )
        except ControlError as error:
            why = str(error)
        except (KeyError, TypeError, ValueError) as error:
            why = f"Запрос не понят: {error}"
        return web.json_response({"error": why}, status=400)

    return answer
