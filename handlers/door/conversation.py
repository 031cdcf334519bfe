"""Words that are no command: what the chat awaits, a file to import, or an official's answer."""

from __future__ import annotations

import re
from typing import assert_never

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from handlers.answering.answers import receive_answer, record_awaited, shown_message
from handlers.answering.heard import answers_the_offer, take_heard_words
from handlers.answering.placing import take_place
from handlers.answering.putting_off import take_another, take_which
from handlers.door.asked import answer_question
from handlers.door.orders import follow_order
from handlers.importing.columns import read_columns
from handlers.importing.files import receive_document
from handlers.importing.questions import enter_date
from handlers.importing.typed_plan import take_lines, take_title, take_year
from handlers.importing.year import read_year
from handlers.looking.quiet_hours import take_quiet_hours
from handlers.looking.roadmaps_archived import take_archived_item
from handlers.looking.roadmaps_renamed import take_name
from handlers.people.bodies_names import take_body_name, take_new_body, take_twin
from handlers.people.bodies_people import take_people
from handlers.people.choosing_people import take_words
from handlers.people.directory import receive_heir, receive_name, receive_people_file
from handlers.people.guests import search_names
from handlers.people.leave import receive_deputy, receive_leave
from handlers.people.parting import receive_parted
from handlers.people.same_person import receive_same
from handlers.people.which_person import name_better
from handlers.reminding.due_buttons import return_with_word, take_snooze
from handlers.reminding.postponing import (
    grant_other,
    pass_on_refusal,
    read_request,
    set_date,
    take_reason,
)
from handlers.reporting.draft_walk import take_draft_place, take_draft_text, take_number_in_walk
from handlers.reporting.rewriting import take_point
from handlers.reporting.rewriting_misread import take_correction
from handlers.speaking.asking import cancel_button
from handlers.speaking.asking_day import says_cancel, says_no, tells_no_day
from handlers.speaking.awaited import (
    AnswerToItem,
    ArchivedItem,
    AssignmentToConfirm,
    Awaited,
    BodyName,
    BodyNewcomer,
    BodyPeople,
    BodyTwin,
    ColumnMeanings,
    Correction,
    DocumentYear,
    DraftPlace,
    DraftWalk,
    DueDate,
    HeardWords,
    Heir,
    InviteName,
    ItemsOfPerson,
    LeaveDays,
    LeaveDeputy,
    NewBody,
    NewPersonToConfirm,
    NewPoint,
    PartedPerson,
    PeopleFile,
    PeopleForItem,
    PeopleOfItem,
    PlaceSearch,
    PostponementDate,
    PostponementReason,
    PostponementRequest,
    PostponementWords,
    QuestionDate,
    QuietHours,
    RefusalWord,
    RemindingToConfirm,
    ReportText,
    ReturnWord,
    RoadmapName,
    SaidBack,
    SamePerson,
    SnoozeDay,
    Taken,
    TakenText,
    TypedLines,
    TypedTitle,
    TypedYear,
    WhichPerson,
    await_next,
    await_nothing,
    awaited_in,
    before_said,
    forget_request,
)
from handlers.speaking.buttons import DraftButton, ListButton
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.touched import WHILE_MINUTES, How, minute_of, touch
from handlers.speaking.turn import Turn
from roadmap.answers.courtesies import tells
from roadmap.answers.lines import begins_with_number, numbers_in
from roadmap.answers.putting_off import tells_of_work
from roadmap.answers.talk import Talk, read_talk, speaks_of_absence
from roadmap.errors import NotFound, SeveralPeople, UserError
from roadmap.model import Role
from roadmap.model.address import read_addresses
from roadmap.model.messages import Outgoing
from roadmap.reading.leave import is_undecided, read_leave

_NUMBER_FIRST = re.compile(r"\s*(?P<number>\d{1,4}(?:\.\d{1,4})*)\.?(?P<sure>\s*[:)–—-])?")


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(cancel, ListButton.filter(F.name == "cancel"))
    router.message.register(anything_else)


