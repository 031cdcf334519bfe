"""The report's draft, item by item: each accepted, worded otherwise, or asked about once more."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.looking.items import Finder
from handlers.reporting.reports import report_behind
from handlers.speaking.asking import ask_for
from handlers.speaking.awaited import DraftPlace, DraftWalk, ReportText, await_next
from handlers.speaking.buttons import (
    DraftItemButton,
    DraftItemVerb,
    ItemButton,
    PersonButton,
    RoadmapButton,
    button,
)
from handlers.speaking.standing_in import for_whom
from handlers.speaking.texts import Html, clip
from handlers.speaking.touched import minute_of
from handlers.speaking.turn import Turn
from roadmap.actions.archiving import require_active
from roadmap.actions.drafting import draft_order, empty_items, item_of_draft, no_longer_empty
from roadmap.actions.looking import subject, subjects
from roadmap.actions.namesakes import names_by_job
from roadmap.actions.reporting import chosen_half, report_line, reword
from roadmap.answers.likeness import Told, scores
from roadmap.errors import NotFound, UserError
from roadmap.model import Item, LogLine, Person, PersonState, ReportingPeriod, Roadmap, Role
from roadmap.model.address import EVERYTHING, read_addresses
from roadmap.model.messages import About, ButtonStyle
from roadmap.schedule.mornings import receiver

#: An item of which the words speak this much less than of the likeliest may be meant, too.
_NEAR = 1.3
_CHOICES = 6
#: New links that one message offers.
_LINKS = 5


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(go_through, RoadmapButton.filter(F.verb == "draft"))
    router.callback_query.register(step, DraftItemButton.filter(F.verb == "step"))
    router.callback_query.register(
        step_empty, DraftItemButton.filter(F.verb.in_({"empty", "before"}))
    )
    router.callback_query.register(find_item, DraftItemButton.filter(F.verb == "find"))
    router.callback_query.register(ask_words, DraftItemButton.filter(F.verb == "reword"))
    router.callback_query.register(reset, DraftItemButton.filter(F.verb == "reset"))
    router.callback_query.register(ask_again, DraftItemButton.filter(F.verb == "ask"))


async def go_through(query: CallbackQuery, callback_data: RoadmapButton, turn: Turn) -> None:
    """The first item of the draft; what lacks comes first."""
    turn.require(Role.COORDINATOR)
    roadmap, half = await report_behind(turn, callback_data)
    await say_draft_item(turn, roadmap, half, 0, edit=False)


async def say_draft_item(
    turn: Turn,
    roadmap: Roadmap,
    half: ReportingPeriod,
    index: int,
    *,
    edit: bool,
    only_empty: bool = False,
) -> None:
    """The draft's item at `index` (from 0, lacking ones first) with its words and what can be done;
    with `only_empty` its neighbours are those without text.

    Only what belongs to this item is read: a roadmap may have thousands.
    """
    ids = await draft_order(turn.tx, roadmap, half)
    index, item = await item_of_draft(turn.tx, ids, index)
    line = await report_line(turn.tx, roadmap, item, half)
    if line.text:
        await no_longer_empty(turn.tx, roadmap, half, {item.id})
    empty = len(await empty_items(turn.tx, roadmap, half))
    texts = turn.texts
    text = texts(
        "draft-item",
        number=item.number,
        place=index + 1,
        total=len(ids),
        empty=empty,
        about=clip(await subject(turn.tx, item), 200),
        text=line.text[:3000] or texts("draft-empty"),
    )

    def act(verb: DraftItemVerb) -> DraftItemButton:
        return DraftItemButton(verb=verb, roadmap_id=roadmap.id, half=half.number, arg=item.id)

    if only_empty:
        back = [button(texts("button-back"), _go("before", roadmap, half, index))]
        ahead = button(texts("button-next-empty"), _go("empty", roadmap, half, index + 1))
    else:
        back = [button(texts("button-back"), _go("step", roadmap, half, max(0, index - 1)))]
        following = _go("step", roadmap, half, index + 1)
        ahead = button(texts("button-next"), following, ButtonStyle.SUCCESS)
    ways = [button(texts("button-find-item"), _go("find", roadmap, half, 0))]
    if empty and not only_empty:
        words = texts("button-only-empty", count=empty)
        ways.append(button(words, _go("empty", roadmap, half, 0)))
    if only_empty:
        ways.append(button(texts("button-all-items"), _go("step", roadmap, half, index)))
    rows = [
        [*(back if index else []), ahead],
        ways,
        [
            button(texts("button-reword"), act("reword")),
            button(texts("button-ask-again"), act("ask")),
        ],
        [button(texts("button-as-answered"), act("reset"))],
    ]
    await turn.say(text, rows, edit=edit)
    await _walk_on(turn, roadmap.id, half)


async def _walk_on(turn: Turn, roadmap_id: int, half: ReportingPeriod) -> None:
    await await_next(turn, DraftWalk(roadmap_id, half.number, minute_of(turn)))


def _go(
    verb: DraftItemVerb, roadmap: Roadmap, half: ReportingPeriod, place: int
) -> DraftItemButton:
    return DraftItemButton(verb=verb, roadmap_id=roadmap.id, half=half.number, arg=place)


async def _draft_behind(turn: Turn, data: DraftItemButton) -> tuple[Roadmap, ReportingPeriod]:
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(data.roadmap_id)
    return roadmap, chosen_half(roadmap, data.half, turn.today)


async def step(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """Another item of the draft; past the last one, what comes next."""
    (roadmap, half), index = await _draft_behind(turn, callback_data), callback_data.arg
    if index < len(await draft_order(turn.tx, roadmap, half)):
        await say_draft_item(turn, roadmap, half, index, edit=True)
    else:
        await _say_finished(turn, roadmap, half)


async def step_empty(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """The next item without text from a place on, or the one before it; those that have got text
    meanwhile are passed by.
    """
    roadmap, half = await _draft_behind(turn, callback_data)
    ids, place = await draft_order(turn.tx, roadmap, half), callback_data.arg
    places = {item_id: at for at, item_id in enumerate(ids)}
    empty = [one for one in await empty_items(turn.tx, roadmap, half) if one in places]
    if callback_data.verb == "before":
        ahead = [one for one in reversed(empty) if places[one] < place]
    else:
        ahead = [one for one in empty if places[one] >= place]
    filled = set[int]()
    for item_id in ahead:
        with suppress(NotFound):  # a new edition may have dropped it
            item = await turn.tx.roadmaps.item(item_id)
            if not (await report_line(turn.tx, roadmap, item, half)).text:
                await no_longer_empty(turn.tx, roadmap, half, filled)
                at = places[item_id]
                await say_draft_item(turn, roadmap, half, at, edit=True, only_empty=True)
                return
        filled.add(item_id)
    await no_longer_empty(turn.tx, roadmap, half, filled)
    await _say_finished(turn, roadmap, half, "draft-no-empty")


async def _say_finished(
    turn: Turn, roadmap: Roadmap, half: ReportingPeriod, key: str = "draft-finished"
) -> None:
    """Past the last item: the report with what was changed in it, or once more from the start."""
    texts = turn.texts
    written = RoadmapButton(verb="half", roadmap_id=roadmap.id, arg=half.number)
    rows = [
        [button(texts("button-write-report"), written, ButtonStyle.SUCCESS)],
        [button(texts("button-again"), _go("step", roadmap, half, 0))],
    ]
    if empty := len(await empty_items(turn.tx, roadmap, half)):
        words = texts("button-only-empty", count=empty)
        rows.append([button(words, _go("empty", roadmap, half, 0))])
    await turn.say(texts(key, empty=empty), rows, edit=True)


async def find_item(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """The next message names the item to go to."""
    roadmap, half = await _draft_behind(turn, callback_data)
    await ask_for(turn, DraftPlace(roadmap.id, half.number), turn.texts("draft-find-how"))


async def take_number_in_walk(turn: Turn, text: str, awaited: DraftWalk) -> bool:
    """«12» while the draft is gone through: its item; False for anything but a number alone."""
    addresses = read_addresses(text)
    if not addresses or len(addresses) > 1 or addresses[0].item == EVERYTHING:
        return False
    await take_draft_place(turn, text, DraftPlace(awaited.roadmap_id, awaited.half))
    return True


async def take_draft_place(turn: Turn, text: str, awaited: DraftPlace) -> None:
    """The item of this number, or that the words speak of; where several may be meant, a choice."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(awaited.roadmap_id)
    half = chosen_half(roadmap, awaited.half, turn.today)
    ids = await draft_order(turn.tx, roadmap, half)
    in_draft = set(ids)
    items = [one for one in await turn.tx.roadmaps.items(roadmap.id) if one.id in in_draft]
    addresses = read_addresses(text)
    if addresses:
        found = [(await Finder(turn.tx, items).all(addresses))[0][0]]
    else:
        found = await _spoken_of(turn, text, items)
    if len(found) == 1:
        await say_draft_item(turn, roadmap, half, ids.index(found[0].id), edit=False)
        return
    about = await subjects(turn.tx, found)
    rows = [
        [
            button(
                f"{item.number} · {clip(about[item.id], 40)}",
                _go("step", roadmap, half, ids.index(item.id)),
            )
        ]
        for item in found
    ]
    await turn.say(turn.texts("draft-which-item"), rows)
    await _walk_on(turn, roadmap.id, half)


