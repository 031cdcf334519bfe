"""The coordinator's desk: `/roadmaps`, `/log`, and everybody's `/settings`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.looking.quiet_hours import choose_hours, set_quiet_hours
from handlers.looking.roadmaps_archived import archive_buttons
from handlers.speaking.awaited import await_nothing
from handlers.speaking.buttons import ListButton, PersonButton, RoadmapButton, SettingButton, button
from handlers.speaking.current_roadmap import current_roadmap, roadmaps_of, rules
from handlers.speaking.standing_in import own_leave
from handlers.speaking.texts import Html, clip, within_quotes
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import require_active
from roadmap.actions.leaving import ANSWERING, replan_person
from roadmap.actions.namesakes import names_by_job
from roadmap.errors import NotAllowed
from roadmap.model import LogLine, Roadmap, Role
from roadmap.model.messages import Button
from roadmap.schedule.quiet_words import read_quiet_hours

LOG_PAGE = 12
ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(roadmaps, Command("roadmaps"))
    router.callback_query.register(choose, RoadmapButton.filter(F.verb == "choose"))
    router.callback_query.register(toggle_acceptance, RoadmapButton.filter(F.verb == "acceptance"))
    router.message.register(log, Command("log"))
    router.callback_query.register(turn_log, ListButton.filter(F.name == "log"))
    router.message.register(settings, Command("settings"))
    router.callback_query.register(change_setting, SettingButton.filter())


async def roadmaps(message: Message, turn: Turn) -> None:
    """Every roadmap, the current one marked; a button makes another current. Those in the archive
    stand behind a button.
    """
    everything = await _open_to(turn)
    of_archive = await archive_buttons(turn, everything) if turn.me.role is Role.COORDINATOR else []
    if not everything and any(of_archive):
        await turn.say(turn.texts("roadmaps-all-archived"), of_archive)
        return
    current = await current_roadmap(turn)
    lines = [turn.texts("roadmaps-title", count=len(everything))]
    rows = []
    for roadmap in everything[:20]:
        mark = "●" if roadmap.id == current.id else "○"
        lines.append(
            turn.texts(
                "roadmaps-line",
                mark=mark,
                title=clip(roadmap.title, 120),
                period=turn.texts.period(roadmap.period.label),
            )
        )
        data = RoadmapButton(verb="choose", roadmap_id=roadmap.id)
        rows.append([button(f"{mark} {clip(roadmap.title, 40)}", data)])
    if turn.me.role is Role.COORDINATOR:
        words = turn.texts("button-acceptance", on="yes" if current.acceptance else "no")
        rows.append([button(words, RoadmapButton(verb="acceptance", roadmap_id=current.id))])
        rename = RoadmapButton(verb="rename", roadmap_id=current.id)
        rows.append([button(turn.texts("button-rename"), rename)])
        rows += of_archive
    await turn.say(Html("\n".join(lines)), rows)


async def _open_to(turn: Turn) -> list[Roadmap]:
    """Newest first, without those in the archive: all of them, for an official those in which they
    answer for something.
    """
    everything = await turn.tx.roadmaps.all()
    if turn.me.role is not Role.OFFICIAL:
        return everything
    mine = await roadmaps_of(turn.tx, turn.me)
    return [roadmap for roadmap in everything if roadmap.id in mine]


async def choose(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Work with this roadmap from now on."""
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    if roadmap not in await _open_to(turn):
        if turn.me.role is not Role.OFFICIAL or roadmap.id in await roadmaps_of(turn.tx, turn.me):
            await require_active(turn.tx, roadmap.id)
        raise NotAllowed
    await turn.tx.people.update(replace(turn.me, roadmap_id=roadmap.id))
    await turn.say(turn.texts("roadmap-chosen", title=clip(roadmap.title, 200)), edit=True)


