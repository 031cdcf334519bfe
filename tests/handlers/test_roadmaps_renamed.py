"""A roadmap gets the name that its coordinators call it by."""

from __future__ import annotations

from tests.handlers.conftest import COORDINATOR, Desk, sample_draft


async def test_the_next_words_are_the_name_and_are_said_back(office: Desk) -> None:
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    (asked,) = await office.press(COORDINATOR, shown, "Переименовать")
    assert "Дорожная карта города Верхнеозёрска" in asked.text
    (said,) = await office.send(COORDINATOR, "Образование  2019/2020")
    assert "→ «Образование 2019/2020»" in said.text
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    assert "● Образование 2019/2020" in shown.text
    (log,) = await office.send(COORDINATOR, "/log")
    assert "карта переименована: Образование 2019/2020" in log.text


async def test_a_name_longer_than_a_title_is_asked_for_again(office: Desk) -> None:
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    await office.press(COORDINATOR, shown, "Переименовать")
    (said,) = await office.send(COORDINATOR, "очень " * 100)
    assert "от 1 до 300 знаков" in said.text
    (said,) = await office.send(COORDINATOR, "Короче")
    assert "→ «Короче»" in said.text


async def test_a_new_edition_is_known_by_its_document_and_keeps_the_name(office: Desk) -> None:
    (shown,) = await office.send(COORDINATOR, "/roadmaps")
    await office.press(COORDINATOR, shown, "Переименовать")
    await office.send(COORDINATOR, "Школы")
    preview = await office.import_draft(sample_draft())
    await office.press(COORDINATOR, preview, "Обновить карту")
    async with office.store.read() as tx:
        assert [roadmap.title for roadmap in await tx.roadmaps.all()] == ["Школы"]
