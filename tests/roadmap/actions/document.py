"""A document of an invented town as it was read, and its draft as it waits."""

from __future__ import annotations

from datetime import date

from roadmap.drafts.json_form import draft_as_json
from roadmap.model import ControlPoint, Draft, DraftItem, Period, Person, Question
from roadmap.ports import StoredDraft
from tests.roadmap.actions.town import MORNING, Town, deadline

TITLE = "План мероприятий по итогам проверки школ"
#: What the items recommend and what their control points say: no two are alike.
TEXTS = {
    "дети": ("Повысить качество дошкольного образования", "Совещание с заведующими садами"),
    "подвоз": ("Обеспечить подвоз учащихся сельских школ", "Проверка автобусов"),
    "залы": ("Провести ремонт спортивных залов", "Приёмка помещений комиссией"),
    "кружки": ("Открыть кружки технического творчества", "Набор групп завершён"),
}
DECEMBER, MARCH = date(2019, 12, 20), date(2020, 3, 20)


def row(number: str, about: str, *days: date | None, progress: str = "") -> DraftItem:
    """An item with a control point for each of `days`; its second has another text."""
    recommendation, text = TEXTS[about]
    points = [
        ControlPoint(n, text if n == 1 else f"{text}, этап {n}", deadline(day) if day else None)
        for n, day in enumerate(days, 1)
    ]
    return DraftItem(
        number, ("Раздел",), recommendation, control_points=tuple(points), progress=progress
    )


def draft(*rows: DraftItem, title: str = TITLE, questions: tuple[Question, ...] = ()) -> Draft:
    """A document of the school year 2019/2020."""
    return Draft(title, Period.school(2019), rows, questions)


async def stored(
    town: Town, made: Draft, person: Person | None = None, file: str = ""
) -> StoredDraft:
    """The draft as it waits for its coordinator, with the `file` that it was read from."""
    file_id = await town.tx.files.add(file, "", b"content") if file else None
    by = person or town.head
    return await town.tx.drafts.add(
        StoredDraft(0, by.id, draft_as_json(made), {}, file_id, MORNING)
    )
