"""What a new edition of a document changes."""

import time
from dataclasses import replace
from datetime import date

from roadmap.drafts.adoption import ItemRows, PointRows
from roadmap.drafts.edition import compare
from roadmap.model import Due, DueState, Item, Point, PointKind

DECEMBER, MARCH = date(2019, 12, 31), date(2020, 3, 31)


def point(text: str, number: str = "1", day: date | None = DECEMBER) -> PointRows:
    kind = PointKind.CONTROL_POINT
    return PointRows(
        Point(0, 0, kind, number, 0, text, f"control_point {number}"), (Due(0, 0, day),)
    )


def item(number: str, text: str, *points: PointRows) -> ItemRows:
    return ItemRows(Item(0, 1, 0, number, (), text), points)


FIRST = item("1", "Повысить качество дошкольного образования", point("Совещание с заведующими"))
SECOND = item("2", "Обеспечить подвоз учащихся сельских школ", point("Проверка автобусов"))
THIRD = item("3", "Провести ремонт спортивных залов", point("Приёмка залов комиссией"))


def test_the_same_document_changes_nothing() -> None:
    found = compare([FIRST, SECOND, THIRD], [FIRST, SECOND, THIRD])
    assert [(one.old, one.new) for one in found.matched] == [
        (FIRST, FIRST),
        (SECOND, SECOND),
        (THIRD, THIRD),
    ]
    assert [*found.added, *found.dropped, *found.moved, *found.renumbered] == []


def test_a_new_item_shifts_the_numbers_of_the_rest() -> None:
    new = item("2", "Открыть кружки технического творчества", point("Отчёт"))
    shifted = [
        replace(rows, item=replace(rows.item, number=n))
        for rows, n in ((SECOND, "3"), (THIRD, "4"))
    ]
    found = compare([FIRST, SECOND, THIRD], [FIRST, new, *shifted])
    assert found.added == (new,)
    assert [(one.old.item.number, one.new.item.number) for one in found.renumbered] == [
        ("2", "3"),
        ("3", "4"),
    ]
    assert found.dropped == ()


def test_an_item_that_is_gone_is_dropped() -> None:
    found = compare([FIRST, SECOND], [SECOND])
    assert found.dropped == (FIRST,)


def test_a_number_given_to_another_work_is_another_item() -> None:
    found = compare(
        [THIRD], [item("3", "Закупить учебники иностранного языка", point("Отчёт о закупке"))]
    )
    assert (len(found.added), len(found.dropped)) == (1, 1)


def test_a_reworded_item_stays_itself() -> None:
    reworded = item("2", "Обеспечить безопасный подвоз учащихся сельских школ", *SECOND.points)
    found = compare([FIRST, SECOND], [FIRST, reworded])
    assert (found.added, found.dropped) == ((), ())
    assert [(one.old, one.new) for one in found.matched] == [(FIRST, FIRST), (SECOND, reworded)]


def test_a_reworded_item_is_found_under_another_number() -> None:
    reworded = item("9", "Обеспечить безопасный подвоз учащихся сельских школ", *SECOND.points)
    (found,) = compare([FIRST, SECOND], [reworded]).renumbered
    assert found.old == SECOND


def test_a_moved_deadline_shows_both_days() -> None:
    new = replace(SECOND, points=(point("Проверка автобусов", day=MARCH),))
    ((match, moved),) = compare([FIRST, SECOND], [FIRST, new]).moved
    assert match.new == new
    assert moved.days == ((DECEMBER,), (MARCH,))


def test_a_granted_postponement_is_no_change_of_the_document() -> None:
    postponed = PointRows(SECOND.points[0].point, (Due(5, 1, MARCH, first_day=DECEMBER),))
    old = replace(SECOND, points=(postponed,))
    assert compare([old], [SECOND]).moved == ()
    taken_over = replace(SECOND, points=(point("Проверка автобусов", day=MARCH),))
    assert compare([old], [taken_over]).moved == ()


def test_a_dropped_deadline_of_old_does_not_count() -> None:
    gone = (Due(5, 1, DECEMBER), Due(6, 1, MARCH, DueState.DROPPED))
    old = replace(SECOND, points=(PointRows(SECOND.points[0].point, gone),))
    assert compare([old], [SECOND]).moved == ()


def test_points_are_matched_by_text_before_their_number() -> None:
    old = item(
        "1", "Дело", point("Совещание с директорами", "1"), point("Отчёт о проверке", "2", MARCH)
    )
    new = item(
        "1", "Дело", point("Отчёт о проверке", "1", MARCH), point("Семинар для педагогов", "2")
    )
    (found,) = compare([old], [new]).matched
    assert [(one.old.point.number, one.new.point.number) for one in found.points] == [("2", "1")]
    assert [one.point.text for one in found.added] == ["Семинар для педагогов"]
    assert [one.point.text for one in found.dropped] == ["Совещание с директорами"]


def test_a_control_point_with_a_new_text_keeps_its_place() -> None:
    old, new = (
        item("1", "Дело", point("Совещание")),
        item("1", "Дело", point("Итоговая аттестация")),
    )
    (found,) = compare([old], [new]).matched
    assert [(one.old, one.new) for one in found.points] == [(old.points[0], new.points[0])]


def test_two_control_points_with_one_text_stay_two() -> None:
    twins = item("7", "Дело", point("Совещание", "1"), point("Совещание", "2", MARCH))
    (found,) = compare([twins], [twins]).matched
    assert [(one.old.point.number, one.new.point.number) for one in found.points] == [
        ("1", "1"),
        ("2", "2"),
    ]


def test_a_measure_is_never_taken_for_a_control_point() -> None:
    control = item("1", "Дело", point("Совещание"))
    measure = Point(0, 0, PointKind.MEASURE, "1", 0, "Совещание", "measure 1")
    (found,) = compare(
        [control], [item("1", "Дело", PointRows(measure, (Due(0, 0, DECEMBER),)))]
    ).matched
    assert (len(found.points), len(found.added), len(found.dropped)) == (0, 1, 1)


def test_five_hundred_reworded_items_are_compared_in_a_few_seconds() -> None:
    words = [
        "школа",
        "отчёт",
        "семинар",
        "проверка",
        "план",
        "совет",
        "район",
        "сайт",
        "урок",
        "класс",
        "музей",
    ]
    texts = [
        " ".join(words[(n * k + n // k) % 11] for k in range(1, 12)) + f" мера{n}"
        for n in range(500)
    ]
    old = [item(str(n), text, point("Отчёт")) for n, text in enumerate(texts)]
    new = [
        item(str(n + 7), f"{text} дополнительно", point("Отчёт")) for n, text in enumerate(texts)
    ]
    started = time.process_time()
    found = compare(old, new)
    assert all(
        one.new.item.recommendation.startswith(one.old.item.recommendation) for one in found.matched
    )
    assert len(found.matched) == 500
    assert time.process_time() - started < 5
