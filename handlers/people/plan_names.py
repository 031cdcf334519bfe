"""The bodies that a plan names: taken from the directory, asked about, or created from the plan;
and those that nobody stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.speaking.buttons import BodyButton, PlanNamesButton, PlanNamesVerb, button
from handlers.speaking.current_roadmap import rules
from handlers.speaking.paging import page_of
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.bodies import unmanned
from roadmap.actions.naming import (
    Likely,
    Named,
    PlanNames,
    accept_likely,
    create_named,
    names_of_plan,
)
from roadmap.model import Roadmap, Role
from roadmap.model.messages import Button, ButtonStyle

#: Likely names that one message asks about: each has a row of buttons or two.
_ASKED = 4
#: New names that one message lists.
_LISTED = 15


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(show, PlanNamesButton.filter(F.verb == "show"))
    router.callback_query.register(create, PlanNamesButton.filter(F.verb == "create"))
    router.callback_query.register(accept, PlanNamesButton.filter(F.verb == "yes"))
    router.callback_query.register(refuse, PlanNamesButton.filter(F.verb == "no"))
    router.callback_query.register(show_unmanned, PlanNamesButton.filter(F.verb == "unmanned"))


async def plan_names_offer(voice: Voice, roadmap: Roadmap) -> tuple[Html, list[list[Button]]]:
    """What the directory knows of a plan's names, and the buttons to go on; both empty where the
    plan names no body.
    """
    found = await names_of_plan(voice.tx, roadmap)
    if not found.known and not found.unsettled:
        return Html(""), []
    rows = []
    if found.unsettled:
        words = voice.texts("button-plan-names", count=found.unsettled)
        rows.append([_button(roadmap, "show", words, style=ButtonStyle.PRIMARY)])
    nobody = len(await unmanned(voice.tx, roadmap.id))
    if nobody:
        words = voice.texts("button-unmanned", count=nobody)
        rows.append([_button(roadmap, "unmanned", words)])
    return _counts(voice, found), rows


def _counts(voice: Voice, found: PlanNames) -> Html:
    return voice.texts(
        "plan-names",
        total=len(found.known) + found.unsettled,
        known=len(found.known),
        likely=len(found.likely),
        new=len(found.new) + len(found.waiting),
    )


def _button(
    roadmap: Roadmap,
    verb: PlanNamesVerb,
    words: str,
    mark: int = 0,
    arg: int = 0,
    style: ButtonStyle = ButtonStyle.PLAIN,
) -> Button:
    data = PlanNamesButton(verb=verb, roadmap_id=roadmap.id, mark=mark, arg=arg)
    return button(words, data, style)


async def show(query: CallbackQuery, callback_data: PlanNamesButton, turn: Turn) -> None:
    """What is likely known, and what is new."""
    turn.require(Role.COORDINATOR)
    await say_plan_names(turn, await turn.tx.roadmaps.get(callback_data.roadmap_id))


async def say_plan_names(turn: Turn, roadmap: Roadmap, *, edit: bool = False) -> None:
    """Ask about likely names, list new ones; where all are settled, who stands for each."""
    found = await names_of_plan(turn.tx, roadmap)
    if not found.unsettled:
        await turn.say(turn.texts("plan-names-settled"), edit=edit)
        await say_unmanned(turn, roadmap, 0)
        return
    blocks, rows = [_counts(turn, found)], list[list[Button]]()
    for place, likely in enumerate(found.likely[:_ASKED], 1):
        blocks.append(_question(turn, place, likely))
        rows += _choices(turn, roadmap, place, likely)
    if len(found.likely) > _ASKED:
        blocks.append(turn.texts("plan-names-then", count=len(found.likely) - _ASKED))
    if found.new:
        blocks.append(_new(turn, found.new))
        words = turn.texts("button-create-bodies", count=len(found.new))
        rows.append([_button(roadmap, "create", words, style=ButtonStyle.SUCCESS)])
    await turn.say(Html("\n\n".join(blocks)), rows, edit=edit)


def _question(voice: Voice, place: int, likely: Likely) -> Html:
    """«1. «УО» (пункты 1, 4) – это «Управление образования»? Сокращение.»"""
    body, why = likely.bodies[0]
    return voice.texts(
        "plan-names-likely",
        place=place,
        name=clip(likely.named.name.text, 200),
        numbers=_numbers(likely.named),
        count=len(likely.named.items),
        body=clip(body.name, 200),
        why=voice.texts(f"likeness-{why.value}"),
    )


def _numbers(named: Named) -> str:
    return clip(in_ranges([item.number for item, _ in named.items]), 80)


def _choices(voice: Voice, roadmap: Roadmap, place: int, likely: Likely) -> list[list[Button]]:
    mark = likely.named.mark
    no = _button(roadmap, "no", voice.texts("button-name-new", place=place), mark)
    if len(likely.bodies) == 1:
        body = likely.bodies[0][0]
        yes = _button(roadmap, "yes", voice.texts("button-name-yes", place=place), mark, body.id)
        return [[yes, no]]
    several = [
        _button(roadmap, "yes", f"{place}. {clip(body.name, 40)}", mark, body.id)
        for body, _ in likely.bodies
    ]
    return [*([one] for one in several), [no]]


def _new(voice: Voice, new: Sequence[Named]) -> Html:
    lines = [voice.texts("plan-names-new", count=len(new))]
    lines += [
        voice.texts(
            "plan-names-row",
            name=clip(named.name.text, 150),
            kind=named.name.kind.value,
            numbers=_numbers(named),
        )
        for named in new[:_LISTED]
    ]
    if len(new) > _LISTED:
        lines.append(voice.texts("bodies-more", count=len(new) - _LISTED))
    return Html("\n".join(lines))


async def accept(query: CallbackQuery, callback_data: PlanNamesButton, turn: Turn) -> None:
    """The name is this body's, in all rows that have it."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    mark, body_id = callback_data.mark, callback_data.arg
    await accept_likely(turn.tx, turn.me, roadmap, mark, body_id, rules(turn))
    await say_plan_names(turn, roadmap, edit=True)


