"""The text of a report's cell, put together from a half-year's entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap.deadlines import read_deadline
from roadmap.model import Attachment, Period, Postponement, ProgressEntry
from roadmap.reading.reported import put_off
from roadmap.report.composing import ItemStory, Shift, compose_item_text, half_in_year

YEAR = Period.school(2026)
FIRST, SECOND = YEAR.halves()
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def entry(
    text: str, day: date = date(2026, 11, 20), number: int = 1, **more: object
) -> ProgressEntry:
    values = {"point_id": None, "at": AT + timedelta(minutes=number), **more}
    return ProgressEntry(number, 1, person_id=1, text=text, day=day, **values)


def text_of(*entries: ProgressEntry, **story: object) -> str:
    return compose_item_text(ItemStory(entries, **story), FIRST, YEAR)


def test_entries_stand_in_the_order_of_the_days_they_tell_of() -> None:
    later = entry("Итоги подведены 16.12.2026.", date(2026, 12, 17), 1)
    early = entry("Срезы проведены.", date(2026, 9, 30), 2)
    told_late = entry("18.10.2026 прошло совещание.", date(2026, 12, 1), 3)
    assert text_of(later, early, told_late).splitlines() == [early.text, told_late.text, later.text]


def test_another_half_years_entries_and_withdrawn_ones_are_left_out() -> None:
    spring = entry("Весной", date(2027, 3, 1))
    withdrawn = entry("Ошибка", withdrawn_at=AT)
    assert text_of(spring, withdrawn, entry("Осенью", number=3)) == "Осенью."


def test_the_same_words_are_said_once_whatever_their_case_and_spaces() -> None:
    assert (
        text_of(entry("Совещание  проведено."), entry("совещание проведено", number=2))
        == "Совещание проведено."
    )


def test_a_report_read_again_repeats_nothing_beside_its_entries() -> None:
    joined = entry("Первое.\nВторое.", number=3)
    assert text_of(entry("Первое."), entry("Второе.", number=2), joined) == "Первое.\nВторое."
    assert text_of(entry("Первое.\nВторое."), entry("Второе.", number=2)) == "Первое.\nВторое."


def test_a_line_that_two_answers_share_does_not_tear_either() -> None:
    first, second = "Конкурс чтецов.\nПять участников.", "Конкурс хоров.\nПять участников."
    assert text_of(entry(first), entry(second, number=2)) == f"{first}\n{second}"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Выполнено", "Осмотр переходов – выполнено 20.11.2026."),
        ("готово!", "Осмотр переходов – выполнено 20.11.2026."),
        ("Проведено.", "Осмотр переходов – проведено 20.11.2026."),
        ("Выполнено, акт подписан", "Выполнено, акт подписан."),
    ],
)
def test_a_bare_word_is_given_what_it_speaks_of_and_its_day(said: str, written: str) -> None:
    assert text_of(entry(said, point_id=5), points={5: "осмотр переходов.".capitalize()}) == written


def test_a_bare_word_about_a_whole_item_has_its_day() -> None:
    assert text_of(entry("да")) == "Выполнено 20.11.2026."


def test_the_criterions_value_is_added_where_no_entry_says_it() -> None:
    criterion = "% выполнения плана мероприятий."
    assert (
        text_of(criterion=criterion, criterion_value="75%")
        == "% выполнения плана мероприятий – 75%."
    )
    assert (
        text_of(entry("План выполнен на 75 %."), criterion=criterion, criterion_value="75%")
        == "План выполнен на 75 %."
    )


def test_what_was_put_off_to_the_other_half_year_says_so() -> None:
    shift = Shift("Психологическая диагностика.", date(2026, 12, 31), date(2027, 3, 31))
    assert text_of(shifts=[shift]) == "Психологическая диагностика – срок перенесён на 2 полугодие."


def test_what_was_put_off_within_the_half_year_or_beyond_the_year_names_the_day() -> None:
    soon = Shift("Смотр", date(2026, 11, 1), date(2026, 12, 15))
    far = Shift("Смотр", date(2026, 11, 1), date(2027, 10, 1))
    assert text_of(shifts=[soon]) == "Смотр – срок перенесён на 15.12.2026."
    assert text_of(shifts=[far]) == "Смотр – срок перенесён на 01.10.2027."


def test_what_was_put_off_is_read_out_of_the_report_again() -> None:
    shift = Shift("Смотр кабинетов", date(2026, 11, 1), date(2026, 12, 15))
    (put,) = put_off(text_of(shifts=[shift]), lambda phrase: read_deadline(phrase, YEAR))
    assert put.deadline.end == date(2026, 12, 15)
    assert put.what.startswith("Смотр кабинетов")


def test_a_shift_is_told_in_the_half_year_it_was_due_in() -> None:
    shift = Shift.of(
        Postponement(1, 1, 1, date(2026, 12, 31), date(2027, 3, 31), "болезнь", AT), "Смотр"
    )
    assert text_of(shifts=[shift]) == "Смотр – срок перенесён на 2 полугодие."
    assert compose_item_text(ItemStory(shifts=[shift]), SECOND, YEAR) == ""


def test_an_impossible_date_in_a_text_is_only_text() -> None:
    assert text_of(entry("Версия 31.11.2026 отменена")) == "Версия 31.11.2026 отменена."


def test_a_number_that_only_looks_like_the_criterions_value_does_not_hide_it() -> None:
    assert text_of(entry("Пришли 75 человек."), criterion="Охват", criterion_value="75%").endswith(
        "Охват – 75%."
    )


def test_a_day_in_another_year_is_named_and_not_counted_as_a_half_year() -> None:
    period = Period("2025-2026 годы", date(2025, 1, 1), date(2026, 12, 31))
    shift = Shift("Смотр", date(2025, 5, 1), date(2026, 3, 1))
    assert compose_item_text(ItemStory(shifts=[shift]), period.halves()[0], period).endswith(
        "на 01.03.2026."
    )


def test_nothing_told_is_an_empty_cell() -> None:
    assert text_of() == ""


def test_half_years_of_several_years_are_counted_within_their_own() -> None:
    period = Period("2025-2026 годы", date(2025, 1, 1), date(2026, 12, 31))
    assert [half_in_year(half) for half in period.halves()] == [1, 2, 1, 2]


def files(kind: str, *names: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(name, name, kind, stored_id=1) for name in names)


def test_an_answer_of_photos_alone_is_told_as_materials() -> None:
    photos = entry("", attachments=files("photo", "a", "b"))
    more = entry(" ", number=2, attachments=files("photo", "c", "a"))
    assert text_of(photos, more) == "Приложены материалы: 3 фото."


def test_files_beside_words_are_not_told_of() -> None:
    assert text_of(entry("Акт подписан.", attachments=files("photo", "a"))) == "Акт подписан."
    both = text_of(entry("Акт подписан."), entry("", number=2, attachments=files("document", "b")))
    assert both == "Акт подписан.\nПриложены материалы: 1 документ."


def test_withdrawn_photos_and_those_of_another_half_year_leave_an_item_without_an_answer() -> None:
    spring = entry("", date(2027, 3, 1), attachments=files("photo", "a"))
    assert (
        text_of(spring, entry("", number=2, withdrawn_at=AT, attachments=files("photo", "b"))) == ""
    )


@pytest.mark.parametrize(
    ("kind", "count", "told"),
    [
        ("document", 2, "2 документа"),
        ("document", 11, "11 документов"),
        ("document", 21, "21 документ"),
        ("photo", 4, "4 фото"),
        ("video", 5, "5 видеозаписей"),
        ("audio", 2, "2 аудиозаписи"),
    ],
)
def test_materials_are_counted_as_people_count(kind: str, count: int, told: str) -> None:
    sent = entry("", attachments=files(kind, *map(str, range(count))))
    assert text_of(sent) == f"Приложены материалы: {told}."


def test_what_is_told_of_one_day_stands_in_the_order_it_was_written() -> None:
    first = entry("Утром", number=9, at=AT)
    second = entry("Днём", number=3, at=AT + timedelta(hours=1))
    third = entry("Днём же", number=4, at=AT + timedelta(hours=1))
    assert text_of(third, second, first).splitlines() == ["Утром.", "Днём.", "Днём же."]


@pytest.mark.parametrize(
    "told",
    ["18.10.26 прошло", "31.09.2026, точнее 18.10.2026", "1.2.2020 начато, 18.10.2026 готово"],
)
def test_the_first_day_of_the_half_year_that_a_text_names_is_its_day(told: str) -> None:
    before, after = entry("До", date(2026, 10, 17), 8), entry("После", date(2026, 10, 19), 9)
    assert text_of(after, entry(told, date(2026, 12, 1)), before).splitlines() == [
        "До.", f"{told}.", "После.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Да.", "Выполнено"), ("ЕСТЬ", "Выполнено"), ("выполнен", "Выполнено"),
        ("Готово", "Выполнено"), ("сделано!", "Выполнено"), ("(завершено)", "Завершено"),
        ("Исполнено", "Исполнено"), ("выполнено", "Выполнено"),
    ],
)  # fmt: skip
def test_every_bare_word_is_a_whole_sentence(said: str, written: str) -> None:
    assert text_of(entry(said)) == f"{written} 20.11.2026."


def test_a_bare_word_about_a_point_without_words_has_its_day() -> None:
    assert text_of(entry("да", point_id=5), points={5: ""}) == "Выполнено 20.11.2026."
    assert text_of(entry("да", point_id=5), points={6: "Смотр"}) == "Выполнено 20.11.2026."


@pytest.mark.parametrize(
    ("said", "value", "added"),
    [
        ("Охвачено 75,5 % школ", "75.5%", False),
        ("Охвачено 75,5% школ", "75.5 %", False),
        ("Охвачено 7 % школ", "75%", True),
        ("Проведено 12 встреч", "12", False),
        ("Проведено 12 встреч", "1", True),
        ("Проведено 12 встреч", "  ", False),
        ("Было 5%, стало 75%", "75%", False),
    ],
)
def test_the_criterions_value_is_said_once(said: str, value: str, added: bool) -> None:
    told = text_of(entry(said), criterion_value=value)
    assert told == (f"{said}.\nКритерий – {value.strip()}." if added else f"{said}.")


def test_a_criterion_in_several_lines_is_told_in_one() -> None:
    assert text_of(criterion=" Охват\n учителей; ", criterion_value="9") == "Охват учителей – 9."


def test_what_had_no_day_before_is_put_off_in_every_half_year() -> None:
    shift = Shift("Смотр", None, date(2026, 12, 15))
    assert text_of(shifts=[shift]) == "Смотр – срок перенесён на 15.12.2026."


def test_a_day_of_the_first_half_year_is_told_so_in_the_second() -> None:
    shift = Shift("Смотр", date(2027, 3, 1), date(2026, 12, 15))
    assert compose_item_text(ItemStory(shifts=[shift]), SECOND, YEAR).endswith("на 1 полугодие.")


def test_the_second_year_counts_its_half_years_anew() -> None:
    period = Period("2025-2026 годы", date(2025, 1, 1), date(2026, 12, 31))
    shift = Shift("Смотр", date(2026, 5, 1), date(2026, 9, 1))
    told = compose_item_text(ItemStory(shifts=[shift]), period.halves()[2], period)
    assert told == "Смотр – срок перенесён на 2 полугодие."


def test_everything_of_an_item_stands_in_one_order() -> None:
    told = text_of(
        entry("Сделано дело"),
        entry("", number=2, attachments=files("photo", "a")),
        criterion="Охват",
        criterion_value="7",
        shifts=[Shift("Смотр", None, date(2026, 12, 15))],
    )
    assert told.splitlines() == [
        "Сделано дело.", "Приложены материалы: 1 фото.", "Охват – 7.",
        "Смотр – срок перенесён на 15.12.2026.",
    ]  # fmt: skip


def test_every_line_of_our_own_begins_with_a_capital_and_has_one_form_of_date() -> None:
    closed = entry("Выполнено 26 ноября 2026 г.", point_id=5)
    told = text_of(
        entry("выполнено", date(2026, 12, 4), 2, point_id=6),
        closed,
        points={5: "собеседования по итогам полугодия.", 6: "№ 3: набор групп:"},
        shifts=[Shift("число новых групп;", None, date(2026, 12, 15))],
    )
    assert told.splitlines() == [
        "Собеседования по итогам полугодия – выполнено 26.11.2026.",
        "№ 3: набор групп – выполнено 04.12.2026.",
        "Число новых групп – срок перенесён на 15.12.2026.",
    ]
    assert text_of(closed, points={5: "Сбор"}) == "Выполнено 26.11.2026."


def test_a_report_of_before_that_spells_without_yo_is_not_repeated() -> None:
    shift = Shift("Смотр", date(2026, 12, 31), date(2027, 3, 31))
    earlier = entry("Смотр – срок перенесен на 2 полугодие.")
    assert text_of(earlier, shifts=[shift]) == earlier.text


def test_files_of_several_kinds_are_counted_apart_and_an_unknown_kind_is_a_file() -> None:
    sent = (
        *files("sticker", "a"), *files("document", "b"), *files("voice", "c"), *files("photo", "d"),
    )  # fmt: skip
    assert text_of(entry("", attachments=sent)) == ("Приложены материалы: 1 фото, 2 документа.")


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 документ"), (4, "4 документа"), (5, "5 документов"), (12, "12 документов"),
     (13, "13 документов"), (14, "14 документов"), (22, "22 документа"),
     (111, "111 документов"), (112, "112 документов"), (101, "101 документ")],
)  # fmt: skip
def test_any_number_of_files_agrees_with_its_noun(count: int, told: str) -> None:
    sent = entry("", attachments=files("document", *map(str, range(count))))
    assert text_of(sent) == f"Приложены материалы: {told}."


def test_what_was_not_received_is_not_said_to_be_attached() -> None:
    lost = tuple(replace(one, stored_id=None) for one in files("video", "v"))
    sent = entry("", attachments=(*files("photo", "a", "b"), *lost))
    assert text_of(sent) == "Приложены материалы: 2 фото; не получены: 1 видеозапись."
    assert text_of(entry("", attachments=lost)) == "Не получены материалы: 1 видеозапись."


def test_a_voice_is_an_answer_that_is_heard_and_no_material_of_a_report() -> None:
    sent = entry("", attachments=(*files("voice", "a"), *files("video_note", "b")))
    assert text_of(sent) == ""
    lost = tuple(replace(one, stored_id=None) for one in files("voice", "v"))
    both = entry("", attachments=(*lost, *files("photo", "p")))
    assert text_of(both) == "Приложены материалы: 1 фото."


@pytest.mark.parametrize("sign", ["+", "👍", "✅!", "👍🏻 +"])
def test_a_sign_that_says_done_is_told_in_words(sign: str) -> None:
    assert text_of(entry(sign, point_id=5), points={5: "Смотр"}) == "Смотр – выполнено 20.11.2026."


def test_a_heart_alone_says_nothing_of_the_work() -> None:
    assert text_of(entry("❤️"), entry("Сделано дело.", number=2)) == "Сделано дело."


def test_the_number_that_an_official_typed_stays_out_of_the_report() -> None:
    assert text_of(entry("7.3 изменения внесены"), addresses={"7", "7.1"}) == "Изменения внесены."


def test_what_an_earlier_report_said_stands_as_it_stood_there() -> None:
    earlier = replace(entry("п. 8 - готово!!"), person_id=None)
    assert text_of(earlier) == "п. 8 - готово!!"


def test_a_bare_figure_or_word_says_of_what_it_is() -> None:
    points = {7: "охват горячим питанием"}
    assert text_of(entry("15%.", point_id=7), points=points) == "Охват горячим питанием – 15%."
    assert text_of(entry("15%."), criterion="% участия") == "% участия – 15%."
    assert text_of(entry("15%.")) == "15%."
    done = text_of(entry("Всё.", point_id=7), points=points)
    assert done == "Охват горячим питанием – выполнено 20.11.2026."


def test_files_are_counted_together_where_some_came_without_words() -> None:
    photo = Attachment("p", "p", "photo", "IMG_2031.jpg", stored_id=1)
    paper = Attachment("d", "d", "document", "акт.pdf", stored_id=2)
    told, alone = entry("Акт подписан.", attachments=(photo,)), entry("", attachments=(paper,))
    said = text_of(told, replace(alone, id=2))
    assert said == "Акт подписан.\nПриложены материалы: 1 фото, 1 документ."
    assert text_of(told) == "Акт подписан."
