"""Answers that wait for their items, each to be given its place: an official's own, and everybody's
for a coordinator, as in /my and /silent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.answering.choices import MOST, Choice, each_once, named, places_of, ranked
from handlers.answering.context import items_named
from handlers.answering.placing import for_each, place_kept, shown_with
from handlers.looking.items import find_target
from handlers.pages.page import (
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    check_active,
    number_in,
    require_unchanged,
)
from handlers.pages.sure import sure
from handlers.speaking.cards import target_name
from handlers.speaking.current_roadmap import point_or_none
from handlers.speaking.dues import address
from handlers.speaking.own_roadmaps import names_of_roadmaps_in
from handlers.speaking.texts import Html, clip, in_ranges, plain
from roadmap.actions.answering import let_go
from roadmap.actions.rights import check_own, may_answer
from roadmap.answers.places import read_alone
from roadmap.errors import NotFound, UserError
from roadmap.model import Item, Person, Point, Role
from roadmap.model.messages import About
from roadmap.ports import DueView, Unplaced

_PLACING = (Role.COORDINATOR, Role.OFFICIAL)
#: Answers of one page, and places in the list of one answer: any other is named by its number.
ANSWERS, PLACES = 10, 100


@dataclass(frozen=True, slots=True)
class Place:
    """A point that a form names by `value`, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept answer, and where it may go: the likeliest first, then by the document. `to_all`: the
    words of the button for all that a reminder had shown; empty where it had not.
    """

    kept: Unplaced
    author: Person
    likely: Sequence[Place]
    places: Sequence[Place]
    to_all: Html


async def show(page: Page) -> Response:
    """The oldest of those that wait."""
    kept = await kept_of(page)
    theirs: dict[int, list[DueView]] = {}
    waiting = [await _waiting(page, one, theirs) for one in kept[:ANSWERS]]
    return Shown("kept.html", {"waiting": waiting, "count": len(kept)})


async def kept_of(page: Page) -> list[Unplaced]:
    """The answers that wait and that the person may place, oldest first."""
    whose = None if page.me.role is Role.COORDINATOR else page.me.id
    return await page.tx.answers.unplaced_of(whose)


async def _waiting(page: Page, kept: Unplaced, theirs: dict[int, list[DueView]]) -> Waiting:
    author = await page.tx.people.get(kept.person_id)
    if author.id not in theirs:
        own = await places_of(page.to(author))
        # For somebody who answers for nothing, a coordinator knows where it belongs.
        theirs[author.id] = own or await places_of(page)
    about = await shown_with(page, kept)
    asked = await page.tx.roadmaps.views([one.due_id for one in about if one.due_id is not None])
    views = each_once([*asked, *theirs[author.id]])
    choices = await asyncio.to_thread(ranked, views, kept.text, about)
    listed = sorted(choices[:PLACES], key=lambda one: _in_document(one.view))
    names = await names_of_roadmaps_in(page, [one.view.item for one in listed])
    addresses = in_ranges([address(one) for one in each_once(asked)])
    return Waiting(
        kept,
        author,
        [_place(one, names) for one in choices[:MOST]],
        [_place(one, names) for one in listed],
        page.texts("desk-kept-all", addresses=clip(addresses, 80)) if len(asked) > 1 else Html(""),
    )


def _in_document(view: DueView) -> tuple[int, int, int]:
    return view.item.roadmap_id, view.item.position, view.point.position


def _place(choice: Choice, names: Mapping[int, str]) -> Place:
    item_id, point_id = choice.where
    return Place(f"{item_id}-{point_id}", named(choice.view, names))


async def decide(page: Page) -> Response:
    """Give an answer its place, all that its reminder had shown, or none: it is no answer."""
    kept = await _kept(page)
    match page.form.get("do"):
        case "place":
            places = [await _meant(page, kept)]
        case "all":
            places = await _shown(page, kept)
        case "drop":
            return await _drop(page, kept)
        case _:
            raise NotFound("desk-no-page")
    for item, _ in places:
        if not await may_answer(page.tx, page.me, item, page.today):
            raise UserError("error-not-yours", number=item.number)
        await check_active(page, item.roadmap_id)
    await place_kept(page, for_each(kept), places)
    if len(places) > 1:
        return Redirect(await _onward(page), page.texts("desk-kept-placed", count=len(places)))
    target = target_name(page, *places[0])
    return Redirect(await _onward(page), plain(page.texts("answer-placed", target=target)))


async def _kept(page: Page) -> Unplaced:
    """The answer as the page showed it; raises UserError where it has its place by now."""
    try:
        kept = await page.tx.answers.unplaced(page.ids["kept"])
    except NotFound:
        raise UserError("desk-kept-decided") from None
    check_own(page.me, kept.person_id)
    require_unchanged(page, page.form.get("before", ""), kept.text)
    return kept


async def _meant(page: Page, kept: Unplaced) -> tuple[Item, Point | None]:
    """The place chosen, or named by its number."""
    number = page.form.get("number", "").strip()[:60]
    if number:
        return await _numbered(page, kept, number)
    item_id, _, point_id = page.form.get("place", "").partition("-")
    if not item_id:
        raise UserError("desk-kept-where")
    item = await page.tx.roadmaps.item(number_in(item_id))
    point = await point_or_none(page, number_in(point_id))
    if point is not None and point.item_id != item.id:
        raise NotFound("desk-no-page")
    return item, point


async def _numbered(page: Page, kept: Unplaced, number: str) -> tuple[Item, Point | None]:
    items = await items_named(page, number, await shown_with(page, kept))
    named_by = read_alone(number, [item.number for item in items])
    if named_by is None:
        raise UserError("error-address-unread", text=clip(number, 60))
    return await find_target(page, named_by, items)


async def _shown(page: Page, kept: Unplaced) -> list[tuple[Item, Point | None]]:
    about: Sequence[About] = await shown_with(page, kept)
    views = await page.tx.roadmaps.views([one.due_id for one in about if one.due_id is not None])
    if not views:
        raise NotFound("desk-no-page")
    return [(one.item, one.point) for one in each_once(views)]


async def _drop(page: Page, kept: Unplaced) -> Response:
    if not page.form.get("sure"):
        author = await page.tx.people.get(kept.person_id)
        lines = [
            page.texts("desk-kept-drop-sure"),
            page.texts(
                "answer-kept", name=author.name, text=kept.text, files=len(kept.attachments)
            ),
        ]
        sent = {"do": "drop", "sure": 1, "before": kept.text}
        to, yes = f"/kept/{kept.id}", page.texts("desk-kept-drop")
        return sure(lines, to, "/kept", yes, sent, danger=True)
    await let_go(page.tx, kept, page.at)
    return Redirect(await _onward(page), page.texts("desk-kept-dropped"))


async def _onward(page: Page) -> str:
    """To what is left, else to where one came from."""
    return "/kept" if await kept_of(page) else "/mine"


ROUTES = (
    Route("GET", "/kept", _PLACING, show),
    Route("POST", "/kept/{kept}", _PLACING, decide),
)
