"""An answer read against the list of the last reminder, or of the message replied to: «все, кроме
последнего», «первые два сделаны, третий до пятницы», «всё готово».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.answering.by_number import Sorted, say_sorted, sort_out
from handlers.answering.choices import told_of
from handlers.answering.confirming import Recorded, fetch_attachments
from handlers.answering.context import context_of, items_named, last_reminded
from handlers.answering.placing import ask_where
from handlers.answering.putting_off import begins_postponement
from handlers.looking.items import targets_named
from handlers.speaking.dues import about as due_of
from handlers.speaking.touched import How, touch
from handlers.speaking.turn import Turn
from roadmap.actions.answering import Answer, record
from roadmap.actions.rights import may_answer
from roadmap.answers.courtesies import without_courtesies
from roadmap.answers.likeness import scores
from roadmap.answers.listed import (
    AllBut,
    Listed,
    all_but,
    bare,
    listed,
    places_named,
    plainly,
    says_rest,
    within_request,
)
from roadmap.answers.parts import part_of
from roadmap.answers.putting_off import asks_to_put_off
from roadmap.answers.told_and_asked import read_with_requests
from roadmap.errors import UserError
from roadmap.model import DueState, Item, Role
from roadmap.model.address import Address, locate, read_addresses
from roadmap.model.messages import About
from roadmap.ports import DueView

#: «его до пятницы», «там в пятницу», «по нему просим»: words that only point at what was left out.
_OF_IT = re.compile(
    r"^(?:(?:а|по|с|со)\s+)?(?:его|е[её]|их|он[аои]?|это|там|нему|ней|ним|нему)[\s,-]+",
    re.IGNORECASE,
)
_OPEN = (DueState.OPEN, DueState.QUIET)
#: Of a list whose places people count.
_LONGEST_LIST = 12


async def by_list(turn: Turn, answer: Answer, about: Sequence[About]) -> bool:
    """Whether the words were about places of the list, which then are recorded or asked about."""
    if turn.in_group and not about:
        return False
    answer = replace(answer, text=without_courtesies(answer.text))
    but, told = all_but(answer.text), bare(answer.text)
    rest = says_rest(answer.text)
    ordinals = listed(answer.text, _LONGEST_LIST)
    if asks_to_put_off(answer.text, (), turn.written_on) is not None:
        ordinals = ordinals or within_request(answer.text, _LONGEST_LIST)
    is_bare = told is not None and told.tells and told.of_any
    if but is None and rest is None and not ordinals and not is_bare:
        return False
    shown = await _list_of(turn, about)
    if len(shown) < 2:
        return False
    if but is not None:
        return await _all_but(turn, answer, but, shown)
    if ordinals:
        said = listed(answer.text, len(shown)) or within_request(answer.text, len(shown))
        return bool(said) and await _of_places(turn, answer, said, shown)
    if rest is not None:
        return await _the_rest(turn, answer, rest, shown)
    assert told is not None
    return await _of_all(turn, answer, shown, about, of_all=told.of_all)


async def _list_of(turn: Turn, about: Sequence[About]) -> list[DueView]:
    """The due days of the list that was replied to, else of the last reminder, as they stood."""
    ids = [one.due_id for one in about if one.due_id is not None]
    if not about:
        ids = await last_reminded(turn)
    views = {view.due.id: view for view in await turn.tx.roadmaps.views(ids)}
    found = [views[one] for one in dict.fromkeys(ids) if one in views]
    return [one for one in found if await may_answer(turn.tx, turn.me, one.item, turn.today)]


async def _of_all(
    turn: Turn, answer: Answer, shown: Sequence[DueView], about: Sequence[About], *, of_all: bool
) -> bool:
    """«все сделано», «готово» after a list: «Ко всем» comes first, nothing goes to one silently.

    What was tapped or touched since takes «готово», but not «все».
    """
    if not of_all and turn.me.role is not Role.OFFICIAL:
        return False  # a coordinator's lists are of everybody's
    context = await context_of(turn, about, answer.text)
    touched = context is not None and not context.guessed
    if touched and not (of_all and context is not None and context.answered):
        return False
    waiting = {view.due.id for view in await turn.tx.reminders.waiting_of(turn.me.id)}
    still = [one for one in shown if one.due.state in _OPEN]
    if not of_all and not about:
        still = [one for one in still if one.due.id in waiting]
    if len(still) < 2:
        return False
    await ask_where(turn, answer, [due_of(one) for one in still], among=True, to_all=True)
    return True


async def _all_but(turn: Turn, answer: Answer, but: AllBut, shown: Sequence[DueView]) -> bool:
    """«готово все, кроме последнего»: all others are asked about; what is said of those left out
    goes to them.
    """
    out = await _left_out(turn, but.what, shown)
    if out is None:
        return False
    left = [shown[place] for place in out]
    others = [one for place, one in enumerate(shown) if place not in out]
    still = [one for one in others if one.due.state in _OPEN]
    if not still:
        return False
    await ask_where(turn, answer, [due_of(one) for one in still], among=True, to_all=True, but=left)
    if but.of_left_out:
        source = replace(answer.source, message_id=part_of(answer.source.message_id, 1))
        await _say_of(turn, Answer(but.of_left_out, source), left)
    return True


async def _left_out(turn: Turn, what: Sequence[str], shown: Sequence[DueView]) -> set[int] | None:
    """The places of the list that are left out, by number, by their order or by words; None where
    one of them is not found.
    """
    found: set[int] = set()
    told = [told_of(view.item, view.point) for view in shown]
    for one in what:
        places = (
            places_named(one, len(shown), left_out=True)
            or await _places_at(turn, one, shown)
            or plainly(scores(one, told))
        )
        if not places:
            return None
        found.update(places)
    return found


async def _places_at(turn: Turn, text: str, shown: Sequence[DueView]) -> tuple[int, ...]:
    """The places of the list that an address names: «3.М2», «п. 9»."""
    text = re.sub(r"\s*-?(?:г?о|ого|его)?\s+пункт\w*$", "", text)
    addresses = read_addresses(text)
    items = await items_named(turn, text, [due_of(one) for one in shown]) if addresses else []
    found: list[int] = []
    for address in addresses or ():
        located = locate(address, [item.number for item in items])
        if located is not None:
            found += await _places_of(turn, located, items, shown)
    return tuple(found)


async def _places_of(
    turn: Turn, address: Address, items: Sequence[Item], shown: Sequence[DueView]
) -> tuple[int, ...]:
    try:
        targets = await targets_named(turn, address, items)
    except UserError:
        return ()
    ids = {(item.id, point.id if point is not None else None) for item, point in targets}
    return tuple(
        place
        for place, view in enumerate(shown)
        if (view.item.id, view.point.id) in ids or (view.item.id, None) in ids
    )


async def _of_places(
    turn: Turn, answer: Answer, said: Sequence[Listed], shown: Sequence[DueView]
) -> bool:
    """«первые два сделаны, третий до пятницы»: each statement goes to its places; where «третий»
    may be the person's item 3 as well, it is asked about, those of the list first.
    """
    found = Sorted([], [], await turn.tx.answers.last_of_person(turn.me.id))
    doubtful: list[tuple[Answer, list[DueView]]] = []
    asks: list[tuple[Answer, list[DueView]]] = []
    part = 0
    for one in said:
        views = [shown[place] for place in one.places]
        asks_for_more = asks_to_put_off(one.words, (), turn.written_on, replied=True) is not None
        unsure = await _may_be_items(turn, one, views)
        if not asks_for_more and not unsure:
            for view in views:
                await _record(turn, found, _part(answer, part, one.words), view)
                part += 1
            continue
        words = one.words if asks_for_more else one.whole
        (asks if asks_for_more else doubtful).append((_part(answer, part, words), views))
        part += 1
    await say_sorted(turn, found, whole=False)
    if found.recorded:
        last = found.recorded[-1]
        point_id = last.point.id if last.point else 0
        await touch(turn, How.PLACED, last.item.id, point_id, last.entry.id)
    for kept, views in doubtful:
        several = len(doubtful) + len(asks) > 1 or bool(found.recorded)
        places = [due_of(view) for view in views]
        await ask_where(turn, kept, places, among=len(views) > 1, to_all=True, one_of_many=several)
    for asking, views in asks:
        await _say_of(turn, asking, views)
    return True


def _part(answer: Answer, number: int, words: str) -> Answer:
    """A statement of a message, the first with its files."""
    if number == 0:
        return replace(answer, text=words)
    source = replace(answer.source, message_id=part_of(answer.source.message_id, number))
    return Answer(words, source)


async def _may_be_items(turn: Turn, said: Listed, views: Sequence[DueView]) -> bool:
    """Whether an ordinal is also the number of an item of the person's that is not meant."""
    numbers = [str(number) for number in said.numbers]
    if not numbers:
        return False
    meant = {view.item.id for view in views}
    for item in await items_named(turn, " ".join(numbers), ()):
        is_named = item.number.rstrip(".") in numbers and item.id not in meant
        if is_named and await may_answer(turn.tx, turn.me, item, turn.today):
            return True
    return False


