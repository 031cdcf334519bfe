"""Whatever the reader of documents warns of is said in the reader's language."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

import pytest

from handlers.cautions import cautions
from tests.handlers.catalogue import ROOT
from tests.handlers.conftest import COORDINATOR, Desk, sample_draft


def _warnings_in_source() -> set[str]:
    """What the documents' room appends to its warnings, a Latin word standing for everything that is put in."""
    found = set()
    for path in (ROOT / "documents").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.JoinedStr | ast.Constant):
                text = _as_text(node)
                if re.match(r"(?:Пункт|Строка|Столбец|Скрытые|Номера|Год|X: )", text) and re.search(r"\w\w+\.$", text):
                    found.add(text.replace("X: ", "Строка X: ") if text.startswith("X: ") else text)
    return found


def _as_text(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)


WARNINGS = sorted(_warnings_in_source())


def test_the_documents_room_still_warns() -> None:
    assert len(WARNINGS) >= 7


@pytest.mark.parametrize("warning", WARNINGS)
def test_every_warning_is_said_in_english_without_a_russian_word(warning: str) -> None:
    (said,) = cautions("en", replace(sample_draft(), warnings=(warning.replace(": X.", ": 3."),)))
    assert not re.search("[а-яё]", said, re.IGNORECASE), said


@pytest.mark.parametrize("warning", WARNINGS)
def test_in_russian_a_warning_stays_as_the_reader_words_it(warning: str) -> None:
    warning = warning.replace(": X.", ": 3.")
    assert cautions("ru", replace(sample_draft(), warnings=(warning,))) == [warning]


def test_the_same_about_several_items_is_one_line() -> None:
    same = [f"Пункт {number}: сроков и мероприятий не поровну, проверьте сроки." for number in (1, 4, 14)]
    draft = replace(sample_draft(), warnings=(same[0], "Пункт 2: срок «вскоре» не понят.", *same[1:]))
    assert cautions("ru", draft) == [
        "Пункты 1, 4, 14: сроков и мероприятий не поровну, проверьте сроки.",
        "Пункт 2: срок «вскоре» не понят.",
    ]


def test_what_is_too_much_for_a_phone_is_counted() -> None:
    many = tuple(f"Пункт {number}: срок «вскоре» не понят." for number in range(8))
    *_, last = cautions("ru", replace(sample_draft(), warnings=many))
    assert last == "Есть и другие замечания: 3."


async def test_a_coordinator_who_reads_english_gets_the_preview_in_english(desk: Desk) -> None:
    await desk.send(COORDINATOR, "/start")
    (settings,) = await desk.send(COORDINATOR, "/settings")
    await desk.press(COORDINATOR, settings, "English")
    preview = await desk.import_draft(replace(sample_draft(), warnings=("Пункт 5: срок «вскоре» не понят.",)))
    assert "⚠️ Item 5: the deadline “вскоре” was not understood." in preview.text
    assert "учебный год" not in preview.text