async def refuse(query: CallbackQuery, callback_data: PlanNamesButton, turn: Turn) -> None:
    """The name is of none of these: it becomes a body of its own."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    await create_named(turn.tx, turn.me, roadmap, rules(turn), callback_data.mark)
    await say_plan_names(turn, roadmap, edit=True)


async def create(query: CallbackQuery, callback_data: PlanNamesButton, turn: Turn) -> None:
    """All new names become bodies."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    created = await create_named(turn.tx, turn.me, roadmap, rules(turn))
    turn.toast(turn.texts("bodies-created", count=len(created)))
    await say_plan_names(turn, roadmap, edit=True)


async def show_unmanned(query: CallbackQuery, callback_data: PlanNamesButton, turn: Turn) -> None:
    """A page of the bodies that nobody stands for."""
    turn.require(Role.COORDINATOR)
    roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    shown = await turn.tx.messages.shown(turn.chat_id, turn.pressed) if turn.pressed else None
    pages = {one.text for row in (shown.buttons if shown else ()) for one in row}
    await say_unmanned(turn, roadmap, callback_data.arg, edit=not pages.isdisjoint("‹›"))


async def say_unmanned(turn: Turn, roadmap: Roadmap, number: int, *, edit: bool = False) -> None:
    """The bodies of a plan that nobody stands for, so that nobody is reminded of their items; a
    button for each leads to «Кто отвечает?».
    """
    found = await unmanned(turn.tx, roadmap.id)
    if not found:
        await turn.say(turn.texts("unmanned-none"), edit=edit)
        return
    page = page_of(found, number)
    lines = [turn.texts("unmanned-title", count=len(found))]
    lines += [turn.texts("unmanned-line", name=body.name, count=items) for body, items in page.rows]
    rows = [
        [button(clip(body.name, 50), BodyButton(verb="head", body_id=body.id))]
        for body, _ in page.rows
    ]
    rows.append(
        [
            _button(roadmap, "unmanned", word, arg=place)
            for word, place in (("‹", page.number - 1), ("›", page.number + 1))
            if 0 <= place < page.pages
        ]
    )
    await turn.say(Html("\n".join(lines)), rows, edit=edit)
