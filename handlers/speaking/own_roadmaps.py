"""The roadmaps in which a person answers, and how each is named where there are several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.texts import clip
from handlers.speaking.voice import Voice
from roadmap.actions.leaving import absent_for
from roadmap.model import Item, Roadmap, Role

#: Of a roadmap's name above a list, and beside an item on a button.
_BRIEF, _ON_A_BUTTON = 60, 28
_WHAT_IT_IS = re.compile(r"^\W*дорожная\s+карта\s+(?=\S)", re.IGNORECASE)


async def own_roadmaps(voice: Voice) -> list[Roadmap]:
    """Every roadmap in which an official answers for something, or stands in for somebody who does,
    the current one first, then the newest; for others the one that they work with. A roadmap whose
    period has ended counts while something of theirs in it is open.

    Raises NotFound where there is no roadmap at all. Where there is one, it costs no look at who
    answers.
    """
    person = voice.whom
    if person.role is not Role.OFFICIAL or len(await voice.tx.roadmaps.all()) < 2:
        return [await current_roadmap(voice)]
    if person.id not in voice.answered_in:
        voice.answered_in[person.id] = await _answered_in(voice)
    return voice.answered_in[person.id]


async def _answered_in(voice: Voice) -> list[Roadmap]:
    person = voice.whom
    absent = await absent_for(voice.tx, person, voice.today)
    ids = await voice.tx.people.roadmaps_of([person.id, *(one.id for one in absent)])
    theirs = [one for one in await voice.tx.roadmaps.all() if one.id in ids]
    theirs.sort(key=lambda one: one.id != person.roadmap_id)
    if len(theirs) > 1:
        going_on = [one for one in theirs if await _goes_on(voice, one)]
        theirs = going_on or theirs[:1]
    return theirs or [await current_roadmap(voice)]


async def _goes_on(voice: Voice, roadmap: Roadmap) -> bool:
    if roadmap.period.end >= voice.today:
        return True
    find = voice.tx.roadmaps.views_between
    return bool(await find(roadmap.id, None, None, person_id=voice.whom.id, limit=1))


async def own_items(voice: Voice) -> set[int]:
    """The ids of the items that the person answers for, or stands in for who does."""
    absent = await absent_for(voice.tx, voice.whom, voice.today)
    found: set[int] = set()
    for one in (voice.whom, *absent):
        found |= {a.item_id for a in await voice.tx.people.assignments_of_person(one.id)}
    return found


async def roadmap_names(voice: Voice, beside: Sequence[Roadmap] = ()) -> Mapping[int, str]:
    """Short names of the roadmaps in which the person spoken to answers, and of those `beside`
    them, by id; none where that is only one, which nobody has to name.
    """
    if voice.person is None or len(await voice.tx.roadmaps.all()) < 2:
        return {}
    theirs = await own_roadmaps(voice) if voice.person.role is Role.OFFICIAL else []
    several = {one.id: one for one in (*theirs, *beside)}
    return brief_names(list(several.values())) if len(several) > 1 else {}


async def of_roadmap(voice: Voice, item: Item) -> str:
    """The line that names the roadmap of an item; empty where the person answers in one only."""
    name = (await roadmap_names(voice)).get(item.roadmap_id)
    return voice.texts("of-roadmap", name=name) if name else ""


async def names_of_roadmaps_in(voice: Voice, items: Iterable[Item]) -> Mapping[int, str]:
    """The same for what shows these items: nobody confuses those of one roadmap, unless the person
    answers in several.
    """
    ids = sorted({item.roadmap_id for item in items})
    return await roadmap_names(voice, [await voice.tx.roadmaps.get(one) for one in ids])


def brief_names(roadmaps: Sequence[Roadmap]) -> dict[int, str]:
    """«Ремонт школ», «Питание»: titles by id without «Дорожная карта» and the words with which all
    of them begin, and short; where these are alike, with the period.
    """
    words = [_WHAT_IT_IS.sub("", one.title, count=1).split() for one in roadmaps]
    shared = 0
    while all(len(own) > shared + 1 for own in words) and (
        len({own[shared].casefold() for own in words}) == 1
    ):
        shared += 1
    names = [clip(" ".join(own[shared:]), _BRIEF) for own in words]
    return {
        one.id: f"{name}, {one.period.label}" if names.count(name) > 1 else name
        for one, name in zip(roadmaps, names, strict=True)
    }


def with_roadmap(words: str, item: Item, names: Mapping[int, str]) -> str:
    """«2 · Конкурс чтецов · Питание»: what a button says of an item, with its roadmap where
    `names` has it.
    """
    name = names.get(item.roadmap_id)
    return f"{words} · {clip(name, _ON_A_BUTTON)}" if name else words
