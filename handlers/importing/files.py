"""The coordinator sends the document; the bot shows what it read, and saves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Document, Message

from handlers.importing.previewing import say_preview
from handlers.importing.questions import say_question
from handlers.importing.telling_edition import owed_in, tell_edition, tell_taken_back
from handlers.people.plan_names import plan_names_offer
from handlers.people.without_responsible import nobody_offer
from handlers.reminding.postponing import say_proposed
from handlers.speaking.awaited import await_nothing
from handlers.speaking.buttons import DraftButton, DraftPageButton, button
from handlers.speaking.current_roadmap import current_roadmap, rules
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, Texts, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import unarchive
from roadmap.actions.arriving import remember_arrival
from roadmap.actions.correcting import corrections, lost_numbers
from roadmap.actions.editing import apply_edition, earlier_edition, undo
from roadmap.actions.importing import (
    ask_again,
    days_outside,
    draft_of,
    open_questions,
    past_choice,
    people_named,
    save_new,
    with_remembered,
)
from roadmap.actions.tasks import Asker, ReadDocument, put_to_work
from roadmap.actions.years import remembered_year
from roadmap.drafts.adoption import Past
from roadmap.drafts.outside import OutsideDay
from roadmap.errors import NotFound, UserError
from roadmap.model import Draft, Roadmap, Role
from roadmap.model.messages import Button, ButtonStyle
from roadmap.ports import Json, StoredDraft

#: What a bot may download [Bot API].
MAX_DOWNLOAD = 20 * 1024 * 1024
#: Days outside the period that are named; the rest are counted.
OUTSIDE_SHOWN = 8


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(ask_for_file, Command("import"))
    router.callback_query.register(preview, DraftButton.filter(F.verb == "preview"))
    router.callback_query.register(turn_page, DraftPageButton.filter())
    router.callback_query.register(questions, DraftButton.filter(F.verb == "questions"))
    router.callback_query.register(past, DraftButton.filter(F.verb == "past"))
    router.callback_query.register(cancel, DraftButton.filter(F.verb == "cancel"))
    router.callback_query.register(save, DraftButton.filter(F.verb.in_({"save", "save_sure"})))
    router.callback_query.register(correct, DraftButton.filter(F.verb == "correct"))
    router.callback_query.register(
        update, DraftButton.filter(F.verb.in_({"update", "update_sure"}))
    )
    router.callback_query.register(return_archived, DraftButton.filter(F.verb == "unarchive"))
    router.callback_query.register(undo_import, DraftButton.filter(F.verb == "undo"))


async def ask_for_file(message: Message, turn: Turn) -> None:
    """How to import, and the questions of the current roadmap that are still open; a file that has
    the command as its caption is read.
    """
    turn.require(Role.COORDINATOR)
    if message.document is not None:
        await receive_document(message.document, turn)
        return
    type_it = button(turn.texts("button-type"), DraftButton(verb="type", draft_id=0))
    await turn.say(turn.texts("import-how"), [[type_it]])
    try:
        roadmap = await current_roadmap(turn)
    except NotFound:
        return
    for stored in (await turn.tx.drafts.of_roadmap(roadmap.id))[:1]:
        left = len(open_questions(stored, await draft_of(stored)))
        if left:
            data = DraftButton(verb="questions", draft_id=stored.id)
            await turn.say(
                turn.texts("import-open-questions", title=clip(roadmap.title, 120), count=left),
                [[button(turn.texts("button-questions", count=left), data)]],
            )


async def receive_document(document: Document, turn: Turn) -> None:
    """Have a coordinator's file read; raises UserError where it is too large to fetch."""
    turn.require(Role.COORDINATOR)
    if (document.file_size or 0) > MAX_DOWNLOAD:
        raise UserError("error-too-large")
    # A file in place of what was about to be typed.
    await await_nothing(turn)
    await ask_to_read(turn, ReadDocument(document.file_name or "document", document.file_id))


