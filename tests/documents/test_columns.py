from __future__ import annotations

from datetime import date

import pytest

from documents.child.reading import read_in_child
from documents.tables.reading import read_document
from documents.words.headings import Meaning, is_ditto, is_filler, meaning_of
from roadmap.errors import UnsureColumns
from roadmap.model import Caution, CautionCode
from tests.documents.sets.told import told
from tests.documents.sets.word import Plan

TODAY = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (Meaning.NUMBER, "№|№№ пп|Порядковый номер|Пункт|№ п/п|№ пп|№пп|№ п\\п|N п/п|п/п"),
        (
            Meaning.MEASURE,
            "Мероприятие|Мероприятия|Наименование мероприятий|Содержание работы|Содержание деятельности",
        ),
        (Meaning.MEASURE, "Направления деятельности|Способ решения|Мероприятия/ответственные"),
        (Meaning.POINT, "Контрольное событие|Контрольная точка|Наименование контрольной точки"),
        (
            Meaning.POINT_DEADLINE,
            "Планируемая дата наступления контрольного события|Срок контрольной точки",
        ),
        (
            Meaning.RECOMMENDATION,
            "Рекомендация по итогам совещания|Задачи|Направление|Направление работы|Модуль",
        ),
        (
            Meaning.DEADLINE,
            "Срок|Сроки|Срок\nрешения|Срок исполнения|Срок реализа-\nции|Дата|Дата, время|Периодичность",
        ),
        (Meaning.DEADLINE, "Планируемая дата наступления события|Сро\u00adки проведения*"),
        (Meaning.START, "Дата начала|Срок начало|Срок с|Плановое начало"),
        (Meaning.END, "Дата окончания реализации|Окончание|Срок исполнения по|Финиш"),
        (
            Meaning.RESPONSIBLE,
            "Ответственный|Ответственные лица|Отв. лица|Ответственный исполнитель|Исполнители",
        ),
        (Meaning.RESPONSIBLE, "Ответственные за выполнение мероприятий|Ответственный¹"),
        (
            Meaning.RESULT,
            "Ожидаемый результат|Планируемый результат реализации мероприятия|Итоговый документ",
        ),
        (
            Meaning.RESPONSIBLE,
            "Кем выполняется|Ф.И.О.|Организаторы|Структурное подразделение|Должностное лицо",
        ),
        (Meaning.RESULT, "Вид документа|Критерий|Показатель"),
        (
            Meaning.RESULT,
            "Ожидаемый эффект|Планируемый эффект|Социальный эффект|Отчётный документ|Целевое значение",
        ),
        (
            Meaning.REPORT,
            "Что сделано|Выполнение|Достигнутый результат|Степень готовности|Проделанная работа",
        ),
        (Meaning.OTHER, "Целевая аудитория|Сумма, тыс. руб.|Ед. изм.|Необходимые ресурсы|Контроль"),
        (
            Meaning.REPORT,
            "Проведено в 1 полугодии 2019-2020 учебного года|Отметка о выполнении|Комментарии",
        ),
        (Meaning.REPORT, "Фактическая дата наступления события|Ход исполнения"),
        (
            Meaning.REPORT,
            "Сведения о ходе реализации мероприятия|Реализованные меры по устранению недостатков",
        ),
        (
            Meaning.RECOMMENDATION,
            "Недостатки, выявленные в ходе независимой оценки качества|Замечания",
        ),
        (
            Meaning.MEASURE,
            "Пути решения|Наименование мероприятия по устранению недостатков|Вопросы контроля|Тема",
        ),
        (Meaning.MEASURE, "Необходимо сделать|Намеченные меры|Ремонтные работы|Активность"),
        (
            Meaning.DEADLINE,
            "Частота|Регулярность|Годы реализации|Выполнить до|Временные рамки|Отчётный период",
        ),
        (Meaning.DEADLINE, "Число|Дедлайн|Плановый срок реализации мероприятия"),
        (
            Meaning.RESPONSIBLE,
            "Кто|Отв|Курирующий заместитель|Ответственный исполнитель (с указанием фамилии, должности)",
        ),
        (Meaning.MARK, "I квартал|1 кв.|IV кв. 2026 г.|Октябрь"),
        (None, "Зачем|Как"),
    ],
)
def test_a_column_is_known_by_the_words_of_its_heading(
    meaning: Meaning | None, headings: str
) -> None:
    for heading in headings.split("|"):
        assert meaning_of(heading) is meaning, heading


def test_fillers_say_nothing_and_a_ditto_repeats() -> None:
    assert all(is_filler(text) for text in ("х", "-", "…..", "—//—", "", " – "))
    assert not is_filler("да")
    assert is_ditto("—//—")
    assert not is_ditto("-")


