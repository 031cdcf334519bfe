"""Progress entries, answers not placed yet, postponements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from roadmap.model import Attachment, Postponement, ProgressEntry, Source


@dataclass(frozen=True, slots=True)
class LastTold:
    """When a person (None: nobody known) last wrote about an item, or about one point of it."""

    item_id: int
    point_id: int | None
    person_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An answer whose item is not known yet; kept until somebody says where it belongs."""

    id: int
    person_id: int
    text: str
    source: Source
    at: datetime
    attachments: tuple[Attachment, ...] = ()


class Answers(Protocol):
    """Progress entries, answers not placed yet, postponements."""

    async def add(self, entry: ProgressEntry) -> ProgressEntry | None:
        """None where an entry from the same source exists."""

    async def get(self, entry_id: int) -> ProgressEntry: ...
    async def by_source(self, chat_id: int, message_id: int) -> ProgressEntry | None: ...
    async def of_sources(
        self, chat_id: int, message_id: int, first: int, last: int
    ) -> list[ProgressEntry]:
        """Those from this message or with a source from `first` to `last`, oldest first."""

    async def by_media_group(self, chat_id: int, media_group: str) -> ProgressEntry | None: ...
    async def add_attachment(self, entry_id: int, attachment: Attachment) -> None: ...
    async def attachment(self, attachment_id: int) -> Attachment:
        """One file; raises NotFound."""

    async def replace_attachment(self, attachment_id: int, new: Attachment) -> None:
        """Another file stands in its place; what was kept of the old one is forgotten."""

    async def caption_of(self, attachment_id: int, caption: str) -> None:
        """What the file's caption says now."""

    async def not_fetched(self, roadmap_id: int, before: datetime) -> list[ProgressEntry]:
        """Entries, not withdrawn, of which a file has not come though they were written by this
        instant, by item position and instant.
        """

    async def attachment_stored(self, attachment_id: int, file_id: int) -> None: ...
    async def set_heard(self, attachment_id: int, words: str) -> None:
        """What was written down of the file."""

    async def with_file_of(self, chat_id: int, message_id: int) -> ProgressEntry | None:
        """The entry of this chat that holds the file of this message: the newest that is not
        withdrawn, else the newest.
        """

    async def update(self, entry: ProgressEntry) -> None:
        """Item, point, text, value, day and withdrawn_at; not attachments and revisions."""

    async def add_revision(self, entry_id: int, text: str, until: datetime) -> None:
        """The text that stood until `until`."""

    async def of_item(self, item_id: int) -> list[ProgressEntry]:
        """By instant, withdrawn ones included."""

    async def latest(self, item_ids: Sequence[int]) -> dict[int, ProgressEntry]:
        """The last of each item, withdrawn ones left out, without attachments and revisions."""

    async def of_roadmap(self, roadmap_id: int, first: date, last: date) -> list[ProgressEntry]:
        """Those with a day from `first` to `last`, by item position and instant, not withdrawn."""

    async def last_told(self, roadmap_id: int) -> list[LastTold]:
        """One for each target and person, in any order; withdrawn entries do not count."""

    async def last_of_person(self, person_id: int) -> ProgressEntry | None:
        """Without its attachments and revisions: every answer asks for the one before it."""

    async def add_unplaced(self, unplaced: Unplaced) -> Unplaced | None:
        """None where one from the same source exists."""

    async def unplaced(self, unplaced_id: int) -> Unplaced: ...
    async def unplaced_of(self, person_id: int | None) -> list[Unplaced]:
        """Of one person, or of all; oldest first."""

    async def unplaced_with_file_of(self, chat_id: int, message_id: int) -> Unplaced | None: ...
    async def unplaced_by_media_group(self, chat_id: int, media_group: str) -> Unplaced | None: ...
    async def add_unplaced_attachment(self, unplaced_id: int, attachment: Attachment) -> None: ...
    async def reword_unplaced(self, unplaced_id: int, text: str) -> None: ...
    async def remove_unplaced(self, unplaced_id: int) -> None: ...
    async def add_postponement(self, postponement: Postponement) -> Postponement: ...
    async def postponement(self, postponement_id: int) -> Postponement: ...
    async def update_postponement(self, postponement: Postponement) -> None: ...
    async def postponements(self, roadmap_id: int) -> list[Postponement]:
        """By asked_at."""

    async def postponements_of_item(self, item_id: int) -> list[Postponement]:
        """By asked_at."""
