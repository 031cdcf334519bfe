"""Sentences that once misled: what they say now, and that it is so."""

from __future__ import annotations

from dataclasses import replace

from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft
from tests.handlers.written import write_files


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_line_that_is_no_item_of_a_typed_plan_is_said_to_be_left_out_and_does_not_join_the_title(
    desk: Desk,
) -> None:
    await desk.send(COORDINATOR, "/start")
    (how, *_) = await desk.send(COORDINATOR, "/import")
    await desk.press(COORDINATOR, how, "Набрать в чате")
    await desk.send(COORDINATOR, "План работы школы на 2019/2020 учебный год")
    (taken,) = await desk.send(
        COORDINATOR, "так, начнём\n\n1. Провести семинар — до 15 декабря — Иванова А.П."
    )
    assert "Пропущено, это не пункт и не раздел: «так, начнём»" in taken.text
    await desk.press(COORDINATOR, taken, "Готово")
    (preview,) = await write_files(desk)
    assert "Прочитано:</b> План работы школы на 2019/2020 учебный год\n" in preview.text
    assert "Пунктов: 1" in preview.text


async def test_an_update_that_is_taken_back_is_not_called_an_import(office: Desk) -> None:
    async with office.store.read() as tx:
        (roadmap,) = await tx.roadmaps.all()
    draft = sample_draft()
    preview = await office.import_draft(replace(draft, items=draft.items[:2]))
    (saved,) = await office.press(COORDINATOR, preview, "Обновить карту")
    (said, *_) = await office.press(COORDINATOR, saved, "Отменить импорт")
    assert "Обновление отменено: карта прежняя" in said.text
    async with office.store.read() as tx:
        assert [one.id for one in await tx.roadmaps.all()] == [roadmap.id]


async def test_a_persons_card_names_their_items(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Иванова")
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    (card,) = await office.press(COORDINATOR, people, "Иванова")
    assert "Пункты: 5–7" in card.text


async def test_data_can_be_deleted_from_the_settings(office: Desk) -> None:
    (settings,) = await office.send(IVANOVA, "/settings")
    (sure,) = await office.press(IVANOVA, settings, "Удалить мои данные")
    assert "Да, удалить" in labels(sure)
    await office.press(IVANOVA, sure, "Да, удалить")
    (said,) = await office.send(IVANOVA, "/my")
    assert "по приглашению" in said.text


async def test_help_tells_an_official_what_to_do_when_there_is_no_time_left(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "/help")
    assert "«Перенести срок»" in said.text
    assert "исправьте своё сообщение" in said.text
    assert len(said.text) < 700
