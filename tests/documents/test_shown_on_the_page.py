"""What a Word page shows is read, and nothing else."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from documents.tables.reading import read_document
from roadmap.model import Caution, CautionCode, Draft, InTable, InText
from tests.documents.sets.told import told
from tests.documents.sets.word import UP, Plan, W, repacked
from tests.documents_out.shared import lines_of, reported

TODAY = date(2026, 1, 15)
TITLE = "План мероприятий города Клетина на 2026 год"
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")
ROWS = (("1", "Ремонт", "до 15 марта", "МКУ"), ("2", "Приёмка", "июнь", "УКС"))
BOTH = ["1 Ремонт @ 2026-03-15 | МКУ", "2 Приёмка @ 2026-06-30 | УКС"]


def plan(*rows: tuple[str, ...]) -> Plan:
    return Plan(TITLE).table(HEADER, *(rows or ROWS))


def read(made: Plan | bytes) -> Draft:
    content = made if isinstance(made, bytes) else made.bytes()
    return read_document(content, "план.docx", None, TODAY)


def off(run: Any, name: str, value: str | None = None) -> None:
    """Hide or strike out a run by the property `name`."""
    mark = OxmlElement(f"w:{name}")
    if value is not None:
        mark.set(qn("w:val"), value)
    run._r.get_or_add_rPr().append(mark)


def style_off(plan: Plan, style: Any, name: str) -> Any:
    style.element.get_or_add_rPr().append(OxmlElement(f"w:{name}"))
    return style


@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_words_that_are_hidden_or_struck_out_are_not_there(name: str) -> None:
    made = plan()
    paragraph = made.cell(1, 2).paragraphs[0]
    off(paragraph.runs[0], name)
    paragraph.add_run("до 20 апреля")
    off(made.cell(2, 1).paragraphs[0].add_run(" (черновик)"), name)
    off(made.cell(2, 1).paragraphs[0].add_run(" школ"), name, "0")
    off(made.document.paragraphs[0].add_run(" и 2027 год"), name)
    draft = read(made)
    assert told(draft) == ["1 Ремонт @ 2026-04-20 | МКУ", "2 Приёмка школ @ 2026-06-30 | УКС"]
    assert draft.title == TITLE


@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_words_that_their_style_hides_or_strikes_out_are_not_there(name: str) -> None:
    made = plan()
    styles = made.document.styles
    base = style_off(made, styles.add_style("Снято", WD_STYLE_TYPE.CHARACTER), name)
    own = styles.add_style("Снято позже", WD_STYLE_TYPE.CHARACTER)
    own.base_style = base
    whole = style_off(made, styles.add_style("Снятый абзац", WD_STYLE_TYPE.PARAGRAPH), name)
    made.cell(1, 1).paragraphs[0].add_run(" крыш").style = own
    added = made.cell(2, 3).add_paragraph(style=whole)
    added.add_run("Отдел")
    shown = made.cell(2, 3).add_paragraph(style=whole)
    off(shown.add_run("Штаб"), name, "false")
    assert told(read(made)) == ["1 Ремонт @ 2026-03-15 | МКУ", "2 Приёмка @ 2026-06-30 | УКС, Штаб"]


def test_a_row_whose_words_are_all_struck_out_is_no_item_and_is_counted_in_its_place() -> None:
    made = plan(ROWS[0], ("2", "Снос", "май", "МКУ"), ("3", "Приёмка", "июнь", "УКС"))
    for cell in made.document.tables[0].rows[2].cells:
        off(cell.paragraphs[0].runs[0], "strike")
    draft = read(made)
    assert told(draft) == [BOTH[0], "3 Приёмка @ 2026-06-30 | УКС"]
    assert [item.origin for item in draft.items] == [
        InTable(0, 1, 1, 1, None),
        InTable(0, 3, 3, 1, None),
    ]
    assert Caution.of(CautionCode.LEFT_OUT, count="1") in draft.warnings


def test_a_struck_out_row_beside_a_merged_cell_adds_nothing_to_its_neighbours() -> None:
    made = plan(("1", "Ремонт", "до 15 марта", "МКУ"), (UP, "Снос", "май", UP), ROWS[1])
    for column in (1, 2):
        off(made.cell(2, column).paragraphs[0].runs[0], "strike")
    assert told(read(made)) == BOTH


def test_hidden_rows_are_no_items_and_their_automatic_numbers_are_not_counted() -> None:
    made = plan(("", "Ремонт", "март", ""), ("", "Снос", "май", ""), ("", "Приёмка", "июнь", ""))
    rows = made.number_column().document.tables[0].rows
    rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    shown = OxmlElement("w:hidden")
    shown.set(qn("w:val"), "0")
    rows[3]._tr.get_or_add_trPr().append(shown)
    draft = read(made)
    assert told(draft) == ["1 Ремонт @ 2026-03-31", "2 Приёмка @ 2026-06-30"]
    assert Caution.of(CautionCode.LEFT_OUT, count="1") in draft.warnings


def test_a_struck_out_item_keeps_its_automatic_number_as_on_the_page() -> None:
    made = plan(("", "Ремонт", "март", ""), ("", "Снос", "май", ""), ("", "Приёмка", "июнь", ""))
    row = made.number_column().document.tables[0].rows[2]
    for column in (1, 2):
        off(row.cells[column].paragraphs[0].runs[0], "strike")
    assert told(read(made)) == ["1 Ремонт @ 2026-03-31", "3 Приёмка @ 2026-06-30"]


def test_hidden_rows_of_a_table_within_a_cell_are_not_there() -> None:
    made = plan()
    inner = made.cell(1, 1).add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "- кровли;", "- тайника."
    inner.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    assert "тайника" not in repr(read(made))


def test_a_cell_that_a_tracked_change_deleted_is_not_there_and_the_others_keep_their_columns() -> (
    None
):
    header = ("№", "Мероприятие", "Старый срок", "Срок", "Ответственный")
    made = Plan(TITLE).table(header, ("1", "Ремонт", "до 1 февраля", "до 15 марта", "МКУ"))
    for row in made.document.tables[0].rows:
        row.cells[2]._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:cellDel {W} w:id="1" w:author="А" w:date="2025-09-01T10:00:00Z"/>')
        )
    draft = read(made)
    assert told(draft) == BOTH[:1]
    report = docx.Document(io.BytesIO(reported(made.bytes(), draft))).tables[0]
    assert report.rows[1].cells[5].text == lines_of(draft)[0].text


@pytest.mark.parametrize("order", ["cellDel cellIns", "cellIns cellDel"])
def test_a_cell_inserted_beside_a_deleted_one_stands_in_its_column(order: str) -> None:
    """Word keeps both cells of a tracked change of a table; the rows around have one."""
    header = ("№", "Мероприятие", "Срок", "Ответственный", "Отметка об исполнении")
    made = Plan(TITLE).table(header, ("1", "Ремонт", "до 15 марта", "МКУ", ""))
    stays = made.cell(1, 2)._tc
    other = copy.deepcopy(stays)
    for text in other.iter(qn("w:t")):
        text.text = "до 1 февраля"
    stays.addprevious(other)
    if order.startswith("cellIns"):
        stays.getparent().remove(stays)
        other.addprevious(stays)
    for cell, sign in ((stays, "cellIns"), (other, "cellDel")):
        cell.get_or_add_tcPr().append(
            parse_xml(f'<w:{sign} {W} w:id="1" w:author="А" w:date="2025-09-01T10:00:00Z"/>')
        )
    draft = read(made)
    assert told(draft) == BOTH[:1]
    report = docx.Document(io.BytesIO(reported(made.bytes(), draft))).tables[0]
    last = report.rows[1]._tr.tc_lst[-1]
    said = "\n".join(paragraph.text for paragraph in _Cell(last, report).paragraphs)
    assert said == lines_of(draft)[0].text


def test_a_whole_column_that_was_inserted_keeps_its_place() -> None:
    made = Plan(TITLE).table(
        ("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Ремонт", "до 15 марта", "МКУ")
    )
    for row in made.document.tables[0].rows:
        row.cells[2]._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:cellIns {W} w:id="1" w:author="А" w:date="2025-09-01T10:00:00Z"/>')
        )
    off(made.cell(1, 0).paragraphs[0].add_run(" (было 3)"), "strike")  # the page is no plain one
    assert told(read(made)) == BOTH[:1]


def _control(text: str, look: str) -> str:
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "around",
    ["<w:r><w:t>МКУ</w:t></w:r>", "<w:p><w:r><w:t>МКУ</w:t></w:r></w:p>"],
    ids=["a control in the line", "a control around the paragraph"],
)
@pytest.mark.parametrize("hint", ["Место для ввода текста.", "Выберите элемент."])
def test_the_hint_of_an_empty_control_is_no_text(around: str, hint: str) -> None:
    empty = _control(around.replace("МКУ", hint), "<w:showingPlcHdr/>")
    tail = "<w:p/>" if "<w:p>" in around else ""

    def change(part: str) -> str:
        return part.replace(around, empty + tail)

    content = repacked(plan().bytes(), change)
    assert hint in _part(content)
    assert told(read(content)) == ["1 Ремонт @ 2026-03-15", BOTH[1]]


def _part(content: bytes) -> str:
    return str(docx.Document(io.BytesIO(content)).element.xml)


def test_what_was_chosen_in_a_control_is_text() -> None:
    choice = '<w:dropDownList><w:listItem w:displayText="УКС"/></w:dropDownList>'
    chosen = _control("<w:r><w:t>МКУ</w:t></w:r>", choice)
    content = repacked(
        plan().bytes(), lambda part: part.replace("<w:r><w:t>МКУ</w:t></w:r>", chosen)
    )
    assert told(read(content)) == BOTH


@pytest.mark.parametrize(
    ("result", "said"),
    [('<w:result w:val="1"/>', "УКС"), ('<w:default w:val="2"/>', "Отдел"), ("", "МКУ")],
)
@pytest.mark.parametrize("repeated", [False, True])
def test_the_chosen_value_of_a_forms_list_is_text_once(
    result: str, said: str, repeated: bool
) -> None:
    entries = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("МКУ", "УКС", "Отдел"))
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{result}{entries}</w:ddList>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + (f"<w:r><w:t>{said}</w:t></w:r>" if repeated else "")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = repacked(
        plan().bytes(), lambda part: part.replace("<w:r><w:t>МКУ</w:t></w:r>", field)
    )
    assert told(read(content)) == [f"1 Ремонт @ 2026-03-15 | {said}", BOTH[1]]


def test_a_formulas_letters_are_text() -> None:
    made = plan()
    made.cell(1, 1).paragraphs[0]._p.append(
        parse_xml(
            f"<m:oMath {nsdecls('m')}><m:r><m:t> при t </m:t></m:r><m:r><m:t>&lt; 5</m:t></m:r></m:oMath>"
        )
    )
    assert told(read(made)) == ["1 Ремонт при t < 5 @ 2026-03-15 | МКУ", BOTH[1]]


def _in_custom_xml(part: str) -> str:
    cell = part[part.rindex("<w:tc>") : part.rindex("</w:tc>") + len("</w:tc>")]
    return part.replace(cell, f'<w:customXml w:uri="x" w:element="y">{cell}</w:customXml>')


def test_a_cell_within_custom_xml_is_a_cell() -> None:
    def change(part: str) -> str:
        return _in_custom_xml(part) if "<w:tc>" in part else part

    content = repacked(plan().bytes(), change)
    assert "customXml" in _part(content)
    assert told(read(content)) == BOTH


def test_a_paper_keeps_the_place_of_each_item_beside_hidden_paragraphs() -> None:
    made = Plan(TITLE, "1. Провести субботник.", "Срок – до 30 апреля.")
    off(made.document.add_paragraph().add_run("2. Тайное дело. Срок – до 1 мая."), "vanish")
    made.text("2. Открыть площадку.").text("Срок – до 30 июня.")
    draft = read(made)
    assert [item.origin for item in draft.items] == [InText(1, 2), InText(4, 5)]
    written = docx.Document(io.BytesIO(reported(made.bytes(), draft))).paragraphs
    hidden = [one for one in written if one.text.startswith("2. Тайное")]
    assert [run._r.find(qn("w:rPr")) is not None for run in hidden[0].runs] == [True]
    (place,) = (n for n, one in enumerate(written) if one.text == "Срок – до 30 июня.")
    assert written[place + 1].text == "Исполнение: Проведено 2."


def test_the_column_of_a_report_beside_a_deleted_one_is_not_deleted_too() -> None:
    made = Plan(TITLE).table(
        ("№", "Мероприятие", "Срок", "Лишнее"), ("1", "Ремонт", "до 15 марта", "МКУ")
    )
    for row in made.document.tables[0].rows:
        row.cells[3]._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:cellDel {W} w:id="1" w:author="А" w:date="2025-09-01T10:00:00Z"/>')
        )
    draft = read(made)
    report = reported(made.bytes(), draft)
    assert read(report).items[0].progress == lines_of(draft)[0].text


def _hide_row(made: Plan) -> None:
    made.document.tables[0].rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))


def _hide_words(made: Plan) -> None:
    for cell in made.document.tables[0].rows[1].cells:
        off(cell.paragraphs[0].runs[0], "vanish")


def _strike_row(made: Plan) -> None:
    for cell in made.document.tables[0].rows[1].cells:
        off(cell.paragraphs[0].runs[0], "strike")


@pytest.mark.parametrize("take_off", [_hide_row, _hide_words, _strike_row])
def test_a_report_makes_nothing_visible_that_was_not(take_off: Callable[[Plan], None]) -> None:
    made = plan()
    take_off(made)
    before = made.document.tables[0].rows[1]
    draft = read(made)
    assert told(draft) == BOTH[1:]
    written = docx.Document(io.BytesIO(reported(made.bytes(), draft))).tables[0]
    after = written.rows[1]
    look = qn("w:rPr")
    for was, now in zip(before.cells, after.cells, strict=False):
        assert [run._r.find(look) is not None for run in now.paragraphs[0].runs] == [
            run._r.find(look) is not None for run in was.paragraphs[0].runs
        ]
        assert was.text == now.text
    assert after.cells[-1].text == ""
    assert written.rows[2].cells[-1].text == lines_of(draft)[0].text
