"""Every router in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Iterable

from aiogram import Dispatcher, Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.answering import answers as answering
from handlers.answering import placing, proposing
from handlers.door import conversation, joining, menus
from handlers.door.access import KnowThePerson
from handlers.importing import columns, questions, typed_plan
from handlers.importing import files as importing
from handlers.looking import desk, digests, discipline, items, lists, summary
from handlers.people import assigning, people_list
from handlers.people import directory as people
from handlers.reminding import due_buttons, held_reminders, postponing, remind_now
from handlers.reporting import calendars, comparing, draft_walk, reports, rewriting
from handlers.speaking import choosing
from handlers.speaking.turn import Turn
from roadmap.actions.joining import come_back, leave_chat

#: Buttons that no other router knows: forged, or of an older version of the program.
stale_router = Router(name="stale buttons")
membership_router = Router(name="membership")

# Aiogram lets a router belong to one parent only, so the tree is built once, whatever asks for a
# dispatcher.
_COMMANDS_AND_BUTTONS = (
    joining.router,
    menus.router,
    lists.router,
    items.router,
    summary.router,
    discipline.router,
    assigning.router,
    people.router,
    people_list.router,
    importing.router,
    columns.router,
    questions.router,
    due_buttons.router,
    postponing.router,
    proposing.router,
    placing.router,
    answering.router,
    reports.router,
    comparing.router,
    draft_walk.router,
    typed_plan.router,
    calendars.router,
    rewriting.router,
    desk.router,
    digests.router,
    held_reminders.router,
    choosing.router,
    remind_now.router,
    menus.unknown_router,
)
_THE_REST = (conversation.router, stale_router, membership_router)


@stale_router.callback_query()
async def stale(query: CallbackQuery, turn: Turn) -> None:
    """A button that means nothing any more."""
    turn.toast(turn.texts("error-stale-button"), alert=True)


@membership_router.my_chat_member()
async def membership(update: ChatMemberUpdated, turn: Turn) -> None:
    """In a private chat: the person has blocked the bot, or let it in again."""
    if update.chat.type != "private":
        return
    person = await turn.tx.people.by_telegram(update.chat.id)
    if person is not None and update.new_chat_member.status == "kicked":
        await leave_chat(turn.tx, person, turn.at)
    elif person is not None:
        await come_back(turn.tx, person, turn.at)


async def _may_be_command(message: Message) -> bool:
    return (message.text or message.caption or "").lstrip().startswith("/")


def build_dispatcher() -> Dispatcher:
    """A dispatcher that knows every conversation; each update is fed to it with its `turn`."""
    dispatcher = Dispatcher(disable_fsm=True)
    access = KnowThePerson()
    dispatcher.message.outer_middleware(access)
    dispatcher.edited_message.outer_middleware(access)
    dispatcher.callback_query.outer_middleware(access)
    commands = Router(name="commands and buttons")
    # Words are most of what comes, and none of these routers takes them: asking each would cost
    # more than the answer.
    commands.message.filter(_may_be_command)
    _include(commands, _COMMANDS_AND_BUTTONS)
    _include(dispatcher, (commands, *_THE_REST))
    return dispatcher


def _include(parent: Router, routers: Iterable[Router]) -> None:
    for router in routers:
        router._parent_router = None
        parent.include_router(router)
