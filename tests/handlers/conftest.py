"""Conversations through the real dispatcher and the real storage; only Telegram itself is
missing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update, User

from handlers.door.dispatcher import build_dispatcher
from handlers.importing.files import draft_arrived
from handlers.speaking.turn import CallbackAnswer, Turn
from handlers.speaking.voice import Voice
from roadmap.drafts.json_form import draft_as_json
from roadmap.model import (
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    Kind,
    Measure,
    Option,
    Period,
    Question,
    Reason,
    Span,
)
from roadmap.model.messages import Outgoing
from roadmap.model.policy import Office, Policy
from storage.store import open_store

COORDINATOR, IVANOVA, PETROV, STRANGER = 100, 200, 300, 900
MORNING = datetime(2019, 12, 2, 6, 0, tzinfo=UTC)


class Weekdays:
    """Monday to Friday: the holidays have tests of their own."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5


@dataclass
class Desk:
    """A bot on a table: `send`, `press`, `reply` as a person would, and get what the bot says."""

    store: Any
    at: datetime = MORNING
    ids: Any = field(default_factory=lambda: count(1000))
    toasts: list[str] = field(default_factory=list)
    said: list[Outgoing] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dispatcher = build_dispatcher()
        self.bot = Bot("42:TEST")
        self.bot._me = User(id=42, is_bot=True, first_name="Веха", username="vekha_bot")
        self.office = Office(
            Policy(), Weekdays(), "vekha_bot", coordinators=frozenset({COORDINATOR})
        )

    async def feed(self, **event: Any) -> list[Outgoing]:
        """One update; what was said because of it, in order."""
        update = Update.model_validate({"update_id": next(self.ids), **event})
        async with self.store.begin() as tx:
            turn = Turn(tx, self.at, self.office)
            await self.dispatcher.feed_update(self.bot, update, turn=turn)
            self.toasts += [
                effect.text for effect in turn.effects if isinstance(effect, CallbackAnswer)
            ]
        return await self.sent()

    async def sent(self) -> list[Outgoing]:
        """Everything waiting in the outbox, marked as sent with ids of its own."""
        new = []
        async with self.store.begin() as tx:
            for message in await tx.messages.claim(self.at, self.at, 100):
                # A change keeps the id of the message that it changed, as with Telegram.
                number = message.edits or next(self.ids)
                await tx.messages.sent(message.id, number, self.at)
                new.append(await tx.messages.get(message.id))
        self.said += new
        return new

    async def a_minute_later(self) -> list[Outgoing]:
        """What was gathered to be told later: who has joined. The clock stands as before."""
        at, self.at = self.at, self.at + timedelta(minutes=1)
        said = await self.sent()
        self.at = at
        return said

    def message(self, user: int, **fields: Any) -> dict[str, Any]:
        chat = fields.pop("chat", {"id": user, "type": "private", "first_name": "Имя"})
        return {
            "message_id": fields.pop("message_id", next(self.ids)),
            "date": int(self.at.timestamp()),
            "chat": chat,
            "from": {"id": user, "is_bot": False, "first_name": "Имя", "last_name": str(user)},
            **fields,
        }

    async def send(self, user: int, text: str, **fields: Any) -> list[Outgoing]:
        """Words from `user`."""
        return await self.feed(**self.writing(user, text, **fields))

    def writing(self, user: int, text: str, **fields: Any) -> dict[str, Any]:
        """The update of such words."""
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {"message": self.message(user, text=text, entities=entities, **fields)}

    async def reply(self, user: int, to: Outgoing, text: str, **fields: Any) -> list[Outgoing]:
        """Words from `user` in reply to a message of the bot's."""
        shown = {
            "message_id": to.telegram_id,
            "date": int(self.at.timestamp()),
            "chat": {"id": to.chat_id, "type": "private"},
            "text": to.text or "-",
        }
        return await self.send(user, text, reply_to_message=shown, **fields)

    async def press(self, user: int, message: Outgoing, label: str) -> list[Outgoing]:
        """A tap on the button of `message` whose text begins with `label`."""
        found = [b for row in message.buttons for b in row if b.text.startswith(label)]
        assert found, (
            f"no button {label!r} among {[b.text for row in message.buttons for b in row]}"
        )
        return await self.tap(user, found[0].data, message.telegram_id)

    async def tap(self, user: int, data: str, message_id: int | None = 1) -> list[Outgoing]:
        """A tap with this callback data, forged or not."""
        return await self.feed(**self.tapping(user, data, message_id))

    def tapping(self, user: int, data: str, message_id: int | None = 1) -> dict[str, Any]:
        """The update of such a tap."""
        return {
            "callback_query": {
                "id": str(next(self.ids)),
                "from": {"id": user, "is_bot": False, "first_name": "Имя"},
                "chat_instance": "1",
                "message": {
                    "message_id": message_id,
                    "date": int(self.at.timestamp()),
                    "chat": {"id": user, "type": "private"},
                    "text": "-",
                },
                "data": data,
            }
        }

    async def import_draft(self, draft: Draft) -> Outgoing:
        """What the job of reading a document does when it has read one; the preview."""
        async with self.store.begin() as tx:
            person = await tx.people.by_telegram(COORDINATOR)
            voice = Voice(tx, self.at, self.office, COORDINATOR, person=person)
            await draft_arrived(voice, draft_as_json(draft), None)
        return (await self.sent())[-1]


