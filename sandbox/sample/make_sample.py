"""Build the demo's roadmap: `python -m sandbox.sample.make_sample` writes roadmap.docx beside it.

It needs python-docx, as the program does not. The document is committed: run this after changing
its text.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

from sandbox.sample.content import HEADINGS, ROWS, TITLE

_WIDTHS = (Cm(1.2), Cm(6.3), Cm(12.2), Cm(4.0))
#: Fixed, so that the same text gives the same file.
_MADE = datetime.datetime(2026, 8, 28, 9, 0, tzinfo=datetime.UTC)


def main() -> None:
    """Write the document."""
    document = docx.Document()
    _set_page(document)
    _write_title(document)
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], HEADINGS, bold=True)
    # Repeat the heading row on every page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    number = 0
    for row in ROWS:
        cells = table.add_row()
        if len(row) == 1:
            merged = cells.cells[0].merge(cells.cells[-1])
            _say(merged, row[0], bold=True)
            continue
        number += 1
        _fill(cells, (f"{number}.", *row))
    for grid_column, width in zip(table.columns, _WIDTHS, strict=True):
        grid_column.width = width
    document.save(str(Path(__file__).with_name("roadmap.docx")))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    properties = document.core_properties
    properties.author, properties.title = "Управление образования", TITLE[0]
    properties.created = properties.modified = _MADE


def _write_title(document: Document) -> None:
    for text in TITLE:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.add_run(text).bold = True


def _fill(row: _Row, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        cell.width = width
        _say(cell, text, bold=bold)


def _say(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """A paragraph a line, without the space that the style leaves under each."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(10), bold or None


if __name__ == "__main__":
    main()
