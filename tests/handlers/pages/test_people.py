"""People at the desk: the directory, one person, a list from a file, bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from handlers.pages import people
from handlers.pages.page import Upload
from handlers.people.list_at_desk import list_at_desk, list_read
from handlers.people.people_file import invite_listed
from handlers.speaking.voice import Voice
from roadmap.actions.entering import enter, session_of
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import Assignment, Body, Capacity, Person, PersonState, Role
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, Seen, redirected
from tests.handlers.pages.test_item import item_id

Opened = Callable[[int], Browser]


async def of(office: Desk, telegram_id: int) -> Person:
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(telegram_id)
        assert person is not None
        return person


async def everybody(office: Desk) -> dict[str, Person]:
    async with office.store.read() as tx:
        return {person.name: person for person in await tx.people.all()}


async def answering(office: Desk, number: str = "6") -> list[Assignment]:
    async with office.store.read() as tx:
        return await tx.people.assignments_of_item(await item_id(office, number))


def names(seen: Seen) -> list[str]:
    return re.findall(r'<td><a href="/people/\d+">([^<]+)<', seen.html)


def sent(seen: Seen) -> dict[str, str]:
    """The hidden fields of the page «Проверьте»."""
    form, _, _ = seen.html[seen.html.index('aria-labelledby="sure"') :].partition("</form>")
    found = re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


def told(seen: Seen, who: int) -> str:
    return "\n".join(one.text for one in seen.said if one.chat_id == who)


async def test_it_shows_who_is_reached_and_what_is_theirs_and_late(
    office: Desk, browser: Opened
) -> None:
    await office.send(COORDINATOR, "/invite Котова Ирина")
    office.at += timedelta(days=160)
    seen = await browser(COORDINATOR).get("/people")
    assert "4 участника" in seen.text
    assert "Иванова Анна на связи 1 пункт просрочено 2 без ответа 2" in seen.text
    assert "Котова Ирина бот ещё не открыт —" in seen.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=иван", ["Иванова Анна"]),
        ("q=директор+школы", ["Котова Ирина"]),
        ("q=культуры", ["Петров Олег"]),
        ("q=ярмарка", []),
        ("state=invited", ["Котова Ирина"]),
        ("state=blocked", ["Петров Олег"]),
        ("state=leave", ["Котова Ирина"]),
        ("state=late", ["Иванова Анна"]),
        ("state=silent", ["Иванова Анна"]),
    ],
)
async def test_it_is_searched_by_name_and_post_and_filtered_by_state(
    office: Desk, browser: Opened, query: str, found: list[str]
) -> None:
    form = {"name": "Котова Ирина", "job": "директор школы", "role": "official"}
    await browser(COORDINATOR).post("/people/invite", **form)
    office.at += timedelta(days=160)
    kotova, petrov = (await everybody(office))["Котова Ирина"], await of(office, PETROV)
    await on_leave(office, browser, kotova, "на две недели")
    async with office.store.begin() as tx:
        body = await tx.bodies.add(Body(0, "Управление культуры"))
        await tx.bodies.set_members(body.id, [petrov.id])
        await tx.people.update(replace(petrov, state=PersonState.BLOCKED))
    assert names(await browser(COORDINATOR).get(f"/people?{query}")) == found


async def on_leave(office: Desk, browser: Opened, person: Person, days: str) -> Seen:
    at = f"/people/{person.id}/leave"
    before = (await browser(COORDINATOR).get(f"/people/{person.id}")).field("before")
    asked = await browser(COORDINATOR).post(at, days=days, before=before)
    return await browser(COORDINATOR).post(at, **sent(asked))


async def test_many_people_come_by_pages(browser: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "PEOPLE", 2)
    first = await browser(COORDINATOR).get("/people")
    assert len(names(first)) == 2
    assert "Ещё 1 участник" in first.text
    assert names(await browser(COORDINATOR).get("/people?from=2")) == ["Петров Олег"]
    further = await browser(COORDINATOR).part("/people?from=2")
    assert further.html.lstrip().startswith("<tbody>")
    assert "<main" not in (await browser(COORDINATOR).part("/people?q=иван")).html


async def test_observers_read_and_officials_do_not(office: Desk, browser: Opened) -> None:
    ivanova = await of(office, IVANOVA)
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).get("/people")
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).get(f"/people/{ivanova.id}")
    async with office.store.begin() as tx:
        await tx.people.update(replace(await of(office, PETROV), role=Role.OBSERVER))
    seen = await browser(PETROV).get(f"/people/{ivanova.id}")
    assert "6.1 результаты муниципального этапа" in seen.text
    assert 'action="/people' not in seen.html
    assert 'method="post" action="/people' not in (await browser(PETROV).get("/people")).html


async def test_an_invitation_is_shown_to_be_forwarded_and_lets_its_person_in(
    office: Desk, browser: Opened
) -> None:
    form = {"name": "Котова Ирина", "job": "директор", "role": "observer"}
    seen = await browser(COORDINATOR).post("/people/invite", **form)
    code = re.search(r"start=([\w-]+)", seen.html)
    assert code is not None
    kotova = (await everybody(office))["Котова Ирина"]
    assert (kotova.role, kotova.job) == (Role.OBSERVER, "директор")
    assert "start=" not in (await browser(COORDINATOR).get(f"/people/{kotova.id}")).html
    await office.send(777, f"/start {code[1]}")
    assert (await of(office, 777)).id == kotova.id
    with pytest.raises(UserError, match="error-name-taken"):
        await browser(COORDINATOR).post("/people/invite", name="Котова Ирина", role="official")


async def test_who_has_no_messenger_enters_once_by_a_link_and_is_shut_out_again(
    office: Desk, browser: Opened
) -> None:
    petrov = await of(office, PETROV)
    with pytest.raises(UserError, match="error-desk-off"):
        await browser(COORDINATOR).post(f"/people/{petrov.id}/way-in")
    office.office = replace(office.office, feed_base="https://vekha.example.org")
    seen = await browser(COORDINATOR).post(f"/people/{petrov.id}/way-in")
    link = re.search(r"https://vekha\.example\.org/enter/([\w-]+)", seen.html)
    assert link is not None
    assert "/enter/" not in (await browser(COORDINATOR).get(f"/people/{petrov.id}")).html
    async with office.store.begin() as tx:
        assert await enter(tx, link[1], "secret", office.at) is not None
        assert await enter(tx, link[1], "other", office.at) is None
    ended = await browser(COORDINATOR).post(f"/people/{petrov.id}/sessions")
    assert redirected(ended).said.startswith("Завершено сеансов: 1")
    async with office.store.read() as tx:
        assert await session_of(tx, "secret", office.at) is None
        log = [line.what for line in await tx.log.lines(None, 10)]
    assert {"log-desk-link", "log-desk-ended"} <= set(log)


async def test_leave_is_read_back_and_holds_only_then_and_is_told(
    office: Desk, browser: Opened
) -> None:
    ivanova, petrov = await of(office, IVANOVA), await of(office, PETROV)
    at = f"/people/{ivanova.id}"
    before = (await browser(COORDINATOR).get(at)).field("before")
    form = {"days": "с 10 по 20 декабря", "deputy": "Петров", "before": before}
    asked = await browser(COORDINATOR).post(f"{at}/leave", **form)
    assert "отпуск с 10 по 20 декабря" in asked.text
    assert "Напоминания в эти дни получит Петров Олег" in asked.text
    assert (await of(office, IVANOVA)).leave_from is None
    held = await browser(COORDINATOR).post(f"{at}/leave", **sent(asked))
    assert redirected(held).said.startswith("Иванова Анна: отпуск с 10 по 20 декабря, замещает")
    assert "Координатор записал ваш отпуск" in told(held, IVANOVA)
    assert "вы замещаете" in told(held, PETROV)
    now = await of(office, IVANOVA)
    assert (now.leave_from, now.leave_to, now.deputy_id) == (
        date(2019, 12, 10), date(2019, 12, 20), petrov.id,
    )  # fmt: skip
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(COORDINATOR).post(f"{at}/leave", **sent(asked))
    standing = (await browser(COORDINATOR).get(at)).field("before")
    with pytest.raises(UserError, match="error-leave-unread"):
        await browser(COORDINATOR).post(f"{at}/leave", days="скоро", before=standing)
    ended = await browser(COORDINATOR).post(f"{at}/leave/end", before=standing)
    assert "вы не в отпуске" in told(ended, IVANOVA)
    assert (await of(office, IVANOVA)).leave_from is None


async def test_everything_is_handed_over_after_it_was_shown_to_whom(
    office: Desk, browser: Opened
) -> None:
    ivanova, petrov = await of(office, IVANOVA), await of(office, PETROV)
    at = f"/people/{ivanova.id}/hand-over"
    asked = await browser(COORDINATOR).post(at, name="петрову")
    assert "Иванова Анна (назначений: 1) перейдут к участнику Петров Олег" in asked.text
    assert [one.person_id for one in await answering(office)] == [ivanova.id]
    done = await browser(COORDINATOR).post(at, **sent(asked))
    assert "Вам переданы пункты участника Иванова Анна" in told(done, PETROV)
    assert [one.person_id for one in await answering(office)] == [petrov.id]
    with pytest.raises(UserError, match="error-same-person"):
        await browser(COORDINATOR).post(at, name="Иванова")


async def test_erasing_is_asked_about_first(office: Desk, browser: Opened) -> None:
    await office.send(IVANOVA, "6.1 протокол готовим")
    ivanova = await of(office, IVANOVA)
    at = f"/people/{ivanova.id}/erase"
    asked = await browser(COORDINATOR).post(at)
    assert "Отменить это нельзя" in asked.text
    assert "Иванова Анна" in await everybody(office)
    assert redirected(await browser(COORDINATOR).post(at, **sent(asked))).to == "/people"
    assert "Иванова Анна" not in await everybody(office)
    with pytest.raises(NotFound):
        await browser(COORDINATOR).get(f"/people/{ivanova.id}")


async def arrived(office: Desk, rows: Sequence[tuple[str, str, str]]) -> None:
    """What the job does once a list has been read; see tests/bot/test_jobs.py."""
    async with office.store.begin() as tx:
        person = await tx.people.by_telegram(COORDINATOR)
        voice = Voice(tx, office.at, office.office, person=person)
        done, wanted = await invite_listed(voice, rows)
        await list_read(voice, done, wanted)


async def test_a_list_that_takes_from_nobody_holds_at_once_and_says_what_was_refused(
    office: Desk, browser: Opened
) -> None:
    file = Upload("люди.csv", "text/csv", "ФИО\nКотова Ирина".encode())
    with pytest.raises(UserError, match="desk-people-no-file"):
        await browser(COORDINATOR).post("/people/list")
    await browser(COORDINATOR).post("/people/list", [file])
    assert "Список читается" in (await browser(COORDINATOR).get("/people")).text
    assert "Список читается" in (await browser(COORDINATOR).part("/people?list=1")).text
    with pytest.raises(UserError, match="desk-people-list-before"):
        await browser(COORDINATOR).post("/people/list", [file])
    rows = [("Котова Ирина", "директор", "7"), ("Лосев Пётр", "", "99"), ("Петров Олег", "", "7")]
    await arrived(office, [*rows, ("Иванова А.", "", "")])
    seen = await browser(COORDINATOR).get("/people")
    assert "Заведено участников: 3, уже были в списке: 1" in seen.text
    assert "Лосев Пётр: " in seen.text
    assert "Иванова А.: похоже, этот человек уже есть в списке (Иванова Анна)" in seen.text
    assert "7: никто → " in seen.text
    assert len(await answering(office, "7")) == 2
    await browser(COORDINATOR).post("/people/list/decide", do="away")
    assert "Заведено участников" not in (await browser(COORDINATOR).get("/people")).text


async def test_a_list_that_takes_something_away_is_asked_about_against_what_was_seen(
    office: Desk, browser: Opened
) -> None:
    ivanova, petrov = await of(office, IVANOVA), await of(office, PETROV)
    await arrived(office, [("Петров Олег", "", "6")])
    seen = await browser(COORDINATOR).get("/people")
    assert "6: Иванова Анна → Петров Олег" in seen.text
    assert [one.person_id for one in await answering(office)] == [ivanova.id]
    change = seen.field("change")
    await office.send(COORDINATOR, "/assign +6 Петров")
    later = await browser(COORDINATOR).post("/people/list/decide", do="hold", change=change)
    assert "назначения изменились" in redirected(later).said
    assert len(await answering(office)) == 2
    anew = await browser(COORDINATOR).get("/people")
    assert "6: Иванова Анна, Петров Олег → Петров Олег" in anew.text
    form = {"do": "hold", "change": anew.field("change")}
    held = await browser(COORDINATOR).post("/people/list/decide", **form)
    assert told(held, IVANOVA)
    assert [one.person_id for one in await answering(office)] == [petrov.id]
    async with office.store.read() as tx:
        assert await list_at_desk(tx, (await of(office, COORDINATOR)).id) is None


async def test_bodies_show_who_stands_for_them_and_change_after_a_look(
    office: Desk, browser: Opened
) -> None:
    ivanova, petrov = await of(office, IVANOVA), await of(office, PETROV)
    async with office.store.begin() as tx:
        body = await tx.bodies.add(Body(0, "Управление культуры"))
        await tx.bodies.add_names(body.id, [("УК", "ук")])
    at = f"/people/bodies/{body.id}"
    assert (
        "Управление культуры никто не отвечает"
        in (await browser(COORDINATOR).get("/people/bodies?q=ук")).text
    )
    came = await browser(COORDINATOR).post(f"{at}/people", do="head", names="Иванова")
    assert "Вы отвечаете за" in told(came, IVANOVA)
    asked = await browser(COORDINATOR).post(f"{at}/people", do="head", names="Петров")
    assert "больше не отвечает: Иванова Анна. Отвечает: Петров Олег" in asked.text
    async with office.store.read() as tx:
        assert await tx.bodies.members(body.id) == [ivanova.id]
    done = await browser(COORDINATOR).post(f"{at}/people", **sent(asked))
    assert "Вы больше не отвечаете" in told(done, IVANOVA)
    async with office.store.read() as tx:
        assert await tx.bodies.members(body.id) == [petrov.id]
    assert "Петров Олег на связи" in (await browser(COORDINATOR).get(at)).text
    assert "Управление культуры" in (await browser(COORDINATOR).get(f"/people/{petrov.id}")).text


async def test_who_answers_for_an_item_changes_only_after_it_was_shown(
    office: Desk, browser: Opened
) -> None:
    ivanova, petrov = await of(office, IVANOVA), await of(office, PETROV)
    at = f"/items/{await item_id(office)}/people"
    form = {"names": "Петров, соисп. Иванова", "how": "set"}
    asked = await browser(COORDINATOR).post(at, **form)
    assert "6: Иванова Анна → Петров Олег; соисп.: Иванова Анна" in asked.text
    assert [one.person_id for one in await answering(office)] == [ivanova.id]
    await office.send(COORDINATOR, "/assign -6 Иванова")
    changed = (await office.sent(), office.said[-1])[1]
    await office.press(COORDINATOR, changed, "Снять")
    again = await browser(COORDINATOR).post(at, **sent(asked))
    assert "Пока вы решали, назначения изменились" in again.text
    assert await answering(office) == []
    done = await browser(COORDINATOR).post(at, **sent(again))
    assert told(done, PETROV)
    assert {(one.person_id, one.capacity) for one in await answering(office)} == {
        (petrov.id, Capacity.RESPONSIBLE),
        (ivanova.id, Capacity.CO_EXECUTOR),
    }
    with pytest.raises(NotFound):
        await browser(COORDINATOR).post(at, names="Сидоров", how="add")
    with pytest.raises(UserError, match="desk-names-needed"):
        await browser(COORDINATOR).post(at, names=" ", how="add")


async def test_one_person_who_gains_a_point_is_assigned_at_once(
    office: Desk, browser: Opened
) -> None:
    petrov, item = await of(office, PETROV), await item_id(office)
    async with office.store.read() as tx:
        point = next(one for one in await tx.roadmaps.points([item]) if "муницип" in one.text)
    form = {"names": "Петров", "how": "add", "point": point.id}
    done = await browser(COORDINATOR).post(f"/items/{item}/people", **form)
    assert "6.1" in told(done, PETROV)
    assert (point.id, petrov.id) in {
        (one.point_id, one.person_id) for one in await answering(office)
    }
    other = await item_id(office, "7")
    with pytest.raises(NotFound):
        await browser(COORDINATOR).post(f"/items/{other}/people", **form)


async def test_who_may_be_known_is_asked_about_before_a_second_record_is_made(
    office: Desk, browser: Opened
) -> None:
    form = {"name": "Иванова", "role": "official", "job": ""}
    seen = await browser(COORDINATOR).post("/people/invite", **form)
    assert "Иванова Анна" in seen.text
    async with office.store.read() as tx:
        assert len(await tx.people.all()) == 3
    seen = await browser(COORDINATOR).post("/people/invite", **form, sure=1)
    assert "start=" in seen.text
    async with office.store.read() as tx:
        assert len(await tx.people.all()) == 4
