"""Words, or a surname, where a number goes: `/item олимпиада`, `/remind Иванова`, `/assign 6`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.speaking.buttons import in_button, out_of_button
from roadmap.model import ReminderState
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk, sample_draft


def labels(message: Outgoing) -> list[str]:
    return [one.text for row in message.buttons for one in row]


async def test_a_card_opens_by_a_word_of_the_item_in_any_case(office: Desk) -> None:
    (card,) = await office.send(COORDINATOR, "/item олимпиаду")
    assert card.text.startswith("<b>Пункт 6</b>")


async def test_where_words_mean_several_items_one_is_chosen_by_a_button(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/item конкурсы или наставничество молодых")
    assert labels(asked) == ["7. Поддержка молодых", "5. Участие в конкурсах"]
    (card,) = await office.press(COORDINATOR, asked, "5.")
    assert card.text.startswith("<b>Пункт 5</b>")


async def test_words_that_no_item_has_are_said_to_find_nothing(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/item водопровод")
    assert said.text.startswith("По словам «водопровод» пункт не нашёлся.")


async def test_an_official_of_another_roadmap_finds_nothing_here(office: Desk) -> None:
    (said,) = await office.send(PETROV, "/item олимпиада")
    assert "не нашёлся" in said.text


async def test_a_surname_reminds_that_person_of_what_is_late_or_due_soon(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    (said,) = await office.send(COORDINATOR, "/remind Ивановой")
    assert said.text == "Напомним: Иванова Анна."
    async with office.store.read() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(ivanova.id, [ReminderState.PLANNED])
        now = [one for one in planned if one.fire_at == office.at]
        views = await tx.roadmaps.views([one.due_id for one in now])
    assert [view.due.day and view.due.day.isoformat() for view in views] == ["2019-12-31"]


async def test_who_owes_nothing_is_not_reminded(office: Desk) -> None:
    (said,) = await office.send(COORDINATOR, "/remind Петров")
    assert said.text == "Петров Олег: открытых сроков нет, напоминать не о чем."


async def test_nobody_is_reminded_by_words_before_the_item_is_chosen(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/remind олимпиада")
    assert labels(asked) == ["6. Результаты олимпиады"]
    (said,) = await office.press(COORDINATOR, asked, "6.")
    assert said.text == "Напомним: Иванова Анна."


async def test_a_word_of_an_item_reminds_nobody_whose_name_begins_so(office: Desk) -> None:
    office.at = datetime(2020, 1, 13, 6, tzinfo=UTC)
    async with office.store.begin() as tx:
        ivanova = await tx.people.by_telegram(IVANOVA)
        await tx.people.update(replace(ivanova, name="Молодцова Анна"))
    (asked,) = await office.send(COORDINATOR, "/remind молод")
    assert labels(asked) == ["7. Поддержка молодых"]
    (said,) = await office.send(COORDINATOR, "/remind Молодцова")
    assert said.text == "Напомним: Молодцова Анна."


async def test_assigning_an_item_without_a_name_asks_who(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign 6")
    assert "✓ Иванова Анна" in labels(asked)
    (ticked,) = await office.press(COORDINATOR, asked, "Петров")
    (sure, *_) = await office.press(COORDINATOR, ticked, "Готово")
    assert "Петров Олег" in sure.text


async def test_assigning_by_a_word_asks_which_item_and_then_who(office: Desk) -> None:
    (asked,) = await office.send(COORDINATOR, "/assign олимпиада")
    (whom,) = await office.press(COORDINATOR, asked, "6.")
    assert "✓ Иванова Анна" in labels(whom)


@pytest.fixture
async def schools(desk: Desk) -> Desk:
    """A roadmap of 20 items about schools; Иванова, Петров and Сидорова Анна answer for nothing."""
    await desk.send(COORDINATOR, "/start")
    draft = sample_draft()
    items = tuple(
        replace(
            draft.items[1], number=str(number), recommendation=about, control_points=(), measures=()
        )
        for number, about in enumerate(
            ["Музей и школа: урок в зале", "Опрос родителей"]
            + [f"Ремонт крыши школы № {number}" for number in range(1, 19)],
            1,
        )
    )
    preview = await desk.import_draft(replace(draft, items=items, questions=()))
    await desk.press(COORDINATOR, preview, "Сохранить")
    for name in ("Иванова Анна Сергеевна", "Петров Иван Ильич", "Сидорова Анна", "Сидоров Пётр"):
        await desk.send(COORDINATOR, f"/invite {name}")
    return desk


async def test_every_item_that_words_mean_is_counted_and_shown_in_pages(schools: Desk) -> None:
    (first,) = await schools.send(COORDINATOR, "/item школ")
    assert "нашлось 19 пунктов" in first.text
    seen = labels(first)[:-2]
    shown = first
    while "›" in labels(shown):
        (shown,) = await schools.press(COORDINATOR, shown, "›")
        assert "нашлось 19 пунктов" in shown.text
        seen += [one for one in labels(shown) if ". " in one]
    assert sorted(int(one.split(".")[0]) for one in set(seen)) == [1, *range(3, 21)]
    (card,) = await schools.press(COORDINATOR, shown, seen[-1])
    assert card.text.startswith("<b>Пункт ")
    (first,) = await schools.press(COORDINATOR, shown, "‹")
    assert "нашлось 19 пунктов" in first.text


async def test_a_page_is_turned_to_after_something_else_was_done(schools: Desk) -> None:
    (first,) = await schools.send(COORDINATOR, "/assign ремонт крыши школы")
    await schools.press(COORDINATOR, first, labels(first)[0])
    await schools.send(COORDINATOR, "/item 2")
    (second,) = await schools.press(COORDINATOR, first, "›")
    assert "‹" in labels(second)


@pytest.mark.parametrize(
    "words",
    ["музей Петров И.И.", "музей и урок Петрову", "музей, Петров", "музей Петров Иван Ильич"],
)
async def test_words_and_a_person_assign_the_item_that_is_tapped(schools: Desk, words: str) -> None:
    (asked,) = await schools.send(COORDINATOR, f"/assign {words}")
    assert labels(asked)[0] == "1. Музей и школа: урок в зале"
    assert "Назначаем: Петров Иван Ильич" in asked.text
    (done, *_) = await schools.press(COORDINATOR, asked, "1.")
    assert "Петров Иван Ильич</b> отвечает за пункт 1" in done.text


async def test_several_people_and_a_sign_hold_for_the_item_that_is_tapped(schools: Desk) -> None:
    await schools.send(COORDINATOR, "/assign 1 Иванова")
    (asked,) = await schools.send(COORDINATOR, "/assign +музей Петров, соисп. Сидоров Пётр")
    (sure,) = await schools.press(COORDINATOR, asked, "1.")
    assert "1: Иванова Анна Сергеевна → Иванова Анна Сергеевна, Петров Иван Ильич" in sure.text
    assert "соисп.: Сидоров Пётр" in sure.text


async def test_on_the_second_page_it_is_still_that_person(schools: Desk) -> None:
    (asked,) = await schools.send(COORDINATOR, "/assign ремонт крыши Петров")
    (asked,) = await schools.press(COORDINATOR, asked, "›")
    assert "Назначаем: Петров Иван Ильич" in asked.text
    (done, *_) = await schools.press(COORDINATOR, asked, labels(asked)[0])
    assert "Петров Иван Ильич</b> отвечает за пункт" in done.text


async def test_whom_a_name_behind_the_words_means_is_asked_and_an_unknown_one_is_said(
    schools: Desk,
) -> None:
    (which,) = await schools.send(COORDINATOR, "/assign музей Сидоровой")
    assert "Выберите" in which.text or "Назначаем: Сидорова Анна" in which.text
    (said,) = await schools.send(COORDINATOR, "/assign музей Кузнецов А.")
    assert "Участника «Кузнецов А.» нет" in said.text
    (said,) = await schools.send(COORDINATOR, "/assign музей Кузнецов, Петров")
    assert "Назначаем" not in said.text


async def test_words_and_a_person_name_the_items_that_are_theirs(schools: Desk) -> None:
    await schools.send(COORDINATOR, "/assign 3, 4 Петров")
    await schools.send(COORDINATOR, "/assign 5 Иванова")
    (asked,) = await schools.send(COORDINATOR, "/item ремонт Петров")
    assert [one.split(".")[0] for one in labels(asked)] == ["3", "4"]
    assert "за которые отвечает Петров Иван Ильич" in asked.text
    (card,) = await schools.send(COORDINATOR, "/item крыша Иванова")
    assert card.text.startswith("<b>Пункт 5</b>")
    (said,) = await schools.send(COORDINATOR, "/remind музей Петров")
    assert (
        said.text == "По словам «музей» пункт, за который отвечает Петров Иван Ильич, не нашёлся."
    )


async def test_only_the_person_named_behind_the_words_is_reminded(office: Desk) -> None:
    await office.send(COORDINATOR, "/assign +6 Петров")
    (asked,) = await office.send(COORDINATOR, "/remind олимпиада Петров")
    assert labels(asked) == ["6. Результаты олимпиады"]
    (said,) = await office.press(COORDINATOR, asked, "6.")
    assert said.text == "Напомним: Петров Олег."


async def test_a_word_of_an_item_that_begins_a_surname_stays_a_word(schools: Desk) -> None:
    await schools.send(COORDINATOR, "/invite Школина Анна")
    (asked,) = await schools.send(COORDINATOR, "/assign музей школ")
    assert "Назначаем" not in asked.text


def test_words_of_any_length_fit_a_button_and_come_out_of_it() -> None:
    assert out_of_button(in_button("Ёлка, PISA и музей!")) == "елка pisa музей"
    long = in_button("функциональная грамотность обучающихся " * 5)
    assert len(long.encode()) <= 26
    assert out_of_button(long) == "функциональная грамотность"
