"""The Bot API over HTTP: finds the method, fails to order, answers in Telegram's envelope."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from aiohttp import web

from sandbox import editing, files, profile, sending
from sandbox.faults import Fault, FaultBook
from sandbox.params import Params, read_params
from sandbox.refusals import ConnectionCut, Refusal
from sandbox.webhook import Webhook
from sandbox.world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getme": profile.get_me,
    "getchat": profile.get_chat,
    "getchatmember": profile.get_chat_member,
    "setmycommands": profile.set_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "getmycommands": profile.get_my_commands,
    "setmydescription": partial(profile.set_text, field="description", limit=512),
    "setmyshortdescription": partial(profile.set_text, field="short_description", limit=120),
    "setmyname": partial(profile.set_text, field="name", limit=64),
    "setchatmenubutton": profile.set_chat_menu_button,
    "sendmessage": sending.send_message,
    **{f"send{kind}": partial(sending.send_file, kind=kind) for kind in files.KINDS},
    "sendmediagroup": sending.send_media_group,
    "copymessage": sending.copy_message,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "answercallbackquery": editing.answer_callback_query,
    "setmessagereaction": editing.set_message_reaction,
    "pinchatmessage": editing.pin_chat_message,
    "unpinchatmessage": editing.unpin_chat_message,
    "getfile": files.get_file,
}


class BotApi:
    """Answers the bot."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.faults = FaultBook()
        self.webhook = Webhook(world)

    async def call(self, request: web.Request) -> web.Response:
        """`/bot<TOKEN>/<method>`"""
        method = request.match_info["method"].lower()
        try:
            self._check_token(request)
            self.world.ledger.calls[method] += 1
            status, body = 200, await self._answer(method, await read_params(request))
        except Refusal as refusal:
            self.world.ledger.refused(refusal.code, refusal.description)
            status, body = refusal.code, refusal.body()
        except ConnectionCut:
            return _cut(request)
        return web.Response(body=body, status=status, content_type="application/json")

    def order(self, fault: Fault) -> None:
        """Put a fault in force; one that cuts polls also cuts the one under way."""
        if fault.kind == "drop_before" and fault.method in ("*", "getupdates"):
            self.world.updates.wake("cut")
        self.faults.orders.append(fault)

    async def download(self, request: web.Request) -> web.Response:
        """`/file/bot<TOKEN>/<path>`"""
        try:
            self._check_token(request)
            for fault in self.faults.take("file", ""):
                await _before(fault)
            stored = files.by_path(self.world, request.match_info["path"])
        except Refusal as refusal:
            return web.Response(
                body=refusal.body(), status=refusal.code, content_type="application/json"
            )
        except ConnectionCut:
            return _cut(request)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.token:
            raise Refusal(401, "Unauthorized")

    async def _answer(self, method: str, params: Params) -> bytes:
        if not self.faults.orders:
            return await self._carry_out(method, params)
        faults = self.faults.take(method, params.text("chat_id"))
        for fault in faults:
            await _before(fault)
        kinds = {fault.kind for fault in faults}
        try:
            body = await self._carry_out(method, params)
        except Refusal:
            if "drop_after" not in kinds:
                raise
        if "drop_after" in kinds:
            raise ConnectionCut
        return b"<html>502 Bad Gateway</html>" if "garbage" in kinds else body

    async def _carry_out(self, method: str, params: Params) -> bytes:
        known = METHODS.get(method)
        if known is not None:
            return _envelope(known(self.world, params))
        match method:
            case "getupdates":
                return await self._get_updates(params)
            case "setwebhook":
                return _envelope(await self.webhook.set(params))
            case "deletewebhook":
                return _envelope(await self.webhook.delete(params))
            case "getwebhookinfo":
                return _envelope(self.webhook.info())
        raise Refusal(404, "Not Found")

    async def _get_updates(self, params: Params) -> bytes:
        updates = self.world.updates
        updates.allow(params.json("allowed_updates"))
        return await updates.poll(
            params.number("offset"), params.number("limit"), params.number("timeout")
        )


def _envelope(result: object) -> bytes:
    return b'{"ok":true,"result":' + json.dumps(result, ensure_ascii=False).encode() + b"}"


async def _before(fault: Fault) -> None:
    match fault.kind:
        case "delay":
            await asyncio.sleep(fault.delay_ms / 1000)
        case "fail":
            raise fault.refusal()
        case "drop_before":
            raise ConnectionCut


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer; the response is for aiohttp only."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
