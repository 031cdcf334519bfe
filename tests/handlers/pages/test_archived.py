"""What is in the archive is read at the desk, and nothing of it is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roadmap.errors import UserError
from roadmap.model import DueState, ProgressEntry
from roadmap.model.messages import Outgoing
from roadmap.ports import DueView
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk
from tests.handlers.pages.conftest import Browser
from tests.handlers.pages.test_item import due, entries, item_id
from tests.handlers.pages.test_kept import wrote
from tests.handlers.test_the_archive import OLD, archive

Opened = Callable[[int], Browser]


async def asked(office: Desk, browser: Opened) -> dict[str, int]:
    """A postponement that waits, an answer, a kept one: their ids, for an address."""
    kept = await wrote(office)
    await office.send(IVANOVA, "6.1 протокол готовим")
    (entry,) = await entries(office)
    view = await due(office)
    form = {"state": "open", "do": "postpone", "day": "15 марта", "reason": "ждём"}
    await browser(IVANOVA).post(f"/dues/{view.due.id}", **form)
    async with office.store.read() as tx:
        (postponement,) = await tx.answers.postponements(1)
    ids = {"entry": entry.id, "kept": kept.id, "due": view.due.id}
    return {**ids, "postponement": postponement.id, "item": await item_id(office)}


async def stands(office: Desk) -> tuple[list[ProgressEntry], DueView, list[Outgoing]]:
    async with office.store.read() as tx:
        waiting = await tx.messages.counts()
    assert not waiting.get("queued", 0)
    return await entries(office), await due(office), office.said


@pytest.mark.parametrize(
    ("who", "path", "form"),
    [
        (IVANOVA, "/items/{item}/answer", {"text": "готово", "number": "1"}),
        (IVANOVA, "/entries/{entry}", {"text": "подписан", "before": "протокол готовим"}),
        (IVANOVA, "/dues/{due}", {"state": "open", "do": "done"}),
        (
            IVANOVA,
            "/kept/{kept}",
            {"do": "place", "place": "{item}-0", "before": "провели собрание"},
        ),
        (COORDINATOR, "/postponements/{postponement}", {"do": "grant"}),
        (COORDINATOR, "/items/{item}/correct", {"what": "number", "said": "8", "before": "6"}),
        (COORDINATOR, "/items/{item}/people", {"names": "Петров", "how": "add"}),
        (COORDINATOR, "/report/items/{item}", {"half": "1", "text": "Готово.", "before": ""}),
        (COORDINATOR, "/report/items/{item}/ask", {"half": "1"}),
        (COORDINATOR, "/report/ask", {"roadmap": "1", "half": "1", "seen": "0"}),
    ],
)
async def test_nothing_of_an_archived_roadmap_is_changed_from_a_page_that_is_still_open(
    office: Desk, browser: Opened, who: int, path: str, form: dict[str, str]
) -> None:
    ids = await asked(office, browser)
    await archive(office)
    before = await stands(office)
    form = {name: value.format(**ids) for name, value in form.items()}
    with pytest.raises(UserError, match="desk-archived") as refused:
        await browser(who).post(path.format(**ids), **form)
    assert refused.value.variables == {"title": OLD}
    assert await stands(office) == before
    assert before[1].due.state is DueState.OPEN


async def test_it_is_still_read_without_forms_and_its_files_are_made(
    office: Desk, browser: Opened
) -> None:
    ids = await asked(office, browser)
    await archive(office)
    item = await browser(COORDINATOR).get(f"/items/{ids['item']}")
    assert "протокол готовим" in item.text
    assert "Дорожная карта в архиве" in item.text
    report = await browser(COORDINATOR).get("/report?roadmap=1")
    assert "Протокол готовим." in report.text
    for seen in (item, report):
        assert "<textarea" not in seen.html
    ordered = await browser(COORDINATOR).post("/report/files", roadmap=1, half=1, form="docx")
    assert "/report" in str(ordered.response)
