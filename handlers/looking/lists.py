"""`/my`, `/due`, `/overdue`, «без даты»: due days in pages, each openable by a button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta
from html import escape

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.speaking.answerers import in_capacities
from handlers.speaking.buttons import DueButton, ListButton, button
from handlers.speaking.dues import about, by_roadmap, called, in_rows, line
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, own_roadmaps
from handlers.speaking.paging import page_buttons, page_of
from handlers.speaking.shares import share_lines
from handlers.speaking.standing_in import for_whom
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.leaving import absent_for
from roadmap.actions.namesakes import names_apart
from roadmap.actions.planning import capacities_for, named_by_target
from roadmap.actions.postponing import days_asked_for
from roadmap.errors import NotAllowed, UserError
from roadmap.model import Capacity, DueState, Roadmap, Role
from roadmap.model.messages import Button
from roadmap.ports import DueView
from roadmap.reading.person_names import name_order

_STILL_OPEN = (DueState.OPEN, DueState.CLAIMED_DONE)
_DAYS_AHEAD = 14
_MOST_DAYS = 400


#: Names on a line of a list.
_NAMES = 3
#: How far ahead a list of deadlines can be had by a button, in days.
_HORIZONS = (7, 30, 90)
#: Shown in a message of its own, not in place of the one whose button was pressed: that one stays
#: of use.
APART = 1


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(my, Command("my"))
    router.message.register(due, Command("due"))
    router.message.register(overdue, Command("overdue"))
    router.callback_query.register(turn_page, ListButton.filter(F.name.in_(_LISTS)))


async def say_dues(
    turn: Turn, name: str, title: Html, empty: Html, views: list[DueView], page: int, arg: int = 0
) -> None:
    """One page of due days with a button for each, and names where they are not one person's."""
    shown = page_of(views, page)
    edit = (
        turn.pressed is not None
        and turn.callback_id is not None
        and (name, arg) != ("overdue", APART)
        and (name != "late" or page > 0)
    )
    names = (
        {}
        if name in ("my", "standing_in") or turn.me.role is Role.OFFICIAL
        else await _names(turn, shown.rows)
    )
    roadmaps = await names_of_roadmaps_in(turn, [view.item for view in views])
    asked = await days_asked_for(turn.tx, shown.rows)
    lines = list[Html]()
    for heading, some in by_roadmap(shown.rows, roadmaps):
        lines += [heading] if heading else []
        for view in some:
            due_id = view.due.id
            lines.append(line(turn.texts, view, turn.today, names.get(due_id), asked.get(due_id)))
    rows = _open_buttons(turn, shown.rows, roadmaps)
    rows.append(page_buttons(shown, name, 0 if name == "overdue" else arg))
    if name == "due":
        rows.append(_horizons(turn, arg))
    text = Html("\n\n".join([title, *lines])) if views else empty
    await turn.say(text, rows, about=[about(view) for view in shown.rows], edit=edit)


def _open_buttons(
    turn: Turn, views: Sequence[DueView], roadmaps: Mapping[int, str]
) -> list[list[Button]]:
    written = called(turn.texts, views, turn.today, roadmaps)
    return in_rows(
        [button(written[view.due.id], DueButton(verb="open", due_id=view.due.id)) for view in views]
    )


def _horizons(voice: Voice, now: int) -> list[Button]:
    return [
        button(voice.texts("button-days", days=days), ListButton(name="due", page=0, arg=days))
        for days in _HORIZONS
        if days != now
    ]


async def _names(voice: Voice, views: Sequence[DueView]) -> dict[int, Html]:
    """Who answers for each due day; where each must and some have, who has."""
    item_ids = list({view.item.id for view in views})
    assignments = await voice.tx.people.assignments_of_items(item_ids)
    people = {key: await voice.tx.people.get(key) for key in {one.person_id for one in assignments}}
    shown = await names_apart(voice.tx, list(people.values()), brackets=True)
    named, shares = named_by_target(assignments, people), await share_lines(voice, views)
    found: dict[int, Html] = {}
    for view in views:
        own = capacities_for(view.point, named)
        lead, co = (
            sorted((shown[one] for one, how in own.items() if how is wanted), key=name_order)
            for wanted in (Capacity.RESPONSIBLE, Capacity.CO_EXECUTOR)
        )
        nobody = voice.texts("summary-nobody")
        names = in_capacities(voice.texts, lead, co, _NAMES) if lead or co else nobody
        found[view.due.id] = shares.get(view.due.id, names)
    return found


async def my(message: Message, turn: Turn) -> None:
    """What the person answers for."""
    await say_my(turn)


async def say_my(turn: Turn, page: int = 0, arg: int = 0) -> None:
    """The person's own open due days, the nearest first, and how many items have no date; what
    they do for those on leave in messages of its own, not once more with each turned page.
    """
    roadmaps = await own_roadmaps(turn)
    views = await _views_of(turn, roadmaps, None, None, _STILL_OPEN, turn.me.id)
    undated = await _items_without_date(turn, roadmaps, views)
    texts = turn.texts
    counts = texts("my-counts", dues=len(views), undated=undated)
    several = texts("my-title-several", count=len(roadmaps))
    alone = texts("my-title", title=clip(roadmaps[0].title, 80))
    title = Html(f"{several if len(roadmaps) > 1 else alone}\n{counts}")
    nothing = "my-observer" if turn.me.role is Role.OBSERVER else "my-empty"
    empty = texts("my-only-undated", undated=undated) if undated else texts(nothing)
    stands_for = [body.name for body in await turn.tx.bodies.bodies_of(turn.me.id)]
    if stands_for:
        line = texts("my-stands-for", names=clip(", ".join(stands_for), 200))
        title, empty = Html(f"{title}\n{line}"), Html(f"{empty}\n{line}")
    await say_dues(turn, "my", title, empty, views, page)
    coordinator = turn.me.role is Role.COORDINATOR
    if turn.pressed is None or arg == APART:
        for absent in await absent_for(turn.tx, turn.me, turn.today):
            await say_stood_in(turn, 0, absent.id)
    kept = await turn.tx.answers.unplaced_of(None if coordinator else turn.me.id)
    if kept:
        await turn.say(
            texts("all-unplaced" if coordinator else "my-unplaced", count=len(kept)),
            [[button(texts("button-place"), ListButton(name="unplaced", page=0))]],
        )


