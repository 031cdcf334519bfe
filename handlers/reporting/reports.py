"""`/report`: how complete it is, and its files; the draft is gone through in
handlers/reporting/draft_walk.py.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.reporting.comparing import changes_button
from handlers.speaking.buttons import RoadmapButton, RoadmapVerb, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.missing_files import missing_files
from handlers.speaking.slow_work import put_to_work
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import ChatAction, Turn
from handlers.speaking.voice import Voice
from roadmap.actions.drafting import ReportState, keep_version
from roadmap.actions.reporting import chosen_half
from roadmap.actions.tasks import WriteFile
from roadmap.errors import UserError
from roadmap.model import ReportingPeriod, Roadmap, Role
from roadmap.model.forms import Form
from roadmap.model.messages import Button, ButtonStyle

_READERS = (Role.COORDINATOR, Role.OBSERVER)
#: A row of buttons each: the report, what goes with it, the timeline.
_OFFERED = (
    (Form.DOCX, Form.PDF, Form.XLSX),
    (Form.ICS, Form.ZIP),
    (Form.PNG, Form.TIMELINE),
)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(report, Command("report"))
    router.callback_query.register(other_form, RoadmapButton.filter(F.verb.in_(tuple(Form))))
    router.callback_query.register(other_half, RoadmapButton.filter(F.verb == "half"))


async def report(message: Message, command: CommandObject, turn: Turn) -> None:
    """The report of this half-year (or of the one named) as Word; what lacks stands first."""
    await say_report(turn, command.args or "")


async def say_report(turn: Turn, which: str = "") -> None:
    """Order the report of half-year `which`, of this one where it is empty; raises UserError."""
    turn.require(*_READERS)
    wanted = which.strip()
    if wanted and not wanted.isdecimal():
        raise UserError("error-report-how")
    roadmap = await current_roadmap(turn)
    half = chosen_half(roadmap, int(wanted) if wanted else None, turn.today)
    await have_written(turn, roadmap, half, Form.DOCX, with_state=True)


async def report_written(
    voice: Voice, roadmap: Roadmap, half: ReportingPeriod, state: ReportState
) -> None:
    """The report has been put together: how complete it is, what changed, its other forms as
    buttons; kept as a version where it says anything new.
    """
    words = voice.texts(
        "report-state",
        half=half.number,
        period=voice.texts.period(roadmap.period.label),
        filled=state.total - len(state.missing),
        total=state.total,
        missing=clip(in_ranges(state.missing), 300),
        lacks=len(state.missing),
    )
    rows = _report_buttons(voice, roadmap, half)
    if state.version:
        changed = clip(in_ranges(state.changed), 200)
        news = voice.texts(
            "report-version", version=state.version, changed=len(state.changed), numbers=changed
        )
        words = Html(f"{words}\n{news}")
        if state.changed:
            rows.insert(0, [changes_button(voice, roadmap, half, state.version)])
    await keep_version(voice.tx, roadmap, half, state)
    missing = await missing_files(voice, roadmap, half)
    await voice.say(Html(f"{words}\n{missing}") if missing else words, rows)


def _report_buttons(voice: Voice, roadmap: Roadmap, half: ReportingPeriod) -> list[list[Button]]:
    def verb(name: RoadmapVerb, number: int = half.number) -> RoadmapButton:
        return RoadmapButton(verb=name, roadmap_id=roadmap.id, arg=number)

    others = [other for other in roadmap.period.halves() if other.number != half.number]
    rows = [
        [button(voice.texts(f"button-file-{form}"), verb(form)) for form in forms]
        for forms in _OFFERED
    ]
    rows += [
        [
            button(voice.texts("button-half", half=other.number), verb("half", other.number))
            for other in others
        ]
    ]
    if voice.whom.role is Role.COORDINATOR:
        rows.append([button(voice.texts("button-go-through"), verb("draft"), ButtonStyle.PRIMARY)])
    return rows


async def have_written(
    turn: Turn,
    roadmap: Roadmap,
    half: ReportingPeriod,
    form: Form,
    person_id: int = 0,
    *,
    with_state: bool = False,
) -> None:
    """Have a file written as a job; `with_state`: and have `report_written` called with it."""
    task = WriteFile(roadmap.id, half.number, form, person_id, with_state)
    await put_to_work(turn, task)
    turn.effects.append(ChatAction(turn.chat_id, "upload_document"))


async def report_behind(turn: Turn, data: RoadmapButton) -> tuple[Roadmap, ReportingPeriod]:
    """The roadmap and the half-year of a button; raises NotAllowed, NotFound, UserError."""
    turn.require(*_READERS)
    roadmap = await turn.tx.roadmaps.get(data.roadmap_id)
    return roadmap, chosen_half(roadmap, data.arg, turn.today)


async def other_form(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The report in another form."""
    roadmap, half = await report_behind(turn, callback_data)
    await have_written(turn, roadmap, half, Form(callback_data.verb))
    turn.toast(turn.texts("file-coming"))


async def other_half(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The other half-year's report."""
    await have_written(turn, *await report_behind(turn, callback_data), Form.DOCX, with_state=True)
    turn.toast(turn.texts("file-coming"))
