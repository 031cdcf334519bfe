"""What officials say to the bot about themselves and their answers: corrected, moved, taken back or
passed on, and never a line of the report.
"""

from __future__ import annotations

import pytest

from roadmap.actions.answering import withdraw
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_answers_of_every_kind import entries, photo
from tests.handlers.test_living_reminders import reminded


async def texts_of(desk: Desk) -> list[str]:
    """The answers about item 6 that stand."""
    return [one.text for one in await entries(desk) if one.withdrawn_at is None]


def to(said: list[Outgoing], chat: int) -> str:
    """What was said in one chat."""
    return "\n".join(one.text for one in said if one.chat_id == chat)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("провели 25 ноября, 18 завучей", "ой 27го", "провели 27 ноября, 18 завучей"),
        ("провели 25 ноября, 18 завучей", "ой, 27-го", "провели 27 ноября, 18 завучей"),
        ("провели 20 ноября", "не 20, а 27 ноября", "провели 27 ноября"),
        ("провели 20.11", "27-го, ошиблась", "провели 27.11"),
        ("34 учителя обучены", "вернее 43 учителя", "43 учителя обучены"),
        ("собрали завучей", "не завучей, а директоров", "собрали директоров"),
    ],
)
async def test_a_correction_right_after_an_answer_changes_it_and_can_be_undone(
    office: Desk, before: str, words: str, after: str
) -> None:
    await office.send(IVANOVA, f"6.1 {before}")
    said = await office.send(IVANOVA, words)
    corrected = next(one for one in said if "Исправлено" in one.text)
    assert after in corrected.text
    assert await texts_of(office) == [after]
    await office.press(IVANOVA, corrected, "Вернуть как было")
    assert await texts_of(office) == [before]


