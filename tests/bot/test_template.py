"""A roadmap that came from a text file is reported by a template, which an office may restyle in
Word.
"""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.bot.running import Program

PLAN = """План работы на 2026 год
\t№\n\tМероприятие\n\tСрок\n\tОтветственный

\t1.\n\tПровести семинар для школ\n\tмарт\n\tВетрова О.П.
"""


def test_the_built_in_template_is_restyled_and_used(tmp_path: Path) -> None:
    shell = Program(tmp_path, "http://127.0.0.1:9")
    assert shell.command("invite", "--role", "coordinator", "--name", "Ким Анна").returncode == 0
    (tmp_path / "план.txt").write_text(PLAN, encoding="utf8")
    done = shell.command("import", "план.txt")
    assert done.returncode == 0, done.stderr
    assert shell.command("template", "свой.docx").returncode == 0
    restyled = docx.Document(str(tmp_path / "свой.docx"))
    restyled.paragraphs[0].insert_paragraph_before("Утверждаю")
    restyled.save(str(tmp_path / "свой.docx"))
    shell.env["VEKHA_REPORT__TEMPLATE"] = str(tmp_path / "свой.docx")
    done = shell.command("report", "--period", "1", "--out", "отчет.docx")
    assert done.returncode == 0, done.stderr
    written = docx.Document(str(tmp_path / "отчет.docx"))
    assert written.paragraphs[0].text == "Утверждаю"
    assert (
        "Провести семинар"
        in written.tables[0].rows[-1].cells[1].text + written.tables[0].rows[-1].cells[2].text
    )


@pytest.mark.parametrize("content", [b"no document at all", None])
def test_a_template_that_cannot_be_used_is_said_to_be_the_trouble(
    tmp_path: Path, content: bytes | None
) -> None:
    shell = Program(tmp_path, "http://127.0.0.1:9")
    assert shell.command("invite", "--role", "coordinator", "--name", "Ким Анна").returncode == 0
    (tmp_path / "план.txt").write_text(PLAN, encoding="utf8")
    assert shell.command("import", "план.txt").returncode == 0
    if content is not None:
        (tmp_path / "свой.docx").write_bytes(content)
    shell.env["VEKHA_REPORT__TEMPLATE"] = str(tmp_path / "свой.docx")
    done = shell.command("report", "--period", "1", "--out", "отчет.docx")
    assert done.returncode == 1
    assert "Шаблон отчёта использовать нельзя" in done.stderr
