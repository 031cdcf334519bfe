"""A postponement is asked for with a day and a reason, in whatever words and order they come to mind;
the day is said back before it holds, and one tap undoes it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap.model import DueState, Postponement, PostponementState
from roadmap.model.messages import Outgoing
from roadmap.ports import DueView
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_living_reminders import changes


async def _begin(office: Desk) -> Outgoing:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    (how,) = await office.press(IVANOVA, card, "Перенести срок")
    return how


async def _asked(office: Desk) -> list[Postponement]:
    async with office.store.read() as tx:
        return list(await tx.answers.postponements(1))


async def _view(office: Desk, due_id: int) -> DueView:
    async with office.store.read() as tx:
        return await tx.roadmaps.view(due_id)


async def _answers(office: Desk) -> list[str]:
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        return [one.text for one in await tx.answers.of_item(item.id)]


def _to_coordinator(said: list[Outgoing]) -> str:
    return next(str(message.text) for message in said if message.chat_id == COORDINATOR)


def _labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


@pytest.mark.parametrize(
    "day", ["15.03.2020", "до 15 марта", "перенести на 15 марта 2020 г.", "15 мар"]
)
async def test_a_day_is_said_back_and_the_next_line_is_its_reason(office: Desk, day: str) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, day)
    assert "с 31 декабря на 15 марта 2020 (вс)?" in sure.text
    assert "Напишите причину" in sure.text
    assert await _asked(office) == []
    said = await office.send(IVANOVA, "ждём протокол")
    assert "Причина: ждём протокол" in _to_coordinator(said)
    (postponement,) = await _asked(office)
    assert f"{postponement.new_day:%d.%m.%Y}" == "15.03.2020"


async def test_a_day_with_its_reason_is_sent_after_one_tap(office: Desk) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 15 марта ждём протокол")
    assert "Напишите причину" not in sure.text
    assert await _asked(office) == []
    said = await office.press(IVANOVA, sure, "Да")
    assert "15 марта 2020" in _to_coordinator(said)
    assert "Причина: до 15 марта ждём протокол" in _to_coordinator(said)


async def test_a_word_of_consent_does_what_the_button_does(office: Desk) -> None:
    await _begin(office)
    await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.send(IVANOVA, "Да.")
    assert "ждём протокол" in _to_coordinator(said)


async def test_the_day_said_back_may_be_changed_and_its_reason_stays(office: Desk) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    (typed,) = await office.press(IVANOVA, sure, "Другая дата")
    assert "через две недели" in typed.text
    (sure,) = await office.send(IVANOVA, "через две недели")
    assert "день" in sure.text  # 16 December is before the deadline
    (sure,) = await office.send(IVANOVA, "на две недели")
    assert "на 14 января 2020 (вт)?" in sure.text
    (sure,) = await office.send(IVANOVA, "нет")
    assert "На какой день?" in sure.text
    (sure,) = await office.send(IVANOVA, "лучше на месяц")
    said = await office.press(IVANOVA, sure, "Да")
    assert "31 января 2020" in _to_coordinator(said)
    assert "ждём протокол" in _to_coordinator(said)


async def test_the_likely_days_are_one_tap_away_and_a_reason_may_be_left_out(office: Desk) -> None:
    how = await _begin(office)
    assert _labels(how) == [
        "+ неделя: 7 января 2020 (вт)",
        "Конец месяца: 31 января 2020 (пт)",
        "Ввести",
        "Отмена",
    ]
    (sure,) = await office.press(IVANOVA, how, "+ неделя")
    assert "на 7 января 2020 (вт)? Напишите причину" in sure.text
    said = await office.press(IVANOVA, sure, "Да")
    assert "Причина: не указана" in _to_coordinator(said)


async def test_an_overdue_deadline_moves_to_a_day_that_is_still_to_come(office: Desk) -> None:
    how = await _begin(office)
    office.at = datetime(2020, 2, 3, 6, 0, tzinfo=UTC)
    assert how.buttons[0][0].data is not None
    await office.press(IVANOVA, how, "+ неделя")
    assert "позже" in office.toasts[-1]  # the button is of December
    (sure,) = await office.send(IVANOVA, "на неделю")
    assert "с 31 декабря 2019 на 10 февраля (пн)?" in sure.text


@pytest.mark.parametrize(
    ("words", "why", "offered"),
    [
        ("до 1 ноября, ждём протокол", "уже прошла", "1 января 2020 (ср)"),
        ("до 20 декабря, ждём протокол", "позже прежнего (31 декабря)", "+ неделя"),
        ("до пятницы, ждём протокол", "позже прежнего (31 декабря)", "3 января 2020 (пт)"),
        ("31 апреля, ждём протокол", "нет", "30 апреля 2020 (чт)"),
        ("в начале марта, ждём протокол", "Уточните день", "1 марта 2020 (вс)"),
        ("15 или 20 марта, ждём протокол", "Какой день?", "20 марта 2020 (пт)"),
    ],
)
async def test_a_day_in_doubt_is_asked_about_with_what_may_be_meant(
    office: Desk, words: str, why: str, offered: str
) -> None:
    await _begin(office)
    (asks,) = await office.send(IVANOVA, words)
    assert why in asks.text
    assert _labels(asks)[0].startswith(offered)
    assert await _asked(office) == []
    said = await office.press(IVANOVA, asks, offered)
    assert "ждём протокол" in _to_coordinator(said)


async def test_a_reason_may_come_before_the_day(office: Desk) -> None:
    await _begin(office)
    (asks,) = await office.send(IVANOVA, "ждём протокол из министерства")
    assert "Не понял, какой это день" in asks.text
    (sure,) = await office.send(IVANOVA, "на неделю")
    said = await office.press(IVANOVA, sure, "Да")
    assert "Причина: ждём протокол из министерства" in _to_coordinator(said)


async def test_who_asked_takes_the_request_back_with_one_tap(office: Desk) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(one for one in said if one.chat_id == COORDINATOR)
    told = await office.press(IVANOVA, said[0], "Отозвать")
    assert any("отозвана" in one.text for one in told if one.chat_id == COORDINATOR)
    (postponement,) = await _asked(office)
    assert postponement.state is PostponementState.WITHDRAWN
    await office.press(COORDINATOR, request, "Согласовать")
    assert office.toasts[-1] == "↩️ Просьба отозвана, 2 декабря"
    (card, *_) = await office.send(IVANOVA, "/item 6")
    assert "отозвана" in card.text


async def _refused(office: Desk) -> list[Outgoing]:
    said = await office.send(IVANOVA, "6.1 перенести на 15 марта, ждём протокол")
    said = await office.press(IVANOVA, said[0], "Да")
    request = next(one for one in said if one.chat_id == COORDINATOR)
    return await office.press(COORDINATOR, request, "Не согласовать")


async def test_the_words_after_a_refusal_go_to_who_had_asked(office: Desk) -> None:
    assert any("Напишите одной строкой" in one.text for one in await _refused(office))
    said = await office.send(COORDINATOR, "протокол был ещё в среду")
    assert "Передал: Иванова Анна" in _to_coordinator(said)
    (told,) = [one for one in said if one.chat_id == IVANOVA]
    assert "пункт 6" in told.text
    assert "протокол был ещё в среду" in told.text
    assert await _answers(office) == []


@pytest.mark.parametrize("word", ["отмена", "нет", "Без причины."])
async def test_leaving_a_refusal_without_a_reason_sends_none_and_leaves_it_refused(
    office: Desk, word: str
) -> None:
    await _refused(office)
    said = await office.send(COORDINATOR, word)
    assert [one.text for one in said] == ["Хорошо, без причины. Срок остаётся прежним."]
    assert [one.state for one in await _asked(office)] == [PostponementState.REFUSED]


@pytest.mark.parametrize(
    "other",
    [
        "6.1 протокол подписан",
        "п. 5.1 акт подписан",
        "по пункту 5 акт подписан",
        "№ 5: акт подписан",
        "закрой 5.1",
        "закрывай",
        "спасибо",
        "кто молчит?",
        "/silent",
    ],
)
async def test_what_is_no_reason_for_a_refusal_stays_what_it_is(office: Desk, other: str) -> None:
    await _refused(office)
    said = await office.send(COORDINATOR, other)
    assert [one for one in said if one.chat_id == IVANOVA and other in one.text] == []
    assert "Передал" not in _to_coordinator(said)


async def test_a_reason_for_a_refusal_may_name_the_item_that_was_refused(office: Desk) -> None:
    await _refused(office)
    said = await office.send(COORDINATOR, "по пункту 6 протокол был ещё в среду")
    assert "Передал: Иванова Анна" in _to_coordinator(said)
    assert await _answers(office) == []


async def test_an_hour_after_a_refusal_words_are_an_answer_again(office: Desk) -> None:
    await _refused(office)
    office.at += timedelta(minutes=61)
    said = await office.send(COORDINATOR, "протокол подписан")
    assert "Передал" not in _to_coordinator(said)


async def test_a_grant_is_undone_with_one_tap_and_the_request_waits_again(office: Desk) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(one for one in said if one.chat_id == COORDINATOR)
    (granted, *_) = await office.press(COORDINATOR, request, "Согласовать")
    told = await office.press(COORDINATOR, granted, "Отменить")
    assert any("срок снова 31 декабря" in one.text for one in told if one.chat_id == IVANOVA)
    (postponement,) = await _asked(office)
    view = await _view(office, postponement.due_id)
    assert (view.due.day, view.due.first_day) == (date(2019, 12, 31), None)
    again = next(one for one in told if one.chat_id == COORDINATOR)
    await office.press(COORDINATOR, again, "Согласовать")
    assert (await _view(office, postponement.due_id)).due.day == date(2020, 3, 15)
    await office.press(COORDINATOR, granted, "Отменить")
    await office.press(COORDINATOR, granted, "Отменить")
    assert "Решение уже принято" in office.toasts[-1]


async def test_a_coordinator_s_other_date_is_said_back_and_later_than_the_one_that_stands(
    office: Desk,
) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 15 марта, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    (how,) = await office.press(COORDINATOR, request, "Другая дата")
    assert "+ неделя: 7 января 2020 (вт)" in _labels(how)
    (refused,) = await office.send(COORDINATOR, "до 20 декабря")
    assert "позже прежнего" in refused.text
    (sure,) = await office.send(COORDINATOR, "до 1 февраля")
    assert "на 1 февраля 2020 (сб)?" in sure.text
    assert (await _asked(office))[0].state is PostponementState.ASKED
    said = await office.press(COORDINATOR, sure, "Да")
    assert any("1 февраля 2020" in one.text for one in said if one.chat_id == IVANOVA)
    (postponement,) = await _asked(office)
    assert f"{postponement.new_day:%d.%m.%Y}" == "01.02.2020"


async def test_the_day_asked_for_is_kept_beside_the_day_granted_and_stands_after_the_undoing(
    office: Desk,
) -> None:
    await _begin(office)
    (sure,) = await office.send(IVANOVA, "до 22 января, ждём протокол")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(one for one in said if one.chat_id == COORDINATOR)
    await office.press(COORDINATOR, request, "Другая дата")
    (sure,) = await office.send(COORDINATOR, "до 15 января")
    said = await office.press(COORDINATOR, sure, "Да")
    granted = next(one for one in said if one.chat_id == COORDINATOR)
    assert "на 22 января 2020" in granted.text
    assert "✅ Согласовано до 15 января 2020" in granted.text
    told = next(one.text for one in said if one.chat_id == IVANOVA)
    assert "новый срок 15 января 2020, вы просили 22 января 2020" in told
    (card, *_) = await office.send(IVANOVA, "/item 6")
    assert "на 15 января 2020 (просили 22 января 2020)" in card.text
    (waits, *_) = await office.press(COORDINATOR, granted, "Отменить")
    assert "22 января 2020" in waits.text
    said = await office.press(COORDINATOR, waits, "Не согласовать")
    refused = next(one.text for one in said if "Не согласовано" in one.text)
    (postponement,) = await _asked(office)
    assert postponement.new_day == date(2020, 1, 22)
    (card, *_) = await office.send(IVANOVA, "/item 6")
    for text in (refused, card.text):
        assert "22 января 2020" in text
        assert "15 января" not in text
    shown = await changes(office)
    assert [one.text for one in shown if one.chat_id == IVANOVA]
    assert all("15 января" not in one.text for one in shown)
    assert any("до 22 января 2020 отправлена" in one.text for one in shown)


async def test_a_coordinator_s_own_postponement_is_undone_as_if_it_had_not_been(
    office: Desk,
) -> None:
    (sure,) = await office.send(COORDINATOR, "перенести 6.1 на 15 января, карантин")
    (said,) = await office.press(COORDINATOR, sure, "Да")
    assert "Срок перенесён на 15 января 2020" in said.text
    await office.press(COORDINATOR, said, "Отменить")
    (postponement,) = await _asked(office)
    assert postponement.state is PostponementState.WITHDRAWN
    assert (await _view(office, postponement.due_id)).due.day == date(2019, 12, 31)


async def test_a_quiet_deadline_is_quiet_again_after_the_undoing(office: Desk) -> None:
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        (due,) = await tx.roadmaps.dues([points[0].id])
        await tx.roadmaps.update_due(replace(due, state=DueState.QUIET))
    (sure,) = await office.send(COORDINATOR, "перенести 6.М1 на 15 января, карантин")
    (said,) = await office.press(COORDINATOR, sure, "Да")
    assert (await _view(office, due.id)).due.state is DueState.OPEN
    await office.press(COORDINATOR, said, "Отменить")
    assert (await _view(office, due.id)).due == replace(due, state=DueState.QUIET)


async def test_a_date_for_what_has_none_is_said_back_and_undone(office: Desk) -> None:
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["7"])
        (due,) = await tx.roadmaps.dues([p.id for p in await tx.roadmaps.points([item.id])])
    (how,) = await office.tap(COORDINATOR, f"due:date:{due.id}")
    assert "Через неделю: 9 декабря (пн)" in _labels(how)
    (sure,) = await office.send(COORDINATOR, "до пятницы")
    assert "Поставить срок 6 декабря (пт)" in sure.text
    assert (await _view(office, due.id)).due.day is None
    (said,) = await office.press(COORDINATOR, sure, "Да")
    assert (await _view(office, due.id)).due.day == date(2019, 12, 6)
    await office.press(COORDINATOR, said, "Отменить")
    assert (await _view(office, due.id)).due == due


# ── in words ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("6.1 не успеваем, сдвиньте на неделю", "7 января 2020 (вт)"),
        ("перенести 6.1 на 15 января", "15 января 2020 (ср)"),
        ("перенесите 6 КТ1 на 15 января, педагоги на курсах", "15 января 2020 (ср)"),
        ("Прошу продлить срок по п. 6.1 до 20.01", "20 января 2020 (пн)"),
        ("перенос 6.1 на 15.01", "15 января 2020 (ср)"),
        ("по 6.1 нужна ещё неделя", "7 января 2020 (вт)"),
        ("6.1 можно до 9 января?", "9 января 2020 (чт)"),
    ],
)
async def test_words_with_their_number_begin_a_postponement(
    office: Desk, words: str, day: str
) -> None:
    (sure,) = await office.send(IVANOVA, words)
    assert f"пункт 6, контрольная точка 1, с 31 декабря на {day}?" in sure.text
    assert await _answers(office) == []
    said = await office.press(IVANOVA, sure, "Да")
    assert "Просьба о переносе" in _to_coordinator(said)
    assert await _answers(office) == []


@pytest.mark.parametrize(
    "words", ["не успеваю", "дайте ещё 5 дней", "на неделю", "сдвиньте на конец января", "+ неделя"]
)
async def test_a_reply_to_the_due_day_s_card_begins_a_postponement(
    office: Desk, words: str
) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    (said,) = await office.reply(IVANOVA, card, words)
    assert "пункт 6, контрольная точка 1" in said.text
    assert await _answers(office) == []


async def test_words_after_a_tap_on_answer_begin_a_postponement(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    await office.press(IVANOVA, card, "Ответить")
    (said,) = await office.send(IVANOVA, "не успеваем до 15 января")
    assert "на 15 января 2020 (ср)?" in said.text


async def test_which_deadline_is_meant_is_asked_and_answered_by_a_tap_or_a_number(
    office: Desk,
) -> None:
    (which,) = await office.send(IVANOVA, "не успеваю, прошу ещё неделю")
    assert "Какой срок перенести?" in which.text
    (sure,) = await office.press(IVANOVA, which, "6.2")
    assert "контрольная точка 2" in sure.text
    (which,) = await office.send(IVANOVA, "не успеваю, прошу ещё неделю")
    (sure,) = await office.send(IVANOVA, "6.1")
    assert "контрольная точка 1, с 31 декабря на 7 января 2020 (вт)?" in sure.text
    said = await office.press(IVANOVA, sure, "Да")
    assert "Причина: не успеваю, прошу ещё неделю" in _to_coordinator(said)


@pytest.mark.parametrize("words", ["6.1 протокол подписали, все подписи есть", "протокол готов"])
async def test_words_that_name_no_deadline_to_move_are_a_message_like_any_other(
    office: Desk, words: str
) -> None:
    await office.send(IVANOVA, "не успеваю, прошу ещё неделю")
    (said,) = await office.send(IVANOVA, words)
    assert "Не понял номер" not in said.text
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        assert ivanova is not None
        kept = [one.text for one in await tx.answers.unplaced_of(ivanova.id)]
    assert any(one in words for one in (*kept, *(await _answers(office)))), "it is lost"


async def test_what_was_an_answer_after_all_is_recorded_as_of_its_day(office: Desk) -> None:
    (asks,) = await office.send(IVANOVA, "6.1 не успеваем в срок, ждём бланки")
    office.at += timedelta(days=2)
    (said,) = await office.press(IVANOVA, asks, "Это ответ в отчёт")
    assert "Записано" in said.text
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        (entry,) = await tx.answers.of_item(item.id)
    assert entry.text == "не успеваем в срок, ждём бланки"
    assert entry.day == date(2019, 12, 2)


@pytest.mark.parametrize(
    "words",
    [
        "6.1 семинар проведён, остальное просим перенести на 15 января",
        "6.1 охвачено 75 %, просим перенести на 15 января",
        "6.1 мероприятие перенесено на 15 января",
        "6.1 этап перенесли на 15 января по решению оргкомитета",
    ],
)
async def test_a_real_answer_that_mentions_a_postponement_stays_an_answer(
    office: Desk, words: str
) -> None:
    (said,) = await office.send(IVANOVA, words)
    assert "Записано" in said.text
    assert len(await _answers(office)) == 1
    assert any(label.startswith("Просить перенос до 15 января") for label in _labels(said))


async def test_an_answer_that_comes_while_a_day_waits_for_a_yes_is_an_answer(office: Desk) -> None:
    await _begin(office)
    await office.send(IVANOVA, "до 15 марта, ждём протокол")
    (said,) = await office.send(IVANOVA, "6.2 список победителей составлен")
    assert "Записано: пункт 6, контрольная точка 2" in said.text
    assert await _asked(office) == []


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("6. Список победителей составлен", "Записано: пункт 6"),
        # A number that counts names no item: the words are kept, and their place is asked for.
        ("6 школ прислали списки", "Текст сохранён"),
    ],
)
async def test_an_answer_is_taken_while_a_day_is_asked_for_and_its_reason_is_known(
    office: Desk, answer: str, taken: str
) -> None:
    await _begin(office)
    (asks,) = await office.send(IVANOVA, "ждём протокол из министерства")
    assert "Не понял, какой это день" in asks.text
    said = await office.send(IVANOVA, answer)
    assert taken in said[0].text
    assert await _asked(office) == []


async def test_an_answer_with_its_number_is_taken_right_after_the_button(office: Desk) -> None:
    await _begin(office)
    said = await office.send(IVANOVA, "6. Список победителей составлен")
    assert "Записано: пункт 6" in said[0].text


@pytest.mark.parametrize("reason", ["3 школы не отвечают", "приказ подписан, ждём печать"])
async def test_a_reason_that_only_looks_like_an_answer_is_a_reason(
    office: Desk, reason: str
) -> None:
    await _begin(office)
    (asks,) = await office.send(IVANOVA, reason)
    assert "Не понял, какой это день" in asks.text
    assert await _answers(office) == []


async def test_what_is_not_one_s_own_is_not_postponed_by_words(office: Desk) -> None:
    (said,) = await office.send(PETROV, "6.1 не успеваю, на неделю")
    assert "За пункт 6 отвечаете не вы" in said.text
    assert await _asked(office) == []


async def test_editing_the_words_changes_what_is_said_back(office: Desk) -> None:
    words = office.writing(IVANOVA, "6.1 не успеваем, сдвиньте на неделю", message_id=77)
    await office.feed(**words)
    again = office.writing(IVANOVA, "6.1 не успеваем, сдвиньте на месяц", message_id=77)
    edited = {**again["message"], "edit_date": int(office.at.timestamp())}
    (sure,) = await office.feed(edited_message=edited)
    assert "на 31 января 2020 (пт)?" in sure.text
    assert await _answers(office) == []


async def test_one_line_of_several_that_asks_for_time_is_not_lost(office: Desk) -> None:
    said = await office.send(
        IVANOVA, "6.2 список победителей составлен\n6.1 не успеваем, дайте ещё неделю"
    )
    words = [words for one in said for words in (one.text, *_labels(one))]
    assert any("на 7 января 2020" in one or "до 7 января 2020" in one for one in words)
    assert "список победителей составлен" in await _answers(office)


async def test_a_request_keeps_its_reason_though_something_else_is_answered_first(
    office: Desk,
) -> None:
    (sure,) = await office.send(IVANOVA, "6.1 перенести на 15 января, ждём протоколы школ")
    await office.send(IVANOVA, "п. 6.2")
    await office.send(IVANOVA, "список победителей составлен")
    said = await office.press(IVANOVA, sure, "Да")
    assert "ждём протоколы школ" in _to_coordinator(said)
    assert await _answers(office) == ["список победителей составлен"]


async def test_words_taken_for_a_request_are_an_answer_though_something_else_was_touched_first(
    office: Desk,
) -> None:
    (sure,) = await office.send(IVANOVA, "6.1 перенести на 15 января, ждём протоколы школ")
    await office.send(IVANOVA, "п. 6.2")
    await office.press(IVANOVA, sure, "Это ответ")
    assert await _answers(office) == ["перенести на 15 января, ждём протоколы школ"]


# ── snoozing ──────────────────────────────────────────────────────────────────────────────────


async def test_a_reminder_is_put_off_to_a_day_in_words_and_taken_back(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    (when,) = await office.press(IVANOVA, card, "Отложить")
    await office.press(IVANOVA, when, "Ввести")
    (said,) = await office.send(IVANOVA, "до пятницы")
    assert "6 декабря" in said.text
    due_id = int(card.buttons[0][0].data.rsplit(":", 1)[1])

    async def snoozed() -> list[str]:
        async with office.store.read() as tx:
            found = await tx.reminders.of_dues([due_id])
        return [one.state.value for one in found if one.kind.value == "snoozed"]

    assert await snoozed() == ["planned"]
    await office.press(IVANOVA, said, "Отменить")
    assert await snoozed() == ["cancelled"]


async def test_an_answer_is_taken_though_a_day_to_remind_again_was_asked_for(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    (when,) = await office.press(IVANOVA, card, "Отложить")
    await office.press(IVANOVA, when, "Ввести")
    (said,) = await office.send(IVANOVA, "когда-нибудь потом")
    assert said.text.startswith("Не понял, какой это день")
    await office.send(IVANOVA, "Муниципальный этап проведён, протоколы подписаны")
    assert await _answers(office) == ["Муниципальный этап проведён, протоколы подписаны"]


async def test_an_overdue_reminder_is_not_told_that_its_deadline_will_pass(office: Desk) -> None:
    (due,) = await office.send(IVANOVA, "/my")
    (card,) = await office.press(IVANOVA, due, "6.1")
    office.at = datetime(2020, 1, 24, 7, 0, tzinfo=UTC)  # a Friday, 24 days after the deadline
    (when,) = await office.press(IVANOVA, card, "Отложить")
    assert _labels(when) == ["Сегодня, через 3 часа", "27 января (пн), утром", "Ввести"]


async def test_another_day_that_is_asked_for_takes_the_place_of_the_first(office: Desk) -> None:
    for day in ("до 15 марта 2020, ждём протокол", "до 20 марта 2020, ждём протокол"):
        await _begin(office)
        (sure,) = await office.send(IVANOVA, day)
        await office.press(IVANOVA, sure, "Да")
    first, second = await _asked(office)
    assert (first.state, second.state) == (PostponementState.WITHDRAWN, PostponementState.ASKED)
    (said, *_) = await office.send(IVANOVA, "/my")
    assert "перенос ждёт решения: до 20 марта 2020" in said.text
