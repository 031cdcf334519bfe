"""Acting for people from Python, in tests and benchmarks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Any

import aiohttp

from sandbox.refusals import ControlError

Message = dict[str, Any]


class SandboxClient:
    """A client of a stand-in's control API at `base`. Methods raise ControlError with its words."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> SandboxClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._session.close()

    async def request(self, method: str, path: str, **options: Any) -> Any:
        """A call of /control/<path>; the JSON that it answers."""
        async with self._session.request(
            method, f"{self.base}/control/{path}", **options
        ) as answer:
            body = await answer.json()
            if answer.status != 200:
                raise ControlError(body["error"])
            return body

    async def act(self, do: str, **order: Any) -> Any:
        """One action of a person or of the world."""
        return await self.request("POST", "act", json={"do": do, **order})

    async def act_all(self, orders: Sequence[dict[str, Any]]) -> Any:
        """Many actions at once, each with its `do`."""
        return await self.request("POST", "act", json=list(orders))

    async def add_user(self, user_id: int, name: str, **more: str) -> User:
        """Somebody new who has started the bot, unless `state` says otherwise."""
        await self.act("add_person", user=user_id, name=name, **{"state": "started", **more})
        return User(self, user_id)

    def user(self, user_id: int) -> User:
        """Somebody who is there already."""
        return User(self, user_id)

    async def fault(self, kind: str, method: str = "*", **order: Any) -> None:
        """Order a fault (see sandbox.faults.Fault)."""
        await self.request("POST", "faults", json={"kind": kind, "method": method, **order})

    async def clear_faults(self) -> None:
        await self.request("DELETE", "faults")

    async def inject(self, update: dict[str, Any] | str) -> int:
        """Queue a raw update, however malformed; its id."""
        return int(await self.act("inject", update=update))

    async def stats(self, chat: int | None = None) -> dict[str, Any]:
        """What was sent and refused so far."""
        return dict(
            await self.request("GET", "stats", params={} if chat is None else {"chat": chat})
        )

    async def move_clock(self, **order: Any) -> dict[str, Any]:
        """offset=seconds, advance=seconds, to=aware datetime or ISO text, next=True."""
        if isinstance(order.get("to"), datetime):
            order["to"] = order["to"].isoformat()
        return dict(await self.request("POST", "clock", json=order))

    async def download(self, message: Message, token: str) -> bytes:
        """The bytes of the file that a message carries."""
        carried = next(
            message[kind]
            for kind in ("document", "photo", "voice", "audio", "video")
            if kind in message
        )
        file_id = (carried[-1] if isinstance(carried, list) else carried)["file_id"]
        async with self._session.get(
            f"{self.base}/bot{token}/getFile", params={"file_id": file_id}
        ) as answer:
            path = (await answer.json())["result"]["file_path"]
        async with self._session.get(f"{self.base}/file/bot{token}/{path}") as answer:
            return await answer.read()


class User:
    """One person with a phone."""

    def __init__(self, client: SandboxClient, user_id: int) -> None:
        self.client = client
        self.id = user_id

    async def send(self, text: str, **where: int) -> Message:
        """Write to the bot, or to a group (chat=…, thread=…)."""
        return dict(await self.client.act("say", user=self.id, text=text, **where))

    async def reply(self, message: Message, text: str) -> Message:
        """Answer a message with a Telegram reply, in its chat."""
        where = {"chat": message["chat"]["id"], "reply_to": message["message_id"]}
        return await self.send(text, **where)

    async def upload(self, name: str, content: bytes, **more: Any) -> Message:
        """Send a file. more: kind (document, photo, voice), caption, reply_to (id) and chat."""
        return (await self.album([(name, content)], **more))[0]

    async def album(self, uploads: Sequence[tuple[str, bytes]], **more: Any) -> list[Message]:
        """Send several files as one album."""
        # File names are sent as they are, not percent-encoded.
        form = aiohttp.FormData(quote_fields=False)
        for key, value in {"user": self.id, **more}.items():
            form.add_field(key, str(value))
        for number, (name, content) in enumerate(uploads):
            form.add_field(f"file{number}", content, filename=name)
        return list(await self.client.request("POST", "upload", data=form))

    async def edit(self, message: Message, text: str) -> Message:
        """Edit an own message."""
        return dict(await self.client.act("edit", user=self.id, text=text, **_place(message)))

    async def press(self, message: Message, label: str = "", **more: Any) -> list[str]:
        """Tap the button with this label (or data=…); times=2 makes two updates of one tap."""
        return list(
            await self.client.act("press", user=self.id, label=label, **_place(message), **more)
        )

    async def block(self) -> None:
        """Block the bot."""
        await self.client.act("state", user=self.id, state="blocked")

    async def unblock(self) -> None:
        """Let the bot in again."""
        await self.client.act("state", user=self.id, state="started")

    async def messages(self, count: int = 0) -> list[Message]:
        """The last `count` messages of the private chat, all where 0."""
        body = await self.client.request("GET", "messages", params={"chat": self.id})
        return list(body["messages"])[-count:]

    async def wait_for(self, text: str, *, after: int = 0, within: float = 10.0) -> Message:
        """The bot's first message with an id above `after` whose text or caption contains `text`.

        Raises TimeoutError, naming what did arrive, after `within` seconds.
        """
        deadline, since = time.monotonic() + within, -1
        while True:
            query: dict[str, Any] = {"chat": self.id, "after": after, "since": since, "timeout": 1}
            body = await self.client.request("GET", "messages", params=query)
            since = body["version"]
            seen = [one for one in body["messages"] if one["from"]["is_bot"]]
            for message in seen:
                if text in message.get("text", message.get("caption", "")):
                    return dict(message)
            if time.monotonic() > deadline:
                raise TimeoutError(
                    f"{text!r} не пришло; пришло: {[one.get('text', '…') for one in seen]}"
                )


def _place(message: Message) -> dict[str, int]:
    return {"chat": message["chat"]["id"], "message_id": message["message_id"]}
