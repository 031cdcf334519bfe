"""Slow work: its failures are said, and never stop what waits behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot

from bot.clock import Clock
from bot.configuration.workdays import RussianCalendar
from bot.jobs.context import JobContext, Outcome
from bot.jobs.runner import ATTEMPTS, LEASE, do_next
from handlers.people.list_at_desk import list_at_desk
from roadmap.actions.arriving import arrival_of
from roadmap.actions.assigning import Named, Target, assign
from roadmap.actions.handing import handed_to, note_asked
from roadmap.actions.planning import Rules
from roadmap.actions.tasks import (
    Asker,
    FetchAttachments,
    ReadDocument,
    ReadPeople,
    RefreshMessage,
    RefreshMessages,
    Task,
    WriteFile,
    being_read,
    put_to_work,
)
from roadmap.errors import NotFound, UnreadableDocument, UserError
from roadmap.model import (
    Attachment,
    Due,
    Item,
    Period,
    Person,
    PersonState,
    Point,
    PointKind,
    ProgressEntry,
    Roadmap,
    Role,
    Source,
)
from roadmap.model.forms import Form
from roadmap.model.messages import MessageState, Outgoing
from roadmap.model.policy import Office, Policy
from roadmap.ports import Tx
from storage.store import SqlStore, SqlTx, open_store


class TurningClock(Clock):
    """A clock that goes on past every lease each time it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 23, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += LEASE + timedelta(seconds=1)
        return self.at


@pytest.fixture
async def store(own_database: str) -> AsyncIterator[SqlStore]:
    store = await open_store(own_database)
    yield store
    await store.close()


