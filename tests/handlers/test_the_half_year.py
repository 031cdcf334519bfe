"""The half-year closes: what is missing is collected, the draft is gone through, versions are
compared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.looking.digests import every_day, every_week
from roadmap.model import Due, Postponement, PostponementState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, sample_draft
from tests.handlers.written import write_files


async def test_everybody_is_asked_once_for_what_is_missing(office: Desk) -> None:
    office.at = datetime(2019, 12, 20, 6, tzinfo=UTC)
    for _ in range(2):
        async with office.store.begin() as tx:
            await every_day(tx, office.at, office.office)
    asked = [message for message in await office.sent() if message.chat_id == IVANOVA]
    assert len(asked) == 1
    assert "<b>6</b>" in asked[0].text
    await office.send(IVANOVA, "6 проведены два этапа")
    said = await office.send(COORDINATOR, "/collect")
    assert "1 из 3" in said[-1].text


async def test_the_coordinators_words_stand_in_the_draft_and_a_changed_item_is_named(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "6 проведены два этапа")
    state = await _report(office)
    assert "Нет ответов по пунктам: 5, 7" in state.text
    (shown,) = await office.press(COORDINATOR, state, "Пройти по пунктам")
    await office.press(COORDINATOR, shown, "Другой текст")
    await office.send(COORDINATOR, "Работа ведётся.")
    state = await _report(office)
    assert "версии 1" in state.text
    assert "изменились пункты: 5" in state.text
    async with office.store.read() as tx:
        (six,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert [entry.text for entry in await tx.answers.of_item(six.id)] == ["проведены два этапа"]


async def test_a_report_that_says_nothing_new_is_no_version(office: Desk) -> None:
    await _report(office)
    for _ in range(2):
        assert "С версии 1 ничего не изменилось" in (await _report(office)).text


async def test_a_version_kept_as_plain_text_is_compared_too(office: Desk) -> None:
    await _report(office)
    async with office.store.begin() as tx:
        await tx.facts.set(
            "version:1:1:1",
            '{"at": "2019-12-02", "lines": {"0": "Работа велась.", "1": "", "2": ""}}',
        )
    assert "С версии 1 изменились пункты: 5" in (await _report(office)).text


async def test_an_answer_that_comes_meanwhile_moves_nothing_under_the_coordinators_hand(
    office: Desk,
) -> None:
    (shown,) = await office.press(COORDINATOR, await _report(office), "Пройти по пунктам")
    assert "Пункт 5 (1-й из 3, пустых: 3)" in shown.text
    await office.send(IVANOVA, "6 проведены два этапа")
    (shown,) = await office.press(COORDINATOR, shown, "Принять, дальше")
    assert "Пункт 6 (2-й из 3, пустых: 2)" in shown.text
    assert "Проведены два этапа." in shown.text
    await office.press(COORDINATOR, shown, "Другой текст")
    (taken,) = await office.send(COORDINATOR, "Прошли два этапа.")
    (shown,) = await office.press(COORDINATOR, taken, "Дальше")
    assert "Пункт 7 (3-й из 3, пустых: 2)" in shown.text


async def test_the_walk_through_the_draft_goes_back_and_ends(office: Desk) -> None:
    (shown,) = await office.press(COORDINATOR, await _report(office), "Пройти по пунктам")
    assert "‹ Назад" not in [one.text for row in shown.buttons for one in row]
    (shown,) = await office.press(COORDINATOR, shown, "Принять, дальше")
    (shown,) = await office.press(COORDINATOR, shown, "‹ Назад")
    assert "Пункт 5 (1-й из 3, пустых: 3)" in shown.text
    for _ in range(3):
        (shown,) = await office.press(COORDINATOR, shown, "Принять, дальше")
    assert "прошли все пункты" in shown.text
    await office.press(COORDINATOR, shown, "Собрать отчёт")
    assert any("Отчёт за 1 полугодие" in said.text for said in await write_files(office))


async def test_a_postponement_stands_in_the_draft_of_its_item_alone(office: Desk) -> None:
    await _report(office)
    async with office.store.begin() as tx:
        for number, new in (("6", date(2020, 3, 1)), ("7", date(2020, 4, 1))):
            (item,) = await tx.roadmaps.items_by_number(1, [number])
            (point, *_) = await tx.roadmaps.points([item.id])
            (due,) = await tx.roadmaps.add_dues([Due(0, point.id, date(2019, 12, 20))])
            state = PostponementState.GRANTED if number == "6" else PostponementState.ASKED
            await tx.answers.add_postponement(
                Postponement(0, due.id, None, due.day, new, "", office.at, state)
            )
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:1")
    assert "перенесён на 2 полугодие" in shown.text
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    assert "нет ответов" in shown.text


async def test_the_draft_is_gone_through_once_it_was_put_together(office: Desk) -> None:
    assert await office.tap(COORDINATOR, "rm:draft:1:1") == []
    assert "/report" in office.toasts[-1]


async def _report(office: Desk) -> Outgoing:
    """What is said of the report that the coordinator asked for."""
    await office.send(COORDINATOR, "/report")
    return (await write_files(office))[0]


async def test_the_observer_gets_the_weeks_discipline(office: Desk) -> None:
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await office.send(PETROV + 100, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    async with office.store.begin() as tx:
        await every_week(tx, office.at, office.office)
    (week,) = [message for message in await office.sent() if message.chat_id == PETROV + 100]
    assert "дисциплина" in week.text


async def test_what_is_imported_in_the_first_hours_of_a_half_year_is_reported_in_it(
    desk: Desk,
) -> None:
    desk.at = datetime(2019, 12, 31, 22, tzinfo=UTC)  # an hour past midnight in Moscow
    await desk.send(COORDINATOR, "/start")
    draft = sample_draft()
    told = replace(draft.items[1], progress="Проведены оба этапа.")
    preview = await desk.import_draft(replace(draft, items=(told,), questions=()))
    await desk.press(COORDINATOR, preview, "Сохранить")
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items(1)
        assert [entry.day for entry in await tx.answers.of_item(item.id)] == [date(2020, 8, 31)]
