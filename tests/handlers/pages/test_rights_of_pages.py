"""Who may open and do what at the desk: each route for each role, as in the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.pages.routes import ROUTES
from roadmap.errors import NotAllowed
from roadmap.model import Role
from tests.handlers.conftest import IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser
from tests.handlers.pages.test_item import due, entries, item_id
from tests.handlers.pages.test_kept import wrote

#: O the official whose things these are, B the observer, C the coordinator. Whoever is not named is
#: refused.
MAY = {
    "GET /": "OBC", "POST /roadmap": "BC", "GET /mine": "OC", "GET /timeline": "BC",
    "GET /kept": "OC", "POST /kept/{kept}": "OC",
    "GET /mine/leave": "OC", "POST /mine/leave": "OC", "POST /mine/leave/end": "OC",
    "GET /items/{item}": "OBC", "POST /items/{item}/answer": "OC", "POST /items/{item}/correct": "C",
    "POST /entries/{entry}": "OC", "GET /entries/{entry}/files/{file}": "OBC",
    "POST /items/{item}/people": "C",
    "GET /people": "BC", "POST /people/invite": "C", "POST /people/list": "C",
    "POST /people/list/decide": "C", "GET /people/{person}": "BC",
    "POST /people/{person}/invitation": "C", "POST /people/{person}/way-in": "C",
    "POST /people/{person}/sessions": "C", "POST /people/{person}/leave": "C",
    "POST /people/{person}/leave/end": "C", "POST /people/{person}/hand-over": "C",
    "POST /people/{person}/same": "C", "POST /people/{person}/part": "C",
    "GET /people/group": "C", "POST /people/group": "C", "POST /people/group/guests": "C",
    "GET /people/names": "C", "POST /people/names": "C", "POST /people/bodies": "C",
    "POST /people/bodies/{body}/name": "C", "POST /people/bodies/{body}/kind": "C",
    "POST /people/bodies/{body}/join": "C", "POST /people/bodies/{body}/remove": "C",
    "POST /people/{person}/erase": "C", "GET /people/bodies": "BC",
    "GET /people/bodies/{body}": "BC", "POST /people/bodies/{body}/people": "C",
    "POST /report/items/{item}/ask": "C", "POST /report/ask": "C",
    "GET /report": "BC", "POST /report/items/{item}": "C", "GET /report/changes": "BC",
    "GET /report/files": "BC", "POST /report/files": "BC", "GET /report/files/{file}": "BC",
    "GET /import": "C", "POST /import": "C", "POST /import/columns": "C",
    "GET /import/{draft}": "C", "POST /import/{draft}": "C", "POST /import/{draft}/answer": "C",
    "POST /import/{draft}/year": "C",
    "POST /dues/{due}": "OC", "POST /postponements/{postponement}": "C",
}  # fmt: skip
_LETTERS = {Role.OFFICIAL: "O", Role.OBSERVER: "B", Role.COORDINATOR: "C"}


def test_the_table_holds_every_route() -> None:
    said = {
        f"{route.method} {route.path}": {_LETTERS[role] for role in route.roles} for route in ROUTES
    }
    assert said == {address: set(letters) for address, letters in MAY.items()}


@pytest.mark.parametrize("address", MAY)
@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.OBSERVER])
async def test_who_answers_for_nothing_here_does_and_sees_nothing_of_it(
    office: Desk, address: str, role: Role
) -> None:
    """Petrov answers for nothing: as an official he is refused all that is another's, as an observer
    all that changes anything.
    """
    kept = await wrote(office)
    await office.send(IVANOVA, "6.1 протокол готовим")
    (entry,) = await entries(office)
    asked = {"state": "open", "do": "postpone", "day": "15 марта", "reason": "ждём"}
    await Browser(office, IVANOVA).post(f"/dues/{(await due(office)).due.id}", **asked)
    async with office.store.begin() as tx:
        (postponement,) = await tx.answers.postponements(1)
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.update(replace(petrov, role=role))
    method, path = address.split(" ")
    if method == "GET" and (
        role is Role.OBSERVER or path in ("/", "/mine", "/kept", "/mine/leave")
    ):
        return  # what they may see is shown elsewhere
    if path in ("/roadmap", "/report/files") and role is Role.OBSERVER:
        return  # their own choice, their own files
    if path.startswith("/mine/leave") and role is Role.OFFICIAL:
        return  # their own leave
    ids = {
        "item": await item_id(office), "entry": entry.id, "file": 1,
        "due": (await due(office)).due.id, "postponement": postponement.id, "person": petrov.id,
        "body": 1, "draft": 1, "kept": kept.id,
    }  # fmt: skip
    before = await entries(office), await due(office)
    form = {"text": "чужое", "before": entry.text, "state": "open", "do": "done", "number": 1}
    browser, at = Browser(office, PETROV), path.format(**ids)
    asking = browser.get(at) if method == "GET" else browser.post(at, **form)
    with pytest.raises(NotAllowed):
        await asking
    assert (await entries(office), await due(office)) == before