@pytest.fixture
def context(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> JobContext:
    async def no_typing(self: Bot, chat_id: int, action: str) -> bool:
        return True

    monkeypatch.setattr(Bot, "send_chat_action", no_typing)
    return JobContext(
        store, Bot("1:x"), Office(Policy(), RussianCalendar(()), "bot"), TurningClock()
    )


NOON = datetime(2026, 11, 23, tzinfo=UTC)
READING = ReadDocument("план.docx", "BQAC")


async def coordinator(store: SqlStore) -> Asker:
    async with store.begin() as tx:
        person = await tx.people.add(
            Person(0, "Имя", Role.COORDINATOR, telegram_id=7, state=PersonState.ACTIVE)
        )
    return Asker(chat_id=7, person_id=person.id)


async def add(store: SqlStore, task: Task = READING) -> None:
    who = await coordinator(store)
    async with store.begin() as tx:
        await put_to_work(tx, task, NOON, who)


async def said(store: SqlStore, context: JobContext) -> list[str]:
    async with store.begin() as tx:
        now = context.clock.now()
        return [message.text for message in await tx.messages.claim(now, now, 10)]


async def test_what_the_person_can_mend_is_said_to_them(
    store: SqlStore, context: JobContext
) -> None:
    async def refuse(context: JobContext, task: Task, asker: Asker) -> None:
        raise UserError("error-no-table")

    await add(store)
    assert await do_next(context, refuse)
    assert not await do_next(context, refuse)
    (words,) = await said(store, context)
    assert "нет таблицы" in words


@pytest.mark.parametrize(
    ("content", "said_of_it"),
    [
        ("ФИО;должность\nЛосева Анна Ивановна;директор\n", "Заведено участников: 1"),
        ("без заголовков", "Не нашёл строки с заголовками"),
    ],
)
async def test_a_list_from_the_desk_is_read_answered_there_and_not_kept(
    store: SqlStore, context: JobContext, content: str, said_of_it: str
) -> None:
    who = replace(await coordinator(store), chat_id=0)
    async with store.begin() as tx:
        file = await tx.files.add("люди.csv", "text/csv", content.encode())
        await put_to_work(tx, ReadPeople("люди.csv", stored_file=file), NOON, who)
    assert await do_next(context)
    async with store.read() as tx:
        listed = await list_at_desk(tx, who.person_id)
        with pytest.raises(NotFound):
            await tx.files.get(file)
    assert listed is not None
    assert not listed.reading
    assert said_of_it in listed.said[0]
    assert await said(store, context) == []


async def test_what_cannot_be_made_for_the_desk_is_said_there_and_not_in_chat(
    store: SqlStore, context: JobContext
) -> None:
    async def refuse(context: JobContext, task: Task, asker: Asker) -> None:
        raise UserError("error-no-attachments")

    who = replace(await coordinator(store), chat_id=0)
    year = Period.calendar(2026)
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", year, NOON))
        task = WriteFile(roadmap.id, 2, Form.ZIP)
        await put_to_work(tx, task, NOON, who)
        await note_asked(tx, who.person_id, task)
    assert await do_next(context, refuse)
    assert await said(store, context) == []
    async with store.read() as tx:
        handed = await handed_to(tx, who.person_id, roadmap, year.halves()[1])
    assert not handed[Form.ZIP].being_made
    assert handed[Form.ZIP].why_not == "Файлов к ответам за это полугодие нет."


async def test_a_broken_template_is_told_to_the_administrator_by_the_settings_name(
    store: SqlStore,
    context: JobContext,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def refuse(context: JobContext, task: Task, asker: Asker) -> None:
        raise UnreadableDocument("error-template", reason="BadZipFile")

    await add(store)
    assert await do_next(context, refuse)
    (words,) = await said(store, context)
    assert "Шаблон отчёта использовать нельзя" in words
    logged = capsys.readouterr().out
    assert "report.template" in logged
    assert "BadZipFile" in logged


async def test_a_job_that_fails_is_tried_again_and_then_given_up_aloud(
    store: SqlStore, context: JobContext
) -> None:
    tries = []

    async def fail(context: JobContext, task: Task, asker: Asker) -> None:
        tries.append(task)
        raise RuntimeError("a mistake of ours")

    await add(store)
    for _ in range(ATTEMPTS):
        assert await do_next(context, fail)
    assert not await asyncio.wait_for(do_next(context, fail), 5)
    assert tries == [READING] * ATTEMPTS
    assert len(await said(store, context)) == 1


@pytest.mark.parametrize(
    "task", [READING, ReadPeople("люди.csv", "BQAC"), WriteFile(1, 1, Form.DOCX)]
)
async def test_work_for_somebody_erased_meanwhile_is_dropped(
    store: SqlStore, context: JobContext, task: Task
) -> None:
    async def erased(context: JobContext, task: Task, asker: Asker) -> Outcome:
        async with store.begin() as tx:
            await tx.people.erase(asker.person_id)

        async def outcome(tx: Tx) -> None:
            await (await context.voice(tx, asker)).say("готово")

        return outcome

    await add(store, task)
    assert await do_next(context, erased)
    assert not await do_next(context, erased)
    assert await said(store, context) == []


@pytest.mark.parametrize("several", [False, True])
async def test_a_message_on_its_way_is_changed_once_it_has_arrived(
    store: SqlStore, context: JobContext, several: bool
) -> None:
    at = context.clock.now()
    async with store.begin() as tx:
        message = await tx.messages.add(Outgoing(5, "п. 6", follows="due:1"))
        await tx.messages.not_sent(message.id, MessageState.UNKNOWN, "timeout")
        one = RefreshMessage(message.id)
        await put_to_work(tx, RefreshMessages((str(message.id),)) if several else one, at)
    assert await do_next(context)
    async with store.begin() as tx:
        assert await tx.jobs.claim(at, at) is None, "it waits"
        await tx.messages.sent(message.id, 77, at)
    assert await do_next(context)
    assert not await do_next(context)


async def test_a_result_that_cannot_be_stored_stops_nothing(
    store: SqlStore, context: JobContext
) -> None:
    async def broken(context: JobContext, task: Task, asker: Asker) -> Outcome:
        async def outcome(tx: Tx) -> None:
            await tx.files.add("\ud83d", "", b"")

        return outcome

    await add(store)
    for _ in range(ATTEMPTS):
        assert await do_next(context, broken)
    assert not await do_next(context, broken)
    assert len(await said(store, context)) == 1


async def test_a_job_of_another_version_is_given_up_and_stops_nothing_behind_it(
    store: SqlStore, context: JobContext
) -> None:
    done: list[Task] = []

    async def do(context: JobContext, task: Task, asker: Asker) -> Outcome:
        async def outcome(tx: Tx) -> None:
            done.append(task)

        return outcome

    who = await coordinator(store)
    async with store.begin() as tx:
        asked = {"chat_id": who.chat_id, "person_id": who.person_id}
        await tx.jobs.add("draw_a_map", asked, NOON)
        await tx.jobs.add("write_file", {**asked, "half": "первое"}, NOON)
        await put_to_work(tx, FetchAttachments(5), NOON)
    for _ in range(2 * ATTEMPTS + 1):
        assert await do_next(context, do)
    assert not await do_next(context, do)
    assert done == [FetchAttachments(5)]
    assert len(await said(store, context)) == 2


async def test_much_planning_is_done_in_portions_of_a_transaction_each(
    store: SqlStore, context: JobContext
) -> None:
    town = await a_hundred_for_four_items(store)
    async with store.read() as tx:
        assert await tx.reminders.next_instant() is None
    began: list[int] = []

    class Counted(SqlStore):
        def begin(self) -> AbstractAsyncContextManager[SqlTx]:
            began.append(1)
            return store.begin()

        def read(self) -> AbstractAsyncContextManager[SqlTx]:
            return store.read()

    counted = replace(context, store=Counted.__new__(Counted))
    assert await do_next(counted)
    assert len(began) == 1 + 4 + 1, "the job's claim, four portions of 100, the job's end"
    async with store.read() as tx:
        planned = [len(await tx.reminders.of_dues([due])) for due in town]
    assert len(set(planned)) == 1
    assert planned[0] >= 100
    assert not await do_next(context)


async def a_hundred_for_four_items(store: SqlStore) -> list[int]:
    """A hundred people named for four items; the ids of their due days."""
    at = datetime(2026, 11, 23, tzinfo=UTC)
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.school(2026), at))
        items = await tx.roadmaps.add_items(
            [Item(0, roadmap.id, n, str(n + 1), (), "Семинар") for n in range(4)]
        )
        points = await tx.roadmaps.add_points(
            [Point(0, one.id, PointKind.MEASURE, "1", 0, "Семинар", "measure 1") for one in items]
        )
        day = date(2027, 5, 31)
        dues = await tx.roadmaps.add_dues([Due(0, point.id, day) for point in points])
        people = [
            await tx.people.add(Person(0, f"Участник {n}", Role.OFFICIAL)) for n in range(100)
        ]
        head = await tx.people.add(Person(0, "Главная", Role.COORDINATOR))
        rules = Rules(Policy(), RussianCalendar(()), at)
        named = [Named(person) for person in people]
        await assign(tx, head, [Target(item) for item in items], named, rules)
    return [due.id for due in dues]


