"""The collecting round at a half-year's end: whom it asks about what, and how it is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from handlers.looking.digests import every_day
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.written import write_files

#: The tenth working day before 31 December, counted with both ends.
FIRST_DAY = datetime(2019, 12, 18, 7, tzinfo=UTC)


async def day(office: Desk, at: datetime) -> list[Outgoing]:
    """What the desk says on that day."""
    office.at = at
    async with office.store.begin() as tx:
        await every_day(tx, at, office.office)
    return await office.sent()


async def entries(office: Desk, number: str) -> list[str]:
    """The texts of an item's entries."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        return [entry.text for entry in await tx.answers.of_item(item.id)]


async def test_it_starts_ten_working_days_before_the_end_with_one_message_for_everybody(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    assert await day(office, FIRST_DAY - timedelta(days=1)) == []
    asked = {message.chat_id: message.text for message in await day(office, FIRST_DAY)}
    assert asked.keys() == {IVANOVA, PETROV}
    assert "<b>6</b> · Результаты олимпиады" in asked[IVANOVA]
    assert "<b>5</b> · Участие в конкурсах" in asked[PETROV]
    assert "<b>7</b> · Поддержка молодых" in asked[PETROV], "in the course of the year"
    assert "<b>6</b>" not in asked[PETROV]


async def test_what_goes_on_all_year_is_collected_and_never_late(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    await office.send(COORDINATOR, "/collect")
    for later in (date(2020, 1, 20), date(2020, 8, 31)):
        said = await day(office, datetime(later.year, later.month, later.day, 7, tzinfo=UTC))
        assert not [
            message
            for message in said
            if "Поддержка молодых" in message.text and "просрочено" in message.text
        ]
    async with office.store.read() as tx:
        (seven,) = await tx.roadmaps.items_by_number(1, ["7"])
        points = await tx.roadmaps.points([seven.id])
        assert [due.day for due in await tx.roadmaps.dues([point.id for point in points])] == [None]


async def test_a_request_is_answered_by_a_reply_or_by_its_button(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    messages = await day(office, FIRST_DAY)
    (asked,) = [message for message in messages if message.chat_id == IVANOVA]
    await office.reply(IVANOVA, asked, "Муниципальный этап прошёл 16.12.2019.")
    assert await entries(office, "6") == ["Муниципальный этап прошёл 16.12.2019."]
    (asked,) = [message for message in messages if message.chat_id == PETROV]
    await office.press(PETROV, asked, "Ответить по 7")
    await office.send(PETROV, "За каждым закреплён наставник.")
    assert await entries(office, "7") == ["За каждым закреплён наставник."]
    await office.reply(PETROV, asked, "5: участвовали в двух конкурсах")
    assert await entries(office, "5") == ["участвовали в двух конкурсах"]


async def test_the_coordinator_sees_who_has_sent_what_is_owed(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    await office.send(IVANOVA, "6: прошёл муниципальный этап")
    await office.send(PETROV, "5: участвовали в двух конкурсах")
    (said,) = await office.send(COORDINATOR, "/silent")
    assert (
        "Отчёт за 1 полугодие: 1 из 2 прислали ответы по всем своим пунктам, нет: Петров Олег."
        in said.text
    )
    (said,) = [
        one for one in await office.send(COORDINATOR, "/collect") if one.chat_id == COORDINATOR
    ]
    assert (
        "<b>1 из 2 прислали ответы по всем своим пунктам</b>, нет: Петров Олег. Спросили 1 человека."
        in said.text
    )
    await office.send(PETROV, "7: за каждым закреплён наставник")
    (said,) = await office.send(COORDINATOR, "/collect")
    assert "Все ответы есть" in said.text


async def test_the_coordinator_asks_again_out_of_the_draft_and_the_answer_stands_in_it(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "6: этап прошёл")
    await office.send(COORDINATOR, "/report")
    state, _ = await write_files(office)
    (shown,) = await office.press(COORDINATOR, state, "Пройти по пунктам")
    for _ in range(2):  # 5 and 7 have no answers and come first
        (shown,) = await office.press(COORDINATOR, shown, "Принять, дальше")
    assert "Пункт 6" in shown.text
    (asked,) = await office.press(COORDINATOR, shown, "Спросить ещё раз")
    assert (asked.chat_id, "пункту 6" in asked.text) == (IVANOVA, True)
    await office.reply(IVANOVA, asked, "Участвовали 120 учеников.")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    assert "Этап прошёл.\nУчаствовали 120 учеников." in shown.text


async def test_the_coordinators_own_words_give_way_to_the_answers_again(office: Desk) -> None:
    await office.send(IVANOVA, "6: этап прошёл")
    await office.send(COORDINATOR, "/report")
    state, _ = await write_files(office)
    (shown,) = await office.press(COORDINATOR, state, "Пройти по пунктам")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    await office.press(COORDINATOR, shown, "Другой текст")
    await office.send(COORDINATOR, "Муниципальный этап олимпиады завершён.")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    assert "Муниципальный этап олимпиады завершён." in shown.text
    await office.press(COORDINATOR, shown, "Как в ответах")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    assert shown.text.endswith("Этап прошёл.")


async def test_the_summary_leads_to_how_everybody_kept_their_days(office: Desk) -> None:
    office.at = datetime(2020, 1, 15, 7, tzinfo=UTC)
    (said,) = await office.send(COORDINATOR, "/summary")
    assert "Исполнительская дисциплина: <b>0" in said.text
    assert "Коэффициент = выполнено в срок ÷ наступило сроков" in said.text
    (shown,) = await office.press(COORDINATOR, said, "Дисциплина")
    counted = "Сроков 1, в срок 0, с опозданием 1 (всего 15 дней), перенесено 0, без ответа 1"
    assert f"<b>1.1. КАЧЕСТВО</b>: 0,00\n{counted}" in shown.text
    assert f"<b>Иванова Анна</b>: 0,00\n{counted}" in shown.text


async def test_the_report_is_offered_in_print_and_the_timeline_by_its_own_name(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/report")
    state, _ = await write_files(office)
    rows = [[one.text for one in row] for row in state.buttons]
    assert ["Word", "PDF", "Excel"] in rows
    assert ["Лента сроков", "Лента сроков, PDF"] in rows
