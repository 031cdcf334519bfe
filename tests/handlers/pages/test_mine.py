"""What an official sees and does at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from roadmap.errors import NotAllowed, UserError
from roadmap.model import DueState, Role
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, redirected
from tests.handlers.pages.test_item import due, entries, item_id
from tests.handlers.pages.test_people import of, sent, told

Opened = Callable[[int], Browser]


async def test_it_shows_ones_own_days_and_nobody_elses(office: Desk, browser: Opened) -> None:
    seen = await browser(IVANOVA).get("/mine")
    assert "6.1 результаты муниципального этапа" in seen.text
    assert "Наставничество" not in seen.text
    assert "Открытых сроков нет." in (await browser(PETROV).get("/mine")).text
    await office.send(COORDINATOR, "/assign 7 Петров")
    assert "Поддержка молодых" in (await browser(PETROV).get("/mine")).text


async def test_an_answer_and_a_closing_return_to_the_list(office: Desk, browser: Opened) -> None:
    number = (await browser(IVANOVA).get("/mine")).field("number")
    about = (await due(office)).due.id
    form = {"from": "mine", "number": number, "about": about, "text": "готово", "done": "1"}
    seen = await browser(IVANOVA).post(f"/items/{await item_id(office)}/answer", **form)
    assert redirected(seen).to == "/mine"
    assert [one.text for one in await entries(office)] == ["готово"]
    assert (await due(office)).due.state is DueState.DONE
    assert "муниципального" not in (await browser(IVANOVA).get("/mine")).text


async def test_who_stands_in_sees_the_days_of_the_one_on_leave(
    office: Desk, browser: Opened
) -> None:
    async with office.store.begin() as tx:
        ivanova, petrov = [await tx.people.by_telegram(one) for one in (IVANOVA, PETROV)]
        assert ivanova is not None
        assert petrov is not None
        away = replace(
            ivanova, leave_from=date(2019, 12, 1), leave_to=date(2019, 12, 20), deputy_id=petrov.id
        )
        await tx.people.update(away)
    seen = await browser(PETROV).get("/mine")
    assert "За время отпуска: Иванова Анна" in seen.text
    assert "6.1" in seen.text


async def test_observers_have_no_deadlines_of_their_own(office: Desk, browser: Opened) -> None:
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        assert petrov is not None
        await tx.people.update(replace(petrov, role=Role.OBSERVER))
    with pytest.raises(NotAllowed):
        await browser(PETROV).get("/mine")


async def test_a_request_for_more_time_is_shown_until_it_is_decided(
    office: Desk, browser: Opened
) -> None:
    one = await due(office)
    form = {"from": "mine", "state": "open", "do": "postpone", "day": "22 января"}
    await browser(IVANOVA).post(f"/dues/{one.due.id}", **form)
    waits = "перенос ждёт решения: до 22 января 2020"
    assert waits in (await browser(IVANOVA).get("/mine")).text
    (said, *_) = await office.send(IVANOVA, "/my")
    assert waits in said.text
    async with office.store.read() as tx:
        (asked,) = await tx.answers.postponements(1)
    await browser(COORDINATOR).post(f"/postponements/{asked.id}", do="grant")
    assert "ждёт решения" not in (await browser(IVANOVA).get("/mine")).text
    (said, *_) = await office.send(IVANOVA, "/my")
    assert "ждёт решения" not in said.text


async def test_an_official_sets_and_ends_their_own_leave_as_in_chat(
    office: Desk, browser: Opened
) -> None:
    assert 'href="/mine/leave"' in (await browser(IVANOVA).get("/mine")).html
    seen = await browser(IVANOVA).get("/mine/leave")
    form = {"days": "с 9 по 20 декабря", "deputy": "Петров", "before": seen.field("before")}
    asked = await browser(IVANOVA).post("/mine/leave", **form)
    assert "Петров Олег" in asked.text
    assert (await of(office, IVANOVA)).leave_from is None, "not before it was confirmed"
    held = await browser(IVANOVA).post("/mine/leave", **sent(asked))
    assert redirected(held).to == "/mine/leave"
    assert told(held, PETROV)
    ivanova = await of(office, IVANOVA)
    assert (ivanova.leave_from, ivanova.leave_to) == (date(2019, 12, 9), date(2019, 12, 20))
    assert (await of(office, PETROV)).leave_from is None
    seen = await browser(IVANOVA).get("/mine/leave")
    assert "20 декабря" in seen.text
    await browser(IVANOVA).post("/mine/leave/end", before=seen.field("before"))
    assert (await of(office, IVANOVA)).leave_from is None
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(IVANOVA).post("/mine/leave/end", before=seen.field("before"))
