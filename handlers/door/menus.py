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


#: Who is no coordinator only sees the lists of these.
_READ_ONLY = {"people": "command-people-read", "roadmaps": "command-roadmaps-read"}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(help_command, Command("help"))


def register_unknown(router: Router) -> None:
    """Register what takes every other word with a slash; it has to be asked after all commands."""
    router.message.register(unknown, _is_command)


def commands_for(role: Role, language: str, *, several: bool = False) -> list[BotCommand]:
    """The menu of a role [Bot API: at most 100 commands, descriptions of 1–256 characters];
    `several`: of an official who answers in several roadmaps.
    """
    texts = texts_in(language)
    return [
        BotCommand(command=name, description=texts(_described(name, role)))
        for name in _menu(role, several=several)
    ]


def _menu(role: Role, *, several: bool) -> tuple[str, ...]:
    if role is Role.OFFICIAL and several:
        return *MENUS[role][: -len(_EVERYBODY)], "roadmaps", *_EVERYBODY
    return MENUS[role]


def _described(command: str, role: Role) -> str:
    """The key of what a command does for this role."""
    if role is not Role.COORDINATOR and command in _READ_ONLY:
        return _READ_ONLY[command]
    return f"command-{command}"


async def help_command(message: Message, turn: Turn) -> None:
    """What the person can do, on one screen."""
    await say_help(turn)


async def say_help(turn: Turn) -> None:
    """The role's help: what to do first, then the commands."""
    role = turn.me.role
    theirs = await turn.tx.people.roadmaps_of([turn.me.id])
    active = [one.id for one in await turn.tx.roadmaps.all()]
    lines = [
        turn.texts("help-line", command=name, text=turn.texts(_described(name, role)))
        for name in _menu(role, several=len(theirs.intersection(active)) > 1)
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
