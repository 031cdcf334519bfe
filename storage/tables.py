"""The tables, in the words of the glossary. Columns stand in the order of the record's fields: a
row is a record.

Conditions of partial indexes are written out as SQL, here and in the queries that use them: SQLite
takes such an index only where the query repeats its condition with the same literal. PostgreSQL's
are named in the migrations alone: to name them here would bring its dialect, three megabytes, into
the memory of those who use SQLite.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
)

from roadmap.model import (
    BodyKind,
    Capacity,
    DueState,
    PassKind,
    PersonState,
    PointKind,
    PostponementState,
    ReminderKind,
    ReminderState,
    Role,
)
from roadmap.model.messages import MessageState, Urgency
from storage.types import (
    AboutJson,
    ButtonsJson,
    Cautions,
    DeadlineJson,
    HeadsJson,
    Id,
    Instant,
    Number,
    OriginJson,
    Strings,
    Word,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Any) -> Table:
    # AUTOINCREMENT: an id that an old button still carries must never come to mean something else.
    return Table(
        name, metadata, Column("id", Id, primary_key=True), *parts, sqlite_autoincrement=True
    )


def _word(name: str, kind: Any) -> Column[Any]:
    return Column(name, Word(kind), nullable=False)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _to(name: str, target: str, *, kept: bool = False, optional: bool = False) -> Column[Any]:
    """A reference that falls with its target, or (`kept`) outlives it as NULL."""
    rule = ForeignKey(f"{target}.id", ondelete="SET NULL" if kept else "CASCADE")
    return Column(name, Id, rule, nullable=kept or optional, index=True)


def _unique_where(condition: str, name: str, *columns: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(condition))


files = _table(
    "files", _text("name"), _text("mime"), Column("content", LargeBinary, nullable=False)
)

roadmaps = _table(
    "roadmaps",
    _text("title"),
    _text("period_label"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("imported_at", Instant, nullable=False),
    _to("source_file_id", "files", kept=True),
    Column("acceptance", Boolean, nullable=False),
    Column("warnings", Cautions, nullable=False),
    Column("heads", HeadsJson),
    Column("archived_at", Instant),
)

#: Items numbered «1.1»: beside them a control point is «1.КТ1».
DOTTED = "number LIKE '%.%'"

items = _table(
    "items",
    _to("roadmap_id", "roadmaps"),
    Column("position", Integer, nullable=False),
    _text("number"),
    Column("section", Strings, nullable=False),
    _text("recommendation"),
    Column("criterion", Text),
    Column("criterion_value", Text),
    Column("responsible", Strings, nullable=False),
    Column("origin", OriginJson),
    Column("written", Text, nullable=False, server_default=""),
    Column("co_executors", Strings, nullable=False, server_default="[]"),
    Column("each_answers", Boolean, nullable=False, server_default=false()),
    Index("ix_items_dotted", "roadmap_id", sqlite_where=text(DOTTED)),
)

points = _table(
    "points",
    _to("item_id", "items"),
    _word("kind", PointKind),
    _text("number"),
    Column("position", Integer, nullable=False),
    _text("text"),
    _text("about"),
    Column("deadline", DeadlineJson),
)

dues = _table(
    "dues",
    _to("point_id", "points"),
    Column("day", Date, index=True),
    _word("state", DueState),
    Column("closed_on", Date),
    Column("first_day", Date),
    _to("closed_by", "people", kept=True),
)

people = _table(
    "people",
    _text("name"),
    _word("role", Role),
    _text("job"),
    Column("telegram_id", BigInteger, unique=True),
    _word("state", PersonState),
    _text("language"),
    Column("timezone", Text),
    Column("quiet_from", Time),
    Column("quiet_to", Time),
    Column("leave_from", Date),
    Column("leave_to", Date),
    _to("deputy_id", "people", kept=True),
    _to("roadmap_id", "roadmaps", kept=True),
    Column("seen_at", Instant),
)

invites = _table(
    "invites",
    Column("code_hash", Text, nullable=False, unique=True),
    _to("person_id", "people"),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

group_links = _table(
    "group_links",
    Column("code_hash", Text, nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

guests = _table(
    "guests",
    _to("link_id", "group_links"),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    _text("name"),
    Column("asked_at", Instant, nullable=False),
    _to("person_id", "people", optional=True),
    Column("refusals", Integer, nullable=False),
)

passes = _table(
    "passes",
    Column("secret_hash", Text, nullable=False, unique=True),
    _word("kind", PassKind),
    _to("person_id", "people"),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("lasts", Integer, nullable=False),
)

bodies = _table(
    "bodies",
    _text("name"),
    _word("kind", BodyKind),
    Column("chat_id", BigInteger),
    Column("thread_id", BigInteger),
)

body_names = _table(
    "body_names",
    _to("body_id", "bodies"),
    _text("name"),
    Column("key", Text, nullable=False, unique=True),
)

standing = _table(
    "standing",
    _to("body_id", "bodies"),
    _to("person_id", "people"),
    UniqueConstraint("body_id", "person_id"),
)

body_assignments = _table(
    "body_assignments",
    _to("item_id", "items"),
    _to("point_id", "points", optional=True),
    _to("body_id", "bodies"),
    _word("capacity", Capacity),
    # Two indexes instead of one over coalesce(point_id, 0): NULLs are distinct, and both engines
    # can reflect these.
    _unique_where("point_id IS NULL", "uq_body_assignments_item", "item_id", "body_id"),
    _unique_where(
        "point_id IS NOT NULL", "uq_body_assignments_point", "item_id", "point_id", "body_id"
    ),
)

#: Those with a body follow from `body_assignments` and `standing`: who stands for the body answers.
assignments = _table(
    "assignments",
    _to("item_id", "items"),
    _to("point_id", "points", optional=True),
    _to("person_id", "people"),
    Column("capacity", Word(Capacity), nullable=False, server_default="responsible"),
    _to("body_id", "bodies", optional=True),
    _unique_where(
        "point_id IS NULL AND body_id IS NULL", "uq_assignments_item", "item_id", "person_id"
    ),
    _unique_where(
        "point_id IS NOT NULL AND body_id IS NULL",
        "uq_assignments_point",
        "item_id",
        "point_id",
        "person_id",
    ),
)

shares = _table(
    "shares",
    _to("due_id", "dues"),
    _to("person_id", "people"),
    Column("day", Date, nullable=False),
    UniqueConstraint("due_id", "person_id"),
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("dialog", JSON, nullable=False),
)

FOLLOWS = "follows IS NOT NULL"
WAITING = "state IN ('planned', 'unknown', 'claimed')"

messages = _table(
    "messages",
    Column("chat_id", BigInteger, nullable=False),
    _text("text"),
    Column("urgency", Number(Urgency), nullable=False),
    Column("buttons", ButtonsJson, nullable=False),
    _to("person_id", "people", kept=True),
    Column("reply_to", BigInteger),
    Column("thread_id", BigInteger),
    Column("edits", BigInteger),
    _to("file_id", "files", kept=True),
    Column("as_photo", Boolean, nullable=False),
    # No reference: where the answer's file is gone, whoever asked for it is to be told so.
    Column("attachment_id", BigInteger),
    Column("about", AboutJson, nullable=False),
    Column("follows", Text),
    Column("not_before", Instant),
    Column("holds_until", Instant),
    _word("state", MessageState),
    Column("attempts", Integer, nullable=False),
    Column("telegram_id", BigInteger),
    Column("sent_at", Instant),
    _text("reason"),
    Column("leased_until", Instant),
    Index("ix_messages_chat_id_telegram_id", "chat_id", "telegram_id"),
    Index("ix_messages_state_urgency_id", "state", "urgency", "id"),
    Index("ix_messages_waiting", "urgency", "id", sqlite_where=text(WAITING)),
    Index("ix_messages_follows", "follows", sqlite_where=text(FOLLOWS)),
)

PLANNED = "state = 'planned'"

reminders = _table(
    "reminders",
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    _to("due_id", "dues"),
    _word("kind", ReminderKind),
    Column("day", Date, nullable=False),
    Column("fire_at", Instant, nullable=False),
    _word("state", ReminderState),
    _to("message_id", "messages", kept=True),
    UniqueConstraint("person_id", "due_id", "day", "kind"),
    Index("ix_reminders_planned", "fire_at", "id", sqlite_where=text(PLANNED)),
    Index("ix_reminders_planned_of_person", "person_id", "fire_at", sqlite_where=text(PLANNED)),
)

entries = _table(
    "entries",
    _to("item_id", "items"),
    _to("point_id", "points", kept=True),
    _to("person_id", "people", kept=True),
    _text("text"),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("value", Text),
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    Column("media_group", Text),
    Column("withdrawn_at", Instant),
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_entries_media_group", "media_group"),
)

revisions = _table(
    "revisions", _to("entry_id", "entries"), Column("until", Instant, nullable=False), _text("text")
)

unplaced = _table(
    "unplaced",
    _to("person_id", "people"),
    _text("text"),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("media_group", Text),
    Column("at", Instant, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_unplaced_media_group", "media_group"),
)

attachments = _table(
    "attachments",
    _to("entry_id", "entries", optional=True),
    _to("unplaced_id", "unplaced", optional=True),
    _text("file_id"),
    _text("unique_id"),
    _text("kind"),
    _text("name"),
    _text("mime"),
    Column("size", BigInteger, nullable=False),
    _to("stored_id", "files", kept=True),
    Column("message_id", BigInteger),
    Column("caption", Text, nullable=False, server_default=""),
    Column("heard", Text),
)

postponements = _table(
    "postponements",
    _to("due_id", "dues"),
    _to("person_id", "people", kept=True),
    Column("old_day", Date),
    Column("new_day", Date, nullable=False),
    _text("reason"),
    Column("asked_at", Instant, nullable=False),
    _word("state", PostponementState),
    _to("decided_by", "people", kept=True),
    Column("decided_at", Instant),
)

NEW = "state = 'new'"

inbox = _table(
    "inbox",
    Column("update_id", BigInteger, nullable=False, unique=True),
    _text("raw"),
    Column("received_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    _text("error"),
    _text("state"),  # new → handled, or quarantined
    Column("handled_at", Instant),
    Index("ix_inbox_new", "id", sqlite_where=text(NEW)),
)

jobs = _table(
    "jobs",
    _text("kind"),
    Column("payload", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column(
        "chat_id", BigInteger, nullable=False, server_default="0"
    ),  # 0: nobody waits for it in a chat
    Column("round", Integer, nullable=False, server_default="0"),
)

drafts = _table(
    "drafts",
    Column(
        "person_id", Id, nullable=False
    ),  # no reference: a roadmap's open questions outlive who imported it
    Column("draft", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    _to("file_id", "files", kept=True),
    Column("created_at", Instant, nullable=False),
    _to("roadmap_id", "roadmaps", optional=True),
    _to("replaces", "roadmaps", kept=True),
)

log = _table(
    "log",
    Column("at", Instant, nullable=False),
    _to("person_id", "people", kept=True),
    _to("roadmap_id", "roadmaps", optional=True),
    _text("what"),
    _text("about"),
)

facts = Table("facts", metadata, Column("name", Text, primary_key=True), _text("value"))

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    _text("holder"),
    Column("until", Instant, nullable=False),
)
