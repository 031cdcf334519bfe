"""Commands per role, `/help`, and the nearest right command for a wrong one."""

from __future__ import annotations

from difflib import get_close_matches

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import BotCommand, Message

from handlers.speaking.texts import Html, texts_in
from handlers.speaking.turn import Turn
from roadmap.model import Role

_EVERYBODY = ("settings", "help")
MENUS: dict[Role, tuple[str, ...]] = {
    Role.OFFICIAL: ("my", "due", "overdue", "item", "calendar", "desk", "leave", *_EVERYBODY),
    Role.COORDINATOR: (
        "import",
        "summary",
        "due",
        "overdue",
        "silent",
        "item",
        "assign",
        "people",
        "invite",
        "remind",
        "collect",
        "report",
        "calendar",
        "desk",
        "roadmaps",
        "log",
        "my",
        "leave",
        *_EVERYBODY,
    ),
    Role.OBSERVER: (
        "summary",
        "due",
        "overdue",
        "silent",
        "item",
        "people",
        "report",
        "calendar",
        "desk",
        "roadmaps",
        *_EVERYBODY,
    ),
}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(help_command, Command("help"))


def register_unknown(router: Router) -> None:
    """Register what takes every other word with a slash; it has to be asked after all commands."""
    router.message.register(unknown, _is_command)


def commands_for(role: Role, language: str) -> list[BotCommand]:
    """The menu of a role [Bot API: at most 100 commands, descriptions of 1–256 characters]."""
    texts = texts_in(language)
    return [BotCommand(command=name, description=texts(f"command-{name}")) for name in MENUS[role]]


async def help_command(message: Message, turn: Turn) -> None:
    """What the person can do, on one screen."""
    await say_help(turn)


async def say_help(turn: Turn) -> None:
    """The role's help: what to do first, then the commands."""
    role = turn.me.role
    lines = [
        turn.texts("help-line", command=name, text=turn.texts(f"command-{name}"))
        for name in MENUS[role]
    ]
    await turn.say(Html("\n".join([turn.texts(f"help-{role.value}"), "", *lines])))


async def _is_command(message: Message) -> bool:
    """A coroutine: aiogram would run any other filter in a thread, for every message."""
    return (message.text or "").startswith("/")


async def unknown(message: Message, turn: Turn) -> None:
    """The nearest right command; in a group only silence, it may be meant for another bot."""
    if turn.in_group:
        return
    word = (message.text or "/").split()[0].lstrip("/").partition("@")[0].lower()
    near = get_close_matches(word, MENUS[turn.me.role], n=1, cutoff=0.5)
    key = "unknown-command-near" if near else "unknown-command"
    await turn.say(turn.texts(key, command=near[0] if near else ""))
