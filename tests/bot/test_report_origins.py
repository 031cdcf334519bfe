"""From the import to the report: each answer stands where its item stood in the newest document."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import docx
import pytest

from bot.configuration.workdays import RussianCalendar
from bot.files.border import Gathered, Wanted
from bot.files.gathering_process import gather
from bot.files.half_year_files import make_files
from documents.tables.reading import read_document
from roadmap.actions.editing import apply_edition, undo
from roadmap.actions.importing import draft_of, save_new
from roadmap.actions.planning import Rules
from roadmap.drafts.json_form import draft_as_json
from roadmap.model import Person, ProgressEntry, Roadmap, Role
from roadmap.model.policy import Office, Policy
from roadmap.ports import StoredDraft, Tx
from storage.migrate import migrate
from storage.store import SqlStore, open_store

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFICE = Office(Policy(), RussianCalendar(()), "vekha_bot")
RULES = Rules(OFFICE.policy, OFFICE.calendar, AT)
NAMED = ("number", "measure", "deadline", "responsible")
HEADINGS = ("А", "Б", "В", "Г")
SWEEP = ("1", "Провести субботник у школы № 3", "как сойдёт снег", "Котова Т.Т.")
OPEN = ("2", "Открыть летнюю площадку", "как потеплеет", "Белов О.О.")


def plan(*rows: Sequence[str]) -> bytes:
    """A plan whose columns nobody could tell by their headings."""
    document = docx.Document()
    document.add_paragraph("План работы на 2026 год")
    table = document.add_table(0, 4)
    for texts in (HEADINGS, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vekha.db'}"
    await migrate(url)
    opened = await open_store(url)
    yield opened
    await opened.close()


async def read(tx: Tx, person: Person, source: bytes, *, keep_file: bool = True) -> StoredDraft:
    """The document read with the columns that the coordinator named."""
    file_id = await tx.files.add("план.docx", "", source) if keep_file else None
    draft = read_document(source, "план.docx", None, AT.date(), NAMED)
    return await tx.drafts.add(
        StoredDraft(0, person.id, draft_as_json(draft), {}, file_id, RULES.at)
    )


async def imported(tx: Tx, source: bytes) -> tuple[Person, Roadmap]:
    """A coordinator's roadmap, with one answer about each item."""
    person = await tx.people.add(Person(0, "Ким Анна", Role.COORDINATOR, telegram_id=7001001))
    stored = await read(tx, person, source)
    roadmap = await save_new(tx, person, stored, await draft_of(stored), RULES)
    for item in await tx.roadmaps.items(roadmap.id):
        told = f"Сделано по пункту {item.number}."
        await tx.answers.add(ProgressEntry(0, item.id, None, None, told, date(2026, 3, 2), AT))
    return person, roadmap


async def report(store: SqlStore, roadmap_id: int) -> list[tuple[str, ...]]:
    """The rows of the report's first table."""

    async def gathering(wanted: Wanted) -> Gathered:
        async with store.read() as tx:
            return await gather(tx, wanted)

    async with store.read() as tx:
        roadmap = await tx.roadmaps.get(roadmap_id)
    half = roadmap.period.halves()[0]
    (made,), _ = await make_files(Wanted.in_office(OFFICE, roadmap, half, "docx", AT), gathering)
    table = docx.Document(io.BytesIO(made.content)).tables[0]
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


async def test_a_table_whose_columns_were_named_is_reported_in_its_own_form(
    store: SqlStore,
) -> None:
    async with store.begin() as tx:
        _, roadmap = await imported(tx, plan(SWEEP, OPEN))
    assert await report(store, roadmap.id) == [
        (*HEADINGS, "Проведено в 1 полугодии 2026 года"),
        (*SWEEP, "Сделано по пункту 1."),
        (*OPEN, "Сделано по пункту 2."),
    ]


NEW = ("1", "Завезти песок для школьного двора", "по заявке завхоза", "Белов О.О.")
AGAIN = [("2", *SWEEP[1:]), ("3", *OPEN[1:])]


async def test_a_new_edition_moves_the_answers_to_its_own_rows(store: SqlStore) -> None:
    async with store.begin() as tx:
        person, roadmap = await imported(tx, plan(SWEEP, OPEN))
        edition = await read(tx, person, plan(NEW, *AGAIN))
        await apply_edition(tx, person, roadmap, edition, await draft_of(edition), RULES)
    assert [row[1:] for row in await report(store, roadmap.id)][1:] == [
        (*NEW[1:], ""),
        (*SWEEP[1:], "Сделано по пункту 1."),
        (*OPEN[1:], "Сделано по пункту 2."),
    ]
    async with store.begin() as tx:
        stored = (await tx.drafts.of_roadmap(roadmap.id))[0]
        later = Rules(RULES.policy, RULES.calendar, AT + timedelta(hours=1))
        await undo(tx, person, stored, later)
    assert [row[4] for row in await report(store, roadmap.id)][1:] == [
        "Сделано по пункту 1.",
        "Сделано по пункту 2.",
    ]


async def test_an_item_that_a_new_edition_drops_is_written_nowhere(store: SqlStore) -> None:
    async with store.begin() as tx:
        person, roadmap = await imported(tx, plan(SWEEP, OPEN))
        edition = await read(tx, person, plan(OPEN))
        await apply_edition(tx, person, roadmap, edition, await draft_of(edition), RULES)
    async with store.read() as tx:
        origins = {item.number: item.origin for item in await tx.roadmaps.items(roadmap.id)}
    assert origins["1†"] is None
    assert (await report(store, roadmap.id))[1:] == [(*OPEN, "Сделано по пункту 2.")]


async def test_an_edition_without_a_file_leaves_no_origins_in_the_old_one(store: SqlStore) -> None:
    async with store.begin() as tx:
        person, roadmap = await imported(tx, plan(SWEEP, OPEN))
        edition = await read(tx, person, plan(NEW, *AGAIN), keep_file=False)
        await apply_edition(tx, person, roadmap, edition, await draft_of(edition), RULES)
        items = await tx.roadmaps.items(roadmap.id)
        kept = await tx.roadmaps.get(roadmap.id)
    assert [item.origin for item in items] == [None, None, None]
    assert kept.heads == ()


async def test_the_report_is_printed_as_its_table_where_no_program_prints_word(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with store.begin() as tx:
        _, roadmap = await imported(tx, plan(SWEEP, OPEN))
    monkeypatch.setenv("PATH", "")

    async def gathering(wanted: Wanted) -> Gathered:
        async with store.read() as tx:
            return await gather(tx, wanted)

    half = roadmap.period.halves()[0]
    wanted = Wanted.in_office(OFFICE, roadmap, half, "pdf", AT)
    (made,), state = await make_files(wanted, gathering)
    assert made.content.startswith(b"%PDF")
    assert (made.name.rpartition(".")[2], made.mime, state) == ("pdf", "application/pdf", None)
    assert b"/Type /Page" in made.content
    assert b"LibreOffice" not in made.content
