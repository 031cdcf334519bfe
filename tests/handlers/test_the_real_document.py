"""The real report, read and saved: its report column becomes the first entries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents.tables.reading import read_document
from roadmap.model import PostponementState
from tests.handlers.conftest import COORDINATOR, Desk

ROADMAPS = Path(__file__).parents[3] / "shared" / "roadmaps"


@pytest.fixture
async def report(desk: Desk) -> Desk:
    path = ROADMAPS / "ryazan-2019-2020-report.docx"
    if not path.exists():
        pytest.skip("the real document lies outside the repository")
    await desk.send(COORDINATOR, "/start")
    preview = await desk.import_draft(
        read_document(path.read_bytes(), path.name, None, date(2019, 12, 2))
    )
    await desk.press(COORDINATOR, preview, "Сохранить")
    return desk


async def test_the_report_column_becomes_entries_of_its_half_year(report: Desk) -> None:
    async with report.store.read() as tx:
        entries = await tx.answers.of_roadmap(1, date(2019, 9, 1), date(2019, 12, 31))
        items = {item.number: item for item in await tx.roadmaps.items(1)}
    assert len(entries) == 16
    assert items["10"].criterion_value == "89%"
    assert items["11"].criterion_value == "75%"


async def test_what_was_put_off_is_proposed_as_a_postponement(report: Desk) -> None:
    async with report.store.read() as tx:
        (proposed,) = await tx.answers.postponements(1)
        view = await tx.roadmaps.view(proposed.due_id)
    assert (proposed.state, proposed.new_day) == (PostponementState.PROPOSED, date(2020, 5, 31))
    assert view.point.text.startswith("Психологическая диагностика")
    said = next(message for message in report.said if "сказано о переносе" in message.text)
    await report.press(COORDINATOR, said, "Согласовать")
    async with report.store.read() as tx:
        assert (await tx.roadmaps.due(proposed.due_id)).day == date(2020, 5, 31)
