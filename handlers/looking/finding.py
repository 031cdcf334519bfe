"""«Ярмарка» in place of a number: the items that words mean, likeliest first, in pages; «ярмарка
Петров»: those items and the people named behind the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from handlers.speaking.answerers import answerers, assignments_in, known_names
from handlers.speaking.awaited import PeopleForItem, awaited_for
from handlers.speaking.buttons import (
    FindButton,
    FindVerb,
    ItemButton,
    PickButton,
    button,
    in_button,
    out_of_button,
)
from handlers.speaking.own_roadmaps import names_of_roadmaps_in, own_roadmaps, with_roadmap
from handlers.speaking.paging import PAGE, page_of, turning
from handlers.speaking.texts import Html, clip
from handlers.speaking.turn import Turn
from roadmap.actions.assigning import Named, find_named
from roadmap.actions.looking import subjects
from roadmap.answers.likeness import Told, scores
from roadmap.errors import NotFound, SeveralPeople
from roadmap.model import Body, Item, Person, Roadmap, Role
from roadmap.model.messages import Button
from roadmap.reading.assigning_words import NameWritten, read_names
from roadmap.reading.person_names import plain

#: An item of which the words speak less than this part of what they speak of the likeliest is not
#: meant.
_NEARLY = 0.4
#: «Петров», «Петров И.И.» at the end of words.
_NAME_LAST = re.compile(r"(?<=\s)[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)?$")
#: Words of a name and a post: a longer end of a command names nobody.
_LONGEST_END = 12


def register(router: Router) -> None:
    """Register the handlers of this module, in the order in which they are asked."""
    router.callback_query.register(turn_page, FindButton.filter(F.verb == "open"))
    router.callback_query.register(
        turn_page_to_act, FindButton.filter(F.verb.in_({"remind", "begin", "give"}))
    )


#: Of a word that is only begun.
_SHORTEST = 4


async def items_by_words(
    turn: Turn, words: str, roadmap: Roadmap | None = None, person_id: int = 0
) -> list[Item]:
    """The items of a roadmap in which `words` stand, the likeliest first; None: of the current one,
    for an official of those in which they answer. Of one in which an official answers for nothing,
    none. With `person_id` only those that this person answers for.
    """
    roadmaps = [roadmap] if roadmap is not None else await own_roadmaps(turn)
    items = [item for one in roadmaps for item in await turn.tx.roadmaps.items(one.id)]
    if turn.me.role is Role.OFFICIAL:
        mine = {one.item_id for one in await turn.tx.people.assignments_of_person(turn.me.id)}
        if not any(item.id in mine for item in items):
            return []
    points: dict[int, list[str]] = {item.id: [] for item in items}
    for point in await turn.tx.roadmaps.points(list(points)):
        points[point.item_id].append(point.text)
    found = likeliest(words, items, points)
    if person_id:
        theirs = {one.item_id for one in await turn.tx.people.assignments_of_person(person_id)}
        found = [item for item in found if item.id in theirs]
    return found


def likeliest(words: str, items: Sequence[Item], points: Mapping[int, Sequence[str]]) -> list[Item]:
    """The items in which `words` stand in any of their forms, the likeliest first; `points` has the
    texts of their points by the item's id. In chat and at the desk it is one search.
    """
    texts = {item.id: " ".join((item.recommendation, *points[item.id])) for item in items}
    told = [Told(texts[item.id], item.criterion or "", " ".join(item.section)) for item in items]
    ranked = sorted(
        zip(scores(words, told), items, strict=True), key=lambda one: (-one[0], one[1].position)
    )
    least = _NEARLY * ranked[0][0] if ranked else 0.0
    found = [item for score, item in ranked if score > 0 and score >= least]
    # «витаминиз» is a beginning of a word, and no word that any item has.
    return found or [item for item in items if _begin_words(words, texts[item.id])]


def _begin_words(said: str, text: str) -> bool:
    """Whether each word that was said begins one of the text; short ones begin too many."""
    wanted, known = re.findall(r"\w+", plain(said)), re.findall(r"\w+", plain(text))
    return bool(wanted) and all(
        len(word) >= _SHORTEST and any(one.startswith(word) for one in known) for word in wanted
    )


async def offer_items(
    turn: Turn,
    words: str,
    verb: FindVerb,
    roadmap: Roadmap | None = None,
    person_id: int = 0,
    page: int = 0,
    *,
    edit: bool = False,
) -> None:
    """«Ярмарка» was written where a number goes: the items of a roadmap (None: the current one)
    that it may mean, each a button that does `verb`, in pages; with `person_id` those that this
    person answers for. Raises NotFound where no item has the words.
    """
    found, sought = await items_by_words(turn, words, roadmap, person_id), in_button(words)
    if len(found) > PAGE:  # the other pages are found by what the button holds
        found = await items_by_words(turn, out_of_button(sought), roadmap, person_id)
    if not found and person_id:
        name = (await turn.tx.people.get(person_id)).name
        raise NotFound("error-item-not-theirs", text=clip(words, 60), name=name)
    if not found:
        raise NotFound("error-item-by-words", text=clip(words, 60))
    shown = page_of(found, page)
    about = await subjects(turn.tx, shown.rows)
    roadmaps = await names_of_roadmaps_in(turn, shown.rows)
    rows: list[list[Button]] = []
    for item in shown.rows:
        label = with_roadmap(f"{item.number}. {clip(about[item.id], 40)}", item, roadmaps)
        rows.append([button(label, _data(verb, item, person_id))])
    rows.append(
        turning(
            shown,
            lambda to: FindButton(
                verb=verb,
                page=to,
                roadmap_id=roadmap.id if roadmap else 0,
                person_id=person_id,
                words=sought,
            ),
        )
    )
    said = turn.texts("item-found", words=clip(words, 60), count=len(found))
    if verb == "give":
        giving = assignments_in((await awaited_for(turn, PeopleForItem)).whom)
        names = answerers(turn.texts, await known_names(turn.tx), giving)
        said = Html(f"{said}\n{turn.texts('item-found-give', names=names)}")
    elif person_id:
        name = (await turn.tx.people.get(person_id)).name
        said = Html(f"{said}\n{turn.texts('item-found-of', name=name)}")
    await turn.say(said, rows, edit=edit)


def _data(verb: FindVerb, item: Item, person_id: int) -> CallbackData:
    if verb == "begin" or verb == "give":
        return PickButton(verb=verb, item_id=item.id)
    if verb == "remind" and person_id:
        return PickButton(verb="remind", item_id=item.id, person_id=person_id)
    return ItemButton(verb=verb, item_id=item.id)


async def words_and_people(turn: Turn, text: str) -> tuple[str, list[Named]]:
    """«музей Петров И.И.» as the words, and the people whom its end names; without such an end the
    words alone.

    Raises SeveralPeople where a name means several, and NotFound where the last word is a name that
    nobody has and no item either.
    """
    if turn.me.role is Role.OFFICIAL:
        return text, []
    words = text.split()
    for start in range(max(1, len(words) - _LONGEST_END), len(words)):
        head, end = " ".join(words[:start]), " ".join(words[start:])
        # «музей Сидоров, Петров»: behind a comma is a name, not the last word of an item.
        before = re.search(r"(\S+)[,;]", head)
        if before and not await items_by_words(turn, before[1]):
            break
        people = await _named_by(turn, end)
        if people and await items_by_words(turn, head):
            return head.strip(" ,;:–-"), people
    unknown = _NAME_LAST.search(text)
    if unknown and not await items_by_words(turn, unknown[0]):
        raise NotFound("error-person-unknown", name=unknown[0])
    return text, []


async def _named_by(turn: Turn, end: str) -> list[Named]:
    """Whom all the names of `end` mean; nobody where one of them is unknown, or where items have it
    as a word that only begins a name, or may be a body's: «молод» of «Молодцова», «школы».
    """
    try:
        people = [one for name in read_names(end) for one in await named(turn, name)]
    except NotFound:
        return []
    except SeveralPeople:
        if await items_by_words(turn, end):
            return []
        raise
    doubtful = any(isinstance(one.who, Body) or cut_short(one.who.name, end) for one in people)
    return [] if doubtful and await items_by_words(turn, end) else people


def only_person(people: Sequence[Named]) -> int:
    """The id of the one person who was named; 0 where several were, nobody or a body."""
    alone = people[0].who if len(people) == 1 else None
    return alone.id if isinstance(alone, Person) else 0


def cut_short(name: str, written: str) -> bool:
    """Whether `written` is the beginning of a word of `name`, as «молод» of «Молодцова»."""
    whole, part = plain(name), plain(written)
    return whole.startswith(part) and whole[len(part) :][:1].isalpha()


async def named(turn: Turn, written: NameWritten) -> list[Named]:
    """Whom one name means; «Иванова и Петров» are two where nobody is called so."""
    try:
        return [Named(await find_named(turn.tx, written.name), written.capacity)]
    except NotFound:
        if not written.halves:
            raise
    return [Named(await find_named(turn.tx, half), written.capacity) for half in written.halves]


async def turn_page(query: CallbackQuery, callback_data: FindButton, turn: Turn) -> None:
    """Another page of the items that words mean."""
    words, verb = out_of_button(callback_data.words), callback_data.verb
    roadmap = None
    if callback_data.roadmap_id:
        roadmap = await turn.tx.roadmaps.get(callback_data.roadmap_id)
    person_id, page = callback_data.person_id, callback_data.page
    await offer_items(turn, words, verb, roadmap, person_id, page, edit=True)


async def turn_page_to_act(query: CallbackQuery, callback_data: FindButton, turn: Turn) -> None:
    """The same where a tap reminds or assigns."""
    turn.require(Role.COORDINATOR)
    await turn_page(query, callback_data, turn)
