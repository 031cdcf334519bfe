"""Erasing a person: what goes, and what stays without an author."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, delete, func, or_, select, update

from roadmap.actions.arriving import ARRIVED
from roadmap.model import Person
from roadmap.ports.facts import HANDED, PEOPLE_LISTS
from storage.repository import IDS, KEY, literal
from storage.running import Running
from storage.tables import (
    WAITING,
    attachments,
    dialogs,
    drafts,
    entries,
    facts,
    files,
    inbox,
    log,
    messages,
    people,
)


def _begins(prefix: str) -> ColumnElement[bool]:
    """Whether a fact's name begins so; LIKE would read _ as a sign."""
    return func.substr(facts.c.name, 1, len(prefix)) == prefix


_CHAT = bindparam("chat", type_=messages.c.chat_id.type)
_MESSAGES = delete(messages).where(or_(messages.c.person_id == KEY, messages.c.chat_id == _CHAT))
_ARRIVED = delete(facts).where(facts.c.name == bindparam("arrived", type_=Text))
_DIALOGS = delete(dialogs).where(dialogs.c.chat_id == _CHAT)
_DRAFTS = delete(drafts).where(drafts.c.person_id == KEY, drafts.c.roadmap_id.is_(None))
_OPEN_DRAFTS = update(drafts).where(drafts.c.person_id == KEY).values(person_id=0)
# A private chat has its person's number: the entries stay, and forget where they were written.
_WRITTEN = update(entries).where(entries.c.chat_id == _CHAT).values(chat_id=None, message_id=None)
# Words that nobody has confirmed are nobody's answer.
_UNCONFIRMED = (
    update(attachments)
    .where(attachments.c.entry_id.in_(select(entries.c.id).where(entries.c.person_id == KEY)))
    .values(heard=None)
)
# References fall with this row (assignments, invites, reminders, unplaced answers) or become NULL
# (entries, postponements, the log, deputies).
_PERSON = delete(people).where(people.c.id == KEY)
# What others were told, and what they wrote, may name the person in any form: cut short on a
# button, by initials, declined. Nobody reads it again, so none of it is kept; what still waits to
# be said is said first.
_TOLD = update(messages).where(~literal(WAITING)).values(text="", buttons=())
_HEARD = update(inbox).where(inbox.c.state == "handled").values(raw="{}")
# Reports and calendars have names in them, too, sent or handed over at the desk. Those of the
# person's own messages go with these, said or not.
_sent = select(messages.c.file_id).where(messages.c.file_id.is_not(None))
_HANDED_OVER = _begins(HANDED)
_handed = select(facts.c.value).where(_HANDED_OVER)
MADE_FILES = delete(files).where(
    or_(files.c.id.in_(_sent.where(~literal(WAITING))), cast(files.c.id, Text).in_(_handed))
)
HANDED_FACTS = delete(facts).where(_HANDED_OVER)
# What is said of a list of people names them.
_LISTS = delete(facts).where(_begins(PEOPLE_LISTS))
_OWN_FILES = delete(files).where(files.c.id.in_(_sent.where(messages.c.person_id == KEY)))


def _has(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether the column has the words given by this name; LIKE would read % and _ as signs."""
    return func.replace(column, bindparam(words, type_=Text), "") != column


# A coordinator who gave an answer its item was told of it, too; its source names the author's chat.
_FOLLOWED = update(messages).where(_has(messages.c.follows, "written_in")).values(follows=None)
_LOGGED = update(log).where(_has(log.c.about, "named")).values(about="")
_UPDATES = select(inbox.c.id, inbox.c.raw).where(inbox.c.raw.contains(bindparam("digits")))
_FORGET = delete(inbox).where(inbox.c.id.in_(IDS))
# Put aside; JSON may have Russian letters as they are or by their numbers.
_ASIDE = delete(inbox).where(
    inbox.c.state == "quarantined",
    or_(_has(inbox.c.raw, "named"), _has(inbox.c.raw, "numbered")),
)


async def erase_person(running: Running, person: Person) -> None:
    """Remove every trace of `person` but the texts of their entries, in the running transaction."""
    key, chat = {"key": person.id}, {"chat": person.telegram_id}
    for statement, given in (
        (_DRAFTS, key),
        (_ARRIVED, {"arrived": f"{ARRIVED}{person.id}"}),
        (_OPEN_DRAFTS, key),
        (MADE_FILES, {}),
        (HANDED_FACTS, {}),
        (_LISTS, {}),
        (_OWN_FILES, key),
        (_MESSAGES, {**key, **chat}),
        (_DIALOGS, chat),
        (_WRITTEN, chat),
        (_UNCONFIRMED, key),
        (_PERSON, key),
    ):
        await running.execute(statement, given)
    for said in (_TOLD, _HEARD):
        await running.execute(said)
    await running.execute(_LOGGED, {"named": person.name})
    await running.execute(_ASIDE, {"named": person.name, "numbered": json.dumps(person.name)[1:-1]})
    if person.telegram_id is not None:
        await running.execute(_FOLLOWED, {"written_in": f":{person.telegram_id}:"})
        found = await running.execute(_UPDATES, {"digits": str(person.telegram_id)})
        theirs = [row[0] for row in found.rows if _is_theirs(row[1], person.telegram_id)]
        await running.execute(_FORGET, {"ids": theirs})


def _is_theirs(raw: str, telegram_id: int) -> bool:
    try:
        return _speaks_of(json.loads(raw), telegram_id)
    except ValueError:
        return True  # cannot be decoded, yet carries their number


def _speaks_of(update_: Any, telegram_id: int) -> bool:
    """Whether anything in the update is of this user or their private chat."""
    if isinstance(update_, dict):
        return update_.get("id") == telegram_id or any(
            _speaks_of(one, telegram_id) for one in update_.values()
        )
    return isinstance(update_, list) and any(_speaks_of(one, telegram_id) for one in update_)
