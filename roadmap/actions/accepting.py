"""Who asked for acceptance of a due day, and how that was decided: a due day that is open again
knows neither.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from roadmap.ports import Tx

_FACTS = "accepting:"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`asked_by` and `decided_by` are ids of people, `on` the day of the decision (ISO); `word` is
    why it was returned, «» where it was accepted.
    """

    asked_by: int
    decided_by: int | None = None
    on: str = ""
    word: str = ""

    @property
    def day(self) -> date:
        """The day of the decision."""
        return date.fromisoformat(self.on)


async def asked_to_accept(tx: Tx, due_id: int, person_id: int) -> None:
    """Keep who asks; what was decided before is forgotten."""
    await tx.facts.set(_fact(due_id), json.dumps(asdict(Acceptance(person_id))))


async def decided_acceptance(
    tx: Tx, due_id: int, person_id: int, day: date, word: str = ""
) -> None:
    """Keep who decided on `day`, and the `word` with which it was returned."""
    asked = await acceptance_of(tx, due_id)
    decided = Acceptance(asked.asked_by if asked else 0, person_id, day.isoformat(), word)
    await tx.facts.set(_fact(due_id), json.dumps(asdict(decided), ensure_ascii=False))


async def acceptance_of(tx: Tx, due_id: int) -> Acceptance | None:
    """The last request for this due day; None where nobody asked, or before it was kept."""
    kept = await tx.facts.get(_fact(due_id))
    return None if kept is None else Acceptance(**json.loads(kept))


async def forget_acceptances(tx: Tx, person_id: int) -> None:
    """Forget the requests that a person made or decided: the word may name them. Who asked for
    what still waits, its due day tells.
    """
    for name, kept in (await tx.facts.beginning(_FACTS)).items():
        request = Acceptance(**json.loads(kept))
        if person_id in (request.asked_by, request.decided_by):
            await tx.facts.set(name, None)


async def move_acceptances(tx: Tx, kept_id: int, gone_id: int) -> None:
    """The requests that one record of a person made or decided are those of the other."""
    for name, kept in (await tx.facts.beginning(_FACTS)).items():
        request = Acceptance(**json.loads(kept))
        if gone_id in (request.asked_by, request.decided_by):
            moved = replace(
                request,
                asked_by=kept_id if request.asked_by == gone_id else request.asked_by,
                decided_by=kept_id if request.decided_by == gone_id else request.decided_by,
            )
            await tx.facts.set(name, json.dumps(asdict(moved), ensure_ascii=False))


def _fact(due_id: int) -> str:
    return f"{_FACTS}{due_id}"
