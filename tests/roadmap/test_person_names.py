"""Whether a name means a person: spellings, orders and cases; 320 names in all their cases.

names.tsv combines surnames, first names and patronymics at random: nobody is meant by them. Their
cases are those of the OpenCorpora dictionary and of the test sets of petrovich-eval.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.reading.person_names import (
    Likeness,
    fuller,
    means,
    name_order,
    one_person,
    readings,
)

SURELY, PERHAPS, NO = Likeness.SURELY, Likeness.PERHAPS, Likeness.NO
OLGA = "Кузнецова Ольга Ивановна"
ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("names.tsv").read_text(encoding="utf8").splitlines()[1:]
]


@pytest.mark.parametrize(
    "written",
    [
        "Кузнецова", "кузнецова", "КУЗНЕЦОВА О.И.", "Кузнецова О.И", "Кузнецова О. И.", "Кузнецова ОИ", "О.И. Кузнецова",
        "О. Кузнецова", "Ольга Кузнецова", "Кузнецова Ольга", "Ольга Ивановна Кузнецова", "Кузнецова  Ольга   Ивановна",
        "Кузнецова Ольга И.", "Кузнецовой О.И.", "Кузнецовой", "Кузнецову Ольгу", "Ольге Ивановне Кузнецовой",
        "Кузнецовой Ольгой Ивановной", "Кузнецовою", "Кузнецовa O.И.", "Кузнецова О.И..", "Кузнецова О.И. (по согласованию)",
    ],
)  # fmt: skip
def test_a_name_means_the_official_however_it_is_written(written: str) -> None:
    assert means(written, OLGA) is SURELY


@pytest.mark.parametrize(
    "written",
    ["Кузнецова О.П.", "Кузнецова А.", "Кузнецова Оксана", "Кузнецов О.И.", "Кузнецову Олегу", "Кузнецова Ольге",
     "Кузнечихина О.И.", "Ольга", "О.И.", "", " ", "Кузнецова 5", "Отдел О.И.", "Кузнецовым О.И."],
)  # fmt: skip
def test_a_name_that_says_something_else_means_somebody_else(written: str) -> None:
    assert means(written, OLGA) is NO


@pytest.mark.parametrize(
    ("written", "known", "likeness"),
    [
        ("Кузнецова О.", "Кузнецов Олег", PERHAPS),  # of Кузнецов, or a woman's name
        ("Кузнецова Олега", "Кузнецов Олег", SURELY),
        ("Кузнецову О.И.", "Кузнецов О.И.", SURELY),
        ("Кузнецову О.И.", "Кузнецова О.И.", SURELY),
        ("Иванову", "Иванов П.С.", SURELY),
        ("Кузнецова О.И.", "Кузнецова", PERHAPS),
        ("Кузнецова Ольга Ивановна", "Кузнецова О.И.", SURELY),
        ("Кузнецова Ольга Ивановна", "Кузнецова Ольга", PERHAPS),
        ("Семенов А.П.", "Семёнов Артём Петрович", SURELY),
        ("Артему Семенову", "Семёнов Артём Петрович", SURELY),
        ("Ольга Ивановна", OLGA, PERHAPS),
        ("Белова", "Кузнецова-Белова О.И.", PERHAPS),
        ("Кузнецовой-Беловой О.И.", "Кузнецова-Белова Ольга Ивановна", SURELY),
        ("Кузнецова - Белова", "Кузнецова-Белова Ольга Ивановна", SURELY),
        ("Салтыков-Щедрину", "Салтыков-Щедрин М.Е.", SURELY),
        ("Павлу Ковшу", "Ковш Павел Ильич", SURELY),
        ("Ковшу А.П.", "Ковш Анна Петровна", NO),  # a woman's is not declined
        ("Ковша П.", "Ковш П.И.", PERHAPS),
        ("Алиеву Расиму Керим оглы", "Алиев Расим Керим оглы", SURELY),
        ("Исайченко Анне", "Исайченко Анна Петровна", SURELY),
        ("Кравцу И.И.", "Кравец И.И.", SURELY),
        ("Заречной", "Заречная Н.", SURELY),
        ("Заречному", "Заречный Н.", SURELY),
        ("Толстому Льву", "Толстой Лев Николаевич", SURELY),
        ("Станкевич А.П.", "Станкевич Анна Петровна", SURELY),
        ("Кузнецова", "Кузнецовой О.И.", SURELY),  # stored as a document had it
    ],
)  # fmt: skip
def test_it_is_sure_only_where_no_other_reading_is_as_good(
    written: str, known: str, likeness: Likeness
) -> None:
    assert means(written, known) is likeness


@pytest.mark.parametrize(
    ("name", "other", "likeness"),
    [
        ("Кузнецова О.И.", OLGA, SURELY),
        ("Кузнецовой О.И.", OLGA, SURELY),
        ("Семёнов А.П.", "семенов  А.П", SURELY),
        ("Ким", "Ким", SURELY),
        ("Иванова Анна", "Иванова Анна", SURELY),
        ("Кузнецова О.", OLGA, PERHAPS),
        ("Кузнецова Ольга", "Кузнецова О.И.", PERHAPS),
        ("Кузнецова", OLGA, PERHAPS),
        ("Кузнецова О.И.", "Кузнецов О.И.", PERHAPS),
        ("Кузнецова О.И.", "Кузнецова О.П.", NO),
        ("Кузнецова О.И.", "Кузнецова Ольга Петровна", NO),
        ("Отдел культуры", "Отдел", NO),
        ("Управление образования", "Управление", NO),
        ("СОШ № 5", "СОШ № 5", SURELY),
    ],
)  # fmt: skip
def test_two_entries_are_one_person_only_where_both_tell_enough(
    name: str, other: str, likeness: Likeness
) -> None:
    assert one_person(name, other) is likeness
    assert one_person(other, name) is likeness


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_case_of_a_name_means_its_bearer(row: list[str]) -> None:
    surname, first, patronymic = row[0].split()
    for written in row:
        words = written.split()
        assert means(written, row[0]) is SURELY
        assert means(f"{words[1]} {words[2]} {words[0]}", row[0]) is SURELY
        assert means(f"{words[0]} {words[1]}", row[0]) is SURELY
        by_initials = f"{words[0]} {first[0]}.{patronymic[0]}."
        assert means(by_initials, row[0]) in (SURELY, PERHAPS)
        assert one_person(written, f"{surname} {first[0]}.{patronymic[0]}.") in (SURELY, PERHAPS)


def test_among_three_hundred_people_each_case_means_one_alone() -> None:
    known = [row[0] for row in ROWS]
    wrong = [
        (written, other)
        for row in ROWS
        for written in row
        for other in known
        if other != row[0] and means(written, other) is not NO
    ]
    assert wrong == []
    assert len(known) >= 300


def test_surnames_by_themselves_lead_to_few_others() -> None:
    """By «Фамилия И.О.» in any case: nobody is missed, and hardly anybody is asked about."""
    asked = missed = 0
    for row in ROWS:
        _, first, patronymic = row[0].split()
        for written in row:
            name = f"{written.split()[0]} {first[0]}.{patronymic[0]}."
            found = {other[0]: means(name, other[0]) for other in ROWS}
            missed += found[row[0]] is NO
            asked += SURELY not in found.values()
    assert missed == 0
    assert asked / (6 * len(ROWS)) < 0.25  # the genitive of a man is a woman's name


def test_yo_stands_among_e() -> None:
    names = ["Дубравин", "Дёмин", "Демидов", "Ёлкин", "Ежов", "дегтярёв", "Жуков"]
    assert sorted(names, key=name_order) == [
        "дегтярёв", "Демидов", "Дёмин", "Дубравин", "Ежов", "Ёлкин", "Жуков",
    ]  # fmt: skip


def test_the_fuller_of_two_spellings_is_kept() -> None:
    assert fuller("Кузнецова О.И.", OLGA) == OLGA
    assert fuller(OLGA, "Кузнецова О.И.") == OLGA
    assert fuller("Семенов А.П.", "Семёнов А.П.") == "Семенов А.П."


@pytest.mark.parametrize("text", ["Отдел 5", "СОШ «Лад»", "директор школы, завуч", "a" * 5000, "А" * 50_000, "-", "."])  # fmt: skip
def test_what_is_no_name_has_no_reading_or_a_harmless_one(text: str) -> None:
    assert len(readings(text)) <= 2
    assert means(text, OLGA) is NO
