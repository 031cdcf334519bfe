"""What a coordinator said of a file outlasts its wait among the jobs."""

from __future__ import annotations

import json

import pytest

from roadmap.actions.orders import ReadingOrder
from roadmap.model import Period


@pytest.mark.parametrize(
    "order",
    [
        ReadingOrder("план.docx", "BQAC"),
        ReadingOrder("план.docx", stored_file=7, year=Period.school(2019)),
        ReadingOrder("план.docx", stored_file=7, columns=["number", "measure", "deadline"]),
    ],
)
def test_an_order_is_the_same_after_its_wait(order: ReadingOrder) -> None:
    assert ReadingOrder.from_json(json.loads(json.dumps(order.as_json()))) == order


def test_an_order_of_an_earlier_version_says_only_what_was_said_then() -> None:
    waiting = {"telegram_file": "BQAC", "name": "план.docx", "chat_id": 1, "person_id": 2}
    assert ReadingOrder.from_json(waiting) == ReadingOrder("план.docx", "BQAC")