async def _the_rest(
    turn: Turn, answer: Answer, rest: tuple[str, str], shown: Sequence[DueView]
) -> bool:
    """«3.М2 не успеваем, остальное сделано»: what names its places itself, and all others."""
    first, words = rest
    items = await items_named(turn, first, [due_of(one) for one in shown])
    numbers = [item.number for item in items]
    parts = read_with_requests(first, numbers, turn.written_on)
    out: set[int] = set()
    for one in parts:
        places = await _places_of(turn, one.address, items, shown) if one.address else ()
        if not places or not one.sure:
            return False
        out.update(places)
    others = [view for place, view in enumerate(shown) if place not in out]
    still = [view for view in others if view.due.state in _OPEN]
    if not out or not still:
        return False
    asks = asks_to_put_off(first, numbers, turn.written_on) is not None
    left = [shown[place] for place in sorted(out)]
    if asks:
        found = Sorted([], [], await turn.tx.answers.last_of_person(turn.me.id))
    else:
        found = await sort_out(turn, replace(answer, text=first), parts, items, firm=False)
    if asks_to_put_off(words, (), turn.written_on, replied=True) is not None:
        await say_sorted(turn, found, whole=False)
        await _say_of(turn, _part(answer, len(parts), words), still)
        return True
    for number, view in enumerate(still, len(parts)):
        await _record(turn, found, _part(answer, number, words), view)
    await say_sorted(turn, found, whole=False)
    if asks:
        await _say_of(turn, _part(answer, 0, parts[0].text), left)
    return True


async def _record(turn: Turn, found: Sorted, answer: Answer, view: DueView) -> None:
    try:
        day = turn.answered_on
        entry = await record(turn.tx, turn.me, view.item, view.point, answer, turn.moment, day)
    except UserError as error:
        found.doubtful.append((answer, error))
        return
    if entry is not None:
        found.recorded.append(Recorded(entry, view.item, view.point))
        await fetch_attachments(turn, entry)


async def _say_of(turn: Turn, said: Answer, views: Sequence[DueView]) -> None:
    """What is said of these places: a request for more time, else an answer that is asked about."""
    places = [due_of(view) for view in views]
    words = replace(said, text=_OF_IT.sub("", said.text) or said.text)
    if not await begins_postponement(turn, words, (), places, replied=True):
        await ask_where(turn, words, places, one_of_many=True)
