"""What was just touched: the next line, number or file belongs there."""

from __future__ import annotations

from datetime import timedelta

from roadmap.model import DueState
from roadmap.model.messages import Outgoing
from roadmap.report.closing_line import is_closing_line
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.test_answers_of_every_kind import entries, in_group, photo, point_of, remind


async def placed(desk: Desk) -> list[tuple[str, str]]:
    """Each answer about item 6 with its point's number, but the line that closing leaves."""
    return [
        (await point_of(desk, entry), entry.text)
        for entry in await entries(desk)
        if not is_closing_line(entry)
    ]


async def done(desk: Desk, number: str) -> Outgoing:
    """«Выполнено» tapped in a joint reminder; what the bot asks then."""
    joint = await remind(desk, "1", "2")
    (said,) = await desk.press(IVANOVA, joint, f"Выполнено 6.{number}")
    return said


async def test_after_done_the_bot_asks_for_a_word_and_takes_the_next_line_for_it(
    office: Desk,
) -> None:
    said = await done(office, "1")
    assert "Добавите слово или фото?" in said.text
    (confirmed,) = await office.send(IVANOVA, "12 протоколов подписано, утвердили вчера")
    assert "контрольная точка 1" in confirmed.text
    assert await placed(office) == [("1", "12 протоколов подписано, утвердили вчера")]


async def test_a_list_that_counts_from_one_is_one_word_about_what_was_tapped(office: Desk) -> None:
    await done(office, "2")
    await office.send(IVANOVA, "1. Утверждён\n2. Опубликован")
    assert await placed(office) == [("2", "1. Утверждён\n2. Опубликован")]


async def test_a_photo_after_an_answer_goes_to_the_same_point(office: Desk) -> None:
    await remind(office, "1", "2")
    await office.send(IVANOVA, "6.2 провели")
    await office.feed(message=office.message(IVANOVA, **photo()))
    assert await placed(office) == [("2", "провели"), ("2", "")]


async def test_a_line_after_a_photo_goes_to_the_same_point(office: Desk) -> None:
    await office.feed(message=office.message(IVANOVA, caption="6.2", **photo()))
    await office.send(IVANOVA, "на фото зал после ремонта")
    assert await placed(office) == [("2", ""), ("2", "на фото зал после ремонта")]


async def test_a_number_goes_before_what_was_touched(office: Desk) -> None:
    await done(office, "1")
    await office.send(IVANOVA, "6.2 готовимся")
    assert await placed(office) == [("2", "готовимся")]


async def test_after_an_hour_what_was_touched_is_forgotten(office: Desk) -> None:
    await done(office, "1")
    office.at += timedelta(minutes=61)
    await office.send(IVANOVA, "утвердили вчера")
    assert await placed(office) == [("2", "утвердили вчера")], "the one reminder that waits"


async def test_the_time_that_passed_is_the_messages_not_the_clocks(office: Desk) -> None:
    await done(office, "1")
    written = office.message(IVANOVA, text="утвердили вчера")
    office.at += timedelta(hours=5)  # handled late, after the program was down
    await office.feed(message=written)
    assert await placed(office) == [("1", "утвердили вчера")]


async def test_a_reminder_that_came_later_is_nearer_than_an_opened_card(office: Desk) -> None:
    await office.send(IVANOVA, "/item 6")
    office.at += timedelta(minutes=5)
    await remind(office, "2")
    (said,) = await office.send(IVANOVA, "провели")
    assert "как ответ на напоминание: пункт 6, контрольная точка 2" in said.text


async def test_an_opened_card_takes_the_next_line_of_its_official(office: Desk) -> None:
    await remind(office, "1", "2")
    office.at += timedelta(minutes=1)
    await office.send(IVANOVA, "/item 6")
    await office.send(IVANOVA, "идём по графику")
    assert await placed(office) == [("", "идём по графику")]


async def test_a_coordinator_who_looks_at_a_card_does_not_answer_by_the_next_line(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/item 6")
    (told,) = await office.send(COORDINATOR, "напомнить Ивановой")
    assert "/remind" in told.text
    (asked,) = await office.send(COORDINATOR, "протокол у Ивановой")
    assert "К какому пункту" in asked.text
    assert await entries(office) == []


async def test_words_that_are_plainly_of_another_point_are_asked_about(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 готовимся")
    (asked,) = await office.send(IVANOVA, "контроль школьных олимпиад завершён")
    assert asked.buttons[0][0].text.startswith("6.М1")
    assert await placed(office) == [("1", "готовимся")]


async def test_what_was_tapped_in_a_group_is_not_taken_for_everybodys_next_line(
    office: Desk,
) -> None:
    await in_group(office, IVANOVA, "/item 6")
    assert await in_group(office, IVANOVA, "коллеги, кто на обед?") == []
    assert await entries(office) == []


async def test_a_question_of_the_bots_is_not_forgotten_over_a_card(office: Desk) -> None:
    reminder = await remind(office, "1")
    await office.press(IVANOVA, reminder, "Перенести срок")
    await office.send(IVANOVA, "/item 6")
    (sure,) = await office.send(IVANOVA, "до 15 февраля 2020, ждём акт")
    said = await office.press(IVANOVA, sure, "Да")
    assert any("Просьба о переносе" in one.text for one in said)
    assert await entries(office) == []


async def test_not_here_and_a_number_move_that_answer_and_no_older_one(office: Desk) -> None:
    await office.send(IVANOVA, "провели собрание")  # kept, its item not known
    office.at += timedelta(hours=2)
    (said,) = await office.send(IVANOVA, "6.1 акт подписан")
    await office.press(IVANOVA, said, "Не сюда")
    (moved,) = await office.send(IVANOVA, "6,2")
    assert "контрольная точка 2" in moved.text
    assert await placed(office) == [("2", "акт подписан")]


async def test_not_here_and_words_move_that_answer(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 проверили школы")
    await office.press(IVANOVA, said, "Не сюда")
    await office.send(IVANOVA, "про региональный этап")
    assert await placed(office) == [("2", "проверили школы")]


async def test_not_here_and_the_number_of_no_item_leave_the_answer_where_it_is(
    office: Desk,
) -> None:
    (said,) = await office.send(IVANOVA, "6.1 акт подписан")
    await office.press(IVANOVA, said, "Не сюда")
    (told,) = await office.send(IVANOVA, "25")
    assert "Пункта 25 в карте нет" in told.text
    assert "остался на прежнем месте" in told.text
    assert await placed(office) == [("1", "акт подписан")]


async def test_closing_what_the_words_say_is_done_asks_for_no_more_words(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено")
    (closed,) = await office.press(IVANOVA, said, "Закрыть")
    assert "Что написать" not in closed.text


async def test_a_plus_in_reply_to_a_reminder_is_an_answer(office: Desk) -> None:
    await office.reply(IVANOVA, await remind(office, "1"), "+")
    assert await placed(office) == [("1", "+")]


async def test_several_lines_are_closed_with_one_tap(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 выполнено\n6.2 готовимся\n6.М1 проведено")
    await office.press(IVANOVA, said, "Закрыть 2")
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        dues = await tx.roadmaps.dues([point.id for point in points])
        closed = {
            point.text for point in points for due in dues
            if due.point_id == point.id and due.state is DueState.DONE
        }  # fmt: skip
    assert closed == {"Контроль олимпиад", "результаты муниципального этапа"}
    await office.press(IVANOVA, said, "Закрыть 2")
    assert "уже отмечено" in office.toasts[-1]
