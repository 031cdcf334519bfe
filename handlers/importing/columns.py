"""Unclear columns: the coordinator is shown the first rows and says which column is which."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import ColumnMeanings, await_nothing, awaited_for
from handlers.speaking.buttons import DraftButton, button
from handlers.speaking.slow_work import ask_to_read
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.arriving import Arrival, remember_arrival
from roadmap.actions.tasks import ReadDocument
from roadmap.errors import UserError
from roadmap.model import Role
from roadmap.model.messages import ButtonStyle

#: Rows that a page shows.
SHOWN_ROWS = 5
#: A column's meaning as people write it, by its first letters; the values are the reader's own
#: words.
MEANINGS = {
    "№": "number",
    "ном": "number",
    "реком": "recommendation",
    "меропр": "measure",
    "содерж": "measure",
    "контр": "point",
    "срок контр": "point-deadline",
    "дата контр": "point-deadline",
    "срок": "deadline",
    "дата": "deadline",
    "начало": "start",
    "конец": "end",
    "врем": "hour",
    "час": "hour",
    "мест": "place",
    "ответ": "responsible",
    "исполн": "responsible",
    "соисп": "co-executor",
    "результ": "result",
    "крит": "result",
    "отч": "report",
    "провед": "report",
    "этап": "stage",
    "проч": "other",
    "-": "other",
}


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(accept_guesses, DraftButton.filter(F.verb == "columns"))


async def columns_unsure(
    voice: Voice, file_id: int, rows: Sequence[Sequence[str]], guesses: Sequence[str]
) -> None:
    """Show the first rows with a guess for each column; await a yes or other words. Without a chat
    they are kept for the person's page.
    """
    if not voice.chat_id:
        told = tuple(tuple(row) for row in rows[:SHOWN_ROWS])
        await remember_arrival(
            voice.tx, voice.whom.id, Arrival(file_id=file_id, rows=told, guesses=tuple(guesses))
        )
        return
    lines = [voice.texts("columns-title")]
    for index, guess in enumerate(guesses):
        sample = " / ".join(
            clip(row[index], 40) for row in rows[:3] if index < len(row) and row[index].strip()
        )
        meaning = voice.texts(f"column-{guess}")
        lines.append(
            voice.texts("columns-line", place=index + 1, meaning=meaning, sample=sample or "—")
        )
    lines.append(voice.texts("columns-how"))
    yes = button(
        voice.texts("button-columns-right"),
        DraftButton(verb="columns", draft_id=0),
        ButtonStyle.SUCCESS,
    )
    await ask_for(voice, ColumnMeanings(file_id, tuple(guesses)), Html("\n".join(lines)), [[yes]])


async def accept_guesses(query: CallbackQuery, callback_data: DraftButton, turn: Turn) -> None:
    """The guesses are right."""
    turn.require(Role.COORDINATOR)
    awaited = await awaited_for(turn, ColumnMeanings)
    await _read_again(turn, awaited, awaited.guesses)


async def read_columns(turn: Turn, text: str, awaited: ColumnMeanings) -> None:
    """«№, мероприятие, срок, ответственный»: a word for each column, in order."""
    turn.require(Role.COORDINATOR)
    words = [word.strip().lower() for word in text.split(",")]
    columns = tuple(
        next((found for start, found in MEANINGS.items() if word.startswith(start)), "")
        for word in words
    )
    width = len(awaited.guesses)
    if len(columns) != width or "" in columns or "measure" not in columns:
        raise UserError("error-columns-how", count=width)
    await _read_again(turn, awaited, columns)


async def _read_again(turn: Turn, awaited: ColumnMeanings, columns: tuple[str, ...]) -> None:
    await await_nothing(turn)
    await read_with(turn, awaited.file_id, columns)


async def read_with(turn: Turn, file_id: int, columns: tuple[str, ...]) -> None:
    """Have a stored file read once more, its columns holding what is told."""
    file = await turn.tx.files.get(file_id)
    await ask_to_read(turn, ReadDocument(file.name, stored_file=file.id, columns=columns))
