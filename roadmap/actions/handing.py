"""Files that somebody at the desk asked for: being made, made, or why they cannot be. They are kept
until the next night, as those that were sent are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.actions.tasks import WriteFile
from roadmap.errors import NotFound
from roadmap.model import ReportingPeriod, Roadmap
from roadmap.model.forms import Form
from roadmap.ports import Tx
from roadmap.ports.facts import HANDED

_ASKED, _REFUSED = "asked", "refused "


@dataclass(frozen=True, slots=True)
class Handed:
    """Where a file stands: its id (0: it is not there), or the sentence that says why not; neither
    while it is being made.
    """

    file_id: int = 0
    why_not: str = ""

    @property
    def being_made(self) -> bool:
        """Whether it is still waited for."""
        return not self.file_id and not self.why_not


async def note_asked(tx: Tx, person_id: int, task: WriteFile) -> None:
    """The person waits for this file; what they got before is not offered any more."""
    await tx.facts.set(_fact(person_id, task), _ASKED)


async def hand_over(tx: Tx, person_id: int, task: WriteFile, file_id: int) -> None:
    """The file is there for the person."""
    await tx.facts.set(_fact(person_id, task), str(file_id))


async def say_why_not(tx: Tx, person_id: int, task: WriteFile, sentence: str) -> None:
    """The file cannot be made: the person is told why in its place."""
    await tx.facts.set(_fact(person_id, task), _REFUSED + sentence)


async def handed_to(
    tx: Tx, person_id: int, roadmap: Roadmap, half: ReportingPeriod
) -> Mapping[Form, Handed]:
    """The files of a half-year that the person asked for at the desk."""
    prefix = f"{_facts(person_id)}{roadmap.id}:{half.number}:"
    kept = await tx.facts.beginning(prefix)
    return {Form(name.removeprefix(prefix)): _handed(value) for name, value in kept.items()}


async def check_handed_to(tx: Tx, person_id: int, file_id: int) -> None:
    """Raises NotFound unless this file was made for this person and is still kept."""
    if str(file_id) not in (await tx.facts.beginning(_facts(person_id))).values():
        raise NotFound("desk-file-gone")


def _handed(value: str) -> Handed:
    if value == _ASKED:
        return Handed()
    if value.startswith(_REFUSED):
        return Handed(why_not=value.removeprefix(_REFUSED))
    return Handed(int(value))


def _fact(person_id: int, task: WriteFile) -> str:
    return f"{_facts(person_id)}{task.roadmap_id}:{task.half}:{task.form}"


def _facts(person_id: int) -> str:
    return f"{HANDED}{person_id}:"
