"""Two versions of a report beside each other: old and new words of every item that changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.reporting.comparing import WORDS, differing
from roadmap.model.messages import Outgoing
from tests.handlers.conftest import COORDINATOR, IVANOVA, Desk, sample_draft
from tests.handlers.written import write_files


async def _report(office: Desk) -> Outgoing:
    await office.send(COORDINATOR, "/report 1")
    return next(said for said in await write_files(office) if "Отчёт" in said.text)


async def test_a_changed_item_is_shown_with_its_old_and_its_new_words(office: Desk) -> None:
    await office.send(IVANOVA, "6 готовимся")
    await _report(office)
    await office.send(IVANOVA, "6 провели оба этапа")
    state = await _report(office)
    (shown,) = await office.press(COORDINATOR, state, "Что изменилось")
    assert "Версия 1 → 2, изменён 1 пункт" in shown.text
    _, words = shown.text.split("<b>Пункт 6</b>")
    before, after = words.split("<i>Стало:</i>")
    assert "Готовимся." in before
    assert "Провели" not in before
    assert "Провели оба этапа." in after


async def test_an_item_without_words_before_is_said_to_have_had_none(office: Desk) -> None:
    await _report(office)
    await office.send(IVANOVA, "6 готовимся")
    (shown,) = await office.press(COORDINATOR, await _report(office), "Что изменилось")
    assert "<i>Было:</i> — нет ответов —" in shown.text


async def test_a_report_that_says_nothing_new_has_nothing_to_compare(office: Desk) -> None:
    await _report(office)
    state = await _report(office)
    assert not any("Что изменилось" in one.text for row in state.buttons for one in row)


async def test_many_changes_come_in_pages_that_telegram_takes(office: Desk) -> None:
    draft = sample_draft()
    items = tuple(replace(draft.items[1], number=str(number)) for number in range(1, 13))
    preview = await office.import_draft(
        replace(draft, title="План на двенадцать пунктов", items=items, questions=())
    )
    await office.press(COORDINATOR, preview, "Сохранить")
    await _report(office)
    for number in range(1, 13):
        await office.send(COORDINATOR, f"{number} проведено: {'<очень> подробно & долго ' * 40}")
    (shown,) = await office.press(COORDINATOR, await _report(office), "Что изменилось")
    seen = []
    while True:
        seen += [line for line in shown.text.splitlines() if line.startswith("<b>Пункт")]
        assert (
            len(shown.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= 4096
        )
        if not any(one.text == "›" for row in shown.buttons for one in row):
            break
        (shown,) = await office.press(COORDINATOR, shown, "›")
        assert shown.edits
    assert seen == [f"<b>Пункт {number}</b>" for number in range(1, 13)]
    (shown,) = await office.press(COORDINATOR, shown, "‹")
    assert "2/3" in [one.text for row in shown.buttons for one in row]


async def test_an_official_compares_nothing(office: Desk) -> None:
    await _report(office)
    await office.send(IVANOVA, "6 готовимся")
    await _report(office)
    assert await office.tap(IVANOVA, "changes:1:1:1:0:0") == []
    assert "недоступно" in office.toasts[-1]


@pytest.mark.parametrize(
    "forged",
    ["changes:1:1:0:0:0", "changes:1:1:9999:0:0", "changes:1:9:1:0:0", "changes:1:1:1:0:7"],
)
async def test_versions_that_were_never_kept_are_said_to_be_gone(office: Desk, forged: str) -> None:
    assert await office.tap(COORDINATOR, forged) == []
    assert office.toasts[-1]


def test_two_long_texts_are_shown_where_they_differ() -> None:
    alike = "В школах проведены открытые уроки наставников. " * 20
    before, after = differing(alike + "Готовится справка.", alike + "Справка подписана 5 декабря.")
    assert before.startswith("…")
    assert before.endswith("Готовится справка.")
    assert after.endswith("Справка подписана 5 декабря.")
    assert max(len(before), len(after)) <= WORDS


def test_two_short_texts_are_shown_whole() -> None:
    assert differing("Готовится справка.", "Готовится приказ.") == (
        "Готовится справка.",
        "Готовится приказ.",
    )
