"""One link for a group: sixty people come in by it, and nobody else learns anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.speaking.texts import texts_in
from roadmap.model import Person, PersonState, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk
from tests.handlers.rights import handle

RU = texts_in("ru")
GUEST, OTHER = 901, 902


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


def code_of(message: Outgoing) -> str:
    return message.text.rsplit("start=", 1)[1].strip()


async def expect_people(desk: Desk, *names: str, job: str = "") -> None:
    """Officials who have not joined."""
    async with desk.store.begin() as tx:
        for name in names:
            await tx.people.add(Person(0, name, Role.OFFICIAL, job))


async def group_link(desk: Desk) -> tuple[Outgoing, Outgoing]:
    """The message with the link, and the one where the coordinator looks after it."""
    (asked,) = await desk.send(COORDINATOR, "/invite")
    link, state = await desk.press(COORDINATOR, asked, "Ссылка для группы")
    return link, state


def to(said: list[Outgoing], user: int) -> list[Outgoing]:
    return [message for message in said if message.chat_id == user]


@pytest.fixture
async def waiting(office: Desk) -> tuple[Desk, Outgoing, str]:
    """Зимина and Лугов are expected, and a guest says that they are Зимина; the board that the
    coordinator sees; the link's code.
    """
    await expect_people(office, "Зимина Алла", "Лугов Пётр")
    link, _ = await group_link(office)
    office.at += timedelta(seconds=10)
    (names,) = await office.send(GUEST, f"/start {code_of(link)}")
    said = await office.press(GUEST, names, "Зимина")
    (board,) = to(said, COORDINATOR)
    return office, board, code_of(link)


async def test_sixty_people_come_in_by_one_link_without_sixty_copies_by_hand(office: Desk) -> None:
    names = [f"Участников Номер{n:02}" for n in range(60)]
    await expect_people(office, *names)
    link, state = await group_link(office)
    assert link.text.startswith("Коллеги, по дорожной карте «Дорожная карта города Верхнеозёрска»")
    assert "Подключились 0 из 60" in state.text
    told: list[Outgoing] = []
    for number, name in enumerate(names):
        office.at += timedelta(milliseconds=500)
        user = 2000 + number
        (said,) = to(await office.send(user, f"/start {code_of(link)}"), user)
        (found,) = to(await office.send(user, name.split()[1]), user)
        answered = await office.press(user, found, name)
        assert "Заявка ждёт подтверждения" in to(answered, user)[0].text
        told += to(answered, COORDINATOR)
    office.at += timedelta(minutes=1)
    told += to(await office.sent(), COORDINATOR)
    assert len(told) <= 3, "sixty requests within half a minute are gathered"
    board, taps = told[-1], 0
    assert "Ждут подтверждения: 60" in board.text
    assert "<b>Участников Номер00</b> – в Telegram: Имя 2000" in board.text
    welcomed: list[Outgoing] = []
    while any(label.startswith("Подтвердить всех") for label in labels(board)):
        said = await office.press(COORDINATOR, board, "Подтвердить всех")
        taps += 1
        board = to(said, COORDINATOR)[-1]
        welcomed += [one for one in said if one.chat_id >= 2000]
    assert "Больше никто не ждёт подтверждения. Подключились 60 из 60." in board.text
    assert taps == 8
    async with office.store.read() as tx:
        people = {one.telegram_id: one for one in await tx.people.all()}
    assert [people[2000 + n].name for n in range(60)] == names
    assert {people[2000 + n].state for n in range(60)} == {PersonState.ACTIVE}
    assert sum("Вы подключены" in one.text for one in welcomed) == 60
    assert len(await office.send(2007, "/start")) == 1, "is no stranger any more"


async def test_a_guest_sees_only_names_of_those_who_have_not_joined_by_pages(office: Desk) -> None:
    await expect_people(office, *(f"Ждут{n:02} Анна" for n in range(10)))
    link, _ = await group_link(office)
    (first,) = await office.send(GUEST, f"/start {code_of(link)}")
    assert labels(first) == [*(f"Ждут{n:02} Анна" for n in range(8)), "1/2", "›"]
    (second,) = await office.press(GUEST, first, "›")
    assert labels(second) == ["Ждут08 Анна", "Ждут09 Анна", "‹", "2/2"]
    shown = "\n".join([first.text, second.text, *labels(first), *labels(second)])
    assert not any(word in shown for word in ("Иванова", "Петров", "Верхнеозёрск", "пункт"))


async def test_a_guest_finds_their_name_by_words(office: Desk) -> None:
    await expect_people(office, *(f"Семёнова Анна{n}" for n in range(9)), "Лугов Пётр")
    link, _ = await group_link(office)
    await office.send(GUEST, f"/start {code_of(link)}")
    (found,) = await office.send(GUEST, "семенова")
    assert found.text == "Кто из них вы? Найдено: 9."
    assert labels(found)[-3:] == ["1/2", "›", "Список имён"]
    (rest,) = await office.press(GUEST, found, "›")
    assert labels(rest) == ["Семёнова Анна8", "‹", "2/2", "Список имён"]
    (long,) = await office.send(GUEST, f"семенова анна {'а' * 40}")
    assert long.text == RU("group-name-unknown"), "of whatever length"
    (found,) = await office.send(GUEST, "лугов")
    assert (found.text, labels(found)) == ("Это вы?", ["Лугов Пётр", "Список имён"])
    for words in ("Я Лугов", "это я, Лугов Пётр", "Лугов из школы № 5"):
        (found,) = await office.send(GUEST, words)
        assert labels(found) == ["Лугов Пётр", "Список имён"], words
    (found,) = await office.send(GUEST, "Иванова")
    assert found.text == RU("group-name-unknown"), "who has joined is nobody to be found"


async def test_namesakes_are_told_apart_by_their_jobs(office: Desk) -> None:
    await expect_people(office, "Лугов Пётр", job="школа № 5")
    await expect_people(office, "Лугов Пётр", job="школа № 7")
    await expect_people(office, "Зимина Алла", job="архив")
    link, _ = await group_link(office)
    (names,) = await office.send(GUEST, f"/start {code_of(link)}")
    assert labels(names) == ["Зимина Алла", "Лугов Пётр, школа № 5", "Лугов Пётр, школа № 7"]


async def test_the_coordinator_confirms_with_a_tap_and_sees_who_asks(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, _ = waiting
    assert "<b>Зимина Алла</b> – в Telegram: Имя 901" in board.text
    assert labels(board) == ["✅ Зимина Алла", "Нет"]
    assert (await office.send(GUEST, "/my"))[0].text == RU("stranger"), "not before"
    said = await office.press(COORDINATOR, board, "✅")
    (welcome,) = to(said, GUEST)
    assert RU("join-welcome", name="Зимина Алла") in welcome.text
    assert RU("welcome-official") in welcome.text
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        guest = await tx.people.by_telegram(GUEST)
        today = office.at.date()
        away = replace(ivanova, leave_from=today, leave_to=today, deputy_id=guest.id)
        await tx.people.update(away)
    own, standing = await office.press(GUEST, welcome, "Мои пункты")
    assert own.text == RU("my-empty")
    assert standing.text.startswith("<b>За А. Иванову (отпуск до 2 декабря)</b>")
    assert "Подключился 1 из 2" in to(said, COORDINATOR)[0].text
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(GUEST)
        assert (person.name, person.state) == ("Зимина Алла", PersonState.ACTIVE)
        assert await tx.group_links.guest_of(GUEST, office.at) is None
        log = [(one.what, one.about) for one in await tx.log.lines(None, 2)]
    assert log == [("log-admitted", "Зимина Алла"), ("log-joined", "Зимина Алла")]


async def test_a_wrong_pick_is_refused_politely_and_may_be_mended_three_times(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, _ = waiting
    for _ in range(3):
        said = await office.press(COORDINATOR, board, "Нет")
        (refused,) = to(said, GUEST)
        assert refused.text == RU("group-refused", name="Зимина Алла")
        (names,) = await office.press(GUEST, refused, "Список имён")
        office.at += timedelta(minutes=2)
        said = await office.press(GUEST, names, "Зимина")
        board = (to(said, COORDINATOR) or [board])[0]
    assert office.toasts[-1] == RU("group-refused-often")
    (again,) = await office.send(GUEST, f"/start {waiting[2]}")
    await office.press(GUEST, again, "Лугов")
    assert office.toasts[-1] == RU("group-refused-often"), "nor by opening the link again"


async def test_who_picks_another_name_is_not_confirmed_by_the_older_button(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, code = waiting
    office.at += timedelta(minutes=5)
    (picked,) = await office.send(GUEST, f"/start {code}")
    (names,) = await office.press(GUEST, picked, "Это не я")
    await office.press(GUEST, names, "Лугов")
    said = await office.press(COORDINATOR, board, "✅ Зимина")
    assert office.toasts[-1] == RU("group-decided")
    assert "✅ Лугов Пётр" in labels(to(said, COORDINATOR)[-1])
    async with office.store.read() as tx:
        assert await tx.people.by_telegram(GUEST) is None


async def test_all_that_were_shown_are_confirmed_and_none_who_came_later(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, _, code = waiting
    await expect_people(office, "Осина Вера")
    for user, name in ((OTHER, "Лугов"), (903, "Осина")):
        office.at += timedelta(minutes=2)
        (names,) = await office.send(user, f"/start {code}")
        said = await office.press(user, names, name)
        if user == OTHER:
            (board,) = to(said, COORDINATOR)
    await office.press(COORDINATOR, board, "Подтвердить всех показанных (2)")
    async with office.store.read() as tx:
        came = [await tx.people.by_telegram(user) for user in (GUEST, OTHER, 903)]
    assert [one.name if one else None for one in came] == ["Зимина Алла", "Лугов Пётр", None]


async def test_of_two_who_pick_one_name_the_one_who_is_not_confirmed_is_told(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, code = waiting
    (names,) = await office.send(OTHER, f"/start {code}")
    await office.press(OTHER, names, "Зимина")
    said = await office.press(COORDINATOR, board, "✅")
    assert to(said, OTHER)[0].text == RU("group-name-gone", name="Зимина Алла")
    async with office.store.read() as tx:
        assert await tx.people.by_telegram(OTHER) is None
        assert await tx.group_links.waiting(office.at) == []


async def test_a_link_is_over_when_it_is_closed_replaced_or_two_weeks_old(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, code = waiting
    unknown = RU("join-code-unknown")
    (asked,) = await office.send(COORDINATOR, "/invite")
    (state,) = await office.press(COORDINATOR, asked, "Ссылка для группы")
    assert labels(state) == ["Подтвердить (1)", "Новая ссылка", "Закрыть ссылку"]
    newer, _ = await office.press(COORDINATOR, state, "Новая ссылка")
    assert (await office.send(OTHER, f"/start {code}"))[0].text == unknown
    assert (await office.send(GUEST, "Зимина"))[0].text == RU("stranger"), "asks anew, too"
    await office.press(COORDINATOR, board, "✅")
    async with office.store.read() as tx:
        assert await tx.people.by_telegram(GUEST) is None
    (names,) = await office.send(OTHER, f"/start {code_of(newer)}")
    (closed,) = await office.press(COORDINATOR, state, "Закрыть ссылку")
    assert closed.text == "Ссылка для группы закрыта. Подключились 0 из 2."
    assert (await office.send(OTHER, f"/start {code_of(newer)}"))[0].text == unknown
    await office.press(OTHER, names, "Зимина")
    assert office.toasts[-1] == RU("stranger-toast")
    third, _ = await group_link(office)
    office.at += timedelta(days=14)
    assert (await office.send(OTHER, f"/start {code_of(third)}"))[0].text == unknown


async def test_somebody_who_joined_by_their_own_link_meanwhile_is_no_name_to_pick(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, code = waiting
    (names,) = await office.send(OTHER, f"/start {code}")
    (invited,) = await office.send(COORDINATOR, "/invite Зимина Алла")
    await office.send(STRANGER, f"/start {code_of(invited)}")
    await office.press(OTHER, names, "Зимина")
    assert office.toasts[-1] == RU("group-name-taken")
    await office.press(COORDINATOR, board, "✅")
    async with office.store.read() as tx:
        assert (await tx.people.by_telegram(STRANGER)).name == "Зимина Алла"
        assert await tx.people.by_telegram(GUEST) is None


async def test_an_account_that_has_joined_is_not_let_in_twice(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, board, _ = waiting
    (invited,) = await office.send(COORDINATOR, "/invite Лугов Пётр")
    await office.send(GUEST, f"/start {code_of(invited)}")
    await office.press(COORDINATOR, board, "✅")
    assert office.toasts[-1] == RU("group-account-known", guest="Имя 901", name="Лугов Пётр")
    async with office.store.read() as tx:
        assert (await tx.people.by_telegram(GUEST)).name == "Лугов Пётр"


async def test_who_has_joined_opens_the_link_and_is_greeted(office: Desk) -> None:
    await expect_people(office, "Зимина Алла")
    link, _ = await group_link(office)
    said = await office.send(IVANOVA, f"/start {code_of(link)}")
    assert "Ваши пункты" in said[-1].text
    async with office.store.read() as tx:
        assert await tx.group_links.guest_of(IVANOVA, office.at) is None


async def test_a_group_does_not_get_to_read_the_link(office: Desk) -> None:
    await expect_people(office, "Зимина Алла")
    (asked,) = await office.send(COORDINATOR, "/invite")
    data = next(b.data for row in asked.buttons for b in row if b.text == "Ссылка для группы")
    event = office.tapping(COORDINATOR, data)
    event["callback_query"]["message"]["chat"] = {"id": -1001, "type": "group", "title": "Отдел"}
    said = await office.feed(**event)
    assert [one.chat_id for one in said if "start=" in one.text] == [COORDINATOR]


async def test_a_code_is_stored_hashed_alone(waiting: tuple[Desk, Outgoing, str]) -> None:
    office, _, code = waiting
    async with office.store.read() as tx:
        link = await tx.group_links.open_now(office.at)
    assert link is not None
    assert code not in repr(link)
    assert len(link.code_hash) == 64


async def test_no_link_is_made_where_nobody_is_expected(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/invite")
    assert labels(asked) == ["Отмена"]
    await office.tap(COORDINATOR, "group:new:0:0")
    assert office.toasts[-1] == RU("group-all-joined")


async def test_a_message_for_each_is_sent_only_where_it_is_asked_for(office: Desk) -> None:
    await expect_people(office, "Зимина Алла Петровна", "Лугов Пётр")
    (asked,) = await office.send(COORDINATOR, "/invite")
    said = await office.press(COORDINATOR, asked, "Сообщение каждому (2)")
    assert [one.text.split("!")[0] for one in said] == [
        "<b>Зимина Алла Петровна</b>\nЗдравствуйте, Алла Петровна",
        "<b>Лугов Пётр</b>\nЗдравствуйте, Лугов Пётр",
    ]
    (welcome, *_) = await office.send(GUEST, f"/start {code_of(said[0])}")
    assert RU("join-welcome", name="Зимина Алла Петровна") in welcome.text


async def _ask_for_sixty(office: Desk) -> Outgoing:
    """Sixty are expected; what is asked before a message for each of them comes."""
    await expect_people(office, *(f"Ждут{n:02} Анна Петровна" for n in range(60)))
    (asked,) = await office.send(COORDINATOR, "/invite")
    (sure,) = await office.press(COORDINATOR, asked, "Сообщение каждому (60)")
    return sure


async def test_sixty_messages_to_forward_are_asked_about_and_come_by_pages(office: Desk) -> None:
    shown = await _ask_for_sixty(office)
    assert shown.text == (
        "Разослать себе 60 сообщений для пересылки, каждому ответственному своё? "
        "Они придут по 20 за раз."
    )
    assert labels(shown) == ["Прислать 20", "Отмена"]
    invited: list[Outgoing] = []
    for label, left in (
        ("Прислать 20", "Осталось ещё 40 ответственных."),
        ("Ещё 20", "Осталось ещё 20 ответственных."),
        ("Ещё 20", "Это все."),
    ):
        coming, *page, shown_next = await office.press(COORDINATOR, shown, label)
        assert coming.text == "Присылаю 20 сообщений для пересылки, по одному в секунду."
        assert (coming.edits, coming.buttons) == (shown.telegram_id, ()), "no second tap"
        assert shown_next.text == f"Пришло 20 сообщений для пересылки. {left}"
        invited, shown = invited + page, shown_next
    assert shown.buttons == ()
    assert len({code_of(one) for one in invited}) == 60
    for number in (0, 33, 59):
        (welcome, *_) = await office.send(3000 + number, f"/start {code_of(invited[number])}")
        assert f"Здравствуйте, Ждут{number:02} Анна Петровна!" in welcome.text


async def test_who_joins_between_two_pages_makes_nobody_miss_their_message(office: Desk) -> None:
    sure = await _ask_for_sixty(office)
    _, *first, more = await office.press(COORDINATOR, sure, "Прислать 20")
    for number, message in enumerate(first[:7]):
        await office.send(3000 + number, f"/start {code_of(message)}")
    _, *second, _ = await office.press(COORDINATOR, more, "Ещё 20")
    async with office.store.read() as tx:
        expected = [one.name for one in await tx.people.all() if one.name.startswith("Ждут")]
    for number, message in enumerate(second):
        (welcome, *_) = await office.send(4000 + number, f"/start {code_of(message)}")
        assert f"Здравствуйте, {expected[20 + number]}!" in welcome.text


async def test_a_second_tap_on_one_button_brings_no_second_wall_of_messages(office: Desk) -> None:
    sure = await _ask_for_sixty(office)
    await office.press(COORDINATOR, sure, "Прислать 20")
    assert await office.press(COORDINATOR, sure, "Прислать 20") == []
    assert office.toasts[-1] == RU("each-coming-already")


async def test_what_the_coordinator_asks_for_overtakes_the_messages_to_forward(
    office: Desk,
) -> None:
    sure = await _ask_for_sixty(office)
    async with office.store.begin() as tx:
        await handle(office, tx, office.tapping(COORDINATOR, "group:send:0:0", sure.telegram_id))
        await handle(office, tx, office.writing(COORDINATOR, "/item 6"))
    _, card, *rest = await office.sent()
    assert "<b>Пункт 6</b>" in card.text
    assert all("start=" in one.text for one in rest[:20])


async def test_the_list_of_people_offers_to_invite_all_who_have_not_joined(office: Desk) -> None:
    assert "Ссылка для группы" not in labels((await office.send(COORDINATOR, "/people"))[0])
    await expect_people(office, *(f"Ждут{n:02} Анна" for n in range(7)))
    (people,) = await office.send(COORDINATOR, "/people")
    assert labels(people)[-2:] == ["Ссылка для группы", "Сообщение каждому (7)"]
    (invited,) = await office.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await office.send(OTHER, f"/start {code_of(invited)}")
    (people,) = await office.send(OTHER, "/people")
    assert "Ссылка для группы" not in labels(people)


async def test_a_guest_who_asks_something_while_they_wait_is_told_that_they_wait(
    waiting: tuple[Desk, Outgoing, str],
) -> None:
    office, _, _ = waiting
    (said,) = await office.send(GUEST, "А когда?")
    assert said.text == RU("group-picked", name="Зимина Алла")
    assert labels(said) == ["Это не я"]


async def test_who_joined_is_told_to_the_coordinators_at_once_then_gathered(office: Desk) -> None:
    names = [f"Ждут{n:02} Анна" for n in range(20)]
    await expect_people(office, *names)
    (asked,) = await office.send(COORDINATOR, "/invite")
    (sure,) = await office.press(COORDINATOR, asked, "Сообщение каждому")
    _, *invitations, _ = await office.press(COORDINATOR, sure, "Прислать 20")
    office.at += timedelta(minutes=5)
    told = []
    for number, message in enumerate(invitations):
        office.at += timedelta(seconds=1)
        said = await office.send(3000 + number, f"/start {code_of(message)}")
        told += to(said, COORDINATOR)
    assert [one.text for one in told] == [
        "Подключился участник: Ждут00 Анна. Ещё не подключено 19 ответственных."
    ]
    office.at += timedelta(minutes=1)
    (rest,) = await office.sent()
    assert all(name in rest.text for name in names[1:])
    assert rest.text.endswith("Теперь подключены все ответственные.")
    assert (await office.send(PETROV, "/start"))[-1].chat_id == PETROV
