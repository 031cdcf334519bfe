"""`/report`: its files at once, and the draft to go through item by item."""

from __future__ import annotations

from contextlib import suppress

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.buttons import ItemButton, RoadmapButton, button
from handlers.current import current_roadmap
from handlers.texts import Html, clip
from handlers.turn import ChatAction, Turn
from roadmap.actions.drafting import ReportState, draft_order, item_of_draft, keep_version
from roadmap.actions.reporting import chosen_half, report_line, reword
from roadmap.errors import NotAllowed, UserError
from roadmap.messages import About, Button, ButtonStyle
from roadmap.model import LogLine, ReportingPeriod, Roadmap, Role
from roadmap.ports import Json
from roadmap.report import ReportLine

router = Router(name="reports")

FORMATS = ("docx", "xlsx", "ics", "png", "pdf", "zip")
_READERS = (Role.COORDINATOR, Role.OBSERVER)


@router.message(Command("report"))
async def report(message: Message, command: CommandObject, turn: Turn) -> None:
    """The report of this half-year (or of the one named) as Word; what lacks stands first."""
    turn.require(*_READERS)
    wanted = (command.args or "").strip()
    if wanted and not wanted.isdecimal():
        raise UserError("error-report-how")
    roadmap = await current_roadmap(turn)
    half = chosen_half(roadmap, int(wanted) if wanted else None, turn.today)
    await order(turn, roadmap, half, "docx", with_state=True)


async def report_written(turn: Turn, roadmap: Roadmap, half: ReportingPeriod, state: ReportState) -> None:
    """The report has been put together: how complete it is, what changed, its other forms as buttons; kept as a version
    where it says anything new."""
    words = turn.texts(
        "report-state",
        half=half.number,
        period=roadmap.period.label,
        filled=state.total - len(state.missing),
        total=state.total,
        missing=clip(", ".join(state.missing), 300),
        lacks=len(state.missing),
    )
    if state.version:
        changed = clip(", ".join(state.changed), 200)
        news = turn.texts("report-version", version=state.version, changed=len(state.changed), numbers=changed)
        words = Html(f"{words}\n{news}")
    await keep_version(turn.tx, roadmap, half, state)
    await turn.say(words, _report_buttons(turn, roadmap, half))


def _report_buttons(turn: Turn, roadmap: Roadmap, half: ReportingPeriod) -> list[list[Button]]:
    def verb(name: str, number: int = half.number) -> RoadmapButton:
        return RoadmapButton(verb=name, roadmap_id=roadmap.id, arg=number)

    others = [other for other in roadmap.period.halves() if other.number != half.number]
    rows = [
        [button(turn.texts(f"button-file-{name}"), verb(name)) for name in FORMATS[start : start + 3]]
        for start in (0, 3)
    ]
    rows += [[button(turn.texts("button-half", half=other.number), verb("half", other.number)) for other in others]]
    if turn.me.role is Role.COORDINATOR:
        rows.append([button(turn.texts("button-go-through"), verb("draft"), ButtonStyle.PRIMARY)])
    return rows


async def order(
    turn: Turn, roadmap: Roadmap, half: ReportingPeriod, form: str, person_id: int = 0, *, with_state: bool = False
) -> None:
    """Have a file written outside of this transaction; `with_state` has `report_written` called with it."""
    payload: Json = {
        "roadmap": roadmap.id,
        "half": half.number,
        "format": form,
        "chat_id": turn.chat_id,
        "thread_id": turn.thread_id or 0,
        "person_id": turn.me.id,
        "only_person": person_id,
        "with_state": int(with_state),
    }
    await turn.tx.jobs.add("write_file", payload, turn.at)
    turn.effects.append(ChatAction(turn.chat_id, "upload_document"))


async def _behind(turn: Turn, data: RoadmapButton) -> tuple[Roadmap, ReportingPeriod]:
    turn.require(*_READERS)
    roadmap = await turn.tx.roadmaps.get(data.roadmap_id)
    return roadmap, chosen_half(roadmap, data.arg, turn.today)


