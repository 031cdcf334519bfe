"""How a due day is shown: its address, its words, until when, and the buttons that go with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from types import MappingProxyType

from handlers.speaking.buttons import DueButton, button
from handlers.speaking.own_roadmaps import with_roadmap
from handlers.speaking.texts import Html, Texts, clip
from roadmap.model import DueState, Item, Kind, Point, Role
from roadmap.model.address import label
from roadmap.model.messages import About, Button, ButtonStyle
from roadmap.ports import DueView
from roadmap.reading.year import names_another_year

#: Of a point's text in a list: two lines on a phone.
LINE = 90
#: Of a place: as much as fits on a line with the day.
_PLACE = 80


def address(view: DueView) -> str:
    """«6.1»: what the person types to answer about this due day."""
    return label(view.item, view.point, dotted=view.dotted)


#: Of roadmaps that need no name, since all is of one.
NO_NAMES: Mapping[int, str] = MappingProxyType({})
#: The longest label of which four fit side by side on a phone.
_SHORT = 8


def in_rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """Buttons of due days: four in a row, two where a day stands beside the address."""
    wide = 2 if any(len(one.text) > _SHORT for one in buttons) else 4
    return [list(buttons[start : start + wide]) for start in range(0, len(buttons), wide)]


def nearest_first(views: Sequence[DueView], today: date) -> list[DueView]:
    """Due days of an item as they are looked for: those of the nearest days, open ones before
    others; in the order given where no point has several.
    """
    if len({view.point.id for view in views}) == len(views):
        return list(views)

    def distance(view: DueView) -> tuple[bool, int]:
        away = abs((view.due.day - today).days) if view.due.day is not None else 0
        return view.due.state is not DueState.OPEN, away

    return sorted(views, key=distance)


def by_day(views: Sequence[DueView]) -> list[DueView]:
    """The same in the order of their days, those without a day first."""
    return sorted(views, key=lambda view: (view.due.day is not None, view.due.day or date.min))


def about(view: DueView) -> About:
    """What a reply to a message that shows this due day speaks of."""
    return About(view.item.id, view.point.id, view.due.id)


def until(texts: Texts, view: DueView, today: date) -> Html:
    """«до 31 декабря, осталось 7 дней», «…, просрочено на 2 дня», or how it was closed; of an event
    «22 июня, 10:00, площадь Победы, осталось 7 дней».
    """
    due = view.due
    if due.state is DueState.DONE:
        return texts("until-done", day=due.closed_on or today)
    if due.state is DueState.CLAIMED_DONE:
        return texts("until-claimed", day=due.closed_on or today)
    if due.day is None:
        return texts("until-none")
    day = _when_and_where(texts, view, today)
    if due.state is DueState.QUIET:
        return texts("until-quiet", day=day)
    left = (due.day - today).days
    if _is_event(view):
        if left == 0:
            return texts("event-today", day=day)
        return texts("event-left" if left > 0 else "event-late", day=day, days=abs(left))
    if left == 0:
        return texts("until-today", day=day)
    return texts("until-left" if left > 0 else "until-late", day=day, days=abs(left))


def plain_day(texts: Texts, view: DueView, today: date) -> str:
    """«31 декабря», «без срока»."""
    return texts.short_day(view.due.day, today) if view.due.day else texts("correct-no-day")


def _when_and_where(texts: Texts, view: DueView, today: date) -> str:
    """«22 июня, 10:00, площадь Победы»: a due day with the hour and the place that it has."""
    due, deadline = view.due, view.point.deadline
    told = []
    if due.day is not None:
        other = deadline is not None and names_another_year(deadline, due.day)
        told.append(texts.day(due.day) if other else texts.short_day(due.day, today))
    if deadline is not None and (hour := deadline.hour_on(due.day)) is not None:
        told.append(f"{hour:%H:%M}")
    if deadline is not None and deadline.place:
        told.append(clip(deadline.place, _PLACE))
    return ", ".join(told)


def _is_event(view: DueView) -> bool:
    """Whether something takes place on the day, not just until it."""
    deadline = view.point.deadline
    if deadline is None or deadline.kind not in {Kind.DATE, Kind.RECURRING}:
        return False
    return deadline.hour_on(view.due.day) is not None or bool(deadline.place)


def line(
    texts: Texts,
    view: DueView,
    today: date,
    names: Html | None = None,
    asked: date | None = None,
) -> Html:
    """One row of a list, with the `names` of who answers for it where they are given, and the day
    `asked` for in a request that waits for its decision.
    """
    text = words_of(view.item, view.point, LINE)
    row = texts("due-line", address=address(view), text=text, until=until(texts, view, today))
    below = [texts("due-names", names=names)] if names else []
    below += [texts("due-asked", day=texts.short_day(asked, today))] if asked else []
    return Html("\n".join([row, *below]))


def words_of(item: Item, point: Point | None, limit: int) -> str:
    """What is to be done, on a line of at most `limit` characters, without a stop at its end."""
    return clip((point.text if point else "") or item.recommendation, limit).rstrip(" .;:,")


def due_buttons(texts: Texts, view: DueView, role: Role) -> list[list[Button]]:
    """The four buttons of a reminder, or what can still be done with a due day that is closed."""
    due_id = view.due.id
    if role is Role.OBSERVER or view.due.state is DueState.DROPPED:
        return []
    if view.due.state is DueState.DONE:
        return [[button(texts("button-undo"), DueButton(verb="undo", due_id=due_id))]]
    if view.due.state is DueState.CLAIMED_DONE:
        return _waiting_buttons(texts, due_id, role)
    rows = [
        [
            button(
                texts("button-done"), DueButton(verb="done", due_id=due_id), ButtonStyle.SUCCESS
            ),
            button(
                texts("button-answer"), DueButton(verb="answer", due_id=due_id), ButtonStyle.PRIMARY
            ),
        ]
    ]
    if view.due.day is not None:
        later = [button(texts("button-postpone"), DueButton(verb="postpone", due_id=due_id))]
        if role is not Role.CHAT:  # each has a morning of their own
            later.append(button(texts("button-snooze"), DueButton(verb="snooze", due_id=due_id)))
        rows.append(later)
    elif role is Role.COORDINATOR:
        rows.append([button(texts("button-set-date"), DueButton(verb="date", due_id=due_id))])
    return rows


def _waiting_buttons(texts: Texts, due_id: int, role: Role) -> list[list[Button]]:
    if role is not Role.COORDINATOR:
        return [[button(texts("button-undo"), DueButton(verb="undo", due_id=due_id))]]
    return [
        [
            button(
                texts("button-accept"), DueButton(verb="accept", due_id=due_id), ButtonStyle.SUCCESS
            ),
            button(
                texts("button-return"), DueButton(verb="return", due_id=due_id), ButtonStyle.DANGER
            ),
        ]
    ]


def labels(views: Sequence[DueView], roadmaps: Mapping[int, str]) -> list[str]:
    """The address of each for a button, with the roadmap's name (`roadmaps`, by id) where two of
    different roadmaps have one address.
    """
    places = {(address(view), view.item.roadmap_id) for view in views}
    if len(places) == len({written for written, _ in places}):
        return [address(view) for view in views]
    return [with_roadmap(address(view), view.item, roadmaps) for view in views]


def called(
    texts: Texts, views: Sequence[DueView], today: date, roadmaps: Mapping[int, str] = NO_NAMES
) -> dict[int, str]:
    """How each of these due days is called on a button, by its id: as `labels` has it; «37 · 27
    ноября» where its point has several among them.
    """
    several = Counter(view.point.id for view in views)
    return {
        view.due.id: f"{written} · {texts.short_day(view.due.day, today)}"
        if several[view.point.id] > 1 and view.due.day is not None
        else written
        for view, written in zip(views, labels(views, roadmaps), strict=True)
    }


def by_roadmap(
    views: Sequence[DueView], roadmaps: Mapping[int, str]
) -> Iterator[tuple[Html | None, list[DueView]]]:
    """Due days that stand together by roadmap, each part with its heading where `roadmaps` has the
    roadmap's name.
    """
    for roadmap_id, some in groupby(views, key=lambda view: view.item.roadmap_id):
        name = roadmaps.get(roadmap_id)
        yield Html(f"<b>{escape(name)}</b>") if name else None, list(some)


def open_buttons(
    texts: Texts, views: Sequence[DueView], role: Role, roadmaps: Mapping[int, str], today: date
) -> list[list[Button]]:
    """One row a due day for a joint message: done at once, or its own card with everything."""
    if role is Role.OBSERVER:
        return []
    written = called(texts, views, today, roadmaps)
    return [
        [
            button(
                texts("button-done-of", address=written[view.due.id]),
                DueButton(verb="done", due_id=view.due.id),
                ButtonStyle.SUCCESS,
            ),
            button(
                texts("button-open-of", address=written[view.due.id]),
                DueButton(verb="open", due_id=view.due.id),
            ),
        ]
        for view in views
    ]
