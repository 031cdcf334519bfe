"""Words that are no command: the answer to a question of the bot's, a file to import, or an
official's answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.types import CallbackQuery, Document, Message

from handlers.answering.answers import receive_answer, record_awaited, shown_message
from handlers.importing.columns import read_columns
from handlers.importing.files import read_year, receive_document
from handlers.importing.questions import enter_date
from handlers.importing.typed_plan import take_lines, take_title, take_year
from handlers.people.directory import receive_heir, receive_leave, receive_name, receive_people_file
from handlers.reminding.due_buttons import return_with_word
from handlers.reminding.postponing import grant_other, read_request, set_date, take_reason
from handlers.reporting.draft_walk import take_draft_text
from handlers.reporting.rewriting import take_item_text, take_point
from handlers.speaking.asking import cancel_button
from handlers.speaking.buttons import ListButton
from handlers.speaking.turn import Turn
from roadmap.errors import UserError
from roadmap.model import Role
from roadmap.ports import Json

#: Who takes the words that a dialog awaits: with the whole dialog, or with the numbers in it that
#: are named here.
_BY_DIALOG: dict[str, Callable[[Turn, str, Json], Awaitable[None]]] = {
    "question_date": enter_date,
    "name": receive_name,
    "columns": read_columns,
    "typed_title": take_title,
    "typed_year": take_year,
    "typed_lines": take_lines,
}
_BY_NUMBERS: dict[str, tuple[Callable[..., Awaitable[None]], tuple[str, ...]]] = {
    "postponement": (read_request, ("due",)),
    "postponement_reason": (take_reason, ("due", "day")),
    "postponement_date": (grant_other, ("postponement",)),
    "due_date": (set_date, ("due",)),
    "return_word": (return_with_word, ("due",)),
    "report_text": (take_draft_text, ("item", "period")),
    "item_text": (take_item_text, ("item",)),
    "item_add_point": (take_point, ("item",)),
    "year": (read_year, ("draft",)),
    "person_leave": (receive_leave, ("person",)),
    "person_handover": (receive_heir, ("person",)),
}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(cancel, ListButton.filter(F.name == "cancel"))
    router.message.register(anything_else)


async def cancel(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Stop waiting for whatever was asked."""
    await turn.tx.people.set_dialog(turn.chat_id, None)
    await turn.say(turn.texts("cancelled"), edit=True)


async def anything_else(message: Message, turn: Turn) -> None:
    """Everything that no command took."""
    dialog = await _dialog(message, turn)
    if dialog is not None and await _continue_or_explain(message, turn, dialog):
        return
    if message.document is not None and await _is_for_the_desk(message, turn):
        return
    if message.photo and turn.me.role is Role.COORDINATOR and not await turn.tx.roadmaps.all():
        raise UserError(
            "error-photo-or-pdf"
        )  # before there is a roadmap, a picture can only be meant as one
    await receive_answer(message, turn)


async def _dialog(message: Message, turn: Turn) -> Json | None:
    """What is awaited here: a reply to a message that speaks of an item is about that item, and in
    a group only a reply to the bot can be meant for it.
    """
    shown = await shown_message(message, turn)
    if shown.about if shown else turn.in_group:
        return None
    return await turn.tx.people.dialog(turn.chat_id)


async def _is_for_the_desk(message: Message, turn: Turn) -> bool:
    """A coordinator's document that is neither a reply nor numbered is a roadmap or a list of
    people.
    """
    document = message.document
    name = (document.file_name or "").lower() if document else ""
    if (
        document is None
        or turn.me.role is not Role.COORDINATOR
        or message.reply_to_message
        or turn.in_group
    ):
        return False
    if name.endswith(".csv"):
        await receive_people_file(document, turn)
        return True
    if message.caption and message.caption.strip()[:1].isdigit():
        return False
    await receive_document(document, turn)
    return True


def _may_list_people(document: Document) -> bool:
    """A Word file that comes after /people is a roadmap all the same."""
    return (document.file_name or "").lower().endswith((".csv", ".xlsx"))


async def _continue_or_explain(message: Message, turn: Turn, dialog: Json) -> bool:
    """Words that cannot be taken are asked for once more, with the way out."""
    try:
        return await _continue(message, turn, dialog)
    except UserError as error:
        if await turn.tx.people.dialog(turn.chat_id) is None:
            raise
        await turn.say(turn.texts(error.key, **error.variables), [[cancel_button(turn)]])
        return True


async def _continue(message: Message, turn: Turn, dialog: Json) -> bool:
    """The awaited words; False where something else came, which then is read as usual."""
    text = message.text or ""
    awaits = str(dialog.get("awaits"))
    if awaits == "answer":
        return await record_awaited(message, turn, dialog)
    if (
        awaits == "people_file"
        and message.document is not None
        and _may_list_people(message.document)
    ):
        await receive_people_file(message.document, turn)
        return True
    if text and awaits in _BY_DIALOG:
        await _BY_DIALOG[awaits](turn, text, dialog)
        return True
    if text and awaits in _BY_NUMBERS:
        receive, names = _BY_NUMBERS[awaits]
        await receive(turn, text, *(int(str(dialog[name])) for name in names))
        return True
    return False
