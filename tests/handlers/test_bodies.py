"""The directory in chat: names of the document, who stands for a body, and what is told by body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.speaking.texts import plain
from roadmap.actions.looking import load_board
from roadmap.actions.reporting import load_book
from roadmap.model import Draft, Person, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, sample_draft
from tests.handlers.rights import OBSERVER

OFFICE = "Управление образования"


def naming(*named: tuple[str, ...], title: str = "") -> Draft:
    """The sample, its three items naming these."""
    made = sample_draft()
    items = tuple(
        replace(item, responsible=names) for item, names in zip(made.items, named, strict=True)
    )
    return replace(made, items=items, title=title or made.title)


async def save(desk: Desk, draft: Draft, button: str = "Сохранить") -> list[Outgoing]:
    preview = await desk.import_draft(draft)
    return await desk.press(COORDINATOR, preview, button)


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


def with_button(said: list[Outgoing], label: str) -> Outgoing:
    return next(one for one in said if any(text.startswith(label) for text in labels(one)))


async def card(desk: Desk, words: str, who: int = COORDINATOR) -> Outgoing:
    """The card of the one body that has these words."""
    (found,) = await desk.send(who, f"/bodies {words}")
    (said,) = await desk.tap(who, found.buttons[0][0].data)
    return said


async def coming_in(desk: Desk) -> None:
    """A coordinator; Иванова and Петров have joined; nothing is imported."""
    await desk.send(COORDINATOR, "/start")
    for user, name in ((IVANOVA, "Иванова Анна"), (PETROV, "Петров Олег")):
        (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
        await desk.send(user, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")


async def test_a_document_s_bodies_are_created_with_one_tap_and_given_to_people(
    desk: Desk,
) -> None:
    await coming_in(desk)
    draft = naming((OFFICE,), ("Отделу культуры", OFFICE), ("Руководители ОУ", "Сидорова О.Н."))
    preview = await desk.import_draft(draft)
    assert "Органов, должностей и групп: 3" in preview.text
    said = await desk.press(COORDINATOR, preview, "Сохранить")
    offer = with_button(said, "Органы и должности (3)")
    assert "Названий органов, должностей и групп в документе: 3." in offer.text
    assert "Завести участников (1)" in labels(offer)
    (names,) = await desk.press(COORDINATOR, offer, "Органы и должности")
    assert "• Отделу культуры (орган): 6" in names.text
    assert "• Руководители ОУ (группа): 7" in names.text
    settled, nobody = await desk.press(COORDINATOR, names, "Создать все (3)")
    assert "Все органы, должности и группы из документа есть в справочнике" in settled.text
    assert "Ещё никто не отвечает: 3" in nobody.text
    (asked,) = await desk.press(COORDINATOR, nobody, OFFICE)
    assert f"Кто теперь отвечает за <b>{OFFICE}</b>?" in asked.text
    said = await desk.press(COORDINATOR, asked, "Иванова")
    to_her = next(one for one in said if one.chat_id == IVANOVA)
    assert plain(to_her.text) == f"Вы отвечаете за {OFFICE}. Пункты 5, 6. Сроки: /my"
    assert any("Пункты: 5, 6" in one.text for one in said)
    assert "Ещё никто не отвечает: 2" in said[-1].text
    (mine, *_) = await desk.send(IVANOVA, "/my")
    assert f"Вы отвечаете за: {OFFICE}" in mine.text
    assert "6.1" in mine.text
    (item,) = await desk.send(COORDINATOR, "/item 6")
    assert f"<b>{OFFICE}</b>: Иванова Анна" in item.text
    assert "<b>Отделу культуры</b>: никто не назначен" in item.text


async def test_the_next_plan_is_asked_nothing_twice(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming((OFFICE,), ("УО",), ("Дума",)))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности (3)")
    (likely,) = await desk.press(COORDINATOR, names, "Создать все (2)")
    assert f"<b>УО</b> (пункт 6) — это <b>{OFFICE}</b>? Причина: сокращение." in likely.text
    settled, _ = await desk.press(COORDINATOR, likely, "1. Да")
    assert "есть в справочнике" in settled.text
    said = await save(desk, naming(("УО",), ("Думе",), (OFFICE,), title="План на другой год"))
    told = next(one for one in said if "Названий органов" in one.text)
    assert "в документе: 3. Есть в справочнике: 3." in told.text
    assert not any(text.startswith("Органы и должности") for text in labels(told))
    async with desk.store.read() as tx:
        assert len(await tx.bodies.all()) == 2
        assert {one.item_id for one in await tx.bodies.assignments(2)} == {
            item.id for item in await tx.roadmaps.items(2)
        }


async def test_a_likely_name_that_is_another_body_s_becomes_a_body_of_its_own(desk: Desk) -> None:
    await coming_in(desk)
    await desk.send(COORDINATOR, "/bodies")
    await desk.tap(COORDINATOR, "body:name:0:0")
    await desk.send(COORDINATOR, OFFICE)
    said = await save(desk, naming(("УО",), ("УО Советского района",), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности (2)")
    assert "отличается только название территории" in names.text
    (names,) = await desk.press(COORDINATOR, names, "2. Нет, другой")
    (names, *_) = await desk.press(COORDINATOR, names, f"1. {OFFICE}")
    async with desk.store.read() as tx:
        found = {body.name: body.names for body in await tx.bodies.all()}
    assert found == {
        OFFICE: (OFFICE, "УО"),
        "УО Советского района": ("УО Советского района",),
    }


async def test_when_the_head_changes_one_change_moves_the_open_points_and_both_are_told(
    desk: Desk,
) -> None:
    await coming_in(desk)
    said = await save(desk, naming((OFFICE,), (OFFICE,), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    await desk.press(COORDINATOR, names, "Создать все")
    (asked,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Кто отвечает?")
    await desk.press(COORDINATOR, asked, "Иванова")
    await desk.send(IVANOVA, "6.1 готовимся к олимпиаде")
    (asked,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Новый руководитель")
    said = await desk.send(COORDINATOR, "Петрову")
    told = {one.chat_id: plain(one.text) for one in said}
    assert told[PETROV] == f"Вы отвечаете за {OFFICE}. Пункты 5, 6. Сроки: /my"
    assert told[IVANOVA] == (
        f"Вы больше не отвечаете за {OFFICE}. Теперь: Петров Олег. Ваши ответы остаются за вами."
    )
    assert "• Петров Олег (на связи)" in told[COORDINATOR]
    (item,) = await desk.send(COORDINATOR, "/item 6")
    assert "Отвечают: Петров Олег" in item.text
    assert "Иванова Анна: готовимся к олимпиаде" in item.text
    (mine, *_) = await desk.send(IVANOVA, "/my")
    assert "6.1" not in mine.text
    (theirs, *_) = await desk.send(PETROV, "/my")
    assert "6.1" in theirs.text


async def test_somebody_unknown_is_invited_to_stand_for_a_body_after_a_second_tap(
    desk: Desk,
) -> None:
    await coming_in(desk)
    await save(desk, naming((), (), ()))
    await desk.tap(COORDINATOR, "body:name:0:0")
    (made,) = await desk.send(COORDINATOR, "Дом культуры «Заря»")
    assert "Дом культуры «Заря»" in made.text
    await desk.press(COORDINATOR, made, "Кто отвечает?")
    (offer,) = await desk.send(COORDINATOR, "Лугов Пётр Ильич")
    async with desk.store.read() as tx:
        assert "Лугов Пётр Ильич" not in [person.name for person in await tx.people.all()]
    said = await desk.press(COORDINATOR, offer, "Пригласить")
    assert any("start=" in one.text for one in said)
    assert "• Лугов Пётр Ильич (бот ещё не открыт)" in said[0].text
    await desk.press(COORDINATOR, said[0], "Добавить ещё")
    (told, *_) = [
        one for one in await desk.send(COORDINATOR, "Иванова, Петров") if one.chat_id == COORDINATOR
    ]
    assert [line for line in told.text.splitlines() if line.startswith("•")] == [
        "• Лугов Пётр Ильич (бот ещё не открыт)",
        "• Иванова Анна (на связи)",
        "• Петров Олег (на связи)",
    ]
    (whom,) = await desk.press(COORDINATOR, told, "Убрать")
    said = await desk.press(COORDINATOR, whom, "Петров")
    assert any(one.chat_id == PETROV and "больше не отвечаете" in one.text for one in said)


async def test_two_bodies_are_joined_renamed_and_removed(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming(("УО",), (OFFICE,), ("Дума",)))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    (names,) = await desk.press(COORDINATOR, names, "Создать все")
    await desk.press(COORDINATOR, names, "1. Нет")
    (asked,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Объединить")
    joined, shown = await desk.press(COORDINATOR, asked, "УО")
    assert joined.text == f"УО теперь — {OFFICE}."
    assert "Другие названия: УО" in shown.text
    assert "Пункты: 5, 6" in shown.text
    (asked,) = await desk.press(COORDINATOR, shown, "Отделить название")
    told, parted = await desk.press(COORDINATOR, asked, "УО")
    assert told.text == f"УО теперь отдельно от {OFFICE}."
    assert "Пункты: 5" in parted.text.splitlines()
    assert await desk.press(COORDINATOR, asked, "УО") == []
    assert "Кнопка устарела" in desk.toasts[-1]
    (asked,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Объединить")
    _, shown = await desk.press(COORDINATOR, asked, "УО")
    await desk.press(COORDINATOR, shown, "Переименовать")
    (taken,) = await desk.send(COORDINATOR, "Дума")
    assert "это уже Дума" in taken.text
    (shown,) = await desk.send(COORDINATOR, "Департамент образования")
    assert shown.text.startswith("<b>Департамент образования</b> (орган)")
    (sure,) = await desk.press(COORDINATOR, shown, "Удалить")
    await desk.press(COORDINATOR, sure, "Да, удалить")
    (left,) = await desk.send(COORDINATOR, "/bodies")
    assert "<b>Дума</b>" in left.text
    assert "Департамент" not in left.text
    assert "Органы и должности (2)" in labels(left)


async def test_summaries_the_silent_and_the_report_are_told_by_body(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming((), (OFFICE, "Отдел культуры"), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    await desk.press(COORDINATOR, names, "Создать все")
    (asked,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Кто отвечает?")
    await desk.press(COORDINATOR, asked, "Иванова")
    desk.at += timedelta(days=40)
    summary = with_button(await desk.send(COORDINATOR, "/summary"), "По органам")
    (shown,) = await desk.press(COORDINATOR, summary, "По органам")
    assert f"<b>{OFFICE}</b>: Иванова Анна" in shown.text
    assert "<b>Отдел культуры</b>: никто не назначен" in shown.text
    assert "просрочено 1" in shown.text
    (silent,) = await desk.send(COORDINATOR, "/silent")
    assert f"<b>Иванова Анна ({OFFICE})</b>" in silent.text
    assert "Никто не назначен (1): Отдел культуры" in silent.text
    (dues,) = await desk.press(COORDINATOR, await card(desk, "управл"), "Сроки")
    assert "6.1" in dues.text
    async with desk.store.read() as tx:
        roadmap = await tx.roadmaps.get(1)
        half = roadmap.period.halves()[0]
        book = await load_book(tx, roadmap, half, date(2020, 1, 11), desk.office.policy.timezone)
    lines = {line.name: line for line in book.bodies}
    assert lines.keys() == {OFFICE, "Отдел культуры"}
    office = lines[OFFICE]
    assert (office.people, office.numbers, office.late, office.due) == (
        ["Иванова Анна"],
        ["6"],
        1,
        1,
    )
    assert office.coefficient == 0


async def test_of_a_group_it_is_told_who_has_answered_and_who_has_not(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming((), ("Руководители ОУ",), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    await desk.press(COORDINATOR, names, "Создать все")
    await desk.press(COORDINATOR, await card(desk, "руковод"), "Кто отвечает?")
    await desk.send(COORDINATOR, "Иванова, Петров")
    desk.at += timedelta(days=20)
    await desk.send(IVANOVA, "6.1 в нашей школе олимпиада проведена")
    desk.at += timedelta(days=12)
    (item,) = await desk.send(COORDINATOR, "/item 6")
    told = "<b>Руководители ОУ</b>, 6.1: ответил 1 из 2 (Иванова Анна). Ждём: Петров Олег."
    assert told in item.text
    (silent, *_) = await desk.send(COORDINATOR, "/silent")
    assert told in silent.text
    assert told in (await card(desk, "руковод")).text
    (done,) = await desk.press(COORDINATOR, silent, "Напомнить всем")
    assert "Петров Олег" in done.text
    assert "Иванова" not in done.text
    await desk.send(PETROV, "6.1 и у нас проведена")
    (item,) = await desk.send(COORDINATOR, "/item 6")
    assert "ответили 2 из 2 (Иванова Анна, Петров Олег)." in item.text
    (silent, *_) = await desk.send(COORDINATOR, "/silent")
    assert "Руководители ОУ" not in silent.text


async def test_what_was_guessed_of_a_name_is_corrected_on_its_card(desk: Desk) -> None:
    await coming_in(desk)
    await desk.tap(COORDINATOR, "body:name:0:0")
    (made,) = await desk.send(COORDINATOR, "Творческая мастерская")
    assert "(орган)" in made.text
    (group,) = await desk.press(COORDINATOR, made, "Это группа")
    assert "(группа: отвечает каждый)" in group.text
    (again,) = await desk.press(COORDINATOR, group, "Это не группа")
    assert "(орган)" in again.text


async def test_a_person_s_card_says_what_they_stand_for(desk: Desk) -> None:
    await coming_in(desk)
    await desk.tap(COORDINATOR, "body:name:0:0")
    (made,) = await desk.send(COORDINATOR, OFFICE)
    await desk.press(COORDINATOR, made, "Кто отвечает?")
    await desk.send(COORDINATOR, "Иванова")
    (found,) = await desk.send(COORDINATOR, "/people Иванова")
    (person,) = await desk.press(COORDINATOR, found, "Иванова")
    assert f"Отвечает за: {OFFICE}" in person.text


async def test_an_observer_reads_the_directory_and_is_offered_no_change(desk: Desk) -> None:
    await coming_in(desk)
    (invited,) = await desk.send(COORDINATOR, "/invite наблюдатель Орлова Вера")
    await desk.send(OBSERVER, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    said = await save(desk, naming((OFFICE,), (), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    await desk.press(COORDINATOR, names, "Создать все")
    (people,) = await desk.send(OBSERVER, "/people")
    (listed,) = await desk.press(OBSERVER, people, "Органы и должности")
    assert labels(listed) == [OFFICE]
    assert labels(await card(desk, "образ", OBSERVER)) == ["Сроки"]


async def test_a_new_edition_asks_only_about_names_that_are_new_to_it(desk: Desk) -> None:
    await coming_in(desk)
    said = await save(desk, naming((OFFICE,), ("Дума",), ()))
    (names,) = await desk.press(COORDINATOR, with_button(said, "Органы"), "Органы и должности")
    await desk.press(COORDINATOR, names, "Создать все")
    said = await save(desk, naming((OFFICE,), (OFFICE,), ("Дом культуры",)), "Обновить")
    offer = with_button(said, "Органы и должности (1)")
    assert "Есть в справочнике: 1, новые: 1." in offer.text
    async with desk.store.read() as tx:
        names_by_id = {body.id: body.name for body in await tx.bodies.all()}
        (second,) = await tx.roadmaps.items_by_number(1, ["6"])
        assert [
            names_by_id[one.body_id] for one in await tx.bodies.assignments_of_items([second.id])
        ] == [OFFICE]
        assert await load_board(tx, await tx.roadmaps.get(1), desk.office.policy.timezone)


async def test_who_stands_for_a_body_is_found_by_their_post_and_those_of_the_body_come_first(
    desk: Desk,
) -> None:
    await coming_in(desk)
    async with desk.store.begin() as tx:
        for name, job in (
            ("Абрамов Пётр", "начальник отдела экономики"),
            ("Юрьев Олег", "директор, МБУ «ГМЦ»"),
        ):
            await tx.people.add(Person(0, name, Role.OFFICIAL, job))
    said = await save(desk, naming(("МБУ «ГМЦ»",), (), ()))
    offer = with_button(said, "Органы и должности (1)")
    (names,) = await desk.press(COORDINATOR, offer, "Органы и должности")
    unmanned = with_button(await desk.press(COORDINATOR, names, "Создать"), "МБУ")
    (asked,) = await desk.press(COORDINATOR, unmanned, "МБУ")
    assert labels(asked)[0] == "Юрьев Олег"
    (found,) = await desk.send(COORDINATOR, "начальник отдела экономики")
    assert labels(found)[0] == "Абрамов Пётр, начальник отдела экономики"
    said = await desk.press(COORDINATOR, found, "Абрамов")
    assert any("Абрамов Пётр" in one.text for one in said)
    (asked,) = await desk.press(COORDINATOR, unmanned, "МБУ")
    (offered,) = await desk.send(COORDINATOR, "Неведомов Кузьма")
    assert "Пригласить" in offered.text