def month(text: str, year: int, number: int, last: int) -> Deadline:
    """A month's deadline."""
    return Deadline(text, Kind.MONTH, date(year, number, 1), date(year, number, last))


def sample_draft() -> Draft:
    """Three items: two dated, one for the whole year, and one question."""
    september = (
        Span(date(2019, 9, 1), date(2019, 9, 30)),
        Span(date(2020, 9, 1), date(2020, 9, 30)),
    )
    return Draft(
        "Дорожная карта города Верхнеозёрска",
        Period.school(2019),
        (
            DraftItem(
                "5",
                ("УПРАВЛЕНИЕ", "1.1. КАЧЕСТВО"),
                "Участие в конкурсах",
                (Measure("1", "Работа с руководителями", Deadline("Постоянно", Kind.CONTINUOUS)),),
                (
                    ControlPoint(
                        1, "результаты отбора", Deadline("Сентябрь", Kind.MONTH, sure=False)
                    ),
                ),
            ),
            DraftItem(
                "6",
                ("УПРАВЛЕНИЕ", "1.1. КАЧЕСТВО"),
                "Результаты олимпиады",
                (Measure("1", "Контроль олимпиад", month("Октябрь", 2019, 10, 31)),),
                (
                    ControlPoint(
                        1, "результаты муниципального этапа", month("Декабрь", 2019, 12, 31)
                    ),
                    ControlPoint(2, "результаты регионального этапа", month("Апрель", 2020, 4, 30)),
                ),
                "% участия",
            ),
            DraftItem(
                "7",
                ("УПРАВЛЕНИЕ", "1.2. КАДРЫ"),
                "Поддержка молодых",
                (Measure(None, "Наставничество", Deadline("В течение года", Kind.WHOLE_PERIOD)),),
                responsible=("Сидорова О.Н.",),
            ),
        ),
        (
            Question(
                "5",
                "control_point 1",
                "результаты отбора",
                "Сентябрь",
                (Option(september[1], Reason.IN_ORDER), Option(september[0], Reason.EARLY)),
            ),
        ),
    )


@pytest.fixture
async def desk(own_database: str) -> AsyncIterator[Desk]:
    store = await open_store(own_database)
    yield Desk(store)
    await store.close()


@pytest.fixture
async def office(desk: Desk) -> Desk:
    """A coordinator with the sample saved, Иванова and Петров joined, Иванова answering for item
    6.
    """
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(sample_draft())
    await desk.press(COORDINATOR, preview, "Сохранить")
    for user, name in ((IVANOVA, "Иванова Анна"), (PETROV, "Петров Олег")):
        (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
        await desk.send(user, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    await desk.send(COORDINATOR, "/assign 6 Иванова")
    await desk.a_minute_later()
    return desk
