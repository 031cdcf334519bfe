"""«В архив» under `/roadmaps`, the archive itself, and what can still be looked at there."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.finding import items_by_words, offer_items
from handlers.looking.items import Finder, say_card
from handlers.speaking.asking import ask_for, cancel_button
from handlers.speaking.awaited import ArchivedItem, await_nothing
from handlers.speaking.buttons import ListButton, RoadmapButton, RoadmapVerb, button
from handlers.speaking.current_roadmap import current_roadmap, rules
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.texts import Html, clip, within_quotes
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.archiving import archive, unarchive
from roadmap.errors import NotFound, UserError
from roadmap.model import Roadmap, Role
from roadmap.model.address import read_addresses
from roadmap.model.forms import Form
from roadmap.model.messages import Button, ButtonStyle

#: Of a page that takes the place of the one shown; the first is shown below the list of roadmaps.
_TURNED = 1


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(choose_for_archive, ListButton.filter(F.name == "to_archive"))
    router.callback_query.register(show_archive, ListButton.filter(F.name == "archive"))
    router.callback_query.register(ask_if_sure, RoadmapButton.filter(F.verb == "archive"))
    router.callback_query.register(put_away, RoadmapButton.filter(F.verb == "archive_sure"))
    router.callback_query.register(bring_back, RoadmapButton.filter(F.verb == "return"))
    router.callback_query.register(show_archived, RoadmapButton.filter(F.verb == "archived"))
    router.callback_query.register(ask_for_item, RoadmapButton.filter(F.verb == "find"))


async def archive_buttons(voice: Voice, active: list[Roadmap]) -> list[list[Button]]:
    """«В архив», which asks for the roadmap where there are several, and «Архив (2)»."""
    row, archived = list[Button](), await voice.tx.roadmaps.archived()
    if active:
        words = voice.texts("button-to-archive")
        first = RoadmapButton(verb="archive", roadmap_id=active[0].id)
        which = ListButton(name="to_archive", page=0)
        row.append(button(words, first if len(active) == 1 else which))
    if archived:
        words = voice.texts("button-archive", count=len(archived))
        row.append(button(words, ListButton(name="archive", page=0)))
    return [row]


def return_button(voice: Voice, roadmap: Roadmap) -> Button:
    """«Вернуть»."""
    data = RoadmapButton(verb="return", roadmap_id=roadmap.id)
    return button(voice.texts("button-unarchive"), data)


async def choose_for_archive(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Which of several roadmaps is to go into the archive."""
    turn.require(Role.COORDINATOR)
    page = page_of(await turn.tx.roadmaps.all(), callback_data.page)
    rows = [
        [button(clip(one.title, 60), RoadmapButton(verb="archive", roadmap_id=one.id))]
        for one in page.rows
    ]
    rows += [page_buttons(page, "to_archive"), [cancel_button(turn)]]
    await turn.say(turn.texts("archive-which"), rows, edit=True)


async def ask_if_sure(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """What follows from it, before it is done."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    sure = RoadmapButton(verb="archive_sure", roadmap_id=roadmap.id)
    rows = [[button(turn.texts("button-to-archive"), sure, ButtonStyle.PRIMARY)]]
    rows[0].append(cancel_button(turn))
    await turn.say(turn.texts("archive-sure", title=within_quotes(clip(roadmap.title, 300))), rows)


async def put_away(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Into the archive; «Вернуть» takes it back."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    roadmap = await archive(turn.tx, turn.me, roadmap, rules(turn))
    words = turn.texts("archive-done", title=within_quotes(clip(roadmap.title, 300)))
    try:
        current = turn.texts("roadmap-chosen", title=clip((await current_roadmap(turn)).title, 200))
    except NotFound:
        current = turn.texts("archive-no-other")
    await turn.say(Html(f"{words}\n{current}"), [[return_button(turn, roadmap)]], edit=True)


async def bring_back(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """Out of the archive; what fell due and what was answered meanwhile is counted."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    since = roadmap.archived_at
    roadmap = await unarchive(turn.tx, turn.me, roadmap, rules(turn))
    passed, answered = 0, 0
    if since is not None:
        first = turn.office.policy.day_of(since)
        views = await turn.tx.roadmaps.views_between(roadmap.id, first, turn.today)
        passed = sum(view.due.day is not None and view.due.day < turn.today for view in views)
        entries = await turn.tx.answers.of_roadmap(roadmap.id, date.min, date.max)
        answered = sum(one.at >= since and one.withdrawn_at is None for one in entries)
    title = within_quotes(clip(roadmap.title, 300))
    words = turn.texts("archive-returned", title=title, passed=passed, answered=answered)
    await turn.say(words, edit=True)


async def show_archive(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The roadmaps in the archive: each opens, and is returned, by a button."""
    turn.require(Role.COORDINATOR)
    archived = await turn.tx.roadmaps.archived()
    page, texts = page_of(archived, callback_data.page), turn.texts
    rows = [
        [
            button(clip(one.title, 40), RoadmapButton(verb="archived", roadmap_id=one.id)),
            return_button(turn, one),
        ]
        for one in page.rows
    ]
    lines = [_line(turn, one) for one in page.rows] or [texts("archive-empty")]
    text = Html("\n".join([texts("archive-title", count=len(archived)), *lines]))
    turns = page_buttons(page, "archive", _TURNED)
    await turn.say(text, [*rows, turns], edit=callback_data.arg == _TURNED)


def _line(voice: Voice, roadmap: Roadmap) -> Html:
    at = roadmap.archived_at or voice.at
    return voice.texts(
        "archive-line",
        title=clip(roadmap.title, 120),
        period=voice.texts.period(roadmap.period.label),
        since=voice.texts.short_day(voice.office.policy.day_of(at), voice.today),
    )


async def show_archived(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """One roadmap of the archive: its reports and files, its items, the way back. Raises UserError
    where it was returned meanwhile.
    """
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    if roadmap.archived_at is None:
        raise UserError("error-stale-button")
    texts = turn.texts

    def of_half(verb: RoadmapVerb, half: int) -> RoadmapButton:
        return RoadmapButton(verb=verb, roadmap_id=roadmap.id, arg=half)

    halves = [half.number for half in roadmap.period.halves()]
    last = roadmap.period.half_at(turn.today).number
    rows = [
        [button(texts("button-report-of-half", half=one), of_half("half", one)) for one in halves],
        [button(texts(f"button-file-{one}"), of_half(one, last)) for one in (Form.XLSX, Form.ZIP)],
        [
            button(texts("button-find-item"), of_half("find", 0)),
            return_button(turn, roadmap),
        ],
    ]
    await turn.say(_line(turn, roadmap), rows)


async def ask_for_item(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The next words are an item of this roadmap: its number, or words of it."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    words = turn.texts("archive-find-how", title=clip(roadmap.title, 200))
    await ask_for(turn, ArchivedItem(roadmap.id), words)


async def take_archived_item(turn: Turn, text: str, awaited: ArchivedItem) -> None:
    """The cards of the items that a number or words name."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(awaited.roadmap_id)
    addresses = read_addresses(text)
    if addresses:
        items = await turn.tx.roadmaps.items(roadmap.id)
        targets = await Finder(turn.tx, items).all(addresses)
        await await_nothing(turn)
        for item, point in targets[:3]:
            await say_card(turn, item, point)
        return
    found = await items_by_words(turn, text, roadmap)
    if len(found) == 1:
        await await_nothing(turn)
        await say_card(turn, found[0])
        return
    await offer_items(turn, text, "open", roadmap)
    await await_nothing(turn)
