"""`/summary` and `/silent`: what is done, due soon, late, and who does not answer and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.looking.deafness import without_the_unheard
from handlers.looking.discipline import discipline_button, discipline_line
from handlers.looking.lists import APART
from handlers.speaking.buttons import ListButton, RoadmapButton, button
from handlers.speaking.current_roadmap import roadmap_meant
from handlers.speaking.dues import address
from handlers.speaking.group_answers import answers_of_groups, group_line
from handlers.speaking.missing_files import missing_files
from handlers.speaking.paging import page_buttons, page_of, turns_in_place
from handlers.speaking.shares import share_line
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.bodies import unmanned
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.reporting import items_told
from roadmap.model import Body, DueState, Role
from roadmap.model.forms import Form
from roadmap.model.messages import Button
from roadmap.ports import Tx
from roadmap.standing.board import Board, shared
from roadmap.standing.bodies import GroupAnswers
from roadmap.standing.collecting import collecting_round
from roadmap.standing.silence import Silence, SilentPerson, silent_people
from roadmap.standing.status import Counts, Summary, summary

_READERS = (Role.COORDINATOR, Role.OBSERVER)
#: Sections that one message names; with their counts they fill a phone's screen.
SECTIONS = 20
#: Due days of which it says who has done their share and who has not.
SHARES = 10
#: Due days of groups that one message names.
GROUPS = 8


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
        *shares_block(turn, board),
        await discipline_line(turn, board),
    ]
    rows = [
        [
            button(texts("button-by-person"), ListButton(name="by_person", page=0, arg=roadmap_id)),
            button(texts("button-file-png"), picture),
        ],
        [
            button(texts("button-overdue"), ListButton(name="overdue", page=0, arg=APART)),
            button(texts("button-silent"), ListButton(name="silent", page=0, arg=roadmap_id)),
        ],
        [discipline_button(turn, board.roadmap)],
    ]
    if await turn.tx.bodies.assignments(roadmap_id):
        data = ListButton(name="by_body", page=0, arg=roadmap_id)
        rows[0].insert(1, button(texts("button-by-body"), data))
    await turn.say(Html("\n\n".join(blocks)), rows)


def shares_block(voice: Voice, board: Board) -> list[Html]:
    """«Сделали: Иванова; ждём: Петрова» of each open due day that some have done and some have
    not, where each must.
    """
    lines = []
    for view in board.views():
        if view.item.each_answers and view.due.state is DueState.OPEN:
            done, waiting = shared(board, view)
            if done and waiting:
                words = share_line(voice.texts, done, waiting)
                lines.append(voice.texts("shares-line", address=address(view), shares=words))
    if not lines:
        return []
    shown = [voice.texts("shares-title"), *lines[:SHARES]]
    if len(lines) > SHARES:
        shown.append(voice.texts("shares-more", count=len(lines) - SHARES))
    return [Html("\n".join(shown))]


def section_block(voice: Voice, title: tuple[str, ...], counts: Counts) -> Html:
    """A section's innermost heading with its counts."""
    name = clip(title[-1], 80) if title else voice.texts("summary-no-section")
    return Html(f"{voice.texts('summary-section', name=name)}\n{counts_line(voice, counts)}")


def counts_line(voice: Voice, counts: Counts) -> Html:
    """«выполнено 3 · скоро срок 1 · …», and how many of these wait for an answer."""
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
        quiet=counts.quiet,
        total=counts.total,
    )


