"""Where an answer may belong, likeliest first: by its words, by what was shown, touched or answered
last, by time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.dues import address, words_of
from handlers.speaking.texts import clip
from handlers.speaking.touched import Touched
from handlers.speaking.turn import Turn
from roadmap.actions.looking import views_of_items
from roadmap.answers.likeness import Told, scores
from roadmap.answers.lines import begins_with_number, counted
from roadmap.model import DueState, Item, Point, Role
from roadmap.model.messages import About
from roadmap.ports import DueView

#: Of choices that a question has; the rest by words or number.
MOST = 5
_STATES = (DueState.OPEN, DueState.QUIET, DueState.CLAIMED_DONE, DueState.DONE)

# What a sign tells beside the words, of which the rarest tells about 3 in a plan of twenty points.
_TOUCHED = 1.0
_SHOWN = 0.6
_NUMBER_NAMED = 3.0  # «3 школы»: nothing of what is counted stands in any item
_NUMBER_BESIDE = 0.5  # «10 учителей»: what is counted stands in an item
_CLOSED = -0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A place, how much the words speak of it, and that with every other sign."""

    view: DueView
    by_words: float
    total: float

    @property
    def where(self) -> tuple[int, int]:
        """The item's and the point's id."""
        return self.view.item.id, self.view.point.id


def told_of(item: Item, point: Point) -> Told:
    """What stands about a point."""
    shared = f"{item.recommendation} {item.criterion or ''}"
    return Told(point.text or item.recommendation, shared, " ".join(item.section))


async def likeliest(
    turn: Turn,
    text: str,
    shown: Sequence[About] = (),
    touched: Touched | None = None,
    *,
    only_shown: bool = False,
) -> list[Choice]:
    """Every place where `text` may belong, the likeliest first; with `only_shown` those alone."""
    of_dues = {one.due_id for one in shown if one.due_id is not None}
    views = await turn.tx.roadmaps.views(sorted(of_dues))
    if not (only_shown and views):
        views = _each_once([*views, *await _theirs(turn)])
    by_words = scores(text, [told_of(view.item, view.point) for view in views])
    number, noun = counted(text) or (begins_with_number(text) or "", "")
    counts_known = bool(noun) and any(
        scores(noun, [told_of(view.item, view.point) for view in views])
    )
    typed = re.match(r"\W*(\d{1,4}[.,]\d{1,2})(?![\d.,]*\d)", text)
    near = {(one.item_id, one.point_id) for one in shown}
    found = []
    for view, words in zip(views, by_words, strict=True):
        total = words
        if typed and typed[1].replace(",", ".") == _spelt(view):
            total += _NUMBER_NAMED
        elif number and view.item.number == number:
            total += _NUMBER_BESIDE if counts_known else _NUMBER_NAMED
        if view.due.id in of_dues or (view.item.id, view.point.id) in near:
            total += _SHOWN
        if touched is not None and _is_touched(touched, view):
            total += _TOUCHED
        if view.due.state in (DueState.DONE, DueState.CLAIMED_DONE):
            total += _CLOSED
        found.append(Choice(view, words, total))
    found.sort(key=lambda one: (-round(one.total, 1), one.view.due.day or date.max))
    return found


def _spelt(view: DueView) -> str:
    """«9.1»: a point as people number it."""
    return f"{view.item.number}.{view.point.number}"


def _is_touched(touched: Touched, view: DueView) -> bool:
    return touched.item_id == view.item.id and touched.point_id in (0, view.point.id)


def _each_once(views: Iterable[DueView]) -> list[DueView]:
    """A point that is due on several days is one place."""
    return list({view.point.id: view for view in reversed(list(views))}.values())[::-1]


async def _theirs(turn: Turn) -> list[DueView]:
    """What the person answers for, closed or open, and without a date; of others everything."""
    roadmap = await current_roadmap(turn)
    mine = turn.me.id if turn.me.role is Role.OFFICIAL else None
    views = await turn.tx.roadmaps.views_between(roadmap.id, None, None, _STATES, mine)
    views.sort(key=lambda view: view.due.state is not DueState.OPEN)
    shown = {view.item.id for view in views}
    items = [one for one in await turn.tx.roadmaps.items(roadmap.id) if one.id not in shown]
    if mine is not None:
        assigned = {one.item_id for one in await turn.tx.people.assignments_of_person(turn.me.id)}
        items = [one for one in items if one.id in assigned]
    undated = await views_of_items(turn.tx, items)
    return views + [view for view in undated if view.due.state is not DueState.DROPPED]


def speaks_elsewhere(choices: Sequence[Choice], item_id: int, point_id: int) -> bool:
    """Whether the words are of another place, and hardly any of them of this one."""
    here = [
        one for one in choices if one.view.item.id == item_id and point_id in (0, one.view.point.id)
    ]
    best = max((one.by_words for one in choices), default=0.0)
    return best > 1.0 and best >= 1.8 * max((one.by_words for one in here), default=0.0)


def clearly(choices: Sequence[Choice]) -> Choice | None:
    """The one place of which the words speak much more than of any other."""
    ranked = sorted(choices, key=lambda one: -one.by_words)
    if not ranked or ranked[0].by_words < 1.0:
        return None
    second = ranked[1].by_words if len(ranked) > 1 else 0.0
    return ranked[0] if ranked[0].by_words >= 1.3 * second else None


def named(view: DueView) -> str:
    """«9.1 · Перечень мероприятий утверждён», for a button."""
    return f"{address(view)} · {clip(words_of(view.item, view.point, 40), 40)}"


_ALL = re.compile(
    r"(?:\bвс[её]м?\b|\bвсех\b|\bничего\b|\bни по одному\b|\bоба\b|\bобе\b|\bоба[^а-яё]|\bкажд)",
    re.IGNORECASE,
)


def means_all(text: str) -> bool:
    """«всё сделано», «по всем готово», «ничего не успеваю»."""
    return len(text.split()) <= 8 and _ALL.search(text) is not None
