"""`/bodies`: the directory of bodies, posts and groups in pages or by a name, and one of them."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.looking.lists import say_dues
from handlers.looking.summary import counts_line
from handlers.people.people_list import words_match
from handlers.speaking.buttons import BodyButton, BodyVerb, ListButton, PlanNamesButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.group_answers import answers_of_groups, group_line
from handlers.speaking.paging import PAGE, page_buttons, page_of
from handlers.speaking.texts import Html, clip, in_ranges
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.bodies import items_of, members_of
from roadmap.actions.looking import load_board
from roadmap.actions.namesakes import told_apart
from roadmap.actions.naming import names_of_plan
from roadmap.errors import NotFound, UserError
from roadmap.model import Body, BodyKind, DueState, Roadmap, Role
from roadmap.model.messages import Button
from roadmap.standing.bodies import views_by_body
from roadmap.standing.status import counts_of

_READERS = (Role.COORDINATOR, Role.OBSERVER)
#: Due days of a group that its card names.
_DUES = 3


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.message.register(bodies_command, Command("bodies"))
    router.callback_query.register(turn_bodies, ListButton.filter(F.name == "bodies"))
    router.callback_query.register(open_body, BodyButton.filter(F.verb == "open"))
    router.callback_query.register(body_dues, ListButton.filter(F.name == "body_dues"))


async def bodies_command(message: Message, command: CommandObject, turn: Turn) -> None:
    """The directory; «/bodies культура» finds by any of the names."""
    await say_bodies(turn, 0, command.args or "")


async def turn_bodies(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """Another page of the directory."""
    await say_bodies(turn, callback_data.page)


async def say_bodies(turn: Turn, number: int, words: str = "") -> None:
    """One page of the bodies, or of those with a word for each of `words`; each is opened by a
    button. A coordinator gets to the plan's names that the directory does not know.
    """
    turn.require(*_READERS)
    bodies = [
        body
        for body in await turn.tx.bodies.all()
        if words_match(words, " ".join((body.name, *body.names)))
    ]
    if words and not bodies:
        raise UserError("error-body-unknown", name=clip(words, 60))
    page = page_of(bodies, 0 if words else number)
    lines = [turn.texts("bodies-title" if bodies else "bodies-empty", count=len(bodies))]
    lines += [await _line(turn, body) for body in page.rows]
    if words and len(bodies) > PAGE:
        lines.append(turn.texts("bodies-more", count=len(bodies) - PAGE))
    buttons = [
        button(clip(one.name, 40), BodyButton(verb="open", body_id=one.id)) for one in page.rows
    ]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    if not words:
        rows.append(page_buttons(page, "bodies"))
    if turn.me.role is Role.COORDINATOR:
        rows += await _for_the_coordinator(turn)
    await turn.say(Html("\n".join(lines)), rows, edit=turn.pressed is not None)


async def _for_the_coordinator(turn: Turn) -> list[list[Button]]:
    rows = [[button(turn.texts("button-body-new"), BodyButton(verb="name", body_id=0))]]
    try:
        roadmap = await current_roadmap(turn)
    except NotFound:
        return rows
    left = (await names_of_plan(turn.tx, roadmap)).unsettled
    if left:
        data = PlanNamesButton(verb="show", roadmap_id=roadmap.id)
        rows.insert(0, [button(turn.texts("button-plan-names", count=left), data)])
    return rows


async def _line(voice: Voice, body: Body) -> Html:
    people = await members_of(voice.tx, body)
    items = {one.item_id for one in await voice.tx.bodies.assignments_of(body.id)}
    names = clip(", ".join(told_apart(people)), 120)
    return voice.texts(
        "bodies-line", name=body.name, people=names, count=len(people), items=len(items)
    )


async def open_body(query: CallbackQuery, callback_data: BodyButton, turn: Turn) -> None:
    """One body's card."""
    turn.require(*_READERS)
    await say_body(turn, await turn.tx.bodies.get(callback_data.body_id))


