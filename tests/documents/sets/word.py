"""Word documents for the set, built with python-docx as an office's Word would write them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
RIGHT = "→"  # the cell on the left spans this column too
UP = "↑"  # the cell above spans this row too


class Plan:
    """A document that grows by titles and tables; `bytes()` is the file."""

    def __init__(self, *title: str) -> None:
        self.document: Any = Document()
        for line in title:
            self.text(line)

    def text(self, line: str) -> Plan:
        self.document.add_paragraph(line)
        return self

    def table(self, *rows: Sequence[str]) -> Plan:
        """Rows of cells; «\\n» ends a paragraph, «\\v» is a soft break, RIGHT, UP merge cells."""
        table = self.document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text == RIGHT:
                    table.cell(at, column - 1).merge(table.cell(at, column))
                elif text == UP:
                    table.cell(at - 1, column).merge(table.cell(at, column))
                else:
                    _fill(table.cell(at, column), text)
        return self

    def number_column(self, template: str = "%1.") -> Plan:
        """Empty cells of the last table's first column get Word's automatic numbers."""
        numbering = self.document.part.numbering_part.element
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{template}"/></w:lvl>'
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{level}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
        )
        for row in self.document.tables[-1].rows[1:]:
            cell = row.cells[0]
            if not cell.text and cell._tc is not row.cells[-1]._tc:
                look = cell.paragraphs[0]._p.get_or_add_pPr()
                look.append(
                    parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
                )
        return self

    def cell(self, row: int, column: int) -> Any:
        return self.document.tables[-1].cell(row, column)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def _fill(cell: Any, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        for count, part in enumerate(line.split("\v")):
            run = paragraph.add_run()
            if count:
                run.add_break()
            run.add_text(part)


def raise_mark(cell: Any, mark: str) -> None:
    """A footnote's mark, typed by hand as a raised figure after the text of the cell."""
    run = cell.paragraphs[0].add_run(mark)
    run.font.superscript = True


def refer_to_footnote(cell: Any) -> None:
    """A real footnote's reference, which has no text of its own."""
    cell.paragraphs[0].add_run()._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))


def track_change(cell: Any, deleted: str, inserted: str) -> None:
    """Replace the text of a cell as Word does while it tracks changes."""
    paragraph = cell.paragraphs[0]
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    about = 'w:id="7" w:author="A" w:date="2025-09-01T10:00:00Z"'
    paragraph._p.append(
        parse_xml(f"<w:del {W} {about}><w:r><w:delText>{deleted}</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {W} {about}><w:r><w:t>{inserted}</w:t></w:r></w:ins>"))


def nest_table(cell: Any, *lines: str) -> None:
    """A table inside a cell, one row for each line."""
    inner = cell.add_table(len(lines), 1)
    for number, line in enumerate(lines):
        inner.cell(number, 0).text = line


def framed(*rows: Sequence[str], above: Sequence[str] = (), beside: Sequence[str] = ()) -> bytes:
    """A plan in a cell of a table that only frames it: under `above`, below the cells `beside`."""
    document: Any = Document()
    outer = document.add_table(2 if beside else 1, max(len(beside), 1))
    for column, text in enumerate(beside):
        outer.cell(0, column).text = text
    cell = outer.rows[-1].cells[0].merge(outer.rows[-1].cells[-1])
    cell.text = "\n".join(above)
    inner = cell.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            _fill(inner.cell(at, column), text)
    cell.add_paragraph("Исполнитель: Сидоров")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plans_in_cells(
    header: Sequence[str], *rows: tuple[Sequence[str], Sequence[Sequence[str]]], above: str
) -> bytes:
    """A table below the text `above`, with a plan in the last cell of each row but its header."""
    document: Any = Document()
    document.add_paragraph(above)
    outer = document.add_table(1 + len(rows), len(header))
    for at, (texts, plan) in enumerate([(header, ()), *rows]):
        for column, text in enumerate(texts):
            outer.cell(at, column).text = text
        if plan:
            inner = outer.cell(at, len(header) - 1).add_table(len(plan), len(plan[0]))
            for place, line in enumerate(plan):
                for column, text in enumerate(line):
                    _fill(inner.cell(place, column), text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(document: bytes, change: Callable[[str], str]) -> bytes:
    """The document with the text of each of its XML parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part.decode()) if name.endswith((".xml", ".rels")) else part)
    return out.getvalue()


def strictly(part: str) -> str:
    """A part under the names of Strict Open XML."""
    old = "http://schemas.openxmlformats.org"
    part = part.replace(
        f"{old}/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    return part.replace(
        f"{old}/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


def in_controls(part: str) -> str:
    """The table, its last row and its last text each in a content control."""
    part = re.sub(r"(?s)(<w:tbl>.*</w:tbl>)", lambda found: _control(found[1]), part)
    rows = re.findall(r"(?s)<w:tr>.*?</w:tr>", part)
    if rows:
        *_, run = re.findall(r"<w:r><w:t>[^<]*</w:t></w:r>", rows[-1])
        part = part.replace(rows[-1], _control(rows[-1].replace(run, _control(run))))
    return part


def in_text_box(part: str) -> str:
    """The table in a text box, as Word writes it twice: once for itself, once for old versions."""
    mc, v = (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "urn:schemas-microsoft-com:vml",
    )
    around = f'xmlns:mc="{mc}" xmlns:v="{v}"'

    def boxed(found: re.Match[str]) -> str:
        box = f"<w:txbxContent>{found[1]}<w:p/></w:txbxContent>"
        old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        new = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        return (
            f"<w:p><w:r><mc:AlternateContent {around}>{new}{old}</mc:AlternateContent></w:r></w:p>"
        )

    return re.sub(r"(?s)(<w:tbl>.*</w:tbl>)", boxed, part)


def _control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"
