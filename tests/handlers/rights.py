"""A town with everybody who may turn up at the bot, and what one update does there, undone
again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from aiogram.types import Update
from sqlalchemy import select

from handlers.speaking.turn import CallbackAnswer, Turn
from roadmap.actions.naming import names_of_plan
from roadmap.directory.names import key_of
from roadmap.model import Body, DueState, Person, PersonState, Role
from roadmap.model.messages import Outgoing
from storage.tables import metadata
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, STRANGER, Desk, sample_draft

OBSERVER, GONE, ERASED, GUEST, AWAY = 400, 500, 600, 700, 800
WHO = {
    "S": STRANGER, "G": GONE, "E": ERASED, "O": IVANOVA, "P": PETROV, "B": OBSERVER, "C": COORDINATOR,
}  # fmt: skip
#: What saying something leaves behind; everything else is the state of the town.
_SAID = frozenset({"messages", "inbox"})


@dataclass(frozen=True)
class Done:
    """What came of one update: sentences, alerts, buttons, and the tables that are not as they
    were.
    """

    said: tuple[str, ...]
    toasts: tuple[str, ...]
    buttons: int
    changed: frozenset[str]

    @property
    def words(self) -> str:
        """Everything that was said."""
        return "\n".join((*self.said, *self.toasts))


class _UndoneError(Exception):
    """Ends the savepoint of one update."""


async def dump(tx: Any) -> dict[str, list[Any]]:
    """Every row of every table but those of what was said."""
    found = {}
    for table in metadata.sorted_tables:
        if table.name not in _SAID:
            found[table.name] = list((await tx._running.execute(select(table))).rows)
    return found


async def handle(desk: Desk, tx: Any, event: dict[str, Any]) -> list[str]:
    """One update within `tx`; the alerts."""
    turn = Turn(tx, desk.at, desk.office)
    update = Update.model_validate({"update_id": next(desk.ids), **event})
    await desk.dispatcher.feed_update(desk.bot, update, turn=turn)
    return [effect.text for effect in turn.effects if isinstance(effect, CallbackAnswer)]


async def tried(desk: Desk, tx: Any, event: dict[str, Any], before: dict[str, list[Any]]) -> Done:
    """What one update would do; it is undone."""
    done: Done | None = None
    try:
        async with tx.savepoint():
            toasts = await handle(desk, tx, event)
            said: list[Outgoing] = await tx.messages.claim(desk.at, desk.at, 100)
            buttons = sum(len(row) for message in said for row in message.buttons)
            after = await dump(tx)
            changed = frozenset(name for name in after if after[name] != before[name])
            done = Done(tuple(message.text for message in said), tuple(toasts), buttons, changed)
            raise _UndoneError
    except _UndoneError:
        assert done is not None
        return done


async def populate(desk: Desk) -> dict[str, int]:
    """Иванова answers for item 6 of the first roadmap, Петров for item 6 of the second and nothing
    of the first; an observer; one who was removed, one who was erased. Returns the ids that buttons
    speak of.
    """
    for user, name in (
        (OBSERVER, "наблюдатель Орлова Вера"),
        (GONE, "Ушедшая Инна"),
        (ERASED, "Стёртый Илья"),
    ):
        (invited,) = await desk.send(COORDINATOR, f"/invite {name}")
        await desk.send(user, f"/start {invited.text.rsplit('start=', 1)[1].strip()}")
    (ask,) = await desk.send(ERASED, "/forget")
    (sure,) = await desk.press(ERASED, ask, "Удалить")
    await desk.press(ERASED, sure, "Да")
    await desk.send(IVANOVA, "провели два совещания")
    await desk.send(IVANOVA, "6.1 готовимся")
    await desk.send(IVANOVA, "6.1 проведено 75 %, просим перенести на март")
    voice = {"file_id": "v", "file_unique_id": "u", "duration": 3}
    spoken = desk.message(IVANOVA, voice=voice, caption="6.1 запись совещания")
    await desk.feed(message=spoken)
    async with desk.store.begin() as tx:
        gone = await tx.people.by_telegram(GONE)
        await tx.people.update(replace(gone, state=PersonState.GONE))
        found = await _ids(tx)
        answer = await tx.answers.with_file_of(IVANOVA, spoken["message_id"])
        assert answer is not None
        await tx.answers.set_heard(answer.attachments[0].id, "Провели совещание")
    await desk.tap(IVANOVA, f"due:postpone:{found['due']}")
    (sure,) = await desk.send(IVANOVA, "до 15 февраля, ждём акт")
    await desk.press(IVANOVA, sure, "Да")
    second = await desk.import_draft(
        replace(sample_draft(), title="План подготовки к зиме посёлка Ключи")
    )
    await desk.press(COORDINATOR, second, "Сохранить")
    await desk.send(COORDINATOR, "/assign 6 Петров")
    await desk.tap(COORDINATOR, "rm:choose:1:0")
    preview = await desk.import_draft(replace(sample_draft(), title="Нечто совсем другое"))
    async with desk.store.begin() as tx:
        view = await tx.roadmaps.view(found["claimed"])
        await tx.roadmaps.update_due(
            replace(view.due, state=DueState.CLAIMED_DONE, closed_on=desk.at.date())
        )
        (other,) = await tx.roadmaps.items_by_number(2, ["6"])
        (postponement,) = await tx.answers.postponements(1)
        body = await tx.bodies.add(Body(0, "Штаб", chat_id=-100500))
        listed = await tx.files.add("люди.csv", "", b"")
        bodies = await _bodies(tx)
    data = preview.buttons[0][0].data
    # Somebody who waits to be confirmed: no row of the matrix is theirs.
    await desk.send(COORDINATOR, "/invite Зимина Алла")
    (asked,) = await desk.send(COORDINATOR, "/invite")
    (link, _) = await desk.press(COORDINATOR, asked, "Ссылка для группы")
    (names,) = await desk.send(GUEST, f"/start {link.text.rsplit('start=', 1)[1].strip()}")
    await desk.press(GUEST, names, "Зимина")
    await desk.a_minute_later()
    # Somebody on leave, for whom Петров stands in.
    today = desk.at.date()
    async with desk.store.begin() as tx:
        guest = await tx.group_links.guest_of(GUEST, desk.at)
        petrov = await tx.people.by_telegram(PETROV)
        away = await tx.people.add(
            Person(
                0,
                "Ушакова Нина",
                Role.OFFICIAL,
                state=PersonState.ACTIVE,
                telegram_id=AWAY,
                leave_from=today,
                leave_to=today,
                deputy_id=petrov.id,
            )
        )
    return {
        **found,
        "chat": IVANOVA,
        "voice": spoken["message_id"],
        "other": other.id,
        "body": body.id,
        "postponement": postponement.id,
        **bodies,
        "draft": int(data.rsplit(":", 1)[1]),
        "file": listed,
        "guest": guest.id,
        "away": away.id,
        "first": today.toordinal(),
        "last": today.toordinal() + 13,
        "uninvited": guest.person_id,
    }


async def _bodies(tx: Any) -> dict[str, int]:
    """Иванова stands for a body of the first roadmap, whose item 7 names it by its short name."""
    office = await tx.bodies.add(Body(0, "Управление образования"))
    await tx.bodies.add_names(office.id, [(office.name, key_of(office.name))])
    twin = await tx.bodies.add(Body(0, "Отдел образования"))
    owner = await tx.people.by_telegram(IVANOVA)
    await tx.bodies.set_members(office.id, [owner.id])
    (item,) = await tx.roadmaps.items_by_number(1, ["7"])
    await tx.roadmaps.update_item(replace(item, responsible=("УО",)))
    (named,) = (await names_of_plan(tx, await tx.roadmaps.get(1))).likely
    return {"office": office.id, "twin": twin.id, "mark": named.named.mark}


async def _ids(tx: Any) -> dict[str, int]:
    (item,) = await tx.roadmaps.items_by_number(1, ["6"])
    (foreign,) = await tx.roadmaps.items_by_number(1, ["7"])
    points = await tx.roadmaps.points([item.id])
    dues = {due.point_id: due for due in await tx.roadmaps.dues([point.id for point in points])}
    controls = [point for point in points if point.kind.value == "control_point"]
    entries = await tx.answers.of_item(item.id)
    (kept,) = await tx.answers.unplaced_of(None)
    people = {who: await tx.people.by_telegram(user) for who, user in WHO.items()}
    return {
        "item": item.id,
        "foreign": foreign.id,
        "point": controls[1].id,
        "due": dues[controls[0].id].id,
        "claimed": dues[controls[1].id].id,
        "earlier": entries[0].id,
        "entry": entries[1].id,
        "kept": kept.id,
        "owner": people["O"].id,
        "petrov": people["P"].id,
        "observer": people["B"].id,
    }
