"""The names of bodies at the desk: of a plan, and of one body."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from roadmap.errors import NotFound, UserError
from roadmap.model import Body, BodyKind
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.pages.conftest import Browser, redirected
from tests.handlers.pages.test_people import of, sent
from tests.handlers.test_bodies import OFFICE, naming, save

Opened = Callable[[int], Browser]


async def bodies(office: Desk) -> dict[str, Body]:
    async with office.store.read() as tx:
        return {one.name: one for one in await tx.bodies.all()}


async def added(office: Desk, browser: Opened, name: str) -> Body:
    seen = await browser(COORDINATOR).post("/people/bodies", name=name)
    found = (await bodies(office))[name]
    assert redirected(seen).to == f"/people/bodies/{found.id}"
    return found


async def items(office: Desk, body: Body) -> set[int]:
    async with office.store.read() as tx:
        return {one.item_id for one in await tx.bodies.assignments_of(body.id)}


async def planned(office: Desk) -> int:
    """A second plan, which names bodies; its id."""
    draft = naming((OFFICE,), ("Отделу культуры", OFFICE), ("УО", "Сидорова О.Н."), title="План")
    await save(office, draft)
    return 2


async def test_new_names_of_a_plan_become_bodies_and_likely_ones_are_asked_about(
    office: Desk, browser: Opened
) -> None:
    at = f"/people/names?roadmap={await planned(office)}"
    seen = await browser(COORDINATOR).get(at)
    assert "Новые: 2" in seen.text
    assert f"{OFFICE} пункты 5, 6" in seen.text
    assert "Похожи на новые: 1." in seen.text
    done = await browser(COORDINATOR).post("/people/names", roadmap=2, do="all")
    assert redirected(done).said == "Добавлено в справочник: 2"
    seen = await browser(COORDINATOR).get(at)
    assert "Похожи на известные: 1" in seen.text
    assert f"Это {OFFICE} (сокращение)" in seen.text
    assert "Никто не отвечает: 2" in seen.text
    (chosen,) = re.findall(r'name="is" value="([^"]+)"', seen.html)
    taken = await browser(COORDINATOR).post("/people/names", roadmap=2, do="yes", **{"is": chosen})
    assert redirected(taken).said == f"Теперь это {OFFICE}."
    office_ = (await bodies(office))[OFFICE]
    assert "УО" in office_.names
    assert len(await items(office, office_)) == 3
    assert (
        "Все органы, должности и группы из документа" in (await browser(COORDINATOR).get(at)).text
    )
    with pytest.raises(UserError, match="error-stale-button"):
        await browser(COORDINATOR).post("/people/names", roadmap=2, do="yes", **{"is": chosen})


async def test_a_likely_name_may_be_another_bodys(office: Desk, browser: Opened) -> None:
    await added(office, browser, OFFICE)
    at = f"/people/names?roadmap={await planned(office)}"
    seen = await browser(COORDINATOR).get(at)
    mark = seen.field("mark")
    await browser(COORDINATOR).post("/people/names", roadmap=2, do="new", mark=mark)
    assert (await bodies(office)).keys() >= {OFFICE, "УО"}


async def test_a_body_is_renamed_gets_names_and_loses_one_to_a_body_of_its_own(
    office: Desk, browser: Opened
) -> None:
    body = await added(office, browser, "Управление культуры")
    at = f"/people/bodies/{body.id}/name"
    before = {"before": body.name}
    await browser(COORDINATOR).post(at, do="name", name="Упр. культуры и спорта", **before)
    await browser(COORDINATOR).post(at, do="rename", name="Департамент культуры", **before)
    assert set((await bodies(office))["Департамент культуры"].names) >= {
        "Управление культуры", "Упр. культуры и спорта",
    }  # fmt: skip
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(COORDINATOR).post(at, do="rename", name="Отдел", **before)
    before = {"before": "Департамент культуры"}
    parted = await browser(COORDINATOR).post(at, do="part", name="Упр. культуры и спорта", **before)
    own = (await bodies(office))["Упр. культуры и спорта"]
    assert redirected(parted).to == f"/people/bodies/{own.id}"
    with pytest.raises(UserError, match="error-body-name-taken"):
        await browser(COORDINATOR).post(at, do="name", name=own.name, **before)
    with pytest.raises(UserError, match="error-body-name"):
        await browser(COORDINATOR).post(at, do="name", name=" ", **before)


async def test_two_bodies_become_one_after_it_was_shown(office: Desk, browser: Opened) -> None:
    kept = await added(office, browser, "Управление культуры")
    dropped = await added(office, browser, "Отдел музеев")
    await added(office, browser, "Отдел архивов")
    at = f"/people/bodies/{kept.id}/join"
    which = await browser(COORDINATOR).post(at, name="отдел")
    assert {"Отдел музеев", "Отдел архивов"} <= set(re.findall(r'">([^<]+)</button>', which.html))
    asked = await browser(COORDINATOR).post(at, other=dropped.id)
    assert "Отдел музеев станет частью записи Управление культуры" in asked.text
    assert "Отдел музеев" in await bodies(office)
    done = await browser(COORDINATOR).post(at, **sent(asked))
    assert redirected(done).said == "Отдел музеев теперь — Управление культуры."
    assert "Отдел музеев" not in await bodies(office)
    assert "Отдел музеев" in (await bodies(office))["Управление культуры"].names
    with pytest.raises(NotFound):
        await browser(COORDINATOR).post(at, name="спортшкола")


async def test_a_body_is_called_a_group_and_is_removed_after_it_was_shown(
    office: Desk, browser: Opened
) -> None:
    body = await added(office, browser, "Управление культуры")
    at = f"/people/bodies/{body.id}"
    await browser(COORDINATOR).post(f"{at}/kind", before=body.kind.value)
    assert (await bodies(office))[body.name].kind is BodyKind.GROUP
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(COORDINATOR).post(f"{at}/kind", before=body.kind.value)
    ivanova = await of(office, IVANOVA)
    await browser(COORDINATOR).post(f"{at}/people", do="head", names=ivanova.name)
    asked = await browser(COORDINATOR).post(f"{at}/remove")
    assert "Не будут отвечать за него: Иванова Анна." in asked.text
    assert body.name in await bodies(office)
    done = await browser(COORDINATOR).post(f"{at}/remove", **sent(asked))
    assert redirected(done).to == "/people/bodies"
    assert body.name not in await bodies(office)
