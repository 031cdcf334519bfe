"""At the desk: two records that are one person, one that is two, and a link for a group."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from roadmap.errors import NotFound, UserError
from roadmap.model import Person, PersonState, Role
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, Seen, redirected
from tests.handlers.pages.test_item import item_id
from tests.handlers.pages.test_people import everybody, of, sent, told
from tests.handlers.test_group_link import GUEST, OTHER, expect_people
from tests.handlers.test_which_person import answering, hire

Opened = Callable[[int], Browser]


async def test_two_records_are_joined_after_it_was_shown_what_follows(
    office: Desk, browser: Opened
) -> None:
    (double,) = await hire(office, ("Иванова А. П.", "директор"))
    await office.send(COORDINATOR, "/assign 7 Иванова А. П.")
    ivanova = await of(office, IVANOVA)
    page = await browser(COORDINATOR).get(f"/people/{double.id}")
    assert f'name="other" value="{ivanova.id}">Иванова Анна' in page.html, "the likely one"
    asked = await browser(COORDINATOR).post(f"/people/{double.id}/same", other=ivanova.id)
    assert "Объединить две записи?" in asked.text
    assert "Отмены нет" in asked.text
    assert double.name in await everybody(office), "not before it was confirmed"
    done = await browser(COORDINATOR).post(f"/people/{double.id}/same", **sent(asked))
    assert redirected(done).to == f"/people/{double.id}"
    assert "Координатор объединил две ваши записи" in told(done, IVANOVA)
    assert await answering(office, "7") == await answering(office, "6")
    with pytest.raises(NotFound):
        await browser(COORDINATOR).get(f"/people/{ivanova.id}")


async def test_of_two_accounts_the_coordinator_chooses_which_stays(
    office: Desk, browser: Opened
) -> None:
    petrov, ivanova = await of(office, PETROV), await of(office, IVANOVA)
    asked = await browser(COORDINATOR).post(f"/people/{petrov.id}/same", name="Иванова")
    assert "Останется аккаунт записи «Петров Олег»" in asked.text
    assert f'action="/people/{ivanova.id}/same"' in asked.html, "the other way"
    other = await browser(COORDINATOR).post(f"/people/{ivanova.id}/same", other=petrov.id)
    assert "Останется аккаунт записи «Иванова Анна»" in other.text
    done = await browser(COORDINATOR).post(f"/people/{ivanova.id}/same", **sent(other))
    assert "в другом аккаунте Telegram" in told(done, PETROV)
    assert (await of(office, IVANOVA)).id == ivanova.id


async def test_records_of_different_roles_or_of_one_person_are_not_joined(
    office: Desk, browser: Opened
) -> None:
    ivanova, olga = await of(office, IVANOVA), await of(office, COORDINATOR)
    at = f"/people/{ivanova.id}/same"
    with pytest.raises(UserError, match="same-roles-differ"):
        await browser(COORDINATOR).post(at, other=olga.id, sure=f"{ivanova.id}-{olga.id}")
    with pytest.raises(UserError, match="error-same-person"):
        await browser(COORDINATOR).post(at, other=ivanova.id)
    async with office.store.begin() as tx:
        gone = await tx.people.add(Person(0, "Иванова", Role.OFFICIAL, state=PersonState.GONE))
    with pytest.raises(NotFound):
        await browser(COORDINATOR).post(at, other=gone.id)


async def test_items_of_a_second_person_go_to_a_record_with_a_link_of_its_own(
    office: Desk, browser: Opened
) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    ivanova, seven = await of(office, IVANOVA), await item_id(office, "7")
    at = f"/people/{ivanova.id}/part"
    assert f'name="item-{seven}"' in (await browser(COORDINATOR).get(f"/people/{ivanova.id}")).html
    with pytest.raises(UserError, match="part-nothing-chosen"):
        await browser(COORDINATOR).post(at, name="Иванова Алла")
    form = {f"item-{seven}": "1", "item-999": "1", "name": "Иванова Алла, СОШ № 7"}
    with pytest.raises(UserError, match="error-invite-needs-name"):
        await browser(COORDINATOR).post(at, **{**form, "name": " , СОШ"})
    asked = await browser(COORDINATOR).post(at, **form)
    assert "К ней перейдут пункты 7." in asked.text
    assert "Иванова Алла" not in await everybody(office)
    done = await browser(COORDINATOR).post(at, **sent(asked))
    assert "t.me/vekha_bot?start=" in done.text
    assert "Часть ваших пунктов перешла к другому участнику: Иванова Алла" in told(done, IVANOVA)
    assert (await answering(office, "7"), await answering(office, "6")) == (
        ["Иванова Алла СОШ № 7"],
        ["Иванова Анна"],
    )


async def asking(office: Desk, browser: Opened, *guests: tuple[int, str]) -> Seen:
    """The page of the link after these accounts have picked these names."""
    page = await browser(COORDINATOR).post("/people/group", do="new")
    code = re.search(r"start=([\w-]+)", page.html)
    assert code is not None
    office.at += timedelta(seconds=10)
    for user, name in guests:
        names = (await office.send(user, f"/start {code[1]}"))[-1]
        await office.press(user, names, name)
    return await browser(COORDINATOR).get("/people/group")


async def test_a_link_for_a_group_is_made_shown_once_and_closed(
    office: Desk, browser: Opened
) -> None:
    nobody = await browser(COORDINATOR).get("/people/group")
    assert "Все ответственные уже подключены." in nobody.text
    with pytest.raises(UserError, match="group-all-joined"):
        await browser(COORDINATOR).post("/people/group", do="new")
    await expect_people(office, "Зимина Алла")
    made = await browser(COORDINATOR).post("/people/group", do="new")
    assert "Коллеги, по дорожной карте" in made.text
    assert "Подключились 0 из 1" in made.text
    again = await browser(COORDINATOR).get("/people/group")
    assert "start=" not in again.html, "only its hash is kept"
    closed = await browser(COORDINATOR).post("/people/group", do="close")
    assert "Ссылка для группы закрыта." in str(redirected(closed).said)
    with pytest.raises(UserError, match="group-closed-already"):
        await browser(COORDINATOR).post("/people/group", do="close")


async def test_who_waits_is_let_in_or_refused_and_hears_of_it(
    office: Desk, browser: Opened
) -> None:
    await expect_people(office, "Зимина Алла", "Лугов Пётр")
    seen = await asking(office, browser, (GUEST, "Зимина"), (OTHER, "Лугов"))
    assert "Ждут подтверждения: 2" in seen.text
    assert "Зимина Алла – в Telegram: Имя 901" in seen.text
    assert "Ждут подтверждения: 2" in (await browser(COORDINATOR).get("/people")).text
    first, second = re.findall(r'name="guest" value="([^"]+)"', seen.html)
    admitted = await browser(COORDINATOR).post("/people/group/guests", do="admit", guest=first)
    assert redirected(admitted).said == "Зимина Алла: теперь на связи."
    assert "Вы подключены" in told(admitted, GUEST)
    refused = await browser(COORDINATOR).post("/people/group/guests", do="refuse", guest=second)
    assert "Координатор не подтвердил" in told(refused, OTHER)
    people = await everybody(office)
    assert people["Зимина Алла"].state is PersonState.ACTIVE
    assert people["Лугов Пётр"].state is PersonState.INVITED
    for do in ("admit", "refuse"):
        with pytest.raises(UserError, match="group-decided"):
            await browser(COORDINATOR).post("/people/group/guests", do=do, guest=first)


async def test_all_who_were_shown_are_let_in_but_for_who_has_picked_another_since(
    office: Desk, browser: Opened
) -> None:
    await expect_people(office, "Зимина Алла", "Лугов Пётр", "Ясенева Вера")
    seen = await asking(office, browser, (GUEST, "Зимина"), (OTHER, "Лугов"))
    shown = seen.field("seen", 'action="/people/group/guests" class="actions"')
    again = (await office.send(OTHER, "Ясенева"))[-1]
    await office.press(OTHER, again, "Ясенева")
    done = await browser(COORDINATOR).post("/people/group/guests", do="all", seen=shown)
    assert redirected(done).said == "Подтверждено: 1."
    people = await everybody(office)
    assert [people[one].state for one in ("Зимина Алла", "Лугов Пётр", "Ясенева Вера")] == [
        PersonState.ACTIVE, PersonState.INVITED, PersonState.INVITED,
    ]  # fmt: skip