async def draft_arrived(voice: Voice, draft: Json, file_id: int | None) -> None:
    """The file has been read: keep the draft and show it; it is read once more within the year that
    the coordinator gave an earlier edition, where it says the same of its year.
    """
    stored = StoredDraft(0, voice.whom.id, draft, {}, file_id, voice.at)
    read = await draft_of(stored)
    year = await remembered_year(voice.tx, read, file_id) if file_id is not None else None
    if file_id is not None and year is not None:
        file = await voice.tx.files.get(file_id)
        task = ReadDocument(file.name, stored_file=file_id, year=year)
        asker = Asker(voice.chat_id, voice.thread_id or 0, voice.whom.id)
        await put_to_work(voice.tx, task, voice.at, asker)
        return
    earlier = await earlier_edition(voice.tx, read)
    if earlier is not None:
        answers: Json = {"doubtful": True} if earlier.doubtful else {}
        stored = replace(stored, replaces=earlier.roadmap.id, answers=answers)
    stored = await with_remembered(voice.tx, stored)
    if not voice.chat_id:  # their page lists it
        await remember_arrival(voice.tx, voice.whom.id, None)
        await voice.tx.drafts.add(stored)
        return
    await say_preview(voice, await voice.tx.drafts.add(stored))


async def _draft(turn: Turn, draft_id: int) -> StoredDraft:
    turn.require(Role.COORDINATOR)
    return await turn.tx.drafts.get(draft_id)