RIDDLE = Plan("Дела города Загадки на 2026 год").table(
    ("Ключ", "Суть", "Как", "Зачем"),
    ("а", "Мост", "март", "Ким О.А."),
    ("б", "Парк", "май", "Ким О.А."),
)


async def test_where_columns_are_unknown_the_first_rows_are_shown_and_the_answer_serves() -> None:
    with pytest.raises(UnsureColumns) as unsure:
        await read_in_child(RIDDLE.bytes(), "plan.docx", None, TODAY)
    assert unsure.value.rows[1] == ("а", "Мост", "март", "Ким О.А.")
    answer = ("other", "measure", "deadline", "responsible")
    draft = await read_in_child(RIDDLE.bytes(), "plan.docx", None, TODAY, answer)
    assert told(draft) == ["1 Мост @ 2026-03-31 | Ким О.А.", "2 Парк @ 2026-05-31 | Ким О.А."]


def test_a_half_known_header_is_guessed_as_far_as_its_words_go() -> None:
    plan = Plan("План на 2026 год").table(
        ("Суть", "Зачем", "Срок", "Исполнитель"),
        ("Мост", "Надо", "март", "Ким О.А."),
        ("Парк", "Все", "май", "Ким О.А."),
    )
    with pytest.raises(UnsureColumns) as unsure:
        read_document(plan.bytes(), "plan.docx", None, TODAY)
    assert unsure.value.guesses == ("other", "other", "deadline", "responsible")


@pytest.mark.parametrize(
    ("rows", "guesses"),
    [
        (
            (
                ("1", "Провести субботник в парке", "15 апреля", "Иванов И.И."),
                ("2", "Высадить деревья вдоль улицы", "май", "Петров П.П."),
            ),
            ("number", "measure", "deadline", "responsible"),
        ),
        (
            (
                ("1", "Управление образования администрации района", "Субботник", "15 апреля"),
                ("2", "МБОУ СОШ № 5 им. А.С. Громова", "Высадить ели", "май"),
            ),
            ("number", "responsible", "measure", "deadline"),
        ),
        (
            (
                ("Организация субботника", "апрель", "педагоги"),
                ("Высадка деревьев вдоль улицы", "май", "МКУ «Парк»"),
            ),
            ("measure", "deadline", "responsible"),
        ),
    ],
)
def test_a_table_without_header_is_told_by_what_stands_in_it_and_asked_about(
    rows: tuple[tuple[str, ...], ...], guesses: tuple[str, ...]
) -> None:
    plan = Plan("План на 2026 год").table(*rows)
    with pytest.raises(UnsureColumns) as unsure:
        read_document(plan.bytes(), "plan.docx", None, TODAY)
    assert unsure.value.rows == rows
    assert unsure.value.guesses == guesses
    draft = read_document(plan.bytes(), "plan.docx", None, TODAY, guesses)
    work = guesses.index("measure")
    assert [item.measures[0].text for item in draft.items] == [row[work] for row in rows]
    assert all(deadline.sure for deadline in draft.deadlines())


def test_a_column_that_nobody_understands_is_said_to_be_unread() -> None:
    plan = Plan("План на 2026 год").table(
        ("№", "Мероприятие", "Срок", "Фишка", "Место"),
        ("1", "Мост", "март", "А-1", "Парк"),
        ("2", "Сад", "май", "", ""),
    )
    warnings = read_document(plan.bytes(), "plan.docx", None, TODAY).warnings
    assert warnings == (Caution.of(CautionCode.COLUMN, title="Фишка"),)


def test_a_measure_with_nothing_beside_it_stays_a_measure_where_no_heading_opens_the_table() -> (
    None
):
    rows = (
        ("Сбор подписей", "март", "Ким О.А."),
        ("Учёт", "", ""),
        ("Слёт", "май", "Ким О.А."),
        ("Бал", "июнь", "Ким О.А."),
    )
    plan = Plan("План на 2026 год").table(("Мероприятие", "Срок", "Ответственный"), *rows)
    assert [item.measures[0].text for item in read_document(plan.bytes(), "plan.docx", None, TODAY).items] == [
        "Сбор подписей", "Учёт", "Слёт", "Бал",
    ]  # fmt: skip


def test_signing_is_work_and_a_signature_is_none() -> None:
    plan = Plan("План на 2026 год").table(
        ("№", "Мероприятие", "Срок"),
        ("1", "Подписание соглашения", "март"),
        ("2", "Подпись акта", "май"),
    )
    assert len(read_document(plan.bytes(), "plan.docx", None, TODAY).items) == 2
