"""The question where an answer belongs, and the one confirmation that a message gets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from roadmap.model import Draft, DraftItem, Measure, Period
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_answers_of_every_kind import entries, photo, point_of, remind
from tests.handlers.test_living_reminders import changes


def labels(message: Outgoing) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def placed(desk: Desk, number: str = "6") -> list[tuple[str, str]]:
    return [(await point_of(desk, entry), entry.text) for entry in await entries(desk, number)]


async def test_the_likeliest_by_words_comes_first_and_there_are_five_at_most(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    subjects = ["Питание", "Кабинеты химии", "Субботник", "Ярмарка", "Закупки", "Наставники", "Акт"]
    items = tuple(
        DraftItem(str(n), (), "", (Measure(None, subject),))
        for n, subject in enumerate(subjects, 1)
    )
    preview = await desk.import_draft(Draft("План", Period.school(2019), items))
    await desk.press(COORDINATOR, preview, "Сохранить")
    await desk.send(COORDINATOR, "/assign все Администратор")
    (asked,) = await desk.send(COORDINATOR, "с ноставниками встретились")
    assert labels(asked)[0] == "6 · Наставники"
    assert labels(asked)[5:] == ["Другой пункт", "Это не ответ"]


async def test_a_photo_is_said_to_be_kept_as_one(office: Desk) -> None:
    (asked,) = await office.feed(message=office.message(IVANOVA, **photo()))
    assert "Фото сохранено" in asked.text


async def test_another_item_is_found_by_words_or_by_number(office: Desk) -> None:
    for written in ("региональный этап", "6,1"):
        (asked,) = await office.send(IVANOVA, "провели собрание")
        (search,) = await office.press(IVANOVA, asked, "Другой пункт")
        assert "несколько слов" in search.text
        await office.send(IVANOVA, written)
        office.at += timedelta(hours=2)
    assert await placed(office) == [("2", "провели собрание"), ("1", "провели собрание")]


async def test_words_that_find_nothing_are_said_to_and_the_answer_stays(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "провели собрание")
    await office.press(IVANOVA, asked, "Другой пункт")
    (said,) = await office.send(IVANOVA, "водопровод")
    assert "не нашёл" in said.text
    await office.press(IVANOVA, said, "6.1")
    assert await placed(office) == [("1", "провели собрание")]


async def test_the_question_is_answered_by_words(office: Desk) -> None:
    await office.send(IVANOVA, "провели собрание")
    (said,) = await office.send(IVANOVA, "это про муниципальный этап")
    (ended,) = await changes(office)
    assert "контрольная точка 1" in said.text
    assert ended.buttons == ()
    assert await placed(office) == [("1", "провели собрание")]


async def test_a_reply_to_the_question_places_the_answer_that_it_asks_about(office: Desk) -> None:
    (first,) = await office.send(IVANOVA, "провели собрание")
    await office.send(IVANOVA, "закончили ремонт")
    await office.reply(IVANOVA, first, "6.2")
    assert await placed(office) == [("2", "провели собрание")]


async def test_all_done_after_several_may_go_to_all_of_them(office: Desk) -> None:
    await remind(office, "1", "2")
    (asked,) = await office.send(IVANOVA, "всё сделано")
    assert labels(asked)[0] == "Ко всем (2)"
    (said,) = await office.press(IVANOVA, asked, "Ко всем")
    assert said.edits == asked.telegram_id
    assert "всё сделано" in said.text
    assert await placed(office) == [("1", "всё сделано"), ("2", "всё сделано")]
    await office.press(IVANOVA, asked, "Ко всем")
    assert len(await entries(office)) == 2, "a second tap records nothing more"


async def test_the_sure_lines_are_recorded_and_the_doubtful_one_is_asked_about(
    office: Desk,
) -> None:
    confirmed, asked = await office.send(
        IVANOVA, "6.1 утвердили\n6.2 готовимся\n6 школ отчёт не прислали"
    )
    assert confirmed.text.startswith("✅ Записано 2 ответа")
    assert "«6 школ отчёт не прислали»" in asked.text
    assert await placed(office) == [("1", "утвердили"), ("2", "готовимся")]


async def test_a_number_that_does_not_exist_is_asked_about_by_name(office: Desk) -> None:
    await remind(office, "1")
    (asked,) = await office.send(IVANOVA, "25. Выполнено")
    assert "Пункта 25 в карте нет" in asked.text
    assert await entries(office) == []


async def test_what_another_answers_for_does_not_hold_up_the_rest(office: Desk) -> None:
    confirmed, asked = await office.send(IVANOVA, "6.1 утвердили\n7 готово")
    assert "контрольная точка 1" in confirmed.text
    assert "За пункт 7 отвечаете не вы" in asked.text


async def test_eight_lines_get_one_message_with_few_buttons(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    items = tuple(
        DraftItem(str(n), (), f"Работа {n}", (Measure(None, f"Дело {n}"),)) for n in range(1, 151)
    )
    preview = await desk.import_draft(Draft("План", Period.school(2019), items))
    await desk.press(COORDINATOR, preview, "Сохранить")
    lines = "\n".join(f"{n} начали, этап {n}" for n in range(1, 9))
    (said,) = await desk.send(COORDINATOR, lines)
    assert "<b>8</b> · начали, этап 8" in said.text
    assert labels(said) == ["Исправить"]
    (said,) = await desk.send(COORDINATOR, "1-150 сделано")
    assert "<b>1–150</b> · сделано" in said.text
    assert len(labels(said)) <= 2


async def test_one_of_several_answers_is_corrected(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 утвердили\n6.2 готовимся")
    (which,) = await office.press(IVANOVA, said, "Исправить")
    assert labels(which)[:2] == ["6.1: не сюда", "6.1: отозвать"]
    await office.press(IVANOVA, which, "6.2: отозвать")
    (where,) = await office.press(IVANOVA, which, "6.1: не сюда")
    await office.press(IVANOVA, where, "6.М1")
    assert [entry.text for entry in await entries(office)] == ["утвердили"]


async def test_somebody_elses_answers_are_not_corrected(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 утвердили\n6.2 готовимся")
    (row,) = [b for row in said.buttons for b in row if b.text == "Исправить"]
    await office.tap(PETROV, row.data)
    assert office.toasts[-1]
    assert len(await entries(office)) == 2


async def test_the_documents_own_three_is_the_third_measure_and_it_is_said_so(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    item = DraftItem("7", (), "Акты", tuple(Measure(str(n), f"Внести {n}") for n in (1, 2, 3)))
    preview = await desk.import_draft(Draft("План", Period.school(2019), (item,)))
    await desk.press(COORDINATOR, preview, "Сохранить")
    (said,) = await desk.send(COORDINATOR, "7.3 изменения внесены")
    assert "пункт 7, мероприятие 3" in said.text


async def test_an_item_with_one_measure_is_called_by_its_number(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    item = DraftItem("121", (), "", (Measure(None, "Ярмарка мастеров"),))
    preview = await desk.import_draft(Draft("План", Period.school(2019), (item,)))
    await desk.press(COORDINATOR, preview, "Сохранить")
    cards = await desk.send(COORDINATOR, "/item 121")
    assert "121.М1" not in cards[0].text + " ".join(labels(cards[0]))
    (asked,) = await desk.send(COORDINATOR, "с мастерами договорились")
    assert labels(asked)[0] == "121 · Ярмарка мастеров"


def album(desk: Desk, number: int, caption: str = "", **fields: Any) -> dict[str, Any]:
    words = {"caption": caption} if caption else {}
    return desk.message(IVANOVA, **photo(number), **words, media_group_id="a", **fields)


async def test_a_caption_is_edited_in_any_part_of_an_album(office: Desk) -> None:
    first, second = album(office, 1, "6.1 зал"), album(office, 2, "крыльцо")
    await office.feed(message=first)
    await office.feed(message=second)
    assert await placed(office) == [("1", "зал\nкрыльцо")]
    (said,) = await office.feed(
        edited_message={**second, "caption": "крыльцо после ремонта", "edit_date": 1}
    )
    assert "Исправлено" in said.text
    assert await placed(office) == [("1", "зал\nкрыльцо после ремонта")]
    await office.feed(edited_message={**first, "caption": "6.1 актовый зал", "edit_date": 1})
    assert await placed(office) == [("1", "актовый зал\nкрыльцо после ремонта")]


async def test_captions_stay_with_their_pictures_when_another_file_comes_and_are_kept_nowhere_else(
    office: Desk,
) -> None:
    first, second = album(office, 1, "6.1 зал"), album(office, 2, "крыльцо")
    await office.feed(message=first)
    await office.feed(message=second)
    await office.feed(edited_message={**second, **photo(3), "edit_date": 1})
    await office.feed(edited_message={**second, **photo(3), "caption": "вход", "edit_date": 2})
    await office.feed(edited_message={**first, "caption": "6.1 актовый зал", "edit_date": 3})
    assert await placed(office) == [("1", "актовый зал\nвход")]
    async with office.store.read() as tx:
        assert [name for name in await tx.facts.beginning("") if str(IVANOVA) in name] == []


async def test_a_caption_that_says_the_same_once_more_is_not_doubled_by_an_edit(
    office: Desk,
) -> None:
    first, second = album(office, 1, "6.1 зал"), album(office, 2, "зал")
    await office.feed(message=first)
    await office.feed(message=second)
    await office.feed(edited_message={**second, "edit_date": 1})
    assert await placed(office) == [("1", "зал")]


async def test_a_caption_added_later_joins_the_album(office: Desk) -> None:
    first, second = album(office, 1, "6.1"), album(office, 2)
    await office.feed(message=first)
    await office.feed(message=second)
    await office.feed(edited_message={**second, "caption": "крыльцо", "edit_date": 1})
    assert await placed(office) == [("1", "крыльцо")]


async def test_a_caption_of_an_album_that_waits_for_its_item_is_kept_with_it(office: Desk) -> None:
    await office.feed(message=album(office, 1))
    await office.feed(message=album(office, 2, "зал и крыльцо"))
    await office.send(IVANOVA, "6.2")
    (entry,) = await entries(office)
    assert (entry.text, len(entry.attachments)) == ("зал и крыльцо", 2)


async def test_a_number_with_a_comma_that_is_an_item_is_asked_about_right_after_another_answer(
    office: Desk,
) -> None:
    for words in ("6,1 площадки готовы на 80%", "6,1 площадки готовы"):
        await office.send(IVANOVA, "6.2 собрали результаты")
        (asked,) = await office.send(IVANOVA, words)
        assert "К какому пункту" in asked.text
        assert labels(asked)[0].startswith("6.1 · ")
    (said,) = await office.send(IVANOVA, "6.2 собрали результаты ещё раз")
    (said,) = await office.send(IVANOVA, "6,1 % учеников стали призёрами этапа в этом году")
    assert "контрольная точка 2" in said.text, "a figure is no item"


async def test_a_point_of_another_item_is_no_measure_of_the_one_just_answered(
    office: Desk,
) -> None:
    measures = tuple(Measure(str(n), f"Работа {n}") for n in (1, 2, 3))
    items = tuple(DraftItem(str(n), (), f"Дело {n}", measures) for n in (1, 5))
    preview = await office.import_draft(Draft("План работы", Period.school(2019), items))
    await office.press(COORDINATOR, preview, "Сохранить")
    await office.send(COORDINATOR, "/assign все Администратор")
    await office.send(COORDINATOR, "5.М2 опрос идёт")
    (said,) = await office.send(COORDINATOR, "1.М3 проведено 23 ноября")
    assert said.text.startswith("✅ Записано: пункт 1, мероприятие 3")
