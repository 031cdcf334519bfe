"""What the workbook's sheets say: their columns (heading, width in letters) and rows."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from roadmap.model import Due, DueState, PersonState, Point, PointKind, ProgressEntry, Role
from roadmap.model.subject import subjects_of
from roadmap.report.composing import ReportBook

#: What a cell may hold; an instant is already in the zone it is shown in.
Value = str | int | float | date | datetime | None

_POINT_KINDS = {
    PointKind.MEASURE: "мероприятие",
    PointKind.PART: "часть мероприятия",
    PointKind.CONTROL_POINT: "контрольная точка",
}
_DUE_STATES = {
    DueState.OPEN: "в работе",
    DueState.QUIET: "прошло до загрузки",
    DueState.CLAIMED_DONE: "ждёт приёмки",
    DueState.DONE: "выполнено",
    DueState.DROPPED: "исключено",
}
_ROLES = {
    Role.OFFICIAL: "ответственный",
    Role.COORDINATOR: "координатор",
    Role.OBSERVER: "наблюдатель",
}
_PERSON_STATES = {
    PersonState.INVITED: "приглашён",
    PersonState.BY_LINK: "входит по ссылке",
    PersonState.ACTIVE: "на связи",
    PersonState.BLOCKED: "заблокировал бота",
    PersonState.DEACTIVATED: "учётная запись удалена",
    PersonState.UNKNOWN_CHAT: "чат не найден",
    PersonState.GONE: "выбыл",
}


ITEM_COLUMNS = (
    ("№", 7),
    ("Раздел", 30),
    ("Рекомендация или мероприятие", 45),
    ("Критерий", 30),
    ("Значение", 12),
    ("Ответственные", 28),
    ("Соисполнители", 28),
    ("Отметок", 10),
    ("Проведено", 60),
)
POINT_COLUMNS = (
    ("Пункт", 7),
    ("Точка", 8),
    ("Вид", 20),
    ("Содержание", 60),
    ("Срок в документе", 22),
    ("Срок", 12),
    ("Первоначальный срок", 17),
    ("Состояние", 18),
    ("Выполнено", 12),
    ("Дней опоздания", 12),
)
ENTRY_COLUMNS = (
    ("Пункт", 7),
    ("Точка", 8),
    ("Дата", 12),
    ("Получено", 17),
    ("Автор", 28),
    ("Текст", 70),
    ("Значение", 12),
    ("Файлов", 9),
)
PERSON_COLUMNS = (
    ("ФИО", 32),
    ("Должность", 34),
    ("Роль", 16),
    ("Состояние", 22),
    ("Последний раз", 17),
    ("Пункты", 30),
)
DISCIPLINE_COLUMNS = (
    ("Участник или раздел", 40),
    ("Наступило сроков", 12),
    ("В срок", 10),
    ("С опозданием", 13),
    ("Дней опоздания", 12),
    ("Перенесено", 12),
    ("Без ответа", 12),
    ("Коэффициент", 13),
)

BODY_COLUMNS = (
    ("Орган, должность, группа", 40),
    ("Кто отвечает", 40),
    ("Пункты", 24),
    ("Выполнено", 12),
    ("Просрочено", 12),
    ("Без ответа", 12),
    ("Наступило сроков", 12),
    ("В срок", 10),
    ("Коэффициент", 13),
)


def _standing(book: ReportBook) -> list[ProgressEntry]:
    return [entry for entry in book.entries if entry.withdrawn_at is None]


def item_rows(book: ReportBook) -> list[list[Value]]:
    """The sheet «Пункты»: each item with what the half-year told of it."""
    told: dict[int, list[ProgressEntry]] = {}
    for entry in _standing(book):
        told.setdefault(entry.item_id, []).append(entry)
    about = subjects_of(book.items, book.points)
    return [
        [
            item.number.strip(),
            "\n".join(item.section),
            about[item.id],
            item.criterion,
            item.criterion_value,
            ", ".join(book.responsible.get(item.id) or item.responsible),
            ", ".join(book.co_executors.get(item.id) or item.co_executors),
            len(told.get(item.id, ())),
            "\n".join(entry.text for entry in told.get(item.id, ()) if entry.day in book.half),
        ]
        for item in book.items
    ]


def point_rows(book: ReportBook) -> list[list[Value]]:
    """The sheet «Контрольные точки» in order: a row a due day, or a point without any."""
    items = {item.id: item for item in book.items}
    points = {point.id: point for point in book.points}
    dated = {due.point_id for due in book.dues}
    pairs: list[tuple[Point, Due | None]] = [(points[due.point_id], due) for due in book.dues]
    pairs += [(point, None) for point in book.points if point.id not in dated]
    pairs.sort(
        key=lambda pair: (
            items[pair[0].item_id].position,
            pair[0].position,
            pair[1].day or date.min if pair[1] else date.min,
        )
    )
    return [
        [
            items[point.item_id].number.strip(),
            point.number,
            _POINT_KINDS[point.kind],
            point.text,
            point.deadline.text if point.deadline else "",
            *_due_cells(due, book.today),
        ]
        for point, due in pairs
    ]


def _due_cells(due: Due | None, today: date) -> list[Value]:
    """Day, first day, state, the day it was closed on, days late."""
    if due is None or due.day is None:
        return [
            None,
            None,
            "без даты" if due is None or due.state is DueState.OPEN else _DUE_STATES[due.state],
            None,
            None,
        ]
    late = ((due.closed_on or today) - due.day).days
    when_known = due.state is DueState.OPEN or (
        due.state is DueState.DONE and due.closed_on is not None
    )
    counts = late > 0 and when_known
    state = "просрочено" if counts and due.state is DueState.OPEN else _DUE_STATES[due.state]
    return [due.day, due.first_day, state, due.closed_on, late if counts else None]


def entry_rows(book: ReportBook, zone: tzinfo) -> list[list[Value]]:
    """The sheet «Отметки»: every entry that was not withdrawn, by day."""
    numbers = {item.id: item.number.strip() for item in book.items}
    points = {point.id: point.number for point in book.points}
    names = {person.id: person.name for person in book.people}
    entries = sorted(_standing(book), key=lambda entry: (entry.day, entry.at, entry.id))
    return [
        [
            numbers.get(entry.item_id, ""),
            points.get(entry.point_id, "") if entry.point_id is not None else "",
            entry.day,
            entry.at.astimezone(zone),
            names.get(entry.person_id, "") if entry.person_id is not None else "",
            entry.text,
            entry.value,
            len(entry.attachments),
        ]
        for entry in entries
    ]


def person_rows(book: ReportBook, zone: tzinfo) -> list[list[Value]]:
    """The sheet «Участники»."""
    theirs: dict[str, list[str]] = {}
    for item in book.items:
        for name in (*book.responsible.get(item.id, ()), *book.co_executors.get(item.id, ())):
            theirs.setdefault(name, []).append(item.number.strip(" ."))
    return [
        [
            person.name,
            person.job,
            _ROLES[person.role],
            _PERSON_STATES[person.state],
            person.seen_at.astimezone(zone) if person.seen_at else None,
            ", ".join(theirs.get(person.name, ())),
        ]
        for person in book.people
    ]


def discipline_rows(book: ReportBook) -> list[list[Value]]:
    """The sheet «Дисциплина»."""
    return [
        [
            line.name,
            line.due,
            line.in_time,
            line.late,
            line.days_late,
            line.postponed,
            line.silent,
            line.coefficient,
        ]
        for line in book.discipline
    ]


def body_rows(book: ReportBook) -> list[list[Value]]:
    """The sheet «Органы», of a plan that names bodies."""
    return [
        [
            line.name,
            ", ".join(line.people) or "никто не назначен",
            ", ".join(number.strip(" .") for number in line.numbers),
            line.done,
            line.late,
            line.silent,
            line.due,
            line.in_time,
            line.coefficient,
        ]
        for line in book.bodies
    ]
