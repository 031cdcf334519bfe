"""Orders in words, told from reports and questions."""

from __future__ import annotations

import pytest

from roadmap.answers.orders import Does, Order, read_order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("кто не ответил", Order(Does.SILENT)),
        ("покажи, кто до сих пор не ответил", Order(Does.SILENT)),
        ("кто не сдал отчёт?", Order(Does.SILENT)),
        ("список должников", Order(Does.SILENT)),
        ("кто не зашёл в бот", Order(Does.SILENT)),
        ("список участников", Order(Does.PEOPLE)),
        ("напомни поляковой", Order(Does.REMIND, "поляковой")),
        ("Напомните, пожалуйста, Поляковой", Order(Does.REMIND, "Поляковой")),
        ("напомни Поляковой про отчёт", Order(Does.REMIND, "Поляковой")),
        ("напомни Поляковой и Петрову", Order(Does.REMIND, "Поляковой и Петрову")),
        ("напомни по 9.1", Order(Does.REMIND, "9.1")),
        ("напомни всем про пункт 9.1", Order(Does.REMIND, "9.1")),
        ("напомни всем, кто молчит", Order(Does.REMIND)),
        ("срок 9.1 до 4 декабря", Order(Does.DEADLINE, "9.1 до 4 декабря")),
        ("срок по 9.1 – 4 декабря", Order(Does.DEADLINE, "9.1 до 4 декабря")),
        ("поставь срок 9.1 4 декабря", Order(Does.DEADLINE, "9.1 до 4 декабря")),
        ("9.1 срок до 4 декабря", Order(Does.DEADLINE, "9.1 до 4 декабря")),
        ("измени 9.1 срок на 4 декабря", Order(Does.DEADLINE, "9.1 на 4 декабря")),
        ("исправь 11.М2 десять тем", Order(Does.CORRECT, "11.М2")),
        ("переименуйте пункт 5", Order(Does.CORRECT, "5")),
        ("назначь Петрова на 7", Order(Does.ASSIGN)),
        ("добавь участника Сидорову", Order(Does.INVITE)),
        ("соберите ответы со всех", Order(Does.COLLECT)),
        ("предупреди Петрова", Order(Does.OTHER)),
    ],
)
def test_a_coordinators_order_is_read(text: str, order: Order) -> None:
    assert read_order(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "напомни мне сроки", "6.1 протоколы получены", "напоминали всем, сдали 12 школ",
        "назначены ответственные", "срок исполнения перенесён", "исправлено 10 замечаний",
        "собрали ответы", "участники конкурса награждены", "отчёт", "перенеси 9.1 на 4 декабря",
        "кто отвечает за 9?", "добавили 3 кабинета", "проверка завершена", "приказ подписан",
    ],
)  # fmt: skip
def test_a_report_or_a_question_is_no_order(text: str) -> None:
    assert read_order(text) is None
