"""Two records that are one person, and one record that is two: from a person's page."""

from __future__ import annotations

from handlers.pages.page import COORDINATOR, Page, Redirect, Response, Route, number_in
from handlers.pages.person import given_link, person_named, person_page, standing
from handlers.pages.sure import Otherwise, sure
from handlers.people.parting import part_and_tell, part_words
from handlers.people.same_person import join_and_tell, may_keep_other, union_lines
from handlers.speaking.texts import Html, plain
from roadmap.actions.assigning import find_person
from roadmap.actions.one_person import items_to_part, union_of
from roadmap.errors import UserError
from roadmap.model import Person


async def join(page: Page) -> Response:
    """The person and another, chosen or named, are one: what that brings with it is shown before it
    holds.
    """
    kept = await person_named(page)
    gone = await _other(page)
    union = union_of(page.me, kept, gone)
    if page.form.get("sure") == f"{kept.id}-{gone.id}":
        union = await join_and_tell(page, kept, gone)
        said = page.texts("same-joined", name=union.kept.name)
        return Redirect(f"/people/{union.kept.id}", plain(said))
    at = f"/people/{kept.id}"
    other_way = None
    if may_keep_other(page, union, kept, gone):
        words = page.texts("button-same-other-way")
        other_way = Otherwise(words, f"/people/{gone.id}/same", {"other": kept.id})
    return sure(
        await union_lines(page, kept, gone, union),
        f"{at}/same",
        at,
        page.texts("button-same-join"),
        {"other": gone.id, "sure": f"{kept.id}-{gone.id}"},
        danger=True,
        otherwise=other_way,
    )


async def _other(page: Page) -> Person:
    chosen = page.form.get("other", "")
    if chosen:
        return await standing(page, number_in(chosen))
    return await find_person(page.tx, page.form.get("name", "").strip()[:300])


async def part(page: Page) -> Response:
    """The items ticked are another person's, who is named: shown before it holds; then their page
    with their link.
    """
    person = await person_named(page)
    ticked = {name for name in page.form if name.startswith("item-")}
    mine = await items_to_part(page.tx, person)
    chosen = {one.id for one in mine if f"item-{one.id}" in ticked}
    if not chosen:
        raise UserError("part-nothing-chosen")
    name = " ".join(page.form.get("name", "").split())[:300]
    if not name.partition(",")[0].strip():
        raise UserError("error-invite-needs-name")
    if page.form.get("sure"):
        other, words = await part_and_tell(page, person, chosen, name)
        done: Html = page.texts("part-done", name=other.name, former=person.name)
        link = given_link(page, "desk-people-invitation", words)
        return await person_page(page, other, link, [done])
    at = f"/people/{person.id}"
    sent = {**{f"item-{one}": 1 for one in sorted(chosen)}, "name": name, "sure": 1}
    lines = [await part_words(page, person, chosen, name)]
    return sure(lines, f"{at}/part", at, page.texts("button-part-now"), sent, danger=True)


ROUTES = (
    Route("POST", "/people/{person}/same", COORDINATOR, join),
    Route("POST", "/people/{person}/part", COORDINATOR, part),
)
