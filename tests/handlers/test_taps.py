"""How many taps and typed characters everyday jobs take in chat, played and held against the first
table of docs/taps.md. The second, of the desk, is played by tests/handlers/pages/test_clicks.py.

A tap is a press on a button, on «Отправить», or on a file that is chosen; characters are those
typed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from documents.tables.reading import read_document
from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import Draft, Person, ReminderState, Role
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft
from tests.handlers.written import write_files

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "taps.md"
#: Invented people of a larger office.
OFFICIALS = ("Белова Инна", "Громов Лев", "Дёмина Ася", "Ершов Ян", "Жилина Яна")


@dataclass
class Hand:
    """A person's hand on a phone: what it does, counted."""

    desk: Desk
    taps: int = 0
    typed: int = 0

    async def write(self, user: int, text: str) -> list[Outgoing]:
        """Type and send."""
        self.taps, self.typed = self.taps + 1, self.typed + len(text)
        return await self.desk.send(user, text)

    async def press(self, user: int, message: Outgoing, label: str) -> list[Outgoing]:
        """A button."""
        self.taps += 1
        return await self.desk.press(user, message, label)

    def forward(self) -> None:
        """Telegram's own «Переслать», the chat, «Отправить»."""
        self.taps += 3

    async def choose_file(self, draft: Draft) -> Outgoing:
        """«Прикрепить», the file, «Отправить»; the preview."""
        self.taps += 3
        return await self.desk.import_draft(draft)


async def reminder_of_ivanova(desk: Desk) -> Outgoing:
    """The morning of 17 December: 6.1 is due in two weeks."""
    desk.at = datetime(2019, 12, 17, 6, 0, tzinfo=UTC)
    async with desk.store.begin() as tx:
        person = await tx.people.by_telegram(IVANOVA)
        planned = await tx.reminders.of_person(person.id, [ReminderState.PLANNED])
        message = await compose(
            Voice(tx, desk.at, desk.office).to(person),
            [one for one in planned if one.fire_at <= desk.at],
        )
        assert message is not None
        await tx.messages.add(message)
    return (await desk.sent())[-1]


