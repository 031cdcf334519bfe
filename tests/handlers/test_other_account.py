"""A link opened by another account: both sides hear of it, and a coordinator undoes it."""

from __future__ import annotations

from dataclasses import replace

from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, STRANGER, Desk


async def link_for(desk: Desk, name: str) -> str:
    (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
    return f"/start {invited.text.rsplit('start=', 1)[1].strip()}"


async def taken_over(desk: Desk) -> tuple[list[Outgoing], Outgoing]:
    """Another account opens Иванова's link; everything said, and the coordinator's message."""
    said = await desk.send(STRANGER, await link_for(desk, "Иванова Анна"))
    (told,) = [message for message in said if message.chat_id == COORDINATOR]
    return said, told


async def test_the_account_before_and_the_coordinator_hear_of_it(office: Desk) -> None:
    said, told = await taken_over(office)
    assert "Иванова Анна" in told.text
    assert f"Имя {STRANGER}" in told.text
    (lost,) = [message for message in said if message.chat_id == IVANOVA]
    assert "больше не подключён" in lost.text
    assert "Иванова" not in lost.text, "who it was is a stranger by now"
    (turned_away,) = await office.send(IVANOVA, "/my")
    assert "по приглашению" in turned_away.text


async def test_the_coordinator_puts_the_account_before_back_with_a_tap(office: Desk) -> None:
    _, told = await taken_over(office)
    said = await office.press(COORDINATOR, told, "Вернуть")
    assert {message.chat_id for message in said} == {COORDINATOR, IVANOVA, STRANGER}
    (stranger,) = await office.send(STRANGER, "/my")
    assert "по приглашению" in stranger.text
    (mine, *_) = await office.send(IVANOVA, "/my")
    assert "6.1" in mine.text
    await office.press(COORDINATOR, told, "Вернуть")
    assert "сменился ещё раз" in office.toasts[-1]


async def test_what_waits_is_said_to_the_account_that_is_theirs(office: Desk) -> None:
    link = await link_for(office, "Иванова Анна")
    async with office.store.begin() as tx:
        early = await tx.messages.add(Outgoing(IVANOVA, "6.1: до 31 декабря"))
        await tx.messages.add(Outgoing(IVANOVA, "Записано", edits=5))
    said = await office.send(STRANGER, link)
    (told,) = [message for message in said if message.chat_id == COORDINATOR]
    assert [one.chat_id for one in said if one.id == early.id] == [STRANGER]
    assert all(one.text != "Записано" for one in said)
    async with office.store.begin() as tx:
        waiting = await tx.messages.add(Outgoing(STRANGER, "6.1: до 31 декабря"))
        await tx.people.set_dialog(STRANGER, {"awaits": "answer", "item_id": 1, "point_id": 0})
    await office.press(COORDINATOR, told, "Вернуть")
    async with office.store.read() as tx:
        assert (await tx.messages.get(waiting.id)).chat_id == IVANOVA
        assert await tx.people.dialog(STRANGER) is None


async def test_a_new_phone_of_ones_own_works_at_once_and_nobody_has_to_do_anything(
    office: Desk,
) -> None:
    said, told = await taken_over(office)
    assert any("Здравствуйте, Иванова Анна" in message.text for message in said)
    (mine, *_) = await office.send(STRANGER, "/my")
    assert "6.1" in mine.text
    (right,) = await office.press(COORDINATOR, told, "Всё верно")
    assert "остаётся новый" in right.text
    (mine, *_) = await office.send(STRANGER, "/my")
    assert "6.1" in mine.text


async def test_ones_own_account_again_is_nothing_to_tell(office: Desk) -> None:
    link = await link_for(office, "Иванова Анна")
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        await tx.people.update(replace(ivanova, telegram_id=None))
    said = await office.send(IVANOVA, link)
    assert all(message.chat_id == IVANOVA for message in said)


async def test_an_account_that_is_somebody_else_s_by_now_is_not_put_back(office: Desk) -> None:
    _, told = await taken_over(office)
    await office.send(IVANOVA, await link_for(office, "Новикова Вера"))
    await office.press(COORDINATOR, told, "Вернуть")
    assert "Новикова Вера" in office.toasts[-1]
    (mine, *_) = await office.send(STRANGER, "/my")
    assert "6.1" in mine.text


async def test_a_coordinator_whose_own_link_was_opened_is_told_in_the_old_account_and_the_others_too(
    office: Desk,
) -> None:
    second = 150
    await office.send(second, await link_for(office, "координатор Лосева Инна"))
    async with office.store.read() as tx:
        me = await tx.people.by_telegram(COORDINATOR)
        assert me is not None
    said = await office.send(STRANGER, await link_for(office, f"координатор {me.name}"))
    assert {COORDINATOR, second} <= {message.chat_id for message in said}
    (told,) = [message for message in said if message.chat_id == second]
    await office.press(second, told, "Вернуть")
    async with office.store.read() as tx:
        assert await tx.people.by_telegram(COORDINATOR) == replace(me, seen_at=office.at)