async def _answer_with_files(store: SqlStore, *sizes: int) -> int:
    """An entry of a file of each size; its id."""
    async with store.begin() as tx:
        roadmap = await tx.roadmaps.add(Roadmap(0, "План", Period.calendar(2026), NOON))
        [item] = await tx.roadmaps.add_items([Item(0, roadmap.id, 0, "6", (), "Семинар")])
        files = tuple(
            Attachment(f"f{n}", f"u{n}", "document", f"акт{n}.pdf", size=size)
            for n, size in enumerate(sizes)
        )
        entry = await tx.answers.add(
            ProgressEntry(
                0, item.id, None, None, "акты", NOON.date(), NOON,
                source=Source(7, 1), attachments=files,
            )
        )  # fmt: skip
        assert entry is not None
        await put_to_work(tx, FetchAttachments(entry.id), NOON)
    return entry.id


async def test_a_file_that_does_not_come_is_tried_for_days_and_what_has_come_is_kept(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = await _answer_with_files(store, 10, 10, 30 * 2**20)
    tried: list[str] = []

    async def download(self: JobContext, file_id: str) -> bytes:
        tried.append(file_id)
        if file_id == "f1":
            raise OSError("502")
        return b"content"

    monkeypatch.setattr(JobContext, "download", download)
    for _ in range(10_000):
        await do_next(context)
        async with store.begin() as tx:
            claimable = await tx.jobs.claim(context.clock.now() + timedelta(days=9), NOON)
            if claimable is None:
                break
            await tx.jobs.put_off(claimable.id, context.clock.now())
    async with store.read() as tx:
        first, second, third = (await tx.answers.get(entry_id)).attachments
        missing = await tx.answers.not_fetched(1, context.clock.now())
    assert first.stored_id is not None
    assert (second.stored_id, third.stored_id) == (None, None)
    assert tried.count("f0") == 1
    assert tried.count("f1") > 20
    assert "f2" not in tried, "it is too large to be fetched at all"
    assert [one.id for one in missing] == [entry_id]


async def test_a_file_that_comes_at_the_second_attempt_is_stored(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = await _answer_with_files(store, 10)
    failures = [OSError("reset")]

    async def download(self: JobContext, file_id: str) -> bytes:
        if failures:
            raise failures.pop()
        return b"content"

    monkeypatch.setattr(JobContext, "download", download)
    assert await do_next(context)
    assert await do_next(context), "its clock goes on past the wait"
    async with store.read() as tx:
        [file] = (await tx.answers.get(entry_id)).attachments
    assert file.stored_id is not None


LIST = "ФИО;Должность\nАгафонова Анна Сергеевна;глава\nБаженов Борис Ильич;заместитель\n"


async def test_a_list_of_people_that_came_as_a_plan_is_offered_as_what_it_is(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def download(self: JobContext, file_id: str) -> bytes:
        return LIST.encode()

    monkeypatch.setattr(JobContext, "download", download)
    await add(store, ReadDocument("люди.csv", "BQAC"))
    assert await do_next(context)
    async with store.begin() as tx:
        now = context.clock.now()
        (offer,) = await tx.messages.claim(now, now, 10)
    assert "Похоже на список людей, а не на план: 2 человека" in offer.text
    (caption,) = [one for row in offer.buttons for one in row]
    assert caption.text == "Завести 2"
    file_id = int(caption.data.rsplit(":", 1)[1])
    async with store.begin() as tx:
        asker = Asker(7, 0, (await tx.people.by_telegram(7)).id)
        await put_to_work(tx, ReadPeople("люди.csv", "", file_id), context.clock.now(), asker)
    assert await do_next(context)
    async with store.read() as tx:
        names = {one.name for one in await tx.people.all()}
    assert {"Агафонова Анна Сергеевна", "Баженов Борис Ильич"} <= names


async def test_a_table_that_is_neither_a_plan_nor_a_list_of_people_is_refused_as_before(
    store: SqlStore, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def download(self: JobContext, file_id: str) -> bytes:
        return "Товар;Цена\nСтол;100\nСтул;50\n".encode()

    monkeypatch.setattr(JobContext, "download", download)
    await add(store, ReadDocument("цены.csv", "BQAC"))
    assert await do_next(context)
    (words,) = await said(store, context)
    assert "Не нашёл пунктов" in words


async def asked_at_the_desk(store: SqlStore, name: str, content: bytes) -> Asker:
    """A document that somebody without any messenger sent from their page."""
    async with store.begin() as tx:
        person = await tx.people.add(Person(0, "Имя", Role.COORDINATOR, state=PersonState.ACTIVE))
        who = Asker(person_id=person.id)
        stored = await tx.files.add(name, "", content)
        await put_to_work(tx, ReadDocument(name, stored_file=stored), NOON, who)
        assert await being_read(tx, person.id) == [name]
        assert await being_read(tx, person.id + 1) == []
    return who


async def test_a_document_sent_without_a_chat_arrives_as_a_draft_of_its_person(
    store: SqlStore, context: JobContext
) -> None:
    sample = Path(__file__).parents[2] / "sandbox" / "sample" / "roadmap.docx"
    who = await asked_at_the_desk(store, sample.name, sample.read_bytes())
    assert await do_next(context)
    assert await said(store, context) == []
    async with store.read() as tx:
        (draft,) = await tx.drafts.of_person(who.person_id, 9)
        assert await being_read(tx, who.person_id) == []
        assert await arrival_of(tx, who.person_id) is None
    assert "августовской педагогической конференции" in draft.title
    assert draft.file_id is not None


async def test_why_a_document_sent_without_a_chat_cannot_be_read_is_kept_for_their_page(
    store: SqlStore, context: JobContext
) -> None:
    who = await asked_at_the_desk(store, "план.docx", b"%PDF-1.7 not a document")
    assert await do_next(context)
    async with store.read() as tx:
        arrival = await arrival_of(tx, who.person_id)
        assert await tx.drafts.of_person(who.person_id, 9) == []
    assert arrival is not None
    assert "PDF" in arrival.refused


async def test_a_list_of_people_sent_as_a_plan_from_a_page_is_told_where_it_belongs(
    store: SqlStore, context: JobContext
) -> None:
    who = await asked_at_the_desk(store, "люди.csv", LIST.encode())
    assert await do_next(context)
    async with store.read() as tx:
        arrival = await arrival_of(tx, who.person_id)
    assert arrival is not None
    assert "2 человека. Такой список отправляют в разделе «Участники»" in arrival.refused
