"""Build the reports' templates: `python -m documents.writing.templates.make_template` writes them
beside this file.

report.docx is for roadmaps that answer recommendations, plan.docx for plans whose rows are the work
itself. They are meant to be restyled in Word; who changes their words or columns changes them
here or there. What stands in double braces is filled in, the rows with «tr» are repeated (docxtpl's
marks).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Length, Pt
from docx.table import _Cell

_REPORTED = ("Проведено {{ in_half }}", "{{ row.report }}", Cm(7.5))
#: Heading, what stands in an item's row, and width of each column.
_COLUMNS = {
    "report.docx": (
        ("№", "{{ row.number }}", Cm(1.2)),
        ("Рекомендация", "{{ row.recommendation }}", Cm(5.3)),
        ("Способ решения", "{{ row.work }}", Cm(8.2)),
        ("Срок решения", "{{ row.deadlines }}", Cm(3.0)),
        _REPORTED,
    ),
    "plan.docx": (
        ("№", "{{ row.number }}", Cm(1.2)),
        ("Мероприятие", "{{ row.work }}", Cm(9.3)),
        ("Срок", "{{ row.deadlines }}", Cm(3.2)),
        ("Ответственный", "{{ row.responsible }}", Cm(4.0)),
        _REPORTED,
    ),
}


def main() -> None:
    """Write the templates."""
    for name, columns in _COLUMNS.items():
        _make(columns).save(str(Path(__file__).with_name(name)))


def _make(columns: tuple[tuple[str, str, Length], ...]) -> Document:
    headings, item, widths = zip(*columns, strict=True)
    document = docx.Document()
    _set_page(document)
    for text in (
        "{{ heading }}",
        "{%p if title %}",
        "{{ title }}",
        "{%p endif %}",
        "{{ for_half }}",
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.add_run(text).bold = True
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    _row(table, headings, widths, bold=True)._tr.get_or_add_trPr().append(
        OxmlElement("w:tblHeader")
    )
    _mark(table, "{%tr for row in rows %}")
    _mark(table, "{%tr if row.section %}")
    _section(table, "{{ row.section }}")
    _mark(table, "{%tr else %}")
    _row(table, item, widths)
    _mark(table, "{%tr endif %}")
    _mark(table, "{%tr endfor %}")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return document


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)


def _row(
    table: Any, texts: tuple[str, ...], widths: tuple[Length, ...], *, bold: bool = False
) -> Any:
    row = table.add_row()
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        _say(cell, text, bold=bold)
    return row


def _section(table: Any, text: str) -> None:
    cells = table.add_row().cells
    _say(cells[0].merge(cells[-1]), text, bold=True)


def _mark(table: Any, text: str) -> None:
    table.add_row().cells[0].text = text


def _say(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(10), bold or None


if __name__ == "__main__":
    main()