async def _spoken_of(turn: Turn, text: str, items: Sequence[Item]) -> list[Item]:
    """The items of which `text` speaks, the likeliest first: one where no other comes near it.
    Raises UserError where there is none.
    """
    own, words = await subjects(turn.tx, items), defaultdict[int, list[str]](list)
    for point in await turn.tx.roadmaps.points([item.id for item in items]):
        words[point.item_id].append(point.text)
    told = [Told(own[item.id], " ".join(words[item.id]), " ".join(item.section)) for item in items]
    by_score = zip(await asyncio.to_thread(scores, text, told), items, strict=True)
    ranked = sorted(
        ((score, item) for score, item in by_score if score > 0),
        key=lambda one: (-one[0], one[1].position),
    )
    if not ranked:
        raise UserError("error-draft-item-unknown", text=clip(text, 60))
    close = [item for score, item in ranked if score * _NEAR >= ranked[0][0]]
    return close[:_CHOICES]


async def ask_words(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """The next message is the item's text in the report."""
    _, half = await _draft_behind(turn, callback_data)
    item = await turn.tx.roadmaps.item(callback_data.arg)
    words = turn.texts("draft-words-awaited", number=item.number)
    await ask_for(turn, ReportText(item.id, half.number), words)


async def take_draft_text(turn: Turn, text: str, awaited: ReportText) -> None:
    """The coordinator's own words for an item; the entries stay."""
    turn.require(Role.COORDINATOR)
    await _reword(turn, awaited.item_id, awaited.half, text)


async def reset(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """Back to what the officials wrote."""
    _, half = await _draft_behind(turn, callback_data)
    await _reword(turn, callback_data.arg, half.number, None)


async def _reword(turn: Turn, item_id: int, half_number: int, text: str | None) -> None:
    item = await turn.tx.roadmaps.item(item_id)
    roadmap = await turn.tx.roadmaps.get(item.roadmap_id)
    half = chosen_half(roadmap, half_number, turn.today)
    await reword_item(turn, roadmap, half, item, text)
    rows = []
    with suppress(UserError, ValueError):  # the walk may have been begun anew without this item
        index = (await draft_order(turn.tx, roadmap, half)).index(item.id)
        following = _go("step", roadmap, half, index + 1)
        rows = [[button(turn.texts("button-next-item"), following, ButtonStyle.SUCCESS)]]
        if await empty_items(turn.tx, roadmap, half):
            next_empty = _go("empty", roadmap, half, index + 1)
            rows.append([button(turn.texts("button-next-empty"), next_empty)])
    await turn.say(
        turn.texts("draft-words-taken" if text else "draft-words-reset", number=item.number), rows
    )
    await _walk_on(turn, roadmap.id, half)


async def reword_item(
    turn: Turn, roadmap: Roadmap, half: ReportingPeriod, item: Item, text: str | None
) -> None:
    """The coordinator's own words for an item from now on; None goes back to the answers."""
    line = LogLine(turn.at, turn.me.id, roadmap.id, "log-reworded", item.number)
    await reword(turn.tx, turn.me, roadmap, half, item, text, line)
    if text:
        await no_longer_empty(turn.tx, roadmap, half, {item.id})


async def ask_again(query: CallbackQuery, callback_data: DraftItemButton, turn: Turn) -> None:
    """Ask those who answer for the item once more."""
    await _draft_behind(turn, callback_data)
    said, deaf = await ask_item_again(turn, await turn.tx.roadmaps.item(callback_data.arg))
    if not deaf:
        turn.toast(said)
        return
    links = [
        [
            button(
                turn.texts("button-new-link", name=Html(clip(person.name, 30))),
                PersonButton(verb="link", person_id=person.id),
            )
        ]
        for person in deaf[:_LINKS]
    ]
    await turn.say(said, links)


async def ask_item_again(turn: Turn, item: Item) -> tuple[Html, list[Person]]:
    """Ask those who answer for an item once more: whom, in a sentence, and whom no message reaches.
    Raises UserError where nobody answers for it.
    """
    if not await turn.tx.people.assignments_of_item(item.id):
        raise UserError("error-nobody-answers", number=item.number)
    reached, deaf = await ask_about_item(turn, item.id)
    said = turn.texts("asked-nobody")
    if reached:
        said = turn.texts("asked-again", names=_names(reached))
    if deaf:
        lost = turn.texts("asked-in-vain", names=_names(deaf), number=item.number)
        said = Html(f"{said} {lost}")
    return said, deaf


def _names(people: Sequence[Person]) -> str:
    return clip(", ".join(names_by_job(people, brackets=True).values()), 150)


async def ask_about_item(turn: Turn, item_id: int) -> tuple[list[Person], list[Person]]:
    """Write to everybody who answers for an item, or to who stands in for them, that its answer is
    awaited.

    Returns who is written to, and whom of those who answer for it no message reaches.
    """
    turn.require(Role.COORDINATOR)
    item = await turn.tx.roadmaps.item(item_id)
    await require_active(turn.tx, item.roadmap_id)
    about, answering = await subject(turn.tx, item), await who_is_asked(turn, item.id)
    for person, stood_in in answering.items():
        theirs = turn.to(person)
        words = theirs.texts("asked-about-item", number=item.number, text=clip(about, 300))
        if person not in stood_in:
            words = Html(f"<b>{for_whom(theirs, stood_in)}</b>\n{words}")
        rows = [
            [
                button(
                    theirs.texts("button-answer"),
                    ItemButton(verb="answer", item_id=item.id),
                    ButtonStyle.PRIMARY,
                )
            ]
        ]
        await theirs.say(words, rows, about=[About(item.id)])
    served = {one.id for those in answering.values() for one in those}
    people = {one.id: one for one in await turn.tx.people.all()}
    assigned = {a.person_id for a in await turn.tx.people.assignments_of_item(item.id)}
    deaf = [people[one] for one in sorted((assigned & people.keys()) - served)]
    return list(answering), deaf


async def who_is_asked(turn: Turn, item_id: int) -> dict[Person, list[Person]]:
    """Who is written to about an item, each with those for whom they are: themselves, or those on
    leave. Whom no message reaches is left out.
    """
    everyone = {person.id: person for person in await turn.tx.people.all()}
    assigned = {a.person_id for a in await turn.tx.people.assignments_of_item(item_id)}
    answering: dict[Person, list[Person]] = {}
    for person_id in sorted(assigned & everyone.keys()):
        named = everyone[person_id]
        whom = receiver(named, turn.today, everyone)
        if whom is not None and whom.state is PersonState.ACTIVE:
            answering.setdefault(whom, []).append(named)
    return answering