async def cancel(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Await nothing any more."""
    await _leave(turn)
    await turn.say(turn.texts("cancelled"), edit=True)


async def _leave(turn: Turn) -> None:
    """A request for more time is dropped where its own question is left."""
    if isinstance(await awaited_in(turn), PostponementRequest | PostponementReason):
        await forget_request(turn)
    else:
        await await_nothing(turn)


async def anything_else(message: Message, turn: Turn, event_router: Router, bot: Bot) -> None:
    """Everything that no command took."""
    if turn.person is None:
        await search_names(turn, message.text or "")
        return
    shown = await shown_message(message, turn)
    if message.text and await answers_the_offer(turn, message.text, shown):
        return
    awaited = await _awaited(turn, shown)
    if isinstance(awaited, WhichPerson):
        if message.text:
            await name_better(turn, message, awaited, event_router, bot)
            return
        awaited = None
    gives_way = AnswerToItem | DraftWalk | PeopleForItem | None
    if isinstance(awaited, gives_way) and await follow_order(turn, message, event_router, bot):
        return
    if isinstance(awaited, gives_way | RefusalWord) and await _is_question(message, turn):
        return
    if message.document is not None and shown is not None and _asks_for_a_file(shown):
        awaited = None
    if awaited is not None and (
        await _take_or_explain(message, turn, awaited) or await _is_question(message, turn)
    ):
        return
    if message.document is not None and await _is_for_the_desk(message, turn, shown):
        return
    if message.photo and turn.me.role is Role.COORDINATOR and not await _has_roadmaps(turn):
        raise UserError(
            "error-photo-or-pdf"
        )  # before there is a roadmap, a picture can only be meant as one
    await receive_answer(message, turn)


async def _has_roadmaps(turn: Turn) -> bool:
    return bool(await turn.tx.roadmaps.all() or await turn.tx.roadmaps.archived())


async def _is_question(message: Message, turn: Turn) -> bool:
    """Whether it was a plain question or a command in words, which then has been answered; in a
    group those are for others.
    """
    return (
        not turn.in_group and message.text is not None and await answer_question(turn, message.text)
    )


async def _awaited(turn: Turn, shown: Outgoing | None) -> Awaited | None:
    """What is awaited here: a reply to a message that speaks of an item is about that item, and in
    a group only a reply to the bot can be meant for it.
    """
    if shown.about if shown else turn.in_group:
        return None
    awaited = await awaited_in(turn)
    if isinstance(awaited, AnswerToItem | DraftWalk | HeardWords | RefusalWord) and awaited.minute:
        # Asked for longer ago than anything that was touched is remembered.
        return awaited if minute_of(turn) - awaited.minute <= WHILE_MINUTES else None
    return awaited


async def _is_for_the_desk(message: Message, turn: Turn, shown: Outgoing | None) -> bool:
    """Whether a coordinator's document is a roadmap or a list of people, and not an answer: that is
    sent in reply to a message about an item, or names its item. In a group only what replies to the
    bot is for it.
    """
    document = message.document
    if document is None or (shown.about if shown else turn.in_group):
        return False
    if turn.me.role is not Role.COORDINATOR:
        return False
    if (document.file_name or "").lower().endswith(".csv"):
        await receive_people_file(document, turn)
        return True
    if await _begins_with_an_item(message.caption or "", turn):
        return False
    await receive_document(document, turn)
    return True


def _asks_for_a_file(shown: Outgoing) -> bool:
    """Whether a message of ours is «Пришлите файл дорожной карты»."""
    typing = DraftButton(verb="type", draft_id=0).pack()
    return any(one.data == typing for row in shown.buttons for one in row)


async def _begins_with_an_item(caption: str, turn: Turn) -> bool:
    """«6: акт», «6.1 акт» under a file; not «2026 год» where the roadmap has no such item."""
    begins = _NUMBER_FIRST.match(caption)
    if begins is None:
        return False
    if begins["sure"] and not _is_a_year(begins["number"]):
        return True
    try:
        roadmap = await current_roadmap(turn)
    except NotFound:
        return False
    return bool(await turn.tx.roadmaps.items_by_number(roadmap.id, numbers_in(begins["number"])))


def _is_a_year(number: str) -> bool:
    """«2026 – план работы»: an item only where the roadmap has one of this number."""
    return number.isdigit() and 1990 <= int(number) <= 2100


async def _take_or_explain(message: Message, turn: Turn, awaited: Taken) -> bool:
    """Words that cannot be taken are asked for once more, with the way out."""
    without_reason = isinstance(awaited, RefusalWord)
    if message.text and (says_cancel(message.text) or (without_reason and says_no(message.text))):
        await _leave(turn)
        await turn.say(turn.texts("refusal-word-left" if without_reason else "cancelled"))
        return True
    try:
        return await _take(message, turn, awaited)
    except SeveralPeople:
        raise
    except UserError as error:
        if await awaited_in(turn) is None:
            raise
        if isinstance(awaited, SaidBack):
            # «Да» must not mean what was said back before.
            await await_next(turn, before_said(awaited))
        await turn.say(turn.texts(error.key, **error.variables), [[cancel_button(turn)]])
        return True


async def _take(message: Message, turn: Turn, awaited: Taken) -> bool:
    """Hand the message on as what is awaited; False where it is something else."""
    if isinstance(awaited, AnswerToItem):
        return await record_awaited(message, turn, awaited)
    if isinstance(awaited, PeopleFile):
        # A Word file that comes after /people is a roadmap all the same.
        document = message.document
        name = (document.file_name or "").lower() if document else ""
        if document is None or not name.endswith((".csv", ".xlsx")):
            return False
        await receive_people_file(document, turn)
        return True
    if isinstance(awaited, PeopleOfItem):
        return await take_words(turn, message.text or "", awaited)
    if _tells_another_thing(turn, message.text or "", awaited):
        await await_nothing(turn)
        return False
    if not message.text or isinstance(
        awaited,
        AssignmentToConfirm
        | RemindingToConfirm
        | ItemsOfPerson
        | PeopleForItem
        | NewPersonToConfirm,
    ):
        return False
    if isinstance(awaited, DraftWalk):
        return await take_number_in_walk(turn, message.text, awaited)
    if isinstance(awaited, RefusalWord):
        return await pass_on_refusal(turn, message.text, awaited)
    if isinstance(awaited, PostponementReason):
        other = await take_another(turn, message.text, awaited)
        return other or await take_reason(turn, message.text, awaited)
    if isinstance(awaited, PostponementRequest):
        other = await take_another(turn, message.text, awaited)
        return other or await read_request(turn, message.text, awaited)
    if isinstance(awaited, DueDate | SnoozeDay) and tells_no_day(turn, message.text):
        view = await turn.tx.roadmaps.view(awaited.due_id)
        await await_nothing(turn)
        await touch(turn, How.OPENED, view.item.id, view.point.id)
        return False
    await _take_text(turn, message.text, awaited)
    return True


def _tells_another_thing(turn: Turn, text: str, awaited: Taken) -> bool:
    """Whether words that name no deadline, where one is to be named, or tell of work where days of
    leave or a deputy are asked for, are a message like any other.
    """
    if isinstance(awaited, PostponementWords):
        return not read_addresses(text)
    if not isinstance(awaited, LeaveDays | LeaveDeputy):
        return False
    said = read_talk(text, turn.written_on)
    if said is not None and (said.talk is not Talk.AWAY or said.deputy or said.days is None):
        return True
    if read_leave(text, turn.today) or read_leave(text.partition(",")[0], turn.today):
        return False
    of_work = tells(text) and not speaks_of_absence(text) and not is_undecided(text)
    if isinstance(awaited, LeaveDays) and of_work:
        return True
    numbered = begins_with_number(text) is not None and tells(text)
    return tells_of_work(text) or numbered


async def _take_text(  # noqa: C901 - one case for each thing that can be awaited
    turn: Turn, text: str, awaited: TakenText
) -> None:
    """Who takes which words; mypy sees to it that none is forgotten."""
    match awaited:
        case QuestionDate():
            await enter_date(turn, text, awaited)
        case DocumentYear():
            await read_year(turn, text, awaited)
        case ColumnMeanings():
            await read_columns(turn, text, awaited)
        case TypedTitle():
            await take_title(turn, text)
        case TypedYear():
            await take_year(turn, text, awaited)
        case TypedLines():
            await take_lines(turn, text, awaited)
        case PostponementWords():
            await take_which(turn, text, awaited)
        case PostponementDate():
            await grant_other(turn, text, awaited)
        case DueDate():
            await set_date(turn, text, awaited)
        case SnoozeDay():
            await take_snooze(turn, text, awaited)
        case ReturnWord():
            await return_with_word(turn, text, awaited)
        case ReportText():
            await take_draft_text(turn, text, awaited)
        case RoadmapName():
            await take_name(turn, text, awaited)
        case ArchivedItem():
            await take_archived_item(turn, text, awaited)
        case DraftPlace():
            await take_draft_place(turn, text, awaited)
        case Correction():
            await take_correction(turn, text, awaited)
        case NewPoint():
            await take_point(turn, text, awaited)
        case InviteName():
            await receive_name(turn, text, awaited)
        case LeaveDays():
            await receive_leave(turn, text, awaited)
        case LeaveDeputy():
            await receive_deputy(turn, text, awaited)
        case QuietHours():
            await take_quiet_hours(turn, text)
        case Heir():
            await receive_heir(turn, text, awaited)
        case SamePerson():
            await receive_same(turn, text, awaited)
        case PartedPerson():
            await receive_parted(turn, text, awaited)
        case BodyPeople():
            await take_people(turn, text, awaited)
        case BodyNewcomer():
            await take_people(turn, text, BodyPeople(awaited.body_id, awaited.beside))
        case BodyName():
            await take_body_name(turn, text, awaited)
        case BodyTwin():
            await take_twin(turn, text, awaited)
        case NewBody():
            await take_new_body(turn, text)
        case HeardWords():
            await take_heard_words(turn, text, awaited)
        case PlaceSearch():
            await await_nothing(turn)
            await take_place(turn, text, awaited)
        case _:
            assert_never(awaited)