async def toggle_acceptance(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Whether closing needs the coordinator's acceptance."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    roadmap = replace(roadmap, acceptance=not roadmap.acceptance)
    await turn.tx.roadmaps.update(roadmap)
    await turn.tx.log.add(LogLine(turn.at, turn.me.id, roadmap.id, "log-acceptance"))
    title = within_quotes(clip(roadmap.title, 120))
    on = "yes" if roadmap.acceptance else "no"
    await turn.say(turn.texts("acceptance-set", on=on, title=title))


async def log(message: Message, turn: Turn) -> None:
    """Who did what, newest first."""
    await say_log(turn, 0)


async def say_log(turn: Turn, page: int) -> None:
    """One page of the log."""
    turn.require(Role.COORDINATOR)
    lines = await turn.tx.log.lines(None, LOG_PAGE + 1, page * LOG_PAGE)
    people = names_by_job(await turn.tx.people.all(), brackets=True)
    zone = turn.office.policy.timezone
    shown = [
        _log_line(turn, line, people, f"{line.at.astimezone(zone):%d.%m %H:%M}")
        for line in lines[:LOG_PAGE]
    ]
    turns: list[Button] = [button("‹", ListButton(name="log", page=page - 1))] if page else []
    turns += [button("›", ListButton(name="log", page=page + 1))] if len(lines) > LOG_PAGE else []
    text = Html("\n".join([turn.texts("log-title"), *shown])) if shown else turn.texts("log-empty")
    await turn.say(text, [turns], edit=turn.pressed is not None)


def _log_line(voice: Voice, line: LogLine, people: Mapping[int, str], when: str) -> Html:
    """«02.12 09:00 Иванова Анна: ответ по пункту 6»; what was erased leaves no colon behind."""
    who = people.get(line.person_id or 0, voice.texts("author-unknown"))
    what = voice.texts(line.what)
    about = "" if line.about == who else clip(line.about, 80)
    if about:
        return voice.texts("log-line", when=when, who=who, what=what, about=about)
    return voice.texts("log-line-bare", when=when, who=who, what=Html(what.rstrip(":")))


async def turn_log(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of the log."""
    await say_log(turn, max(0, callback_data.page))


async def settings(message: Message, turn: Turn) -> None:
    """Language, zone and quiet hours of the person."""
    await _say_settings(turn)


async def _say_settings(turn: Turn, *, edit: bool = False) -> None:
    person, texts = turn.me, turn.texts
    quiet = (
        f"{person.quiet_from:%H:%M}–{person.quiet_to:%H:%M}"
        if person.quiet_from is not None and person.quiet_to is not None
        else "no"
    )
    zone = texts.zone(person.timezone or turn.office.policy.timezone.key, turn.at)
    rows = [
        [
            button("Русский", SettingButton(name="language", value="ru")),
            button("English", SettingButton(name="language", value="en")),
        ],
        [button(texts("button-zone"), SettingButton(name="zones", value="-"))],
        [
            button(texts("button-quiet"), SettingButton(name="quiet", value="20-8")),
            button(texts("button-other-quiet"), SettingButton(name="quiet_from", value="-")),
        ],
        [button(texts("button-no-quiet"), SettingButton(name="quiet", value="-"))],
        *([[own_leave(turn)]] if person.role in ANSWERING else []),
        [button(texts("button-forget-me"), PersonButton(verb="erase", person_id=person.id))],
    ]
    await turn.say(
        texts("settings", language=person.language, zone=zone, quiet=quiet), rows, edit=edit
    )


async def change_setting(query: CallbackQuery, callback_data: SettingButton, turn: Turn) -> None:
    """Change one of the person's settings; their reminders follow a new zone or quiet hours."""
    name, value, person = callback_data.name, callback_data.value, turn.me
    if name == "zones":
        rows = [
            [button(turn.texts.zone(zone, turn.at), SettingButton(name="zone", value=zone))]
            for zone in ZONES
        ]
        await turn.say(turn.texts("zone-choose"), rows, edit=True)
        return
    if name == "quiet_from":
        await choose_hours(turn, value)
        return
    hours = read_quiet_hours("нет" if value == "-" else value) if name == "quiet" else None
    if hours is not None:
        await await_nothing(turn)
        await set_quiet_hours(turn, *hours)
        await _say_settings(turn, edit=True)
        return
    if name == "language" and value in ("ru", "en"):
        person = replace(person, language=value)
    elif name == "zone" and value in ZONES:
        person = replace(person, timezone=ZoneInfo(value).key)
    else:
        raise NotAllowed
    turn.person = person
    await turn.tx.people.update(person)
    await replan_person(turn.tx, person, rules(turn))
    await _say_settings(turn, edit=True)
