"""Dialogues by an examiner who had not seen the code: what officials write, tap and send, and what
must come of it.

`python -m bench.dialogues [--show] [FILE]`: each line of `tests/handlers/dialogues/exam.jsonl` is
played through the real conversations on a real database, and undone. Counted are the lines after
which the answer stands where it should, or is asked about with the right choice first; and those
where something was placed wrongly without a word.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.reminding.messages import compose
from handlers.speaking.voice import Voice
from roadmap.model import (
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    Kind,
    Measure,
    Period,
    PointKind,
    Reminder,
    ReminderKind,
)
from roadmap.model.messages import Outgoing
from storage.migrate import migrate
from storage.store import open_store
from tests.handlers.conftest import COORDINATOR, Desk
from tests.handlers.rights import handle

EXAM = Path(__file__).parents[1] / "tests" / "handlers" / "dialogues" / "exam.jsonl"
MOSCOW = ZoneInfo("Europe/Moscow")
OFFICIAL = 200
BEGUN = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
           "октября", "ноября", "декабря")  # fmt: skip


def _by(day: str) -> Deadline:
    found = date.fromisoformat(day)
    return Deadline(f"до {found:%d.%m.%Y}", Kind.BY_DATE, None, found)


def _item(number: str, text: str, *parts: tuple[str, str], about: str = "") -> DraftItem:
    """Parts are measures («М», text, day) and control points, in order: («М…»|«К…», day)."""
    measures, points = [], []
    for words, day in parts:
        if words.startswith("К "):
            points.append(ControlPoint(len(points) + 1, words[2:], _by(day)))
        else:
            measures.append(Measure(str(len(measures) + 1), words[2:], _by(day)))
    return DraftItem(number, ("Раздел",), text, tuple(measures), tuple(points), about or None)


WORLD_A = (
    _item("1", "", ("М Совещание с директорами ОУ по итогам мониторинга", "2026-11-25")),
    _item("1.1", "", ("М Совещание с завучами по расписанию", "2026-12-04")),
    _item("2", "План", ("М Разработать план", "2026-11-30"), ("М Утвердить план", "2026-12-31")),
    _item("3", "", ("М Мониторинг питания", "2026-11-30")),
    _item("5", "", ("М Обследование кабинетов химии", "2026-11-27")),
    _item("6", "Акт приёмки", ("К Подписан акт", "2026-11-24"),
          ("К Акт размещён на сайте", "2026-12-01")),
    _item("7", "Локальные акты", ("М Разослать письма", "2026-11-23"),
          ("М Собрать заявки", "2026-11-23"),
          ("М Внести изменения в локальные акты", "2026-11-23"),
          ("К Отчёт", "2026-11-23"), ("К Справка", "2026-12-14")),
    _item("8", "", ("М Обучение учителей на курсах", "2026-11-23"), about="доля обученных, %"),
    _item("9", "Перечень мероприятий", ("К Перечень мероприятий утверждён", "2026-11-23"),
          ("К Перечень направлен", "2026-12-15")),
    _item("10", "", ("М Закрепить учителей-наставников", "2026-11-30")),
    _item("11", "Анализ", ("М Собрать данные", "2026-11-16"), ("М Провести анализ", "2026-11-23")),
    _item("12", "", ("М Отчёт о доступной среде", "2026-12-10")),
)  # fmt: skip
_TITLES = {57: "Субботник", 121: "Ярмарка мастеров", 150: "Отчёт о закупках"}
_DAYS = {57: "2026-11-23", 121: "2026-11-23", 150: "2026-11-30"}
WORLD_B = tuple(
    _item(str(n), "", (f"М Мероприятие {n}: {_TITLES.get(n, 'работа по плану')}",
                       _DAYS.get(n, "2026-12-25")))
    for n in range(1, 201)
)  # fmt: skip
WORLDS = {
    "A": Draft("Дорожная карта развития образования", Period.school(2026), WORLD_A),
    "B": Draft("План на 2026 год", Period.calendar(2026), WORLD_B),
}
NAMES = {"A": "Ветрова Ирина", "B": "Лапин Сергей", "C": "Осипова Марина", "D": "Ильин Роман",
         "E": "Громова Вера", "F": "Закиров Тимур", "G": "Громов Алексей",
         "H": "Котова Дарья", "K": "Мороз Елена", "L": "Рощина Инна",
         "M": "Лыкова Нина"}  # fmt: skip


def _draft(name: str) -> Draft:
    """The plan of a world; those after B are the examiners' own."""
    if name in WORLDS:
        return WORLDS[name]
    plan = json.loads(EXAM.with_name(f"world_{name.lower()}.json").read_text(encoding="utf8"))
    items = tuple(
        _item(
            one["number"],
            one["text"],
            *((f"М {text}", day) for text, day in one["measures"]),
            *((f"К {text}", day) for text, day in one["points"]),
            about=one["about"] or "",
        )
        for one in plan["items"]
    )
    days = [day for one in plan["items"] for _, day in (*one["measures"], *one["points"])]
    return Draft(plan["name"], Period.calendar(int(max(days)[:4])), items)