async def sixteen_items(desk: Desk) -> None:
    """A roadmap of sixteen items, and five people who have joined."""
    await desk.send(COORDINATOR, "/start")
    (_, six, _), title = sample_draft().items, "Дорожная карта на шестнадцать пунктов"
    items = tuple(replace(six, number=str(number)) for number in range(1, 17))
    preview = await desk.import_draft(
        replace(sample_draft(), title=title, items=items, questions=())
    )
    await desk.press(COORDINATOR, preview, "Сохранить")
    for number, name in enumerate(OFFICIALS):
        (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
        await desk.send(501 + number, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")


async def assign_sixteen(desk: Desk, hand: Hand) -> None:
    await sixteen_items(desk)
    for items, name in zip(("1-4", "5-7", "8-10", "11-13", "14-16"), OFFICIALS, strict=True):
        await hand.write(COORDINATOR, f"/assign {items} {name.split()[0]}")
    async with desk.store.read() as tx:
        of = [
            len(await tx.people.assignments_of_person((await tx.people.by_telegram(501 + n)).id))
            for n in range(5)
        ]
    assert of == [4, 3, 3, 3, 3]


async def answer_three(office: Desk, hand: Hand) -> None:
    (said,) = await hand.write(
        IVANOVA, "6.1 прошёл 16 декабря\n6.2 готовимся\n6.М1 проверены все школы"
    )
    assert said.text.startswith("✅ Записано 3 ответа")


async def grant(office: Desk, hand: Hand) -> None:
    card = await reminder_of_ivanova(office)
    await office.press(IVANOVA, card, "Перенести срок")
    (sure,) = await office.send(IVANOVA, "до 15 февраля, ждём итоги")
    said = await office.press(IVANOVA, sure, "Да")
    request = next(message for message in said if message.chat_id == COORDINATOR)
    told = await hand.press(COORDINATOR, request, "Согласовать")
    assert any("новый срок 15 февраля 2020" in one.text for one in told)


async def find_silent(office: Desk, hand: Hand) -> None:
    office.at = datetime(2020, 1, 9, 6, 0, tzinfo=UTC)
    (said,) = await hand.write(COORDINATOR, "/silent")
    assert "Иванова Анна" in said.text


async def import_sample(desk: Desk, hand: Hand) -> None:
    await desk.send(COORDINATOR, "/start")
    path = ROOT / "sandbox" / "sample" / "roadmap.docx"
    said = await hand.choose_file(
        read_document(path.read_bytes(), path.name, None, date(2026, 9, 1))
    )
    said = (await hand.press(COORDINATOR, said, "Вопросы"))[0]
    while "Вопрос " in said.text:
        said = (await hand.press(COORDINATOR, said, said.buttons[0][0].text))[0]
    said = (await hand.press(COORDINATOR, said, "К карте"))[0]
    saved = await hand.press(COORDINATOR, said, "Сохранить")
    assert "Сохранено" in saved[0].text


async def close_point(office: Desk, hand: Hand) -> None:
    (said,) = await hand.press(IVANOVA, await reminder_of_ivanova(office), "Выполнено")
    assert "Выполнено: пункт 6, контрольная точка 1" in said.text


async def put_off(office: Desk, hand: Hand) -> None:
    (options,) = await hand.press(IVANOVA, await reminder_of_ivanova(office), "Отложить")
    (said,) = await hand.press(IVANOVA, options, "Завтра утром")
    assert "Напомню" in said.text


async def get_report(office: Desk, hand: Hand) -> None:
    assert await hand.write(COORDINATOR, "/report") == []
    said, file = await write_files(office)
    assert "Отчёт за 1 полугодие" in said.text
    assert file.file_id is not None


async def invite(office: Desk, hand: Hand) -> None:
    (said,) = await hand.write(COORDINATOR, "/invite Сидоров Павел")
    assert "start=" in said.text


async def invite_sixty(office: Desk, hand: Hand) -> None:
    """By one link for a group: each of the sixty picks their name, pages of them are confirmed."""
    async with office.store.begin() as tx:
        for number in range(60):
            await tx.people.add(Person(0, f"Ждут{number:02} Анна Петровна", Role.OFFICIAL))
    (asked,) = await hand.write(COORDINATOR, "/invite")
    link, _ = await hand.press(COORDINATOR, asked, "Ссылка для группы")
    hand.forward()
    for number in range(60):
        user, code = 3000 + number, link.text.rsplit("start=", 1)[1].strip()
        await office.send(user, f"/start {code}")
        (found,) = await office.send(user, f"Ждут{number:02}")
        await office.press(user, found, "Ждут")
    office.at += timedelta(minutes=1)
    board = (await office.sent())[-1]
    while "Ждут подтверждения" in board.text:
        board = (await hand.press(COORDINATOR, board, "Подтвердить всех"))[-1]
    assert "Подключились 60 из 60" in board.text


async def answer_a_question(desk: Desk, hand: Hand) -> None:
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    (question,) = await hand.press(COORDINATOR, preview, "Вопросы")
    (said,) = await hand.press(COORDINATOR, question, question.buttons[0][0].text)
    assert "Вопрос " not in said.text
    await desk.press(COORDINATOR, said, "К карте")
    async with desk.store.read() as tx:
        stored = await tx.drafts.get(1)
    assert "0" in stored.answers


async def find_by_words(desk: Desk, hand: Hand) -> None:
    """Sixteen items, of which one speaks of a fair."""
    await sixteen_items(desk)
    async with desk.store.begin() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, ["9"])
        await tx.roadmaps.update_item(
            replace(item, recommendation="Провести ярмарку школьных проектов")
        )
    (card,) = await hand.write(COORDINATOR, "/item ярмарка")
    assert "<b>Пункт 9</b>" in card.text


async def correct(office: Desk, hand: Hand) -> None:
    (card,) = await hand.write(COORDINATOR, "/item 6")
    (menu,) = await hand.press(COORDINATOR, card, "Исправить")
    await hand.press(COORDINATOR, menu, "Срок 6.1")
    (sure,) = await hand.write(COORDINATOR, "15 ноября")
    (said,) = await hand.press(COORDINATOR, sure, "Да")
    assert "31 декабря → 15 ноября" in said.text


async def walk_empty(desk: Desk, hand: Hand) -> None:
    """Sixteen items, three of them without an answer: a word for each."""
    await sixteen_items(desk)
    for number in range(1, 14):
        await desk.send(COORDINATOR, f"{number}: проведено")
    await desk.send(COORDINATOR, "/report")
    state = (await write_files(desk))[0]
    (shown,) = await hand.press(COORDINATOR, state, "Пройти по пунктам")
    assert "Пункт 14 (1-й из 16, пустых: 3)" in shown.text
    (shown,) = await hand.press(COORDINATOR, shown, "Только пустые (3)")
    for _ in range(2):
        (shown,) = await hand.press(COORDINATOR, shown, "К следующему пустому")
    assert "Пункт 16" in shown.text


async def history(office: Desk, hand: Hand) -> None:
    await office.send(IVANOVA, "6.1 прошёл 16 декабря")
    (card,) = await hand.write(COORDINATOR, "/item 6")
    assert "прошёл 16 декабря" in card.text
    assert "Иванова Анна" in card.text


Job = Callable[[Desk, Hand], Awaitable[None]]
ON_AN_EMPTY_DESK: dict[str, Job] = {
    "назначить 16 пунктов пятерым": assign_sixteen,
    "загрузить карту из 12 пунктов и ответить на её вопросы": import_sample,
    "пройти только пустые (три из шестнадцати)": walk_empty,
    "ответить на вопрос при загрузке": answer_a_question,
    "найти пункт по словам": find_by_words,
}
IN_THE_OFFICE: dict[str, Job] = {
    "ответить по трём точкам": answer_three,
    "закрыть точку из напоминания": close_point,
    "отложить напоминание на завтра": put_off,
    "согласовать перенос": grant,
    "узнать, кто молчит": find_silent,
    "узнать историю пункта": history,
    "исправить срок": correct,
    "пригласить человека": invite,
    "пригласить шестьдесят человек": invite_sixty,
    "получить отчёт": get_report,
}


def table(part: int = 0) -> dict[str, tuple[int, int]]:
    """Taps and characters by the name of the job, as the first table of docs/taps.md has them."""
    rows = [
        line.strip("| ").split(" | ")
        for line in TABLE.read_text(encoding="utf8").split("\n## ")[part].splitlines()
        if "| " in line
    ]
    return {row[0]: (int(row[1]), int(row[2])) for row in rows if row[1].isdigit()}


def at_the_desk() -> dict[str, tuple[int, int]]:
    """The same of the second table: clicks at the desk."""
    return table(1)


def test_the_table_has_these_jobs_and_no_other() -> None:
    assert table().keys() == ON_AN_EMPTY_DESK.keys() | IN_THE_OFFICE.keys()


@pytest.mark.parametrize("name", ON_AN_EMPTY_DESK)
async def test_a_job_on_an_empty_desk_takes_what_the_table_says(desk: Desk, name: str) -> None:
    hand = Hand(desk)
    await ON_AN_EMPTY_DESK[name](desk, hand)
    assert (hand.taps, hand.typed) == table().get(name)


@pytest.mark.parametrize("name", IN_THE_OFFICE)
async def test_a_job_in_the_office_takes_what_the_table_says(office: Desk, name: str) -> None:
    hand = Hand(office)
    await IN_THE_OFFICE[name](office, hand)
    assert (hand.taps, hand.typed) == table().get(name)
