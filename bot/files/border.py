"""What crosses the border between the bot and the process that gathers: what is wanted goes out,
what was gathered or refused comes back. Both sides import this module, and nothing of each other's.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from roadmap.actions.drafting import ReportState
from roadmap.errors import StorageError, UserError
from roadmap.model import ReportingPeriod, Roadmap
from roadmap.model.policy import Office
from roadmap.report.composing import half_in_year


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file asked for at the instant `at` (UTC), for readers in `zone`.

    `template` is the path of an office's own template, `person_id` narrows a calendar to one
    person's days, `with_state` asks how complete the report is, `at_most` limits the pages of a
    picture (0: all of them; where there are more, a .pdf has them all), `largest` the bytes of an
    archive (0: no limit), `by_template` leaves the document that came in aside, and `file_limit` is
    the size in bytes of a file that the settings allow to fetch.
    """

    roadmap: Roadmap
    half: ReportingPeriod
    form: str
    at: datetime
    zone: ZoneInfo
    bot_username: str = ""
    template: str = ""
    person_id: int | None = None
    with_state: bool = False
    at_most: int = 0
    largest: int = 0
    by_template: bool = False
    file_limit: int = 0

    @classmethod
    def in_office(
        cls, office: Office, roadmap: Roadmap, half: ReportingPeriod, form: str, at: datetime
    ) -> Wanted:
        """A file as this office wants it; the template is named so that a program elsewhere finds
        it.
        """
        template = str(Path(office.report_template).resolve()) if office.report_template else ""
        zone, limit = office.policy.timezone, office.file_limit
        name = office.bot_username
        return cls(roadmap, half, form, at, zone, name, template, file_limit=limit)

    @property
    def today(self) -> date:
        """The day in the office's zone."""
        return self.at.astimezone(self.zone).date()

    def stem(self, word: str) -> str:
        """«Отчет_1_полугодие_2026-2027»: the file's name without its ending; in a period of several
        years the half-years are counted within their own.
        """
        period = self.roadmap.period
        ends = (period.start, period.end) if len(period.halves()) <= 2 else (self.half.start,)
        years = "-".join(dict.fromkeys(str(day.year) for day in ends))
        return f"{word}_{half_in_year(self.half)}_полугодие_{years}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything gathered for one file: what it is to be called, the order for its writer, and,
    where the report was wanted with it, how complete that is.
    """

    stem: str
    order: bytes
    state: ReportState | None = None


def pack_wanted(url: str, wanted: Wanted) -> bytes:
    """For the gathering process: which database to read (its address), and what for."""
    return pickle.dumps((url, wanted))


def unpack_wanted(payload: bytes) -> tuple[str, Wanted]:
    """What `pack_wanted` packed: the bytes are to be our own parent's."""
    url, wanted = pickle.loads(payload)  # noqa: S301
    return url, wanted


def pack_gathered(gathered: Gathered) -> bytes:
    """For the bot: a line of JSON, then the order for the writer, unopened."""
    state = asdict(gathered.state) if gathered.state else None
    head = json.dumps({"stem": gathered.stem, "state": state})
    return head.encode() + b"\n" + gathered.order


def pack_refused(error: UserError | StorageError) -> bytes:
    """For the bot, in place of what could not be gathered: why."""
    if isinstance(error, UserError):
        return json.dumps({"error": error.key, "variables": error.variables}).encode()
    return json.dumps({"storage": str(error)}).encode()


def unpack_gathered(answer: bytes) -> Gathered:
    """What was gathered; raises the UserError or the StorageError that was packed in its place."""
    head, _, order = answer.partition(b"\n")
    match json.loads(head):
        case {"error": str(key), "variables": variables}:
            raise UserError(key, **variables)
        case {"storage": str(said)}:
            raise StorageError(said)
        case {"stem": str(stem), "state": state}:
            return Gathered(stem, order, state and ReportState(**state))
    raise ValueError("an answer that pack_gathered did not pack")
