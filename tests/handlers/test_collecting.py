"""The collecting round at a half-year's end: whom it asks about what, and how it is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from handlers.looking.digests import every_day
from roadmap.actions.leaving import set_leave
from roadmap.actions.planning import Rules
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
    (sure,) = await office.send(COORDINATOR, "/collect")
    await office.press(COORDINATOR, sure, "Написать")
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
    assert "В отчёте за 1 полугодие заполнено пунктов: 2 из 3. Ждём: Петров Олег." in said.text
    (sure,) = await office.send(COORDINATOR, "/collect")
    assert sure.text.splitlines() == [
        "<b>Заполнено пунктов: 2 из 3.</b> Ждём: Петров Олег.",
        "Написать 1 участнику о 1 пункте?",
    ]
    told = {one.chat_id: one for one in await office.press(COORDINATOR, sure, "Написать")}
    assert told.keys() == {PETROV, COORDINATOR}
    assert told[COORDINATOR].text.endswith("Отправлен 1 запрос.")
    assert told[COORDINATOR].buttons == ()
    await office.send(PETROV, "7: за каждым закреплён наставник")
    (said,) = await office.send(COORDINATOR, "/collect")
    assert said.text == "<b>Заполнено пунктов: 3 из 3.</b>"
    assert said.buttons == ()


async def test_who_owes_what_is_counted_as_the_report_counts_it(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    await office.send(PETROV, "5: участвовали в двух конкурсах")
    async with office.store.read() as tx:
        (view, *_) = await tx.roadmaps.views_between(1, None, None)
        assert view.item.number == "6"
    await office.tap(IVANOVA, f"due:postpone:{view.due.id}")
    (sure,) = await office.send(IVANOVA, "до 15 января 2020, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    (said,) = await office.send(COORDINATOR, "/silent")
    assert "заполнено пунктов: 1 из 3. Ждём: Иванова Анна, Петров Олег." in said.text
    await office.press(COORDINATOR, request, "Согласовать")
    (said,) = await office.send(COORDINATOR, "/silent")
    assert "заполнено пунктов: 2 из 3. Ждём: Петров Олег." in said.text, "a shift stands there"
    (asked,) = [message for message in await day(office, FIRST_DAY) if "полугодие" in message.text]
    assert asked.chat_id == PETROV
    await office.send(COORDINATOR, "/report")
    assert any("Заполнено пунктов: 2 из 3" in one.text for one in await write_files(office))


async def test_nobody_is_written_to_before_the_coordinator_says_so(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5, 7 Петров")
    (sure,) = await office.send(COORDINATOR, "/collect")
    assert sure.chat_id == COORDINATOR
    assert "Написать 2 участникам о 3 пунктах?" in sure.text
    (left,) = await office.press(COORDINATOR, sure, "Отмена")
    assert left.chat_id == COORDINATOR
    asked = {message.chat_id for message in await day(office, FIRST_DAY)}
    assert asked == {IVANOVA, PETROV}, "the round still begins by itself"


async def test_who_is_on_leave_and_who_gets_no_messages_is_said_before_writing(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/invite Новикова Ольга")
    (asked,) = await office.send(COORDINATOR, "/assign 5 Новикова")
    if asked.buttons:
        await office.press(COORDINATOR, asked, "Назначить")
    async with office.store.begin() as tx:
        coordinator, ivanova, petrov = [
            await tx.people.by_telegram(user) for user in (COORDINATOR, IVANOVA, PETROV)
        ]
        rules = Rules(office.office.policy, office.office.calendar, office.at)
        await set_leave(
            tx, coordinator, ivanova, date(2019, 12, 1), date(2019, 12, 20), petrov, rules
        )
    (sure,) = await office.send(COORDINATOR, "/collect")
    assert sure.text.splitlines()[1:] == [
        "Написать 1 участнику о 1 пункте?",
        "В отпуске, спросим заместителя: Иванова Анна → Петров Олег.",
        "Сообщение не дойдёт до 1 участника: Новикова Ольга.",
    ]


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
    assert office.toasts[-1] == "Спросили: Иванова Анна."
    await office.reply(IVANOVA, asked, "Участвовали 120 учеников.")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:2")
    assert "Этап прошёл.\nУчаствовали 120 учеников." in shown.text


async def test_who_cannot_be_asked_again_is_named_with_what_to_do(office: Desk) -> None:
    await office.send(COORDINATOR, "/invite Новикова Ольга")
    await office.send(COORDINATOR, "/assign +6 Новикова")
    await office.send(COORDINATOR, "/report")
    state, _ = await write_files(office)
    await office.press(COORDINATOR, state, "Пройти по пунктам")
    (shown,) = await office.tap(COORDINATOR, "walk:step:1:1:1")
    told = {one.chat_id: one for one in await office.press(COORDINATOR, shown, "Спросить ещё раз")}
    assert told.keys() == {IVANOVA, COORDINATOR}
    assert told[COORDINATOR].text == (
        "Спросили: Иванова Анна. Сообщения не доходят: Новикова Ольга. "
        "Отправьте ссылку ещё раз или назначьте другого: /assign 6 Фамилия"
    )
    (link,) = await office.press(COORDINATOR, told[COORDINATOR], "Новая ссылка: Новикова Ольга")
    assert "start=" in link.text


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
    counted = "Сроков 1 (из них перенесено 0, без ответа 1): в срок 0, с опозданием 1 (на 15 дней)"
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


async def test_an_older_message_does_not_write_to_the_same_people_again_at_once(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    (older,) = await office.send(COORDINATOR, "/collect")
    (newer,) = await office.send(COORDINATOR, "/collect")
    said = await office.press(COORDINATOR, newer, "Написать")
    assert {one.chat_id for one in said} == {COORDINATOR, IVANOVA, PETROV}
    office.at += timedelta(minutes=7)
    (sure,) = await office.press(COORDINATOR, older, "Написать")
    assert "отправлены 2 декабря в 09:00" in sure.text
    (asked,) = await office.send(COORDINATOR, "/collect")
    assert "Уже спрашивали 2 декабря в 09:00" in asked.text
    said = await office.press(COORDINATOR, sure, "Написать")
    assert {one.chat_id for one in said} == {COORDINATOR, IVANOVA, PETROV}
