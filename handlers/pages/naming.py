"""The names of bodies: those of a plan that the directory does not know, and those of one body."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.pages.page import (
    COORDINATOR,
    Page,
    Redirect,
    Response,
    Route,
    Shown,
    number_in,
    require_unchanged,
)
from handlers.pages.sure import sure
from handlers.people.bodies_names import removal_words, twins_named
from handlers.speaking.current_roadmap import rules
from handlers.speaking.texts import clip, in_ranges, plain
from roadmap.actions.bodies import (
    add_body,
    add_name,
    call_group,
    join,
    part,
    remove,
    rename,
    unmanned,
)
from roadmap.actions.naming import Named, accept_likely, create_named, names_of_plan
from roadmap.errors import NotFound
from roadmap.model import Body, BodyKind

#: Names of one page: those that are settled make room for the next.
NAMES = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A name of the plan, for which items, and whose it may be: bodies, each with why."""

    name: str
    mark: int
    kind: str
    numbers: str
    likely: tuple[tuple[Body, str], ...] = ()


async def show(page: Page) -> Response:
    """The names that belong to no body yet, likely ones first, and the bodies that nobody stands
    for.
    """
    roadmap = await page.roadmap()
    names = await names_of_plan(page.tx, roadmap)
    likely = [
        _asked(one.named, tuple((body, why.value) for body, why in one.bodies))
        for one in names.likely
    ]
    values = {
        "roadmap": roadmap,
        "likely": likely[:NAMES],
        "new": [_asked(one) for one in names.new[:NAMES]],
        "waiting": len(names.waiting),
        "more": max(0, len(likely) - NAMES),
        "more_new": max(0, len(names.new) - NAMES),
        "count_new": len(names.new),
        "known": len(names.known),
        "unsettled": names.unsettled,
        "unmanned": await unmanned(page.tx, roadmap.id),
    }
    return Shown("naming.html", values)


def _asked(named: Named, likely: tuple[tuple[Body, str], ...] = ()) -> Asked:
    numbers = clip(in_ranges([item.number for item, _ in named.items]), 80)
    return Asked(named.name.text, named.mark, named.name.kind.value, numbers, likely)


async def settle(page: Page) -> Response:
    """A name is a body's, or that of a new one; or all new names are."""
    roadmap, here = await page.roadmap(), rules(page)
    match page.form.get("do"):
        case "all":
            created = await create_named(page.tx, page.me, roadmap, here)
        case "new":
            mark = number_in(page.form.get("mark", ""))
            created = await create_named(page.tx, page.me, roadmap, here, mark)
        case "yes":
            marked, _, body_id = page.form.get("is", "").partition("-")
            mark, whose = number_in(marked), number_in(body_id)
            body = await accept_likely(page.tx, page.me, roadmap, mark, whose, here)
            said = page.texts("desk-names-taken", name=body.name)
            return Redirect(f"/people/names?roadmap={roadmap.id}", plain(said))
        case _:
            raise NotFound("desk-no-page")
    said = page.texts("bodies-created", count=len(created))
    return Redirect(f"/people/names?roadmap={roadmap.id}", said)


async def add(page: Page) -> Response:
    """A body that no plan names yet."""
    body = await add_body(page.tx, page.me, _name(page), rules(page))
    return Redirect(f"/people/bodies/{body.id}", page.texts("bodies-created", count=1))


def _name(page: Page) -> str:
    return page.form.get("name", "").strip()[:300]


async def change_name(page: Page) -> Response:
    """Another name for a body, one more, or one less, which becomes a body of its own."""
    body = await page.tx.bodies.get(page.ids["body"])
    require_unchanged(page, page.form.get("before", ""), body.name)
    match page.form.get("do"):
        case "rename":
            await rename(page.tx, page.me, body, _name(page), rules(page))
        case "name":
            await add_name(page.tx, page.me, body, _name(page), rules(page))
        case "part":
            parted = await part(page.tx, page.me, body, _name(page), rules(page))
            said = page.texts("body-parted", name=parted.name, former=body.name)
            return Redirect(f"/people/bodies/{parted.id}", plain(said))
        case _:
            raise NotFound("desk-no-page")
    return Redirect(f"/people/bodies/{body.id}", page.texts("desk-changed"))


async def change_kind(page: Page) -> Response:
    """A group becomes a body or a post, and the other way round."""
    body = await page.tx.bodies.get(page.ids["body"])
    require_unchanged(page, page.form.get("before", ""), body.kind.value)
    await call_group(page.tx, page.me, body, rules(page), group=body.kind is not BodyKind.GROUP)
    return Redirect(f"/people/bodies/{body.id}", page.texts("desk-changed"))


async def join_with(page: Page) -> Response:
    """Another body, chosen or named, becomes this one; where the words are of several, one of them
    is to be chosen.
    """
    kept = await page.tx.bodies.get(page.ids["body"])
    at, chosen = f"/people/bodies/{kept.id}", page.form.get("other", "")
    if chosen:
        found = [await page.tx.bodies.get(number_in(chosen))]
    else:
        found = await twins_named(page.tx, kept, _name(page))
    if len(found) > 1:
        return Shown("body_twins.html", {"body": kept, "found": found})
    (dropped,) = found
    if page.form.get("sure"):
        body = await join(page.tx, page.me, kept, dropped, rules(page))
        said = page.texts("body-joined", dropped=dropped.name, kept=body.name)
        return Redirect(f"/people/bodies/{body.id}", plain(said))
    lines = [page.texts("desk-body-join-sure", dropped=dropped.name, kept=kept.name)]
    yes = page.texts("button-body-join")
    return sure(lines, f"{at}/join", at, yes, {"other": dropped.id, "sure": 1}, danger=True)


async def take_away(page: Page) -> Response:
    """Remove a body, after it was shown what goes with it; the plan asks about its name again."""
    body = await page.tx.bodies.get(page.ids["body"])
    if page.form.get("sure"):
        await remove(page.tx, page.me, body, rules(page))
        return Redirect("/people/bodies", plain(page.texts("body-removed", name=body.name)))
    at, lines = f"/people/bodies/{body.id}", [await removal_words(page, body)]
    yes = page.texts("button-body-removed")
    return sure(lines, f"{at}/remove", at, yes, {"sure": 1}, danger=True)


ROUTES = (
    Route("GET", "/people/names", COORDINATOR, show),
    Route("POST", "/people/names", COORDINATOR, settle),
    Route("POST", "/people/bodies", COORDINATOR, add),
    Route("POST", "/people/bodies/{body}/name", COORDINATOR, change_name),
    Route("POST", "/people/bodies/{body}/kind", COORDINATOR, change_kind),
    Route("POST", "/people/bodies/{body}/join", COORDINATOR, join_with),
    Route("POST", "/people/bodies/{body}/remove", COORDINATOR, take_away),
)
