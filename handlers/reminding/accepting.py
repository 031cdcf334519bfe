"""The request to accept what was reported as done: answer, files, and how it was decided; the files
themselves for a tap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import ListButton, button
from handlers.speaking.cards import target_name
from handlers.speaking.dues import address, words_of
from handlers.speaking.standing import name_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.accepting import acceptance_of
from roadmap.errors import UserError
from roadmap.model import Attachment, DueState, ProgressEntry, Role
from roadmap.model.messages import Button
from roadmap.ports import DueView
from roadmap.report.closing_line import is_closing_line

#: In the order of naming; anything else is a document.
_KINDS = ("photo", "video", "voice", "audio", "document")
_ALIKE = {"video_note": "video"}
#: Files that come at one tap, at Telegram's one a second to a chat.
FILES = 10


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(send_files, ListButton.filter(F.name == "accept_files"))


async def request_words(voice: Voice, view: DueView) -> Html:
    """Who reports what as done and with which words and files; below it «Принять?», or who accepted
    or returned it, when and why.
    """
    texts, request = voice.texts, await acceptance_of(voice.tx, view.due.id)
    asked_by = view.due.closed_by if request is None else request.asked_by
    lines = [
        texts(
            "accept-asked",
            name=await name_of(voice, asked_by or None) or texts("author-unknown"),
            target=target_name(voice, view.item, view.point),
            text=words_of(view.item, view.point, 200),
        ),
        *await _answer(voice, view, asked_by),
    ]
    if view.due.state is DueState.CLAIMED_DONE:
        lines.append(texts("accept-question"))
    elif request is not None and request.decided_by is not None:
        lines.append(
            texts(
                "accept-returned" if request.word else "accept-accepted",
                name=await name_of(voice, request.decided_by),
                day=texts.short_day(request.day, voice.today),
                word=clip(request.word, 300),
            )
        )
    else:
        lines.append(texts("accept-open" if view.due.state is DueState.OPEN else "accept-closed"))
    return Html("\n".join(lines))


async def _answer(voice: Voice, view: DueView, asked_by: int | None) -> list[Html]:
    """The last words that they said of the point, or of its whole item, and the files of all."""
    entries = await _entries(voice, view, asked_by)
    told = [one for one in entries if one.text.strip() and not is_closing_line(one)]
    files = _files(voice, [file for one in entries for file in one.attachments])
    lines = [voice.texts("accept-answer", text=clip(told[-1].text.strip(), 600))] if told else []
    return [*lines, voice.texts("accept-files", files=files)] if files else lines


async def _entries(voice: Voice, view: DueView, asked_by: int | None) -> list[ProgressEntry]:
    return [
        one
        for one in await voice.tx.answers.of_item(view.item.id)
        if one.withdrawn_at is None
        and one.person_id == asked_by
        and one.point_id in (view.point.id, None)
    ]


async def files_button(voice: Voice, view: DueView) -> list[Button]:
    """«Файлы (4)», where the request has any."""
    count = len(await _reported(voice, view))
    return [_button(voice, view, count, 0)] if count else []


def _button(voice: Voice, view: DueView, count: int, page: int) -> Button:
    words = voice.texts("button-files" if page == 0 else "button-files-more", count=count)
    return button(words, ListButton(name="accept_files", page=page, arg=view.due.id))


async def _reported(voice: Voice, view: DueView) -> list[tuple[ProgressEntry, Attachment]]:
    """The files of the request, each with its answer, oldest first."""
    request = await acceptance_of(voice.tx, view.due.id)
    asked_by = view.due.closed_by if request is None else request.asked_by
    entries = await _entries(voice, view, asked_by)
    return [(entry, file) for entry in entries for file in entry.attachments]


async def send_files(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """«Файлы»: the files themselves, a message each, for the coordinator who is to accept."""
    turn.require(Role.COORDINATOR)
    view = await turn.tx.roadmaps.view(callback_data.arg)
    first = callback_data.page * FILES
    files = await _reported(turn, view)
    if first >= len(files):
        raise UserError("accept-no-files")
    for entry, file in files[first : first + FILES]:
        caption = turn.texts(
            "accept-file",
            address=address(view),
            name=await name_of(turn, entry.person_id) or turn.texts("author-unknown"),
            day=turn.texts.short_day(turn.office.policy.day_of(entry.at), turn.today),
        )
        await turn.say(caption, attachment_id=file.id)
    if (left := len(files) - first - FILES) > 0:
        more = _button(turn, view, left, callback_data.page + 1)
        await turn.say(turn.texts("accept-files-left", count=left), [[more]])


def _files(voice: Voice, attachments: Sequence[Attachment]) -> str:
    """«4 фото, 2 документа»; «» without any."""
    kinds = [_ALIKE.get(one.kind, one.kind) for one in attachments]
    counts = Counter(kind if kind in _KINDS else "document" for kind in kinds)
    return ", ".join(
        voice.texts(f"files-{kind}", count=counts[kind]) for kind in _KINDS if counts[kind]
    )
