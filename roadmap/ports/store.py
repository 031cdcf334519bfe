"""Transactions, and where they are opened."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from roadmap.ports.answers import Answers
from roadmap.ports.bodies import Bodies
from roadmap.ports.drafts import Drafts
from roadmap.ports.facts import Facts
from roadmap.ports.files import Files
from roadmap.ports.group_links import GroupLinks
from roadmap.ports.inbox import Inbox
from roadmap.ports.jobs import Jobs
from roadmap.ports.leases import Leases
from roadmap.ports.log import Log
from roadmap.ports.messages import Messages
from roadmap.ports.passes import Passes
from roadmap.ports.people import People
from roadmap.ports.reminders import Reminders
from roadmap.ports.roadmaps import Roadmaps


class Tx(Protocol):
    """One transaction. An exception inside `savepoint()` undoes only what was done there."""

    roadmaps: Roadmaps
    people: People
    bodies: Bodies
    group_links: GroupLinks
    reminders: Reminders
    answers: Answers
    messages: Messages
    inbox: Inbox
    jobs: Jobs
    drafts: Drafts
    files: Files
    log: Log
    facts: Facts
    leases: Leases
    passes: Passes

    def savepoint(self) -> AbstractAsyncContextManager[object]: ...


class Store(Protocol):
    """Opens transactions; raises StorageError where the database cannot be used."""

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """To write: commits at the end, rolls back on an exception. One at a time on SQLite."""

    def read(self) -> AbstractAsyncContextManager[Tx]:
        """To read a consistent state while others write."""
