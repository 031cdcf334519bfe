"""Исполнительская дисциплина: the coefficient, its formula, and its value by section and person."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import ListButton, button
from handlers.speaking.current_roadmap import roadmap_meant
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import names_by_job
from roadmap.model import Roadmap, Role
from roadmap.model.messages import Button
from roadmap.reading.person_names import name_order
from roadmap.standing.board import Board
from roadmap.standing.discipline import Discipline, DisciplineTable, discipline


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show_discipline, ListButton.filter(F.name == "discipline"))


async def discipline_line(voice: Voice, board: Board) -> Html:
    """The coefficient of the whole roadmap with its formula."""
    return _total(voice, await _table(voice, board))


def discipline_button(voice: Voice, roadmap: Roadmap) -> Button:
    """Leads to everybody's in this roadmap."""
    return button(
        voice.texts("button-discipline"), ListButton(name="discipline", page=0, arg=roadmap.id)
    )


async def show_discipline(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """A page of sections, then people: due, in time, late and by how much, postponed, silent."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    board = await load_board(
        turn.tx, await roadmap_meant(turn, callback_data.arg), turn.office.policy.timezone
    )
    table = await _table(turn, board)
    nobody, no_section = turn.texts("summary-nobody"), turn.texts("summary-no-section")
    rows: list[tuple[str, Discipline]] = [
        (section[-1] if section else no_section, one) for section, one in table.sections.items()
    ]
    names = names_by_job(board.people.values(), brackets=True)
    people = [(names[key] if key is not None else nobody, one) for key, one in table.people.items()]
    page = page_of([*rows, *sorted(people, key=lambda row: name_order(row[0]))], callback_data.page)
    blocks = [_total(turn, table), *(_row(turn, name, one) for name, one in page.rows)]
    await turn.say(
        Html("\n\n".join(blocks)),
        [page_buttons(page, "discipline", board.roadmap.id)],
        edit=callback_data.page > 0,
    )


async def _table(voice: Voice, board: Board) -> DisciplineTable:
    return discipline(board, await voice.tx.answers.postponements(board.roadmap.id), voice.today)


def _total(voice: Voice, table: DisciplineTable) -> Html:
    if table.total.coefficient is None:
        return voice.texts("discipline-none")
    return voice.texts("discipline-line", value=_shown(voice, table.total))


def _row(voice: Voice, name: str, one: Discipline) -> Html:
    return voice.texts(
        "discipline-row",
        name=clip(name, 80),
        value=_shown(voice, one),
        due=one.due,
        in_time=one.in_time,
        late=one.late,
        days=one.days_late,
        postponed=one.postponed,
        silent=one.silent,
    )


def _shown(voice: Voice, one: Discipline) -> str:
    """«0,75»; a dash where nothing was due."""
    return "—" if one.coefficient is None else voice.texts.number(one.coefficient)
