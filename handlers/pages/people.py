"""The directory of people: who they are, whether messages reach them, what is theirs and late;
inviting one by name, and many by a list from a file.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.pages.page import (
    COORDINATOR,
    READERS,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
)
from handlers.pages.person import given_link, person_page
from handlers.pages.sure import sure
from handlers.people.directory import invited
from handlers.people.list_at_desk import (
    ListAtDesk,
    hold_list,
    keep_list,
    lines_to_confirm,
    list_at_desk,
    perhaps_known,
)
from handlers.people.people_list import words_match
from handlers.speaking.texts import plain
from roadmap.actions.joining import who_may_be
from roadmap.actions.looking import load_board
from roadmap.actions.tasks import Asker, ReadPeople, put_to_work
from roadmap.errors import NotFound, UserError
from roadmap.model import Person, PersonState, Role
from roadmap.ports import Tx
from roadmap.standing.board import Board
from roadmap.standing.status import summary

#: People of one page: more is drawn when it is asked for.
PEOPLE = 100
STATES = ("active", "invited", "by-link", "blocked", "leave", "late", "silent")
#: Messages do not reach them, although they had opened the bot.
_LOST = (PersonState.BLOCKED, PersonState.DEACTIVATED, PersonState.UNKNOWN_CHAT)
#: In what roles one may invite, the most frequent first.
ROLES = (Role.OFFICIAL, Role.COORDINATOR, Role.OBSERVER)


@dataclass(slots=True)
class Load:
    """The items that somebody answers for, and how many of their due days are late or wait for an
    answer; without roadmaps in the archive.
    """

    items: set[int] = field(default_factory=set)
    late: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody as the directory draws them. `state` is the key of what their messages meet."""

    person: Person
    posts: str
    state: str
    items: int
    late: int
    silent: int


async def show(page: Page) -> Response:
    """Those whom the filter leaves, by name."""
    listed = await _list_values(page)
    if page.part and "list" in page.query:
        return Shown("people.html", listed, part="list")
    people = await page.tx.people.all()
    posts = await posts_by_person(page.tx)
    roadmaps = await page.tx.roadmaps.all()
    boards = [await load_board(page.tx, one, page.office.policy.timezone) for one in roadmaps]
    loads = await asyncio.to_thread(load_of, boards, page.today)
    words, state = page.query.get("q", "").strip()[:200], page.query.get("state", "")
    rows = [_row(one, posts.get(one.id, ()), loads, page.today) for one in people]
    found = [
        row
        for row in rows
        if _in_state(row, state if state in STATES else "")
        and words_match(words, f"{row.person.name} {row.posts}")
    ]
    first = number_in(page.query.get("from") or "0")
    values = {
        "rows": found[first : first + PEOPLE],
        "first": first,
        "total": len(found),
        "all": len(people),
        "following": first + PEOPLE if first + PEOPLE < len(found) else 0,
        "words": words,
        "state": state,
        "states": STATES,
        "roles": ROLES,
        "may_decide": page.me.role is Role.COORDINATOR,
        "guests": len(await page.tx.group_links.waiting(page.at)),
        **listed,
    }
    return Shown("people.html", values, part="rows" if first else "found")


async def posts_by_person(tx: Tx) -> Mapping[int, Sequence[str]]:
    """The names of the bodies that people stand for, by the person's id."""
    names = {body.id: body.name for body in await tx.bodies.all()}
    found: dict[int, list[str]] = defaultdict(list)
    for body_id, person_id in await tx.bodies.standing():
        found[person_id].append(names[body_id])
    return found


def load_of(boards: Sequence[Board], today: date) -> Mapping[int, Load]:
    """What is whose, by the person's id."""
    found: dict[int, Load] = defaultdict(Load)
    for board in boards:
        for (item_id, _), ids in board.assigned.items():
            for person_id in ids:
                found[person_id].items.add(item_id)
        for who, counts in summary(board, today).people:
            if who is not None:
                found[who].late += counts.late
                found[who].silent += counts.silent
    return found


def _row(
    person: Person, bodies: Sequence[str], loads: Mapping[int, Load], today: date
) -> PersonRow:
    load = loads.get(person.id, Load())
    posts = ", ".join(filter(None, (person.job, *bodies)))
    state = "leave" if person.on_leave(today) else person.state.value.replace("_", "-")
    return PersonRow(person, posts, state, len(load.items), load.late, load.silent)


def _in_state(row: PersonRow, state: str) -> bool:
    match state:
        case "late":
            return row.late > 0
        case "silent":
            return row.silent > 0
        case "leave":
            return row.state == "leave"
        case "blocked":
            return row.person.state in _LOST
    return not state or row.person.state.value.replace("_", "-") == state


async def _list_values(page: Page) -> Mapping[str, object]:
    """The list that this coordinator has sent, with what it would change."""
    kept = await list_at_desk(page.tx, page.me.id) if page.me.role is Role.COORDINATOR else None
    lines = await lines_to_confirm(page, kept) if kept is not None and kept.change else []
    return {"listed": kept, "list_lines": lines}


async def invite(page: Page) -> Response:
    """A one-time link for the person named; it is shown on their page. Where somebody known may be
    meant, that is asked before.
    """
    role = next((one for one in ROLES if one.value == page.form.get("role")), None)
    if role is None:
        raise NotFound("desk-no-page")
    name, job = (page.form.get(one, "").strip()[:300] for one in ("name", "job"))
    perhaps = () if page.form.get("sure") else await who_may_be(page.tx, name, role, job)
    if perhaps:
        lines = [perhaps_known(page, name, [one.name for one in perhaps])]
        sent = {"sure": 1, "name": name, "job": job, "role": role.value}
        yes = page.texts("button-invite-new")
        return sure(lines, "/people/invite", "/people", yes, sent)
    came, words = await invited(page, name, role, job)
    link = given_link(page, "desk-people-invitation", words)
    return await person_page(page, came.person, link)


async def read_list(page: Page) -> Response:
    """A list of people from a file: read by a job, in a process of its own."""
    if not page.uploads:
        raise UserError("desk-people-no-file")
    file = page.uploads[0]
    if len(file.content) > page.office.file_limit:
        raise UserError("desk-file-too-large", name=file.name)
    kept = await list_at_desk(page.tx, page.me.id)
    if kept is not None and (kept.reading or kept.change):
        raise UserError("desk-people-list-before")
    stored = await page.tx.files.add(file.name, file.mime, file.content)
    task = ReadPeople(file.name, stored_file=stored)
    await put_to_work(page.tx, task, page.at, Asker(person_id=page.me.id))
    await keep_list(page.tx, page.me.id, ListAtDesk(reading=True))
    return Redirect("/people")


async def decide_list(page: Page) -> Response:
    """Have the assignments of a list hold as they were seen, or put the list away."""
    kept = await list_at_desk(page.tx, page.me.id)
    if kept is None:
        raise UserError("stale-decided")
    if page.form.get("do") != "hold":
        await keep_list(page.tx, page.me.id, None)
        return Redirect("/people")
    seen = number_in(page.form.get("change", ""))
    if not await hold_list(page, kept, seen):
        return Redirect("/people", page.texts("assign-changed-meanwhile"))
    return Redirect("/people", plain(page.texts("assigned-several")))


ROUTES = (
    Route("GET", "/people", READERS, show),
    Route("POST", "/people/invite", COORDINATOR, invite),
    Route("POST", "/people/list", COORDINATOR, read_list),
    Route("POST", "/people/list/decide", COORDINATOR, decide_list),
)
