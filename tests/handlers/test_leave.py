"""Leave: entered, said back, told to those whom it concerns; what a deputy gets and sees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.configuration.settings import Settings
from bot.schedule.duty_list import duties_of
from handlers.looking.digests import every_day
from handlers.people.leave import say_leave_news
from handlers.reminding.messages import compose
from handlers.speaking.texts import texts_in
from handlers.speaking.voice import Voice
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk

RU = texts_in("ru")
OTHER = 800


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


def to(said: list[Outgoing], user: int) -> list[Outgoing]:
    return [message for message in said if message.chat_id == user]


async def person_of(office: Desk, user: int) -> Person:
    async with office.store.read() as tx:
        found = await tx.people.by_telegram(user)
        assert found is not None
        return found


async def go_on_leave(office: Desk, words: str = "с 2 по 20 декабря, Петров") -> list[Outgoing]:
    """Иванова enters her leave; what is said once it holds."""
    await office.send(IVANOVA, "/leave")
    (sure,) = await office.send(IVANOVA, words)
    return await office.press(IVANOVA, sure, "Всё верно")


async def days_of(office: Desk, user: int) -> tuple[date | None, date | None]:
    person = await person_of(office, user)
    return person.leave_from, person.leave_to


async def test_an_official_enters_leave_in_words_and_it_holds_after_a_tap(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "/leave")
    assert asked.text.startswith("Когда вы в отпуске?")
    (whom,) = await office.send(IVANOVA, "с понедельника на две недели")
    assert "отпуск с 9 по 22 декабря (14 дней)" in whom.text
    assert await days_of(office, IVANOVA) == (None, None)
    (sure,) = await office.press(IVANOVA, whom, "Петров Олег")
    assert sure.text == (
        "Проверьте. <b>Иванова Анна</b>: отпуск с 9 по 22 декабря (14 дней).\n"
        "Напоминания в эти дни получит <b>Петров Олег</b>."
    )
    assert await days_of(office, IVANOVA) == (None, None), "until it is confirmed"
    said = await office.press(IVANOVA, sure, "Всё верно")
    assert await days_of(office, IVANOVA) == (date(2019, 12, 9), date(2019, 12, 22))
    (deputy,) = to(said, PETROV)
    assert deputy.text == (
        "С 9 по 22 декабря вы замещаете Анну Иванову: пункт 6 («Дорожная карта города "
        "Верхнеозёрска»). Напоминания в эти дни придут вам, список: /my"
    )
    (told,) = to(said, COORDINATOR)
    assert told.text == "<b>Иванова Анна</b>: отпуск с 9 по 22 декабря, замещает Петров Олег."
    assert labels(told) == ["Иванова Анна"]
    async with office.store.read() as tx:
        assert await tx.people.dialog(IVANOVA) is None


async def test_days_come_by_buttons_alone(office: Desk) -> None:
    (asked,) = await office.send(IVANOVA, "/leave")
    assert labels(asked) == ["Сегодня", "Завтра", "С понедельника, 9 декабря", "Отмена"]
    (long,) = await office.press(IVANOVA, asked, "С понедельника")
    assert labels(long) == ["По 15 декабря", "По 22 декабря", "По 5 января 2020", "Отмена"]
    (whom,) = await office.press(IVANOVA, long, "По 5 января")
    (sure,) = await office.press(IVANOVA, whom, "Без заместителя")
    assert "отпуск с 9 декабря по 5 января 2020 (28 дней)" in sure.text
    assert RU("leave-sure-alone") in sure.text
    await office.press(IVANOVA, sure, "Всё верно")
    person = await person_of(office, IVANOVA)
    assert (person.leave_to, person.deputy_id) == (date(2020, 1, 5), None)


async def test_the_settings_lead_to_it_but_not_an_observer_s(office: Desk) -> None:
    (settings,) = await office.send(IVANOVA, "/settings")
    (asked,) = await office.press(IVANOVA, settings, "Отпуск")
    assert asked.text.startswith("Когда вы в отпуске?")
    async with office.store.begin() as tx:
        await tx.people.add(
            Person(0, "Орлова Вера", Role.OBSERVER, telegram_id=OTHER, state=PersonState.ACTIVE)
        )
    (settings,) = await office.send(OTHER, "/settings")
    assert "Отпуск" not in labels(settings)


async def test_words_mean_other_days_until_they_are_confirmed(office: Desk) -> None:
    await office.send(IVANOVA, "/leave")
    await office.send(IVANOVA, "до 15 декабря")
    (whom,) = await office.send(IVANOVA, "до 13 декабря")
    assert "с 2 по 13 декабря" in whom.text
    (sure,) = await office.send(IVANOVA, "петров")
    (whom,) = await office.send(IVANOVA, "с 5 по 13 декабря")
    assert "с 5 по 13 декабря" in whom.text
    (sure,) = await office.press(IVANOVA, whom, "Петров")
    await office.press(IVANOVA, sure, "Всё верно")
    assert await days_of(office, IVANOVA) == (date(2019, 12, 5), date(2019, 12, 13))


@pytest.mark.parametrize(
    ("words", "key"),
    [("когда-нибудь", "error-leave-unread"), ("с 1 по 5 ноября 2019", "error-leave-past")],
)
async def test_what_cannot_be_read_or_has_passed_is_asked_again(
    office: Desk, words: str, key: str
) -> None:
    await office.send(IVANOVA, "/leave")
    (again,) = await office.send(IVANOVA, words)
    assert (
        again.text
        == {
            "error-leave-unread": RU("error-leave-unread"),
            "error-leave-past": RU("error-leave-past"),
        }[key]
    )
    assert labels(again) == ["Отмена"]


async def test_a_deputy_is_found_among_many_by_pages_or_by_name(office: Desk) -> None:
    async with office.store.begin() as tx:
        for n in range(20):
            await tx.people.add(
                Person(
                    0,
                    f"Замов Номер{n:02}",
                    Role.OFFICIAL,
                    telegram_id=4000 + n,
                    state=PersonState.ACTIVE,
                )
            )
        await tx.people.add(Person(0, "Замов Незванный", Role.OFFICIAL))
        await tx.people.add(
            Person(0, "Замов Зритель", Role.OBSERVER, telegram_id=1, state=PersonState.ACTIVE)
        )
    await office.send(IVANOVA, "/leave")
    (whom,) = await office.send(IVANOVA, "до 15 декабря")
    shown = labels(whom)
    (second,) = await office.press(IVANOVA, whom, "›")
    (third,) = await office.press(IVANOVA, second, "›")
    shown += labels(second) + labels(third)
    assert sum(label.startswith("Замов Номер") for label in shown) == 20
    assert not {"Замов Незванный", "Замов Зритель", "Иванова Анна"} & set(shown)
    (found,) = await office.send(IVANOVA, "замов")
    assert found.text == "Найдено: 20. Кто замещает? Можно написать имя иначе."
    (second,) = await office.press(IVANOVA, found, "›")
    (third,) = await office.press(IVANOVA, second, "›")
    assert sum(name.startswith("Замов") for name in labels(third)) == 4
    assert "Петров Олег" not in labels(found) + labels(second) + labels(third)
    (unknown,) = await office.send(IVANOVA, "Зритель")
    assert unknown.text == RU("error-deputy-unknown", name="Зритель")
    (sure,) = await office.send(IVANOVA, "Номер07")
    assert "Замов Номер07" in sure.text


async def test_a_deputy_who_is_away_too_is_told_of_before_it_holds(office: Desk) -> None:
    await office.send(PETROV, "/leave")
    (sure,) = await office.send(PETROV, "с 10 по 12 декабря, Иванова")
    await office.press(PETROV, sure, "Всё верно")
    await office.send(IVANOVA, "/leave")
    (sure,) = await office.send(IVANOVA, "до 15 декабря, Петров")
    assert "⚠️ Петров Олег тоже в отпуске с 10 по 12 декабря." in sure.text


async def test_the_coordinator_sees_changes_and_ends_it_on_the_card(office: Desk) -> None:
    await go_on_leave(office)
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    (card,) = await office.press(COORDINATOR, people, "Иванова")
    assert "отпуск с 2 по 20 декабря, замещает Петров Олег." in card.text
    (people,) = await office.send(COORDINATOR, "/people Петров")
    (deputys,) = await office.press(COORDINATOR, people, "Петров")
    assert "С 2 по 20 декабря замещает Анну Иванову." in deputys.text
    (stands,) = await office.press(COORDINATOR, card, "Отпуск")
    assert labels(stands) == ["Другие даты", "Другой заместитель", "Закончить отпуск сегодня"]
    (whom,) = await office.press(COORDINATOR, stands, "Другой заместитель")
    (sure,) = await office.press(COORDINATOR, whom, "Без заместителя")
    said = await office.press(COORDINATOR, sure, "Всё верно")
    assert to(said, IVANOVA)[0].text.startswith("Координатор записал ваш отпуск.")
    assert to(said, PETROV)[0].text == RU("leave-deputy-over", whom="Анну Иванову")
    (stands,) = await office.press(COORDINATOR, card, "Отпуск")
    said = await office.press(COORDINATOR, stands, "Закончить отпуск")
    assert to(said, IVANOVA)[0].text == RU("leave-ended-told")
    assert await days_of(office, IVANOVA) == (None, None)


async def test_an_official_ends_their_own_and_the_deputy_is_told(office: Desk) -> None:
    await go_on_leave(office)
    (stands,) = await office.send(IVANOVA, "/leave")
    said = await office.press(IVANOVA, stands, "Закончить отпуск")
    assert to(said, PETROV)[0].text == RU("leave-deputy-over", whom="Анну Иванову")
    await office.press(IVANOVA, stands, "Закончить отпуск")
    assert office.toasts[-1] == RU("error-no-leave")


async def test_a_button_of_days_that_have_passed_since_is_refused(office: Desk) -> None:
    await office.send(IVANOVA, "/leave")
    (sure,) = await office.send(IVANOVA, "до 5 декабря, Петров")
    office.at += timedelta(days=10)
    await office.press(IVANOVA, sure, "Всё верно")
    assert office.toasts[-1] == RU("error-leave-past")


async def reminded(office: Desk, user: int, day: date) -> Outgoing | None:
    """What the person is sent of the reminders that fall due by noon of `day`."""
    office.at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    async with office.store.begin() as tx:
        person = await tx.people.by_telegram(user)
        waiting = [
            one for one in await tx.reminders.claim(office.at, 1000) if one.person_id == person.id
        ]
        voice = Voice(tx, office.at, office.office).to(person)
        message = await compose(voice, waiting)
        if message is not None:
            await tx.messages.add(message)
    return (await office.sent() or [None])[-1] if message else None


async def test_what_a_deputy_is_reminded_of_says_whose_it_is(office: Desk) -> None:
    await go_on_leave(office)
    message = await reminded(office, PETROV, date(2019, 12, 17))
    assert message is not None
    assert "Напоминание: пункт 6, контрольная точка 1" in message.text
    assert message.text.endswith("<b>За А. Иванову (отпуск до 20 декабря)</b>")
    assert await reminded(office, IVANOVA, date(2019, 12, 17)) is None


async def test_their_own_stands_apart_from_what_a_deputy_does_for_another(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 5 Петров")
    async with office.store.begin() as tx:
        (five,) = await tx.roadmaps.items_by_number(1, ["5"])
        (point,) = [p for p in await tx.roadmaps.points([five.id]) if p.kind == "control_point"]
        (due,) = await tx.roadmaps.dues([point.id])
    await office.tap(COORDINATOR, f"due:date:{due.id}")
    (sure,) = await office.send(COORDINATOR, "31 декабря 2019")
    await office.press(COORDINATOR, sure, "Да")
    await go_on_leave(office)
    message = await reminded(office, PETROV, date(2019, 12, 17))
    assert message is not None
    own, theirs = message.text.split("<b>За А. Иванову (отпуск до 20 декабря):</b>")
    assert "<b>5.1</b>" in own
    assert "<b>6.1</b>" in theirs
    assert "<b>6.1</b>" not in own
    assert labels(message)[0] == "Выполнено 5.1"


async def test_a_deputy_has_it_in_their_list_under_a_heading_of_its_own(office: Desk) -> None:
    (own,) = await office.send(PETROV, "/my")
    said = await go_on_leave(office)
    assert said
    mine, standing = await office.send(PETROV, "/my")
    assert mine.text == own.text
    assert standing.text.startswith("<b>За А. Иванову (отпуск до 20 декабря)</b>\n\n")
    assert "<b>6.1</b>" in standing.text
    (card,) = await office.press(PETROV, standing, "6.1")
    said = await office.press(PETROV, card, "Выполнено")
    assert "Выполнено" in said[-1].text
    office.at += timedelta(days=19)
    assert len(await office.send(PETROV, "/my")) == 1, "the leave is over"


async def test_the_collecting_round_asks_the_deputy(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 7 Петров")
    await go_on_leave(office, "с 2 по 31 декабря, Петров")
    (sure,) = await office.send(COORDINATOR, "/collect")
    said = await office.press(COORDINATOR, sure, "Написать")
    assert to(said, IVANOVA) == []
    own, theirs = sorted(to(said, PETROV), key=lambda one: "За А." in one.text)
    assert "<b>7</b>" in own.text
    assert theirs.text.startswith("<b>За А. Иванову (отпуск до 31 декабря)</b>\n")
    assert "<b>6</b>" in theirs.text
    await office.press(PETROV, theirs, "Ответить по 6")
    await office.send(PETROV, "Муниципальный этап прошёл.")
    (state,) = to(await office.send(COORDINATOR, "/collect"), COORDINATOR)
    assert "1 из 3" in state.text


async def test_the_item_s_answer_is_asked_of_the_deputy_in_their_place(office: Desk) -> None:
    await go_on_leave(office)
    async with office.store.begin() as tx:
        (six,) = await tx.roadmaps.items_by_number(1, ["6"])
    said = await office.tap(COORDINATOR, f"walk:ask:1:1:{six.id}")
    assert to(said, IVANOVA) == []
    assert to(said, PETROV)[0].text.startswith("<b>За А. Иванову (отпуск до 20 декабря)</b>\n")


async def news(office: Desk, day: date) -> list[Outgoing]:
    office.at = datetime(day.year, day.month, day.day, 6, 15, tzinfo=UTC)
    async with office.store.begin() as tx:
        await say_leave_news(tx, office.at, office.office)
    return await office.sent()


async def test_the_deputy_is_told_when_it_begins_and_both_when_it_ends(office: Desk) -> None:
    await go_on_leave(office, "с 9 по 22 декабря, Петров")
    assert await news(office, date(2019, 12, 6)) == []
    (begins,) = await news(office, date(2019, 12, 9))
    assert begins.chat_id == PETROV
    assert begins.text.startswith("С 9 по 22 декабря вы замещаете Анну Иванову: пункт 6")
    assert await news(office, date(2019, 12, 10)) == []
    assert await news(office, date(2019, 12, 22)) == []
    told = await news(office, date(2019, 12, 23))
    assert {one.chat_id: one.text for one in told} == {
        IVANOVA: RU("leave-over"),
        PETROV: RU("leave-deputy-over", whom="Анну Иванову"),
    }
    assert await news(office, date(2019, 12, 24)) == []


async def test_a_leave_that_ended_long_ago_is_no_news(office: Desk) -> None:
    await go_on_leave(office, "до 6 декабря, Петров")
    assert await news(office, date(2020, 1, 9)) == []


async def test_the_morning_s_duty_says_it_on_the_first_working_day(office: Desk) -> None:
    await go_on_leave(office, "до 6 декабря, Петров")
    (desk,) = [
        one for one in duties_of(Settings(), office.store, office.office) if one.name == "desk"
    ]
    assert desk.within is not None
    for day, people in ((7, set()), (9, {IVANOVA, PETROV})):
        office.at = datetime(2019, 12, day, 6, 15, tzinfo=UTC)
        async with office.store.begin() as tx:
            await desk.within(tx, office.at)
        said = [one for one in await office.sent() if "/my" in one.text or "замещаете" in one.text]
        assert {one.chat_id for one in said} == people


async def test_the_daily_message_goes_on_as_before(office: Desk) -> None:
    await go_on_leave(office)
    office.at = datetime(2019, 12, 18, 7, tzinfo=UTC)
    async with office.store.begin() as tx:
        await every_day(tx, office.at, office.office)
    asked = {one.chat_id for one in await office.sent() if "Полугодие" in one.text}
    assert asked == {PETROV}


async def test_a_coordinator_opens_the_leave_of_whom_they_name(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/leave Петров")
    assert "Петров" in asked.text
    (asked,) = await office.send(COORDINATOR, "/leave Петров с 9 по 20 декабря")
    await office.press(COORDINATOR, asked, "Без заместителя")
    (unknown,) = await office.send(COORDINATOR, "/leave Никитин")
    assert "Не нашёл" in unknown.text


async def test_an_official_opens_nobodys_leave_but_their_own(office: Desk) -> None:
    (said,) = await office.send(IVANOVA, "/leave Петров")
    assert "Не понял" in said.text
    (asked,) = await office.send(IVANOVA, "/leave с 9 по 20 декабря")
    assert "9" in asked.text
    assert "20 декабря" in asked.text
