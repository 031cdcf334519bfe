"""What came of a document that somebody sent without a chat in which they could be told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from roadmap.ports import Tx

#: Before the person's id; erasing a person forgets it.
ARRIVED = "arrived:"


@dataclass(frozen=True, slots=True)
class Arrival:
    """`refused` says (as HTML) why it cannot be read. Else it is not sure what its columns hold:
    `rows` are the first of the stored file `file_id`, `guesses` what each column seems to be.
    """

    refused: str = ""
    file_id: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    guesses: tuple[str, ...] = ()


async def remember_arrival(tx: Tx, person_id: int, arrival: Arrival | None) -> None:
    """Keep what came of a person's last document; None forgets it."""
    told = json.dumps(asdict(arrival), ensure_ascii=False) if arrival is not None else None
    await tx.facts.set(f"{ARRIVED}{person_id}", told)


async def arrival_of(tx: Tx, person_id: int) -> Arrival | None:
    """What came of a person's last document, where it was neither read nor given up."""
    kept = await tx.facts.get(f"{ARRIVED}{person_id}")
    if kept is None:
        return None
    told = json.loads(kept)
    rows = tuple(tuple(str(cell) for cell in row) for row in told["rows"])
    guesses = tuple(str(one) for one in told["guesses"])
    return Arrival(str(told["refused"]), int(told["file_id"]), rows, guesses)
