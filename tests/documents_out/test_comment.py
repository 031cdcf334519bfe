"""The report's notes stand beside it as one comment, and change nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest

from documents.files.strict import as_strict
from documents.writing.comment import AUTHOR, Note, with_comment
from documents.writing.report import write_report
from tests.documents_out.shared import FIRST, YEAR, invented_lines, sample, table_of

LINES = ["Не получены файлы:", "Пункт 6, Ветрова О. П.: фото не получено (больше 20 МБ)."]
NOTE = Note(date(2026, 12, 28), LINES)


def notes_in(document: bytes) -> list[tuple[str, str]]:
    """Each comment with its author, as python-docx reads it."""
    return [(one.author, one.text) for one in docx.Document(io.BytesIO(document)).comments]


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(document: bytes, main: bytes) -> bytes:
    """The package with another main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(document).items():
            archive.writestr(name, main if name == "word/document.xml" else content)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_a_note_changes_no_word_of_the_report(kind: str) -> None:
    plain = write_report(sample(kind), invented_lines(), FIRST, YEAR)
    noted = write_report(sample(kind), invented_lines(), FIRST, YEAR, note=NOTE)
    assert notes_in(noted) == [(AUTHOR, "\n".join(LINES))]
    assert table_of(plain).above == table_of(noted).above
    assert [row.texts(5) for row in table_of(plain).rows] == [
        row.texts(5) for row in table_of(noted).rows
    ]
    assert noted == write_report(sample(kind), invented_lines(), FIRST, YEAR, note=NOTE)


def test_a_report_without_notes_keeps_its_bytes() -> None:
    written = write_report(sample("plan"), invented_lines(), FIRST, YEAR)
    assert with_comment(written, None) is written


def test_a_report_that_was_imported_again_has_the_note_of_today_alone() -> None:
    noted = with_comment(sample("plan"), NOTE)
    assert notes_in(with_comment(noted, Note(NOTE.day, ["иное"]))) == [(AUTHOR, "иное")]
    cleared = with_comment(noted, None)
    assert notes_in(cleared) == []
    before, after = parts(sample("plan")), parts(cleared)
    assert b"comment" not in after["word/document.xml"]
    assert before["word/document.xml"].count(b"<w:r>") == after["word/document.xml"].count(b"<w:r>")


def test_the_comments_of_others_stay() -> None:
    document = docx.Document(io.BytesIO(sample("plan")))
    run = document.tables[0].cell(0, 0).paragraphs[0].runs[0]
    document.add_comment(run, "Уточнить срок", author="Ким А. О.", initials="К")
    out = io.BytesIO()
    document.save(out)
    noted = with_comment(out.getvalue(), NOTE)
    assert notes_in(noted) == [("Ким А. О.", "Уточнить срок"), (AUTHOR, "\n".join(LINES))]
    assert notes_in(with_comment(noted, None)) == [("Ким А. О.", "Уточнить срок")]


def test_a_strict_document_gets_a_strict_comment() -> None:
    main = as_strict(parts(sample("plan"))["word/document.xml"])
    noted = parts(with_comment(repacked(sample("plan"), main), NOTE))
    assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in noted["word/comments.xml"]
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in (noted["word/_rels/document.xml.rels"])
    )


def test_a_text_box_is_passed_over() -> None:
    xml = parts(sample("plan"))["word/document.xml"]
    box = b"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p>"
    box += b"</w:txbxContent></w:pict></w:r></w:p>"
    boxed = repacked(sample("plan"), xml.replace(b"<w:body>", b"<w:body>" + box))
    written = parts(with_comment(boxed, NOTE))["word/document.xml"]
    content = written[written.index(b"<w:txbxContent>") : written.index(b"</w:txbxContent>")]
    assert b"comment" not in content
    assert b"commentReference" in written