async def test_an_undone_correction_cannot_be_undone_over_a_later_change(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели 25 ноября")
    said = await office.send(IVANOVA, "ой 27го")
    await office.send(IVANOVA, "ой 28го")
    await office.press(IVANOVA, said[-1], "Вернуть как было")
    assert await texts_of(office) == ["провели 28 ноября"]


async def test_a_correction_that_may_mean_two_numbers_is_asked_about(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели 25 ноября, 18 завучей")
    (said,) = await office.send(IVANOVA, "ой 19")
    assert "Похоже на поправку" in said.text
    assert await texts_of(office) == ["провели 25 ноября, 18 завучей"]


@pytest.mark.parametrize("words", ["ой, кураторы", "дата не та", "замените 34 на 43"])
async def test_a_correction_of_what_is_not_told_is_asked_about(office: Desk, words: str) -> None:
    await office.send(IVANOVA, "6.1 провели 25 ноября")
    (said,) = await office.send(IVANOVA, words)
    assert "Похоже на поправку" in said.text
    assert await texts_of(office) == ["провели 25 ноября"]


async def test_a_correction_finds_its_line_among_several(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели 20 ноября\n6.2 собрали 15 заявок")
    await office.send(IVANOVA, "не 20, а 27")
    assert await texts_of(office) == ["провели 27 ноября", "собрали 15 заявок"]


@pytest.mark.parametrize(
    "words",
    ["не 5, а 27 школ участвуют", "вернее 27 учителей обучены", "27 ноября провели ещё раз"],
)
async def test_words_that_tell_something_new_stay_an_answer(office: Desk, words: str) -> None:
    await office.send(IVANOVA, "6.1 провели 20 ноября")
    await office.send(IVANOVA, words)
    assert await texts_of(office) == ["провели 20 ноября", words]


async def test_the_denied_number_of_the_item_itself_moves_though_the_answer_holds_it(
    office: Desk,
) -> None:
    await office.send(IVANOVA, "п. 6: 6 концерт в клубе был")
    await office.send(COORDINATOR, "/assign 7 Иванова")
    said = await office.send(IVANOVA, "не 6, а 7!")
    assert "пункт 7" in to(said, IVANOVA)
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    "words",
    [
        "это про 6.2 а не 6.1",
        "это к 6.2",
        "предыдущее к 6.2",
        "ой это не 6.1 а 6.2",
        "это было по 6.2",
        "не 6.1, а 6.2",
        "6.2, а не 6.1",
        "ошиблась пунктом, 6.2",
        "ой, 6.2",
    ],
)
async def test_not_this_item_but_that_one_moves_the_answer_before(office: Desk, words: str) -> None:
    await office.send(IVANOVA, "6.1 акт подписан")
    said = await office.send(IVANOVA, words)
    assert "контрольная точка 2" in to(said, IVANOVA)
    assert await texts_of(office) == ["акт подписан"]


@pytest.mark.parametrize(
    "words",
    [
        "извините, ошиблась пунктом",
        "ошиблась, не 6.1",
        "стоп, не то",
        "не тот пункт",
        "это к другому пункту",
    ],
)
async def test_a_wrong_item_without_the_right_one_is_asked_about(office: Desk, words: str) -> None:
    await office.send(IVANOVA, "6.1 акт подписан")
    (asked,) = await office.send(IVANOVA, words)
    assert "К какому пункту перенести" in asked.text
    await office.send(IVANOVA, "6.2")
    found = [(one.text, one.point_id) for one in await entries(office)]
    assert len(found) == 1
    assert words not in found[0][0]


async def test_a_wrong_item_where_an_answer_is_awaited_leaves_that_item(office: Desk) -> None:
    (card,) = await office.send(IVANOVA, "/item 6")
    await office.press(IVANOVA, card, "Ответить")
    (said,) = await office.send(IVANOVA, "извините ошиблась пунктом")
    assert "ничего не записано" in said.text
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    "words",
    ["удалите последнее", "отмена", "удали последний ответ", "сотри это", "удалите ответ по 6.1"],
)
async def test_remove_the_last_takes_it_back_after_a_tap(office: Desk, words: str) -> None:
    await office.send(IVANOVA, "6.1 акт подписан")
    (asked,) = await office.send(IVANOVA, words)
    assert "Отозвать ответ?" in asked.text
    assert "акт подписан" in asked.text
    assert await texts_of(office) == ["акт подписан"]
    await office.press(IVANOVA, asked, "Отозвать")
    assert await texts_of(office) == []


async def test_remove_all_names_each_of_the_last_hour(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 акт подписан\n6.2 собрали заявки")
    (asked,) = await office.send(IVANOVA, "удалите оба")
    await office.press(IVANOVA, asked, "6.2: отозвать")
    assert await texts_of(office) == ["акт подписан"]


async def test_remove_means_what_still_waits_for_its_item(office: Desk) -> None:
    await office.send(IVANOVA, "провели собрание")
    (asked,) = await office.send(IVANOVA, "удалите это")
    await office.press(IVANOVA, asked, "Это не ответ")
    async with office.store.read() as tx:
        assert await tx.answers.unplaced_of(None) == []


async def test_remove_with_nothing_to_remove_says_so(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "удалите последнее")
    assert "отзывать нечего" in said.text
    assert await texts_of(office) == []


async def test_leave_told_in_plain_words_is_offered_with_its_days(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    heard, asked = await office.reply(IVANOVA, reminder, "я в отпуске до 7 декабря")
    assert "не записано" in heard.text
    assert "по 7 декабря" in asked.text
    (sure,) = await office.press(IVANOVA, asked, "Петров Олег")
    await office.press(IVANOVA, sure, "Всё верно")
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(IVANOVA)
    assert person.leave_to is not None
    assert (person.leave_to.month, person.leave_to.day) == (12, 7)
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("я на больничном", "Когда вы в отпуске?"),
        ("в командировке до пятницы", "Кто замещает?"),
        ("я в отпуске до 7 декабря, замещает Петров", "Напоминания в эти дни получит"),
    ],
)
async def test_other_words_of_being_away_are_no_answer(office: Desk, words: str, asks: str) -> None:
    await reminded(office, IVANOVA, "6.1")
    said = await office.send(IVANOVA, words)
    assert asks in said[-1].text
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    "words",
    ["меня это не касается, этим занимается Сидорова", "это не ко мне", "6.1 не мой пункт"],
)
async def test_not_my_item_is_passed_on_to_the_coordinator(office: Desk, words: str) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    said = await office.reply(IVANOVA, reminder, words)
    assert "Передал координатору" in to(said, IVANOVA)
    assert f"пункт 6:\n«{words}»" in to(said, COORDINATOR).replace("    ", "")
    assert await texts_of(office) == []


