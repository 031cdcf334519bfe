"""The directory of bodies, posts and groups: who stands for each, and what it answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
from handlers.pages.sure import sure
from handlers.people.bodies_names import likely_twins
from handlers.people.bodies_people import stand_and_tell
from handlers.people.people_list import words_match
from handlers.speaking.texts import plain
from roadmap.actions.assigning import find_person
from roadmap.actions.bodies import items_of, members_of
from roadmap.errors import NotFound, UserError
from roadmap.model import Body, Item, Person, Role
from roadmap.reading.assigning_words import read_names

#: Bodies of one page: more is drawn when it is asked for.
BODIES = 100


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as the directory draws it; `items`: how many it answers for."""

    body: Body
    people: Sequence[Person]
    items: int


async def show(page: Page) -> Response:
    """Those whose names have the words, by name."""
    words = page.query.get("q", "").strip()[:200]
    bodies = await page.tx.bodies.all()
    found = [one for one in bodies if words_match(words, " ".join((one.name, *one.names)))]
    everybody = {person.id: person for person in await page.tx.people.all()}
    people: dict[int, list[Person]] = defaultdict(list)
    for body_id, person_id in await page.tx.bodies.standing():
        if person_id in everybody:
            people[body_id].append(everybody[person_id])
    items: dict[int, set[int]] = defaultdict(set)
    for roadmap in await page.tx.roadmaps.all():
        for one in await page.tx.bodies.assignments(roadmap.id):
            items[one.body_id].add(one.item_id)
    first = number_in(page.query.get("from") or "0")
    values = {
        "rows": [
            BodyRow(one, people[one.id], len(items[one.id]))
            for one in found[first : first + BODIES]
        ],
        "first": first,
        "total": len(found),
        "all": len(bodies),
        "following": first + BODIES if first + BODIES < len(found) else 0,
        "words": words,
        "may_decide": page.me.role is Role.COORDINATOR,
    }
    return Shown("bodies.html", values, part="rows" if first else "found")


async def show_one(page: Page) -> Response:
    """Its names, who stands for it, its items by roadmap."""
    body = await page.tx.bodies.get(page.ids["body"])
    roadmaps = {roadmap.id: roadmap for roadmap in await page.tx.roadmaps.all()}
    items: dict[int, list[Item]] = defaultdict(list)
    for item in await items_of(page.tx, body):
        if item.roadmap_id in roadmaps:
            items[item.roadmap_id].append(item)
    values = {
        "body": body,
        "names": [name for name in body.names if name != body.name],
        "people": await members_of(page.tx, body),
        "parts": [(roadmaps[roadmap_id], own) for roadmap_id, own in items.items()],
        "may_decide": page.me.role is Role.COORDINATOR,
        "twins": await likely_twins(page.tx, body),
    }
    return Shown("body.html", values)


async def change_people(page: Page) -> Response:
    """Who stands for it: new ones in place of those who do, or beside them, or one less. What takes
    the body from somebody is shown before it holds.
    """
    body = await page.tx.bodies.get(page.ids["body"])
    at, do = f"/people/bodies/{body.id}", page.form.get("do", "")
    now = await members_of(page.tx, body)
    if do == "off":
        gone = number_in(page.form.get("person", ""))
        people = [one for one in now if one.id != gone]
    elif do in ("head", "beside"):
        people = await _named(page, page.form.get("names", "")[:1000])
        if do == "beside":
            people = list({one.id: one for one in (*now, *people)}.values())
    else:
        raise NotFound("desk-no-page")
    before, after = [",".join(str(one.id) for one in those) for those in (now, people)]
    leaving = [one.name for one in now if one.id not in {other.id for other in people}]
    if leaving and page.form.get("sure") != f"{before}-{after}":
        lines = [
            page.texts(
                "desk-body-sure",
                name=body.name,
                leaving=", ".join(leaving),
                people=", ".join(one.name for one in people),
                count=len(people),
            )
        ]
        sent = {
            "do": do,
            "person": page.form.get("person", ""),
            "names": ", ".join(f"#{one.id}" for one in people),
            "sure": f"{before}-{after}",
        }
        return sure(lines, f"{at}/people", at, page.texts("desk-people-change"), sent)
    await stand_and_tell(page, body, people)
    return Redirect(at, plain(page.texts("desk-done")))


async def _named(page: Page, names: str) -> list[Person]:
    found = [await find_person(page.tx, one.name) for one in read_names(names)]
    if not found:
        raise UserError("desk-names-needed")
    return list({one.id: one for one in found}.values())


ROUTES = (
    Route("GET", "/people/bodies", READERS, show),
    Route("GET", "/people/bodies/{body}", READERS, show_one),
    Route("POST", "/people/bodies/{body}/people", COORDINATOR, change_people),
)