@dataclass
class Outcome:
    """What came of a message: entries by address, the first choice of a question, what is to be put
    off, what was said.
    """

    placed: list[tuple[str, str]] = field(default_factory=list)
    first: str | None = None
    put_off: str | None = None
    to_all: list[str] = field(default_factory=list)  # of «Ко всем», where that stands first
    said: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that was said, buttons after it."""
        return "\n".join((*self.said, *self.buttons))


class World:
    """A roadmap with its official, in a database; lines are played within a savepoint."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @classmethod
    async def made(cls, name: str, folder: Path) -> World:
        """A new one."""
        url = f"sqlite+aiosqlite:///{folder / name}.db"
        await migrate(url)
        desk = Desk(await open_store(url), BEGUN)
        await desk.send(COORDINATOR, "/start")
        preview = await desk.import_draft(_draft(name))
        await desk.press(COORDINATOR, preview, "Сохранить")
        (invited,) = await desk.send(COORDINATOR, f"/invite {NAMES[name]}")
        await desk.send(OFFICIAL, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
        await desk.send(COORDINATOR, f"/assign все {NAMES[name]}")
        return cls(desk)

    async def play(self, line: dict[str, Any]) -> Outcome:
        """What comes of one line."""
        found: Outcome | None = None
        async with self.desk.store.begin() as tx:
            try:
                async with tx.savepoint():
                    found = await _Play(self.desk, tx, line).go()
                    raise _UndoneError
            except _UndoneError:
                pass
        assert found is not None
        return found


class _UndoneError(Exception):
    """Ends the savepoint of one line."""


class _Play:
    def __init__(self, desk: Desk, tx: Any, line: dict[str, Any]) -> None:
        self.desk, self.tx, self.line = desk, tx, line
        self.now = datetime.fromisoformat(line["now"]).replace(tzinfo=MOSCOW).astimezone(UTC)
        self.reminder: Outgoing | None = None
        self.reminders: dict[str, Outgoing] = {}  # by the addresses of their rows
        self.card: Outgoing | None = None
        self.said: list[Outgoing] = []
        self.wrote = 0

    async def go(self) -> Outcome:
        (roadmap,) = await self.tx.roadmaps.all()
        self.items = {item.number: item for item in await self.tx.roadmaps.items(roadmap.id)}
        self.points = await self.tx.roadmaps.points([one.id for one in self.items.values()])
        for step in self.line["before"]:
            self.desk.at = self.now - timedelta(minutes=step.get("ago", 0))
            await self._before(step)
        self.desk.at = self.now
        entries = {one.id: one for one in await self._entries()}
        await self._message(self.line["message"])
        out = Outcome()
        for one in await self._entries():
            before = entries.get(one.id)
            if before is None or before != one:
                out.placed.append((self._address(one.item_id, one.point_id), one.text))
        out.said = [re.sub(r"<[^>]+>", "", one.text) for one in self.said]
        out.buttons = [b.text for one in self.said for row in one.buttons for b in row]
        data = [b.data for one in self.said for row in one.buttons for b in row]
        asked = [one for one in data if one and one.startswith("day:postpone:")]
        if asked:
            (view,) = await self.tx.roadmaps.views([int(asked[0].split(":")[2])])
            out.put_off = self._address(view.item.id, view.point.id)
        places = [one for one in data if one and one.startswith("place:")]
        dues = [one for one in data if one and one.startswith("due:postpone:")]
        if places and places[0].startswith("place:a:"):
            about = next(one.about for one in self.said if one.buttons and one.about)
            out.to_all = [self._address(one.item_id, one.point_id) for one in about]
            out.first = "all"
        elif places:
            _, _, _, item_id, point_id = places[0].split(":")
            out.first = self._address(int(item_id), int(point_id) or None)
        elif len(dues) > 1:  # «Какой срок перенести?»
            view = await self.tx.roadmaps.view(int(dues[0].rsplit(":", 1)[1]))
            out.first = self._address(view.item.id, view.point.id)
        return out

    async def _entries(self) -> list[Any]:
        found = []
        for item in self.items.values():
            found += await self.tx.answers.of_item(item.id)
        return [one for one in found if one.withdrawn_at is None]

    def _address(self, item_id: int, point_id: int | None) -> str:
        number = next((n for n, one in self.items.items() if one.id == item_id), "?")
        if point_id is None:
            return number
        mine = [one for one in self.points if one.item_id == item_id]
        point = next(one for one in mine if one.id == point_id)
        same = [one for one in mine if one.kind is point.kind]
        place = same.index(point) + 1
        if point.kind is PointKind.CONTROL_POINT:
            return f"{number}.{place}"
        return number if len(same) == 1 else f"{number}.М{place}"

    def _points_at(self, address: str) -> list[Any]:
        """The points of an address as the exam writes it."""
        for point in self.points:
            if self._address(point.item_id, point.id) == address:
                return [point]
        item = self.items[address]
        return [one for one in self.points
                if one.item_id == item.id and one.kind is PointKind.MEASURE]  # fmt: skip

    async def _dues(self, address: str) -> list[Any]:
        return list(await self.tx.roadmaps.dues([one.id for one in self._points_at(address)]))

    async def _before(self, step: dict[str, Any]) -> None:
        match step["did"]:
            case "reminded":
                await self._remind(step["of"])
            case "tapped" if step["button"] == "Не сюда":
                await self._press("Не сюда")
            case "tapped":
                verb = {"Выполнено": "done", "Ответить": "answer", "Перенести срок": "postpone"}
                due = (await self._dues(step["of"]))[0]
                await self._tap(f"due:{verb[step['button']]}:{due.id}")
            case "card":
                said = await self._feed(self.desk.writing(OFFICIAL, f"/item {step['of']}"))
                self.card = said[-1] if said else None
            case "wrote":
                await self._wrote(step["text"], step["placed"])
            case "photo":
                await self._photo(step["placed"], 1)

    async def _wrote(self, text: str, placed: str | None) -> None:
        before = {one.id for one in await self._entries()}
        event = self.desk.writing(OFFICIAL, text)
        self.wrote = event["message"]["message_id"]
        await self._feed(event)
        if placed is None:  # a number alone: what comes next belongs there
            return
        new = [one for one in await self._entries() if one.id not in before]
        if not any(self._address(one.item_id, one.point_id) == placed for one in new):
            event = self.desk.writing(OFFICIAL, f"п. {placed}: {text}")
            self.wrote = event["message"]["message_id"]
            await self._feed(event)

    async def _remind(self, addresses: Sequence[str]) -> None:
        person = await self.tx.people.by_telegram(OFFICIAL)
        dues = [due for one in addresses for due in await self._dues(one)]
        day = self.desk.at.date()
        await self.tx.reminders.add(
            [
                Reminder(0, person.id, due.id, ReminderKind.BY_HAND, day, self.desk.at)
                for due in dues
            ]
        )
        stored = await self.tx.reminders.of_dues([due.id for due in dues])
        mine = [one for one in stored if one.kind is ReminderKind.BY_HAND]
        voice = Voice(self.tx, self.desk.at, self.desk.office).to(person)
        message = await compose(voice, mine)
        assert message is not None
        added = await self.tx.messages.add(message)
        await self.tx.reminders.queued_as([one.id for one in mine], added.id)
        (self.reminder,) = await self._sent()
        self.reminders |= dict.fromkeys(addresses, self.reminder)

    async def _sent(self) -> list[Outgoing]:
        new = []
        for message in await self.tx.messages.claim(self.desk.at, self.desk.at, 100):
            await self.tx.messages.sent(message.id, next(self.desk.ids), self.desk.at)
            new.append(await self.tx.messages.get(message.id))
        return [one for one in new if one.chat_id == OFFICIAL]

    async def _feed(self, event: dict[str, Any]) -> list[Outgoing]:
        toasts = await handle(self.desk, self.tx, event)
        said = await self._sent()
        self.said = said or self.said
        self.toasts = toasts
        return said

    async def _tap(self, data: str) -> None:
        shown = self.reminder.telegram_id if self.reminder else 1
        await self._feed(self.desk.tapping(OFFICIAL, data, shown))

    async def _press(self, label: str) -> None:
        for message in reversed(self.said):
            for row in message.buttons:
                for one in row:
                    if one.text.startswith(label):
                        await self._feed(self.desk.tapping(OFFICIAL, one.data, message.telegram_id))
                        return

    async def _photo(self, caption: str, count: int, **fields: Any) -> None:
        group = {"media_group_id": f"album{self.wrote}"} if count > 1 else {}
        for number in range(count):
            words = {"caption": caption} if number == 0 and caption else {}
            message = self.desk.message(OFFICIAL, **_picture(number), **words, **group, **fields)
            self.wrote = message["message_id"]
            await self._feed({"message": message})

    async def _message(self, message: dict[str, Any]) -> None:
        fields: dict[str, Any] = {}
        shown = {"reminder": self.reminder, "card": self.card}.get(message["reply_to"])
        if message["reply_to"] == "reminder":
            shown = self.reminders.get(message.get("reply_of") or "", self.reminder)
        if shown is not None:
            fields["reply_to_message"] = {
                "message_id": shown.telegram_id, "date": int(self.now.timestamp()),
                "chat": {"id": OFFICIAL, "type": "private"}, "text": shown.text,
            }  # fmt: skip
        self.said = []
        if message["edit"] and message["photo"]:
            changed = self.desk.message(
                OFFICIAL, **_picture(0), caption=message["text"], message_id=self.wrote
            )
            await self._feed(
                {"edited_message": {**changed, "edit_date": int(self.now.timestamp())}}
            )
            return
        if message["photo"]:
            await self._photo(message["text"], max(1, message["photo_count"]), **fields)
            return
        if message["edit"]:
            event = self.desk.writing(OFFICIAL, message["text"], message_id=self.wrote, **fields)
            await self._feed(
                {"edited_message": {**event["message"], "edit_date": int(self.now.timestamp())}}
            )
            return
        await self._feed(self.desk.writing(OFFICIAL, message["text"], **fields))


def _picture(number: int) -> dict[str, Any]:
    size = {"width": 9, "height": 9, "file_size": 9}
    return {"photo": [{"file_id": f"f{number}", "file_unique_id": f"u{number}", **size}]}


def met(expected: dict[str, Any], out: Outcome) -> bool:
    """Whether the outcome is one that the examiner allows."""
    if "any" in expected:
        return any(met(one, out) for one in expected["any"]) or _placed_and_put_off(expected, out)
    if "postpone" in expected:
        return not out.placed and _speaks_of_postponing(expected, out)
    if not _placed_as(expected.get("placed", []), out.placed):
        return False
    if "asks" in expected:
        asked = expected["asks"]
        if asked == "all":
            return "Ко всем" in out.words
        return _is_at(asked, out.first)
    if "unknown" in expected:
        return expected["unknown"] in out.words
    if "kind" in expected:
        return bool(out.said) and out.first is None
    return out.first is None


def _placed_and_put_off(expected: dict[str, Any], out: Outcome) -> bool:
    """Whether both came of «4 отправили, 9 сдвиньте на 29 ноября»: what one reading allowed places,
    and the postponement that another asks for, of the item that the first asks about.
    """
    put_off = [one for one in expected["any"] if "postpone" in one]
    return out.first is None and any(
        _is_at(asking["postpone"], out.put_off)
        and _is_at(told["asks"], out.put_off)
        and _placed_as(told["placed"], out.placed)
        and _speaks_of_postponing(asking, out)
        for asking in put_off
        for told in expected["any"]
        if told.get("placed") and "asks" in told
    )


def asked_rightly(expected: dict[str, Any], out: Outcome) -> bool:
    """Whether what should have been placed was asked about, with the right choice first."""
    wanted = [one for each in expected.get("any", [expected]) for one in each.get("placed", [])]
    if out.to_all:
        return any(
            _are_all(one.get("placed", []), out.to_all) for one in expected.get("any", [expected])
        )
    return not out.placed and any(_is_at(address, out.first) for address, _ in wanted)


def _are_all(wanted: list[list[str]], offered: list[str]) -> bool:
    """Whether «Ко всем» is to these places and no others."""
    return len(wanted) == len(offered) > 1 and all(
        any(_is_at(address, one) for one in offered) for address, _ in wanted
    )


def _is_at(wanted: str, found: str | None) -> bool:
    """A measure of an item is where a reminder of the item speaks of it."""
    return found is not None and (found == wanted or found.startswith(f"{wanted}.М"))


def _placed_as(wanted: list[list[str]], placed: list[tuple[str, str]]) -> bool:
    left = list(placed)
    for address, text in wanted:
        for one in left:
            if _is_at(address, one[0]) and _plain(one[1]).startswith(_plain(text)):
                left.remove(one)
                break
        else:
            return False
    return not left


def _plain(text: str) -> str:
    return re.sub(r"[^\w%]+", " ", text.casefold().replace("ё", "е")).strip()


def _speaks_of_postponing(expected: dict[str, Any], out: Outcome) -> bool:
    to = expected["to"]
    if out.put_off is not None and out.put_off != expected["postpone"]:
        return False
    if to is None:
        return bool(out.said) and out.first is None
    day = date.fromisoformat(to)
    return f"{day.day} {_MONTHS[day.month - 1]}" in out.words.replace("\xa0", " ")


def silent(expected: dict[str, Any], out: Outcome) -> bool:
    """Whether something now stands where no reading of the examiner's has it."""
    allowed = expected.get("any", [expected])
    texts = {address for one in allowed for address, _ in one.get("placed", [])}
    return any(not any(_is_at(one, address) for one in texts) for address, _ in out.placed)


async def read(lines: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], Outcome]]:
    """Each line with its outcome."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        names = sorted({line["world"] for line in lines})
        worlds = {name: await World.made(name, Path(folder)) for name in names}
        for line in lines:
            found.append((line, await worlds[line["world"]].play(line)))
        for world in worlds.values():
            await world.desk.store.close()
    return found


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The lines of an exam."""
    return [json.loads(line) for line in file.read_text(encoding="utf8").splitlines() if line]


async def main(arguments: list[str]) -> None:
    """Print how many lines came out as they should."""
    show = "--show" in arguments
    names = [one for one in arguments if not one.startswith("--")]
    lines = lines_of(Path(names[0]) if names else EXAM)
    tally: Counter[str] = Counter()
    for line, out in await read(lines):
        right = met(line["expect"], out) or asked_rightly(line["expect"], out)
        wrong = silent(line["expect"], out)
        tally["right"] += right
        tally["silent"] += wrong
        if show and not right:
            print(
                ("SILENT " if wrong else "")
                + json.dumps(line["message"]["text"], ensure_ascii=False),
                [{k: v for k, v in b.items() if k != "ago"} for b in line["before"]],
                line["message"]["reply_to"] or "",
                "want",
                json.dumps(line["expect"], ensure_ascii=False),
            )
            said = [one[:150] for one in out.said][:3]
            print("    →", out.placed, "first", out.first, "| said", said, out.buttons[:4])
    print(
        f"{tally['right']} of {len(lines)} as they should be, "
        f"{100 * tally['right'] / len(lines):.1f} %; {tally['silent']} placed wrongly in silence"
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
