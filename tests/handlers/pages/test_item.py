"""An item at the desk: answers with files, closing, postponing, accepting, correcting."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from handlers.pages.page import Upload
from handlers.speaking.texts import texts_in
from roadmap.errors import NotAllowed, NotFound, UserError
from roadmap.model import DueState, PostponementState, ProgressEntry
from roadmap.ports import DueView
from tests.handlers.conftest import COORDINATOR, IVANOVA, PETROV, Desk
from tests.handlers.pages.conftest import Browser, downloaded, redirected

Opened = Callable[[int], Browser]


async def item_id(office: Desk, number: str = "6") -> int:
    async with office.store.read() as tx:
        (item,) = await tx.roadmaps.items_by_number(1, [number])
        return item.id


async def entries(office: Desk) -> list[ProgressEntry]:
    async with office.store.read() as tx:
        return await tx.answers.of_item(await item_id(office))


async def due(office: Desk, text: str = "результаты муниципального этапа") -> DueView:
    async with office.store.read() as tx:
        views = await tx.roadmaps.views_between(1, None, None, tuple(DueState))
        return next(view for view in views if view.point.text == text)


async def test_an_answer_with_a_file_is_recorded_once_and_closes_its_day(
    office: Desk, browser: Opened
) -> None:
    at = f"/items/{await item_id(office)}"
    number = (await browser(IVANOVA).get(at)).field("number")
    form = {"text": "протокол подписан", "about": (await due(office)).due.id, "done": "1"}
    file = Upload("акт.pdf", "application/pdf", b"%PDF")
    seen = await browser(IVANOVA).post(f"{at}/answer", [file], number=number, **form)
    assert redirected(seen).to == at
    again = {**form, "done": ""}
    await browser(IVANOVA).post(f"{at}/answer", [file], number=number, **again)
    (entry,) = await entries(office)
    assert (entry.text, entry.day) == ("протокол подписан", date(2019, 12, 2))
    assert (await due(office)).due.state is DueState.DONE
    shown = await browser(COORDINATOR).get(at)
    assert "протокол подписан" in shown.text
    (attached,) = entry.attachments
    got = downloaded(await browser(COORDINATOR).get(f"/entries/{entry.id}/files/{attached.id}"))
    assert (got.name, got.mime, got.content) == ("акт.pdf", "application/octet-stream", b"%PDF")


async def test_nothing_is_recorded_of_an_empty_form_nor_for_somebody_elses_item(
    office: Desk, browser: Opened
) -> None:
    at = f"/items/{await item_id(office)}/answer"
    with pytest.raises(UserError, match="desk-empty-answer"):
        await browser(IVANOVA).post(at, text="  ", number=1)
    with pytest.raises(NotAllowed):
        await browser(PETROV).post(at, text="готово", number=1)
    with pytest.raises(NotAllowed):
        await browser(PETROV).get(f"/items/{await item_id(office)}")
    assert await entries(office) == []


async def test_two_who_change_an_answer_at_once_lose_nothing(office: Desk, browser: Opened) -> None:
    await office.send(IVANOVA, "6.1 протокол готовим")
    (entry,) = await entries(office)
    at = f"/entries/{entry.id}"
    await browser(IVANOVA).post(at, text="протокол подписан", before=entry.text)
    with pytest.raises(UserError, match="desk-changed-meanwhile") as refused:
        await browser(COORDINATOR).post(at, text="протокол на подписи", before=entry.text)
    assert refused.value.variables["now"] == "протокол подписан"
    (entry,) = await entries(office)
    assert entry.text == "протокол подписан"
    assert [words for _, words in entry.revisions] == ["протокол готовим"]


async def test_an_answer_that_is_too_long_is_refused_and_not_cut(
    office: Desk, browser: Opened
) -> None:
    await office.send(IVANOVA, "6.1 протокол готовим")
    (entry,) = await entries(office)
    with pytest.raises(UserError, match="desk-too-long"):
        await browser(IVANOVA).post(f"/entries/{entry.id}", text="я" * 4097, before=entry.text)
    assert [one.text for one in await entries(office)] == ["протокол готовим"]
    await browser(IVANOVA).post(f"/entries/{entry.id}", text="я" * 4096, before=entry.text)
    assert [len(one.text) for one in await entries(office)] == [4096]


async def test_a_postponement_is_asked_for_and_granted_and_both_hear_of_it(
    office: Desk, browser: Opened
) -> None:
    view = await due(office)
    form = {"state": "open", "do": "postpone", "day": "15 марта", "reason": "ждём протокол"}
    asked = await browser(IVANOVA).post(f"/dues/{view.due.id}", **form)
    assert any(one.chat_id == COORDINATOR and "ждём протокол" in one.text for one in asked.said)
    assert "Просьба о переносе до 15 марта 2020 отправлена" in redirected(asked).said
    async with office.store.read() as tx:
        (postponement,) = await tx.answers.postponements(1)
    assert (postponement.new_day, postponement.state) == (
        date(2020, 3, 15), PostponementState.ASKED,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).post(f"/postponements/{postponement.id}", do="grant")
    granted = await browser(COORDINATOR).post(f"/postponements/{postponement.id}", do="grant")
    assert any(one.chat_id == IVANOVA for one in granted.said)
    assert (await due(office)).due.day == date(2020, 3, 15)
    with pytest.raises(UserError, match="request-granted") as refused:
        await browser(COORDINATOR).post(f"/postponements/{postponement.id}", do="refuse")
    assert refused.value.variables["day"] == "2 декабря"


async def test_a_button_of_a_page_that_is_out_of_date_does_nothing(
    office: Desk, browser: Opened
) -> None:
    view = await due(office)
    await browser(IVANOVA).post(f"/dues/{view.due.id}", state="open", do="done")
    with pytest.raises(UserError) as refused:
        await browser(COORDINATOR).post(f"/dues/{view.due.id}", state="open", do="done")
    said = texts_in("ru")(refused.value.key, **refused.value.variables)
    assert said == "6.1 уже отмечено выполненным: 2 декабря, Иванова Анна."
    await browser(COORDINATOR).post(f"/dues/{view.due.id}", state="done", do="open")
    assert (await due(office)).due.state is DueState.OPEN


async def test_what_was_misread_is_corrected_against_what_stood_there(
    office: Desk, browser: Opened
) -> None:
    view, at = await due(office), f"/items/{await item_id(office)}"
    form = {"what": "due", "due": view.due.id, "before": "2019-12-31", "said": "15 ноября"}
    await browser(COORDINATOR).post(f"{at}/correct", **form)
    assert (await due(office)).due.day == date(2019, 11, 15)
    with pytest.raises(UserError, match="desk-changed-meanwhile"):
        await browser(COORDINATOR).post(f"{at}/correct", **{**form, "said": "16 ноября"})
    text = (await browser(COORDINATOR).get(at)).field("before", 'name="what" value="text"')
    assert text == "Результаты олимпиады"
    new = {"what": "text", "before": text, "said": "Результаты олимпиад"}
    await browser(COORDINATOR).post(f"{at}/correct", **new)
    assert "Результаты олимпиад" in (await browser(COORDINATOR).get(at)).text
    with pytest.raises(NotAllowed):
        await browser(IVANOVA).post(f"{at}/correct", **new)


async def test_a_file_is_given_only_with_its_own_answer(office: Desk, browser: Opened) -> None:
    await office.send(IVANOVA, "6.1 протокол готовим")
    (entry,) = await entries(office)
    with pytest.raises(NotFound):
        await browser(COORDINATOR).get(f"/entries/{entry.id}/files/1")


async def test_an_item_of_a_roadmap_in_the_archive_is_only_read(
    office: Desk, browser: Opened
) -> None:
    """As in a chat."""
    await office.send(IVANOVA, "6.1 протокол готовим")
    at = f"/items/{await item_id(office)}"
    for who in (IVANOVA, COORDINATOR):
        assert f'action="{at}' in (await browser(who).get(at)).html
    async with office.store.begin() as tx:
        roadmap = await tx.roadmaps.get(1)
        await tx.roadmaps.update(replace(roadmap, archived_at=office.at))
    for who in (IVANOVA, COORDINATOR):
        seen = await browser(who).get(at)
        assert "в архиве" in seen.text
        assert "протокол готовим" in seen.text
        assert re.findall('action="([^"]*)"', seen.html) == ["/leave"]
