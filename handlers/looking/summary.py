"""`/summary` and `/silent`: what is done, due soon, late, and who does not answer and why."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.looking.deafness import without_the_unheard
from handlers.looking.discipline import discipline_button, discipline_line
from handlers.looking.lists import APART
from handlers.speaking.buttons import ListButton, RoadmapButton, button
from handlers.speaking.current_roadmap import roadmap_meant
from handlers.speaking.missing_files import missing_files
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.looking import load_board
from roadmap.model import Role
from roadmap.model.forms import Form
from roadmap.model.messages import Button
from roadmap.standing.board import Board
from roadmap.standing.collecting import collecting_round
from roadmap.standing.silence import Silence, SilentPerson, silent_people
from roadmap.standing.status import Counts, Summary, summary

_READERS = (Role.COORDINATOR, Role.OBSERVER)
#: Sections that one message names; with their counts they fill a phone's screen.
SECTIONS = 20


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(summary_command, Command("summary"))
    router.callback_query.register(by_person, ListButton.filter(F.name == "by_person"))
    router.message.register(silent_command, Command("silent"))
    router.callback_query.register(turn_silent, ListButton.filter(F.name == "silent"))


async def summary_command(message: Message, turn: Turn) -> None:
    """Where the roadmap stands, by section."""
    turn.require(*_READERS)
    board = await _board(turn, 0)
    found = summary(board, turn.today)
    texts, roadmap_id = turn.texts, board.roadmap.id
    picture = RoadmapButton(
        verb=Form.PNG,
        roadmap_id=board.roadmap.id,
        arg=board.roadmap.period.half_at(turn.today).number,
    )
    blocks = [
        texts("summary-title", title=clip(board.roadmap.title, 120), day=turn.today),
        counts_line(turn, found.total),
        *(section_block(turn, title, counts) for title, counts in found.sections[:SECTIONS]),
        await discipline_line(turn, board),
    ]
    rows = [
        [
            button(texts("button-by-person"), ListButton(name="by_person", page=0, arg=roadmap_id)),
            button(texts("button-timeline"), picture),
        ],
        [
            button(texts("button-overdue"), ListButton(name="overdue", page=0, arg=APART)),
            button(texts("button-silent"), ListButton(name="silent", page=0, arg=roadmap_id)),
        ],
        [discipline_button(turn, board.roadmap)],
    ]
    await turn.say(Html("\n\n".join(blocks)), rows)


def section_block(voice: Voice, title: tuple[str, ...], counts: Counts) -> Html:
    """A section's innermost heading with its counts."""
    name = clip(title[-1], 80) if title else voice.texts("summary-no-section")
    return Html(f"{voice.texts('summary-section', name=name)}\n{counts_line(voice, counts)}")


def counts_line(voice: Voice, counts: Counts) -> Html:
    """«выполнено 3 · скоро срок 1 · …»."""
    return voice.texts(
        "summary-counts",
        done=counts.done,
        soon=counts.soon,
        late=counts.late,
        silent=counts.silent,
        ahead=counts.ahead,
        claimed=counts.claimed,
        undated=counts.undated,
        never=counts.never,
    )


async def by_person(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The same by person."""
    turn.require(*_READERS)
    board = await _board(turn, callback_data.arg)
    found: Summary = summary(board, turn.today)
    page = page_of(found.people, callback_data.page)
    lines = [turn.texts("by-person-title")]
    for person_id, counts in page.rows:
        name = (
            board.people[person_id].name if person_id is not None else turn.texts("summary-nobody")
        )
        lines.append(
            Html(f"{turn.texts('summary-section', name=name)}\n{counts_line(turn, counts)}")
        )
    turns = page_buttons(page, "by_person", board.roadmap.id)
    await turn.say(Html("\n\n".join(lines)), [turns], edit=callback_data.page > 0)


async def silent_command(message: Message, turn: Turn) -> None:
    """Who does not answer, and why."""
    await say_silent(turn)


async def turn_silent(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of the silent."""
    await say_silent(turn, callback_data.page, callback_data.arg)


async def say_silent(turn: Turn, number: int = 0, roadmap_id: int = 0) -> None:
    """One page of those who are silent or out of reach in a roadmap (0: the current one)."""
    turn.require(*_READERS)
    board = await _board(turn, roadmap_id)
    everybody = silent_people(board, turn.today)
    found, unheard = await without_the_unheard(turn, board, everybody)
    silent = sum(not one.partly for one in found)
    missing = await missing_files(turn, board.roadmap.id)
    if not found:
        nobody = None if unheard else turn.texts("silent-empty")
        blocks = [nobody, await collected_line(turn, board), unheard, missing]
        await turn.say(Html("\n".join(filter(None, blocks))))
        return
    page = page_of(found, number)
    lines = [
        await collected_line(turn, board),
        turn.texts("silent-title" if silent else "silent-partly-title", count=silent or len(found)),
        *(silent_line(turn, one) for one in page.rows),
    ]
    rows: list[list[Button]] = [page_buttons(page, "silent", board.roadmap.id)]
    if turn.me.role is Role.COORDINATOR and any(one.why is Silence.NO_ANSWER for one in found):
        data = ListButton(name="remind_silent", page=0, arg=board.roadmap.id)
        rows.append([button(turn.texts("button-remind-silent"), data)])
    await turn.say(Html("\n\n".join(filter(None, [*lines, unheard, missing]))), rows)


async def collected_line(voice: Voice, board: Board) -> Html:
    """«ответили 7 из 9, ждём: …» for this half-year."""
    half = board.roadmap.period.half_at(voice.today)
    found = collecting_round(
        board, await voice.tx.answers.items_told(board.roadmap.id, half.start, half.end), half
    )
    missing = [one.person.name for one in found.owed if one.person is not None and one.missing]
    return voice.texts(
        "collected",
        half=half.number,
        answered=found.answered,
        total=found.total,
        names=clip(", ".join(missing), 300),
        missing=len(missing),
    )


def silent_line(voice: Voice, one: SilentPerson) -> Html:
    """«Иванова А. П.: напомнили 3 раза, не отвечает; пункты 6, 7» is not «заблокировал бота»."""
    why = voice.texts(f"silence-{one.why.replace('_', '-')}", times=one.times)
    if one.why is Silence.NO_ANSWER and not one.times:
        why = voice.texts("silence-not-asked")
    if one.partly:
        why = voice.texts("silence-partly", answered=one.answered, left=len(one.views))
    numbers = clip(", ".join(dict.fromkeys(view.item.number for view in one.views)), 100)
    return voice.texts("silent-line", name=one.person.name, why=why, numbers=numbers)


async def _board(turn: Turn, roadmap_id: int) -> Board:
    return await load_board(
        turn.tx, await roadmap_meant(turn, roadmap_id), turn.office.policy.timezone
    )
