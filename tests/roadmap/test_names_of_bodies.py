"""Names of bodies, posts and groups as documents write them: the same, likely the same, or two."""

from __future__ import annotations

import pytest

from roadmap.directory.likeness import Known, Likeness, likeness
from roadmap.directory.names import key_of, name_of, names_person, tidy
from roadmap.model import BodyKind

SAME = [
    ("Отдел культуры", "Отделу культуры (по согласованию)"),
    ("Отдел культуры", "отделом  культуры"),
    ("Управление образования", "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"),
    ("Управление образования", "Управлением образования."),
    ("Управление образования", "Упр. обр."),
    ("Руководители ОУ", "Руководителям ОУ"),
    ("Зам. директора по ВР", "Заместитель директора по ВР"),
    ("Зам. директора по ВР", "Замдиректора по ВР"),
    ("МБОУ «СОШ № 5»", "МБОУ СОШ №5"),
    ("Школа N 5", 'школы "№ 5"'),
    ("Кл. рук.", "Классные руководители"),
    ("Директор школы", "И.о. директора школы"),
    ("Отдел по делам молодёжи", "отделу по делам молодежи"),
    ("Администрация посёлка Ключи", "Администрации поселка Ключи"),
    ("Музей", "Музея"),
]
LIKELY = [
    ("УО", "Управление образования", Likeness.SHORTENED),
    ("Упр. обр-я", "Управление образования", Likeness.SHORTENED),
    ("ДК «Заря»", "Дом культуры «Заря»", Likeness.SHORTENED),
    ("ЦБС", "Централизованная библиотечная система", Likeness.SHORTENED),
    ("КДНиЗП", "Комиссия по делам несовершеннолетних и защите их прав", Likeness.SHORTENED),
    (
        "Зам. директора по УВР",
        "Заместитель директора по учебно-воспитательной работе",
        Likeness.SHORTENED,
    ),
    ("Руководители ОУ", "Руководители образовательных учреждений", Likeness.SHORTENED),
    ("МБОУ СОШ № 5", "школа № 5", Likeness.FORM),
    ("МОУ СОШ № 5", "МБОУ СОШ № 5", Likeness.FORM),
    (
        "Муниципальное бюджетное общеобразовательное учреждение "
        "«Средняя общеобразовательная школа № 5»",
        "СОШ № 5",
        Likeness.FORM,
    ),
    ("МБДОУ № 3", "детский сад № 3", Likeness.FORM),
    ("МБДОУ детский сад № 3", "детский сад № 3", Likeness.FORM),
    ("МБОУ СОШ № 5 им. А.С. Громова", "СОШ № 5", Likeness.NAMED_AFTER),
    (
        "Управление образования администрации Советского района",
        "Управление образования",
        Likeness.PLACE,
    ),
    ("УО Советского района", "Управление образования", Likeness.PLACE),
    (
        "УО Советского района",
        "Управление образования администрации Советского района",
        Likeness.PLACE,
    ),
    ("Отдел культуры администрации", "Отдел культуры Советского района", Likeness.PLACE),
    ("Упрвление образования", "Управление образования", Likeness.SPELLING),
    ("Управелние образования", "Управление образования", Likeness.SPELLING),
]
TWO = [
    ("УО Советского района", "УО Заречного района"),
    ("Управление образования Советского района", "УО администрации Заречного района"),
    ("Отдел культуры города Ключи", "Отдел культуры города Заречье"),
    ("СОШ № 5", "СОШ № 6"),
    ("Школа № 5", "Детская музыкальная школа № 5"),
    ("МБДОУ № 5", "МБОУ № 5"),
    ("Директор школы", "Директора школ"),
    ("Руководитель ОУ", "Руководители ОУ"),
    ("Зам. директора по ВР", "Зам. директора по УВР"),
    ("Зам. директора по УР", "Зам. директора по ВР"),
    ("Отдел культуры", "Отдел культуры и спорта"),
    ("Отдел культуры", "Управление культуры"),
    ("ДК «Заря»", "ДК «Восход»"),
    ("Глава администрации района", "Глава района"),
    ("Классный руководитель 5А", "Классный руководитель 5Б"),
    ("УО", "Отдел культуры"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_quotes_remarks_and_usual_abbreviations_do_not_make_another_body(
    one: str, other: str
) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other", "why"), LIKELY)
def test_a_likely_name_has_another_key_and_a_reason(one: str, other: str, why: Likeness) -> None:
    assert key_of(one) != key_of(other)
    assert likeness(name_of(one), name_of(other)) is why
    assert likeness(name_of(other), name_of(one)) is why


@pytest.mark.parametrize(("one", "other"), TWO)
def test_bodies_of_two_districts_two_schools_two_posts_are_never_offered_for_one(
    one: str, other: str
) -> None:
    assert key_of(one) != key_of(other)
    assert likeness(name_of(one), name_of(other)) is None
    assert likeness(name_of(other), name_of(one)) is None


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            BodyKind.GROUP,
            "Руководители ОУ|классные руководители|Кл. рук. 9, 11 классов|Директора школ|Заведующие ДОУ"
            "|Мастера участков|Управляющие компании|Служащие министерства|Участковые комиссии|Слесари-ремонтники|Главы поселений|Учителя-предметники|педагоги|Образовательные организации|Школы района"
            "|ЖЭУ №№ 1, 2, 3|Администрации поселений|Администрации сельских поселений|Органы местного самоуправления|Члены комиссии|Родители",
        ),
        (
            BodyKind.POST,
            "Зам. директора по ВР|Директор школы|директора школы|Глава администрации|Зам. главы"
            "|Классный руководитель 5А|Педагог-психолог|Заведующий ДОУ|Главный врач|Учитель физкультуры",
        ),
        (
            BodyKind.BODY,
            "Управление образования|МБОУ СОШ № 5|Дом культуры|Администрация|Администрации посёлка|Совет школы|Районный Совет"
            "|Бухгалтерия|Приёмная директора|Диспетчерская служба|ТСЖ «Уютный двор»|ЖЭУ № 2|Рабочая группа|Комиссия по делам несовершеннолетних",
        ),
    ],
)  # fmt: skip
def test_what_a_name_names_is_guessed_by_its_first_words(kind: BodyKind, names: str) -> None:
    guessed = {name: name_of(name).kind for name in names.split("|")}
    assert guessed == dict.fromkeys(guessed, kind)


def test_a_person_is_no_body() -> None:
    people = "Орлова Е.А.|Сидорова О.Н|Белкин|Кузнецова Ольга|Ким Олег Иванович|Е.А. Орлова"
    assert [name for name in people.split("|") if not names_person(name)] == []
    bodies = "Управление образования|Директор школы|Родители|Педагоги|МБОУ СОШ № 5|Руководители ОУ"
    assert [name for name in bodies.split("|") if names_person(name)] == []


def test_the_directory_shows_a_name_without_its_remark() -> None:
    assert tidy("отдел  культуры (по согласованию)") == "Отдел культуры"


def test_the_surest_of_several_likely_bodies_comes_first() -> None:
    names = ["Управление образования Советского района", "Управление образования", "УО города"]
    known = Known((name_of(name), place) for place, name in enumerate(names))
    assert known.likely(name_of("УО")) == [
        (1, Likeness.SHORTENED),
        (0, Likeness.PLACE),
        (2, Likeness.PLACE),
    ]
    assert known.likely(name_of("УО Советского района"))[0] == (0, Likeness.SHORTENED)
    assert known.likely(name_of("Дума")) == []
