"""Several answer for one thing: what changes is said before it holds, by words and by buttons."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.looking.digests import plan_on
from handlers.people.people_file import people_arrived
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import Capacity, DueState, Person, ReminderState, Role
from roadmap.model.messages import Outgoing, Urgency
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.test_assigning import to
from tests.handlers.test_ways_out import labels


async def answering(desk: Desk, number: str) -> dict[str, Capacity]:
    """Who answers for an item of the first roadmap, by name."""
    async with desk.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        return {
            (await tx.people.get(one.person_id)).name: one.capacity
            for one in await tx.people.assignments_of_item(item.id)
        }


async def test_two_people_set_by_one_command_both_answer_once_it_is_confirmed(
    office: Desk,
) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 7 Иванова, Петров")
    assert asked.text == "<b>Что изменится</b>\n7: никто → Иванова Анна, Петров Олег"
    assert labels(asked) == ["Назначить", "Отмена"]
    assert await answering(office, "7") == {}
    said = await office.press(COORDINATOR, asked, "Назначить")
    assert "✅ <b>Назначения изменены</b>\n7: никто → Иванова Анна, Петров Олег" in to(
        said, COORDINATOR
    )
    assert "Вам назначен пункт 7" in to(said, IVANOVA)
    assert "Вам назначен пункт 7" in to(said, PETROV)
    assert set(await answering(office, "7")) == {"Иванова Анна", "Петров Олег"}


async def test_one_more_is_added_at_once_and_taking_away_is_asked_about(office: Desk) -> None:
    said = await office.send(COORDINATOR, "/assign +6 Петров")
    assert "Петров Олег</b> отвечает за пункт 6." in to(said, COORDINATOR)
    assert to(said, IVANOVA) == ""
    assert set(await answering(office, "6")) == {"Иванова Анна", "Петров Олег"}
    (asked,) = await office.send(COORDINATOR, "/assign -6 Иванова")
    assert asked.text == "<b>Что изменится</b>\n6: Иванова Анна, Петров Олег → Петров Олег"
    said = await office.press(COORDINATOR, asked, "Снять")
    assert "За пункт 6 теперь отвечает Петров Олег" in to(said, IVANOVA)
    assert set(await answering(office, "6")) == {"Петров Олег"}
    (refused,) = await office.send(COORDINATOR, "/assign -6 Иванова")
    assert "и так не отвечает" in refused.text
    (same,) = await office.send(COORDINATOR, "/assign +6 Петров")
    assert "ничего не меняется" in same.text


async def test_a_question_left_unanswered_changes_nothing(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 6 Петров")
    await office.press(COORDINATOR, asked, "Отмена")
    await office.press(COORDINATOR, asked, "Назначить")
    assert set(await answering(office, "6")) == {"Иванова Анна"}
    (first,) = await office.send(COORDINATOR, "/assign 6 Петров")
    (second,) = await office.send(COORDINATOR, "/assign -6 Иванова")
    await office.press(COORDINATOR, first, "Назначить")
    assert set(await answering(office, "6")) == {"Иванова Анна"}
    await office.press(COORDINATOR, second, "Снять")
    assert await answering(office, "6") == {}


async def test_what_others_have_changed_meanwhile_is_said_anew(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 6 Петров")
    async with office.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        await tx.people.unassign(item.id, None)
    (anew,) = await office.press(COORDINATOR, asked, "Назначить")
    assert office.toasts[-1].startswith("Пока вы решали")
    assert "6: никто → Петров Олег" in anew.text
    assert await answering(office, "6") == {}
    await office.press(COORDINATOR, anew, "Назначить")
    assert set(await answering(office, "6")) == {"Петров Олег"}


async def test_what_was_so_before_among_what_changes_does_not_count_as_changed_meanwhile(
    office: Desk,
) -> None:
    await office.send(COORDINATOR, "/assign 5 Петров")
    (asked,) = await office.send(COORDINATOR, "/assign все Петров")
    assert "5" not in asked.text
    said = await office.press(COORDINATOR, asked, "Назначить")
    assert "отвечает за пункты 6, 7." in to(said, COORDINATOR)


async def test_words_meanwhile_are_an_answer_and_no_confirmation(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign 6 Петров")
    said = await office.send(COORDINATOR, "6.1 проведено")
    assert "Записано" in to(said, COORDINATOR)
    assert set(await answering(office, "6")) == {"Иванова Анна"}


async def test_a_co_executor_is_named_apart_on_the_card_and_in_lists(office: Desk) -> None:
    said = await office.send(COORDINATOR, "/assign 6 соисп. Петров")
    assert "Петров Олег</b> — соисполнитель пункта 6." in to(said, COORDINATOR)
    assert "Вы соисполнитель пункта 6" in to(said, PETROV)
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "Отвечают: Иванова Анна\nСоисполнители: Петров Олег" in card.text
    (due,) = await office.send(COORDINATOR, "/due 60")
    assert "Иванова Анна; соисп.: Петров Олег" in due.text


async def test_two_names_joined_by_and_are_two_people(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 7 Иванова и Петров")
    assert "никто → Иванова Анна, Петров Олег" in asked.text
    (unknown,) = await office.send(COORDINATOR, "/assign 7 Иванова и Котов")
    assert "Котов" in unknown.text


async def test_ticks_on_an_item_s_card_hold_once_ready(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (people,) = await office.press(COORDINATOR, card, "Назначить")
    assert "Отмечены: Иванова Анна" in people.text
    (people,) = await office.press(COORDINATOR, people, "Петров")
    assert "✓ Петров Олег" in labels(people)
    pick = next(row for row in people.buttons if row[0].text.startswith("✓ Петров"))
    assert pick[1].text == "ответственный"
    (people,) = await office.tap(COORDINATOR, pick[1].data, people.telegram_id)
    assert "Отмечены: Иванова Анна; соисп.: Петров Олег" in people.text
    assert "Петров Олег" not in await answering(office, "6")
    said = await office.press(COORDINATOR, people, "Готово")
    assert "Петров Олег</b> — соисполнитель пункта 6." in to(said, COORDINATOR)
    assert (await answering(office, "6"))["Петров Олег"] is Capacity.CO_EXECUTOR
    (card,) = await office.send(COORDINATOR, "/item 6")
    (people,) = await office.press(COORDINATOR, card, "Назначить")
    (people,) = await office.press(COORDINATOR, people, "✓ Иванова")
    (people,) = await office.press(COORDINATOR, people, "✓ Петров")
    assert "Отмечены: никто" in people.text
    (asked,) = await office.press(COORDINATOR, people, "Готово")
    assert "6: Иванова Анна; соисп.: Петров Олег → никто" in asked.text
    await office.press(COORDINATOR, asked, "Снять")
    assert await answering(office, "6") == {}


async def many(office: Desk, count: int = 40) -> None:
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        for number in range(count):
            await tx.people.add(
                type(petrov)(0, f"Участник {number:03}", Role.OFFICIAL, job=f"школа {number}")
            )


async def test_however_many_people_there_are_each_is_found_by_pages_or_words(office: Desk) -> None:
    await many(office)
    (card,) = await office.send(COORDINATOR, "/item 6")
    (people,) = await office.press(COORDINATOR, card, "Назначить")
    shown: list[str] = []
    while True:
        shown += [text.removeprefix("✓ ") for text in labels(people)]
        if "›" not in labels(people):
            break
        (people,) = await office.press(COORDINATOR, people, "›")
    assert {f"Участник {number:03}" for number in range(40)} <= set(shown)
    (asked,) = await office.press(COORDINATOR, people, "🔍")
    assert "Отмена" in labels(asked)
    (none,) = await office.send(COORDINATOR, "Никого")
    assert "Отмена" in labels(none)
    (found,) = await office.send(COORDINATOR, "участник школа 17")
    assert "найден 1 человек" in found.text
    (found,) = await office.press(COORDINATOR, found, "Участник 017")
    (everybody,) = await office.press(COORDINATOR, found, "Показать всех")
    assert "Отмечены: Иванова Анна, Участник 017" in everybody.text
    said = await office.press(COORDINATOR, everybody, "Готово")
    assert "Участник 017</b> отвечает за пункт 6." in to(said, COORDINATOR)


async def test_ticks_that_something_else_has_come_between_are_not_taken_for_ready(
    office: Desk,
) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    (people,) = await office.press(COORDINATOR, card, "Назначить")
    (people,) = await office.press(COORDINATOR, people, "Петров")
    assert "Записано" in to(await office.send(COORDINATOR, "6.1 проведено"), COORDINATOR)
    assert await office.press(COORDINATOR, people, "Готово") == []
    assert set(await answering(office, "6")) == {"Иванова Анна"}


async def test_whom_to_give_items_is_sought_by_words_too(office: Desk) -> None:
    await many(office)
    (people,) = await office.send(COORDINATOR, "/assign")
    assert "1/" in " ".join(labels(people))
    await office.press(COORDINATOR, people, "🔍")
    (found,) = await office.send(COORDINATOR, "петров")
    (items,) = await office.press(COORDINATOR, found, "Петров Олег")
    (items,) = await office.press(COORDINATOR, items, "Новые отметки: ответственный")
    (items,) = await office.press(COORDINATOR, items, "5.")
    (items,) = await office.press(COORDINATOR, items, "7.")
    (items,) = await office.press(COORDINATOR, items, "✓ 7.")
    said = await office.press(COORDINATOR, items, "Готово")
    assert "Петров Олег</b> — соисполнитель пункта 5." in to(said, COORDINATOR)
    assert await answering(office, "5") == {"Петров Олег": Capacity.CO_EXECUTOR}
    assert await answering(office, "7") == {}


async def test_a_tick_taken_away_from_a_person_is_asked_about(office: Desk) -> None:
    (people,) = await office.send(COORDINATOR, "/people Иванова")
    (card,) = await office.press(COORDINATOR, people, "Иванова")
    (items,) = await office.press(COORDINATOR, card, "Назначить")
    (items,) = await office.press(COORDINATOR, items, "✓ 6.")
    (asked,) = await office.press(COORDINATOR, items, "Готово")
    assert "6: Иванова Анна → никто" in asked.text
    said = await office.press(COORDINATOR, asked, "Снять")
    assert "За пункт 6 вы больше не отвечаете" in to(said, IVANOVA)
    assert await answering(office, "6") == {}


async def listed(office: Desk, *rows: tuple[str, str, str]) -> list[Outgoing]:
    async with office.store.begin() as tx:
        (coordinator,) = await tx.people.all([Role.COORDINATOR])
        await people_arrived(Voice(tx, office.at, office.office).to(coordinator), rows)
    return await office.sent()


async def test_two_rows_of_a_list_that_name_one_item_give_it_both(office: Desk) -> None:
    await listed(office, ("Зимина Алла", "архив", "7"), ("Котов Лев", "", "5; соисп. 7"))
    assert await answering(office, "7") == {
        "Зимина Алла": Capacity.RESPONSIBLE, "Котов Лев": Capacity.CO_EXECUTOR,
    }  # fmt: skip
    assert set(await answering(office, "5")) == {"Котов Лев"}


async def test_a_list_sent_twice_adds_nobody_and_says_so(office: Desk) -> None:
    rows = [("Зимина Алла", "", "5"), ("Котов Лев", "", "7")]
    (first, *_) = await listed(office, *rows)
    assert first.text.startswith("<b>Заведено участников: 2.</b> Чтобы они подключились")
    (again, *_) = await listed(office, *rows)
    assert again.text == "<b>Новых участников нет, уже были в списке: 2.</b>"
    (mixed, *_) = await listed(office, *rows, ("Лесная Мария", "", ""))
    assert mixed.text.startswith("<b>Заведено участников: 1, уже были в списке: 2.</b>")


async def test_a_list_that_takes_something_from_somebody_is_asked_about(office: Desk) -> None:
    said = await listed(
        office, ("Зимина Алла", "", "6"), ("Котов Лев", "", "6, 7"), ("Х", "", "99")
    )
    assert "Заведено участников: 3" in said[0].text
    assert "⚠️" in said[0].text
    asked = said[-1]
    assert "6: Иванова Анна → Зимина Алла, Котов Лев" in asked.text
    assert set(await answering(office, "6")) == {"Иванова Анна"}
    said = await office.press(COORDINATOR, asked, "Назначить")
    assert set(await answering(office, "6")) == {"Зимина Алла", "Котов Лев"}
    assert set(await answering(office, "7")) == {"Котов Лев"}
    assert "За пункт 6 теперь отвечают: Зимина Алла, Котов Лев" in to(said, IVANOVA)


async def test_many_who_are_told_at_once_wait_behind_everybody_s_answers(office: Desk) -> None:
    async with office.store.begin() as tx:
        petrov = await tx.people.by_telegram(PETROV)
        for number in range(12):
            await tx.people.add(
                type(petrov)(0, f"Участник {number:03}", Role.OFFICIAL, telegram_id=5000 + number)
            )
    names = ", ".join(f"Участник {number:03}" for number in range(12))
    (asked,) = await office.send(COORDINATOR, f"/assign 7 {names}")
    said = await office.press(COORDINATOR, asked, "Назначить")
    assert "и ещё 4" in to(said, COORDINATOR)
    told = [message for message in said if message.chat_id >= 5000]
    assert len(told) == 12
    assert {message.urgency for message in told} == {Urgency.BULK}


async def due_of(office: Desk) -> tuple[int, DueState]:
    """The due day of 6.1."""
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["6"])
        points = await tx.roadmaps.points([item.id])
        point = next(one for one in points if one.kind.value == "control_point")
        (due,) = await tx.roadmaps.dues([point.id])
        return due.id, due.state


async def planned(office: Desk, user: int) -> int:
    due_id, _ = await due_of(office)
    async with office.store.read() as tx:
        person = await tx.people.by_telegram(user)
        return sum(
            one.person_id == person.id and one.state is ReminderState.PLANNED
            for one in await tx.reminders.of_dues([due_id])
        )


@pytest.fixture
async def each(office: Desk) -> Desk:
    """Иванова and Петров answer for item 6, and each must."""
    await office.send(COORDINATOR, "/assign +6 Петров")
    (card,) = await office.send(COORDINATOR, "/item 6")
    (card,) = await office.press(COORDINATOR, card, "Ответ: достаточно одного")
    assert "Ответить должен каждый." in card.text
    assert "Ответ: от каждого" in labels(card)
    return office


async def test_where_each_must_one_s_tap_closes_their_share_alone(each: Desk) -> None:
    due_id, _ = await due_of(each)
    (said,) = await each.tap(IVANOVA, f"due:done:{due_id}")
    assert "Ваша часть выполнена: пункт 6, контрольная точка 1" in said.text
    assert "Ждём: Петров Олег." in said.text
    assert (await planned(each, IVANOVA), await planned(each, PETROV) > 0) == (0, True)
    await each.tap(IVANOVA, f"due:done:{due_id}")
    assert "уже отмечено" in each.toasts[-1]
    for command in ("/item 6", "/summary", "/silent", "/due 60"):
        said = await each.send(COORDINATOR, command)
        assert "Сделали: Иванова Анна; ждём: Петров Олег" in to(said, COORDINATOR), command
    (mine,) = await each.tap(IVANOVA, f"due:open:{due_id}")
    assert "выполнено" in mine.text
    assert labels(mine)[0] == "Вернуть"
    (said,) = await each.tap(PETROV, f"due:done:{due_id}")
    assert "Больше не напоминаем" in said.text
    assert (await due_of(each))[1] is DueState.DONE
    assert "Сделали:" not in to(await each.send(COORDINATOR, "/summary"), COORDINATOR)


async def test_a_share_is_taken_back_by_its_owner_or_all_by_the_coordinator(each: Desk) -> None:
    due_id, _ = await due_of(each)
    (said,) = await each.tap(IVANOVA, f"due:done:{due_id}")
    await each.press(IVANOVA, said, "Вернуть")
    assert await planned(each, IVANOVA) > 0
    await each.tap(IVANOVA, f"due:done:{due_id}")
    (card,) = await each.tap(COORDINATOR, f"due:open:{due_id}")
    await each.press(COORDINATOR, card, "Спросить всех заново")
    assert await planned(each, IVANOVA) > 0
    assert "Сделали" not in to(await each.send(COORDINATOR, "/item 6"), COORDINATOR)


async def test_remind_now_asks_only_those_who_have_not_done_their_share(each: Desk) -> None:
    due_id, _ = await due_of(each)
    await each.tap(IVANOVA, f"due:done:{due_id}")
    (said,) = await each.send(COORDINATOR, "/remind 6.1")
    assert "Петров Олег" in said.text
    assert "Иванова" not in said.text


async def test_with_acceptance_the_coordinator_is_asked_once_all_have_done_their_share(
    each: Desk,
) -> None:
    await each.tap(COORDINATOR, "rm:acceptance:1:0")
    due_id, _ = await due_of(each)
    said = await each.tap(IVANOVA, f"due:done:{due_id}")
    assert to(said, COORDINATOR) == ""
    said = await each.tap(PETROV, f"due:done:{due_id}")
    assert "Принять?" in to(said, COORDINATOR)
    request = next(message for message in said if message.chat_id == COORDINATOR)
    said = await each.press(COORDINATOR, request, "Принять")
    assert "Принято" in to(said, IVANOVA)
    assert "Принято" in to(said, PETROV)


async def test_a_reminder_that_was_claimed_already_does_not_go_to_who_is_done(each: Desk) -> None:
    due_id, _ = await due_of(each)
    await each.tap(IVANOVA, f"due:done:{due_id}")
    each.at = datetime(2019, 12, 31, 6, 0, tzinfo=UTC)
    async with each.store.begin() as tx:
        for user, asked in ((IVANOVA, False), (PETROV, True)):
            person = await tx.people.by_telegram(user)
            reminders = [
                one for one in await tx.reminders.of_dues([due_id]) if one.person_id == person.id
            ]
            voice = Voice(tx, each.at, each.office).to(person)
            assert (await compose(voice, reminders) is not None) is asked


async def test_the_switch_stands_only_where_several_answer(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert not any("достаточно" in one for one in labels(card))
    await office.send(COORDINATOR, "/assign +6 Петров")
    (card,) = await office.send(COORDINATOR, "/item 6")
    assert "Ответ: достаточно одного" in labels(card)
    (card,) = await office.send(IVANOVA, "/item 6")
    assert not any("достаточно" in one for one in labels(card))


async def test_a_day_that_waits_only_for_somebody_erased_is_closed_in_the_night(each: Desk) -> None:
    due_id, _ = await due_of(each)
    await each.tap(IVANOVA, f"due:done:{due_id}")
    async with each.store.begin() as tx:
        await tx.people.erase((await tx.people.by_telegram(PETROV)).id)
        await plan_on(tx, each.at, each.office)
    assert (await due_of(each))[1] is DueState.DONE


async def test_namesakes_are_told_apart_wherever_they_are_named(office: Desk) -> None:
    name, asked = "Сидорова Анна Павловна", list[Outgoing]()
    async with office.store.begin() as tx:
        ids = [
            (await tx.people.add(Person(0, name, Role.OFFICIAL, job))).id
            for job in ("директор, СОШ № 5", "директор, СОШ № 8")
        ]
    both = ", ".join(f"#{one}" for one in ids)
    asked += await office.send(COORDINATOR, f"/assign 7 {both}")
    asked += await office.press(COORDINATOR, asked[-1], "Назначить")
    asked += await office.send(COORDINATOR, f"/assign 5 #{ids[0]}")
    assert "директор" not in asked[-1].text, "what both are tells nothing"
    assert "/people" in asked[-1].text, "the name alone makes nobody's link"
    asked += await office.send(COORDINATOR, "/item 7")
    for said in asked[:2]:
        assert f"{name} (СОШ № 5), {name} (СОШ № 8)" in said.text
    for said in asked[2:]:
        assert f"{name} (СОШ № 5)" in said.text
