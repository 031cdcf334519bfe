"""The report in the form of its source: its column filled or added, and nothing else changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from documents.files.word_in import read_docx
from documents.tables.reading import read_document
from documents.writing.report import write_report
from roadmap.errors import UnreadableDocument
from roadmap.model import Period, ReportingPeriod
from roadmap.report.composing import ReportLine
from tests.documents_out.shared import FIRST, SECOND, YEAR, invented_lines, sample, table_of, to_pdf


@pytest.mark.parametrize("kind", ["plan", "report"])
@pytest.mark.parametrize("half", [FIRST, SECOND])
def test_no_cell_but_those_of_the_report_column_differs_from_the_source(
    kind: str, half: ReportingPeriod
) -> None:
    source = sample(kind)
    written = write_report(source, invented_lines(), half, YEAR)
    before, after = table_of(source), table_of(written)
    assert [row.texts(4) for row in before.rows] == [row.texts(4) for row in after.rows]


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_every_item_gets_its_own_text(kind: str) -> None:
    lines = invented_lines()
    table = table_of(write_report(sample(kind), lines, FIRST, YEAR))
    said = [row.texts(5)[4] for row in table.rows if len(row.cells) == 5]
    assert said[0] == "Проведено в 1 полугодии 2019-2020 учебного года"
    assert said[1:] == [line.text for line in lines]


def test_a_plan_becomes_a_report_by_its_title() -> None:
    title = table_of(write_report(sample("plan"), invented_lines(), FIRST, YEAR)).above
    assert (
        title[0]
        == "Отчет о выполнении «дорожной карты» по выполнению решения Совместного совещания"
    )
    assert title[-1] == "за 1 полугодие 2019-2020 учебного года"


def test_a_report_keeps_its_title_but_for_the_half_year() -> None:
    source = sample("report")
    before, after = (
        table_of(source).above,
        table_of(write_report(source, invented_lines(), SECOND, YEAR)).above,
    )
    assert before[:-1] == after[:-1]
    assert after[-1] == "за 2 полугодие 2019-2020 учебного года"


def test_the_heading_of_the_second_half_year_says_vo_vtorom() -> None:
    table = table_of(write_report(sample("report"), invented_lines(), SECOND, YEAR))
    assert table.rows[0].texts(5)[4] == "Проведено во 2 полугодии 2019-2020 учебного года"


def test_merged_section_rows_reach_over_the_added_column() -> None:
    table = table_of(write_report(sample("plan"), invented_lines(), FIRST, YEAR))
    assert {row.cells[0].span for row in table.rows if len(row.cells) == 1} == {5}


def test_the_added_column_fits_the_page() -> None:
    written = docx.Document(io.BytesIO(write_report(sample("plan"), invented_lines(), FIRST, YEAR)))
    section = written.sections[0]
    page = section.page_width - section.left_margin - section.right_margin
    widths = [column.width for column in written.tables[0].columns]
    assert len(widths) == 5
    assert sum(widths) <= page * 1.01
    assert widths[0] == docx.Document(io.BytesIO(sample("plan"))).tables[0].columns[0].width


def test_a_table_that_a_printer_would_cut_is_drawn_back_to_the_page() -> None:
    written = docx.Document(
        io.BytesIO(write_report(sample("report"), invented_lines(), FIRST, YEAR))
    )
    section = written.sections[0]
    page = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in written.tables[0].columns) <= page * 1.01


def test_a_table_that_fits_keeps_its_widths() -> None:
    once = write_report(sample("plan"), invented_lines(), FIRST, YEAR)
    twice = write_report(once, invented_lines(), SECOND, YEAR)
    widths = [
        [c.width for c in docx.Document(io.BytesIO(one)).tables[0].columns] for one in (once, twice)
    ]
    assert widths[0] == widths[1]


def test_filled_cells_are_in_the_type_size_of_their_neighbours() -> None:
    written = docx.Document(io.BytesIO(write_report(sample("plan"), invented_lines(), FIRST, YEAR)))
    run = written.tables[0].rows[3].cells[4].paragraphs[1].runs[0]
    assert run.font.size.pt == 10


def test_every_other_part_of_the_file_keeps_its_bytes() -> None:
    source = sample("plan")
    before, after = (
        zipfile.ZipFile(io.BytesIO(content))
        for content in (source, write_report(source, invented_lines(), FIRST, YEAR))
    )
    assert before.namelist() == after.namelist()
    assert [n for n in before.namelist() if before.read(n) != after.read(n)] == [
        "word/document.xml"
    ]


def test_the_same_report_is_the_same_file() -> None:
    source = sample("plan")
    assert write_report(source, invented_lines(), FIRST, YEAR) == write_report(
        source, invented_lines(), FIRST, YEAR
    )


def test_a_report_written_twice_has_one_report_column() -> None:
    once = write_report(sample("plan"), invented_lines(), FIRST, YEAR)
    twice = write_report(once, invented_lines(), FIRST, YEAR)
    assert table_of(once).rows == table_of(twice).rows
    assert table_of(once).above == table_of(twice).above


def test_an_item_that_is_not_named_keeps_its_report() -> None:
    source = sample("report")
    table = table_of(write_report(source, [ReportLine(5, "6.", "Олимпиада прошла.")], FIRST, YEAR))
    before = {
        row.cells[0].text: row.texts(5)[4] for row in table_of(source).rows if len(row.cells) == 5
    }
    after = {row.cells[0].text: row.texts(5)[4] for row in table.rows if len(row.cells) == 5}
    assert after.pop("6.") == "Олимпиада прошла."
    before.pop("6.")
    assert before == after


def test_signs_that_xml_forbids_are_left_out_of_a_cell() -> None:
    lines = [ReportLine(n, f"{n + 1}.", "Охват <60%> & «рост»\x00\x0b") for n in range(16)]
    table = table_of(write_report(sample("plan"), lines, FIRST, YEAR))
    assert table.rows[3].texts(5)[4] == "Охват <60%> & «рост»"


def small_plan(title: str, rows: list[list[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


ROWS = [
    ["№ п/п", "Мероприятие", "Срок", "Ответственный"],
    ["1", "2", "3", "4"],
    ["1", "Ремонт кровли", "март", "Отдел образования"],
    ["1", "Ремонт пола", "май", "Отдел культуры"],
]


def test_repeated_numbers_take_their_texts_in_order() -> None:
    lines = [ReportLine(0, "1", "Кровля готова."), ReportLine(1, "1", "Пол готов.")]
    table = table_of(
        write_report(small_plan("План работы на 2026 год", ROWS), lines, *first_half_2026())
    )
    assert [row.texts(5)[4] for row in table.rows] == [
        "Проведено в 1 полугодии 2026 года",
        "5",
        "Кровля готова.",
        "Пол готов.",
    ]


def test_of_repeated_numbers_the_first_text_is_written_once_where_other_items_have_none() -> None:
    rows = [
        ROWS[0],
        ["1", "Ремонт кровли", "март", "Отдел образования"],
        ["2", "Ремонт пола", "май", "Отдел культуры"],
        ["3", "Ремонт окон", "июнь", "Отдел спорта"],
    ]
    lines = [ReportLine(3, "1", "Пол готов."), ReportLine(0, "1.", "Кровля готова.")]
    table = table_of(
        write_report(small_plan("План работы на 2026 год", rows), lines, *first_half_2026())
    )
    assert [row.texts(5)[4] for row in table.rows][1:] == ["Кровля готова.", "", ""]


def test_an_upright_page_is_laid_on_its_side_for_a_fifth_column() -> None:
    written = docx.Document(
        io.BytesIO(write_report(small_plan("План", ROWS), [], *first_half_2026()))
    )
    assert written.sections[0].page_width > written.sections[0].page_height


@pytest.mark.parametrize(
    ("title", "changed"),
    [
        (
            "Дорожная карта спорта на 2026 год",
            "Отчет о выполнении дорожной карты спорта за 1 полугодие 2026 года",
        ),
        (
            "ПЛАН МЕРОПРИЯТИЙ («ДОРОЖНАЯ КАРТА») НА 2026 ГОД",
            "ОТЧЕТ О ВЫПОЛНЕНИИ ПЛАНА МЕРОПРИЯТИЙ («ДОРОЖНОЙ КАРТЫ») ЗА 1 ПОЛУГОДИЕ 2026 ГОДА",
        ),
        (
            "План работы отдела на 2026 год",
            "Отчет о выполнении плана работы отдела за 1 полугодие 2026 года",
        ),
        (
            "Сводный план-график на 2026 год",
            "Отчет о выполнении сводного плана-графика за 1 полугодие 2026 года",
        ),
        (
            "Городской комплекс мер на 2026 год",
            "Отчет о выполнении городского комплекса мер за 1 полугодие 2026 года",
        ),
        (
            "Рабочая программа на 2026 год",
            "Отчет о выполнении рабочей программы за 1 полугодие 2026 года",
        ),
        (
            "План «Здоровье» на 2026 г.",
            "Отчет о выполнении плана «Здоровье» за 1 полугодие 2026 года",
        ),
        ("Отчёт о плане за II полугодие 2025 года", "Отчёт о плане за 1 полугодие 2026 года"),
    ],
)
def test_a_title_becomes_the_reports(title: str, changed: str) -> None:
    table = table_of(write_report(small_plan(title, ROWS), [], *first_half_2026()))
    assert table.above == (changed,)


def test_a_year_in_a_line_of_its_own_becomes_the_half_year() -> None:
    table = table_of(write_report(small_plan("План\n2026 год", ROWS), [], *first_half_2026()))
    assert table.above == ("Отчет о выполнении плана", "за 1 полугодие 2026 года")


def test_a_title_without_a_year_gets_a_line_that_names_the_half_year() -> None:
    table = table_of(write_report(small_plan("Дорожная карта", ROWS), [], *first_half_2026()))
    assert table.above == ("Отчет о выполнении дорожной карты", "за 1 полугодие 2026 года")


def test_a_document_without_a_roadmap_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        write_report(
            small_plan("Список", [["Фамилия", "Имя"], ["Белов", "Олег"]]), [], *first_half_2026()
        )


def first_half_2026() -> tuple[ReportingPeriod, Period]:
    year = Period.calendar(2026)
    return year.halves()[0], year


def test_libreoffice_opens_the_report(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(write_report(sample("plan"), invented_lines(), FIRST, YEAR))
    assert to_pdf(path).read_bytes().startswith(b"%PDF")


def test_forty_items_are_read_again_as_they_were_written() -> None:
    rows = [ROWS[0], *([str(n), "Ремонт школы", "март", "Отдел"] for n in range(1, 41))]
    lines = [ReportLine(n, str(n + 1), f"Сделано {n}.") for n in range(40)]
    tables = read_docx(
        write_report(small_plan("План на 2026 год", rows), lines, *first_half_2026())
    )
    assert [row.texts(5)[4] for row in tables[0].rows[1:]] == [line.text for line in lines]


def _plan_of_four_equal_columns(rows: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("План работы на 2026-2027 учебный год")
    table = document.add_table(1, 4)
    for cell, words in zip(
        table.rows[0].cells, ("№", "Рекомендация", "Мероприятие", "Срок"), strict=True
    ):
        cell.text = words
    for number in range(1, rows + 1):
        cells = table.add_row().cells
        for cell, words in zip(
            cells,
            (
                str(number),
                "Высокомотивированные школьники",
                "Семинар директоров",
                "Октябрь\nВ течение года",
            ),
            strict=True,
        ):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _written_into_the_plan(texts: dict[str, str]) -> docx.document.Document:
    source = _plan_of_four_equal_columns(3)
    draft = read_document(source, "plan.docx", YEAR, YEAR.start)
    lines = [
        ReportLine(at, item.number, texts.get(item.number, ""), item.origin)
        for at, item in enumerate(draft.items)
    ]
    return docx.Document(io.BytesIO(write_report(source, lines, FIRST, YEAR, draft.heads)))


def test_the_heading_is_on_every_page_and_a_short_row_is_not_torn() -> None:
    written = _written_into_the_plan({"1": "Проведён.", "2": "Проведена встреча. " * 40})
    look = [
        {child.tag.rpartition("}")[2] for child in row._tr.trPr}
        if row._tr.trPr is not None
        else set()
        for row in written.tables[0].rows
    ]
    assert look == [{"cantSplit", "tblHeader"}, {"cantSplit"}, set(), {"cantSplit"}]


def test_a_column_of_numbers_gives_its_room_to_one_whose_words_would_be_torn() -> None:
    before = docx.Document(io.BytesIO(_plan_of_four_equal_columns(3))).tables[0].columns
    written = _written_into_the_plan({"1": "Проведён."})
    number, about, *_ = [column.width for column in written.tables[0].columns]
    assert about > number
    assert about.pt > 6.25 * len("Высокомотивированные")
    assert number < before[0].width
