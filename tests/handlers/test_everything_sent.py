"""Reactions, pasted invitations, anonymous administrators, kinds of messages that nobody knows."""

from __future__ import annotations

from typing import Any

import pytest

from bot.intake.needed import author_of, needed_of
from tests.handlers.conftest import COORDINATOR, IVANOVA, MORNING, PETROV, STRANGER, Desk
from tests.handlers.test_living_reminders import labels, reminded

NEWCOMER = 777


def reaction(user: int, message_id: int | None, emoji: str, before: str = "") -> dict[str, Any]:
    def listed(one: str) -> list[dict[str, str]]:
        return [{"type": "emoji", "emoji": one}] if one else []

    return {
        "message_reaction": {
            "chat": {"id": user, "type": "private"},
            "message_id": message_id,
            "user": {"id": user, "is_bot": False, "first_name": "Имя"},
            "date": int(MORNING.timestamp()),
            "old_reaction": listed(before),
            "new_reaction": listed(emoji),
        }
    }


async def test_a_thumb_under_a_reminder_offers_to_close_and_closes_nothing(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    (offer,) = await office.feed(**reaction(IVANOVA, reminder.telegram_id, "👍"))
    assert labels(offer)[0] == "Выполнено"
    (closed,) = await office.press(IVANOVA, offer, "Выполнено")
    assert "Выполнено: пункт 6, контрольная точка 1" in closed.text
    assert await office.feed(**reaction(IVANOVA, reminder.telegram_id, "👍")) == []


async def test_other_reactions_and_those_of_strangers_are_left_alone(office: Desk) -> None:
    reminder = await reminded(office, IVANOVA, "6.1")
    number = reminder.telegram_id
    assert await office.feed(**reaction(IVANOVA, number, "👎")) == []
    assert await office.feed(**reaction(IVANOVA, number, "👍", before="👍")) == []
    assert await office.feed(**reaction(STRANGER, number, "👍")) == []
    assert await office.feed(**reaction(PETROV, number, "👍")) == []


@pytest.mark.parametrize("how", ["{link}", "Вот ссылка: {link}", "{code}", "Код: {code}"])
async def test_a_pasted_invitation_lets_its_person_in(office: Desk, how: str) -> None:
    (invited,) = await office.send(COORDINATOR, "/invite Зотова Инна")
    code = invited.text.rsplit("start=", 1)[1].strip()
    link = f"https://t.me/vekha_bot?start={code}"
    said = await office.send(NEWCOMER, how.format(link=link, code=code))
    assert "Зотова Инна" in said[0].text
    again = await office.send(NEWCOMER, link)
    assert "уже подключены" in again[0].text


async def test_a_stranger_s_words_are_no_invitation(office: Desk) -> None:
    for text in ("отчёт", "https://t.me/other_bot?start=" + "a" * 21 + "1", "abc-123"):
        (said,) = await office.send(NEWCOMER, text)
        assert "приглашен" in said.text.lower()


async def test_an_answer_that_looks_like_a_code_is_an_answer(office: Desk) -> None:
    await reminded(office, IVANOVA, "6.1")
    (said,) = await office.send(IVANOVA, "protokol_2026-11-23_fi")
    assert "подключены" not in said.text


async def test_an_anonymous_administrator_is_told_how_to_be_known(office: Desk) -> None:
    group = {"id": -500, "type": "supergroup", "title": "Отдел"}
    event = office.message(1087968824, text="/summary", chat=group, sender_chat=group)
    event["from"]["is_bot"] = True
    (said,) = await office.feed(message=event)
    assert "от имени группы" in said.text
    event = office.message(1087968824, text="добрый день", chat=group, sender_chat=group)
    event["from"]["is_bot"] = True
    assert await office.feed(message=event) == []


async def test_a_kind_of_message_that_nobody_knows_gets_a_sentence(office: Desk) -> None:
    (said,) = await office.feed(message=office.message(IVANOVA, hologram={"id": "1"}))
    assert "Пришлите текст" in said.text
    pinned = office.message(IVANOVA, pinned_message=office.message(IVANOVA, text="6.1"))
    assert await office.feed(message=pinned) == []


def test_what_is_needed_is_read_of_a_message_that_the_models_refuse() -> None:
    refused = {
        "update_id": 5,
        "message": {
            "message_id": 7,
            "chat": {"id": 200, "type": "private", "accent_color_id": "?"},
            "from": {"id": 200, "first_name": "Анна"},
            "caption": "6.1 акт",
            "forward_origin": {"type": "hidden_user"},
            "document": {"file_id": "A", "file_unique_id": "B", "file_name": "акт.pdf"},
            "reply_to_message": {"message_id": 3, "chat": {"id": 200, "type": "private"}},
        },
    }
    assert needed_of(refused, MORNING) == {
        "update_id": 5,
        "message": {
            "message_id": 7,
            "date": int(MORNING.timestamp()),
            "chat": {"id": 200, "type": "private"},
            "caption": "6.1 акт",
            "document": {"file_id": "A", "file_unique_id": "B", "file_name": "акт.pdf"},
            "from": {"id": 200, "is_bot": False, "first_name": "Анна"},
            "reply_to_message": {
                "message_id": 3,
                "date": int(MORNING.timestamp()),
                "chat": {"id": 200, "type": "private"},
            },
        },
    }
    assert author_of(refused) == 200


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"update_id": 1},
        {"update_id": 1, "message": {"message_id": "x"}},
        {"message": {"message_id": 1, "chat": {"id": 2**63}, "from": {"id": 2**63}}},
    ],
)
def test_what_says_neither_who_nor_where_is_not_read(raw: object) -> None:
    assert (needed_of(raw, MORNING), author_of(raw)) == (None, None)