async def preview(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Back from the questions to the preview."""
    await say_preview(turn, await _draft(turn, callback_data.draft_id), edit=True)


async def turn_page(query: CallbackQuery, callback_data: DraftPageButton, turn: Turn) -> None:
    """Another page of the items that were read."""
    stored = await _draft(turn, callback_data.draft_id)
    await say_preview(turn, stored, page=callback_data.page, edit=True)


async def questions(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The first question that is still open."""
    await say_question(turn, await _draft(turn, callback_data.draft_id))


async def past(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The next choice for days already past: left quiet, asked about, counted as done."""
    stored = await _draft(turn, callback_data.draft_id)
    choices = list(Past)
    following = choices[(choices.index(past_choice(stored)) + 1) % len(choices)]
    stored = replace(stored, answers={**stored.answers, "past": following.value})
    await turn.tx.drafts.update(stored)
    await say_preview(turn, stored, edit=True)


async def cancel(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Forget the draft; the file stays with the person who sent it."""
    stored = await _draft(turn, callback_data.draft_id)
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    await turn.tx.drafts.remove(stored.id)
    await turn.say(turn.texts("import-cancelled"), edit=True)


async def save(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Store the roadmap, and say what is to be done next."""
    stored = await _draft(turn, callback_data.draft_id)
    draft = await draft_of(stored)
    if callback_data.verb == "save" and await _asks_about_outside(turn, stored, "save_sure"):
        return
    roadmap = await save_new(turn.tx, turn.me, stored, draft, rules(turn))
    texts, left, named = turn.texts, len(open_questions(stored, draft)), people_named(draft)
    await turn.say(texts("import-saved", title=clip(roadmap.title, 300)), edit=True)
    rows = [[button(texts("button-undo-import"), DraftButton(verb="undo", draft_id=stored.id))]]
    if left:
        rows.insert(
            0,
            [
                button(
                    texts("button-questions", count=left),
                    DraftButton(verb="questions", draft_id=stored.id),
                )
            ],
        )
    if named:
        data = DraftButton(verb="people", draft_id=stored.id)
        rows.insert(
            0, [button(texts("button-create-people", count=len(named)), data, ButtonStyle.PRIMARY)]
        )
    told, offered = await plan_names_offer(turn, roadmap)
    if named or not told:
        told = Html(f"{texts('import-next', people=len(named))}\n{told}".rstrip())
    await turn.say(told, [*offered, *rows])
    await say_proposed(turn, roadmap.id)


async def _asks_about_outside(
    turn: Turn, stored: StoredDraft, sure: Literal["save_sure", "update_sure"]
) -> bool:
    """Name days outside the period before they are saved; False where there are none, or where
    saving is refused anyway.
    """
    draft = await draft_of(stored)
    unsure = draft.judgement is not None and not draft.judgement.sure
    if stored.roadmap_id is not None or unsure:
        return False
    found = await days_outside(stored, draft, turn.office.calendar)
    if not found:
        return False
    texts = turn.texts
    await turn.say(
        outside_words(texts, draft, found),
        [
            [
                button(
                    texts("button-correct-day"),
                    DraftButton(verb="correct", draft_id=stored.id),
                    ButtonStyle.PRIMARY,
                )
            ],
            [button(texts("button-save-sure"), DraftButton(verb=sure, draft_id=stored.id))],
            [button(texts("button-cancel"), DraftButton(verb="preview", draft_id=stored.id))],
        ],
        edit=True,
    )
    return True


def outside_words(texts: Texts, draft: Draft, found: Sequence[OutsideDay]) -> Html:
    """Names days outside the period; many are counted."""
    lines = [
        texts(
            "outside-day", item=one.question.item, day=one.day, phrase=clip(one.question.phrase, 80)
        )
        for one in found[:OUTSIDE_SHOWN]
    ]
    more = max(len(found) - OUTSIDE_SHOWN, 0)
    told = texts("outside-asked", period=texts.period(draft.period.label), count=len(found))
    end = texts("outside-more", count=more) if more else ""
    return Html("\n".join(part for part in (told, *lines, end) if part))


async def correct(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Ask about the first of the days outside the period."""
    stored = await _draft(turn, callback_data.draft_id)
    if stored.roadmap_id is not None:
        raise UserError("import-saved-already")
    found = await days_outside(stored, await draft_of(stored), turn.office.calendar)
    if not found:
        await say_preview(turn, stored, edit=True)
        return
    stored, index = await ask_again(turn.tx, stored, found)
    await say_question(turn, stored, index, edit=True)


async def update(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Save the draft as a new edition of the roadmap that stands."""
    stored = await _draft(turn, callback_data.draft_id)
    if stored.replaces is None:
        raise UserError("error-stale-button")
    if callback_data.verb == "update" and await _asks_about_outside(turn, stored, "update_sure"):
        return
    roadmap = await turn.tx.roadmaps.get(stored.replaces)
    draft = await draft_of(stored)
    said = await update_and_say(turn, roadmap, stored, draft)
    assigning, nobody = await nobody_offer(turn, roadmap.id)
    rows = list[list[Button]]()
    left = len(open_questions(stored, draft))
    if left:
        data = DraftButton(verb="questions", draft_id=stored.id)
        rows.append([button(turn.texts("button-questions", count=left), data)])
    rows += assigning
    undoing = DraftButton(verb="undo", draft_id=stored.id)
    rows.append([button(turn.texts("button-undo-import"), undoing)])
    lines = [said[0], nobody, *said[1:]]
    await turn.say(Html("\n".join(line for line in lines if line)), rows, edit=True)
    told, offered = await plan_names_offer(turn, roadmap)
    if offered:
        await turn.say(told, offered)


async def update_and_say(
    turn: Turn, roadmap: Roadmap, stored: StoredDraft, draft: Draft
) -> list[Html]:
    """Save the draft as a new edition of `roadmap`, and tell those whose deadlines it changes; that
    it is saved, how many will hear of it, and which numbers given by hand are lost.
    """
    corrected = await corrections(turn.tx, roadmap.id)
    before = await owed_in(turn.tx, roadmap)
    changes = await apply_edition(turn.tx, turn.me, roadmap, stored, draft, rules(turn))
    said = [turn.texts("edition-saved", title=clip(roadmap.title, 120))]
    said += await tell_edition(turn, roadmap, stored.id, before)
    lost = ", ".join(f"{old} → {new}" for old, new in lost_numbers(changes, corrected))
    if lost:
        said.append(turn.texts("edition-numbers-lost", numbers=clip(lost, 200)))
    return said


async def return_archived(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Take the roadmap that the draft is a new edition of out of the archive; the preview then
    says what would change.
    """
    stored = await _draft(turn, callback_data.draft_id)
    if stored.replaces is None:
        raise UserError("error-stale-button")
    roadmap = await turn.tx.roadmaps.get(stored.replaces)
    await unarchive(turn.tx, turn.me, roadmap, rules(turn))
    turn.toast(turn.texts("returned-toast"))
    await say_preview(turn, stored, edit=True)


async def undo_import(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """Take the import back; the preview stands again."""
    stored = await _draft(turn, callback_data.draft_id)
    await turn.say(await undo_and_say(turn, stored), edit=True)
    await say_preview(turn, replace(stored, roadmap_id=None))


async def undo_and_say(turn: Turn, stored: StoredDraft) -> Html:
    """Take the import back, and tell those who have heard of an edition that it no longer holds;
    what has been taken back, and how many will hear of it.
    """
    if stored.replaces is None or stored.roadmap_id != stored.replaces:
        await undo(turn.tx, turn.me, stored, rules(turn))
        return turn.texts("import-undone")
    roadmap = await turn.tx.roadmaps.get(stored.replaces)
    before = await owed_in(turn.tx, roadmap)
    await undo(turn.tx, turn.me, stored, rules(turn))
    heard = await tell_taken_back(turn, roadmap, stored.id, before)
    return Html(" ".join([turn.texts("edition-undone"), *heard]))