async def by_person(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The same by person."""
    turn.require(*_READERS)
    board = await _board(turn, callback_data.arg)
    found: Summary = summary(board, turn.today)
    page = page_of(found.people, callback_data.page)
    lines = [turn.texts("by-person-title")]
    names = names_by_job(board.people.values(), brackets=True)
    for person_id, counts in page.rows:
        name = names[person_id] if person_id is not None else turn.texts("summary-nobody")
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
    edit = await turns_in_place(turn, callback_data)
    await say_silent(turn, callback_data.page, callback_data.arg, edit=edit)


async def say_silent(
    turn: Turn, number: int = 0, roadmap_id: int = 0, *, edit: bool = False
) -> None:
    """One page of those who are silent or out of reach in a roadmap (0: the current one)."""
    turn.require(*_READERS)
    board = await _board(turn, roadmap_id)
    everybody = silent_people(board, turn.today)
    found, unheard = await without_the_unheard(turn, board, everybody)
    missing = await missing_files(turn, board.roadmap)
    groups = await answers_of_groups(turn, board, await turn.tx.bodies.all())
    waiting = [(body, one) for body, one in groups if one.missing]
    of_bodies = await _silent_bodies(turn, board, waiting) if number == 0 else []
    remind = ListButton(name="remind_awaited", page=0, arg=board.roadmap.id)
    rows: list[list[Button]] = []
    if turn.me.role is Role.COORDINATOR and (waiting or any(one.reached for one in found)):
        rows.append([button(turn.texts("button-remind-awaited"), remind)])
    of_all = [*of_bodies, *shares_block(turn, board), *filter(None, [unheard, missing])]
    if not found:
        nobody = [] if waiting or unheard else [turn.texts("silent-empty")]
        lines = [*nobody, await collected_line(turn, board), *of_all]
        await turn.say(Html("\n".join(lines)), rows, edit=edit)
        return
    page = page_of(found, number)
    counts = Counter(_heading(one) for one in found)
    names = names_by_job(board.people.values(), brackets=True)
    stands = await bodies_by_person(turn.tx, board.roadmap.id)
    lines = [await collected_line(turn, board)] if page.number == 0 else []
    for heading, people in groupby(page.rows, _heading):
        lines.append(turn.texts(heading, count=counts[heading]))
        lines += [silent_line(turn, one, names, stands.get(one.person.id, ())) for one in people]
    lines += of_all
    rows.insert(0, page_buttons(page, "silent", board.roadmap.id))
    await turn.say(Html("\n\n".join(lines)), rows, edit=edit)


async def collected_line(voice: Voice, board: Board) -> Html:
    """«заполнено 7 из 9 пунктов, ждём: …» for this half-year."""
    half = board.roadmap.period.half_at(voice.today)
    found = collecting_round(board, await items_told(voice.tx, board.roadmap, half), half)
    names = names_by_job(board.people.values(), brackets=True)
    missing = [names[one.person.id] for one in found.owed if one.person is not None and one.missing]
    words = voice.texts("collected", half=half.number, answered=found.answered, total=found.total)
    if not missing:
        return words
    return Html(f"{words} {voice.texts('still-awaited', names=clip(', '.join(missing), 300))}")


async def bodies_by_person(tx: Tx, roadmap_id: int) -> dict[int, list[str]]:
    """What each person stands for in a roadmap, by their id."""
    names = {body.id: body.name for body in await tx.bodies.all()}
    found: dict[int, dict[str, None]] = {}
    for one in await tx.people.assignments(roadmap_id) if names else ():
        if one.body_id is not None:
            found.setdefault(one.person_id, {})[names[one.body_id]] = None
    return {person_id: list(own) for person_id, own in found.items()}


async def _silent_bodies(
    turn: Turn, board: Board, waiting: Sequence[tuple[Body, GroupAnswers]]
) -> list[Html]:
    """Of groups that wait for answers, who has and who has not; and the bodies that nobody stands
    for.
    """
    lines = [group_line(turn, body, one) for body, one in waiting[:GROUPS]]
    nobody = [body.name for body, _ in await unmanned(turn.tx, board.roadmap.id)]
    if nobody:
        names = clip(", ".join(nobody), 300)
        lines.append(turn.texts("silent-unmanned", count=len(nobody), names=names))
    return lines


def silent_line(
    voice: Voice, one: SilentPerson, names: Mapping[int, str], stands_for: Sequence[str] = ()
) -> Html:
    """«Иванова А. П.: напомнили 3 раза, ответа нет; пункты 6, 7» is not «заблокировал бота»; with
    the bodies that the person stands for. `names` are by the people's ids, namesakes told apart.
    """
    why = _why(voice, one)
    exact = one.reached or one.why is Silence.BY_LINK
    named = (address(view) if exact else view.item.number for view in one.views)
    numbers = list(dict.fromkeys(named))
    name = names[one.person.id]
    if stands_for:
        name = f"{name} ({clip(', '.join(stands_for), 120)})"
    shown = clip(", ".join(numbers), 100)
    return voice.texts("silent-line", name=name, why=why, numbers=shown, count=len(numbers))


def _heading(one: SilentPerson) -> str:
    if one.why is Silence.PARTLY:
        return "silent-partly-title"
    return "silent-title" if one.reached else "escalation-unreachable"


def _why(voice: Voice, one: SilentPerson) -> Html:
    texts, today = voice.texts, voice.today

    def words(day: date | None) -> str:
        return texts.short_day(day or today, today)

    if one.why is Silence.PARTLY:
        left = len(one.views)
        return texts("silence-partly", answered=one.answered, left=left, last=words(one.last))
    first = min((view.due.day for view in one.views if view.due.day), default=None)
    if one.why is Silence.NO_ANSWER and one.times == 1 and (first is None or first > today):
        return texts("silence-asked", day=words(one.asked))
    if one.why is not Silence.NO_ANSWER or one.times:
        return texts(f"silence-{one.why.replace('_', '-')}", times=one.times)
    if first == today:
        return texts("silence-due-today")
    return texts("silence-not-asked", day=words(first))


async def _board(turn: Turn, roadmap_id: int) -> Board:
    return await load_board(
        turn.tx, await roadmap_meant(turn, roadmap_id), turn.office.policy.timezone
    )
