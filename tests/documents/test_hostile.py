from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bench.fuzz_documents import mutations, outcome
from documents.child.reading import read_in_child
from documents.files.kinds import wants_conversion
from roadmap.errors import UnreadableDocument
from tests.documents import hostile_files as hostile

TODAY = date(2025, 9, 1)


async def refusal(content: bytes, name: str = "plan.docx") -> str:
    """The key of the sentence that the sender gets."""
    with pytest.raises(UnreadableDocument) as refused:
        await read_in_child(content, name, None, TODAY)
    return refused.value.key


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (hostile.zip_bomb, "error-too-large"),
        (hostile.bomb_that_lies_about_its_size, "error-truncated"),
        (hostile.million_laughs, "error-not-a-document"),
        (hostile.million_paragraphs, "error-too-long"),
        (hostile.million_paragraphs_in_a_cell, "error-too-long"),
        (lambda: hostile.nested_tables(500), "error-too-long"),
        (hostile.truncated, "error-truncated"),
        (hostile.damaged_inside, "error-truncated"),
        (hostile.encrypted, "error-encrypted"),
        (hostile.encrypted_package, "error-encrypted"),
        (lambda: b"", "error-empty"),
        (lambda: b"\r\n \n", "error-empty"),
        (lambda: b"%PDF-1.7 ...", "error-photo-or-pdf"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "error-photo-or-pdf"),
        (lambda: b"\x89PNG\r\n" + bytes(100), "error-photo-or-pdf"),
        (lambda: b"MZ" + bytes(5000), "error-not-a-document"),
        (lambda: b"<svg><text>plan</text></svg>", "error-not-a-document"),
        (lambda: hostile.packed("a: 1", "notes.yaml"), "error-not-a-document"),
        (lambda: "Просто письмо без таблицы".encode(), "error-no-lines"),
        (
            lambda: hostile.packed(hostile.document(hostile.paragraph("Без таблицы"))),
            "error-no-table",
        ),
        (lambda: bytes(21 << 20).replace(b"\0", b"a"), "error-too-large"),
    ],
)
async def test_each_hostile_file_gets_its_plain_sentence(
    make: Callable[[], bytes], key: str
) -> None:
    assert await refusal(make()) == key


async def test_a_text_without_a_table_says_that_a_table_is_missing() -> None:
    assert await refusal("Просто письмо".encode(), "plan.txt") == "error-no-lines"


async def test_an_old_word_file_says_how_to_save_it_where_nothing_can_turn_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert await refusal(hostile.old_word(), "plan.doc") == "error-save-as-docx"
    assert await refusal(rb"{\rtf1 plan}", "plan.rtf") == "error-save-as-docx"
    assert await refusal(b"<html><body>plan</body></html>", "plan.doc") == "error-save-as-docx"


@pytest.mark.parametrize(
    ("content", "wants"),
    [
        (hostile.old_word(), True),
        (hostile.encrypted(), False),
        (rb"{\rtf1 plan}", True),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", True),
        (hostile.plain_plan(1), False),
        (b"", False),
    ],
)
def test_only_other_office_forms_go_to_libreoffice(content: bytes, wants: bool) -> None:
    assert wants_conversion(content) is wants


async def test_an_old_word_file_is_turned_into_docx_where_libreoffice_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(hostile.plain_plan(3))
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done\n'
        f'/bin/cp "{tmp_path}/made.docx" "$out/source.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    draft = await read_in_child(hostile.old_word(), "plan.doc", None, TODAY)
    assert len(draft.items) == 3


async def test_no_file_of_the_machine_gets_into_a_draft(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("тайна")
    assert await refusal(hostile.outside_entity(str(tmp_path / "secret"))) == "error-not-a-document"


async def test_a_character_that_is_none_does_not_get_into_a_draft() -> None:
    lines = "План работы на 2026 год\n" + "\n".join(
        f"{n}. Провести семинар № {n} до 1.03.2026" for n in range(1, 200)
    )
    draft = await read_in_child(
        f"{lines}\n200. Про\0верить школы до 2.03.2026".encode(), "plan.txt", None, TODAY
    )
    assert "Про\ufffdверить школы" in repr(draft.items[-1])


async def test_a_plain_plan_of_ten_thousand_rows_is_read_under_the_limits() -> None:
    draft = await read_in_child(hostile.plain_plan(10_000), "plan.docx", None, TODAY)
    assert (len(draft.items), draft.items[-1].number) == (10_000, "10000")


async def test_the_loop_answers_others_while_a_bomb_is_defused() -> None:
    content = hostile.million_paragraphs()
    reading = asyncio.create_task(refusal(content))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 10
    assert await reading == "error-too-long"


def test_a_mutated_file_gives_a_draft_or_a_refusal_and_nothing_else() -> None:
    outcomes = {(name[-4:], outcome(name, content)) for name, content in mutations(250, seed=7)}
    assert {("docx", "draft"), ("xlsx", "draft"), ("xlsx", "error-truncated")} < outcomes
    assert all(found == "draft" or found.startswith("error-") for _, found in outcomes)
