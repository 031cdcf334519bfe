"""The way of an update: who is asked first, and who takes what is left."""

from __future__ import annotations

from collections.abc import Callable

from aiogram import Dispatcher, Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.answering import (
    closing_words,
    edited,
    heard,
    placing,
    proposing,
    putting_off,
    talking,
)
from handlers.door import conversation, joining, menus, reactions
from handlers.door.access import KnowThePerson
from handlers.door.commands import SpellCommands, register_corrected
from handlers.importing import columns, edition_changes, questions, typed_plan, year
from handlers.importing import files as importing
from handlers.looking import (
    by_body,
    collecting,
    desk,
    desk_link,
    discipline,
    finding,
    items,
    lists,
    morning,
    roadmaps_archived,
    roadmaps_renamed,
    summary,
)
from handlers.people import (
    assigning,
    bodies,
    bodies_names,
    bodies_people,
    changing,
    chats,
    choosing_items,
    choosing_people,
    each_answers,
    group_link,
    guests,
    leave,
    other_account,
    parting,
    people_list,
    plan_names,
    same_person,
    which_person,
    without_responsible,
)
from handlers.people import directory as people
from handlers.reminding import accepting, due_buttons, held_reminders, postponing, remind_now
from handlers.reporting import (
    calendars,
    comparing,
    draft_walk,
    reports,
    rewriting,
    rewriting_misread,
)
from handlers.speaking import choosing
from handlers.speaking.turn import Turn
from roadmap.actions.joining import come_back, leave_chat

#: What each module takes, in the order in which it is asked.
_COMMANDS_AND_BUTTONS: tuple[Callable[[Router], None], ...] = (
    joining.register,
    menus.register,
    lists.register,
    items.register,
    finding.register,
    summary.register,
    discipline.register,
    assigning.register,
    changing.register,
    choosing_people.register,
    without_responsible.register,
    choosing_items.register,
    each_answers.register,
    people.register,
    people_list.register,
    chats.register,
    which_person.register,
    same_person.register,
    parting.register,
    other_account.register,
    group_link.register,
    guests.register,
    leave.register,
    bodies.register,
    bodies_people.register,
    bodies_names.register,
    plan_names.register,
    by_body.register,
    importing.register,
    edition_changes.register,
    year.register,
    columns.register,
    questions.register,
    due_buttons.register,
    accepting.register,
    postponing.register,
    putting_off.register,
    proposing.register,
    closing_words.register,
    placing.register,
    talking.register,
    heard.register,
    edited.register,
    reports.register,
    comparing.register,
    draft_walk.register,
    typed_plan.register,
    calendars.register,
    desk_link.register,
    rewriting.register,
    rewriting_misread.register,
    desk.register,
    collecting.register,
    morning.register,
    roadmaps_renamed.register,
    roadmaps_archived.register,
    held_reminders.register,
    choosing.register,
    remind_now.register,
    menus.register_unknown,
)


async def stale(query: CallbackQuery, turn: Turn) -> None:
    """A button that no other handler takes: forged, or of an older version of the program."""
    turn.toast(turn.texts("error-stale-button"), alert=True)


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
    spell = SpellCommands()
    dispatcher.message.outer_middleware(spell)
    dispatcher.edited_message.outer_middleware(spell)
    dispatcher.message_reaction.outer_middleware(access)
    dispatcher.include_routers(_commands_and_buttons(), _the_rest())
    return dispatcher


def _commands_and_buttons() -> Router:
    router = Router(name="commands and buttons")
    # Words are most of what comes, and none of these handlers takes them: asking each would cost
    # more than the answer.
    router.message.filter(_may_be_command)
    register_corrected(router)
    for register in _COMMANDS_AND_BUTTONS:
        register(router)
    return router


def _the_rest() -> Router:
    router = Router(name="the rest")
    reactions.register(router)
    router.message.register(joining.pasted, joining.is_pasted)
    conversation.register(router)
    router.callback_query.register(stale)
    router.my_chat_member.register(membership)
    return router
