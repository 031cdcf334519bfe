"""How those who answer are named: the responsible first, co-executors apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.speaking.texts import Html, Texts, clip
from roadmap.actions.assigning import Answering
from roadmap.actions.namesakes import names_apart
from roadmap.model import Assignment, BodyAssignment, Capacity, Person
from roadmap.ports import Tx

#: Names in one list; the rest are counted.
NAMES = 8


@dataclass(frozen=True, slots=True)
class Names:
    """People, their names, namesakes told apart, and the names of bodies, by id."""

    people: Mapping[int, Person]
    shown: Mapping[int, str]
    bodies: Mapping[int, str]

    def of(self, one: Answering) -> str:
        """Whom an assignment names; empty for somebody who has left."""
        if isinstance(one, BodyAssignment):
            return self.bodies.get(one.body_id, "")
        return self.shown.get(one.person_id, "")


async def known_names(tx: Tx) -> Names:
    """Of everybody who takes part, and of the directory."""
    everybody = await tx.people.all()
    return Names(
        {person.id: person for person in everybody},
        await names_apart(tx, everybody, everybody, brackets=True),
        {body.id: body.name for body in await tx.bodies.all()},
    )


def written(those: Sequence[Answering]) -> tuple[str, ...]:
    """«p5r:12,13.7» for each person, body and capacity; see `AssignmentToConfirm`."""
    found: dict[str, list[str]] = {}
    for one in those:
        who = f"b{one.body_id}" if isinstance(one, BodyAssignment) else f"p{one.person_id}"
        mark = "r" if one.capacity is Capacity.RESPONSIBLE else "c"
        target = f"{one.item_id}.{one.point_id}" if one.point_id else str(one.item_id)
        found.setdefault(f"{who}{mark}", []).append(target)
    return tuple(f"{who}:{','.join(targets)}" for who, targets in found.items())


def assignments_in(words: Sequence[str]) -> list[Answering]:
    """What `written` has written."""
    found: list[Answering] = []
    for one in words:
        who, _, targets = one.partition(":")
        capacity = Capacity.RESPONSIBLE if who.endswith("r") else Capacity.CO_EXECUTOR
        kind = BodyAssignment if who.startswith("b") else Assignment
        for target in targets.split(","):
            item, _, point = target.partition(".")
            found.append(kind(int(item), int(point) if point else None, int(who[1:-1]), capacity))
    return found


def answerers(texts: Texts, names: Names, answering: Iterable[Answering]) -> Html:
    """«Иванова, Петров; соисп.: Котов», or that nobody answers."""
    pairs = [(names.of(one), one.capacity) for one in answering]
    return in_capacities(
        texts,
        [name for name, capacity in pairs if name and capacity is Capacity.RESPONSIBLE],
        [name for name, capacity in pairs if name and capacity is Capacity.CO_EXECUTOR],
    )


def in_capacities(texts: Texts, lead: Sequence[str], co: Sequence[str], most: int = NAMES) -> Html:
    """The responsible and the co-executors by name, or that there are none."""
    if co:
        return texts("answerers-both", lead=listed(texts, lead, most), co=listed(texts, co, most))
    if not lead:
        return texts("answerers-nobody")
    return texts("answerers", names=listed(texts, lead, most))


def listed(texts: Texts, names: Sequence[str], most: int = NAMES) -> str:
    """The first `most` names, and how many more."""
    shown = ", ".join(clip(name, 60) for name in names[:most])
    more = len(names) - most
    if not names:
        return "—"
    return texts("answerers-more", names=shown, count=more) if more > 0 else shown