async def say_body(turn: Turn, body: Body) -> None:
    """Its names, kind, who stands for it, its items in the current roadmap and how they stand."""
    people = await members_of(turn.tx, body)
    others = [name for name in body.names if name != body.name]
    lines = [turn.texts("body-title", name=body.name, kind=body.kind.value)]
    if others:
        lines.append(turn.texts("body-names", names=clip("; ".join(others), 500)))
    if body.chat_id is not None:
        lines.append(turn.texts("body-chat"))
    if people or body.chat_id is None:
        lines.append(turn.texts("body-people" if people else "body-nobody"))
    lines += [
        turn.texts(
            "body-person",
            name=person.name,
            state=turn.texts(f"state-{person.state.value.replace('_', '-')}"),
        )
        for person in people[:30]
    ]
    lines += await _items(turn, body)
    await turn.say(Html("\n".join(lines)), _buttons(turn, body, people=len(people)))


async def _items(turn: Turn, body: Body) -> list[Html]:
    items = await items_of(turn.tx, body)
    if not items:
        return [turn.texts("body-no-items")]
    roadmap = await current_roadmap(turn)
    numbers = [item.number for item in items if item.roadmap_id == roadmap.id]
    lines = []
    if numbers:
        lines.append(turn.texts("body-items", numbers=clip(in_ranges(numbers), 300)))
        lines += await _standing(turn, body, roadmap)
    elsewhere = len(items) - len(numbers)
    if elsewhere:
        lines.append(turn.texts("body-elsewhere", count=elsewhere))
    return lines


async def _standing(turn: Turn, body: Body, roadmap: Roadmap) -> list[Html]:
    board = await load_board(turn.tx, roadmap, turn.office.policy.timezone)
    theirs = views_by_body(board, await turn.tx.bodies.assignments(roadmap.id))
    lines = [counts_line(turn, counts_of(board, theirs.get(body.id, ()), turn.today))]
    answers = await answers_of_groups(turn, board, [body])
    return [*lines, *(group_line(turn, body, one) for _, one in answers[:_DUES])]


def _buttons(turn: Turn, body: Body, *, people: int) -> list[list[Button]]:
    texts = turn.texts

    def one(verb: BodyVerb, key: str) -> Button:
        return button(texts(key), BodyButton(verb=verb, body_id=body.id))

    dues = [button(texts("button-body-dues"), ListButton(name="body_dues", page=0, arg=body.id))]
    if turn.me.role is not Role.COORDINATOR:
        return [dues]
    if people:
        who = [one("head", "button-body-head"), one("beside", "button-body-beside")]
        who.append(one("off", "button-body-off"))
    else:
        who = [one("head", "button-body-who")]
    names = [one("rename", "button-body-rename"), one("name", "button-body-name")]
    if set(body.names) - {body.name}:
        names.append(one("parts", "button-body-parts"))
    rest = [one("join", "button-body-join"), one("remove", "button-body-remove")]
    is_group = body.kind is BodyKind.GROUP
    kind = one("kind", "button-body-no-group" if is_group else "button-body-group")
    return [who, names, rest, [kind, *dues]]


async def body_dues(query: CallbackQuery, callback_data: ListButton, turn: Turn) -> None:
    """The open due days of one body in the current roadmap, the nearest first."""
    turn.require(*_READERS)
    body = await turn.tx.bodies.get(callback_data.arg)
    board = await load_board(turn.tx, await current_roadmap(turn), turn.office.policy.timezone)
    theirs = views_by_body(board, await turn.tx.bodies.assignments(board.roadmap.id))
    views = [
        view
        for view in theirs.get(body.id, ())
        if view.due.state in (DueState.OPEN, DueState.CLAIMED_DONE) and view.due.day is not None
    ]
    views.sort(key=lambda view: view.due.day or turn.today)
    title = turn.texts("body-dues-title", name=body.name)
    empty = turn.texts("body-dues-empty", name=body.name)
    await say_dues(turn, "body_dues", title, empty, views, callback_data.page, body.id)
