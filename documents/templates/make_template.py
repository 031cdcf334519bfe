"""Build the report's template: `python -m documents.templates.make_template` writes report.docx beside this file.

The template is meant to be restyled in Word; whoever changes its words or columns changes them here or there. What
stands in double braces is filled in, the rows with «tr» are repeated (docxtpl's marks).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell

_WIDTHS = (Cm(1.2), Cm(5.3), Cm(8.2), Cm(3.0), Cm(7.5))
_HEADINGS = ("№", "Рекомендация", "Способ решения", "Срок решения", "Проведено {{ in_half }}")
_ITEM = ("{{ row.number }}", "{{ row.recommendation }}", "{{ row.work }}", "{{ row.deadlines }}", "{{ row.report }}")


def main() -> None:
    """Write the template."""
    document = docx.Document()
    _set_page(document)
    for text in ("{{ heading }}", "{{ title }}", "{{ for_half }}"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.add_run(text).bold = True
    table = document.add_table(rows=0, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    _row(table, _HEADINGS, bold=True)._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _mark(table, "{%tr for row in rows %}")
    _mark(table, "{%tr if row.section %}")
    _section(table, "{{ row.section }}")
    _mark(table, "{%tr else %}")
    _row(table, _ITEM)
    _mark(table, "{%tr endif %}")
    _mark(table, "{%tr endfor %}")
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    document.save(str(Path(__file__).with_name("report.docx")))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)


def _row(table: Any, texts: tuple[str, ...], *, bold: bool = False) -> Any:
    row = table.add_row()
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
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