async def test_a_coordinator_is_not_told_of_their_own_words(office: Desk) -> None:
    said = await office.send(COORDINATOR, "это не ко мне")
    assert "/assign" in to(said, COORDINATOR)
    assert len(said) == 1


async def test_an_answer_while_days_of_leave_are_asked_for_is_recorded(office: Desk) -> None:
    await office.send(IVANOVA, "я на больничном")
    (said,) = await office.send(IVANOVA, "6.1 протоколы получены")
    assert "Записано" in said.text
    assert await texts_of(office) == ["протоколы получены"]


async def test_words_of_work_while_days_of_leave_are_asked_for_are_an_answer(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    await office.reply(IVANOVA, reminder, "я на больничном")
    (said,) = await office.send(IVANOVA, "Удалены последние 3 записи из реестра")
    assert "Записано" in said.text


async def test_days_of_leave_that_are_not_understood_are_asked_for_again(office: Desk) -> None:
    await office.send(IVANOVA, "я на больничном")
    (said,) = await office.send(IVANOVA, "отпуск начинается после праздников")
    assert "Не понял даты" in said.text


async def test_cancel_leaves_a_question_where_to_move_and_the_answer_stays(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "6.1 акт подписан")
    await office.press(IVANOVA, said, "Не сюда")
    (left,) = await office.send(IVANOVA, "отмена")
    assert "отменено" in left.text
    assert await texts_of(office) == ["акт подписан"]


async def test_a_deputy_named_while_days_are_asked_for_is_understood(office: Desk) -> None:
    await office.send(IVANOVA, "я на больничном")
    said = await office.send(IVANOVA, "я в отпуске с 1 по 14 января, за меня Петров")
    assert "Напоминания в эти дни получит" in said[-1].text


async def test_a_telephone_number_is_no_item(office: Desk) -> None:
    said = await office.send(IVANOVA, "перезвоните мне на 6 900 123 45 67")
    assert "пункт" not in to(said, COORDINATOR)


async def test_this_is_another_number_moves_though_the_answer_holds_one(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    await office.send(IVANOVA, "6.1 приказ 214 подписан")
    said = await office.send(IVANOVA, "ой, это 7")
    assert "пункт 7" in to(said, IVANOVA)
    assert await texts_of(office) == []


async def test_call_me_back_is_passed_on(office: Desk) -> None:
    await reminded(office, IVANOVA, "6.1")
    said = await office.send(IVANOVA, "перезвоните мне")
    assert "просьбу передал координатору" in to(said, IVANOVA)
    assert "перезвоните мне" in to(said, COORDINATOR)
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    "words",
    [
        "Сотрудники в отпуске до 7 декабря, проверка перенесена",
        "Удалены последние 3 записи из реестра",
        "Мероприятие не касается школ",
        "Я на больничном, проверку провела Сидорова 20 ноября",
        "завтра проводим, 20 участников",
        "форму согласовали",
        "ждём Петрову из отпуска",
        "уволился подрядчик, ищем нового",
    ],
)
async def test_a_true_answer_stays_one(office: Desk, words: str) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    await office.reply(IVANOVA, reminder, words)
    assert await texts_of(office) == [words]


async def test_talk_with_a_photo_is_an_answer(office: Desk) -> None:
    message = office.message(IVANOVA, caption="6.1 не ко мне", **photo())
    await office.feed(message=message)
    assert len(await texts_of(office)) == 1


async def test_after_an_answer_was_withdrawn_the_next_line_does_not_go_there(office: Desk) -> None:
    await reminded(office, IVANOVA, "6.1", "6.2")
    office.at = office.at.replace(hour=office.at.hour + 1)
    (said,) = await office.send(IVANOVA, "6.1 акт подписан")
    await office.press(IVANOVA, said, "Отозвать")
    (asked,) = await office.send(IVANOVA, "ждём ответа министерства")
    assert "К какому пункту" in asked.text
    assert await texts_of(office) == []


async def test_after_an_answer_was_withdrawn_at_the_desk_the_next_line_does_not_go_there(
    office: Desk,
) -> None:
    await reminded(office, IVANOVA, "6.1", "6.2")
    office.at = office.at.replace(hour=office.at.hour + 1)
    await office.send(IVANOVA, "6.1 акт подписан")
    async with office.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        entry = await tx.answers.last_of_person(person.id)
        await withdraw(tx, person, entry, office.at)
    said = await office.send(IVANOVA, "ждём ответа министерства")
    assert "К какому пункту" in said[-1].text
    assert await texts_of(office) == []


async def test_words_after_a_dropped_question_do_not_place_what_is_gone(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "провели собрание")
    await office.press(IVANOVA, asked, "Это не ответ")
    (said,) = await office.send(IVANOVA, "про региональный этап")
    assert "К какому пункту" in said.text


async def test_after_joining_the_next_correction_is_of_the_joined_answer(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели 20 ноября")
    (said,) = await office.send(IVANOVA, "и протокол готов")
    await office.press(IVANOVA, said, "Добавить к прошлому")
    await office.send(IVANOVA, "ой, 27-го")
    assert (await texts_of(office))[0].startswith("провели 27 ноября")


async def test_an_official_cannot_undo_a_correction_of_somebody_elses(office: Desk) -> None:
    await office.send(IVANOVA, "6.1 провели 25 ноября")
    said = await office.send(IVANOVA, "ой 27го")
    data = said[-1].buttons[0][0].data
    await office.tap(PETROV, data)
    assert await texts_of(office) == ["провели 27 ноября"]


@pytest.mark.parametrize("words", ["ой это седьмой пункт", "это ко седьмому", "ой, седьмой пункт"])
async def test_an_item_said_as_an_ordinal_moves_the_answer_before(office: Desk, words: str) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    await office.send(IVANOVA, "6.1 акт подписан")
    said = await office.send(IVANOVA, words)
    assert "пункт 7" in to(said, IVANOVA)
    assert await texts_of(office) == []


@pytest.mark.parametrize("words", ["плюс 7 сегодня", "+ 7 человек", "и плюс 7"])
async def test_so_many_more_is_of_the_answer_before(office: Desk, words: str) -> None:
    await office.send(COORDINATOR, "/assign 7 Иванова")
    await office.send(IVANOVA, "6.1 обучили 14 водителей")
    await office.send(IVANOVA, words)
    assert await texts_of(office) == ["обучили 14 водителей", words]


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("завтра напишу", "жду ответа"),
        ("минуту", "жду ответа"),
        ("не могу сейчас говорить", "жду ответа"),
        ("не поняла что от меня требуется", "идёт работа по пункту 6"),
        ("а кто координатор", "Координатор: "),
        ("кто координатор?", "Координатор: "),
        ("вы мне уже второй раз пишете", "Напоминания прекратятся"),
        ("С праздником, дорогие коллеги!", "Здравствуйте!"),
    ],
)
async def test_words_to_the_bot_after_one_reminder_are_answered_and_not_recorded(
    office: Desk, words: str, heard: str
) -> None:
    await reminded(office, IVANOVA, "6.1")
    (said,) = await office.send(IVANOVA, words)
    assert heard in said.text
    assert await texts_of(office) == []


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("скиньте форму", "вопрос передал координатору"),
        ("кому можно позвонить по этому вопросу? мой тел 8-900-123-45-67", "Координатор: "),
        ("телеграм файл не открывает", "Закройте Telegram"),
        ("уволилась Петрова теперь я за неё", "ответственного меняет он"),
        ("это не ко мне, это Сидорова", "кто отвечает за пункт, решает он"),
    ],
)
async def test_what_only_a_person_can_do_is_passed_on_to_the_coordinator(
    office: Desk, words: str, heard: str
) -> None:
    await reminded(office, IVANOVA, "6.1")
    said = await office.send(IVANOVA, words)
    assert heard in to(said, IVANOVA)
    assert words in to(said, COORDINATOR)
    assert await texts_of(office) == []


async def test_what_may_be_an_answer_is_asked_about_with_what_waits_first(office: Desk) -> None:
    await reminded(office, IVANOVA, "6.1")
    (asked,) = await office.send(IVANOVA, "принято к исполнению")
    assert "Это ответ по пункту 6.1?" in asked.text
    assert asked.buttons[0][0].text.startswith("6.1")
    assert await texts_of(office) == []
    await office.press(IVANOVA, asked, "6.1")
    assert await texts_of(office) == ["принято к исполнению"]


async def test_in_reply_to_a_reminder_what_may_be_an_answer_is_one(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    await office.reply(IVANOVA, reminder, "принято к исполнению")
    assert await texts_of(office) == ["принято к исполнению"]
