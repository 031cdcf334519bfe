"""The tasks of jobs, typed where they are ordered and where they are done; JSON in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from roadmap.model import Period
from roadmap.model.forms import Form
from roadmap.model.messages import Job
from roadmap.model.records import from_json, to_json
from roadmap.ports import Tx


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Read the roadmap in the file called `name`: from Telegram, or from the database where
    `stored_file` is not 0.

    `year` and `columns` (their meanings, in order) are the coordinator's own words; None where
    the reader is to find them.
    """

    name: str
    telegram_file: str = ""
    stored_file: int = 0
    year: Period | None = None
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """Read the list of people in the file called `name`: from Telegram, or from the database where
    `stored_file` is not 0.
    """

    name: str
    telegram_file: str = ""
    stored_file: int = 0


@dataclass(frozen=True, slots=True)
class FetchAttachments:
    """Bring the files of an entry into the database."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Write down what is said in the voice message `message_id` of the asker's chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RefreshMessage:
    """Show in a message that was sent (by its id in the outbox) how things stand now."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RefreshMessages:
    """The same for the messages with these ids."""

    message_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Write a half-year (numbered from 1) of a roadmap as `form`; of one person's days only where
    `only_person` is not 0, and with how complete the report is where `with_state`.
    """

    roadmap_id: int
    half: int
    form: Form
    only_person: int = 0
    with_state: bool = False


@dataclass(frozen=True, slots=True)
class PlanItems:
    """Plan the reminders of the items with these ids again."""

    items: tuple[str, ...]


Task = (
    ReadDocument
    | ReadPeople
    | FetchAttachments
    | WriteDown
    | RefreshMessage
    | RefreshMessages
    | WriteFile
    | PlanItems
)
#: The kind of job that takes a minute for each message, so that others do not wait behind it.
WRITE_DOWN = "write_down"

_KINDS: dict[str, type[Task]] = {
    "read_document": ReadDocument,
    "read_people": ReadPeople,
    "fetch_attachments": FetchAttachments,
    WRITE_DOWN: WriteDown,
    "refresh_reminder": RefreshMessage,
    "refresh_messages": RefreshMessages,
    "write_file": WriteFile,
    "plan_items": PlanItems,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
assert set(_NAMES) == set(get_args(Task))


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked for a job and in which chat and topic; 0 where there is none."""

    chat_id: int = 0
    thread_id: int = 0
    person_id: int = 0

    @property
    def at_desk(self) -> bool:
        """Whether somebody asked from a page, where no chat hears of the outcome."""
        return not self.chat_id and bool(self.person_id)


async def put_to_work(tx: Tx, task: Task, at: datetime, asker: Asker | None = None) -> int:
    """Queue `task` as a job; its id, or that of a waiting job for the same task and asker."""
    return await tx.jobs.add(_NAMES[type(task)], {**to_json(task), **to_json(asker or Asker())}, at)


async def being_fetched(tx: Tx) -> dict[int, datetime]:
    """The entries whose files are still to be fetched, by id: since when."""
    found: dict[int, datetime] = {}
    for job in await tx.jobs.of_kind(_NAMES[FetchAttachments]):
        task = task_of(job)
        assert isinstance(task, FetchAttachments)
        if job.asked_at is not None:
            found.setdefault(task.entry_id, job.asked_at)
    return found


async def being_read(tx: Tx, person_id: int) -> list[str]:
    """The names of the documents that are being read for a person who asked without a chat."""
    return [
        str(job.payload.get("name", ""))
        for job in await tx.jobs.of_kind(_NAMES[ReadDocument])
        if asker_of(job) == Asker(person_id=person_id)
    ]


def reads_for_a_page(job: Job) -> bool:
    """Whether the job reads a document for somebody who asked without a chat."""
    return job.kind == _NAMES[ReadDocument] and not asker_of(job).chat_id


def task_of(job: Job) -> Task:
    """The job's task; raises ValueError for a job of neither this version nor the one before."""
    if job.kind not in _KINDS:
        raise ValueError(f"no job is called {job.kind}")
    return from_json(_KINDS[job.kind], job.payload)


def asker_of(job: Job) -> Asker:
    """Who asked for the job; an empty `Asker` where its payload cannot be read."""
    try:
        return from_json(Asker, job.payload)
    except ValueError:
        return Asker()
