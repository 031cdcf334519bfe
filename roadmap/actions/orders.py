"""What slow work is asked for, as it waits among the jobs: typed where it is asked and where it is
done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.model import Period
from roadmap.ports import Json


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """The file called `name` is to be read: one that Telegram keeps or, where `stored_file` is not
    0, one of ours.

    `year` and `columns` (their meanings, in order) are what the coordinator said of it; None where
    nothing.
    """

    name: str
    telegram_file: str = ""
    stored_file: int = 0
    year: Period | None = None
    columns: Sequence[str] | None = None

    def as_json(self) -> Json:
        """The form that waits."""
        return {
            "name": self.name,
            "telegram_file": self.telegram_file,
            "stored_file": self.stored_file,
            "year": year_as_json(self.year) if self.year else None,
            "columns": list(self.columns) if self.columns is not None else None,
        }

    @classmethod
    def from_json(cls, form: Mapping[str, object]) -> ReadingOrder:
        """The order behind `as_json`; what is not there was not said."""
        columns = form.get("columns")
        return cls(
            str(form["name"]),
            str(form.get("telegram_file") or ""),
            int(str(form.get("stored_file") or 0)),
            year_from_json(form.get("year")),
            [str(meaning) for meaning in columns] if isinstance(columns, list) else None,
        )


def year_as_json(year: Period) -> list[str]:
    """A year that somebody named: its label and its first and last day."""
    return [year.label, year.start.isoformat(), year.end.isoformat()]


def year_from_json(form: object) -> Period | None:
    """The year behind `year_as_json`; None where none was named."""
    if not isinstance(form, list):
        return None
    label, start, end = (str(part) for part in form)
    return Period(label, date.fromisoformat(start), date.fromisoformat(end))