@router.callback_query(RoadmapButton.filter(F.verb.in_(FORMATS)))
async def order_file(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The report in another form."""
    roadmap, half = await _behind(turn, callback_data)
    await order(turn, roadmap, half, callback_data.verb)
    turn.toast(turn.texts("file-coming"))


@router.callback_query(RoadmapButton.filter(F.verb == "half"))
async def other_half(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The other half-year's report."""
    await order(turn, *await _behind(turn, callback_data), "docx", with_state=True)
    turn.toast(turn.texts("file-coming"))


@router.callback_query(RoadmapButton.filter(F.verb == "draft"))
async def go_through(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The first item of the draft; what lacks comes first."""
    turn.require(Role.COORDINATOR)
    roadmap, half = await _behind(turn, callback_data)
    await say_draft_item(turn, roadmap, half, 0, edit=False)


async def say_draft_item(turn: Turn, roadmap: Roadmap, half: ReportingPeriod, place: int, *, edit: bool) -> None:
    """The draft's item at `place` (from 0, lacking ones first) with its words and what can be done.

    Only what belongs to this item is read: a roadmap may have thousands.
    """
    ids = await draft_order(turn.tx, roadmap, half)
    place, item = await item_of_draft(turn.tx, ids, place)
    line = await report_line(turn.tx, roadmap, item, half)
    texts = turn.texts
    text = texts(
        "draft-item",
        number=item.number,
        place=place + 1,
        total=len(ids),
        about=clip(item.recommendation, 200),
        text=_shown(turn, line),
    )

    def step(target: int) -> RoadmapButton:
        return RoadmapButton(verb="step", roadmap_id=roadmap.id, arg=target * 10 + half.number)

    def act(verb: str) -> RoadmapButton:
        return RoadmapButton(verb=verb, roadmap_id=roadmap.id, arg=item.id * 10 + half.number)

    rows = [
        [button(texts("button-next"), step((place + 1) % len(ids)), ButtonStyle.SUCCESS)],
        [button(texts("button-reword"), act("reword")), button(texts("button-ask-again"), act("ask"))],
        [button(texts("button-as-answered"), act("reset"))],
    ]
    await turn.say(text, rows, edit=edit)


def _shown(turn: Turn, line: ReportLine) -> Html | str:
    return line.text[:3000] if line.text else turn.texts("draft-empty")


async def _item_behind(turn: Turn, data: RoadmapButton) -> tuple[Roadmap, ReportingPeriod, int]:
    """Roadmap, half-year and the number packed beside it."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(data.roadmap_id)
    return roadmap, chosen_half(roadmap, data.arg % 10, turn.today), data.arg // 10


@router.callback_query(RoadmapButton.filter(F.verb == "step"))
async def step(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The next item of the draft."""
    roadmap, half, place = await _item_behind(turn, callback_data)
    await say_draft_item(turn, roadmap, half, place, edit=True)


@router.callback_query(RoadmapButton.filter(F.verb == "reword"))
async def ask_words(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The next message is the item's text in the report."""
    _, half, item_id = await _item_behind(turn, callback_data)
    item = await turn.tx.roadmaps.item(item_id)
    await turn.tx.people.set_dialog(turn.chat_id, {"awaits": "report_text", "item": item.id, "period": half.number})
    await turn.say(turn.texts("draft-words-awaited", number=item.number))


async def take_draft_text(turn: Turn, text: str, item_id: int, half_number: int) -> None:
    """The coordinator's own words for an item; the entries stay."""
    turn.require(Role.COORDINATOR)
    await _reword(turn, item_id, half_number, text)
    await turn.tx.people.set_dialog(turn.chat_id, None)


@router.callback_query(RoadmapButton.filter(F.verb == "reset"))
async def reset(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Back to what the officials wrote."""
    _, half, item_id = await _item_behind(turn, callback_data)
    await _reword(turn, item_id, half.number, None)


async def _reword(turn: Turn, item_id: int, half_number: int, text: str | None) -> None:
    item = await turn.tx.roadmaps.item(item_id)
    roadmap = await turn.tx.roadmaps.get(item.roadmap_id)
    half = chosen_half(roadmap, half_number, turn.today)
    line = LogLine(turn.at, turn.me.id, roadmap.id, "log-reworded", item.number)
    await reword(turn.tx, turn.me, roadmap, half, item, text, line)
    rows = []
    with suppress(UserError, ValueError):  # the walk may have been begun anew without this item
        place = (await draft_order(turn.tx, roadmap, half)).index(item.id)
        following = RoadmapButton(verb="step", roadmap_id=roadmap.id, arg=(place + 1) * 10 + half.number)
        rows = [[button(turn.texts("button-next-item"), following, ButtonStyle.SUCCESS)]]
    await turn.say(turn.texts("draft-words-taken" if text else "draft-words-reset", number=item.number), rows)


@router.callback_query(RoadmapButton.filter(F.verb == "ask"))
async def ask_again(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Ask those who answer for the item once more."""
    _, _, item_id = await _item_behind(turn, callback_data)
    item = await turn.tx.roadmaps.item(item_id)
    assignments = await turn.tx.people.assignments_of_item(item.id)
    if not assignments:
        raise UserError("error-nobody-answers", number=item.number)
    await ask_about_item(turn, item.id)
    turn.toast(turn.texts("asked-again"))


async def ask_about_item(turn: Turn, item_id: int) -> int:
    """Write to everybody who answers for an item that its answer is awaited; how many could be reached."""
    if turn.me.role is not Role.COORDINATOR:
        raise NotAllowed
    item = await turn.tx.roadmaps.item(item_id)
    reached = 0
    for person_id in sorted({a.person_id for a in await turn.tx.people.assignments_of_item(item.id)}):
        person = await turn.tx.people.get(person_id)
        theirs = turn.facing(person)
        words = theirs.texts("asked-about-item", number=item.number, text=clip(item.recommendation, 300))
        rows = [
            [button(theirs.texts("button-answer"), ItemButton(verb="answer", item_id=item.id), ButtonStyle.PRIMARY)]
        ]
        await turn.tell(person, words, rows, about=[About(item.id)])
        reached += person.telegram_id is not None
    return reached
