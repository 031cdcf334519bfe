"""Methods that say who the bot is: its card, its command menus, the chats that it sees."""

from __future__ import annotations

import re
from typing import Any

from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MAX_COMMANDS = 100
_MAX_COMMAND_DESCRIPTION = 256


def get_me(world: World, _: Params) -> dict[str, Any]:
    """getMe."""
    return world.bot


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """getChat."""
    chat = world.reachable(params.text("chat_id"))
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    return {
        **chat.wire,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
        **pinned,
    }


_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands, for one scope and language."""
    commands = params.json("commands") or []
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(one.get("command", "").removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(one.get("description", "")) <= _MAX_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(params)] = commands
    world.tell("commands", 0)
    return True


def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    world.commands.pop(_scope(params), None)
    world.tell("commands", 0)
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, Any]]:
    """getMyCommands."""
    return world.commands.get(_scope(params), [])


def _scope(params: Params) -> str:
    scope = params.json("scope") or {"type": "default"}
    return scope_key(scope["type"], str(scope.get("chat_id", "")), params.text("language_code"))


def scope_key(kind: str, chat_id: str, language: str) -> str:
    """Where the commands of a scope are kept."""
    return f"{kind}:{chat_id}:{language}"


def menu(world: World, chat_id: int, language: str) -> list[dict[str, Any]]:
    """The commands a person sees in private: the narrowest scope, then their language."""
    for kind, where in (("chat", str(chat_id)), ("all_private_chats", ""), ("default", "")):
        for code in (language, ""):
            if commands := world.commands.get(scope_key(kind, where, code)):
                return commands
    return []


def set_text(world: World, params: Params, field: str, limit: int) -> bool:
    """setMyDescription (512 characters), setMyShortDescription (120), setMyName (64)."""
    text = params.text(field)
    if len(text) > limit:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    world.profile[f"{field}:{params.text('language_code')}"] = text
    return True


def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton."""
    if chat_id := params.text("chat_id"):
        world.reachable(chat_id)
    world.profile[f"menu_button:{chat_id}"] = params.json("menu_button") or {"type": "default"}
    return True


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """getChatMember: people of the sandbox count as members of every chat."""
    chat = world.reachable(params.text("chat_id"))
    user_id = params.number("user_id")
    if user_id == world.bot["id"]:
        return {"status": chat.bot_status, "user": world.bot}
    if user_id not in world.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": world.people[user_id].wire}