async def test_a_file_too_large_is_told_at_once_and_listed_as_missing(office: Desk) -> None:
    document = {
        "file_id": "A", "file_unique_id": "B", "file_name": "запись.pdf", "file_size": 25 * 2**20,
    }  # fmt: skip
    event = office.message(IVANOVA, document=document, caption="6.1 запись совещания")
    told, confirmed = await office.feed(message=event)
    assert "«запись.pdf» больше 20 МБ" in told.text
    assert "6" in confirmed.text, "its words are recorded all the same"
    (silent,) = await office.send(COORDINATOR, "/silent")
    assert "Не получен 1 файл:\n<b>6</b> · файл «запись.pdf», Иванова" in silent.text
    assert "больше 20 МБ" in silent.text


def _act(unique: str) -> dict[str, Any]:
    return {"file_id": unique, "file_unique_id": unique, "file_name": f"{unique}.pdf"}


async def test_a_file_replaced_by_an_edit_takes_the_drafts_place(office: Desk) -> None:
    first = office.message(IVANOVA, document=_act("draft"), caption="6.1 акт")
    await office.feed(message=first)
    again = office.message(
        IVANOVA, message_id=first["message_id"], document=_act("signed"), caption="6.1 акт"
    )
    (said,) = await office.feed(edited_message=again)
    assert "справлено" in said.text
    async with office.store.read() as tx:
        entry = await tx.answers.by_source(IVANOVA, first["message_id"])
    assert [one.name for one in entry.attachments] == ["signed.pdf"]


async def test_a_caption_edited_in_an_albums_second_part_is_the_answers(office: Desk) -> None:
    first = office.message(IVANOVA, document=_act("a"), caption="6.1 акт", media_group_id="g")
    second = office.message(IVANOVA, document=_act("b"), caption="черновик", media_group_id="g")
    await office.feed(message=first)
    await office.feed(message=second)
    again = office.message(
        IVANOVA, message_id=second["message_id"], document=_act("b"), caption="подписан",
        media_group_id="g",
    )  # fmt: skip
    (said,) = await office.feed(edited_message=again)
    assert "справлено" in said.text
    async with office.store.read() as tx:
        entry = await tx.answers.by_source(IVANOVA, first["message_id"])
    assert entry.text == "акт\nподписан"
