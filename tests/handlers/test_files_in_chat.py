"""Files that are asked for by a button come into the chat as a telephone shows them best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import work
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft
from tests.handlers.written import write_files


async def test_a_long_timeline_comes_as_some_pictures_and_a_whole_pdf(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MAX_PICTURES", 2)
    draft = sample_draft()
    items = [replace(draft.items[1], number=str(number)) for number in range(1, 61)]
    preview = await office.import_draft(replace(draft, title="План на шестьдесят пунктов", items=tuple(items)))
    await office.press(COORDINATOR, preview, "Сохранить")
    await write_files(office)
    await office.tap(COORDINATOR, "rm:png:2:1")
    said, *files = await write_files(office)
    assert "первые 2 листа" in said.text
    assert [file.as_photo for file in files] == [True, True, False]
    async with office.store.read() as tx:
        whole = await tx.desk.file(files[-1].file_id)
    assert whole.name.endswith(".pdf")
    assert whole.content.startswith(b"%PDF")


async def test_a_short_timeline_is_one_picture(office: Desk) -> None:
    await office.tap(COORDINATOR, "rm:png:1:1")
    (picture,) = await write_files(office)
    assert picture.as_photo
