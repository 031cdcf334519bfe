"""Where an answer may belong, likeliest first: by its words, by what was shown, touched or answered
last, by time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.speaking.dues import address, words_of
from handlers.speaking.own_roadmaps import own_roadmaps, with_roadmap
from handlers.speaking.texts import clip
from handlers.speaking.touched import Touched
from handlers.speaking.turn import Turn
from handlers.speaking.voice import Voice
from roadmap.actions.looking import views_of_items
from roadmap.answers.leading import names_a_class
from roadmap.answers.likeness import Told, agrees, scores, telling
from roadmap.answers.lines import begins_with_number, counted, ends_with_number
from roadmap.answers.mentions import excepted
from roadmap.answers.proposals import value_in
from roadmap.answers.spelling import is_figure
from roadmap.errors import NotFound
from roadmap.model import DueState, Item, Point, PointKind, Roadmap, Role
from roadmap.model.address import Address, clean
from roadmap.model.messages import About
from roadmap.ports import DueView

#: Of choices that a question has; the rest by words or number.
MOST = 5
_STATES = (DueState.OPEN, DueState.QUIET, DueState.CLAIMED_DONE, DueState.DONE)

# What a sign tells beside the words, of which the rarest tells about 3 in a plan of twenty points.
_TOUCHED = 1.0
_SHOWN = 1.0
_NUMBER_NAMED = 3.0  # «3 школы»: nothing of what is counted stands in any item
_MEASURE = 0.2  # «9.1» is a control point's number before it is a measure's
_LISTED = 10.0  # the other lines begin with items: this one does, too
_NUMBER_BESIDE = 0.5  # «10 учителей»: what is counted stands in an item
_MEASURED = 0.7  # «75 %»: the item has a criterion
_AGREES = 0.5  # «состоялась»: of the fair, not of the round table
_LEFT_OUT = -10.0  # «все, кроме 9.1»
_CLOSED = -0.4
_BEFORE_IMPORT = -3.0  # due before the plan was read: it is hardly meant, unless words say so


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
    listed: bool = False,
) -> list[Choice]:
    """Every place where `text` may belong, the likeliest first; with `only_shown` those alone. In a
    list whose other lines begin with items (`listed`) the number of this one is an item's, too.
    """
    views = await turn.tx.roadmaps.views(_dues_of(shown))
    if not (only_shown and views):
        views = each_once([*views, *await places_of(turn)])
    return ranked(views, text, shown, touched, listed=listed)


def _dues_of(shown: Sequence[About]) -> list[int]:
    return sorted({one.due_id for one in shown if one.due_id is not None})


def ranked(
    views: Sequence[DueView],
    text: str,
    shown: Sequence[About] = (),
    touched: Touched | None = None,
    *,
    listed: bool = False,
) -> list[Choice]:
    """The same of these places."""
    of_dues = set(_dues_of(shown))
    told = [told_of(view.item, view.point) for view in views]
    by_words = scores(text, told)
    number, noun = counted(text) or (begins_with_number(text) or "", "")
    number = "" if names_a_class(text) else number
    last = ends_with_number(text)
    counts_known = bool(noun) and any(scores(noun, told))
    near = {(one.item_id, one.point_id) for one in shown}
    gives_value = value_in(text) is not None
    left_out = excepted(clean(text), {view.item.number for view in views})
    found = []
    for view, words in zip(views, by_words, strict=True):
        total = words
        if is_spelt(text, view):
            total += _NUMBER_NAMED
            total -= _MEASURE if view.point.kind is PointKind.MEASURE else 0.0
        elif number and view.item.number == number:
            total += _LISTED if listed else _NUMBER_BESIDE if counts_known else _NUMBER_NAMED
        elif last is not None and view.item.number == last:
            total += _NUMBER_NAMED
        if any(_names(address, view) for address in left_out):
            total = _LEFT_OUT
        if agrees(text, view.point.text or view.item.recommendation):
            total += _AGREES
        if gives_value and view.item.criterion:
            total += _MEASURED
        if view.due.id in of_dues or (view.item.id, view.point.id) in near:
            total += _SHOWN
        if touched is not None and _is_touched(touched, view):
            total += _TOUCHED
        if view.due.state in (DueState.DONE, DueState.CLAIMED_DONE):
            total += _CLOSED
        found.append(Choice(view, words, total))
    found = _with_old_ones_last(found)
    found.sort(key=lambda one: (-round(one.total, 1), one.view.due.day or date.max))
    return found


def _with_old_ones_last(choices: Sequence[Choice]) -> list[Choice]:
    meant = clearly(choices)
    return [
        replace(one, total=one.total + _BEFORE_IMPORT)
        if one.view.due.state is DueState.QUIET and one is not meant
        else one
        for one in choices
    ]


def _names(address: Address, view: DueView) -> bool:
    return address.item == view.item.number and address.number in (None, view.point.number)


_TYPED = re.compile(r"\W*(\d{1,4}[.,]\d{1,2})(?![\d.,]*\d)")


def is_spelt(text: str, view: DueView) -> bool:
    """Whether `text` begins with the number of this place, «12,1 площадки», and not with a figure:
    «12,1 %», «12,1 млн».
    """
    typed = _TYPED.match(text)
    if typed is None or is_figure(text[typed.end() :]):
        return False
    number = typed[1].replace(",", ".")
    return number in (view.item.number, f"{view.item.number}.{view.point.number}")


def _is_touched(touched: Touched, view: DueView) -> bool:
    return touched.item_id == view.item.id and touched.point_id in (0, view.point.id)


def each_once(views: Iterable[DueView]) -> list[DueView]:
    """A point that is due on several days is one place."""
    return list({view.point.id: view for view in reversed(list(views))}.values())[::-1]


async def places_of(voice: Voice) -> list[DueView]:
    """What the person answers for, closed or open, and without a date, in all their roadmaps; of
    others everything. A point that is due on several days is there several times.
    """
    try:
        roadmaps = await own_roadmaps(voice)
    except NotFound:  # all are in the archive: what was written is kept all the same
        return []
    return [view for one in roadmaps for view in await _theirs_in(voice, one)]


async def _theirs_in(voice: Voice, roadmap: Roadmap) -> list[DueView]:
    mine = voice.whom.id if voice.whom.role is Role.OFFICIAL else None
    views = await voice.tx.roadmaps.views_between(roadmap.id, None, None, _STATES, mine)
    views.sort(key=lambda view: view.due.state is not DueState.OPEN)
    shown = {view.item.id for view in views}
    items = [one for one in await voice.tx.roadmaps.items(roadmap.id) if one.id not in shown]
    if mine is not None:
        assigned = {one.item_id for one in await voice.tx.people.assignments_of_person(mine)}
        items = [one for one in items if one.id in assigned]
    undated = await views_of_items(voice.tx, items)
    return views + [view for view in undated if view.due.state is not DueState.DROPPED]


#: Words of an answer in which one of another item's may stand by the way.
_LONG = 5


def speaks_elsewhere(text: str, choices: Sequence[Choice], item_id: int, point_id: int) -> bool:
    """Whether the words are of another place, and hardly any of them of this one: two of them, or
    one of a short line.
    """
    here = [
        one for one in choices if one.view.item.id == item_id and point_id in (0, one.view.point.id)
    ]
    best = max(choices, key=lambda one: one.by_words, default=None)
    own = max(here, key=lambda one: one.by_words, default=None)
    if best is None or own is None or best.by_words <= 1.0 or best.by_words < 1.8 * own.by_words:
        return False
    there, this = (told_of(one.view.item, one.view.point) for one in (best, own))
    return telling(text, there, this) > (len(text.split()) >= _LONG)


def clearly(choices: Sequence[Choice]) -> Choice | None:
    """The one place of which the words speak much more than of any other."""
    ranked = sorted(choices, key=lambda one: -one.by_words)
    if not ranked or ranked[0].by_words < 1.0:
        return None
    second = ranked[1].by_words if len(ranked) > 1 else 0.0
    return ranked[0] if ranked[0].by_words >= 1.3 * second else None


def named(view: DueView, roadmaps: Mapping[int, str]) -> str:
    """«9.1 · Перечень мероприятий утверждён», for a button; with the roadmap's name where
    `roadmaps` has one.
    """
    words = f"{address(view)} · {clip(words_of(view.item, view.point, 40), 40)}"
    return with_roadmap(words, view.item, roadmaps)


_ALL_OF_THEM = r"(?:вс[её]|всем|всех|оба|обе|обоим|кажд\w+|ничего|ни\s+од\w+|ни\s+по\s+одному)"
_ALL = re.compile(
    rf"(?:^|[,.!;]\s*)(?:(?:уже|у\s+нас|по|тут|здесь|там|пока|да)\s+)*{_ALL_OF_THEM}(?![а-яё])|(?<![а-яё]){_ALL_OF_THEM}[\s.!)]*$",
    re.IGNORECASE,
)


def means_all(text: str) -> bool:
    """«всё сделано», «по всем готово», «ничего не успеваю»; not «обучены все, кроме двоих»."""
    return len(text.split()) <= 8 and _ALL.search(text) is not None
