"""«Ярмарка» in place of a number: the items that words mean, likeliest first."""

from __future__ import annotations

from handlers.speaking.buttons import ItemButton, ItemVerb, PickButton, button
from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.texts import clip
from handlers.speaking.turn import Turn
from roadmap.actions.looking import subjects
from roadmap.answers.likeness import Told, scores
from roadmap.errors import NotFound
from roadmap.model import Item, Roadmap, Role

#: Items offered; where more are as likely, other words tell them apart sooner than a longer list.
MOST = 5
#: An item of which the words speak less than this part of what they speak of the likeliest is not
#: meant.
_NEARLY = 0.4


async def items_by_words(turn: Turn, words: str, roadmap: Roadmap | None = None) -> list[Item]:
    """At most `MOST` items of a roadmap (None: the current one) in which `words` stand, the
    likeliest first; of a roadmap in which an official answers for nothing, none.
    """
    items = await turn.tx.roadmaps.items((roadmap or await current_roadmap(turn)).id)
    if turn.me.role is Role.OFFICIAL:
        mine = {one.item_id for one in await turn.tx.people.assignments_of_person(turn.me.id)}
        if not any(item.id in mine for item in items):
            return []
    texts: dict[int, list[str]] = {item.id: [item.recommendation] for item in items}
    for point in await turn.tx.roadmaps.points(list(texts)):
        texts[point.item_id].append(point.text)
    told = [
        Told(" ".join(texts[item.id]), item.criterion or "", " ".join(item.section))
        for item in items
    ]
    ranked = sorted(
        zip(scores(words, told), items, strict=True), key=lambda one: (-one[0], one[1].position)
    )
    least = _NEARLY * ranked[0][0] if ranked else 0.0
    return [item for score, item in ranked if score > 0 and score >= least][:MOST]


async def offer_items(
    turn: Turn, words: str, verb: ItemVerb | None, roadmap: Roadmap | None = None
) -> None:
    """«Ярмарка» was written where a number goes: the items of a roadmap (None: the current one)
    that it may mean, each a button that does `verb` (None: chooses who answers for it). Raises
    NotFound where no item has the words.
    """
    found = await items_by_words(turn, words, roadmap)
    if not found:
        raise NotFound("error-item-by-words", text=clip(words, 60))
    about = await subjects(turn.tx, found)
    rows = [
        [
            button(
                f"{item.number}. {clip(about[item.id], 40)}",
                ItemButton(verb=verb, item_id=item.id)
                if verb is not None
                else PickButton(verb="begin", item_id=item.id),
            )
        ]
        for item in found
    ]
    await turn.say(turn.texts("item-found", words=clip(words, 60), count=len(found)), rows)