async def say_stood_in(turn: Turn, page: int, arg: int) -> None:
    """What the person does in place of somebody on leave, whose id is `arg`: their open due days in
    all roadmaps, under the words with which a reminder says whose they are. Raises NotAllowed where
    they do not stand in.
    """
    everybody = await absent_for(turn.tx, turn.me, turn.today)
    absent = next((one for one in everybody if one.id == arg), None)
    if absent is None:
        raise NotAllowed
    roadmaps = [one for one in await turn.tx.roadmaps.all() if one.period.end >= turn.today]
    views = await _views_of(turn, roadmaps, None, None, _STILL_OPEN, absent.id)
    title = Html(f"<b>{for_whom(turn, [absent])}</b>")
    empty = Html(f"{title}\n{turn.texts('my-standing-in-empty')}")
    await say_dues(turn, "standing_in", title, empty, views, page, arg)


async def _views_of(
    turn: Turn,
    roadmaps: Sequence[Roadmap],
    first: date | None,
    last: date | None,
    states: Sequence[DueState],
    person_id: int | None,
) -> list[DueView]:
    """Due days as `Roadmaps.views_between` finds them, one roadmap after the other: first that with
    the nearest.
    """
    find = turn.tx.roadmaps.views_between
    found = [await find(one.id, first, last, states, person_id) for one in roadmaps]
    by_nearest = sorted(filter(None, found), key=lambda views: views[0].due.day or date.max)
    return [view for views in by_nearest for view in views]


async def _items_without_date(
    turn: Turn, roadmaps: Sequence[Roadmap], views: Sequence[DueView]
) -> int:
    """How many items the person answers for only in the collecting round."""
    ids = {one.id for one in roadmaps}
    mine = {a.item_id for a in await turn.tx.people.assignments_of_person(turn.me.id)}
    items = [
        await turn.tx.roadmaps.item(item_id) for item_id in mine - {view.item.id for view in views}
    ]
    return sum(item.roadmap_id in ids for item in items)


async def due(message: Message, command: CommandObject, turn: Turn) -> None:
    """What falls due within so many days, two weeks unless told."""
    days = (command.args or "").strip()
    if days and not (days.isdecimal() and 0 < int(days) <= _MOST_DAYS):
        raise UserError("error-due-days")
    await say_due(turn, 0, int(days or _DAYS_AHEAD))


async def say_due(turn: Turn, page: int, arg: int) -> None:
    """Open due days from today on, `arg` days ahead."""
    roadmaps = await own_roadmaps(turn)
    arg = min(max(arg, 1), _MOST_DAYS)
    last = turn.today + timedelta(days=arg)
    views = await _views_of(turn, roadmaps, turn.today, last, _STILL_OPEN, _whose(turn))
    texts = turn.texts
    await say_dues(
        turn, "due", texts("due-title", days=arg), texts("due-empty", days=arg), views, page, arg
    )


async def overdue(message: Message, turn: Turn) -> None:
    """What is late."""
    await say_overdue(turn, 0, 0)


async def say_overdue(turn: Turn, page: int, arg: int) -> None:
    """Open due days before today, the oldest first."""
    roadmaps = await own_roadmaps(turn)
    yesterday = turn.today - timedelta(days=1)
    views = await _views_of(turn, roadmaps, None, yesterday, (DueState.OPEN,), _whose(turn))
    await say_dues(
        turn, "overdue", turn.texts("overdue-title"), turn.texts("overdue-empty"), views, page, arg
    )


async def say_late(turn: Turn, page: int, arg: int) -> None:
    """What is late in the roadmap with the id `arg`, from the morning message about all of them."""
    turn.require(Role.COORDINATOR, Role.OBSERVER)
    roadmap = await turn.tx.roadmaps.get(arg)
    yesterday = turn.today - timedelta(days=1)
    views = await turn.tx.roadmaps.views_between(roadmap.id, None, yesterday)
    title = Html(f"{turn.texts('overdue-title')} · {escape(clip(roadmap.title, 80))}")
    await say_dues(turn, "late", title, turn.texts("overdue-empty"), views, page, arg)


def _whose(turn: Turn) -> int | None:
    """An official's lists show their own; the coordinator's and the observer's show everybody's."""
    return turn.me.id if turn.me.role is Role.OFFICIAL else None


_LISTS: dict[str, Callable[[Turn, int, int], Awaitable[None]]] = {
    "my": say_my,
    "standing_in": say_stood_in,
    "due": say_due,
    "overdue": say_overdue,
    "late": say_late,
}


async def turn_page(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of a list, in place of the one shown."""
    await _LISTS[callback_data.name](turn, callback_data.page, callback_data.arg)
