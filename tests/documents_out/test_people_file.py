"""Lists of people as secretaries save them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from documents.child.reading import people_in_child
from documents.tables.people_file import PersonRow, read_people, write_links
from roadmap.errors import UnreadableDocument

TEXT = (
    "ФИО;Должность;Пункты\nВетрова Ольга Петровна;директор школы № 2;1-3, 7.2\n;;\nЛугов Пётр;;\n"
)
PEOPLE = [
    PersonRow("Ветрова Ольга Петровна", "директор школы № 2", "1-3, 7.2"),
    PersonRow("Лугов Пётр"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert read_people(TEXT.encode(encoding), "люди.csv") == PEOPLE


def test_commas_and_tabs_separate_as_well() -> None:
    assert read_people('ФИО,пункты\nВетрова Ольга,"1, 2"\n'.encode(), "a.csv") == [
        PersonRow("Ветрова Ольга", "", "1, 2")
    ]
    assert read_people("ФИО\tпункты\nВетрова Ольга\t1, 2\n".encode(), "a.csv") == [
        PersonRow("Ветрова Ольга", "", "1, 2")
    ]


def test_columns_may_stand_in_any_order_under_a_title() -> None:
    text = "Ответственные за дорожную карту;;\n№ пункта;Ф.И.О.;Место работы\n5;Лугов Пётр;архив\n"
    assert read_people(text.encode(), "a.csv") == [PersonRow("Лугов Пётр", "", "5", "архив")]


def test_excel_gives_the_same_people() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["ФИО", "Должность", "Пункты"])
        sheet.write_row(1, 0, ["Лугов Пётр", "архивист", 6])
        sheet.write_row(2, 0, ["Ветрова Ольга", "директор", 6.1])
    people = read_people(out.getvalue(), "люди.xlsx")
    assert people == [
        PersonRow("Лугов Пётр", "архивист", "6"),
        PersonRow("Ветрова Ольга", "директор", "6.1"),
    ]


def test_surname_first_name_and_patronymic_may_stand_in_three_columns() -> None:
    text = "№;Фамилия;Имя;Отчество;Должность;Школа;№ пункта\n1;Иванова;Анна;Петровна;директор;СОШ № 5;1-3\n2;Ким;Олег;;;;\n;;;;;;\n"
    people = read_people(text.encode(), "a.csv")
    assert people == [
        PersonRow("Иванова Анна Петровна", "директор", "1-3", "СОШ № 5"),
        PersonRow("Ким Олег"),
    ]
    assert [one.post for one in people] == ["директор, СОШ № 5", ""]


async def test_the_child_hands_over_every_column() -> None:
    text = "Фамилия;Имя;Должность;Школа;Пункты\nИванова;Анна;директор;СОШ № 5;1-3\n"
    people = await people_in_child(text.encode(), "a.csv")
    assert people == [PersonRow("Иванова Анна", "директор", "1-3", "СОШ № 5")]


@pytest.mark.parametrize(
    "heading",
    [
        "Фамилия, имя", "Фамилия Имя", "Фамилия и имя", "Имя, фамилия", "Фамилия, имя сотрудника",
        "ФИО", "Ф.И.О.", "Ф. И. О.", "ф.и.о", "Ф.И.О. ответственного", "ФИО сотрудника", "Сотрудник", "Ответственное лицо",
        "Ответственный", "Ответственные лица", "Ответственный исполнитель", "Исполнитель", "Фамилия, имя, отчество",
        "Фамилия Имя Отчество", "Фамилия, И.О.", "Ф.И.О. (полностью)", "ФИО ответственного лица", "Работник", "Фамилия",
        "Ответственный (Ф.И.О.)", "Должностное лицо", "Ф.И.О. руководителя", "ФИО педагога", "ФИО:", "Фамилия, имя, отчество (при наличии)",
    ],
)  # fmt: skip
def test_the_column_of_names_is_known_by_what_people_call_it(heading: str) -> None:
    text = f"№\t{heading}\tДолжность\n1\tЛугов Пётр\tархивист\n"
    assert read_people(text.encode(), "a.csv") == [PersonRow("Лугов Пётр", "архивист")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Должность", "job"), ("Занимаемая должность", "job"), ("Должность по штату", "job"),
        ("Место работы", "body"), ("Организация", "body"), ("Учреждение", "body"), ("ОУ", "body"), ("Школа", "body"),
        ("Наименование учреждения", "body"), ("Образовательная организация", "body"), ("Отдел", "body"),
        ("Структурное подразделение", "body"), ("Наименование ОУ (краткое)", "body"),
        ("Пункты", "items"), ("Пункт", "items"), ("№ пункта", "items"), ("Номера пунктов", "items"), ("№№ пунктов", "items"),
        ("Пункты плана", "items"), ("Пункты дорожной карты", "items"), ("Отвечает за пункты", "items"), ("Назначение", "items"),
        ("№ мероприятия", "items"), ("Мероприятие", "items"),
    ],
)  # fmt: skip
def test_other_columns_are_known_by_their_usual_headings(heading: str, field: str) -> None:
    text = f"ФИО;{heading}\nЛугов Пётр;x1\n"
    (person,) = read_people(text.encode(), "a.csv")
    assert getattr(person, field) == "x1"


def test_a_list_without_headings_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_people("Иванова Анна;директор\nПетров Олег;завуч\n".encode(), "a.csv")
    assert refused.value.key == "error-people-headings"


@pytest.mark.parametrize("content", ["Город;Улица\nа;б\n".encode(), b"", b"PK\x03\x04 torn"])
def test_a_file_that_is_no_list_of_people_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_people(content, "люди.csv")


def test_links_come_out_as_a_table_that_excel_opens() -> None:
    content = write_links([("Лугов Пётр", "https://t.me/bot?start=abc"), ("=1", "x")])
    assert (
        content.decode("utf-8-sig")
        == "ФИО;ссылка\r\nЛугов Пётр;https://t.me/bot?start=abc\r\n'=1;x\r\n"
    )
    assert content.startswith(b"\xef\xbb\xbf")
