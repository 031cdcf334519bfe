"""Files that are asked for by a button come into the chat as a telephone shows them best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.jobs import kinds
from handlers.speaking.texts import texts_in
from roadmap.errors import UserError
from roadmap.model import Attachment
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft
from tests.handlers.written import write_files


async def test_a_long_timeline_comes_as_some_pictures_and_a_whole_pdf(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "MAX_PICTURES", 2)
    draft = sample_draft()
    items = [replace(draft.items[1], number=str(number)) for number in range(1, 61)]
    preview = await office.import_draft(
        replace(draft, title="План на шестьдесят пунктов", items=tuple(items))
    )
    await office.press(COORDINATOR, preview, "Сохранить")
    await write_files(office)
    await office.tap(COORDINATOR, "rm:png:2:1")
    said, *files = await write_files(office)
    assert "первые 2 листа" in said.text
    assert [file.as_photo for file in files] == [True, True, False]
    async with office.store.read() as tx:
        whole = await tx.files.get(files[-1].file_id)
    assert whole.name.endswith(".pdf")
    assert whole.content.startswith(b"%PDF")


async def test_a_short_timeline_is_one_picture(office: Desk) -> None:
    await office.tap(COORDINATOR, "rm:png:1:1")
    (picture,) = await write_files(office)
    assert picture.as_photo


async def test_an_archive_that_telegram_would_refuse_is_left_to_the_administrator(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.send(IVANOVA, "6: этап прошёл")
    async with office.store.begin() as tx:
        (entry,) = await tx.answers.of_item((await tx.roadmaps.items_by_number(1, ["6"]))[0].id)
        stored = await tx.files.add("протокол.pdf", "application/pdf", b"%PDF" * 1000)
        await tx.answers.add_attachment(
            entry.id,
            Attachment(
                "file", "unique", "document", "протокол.pdf", "application/pdf", 4000, stored
            ),
        )
    await office.tap(COORDINATOR, "rm:zip:1:1")
    (sent,) = await write_files(office)
    assert sent.file_id is not None
    monkeypatch.setattr(kinds, "MAX_ARCHIVE", 3999)
    await office.tap(COORDINATOR, "rm:zip:1:1")
    with pytest.raises(UserError) as refused:  # what the job then says
        await write_files(office)
    assert "--period 1 --format zip" in texts_in("ru")(refused.value.key, **refused.value.variables)
