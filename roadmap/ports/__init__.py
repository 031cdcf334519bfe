"""What the domain needs of storage, a port for each aggregate. What is done in one `Tx` is
committed together or not at all.

Lists come in the order named in each docstring. Getters raise NotFound where the id is unknown.
Records that are added carry id 0 and come back with their ids. All instants are aware and in UTC.
"""

from roadmap.model.json import Json
from roadmap.ports.answers import Answers, LastTold, Unplaced
from roadmap.ports.bodies import Bodies
from roadmap.ports.drafts import Drafts, ListedDraft, StoredDraft
from roadmap.ports.facts import Facts
from roadmap.ports.files import Files
from roadmap.ports.group_links import GroupLinks
from roadmap.ports.inbox import Inbox, Quarantined
from roadmap.ports.jobs import Jobs
from roadmap.ports.leases import Lease, Leases
from roadmap.ports.log import Log
from roadmap.ports.messages import Messages
from roadmap.ports.passes import Passes
from roadmap.ports.people import People
from roadmap.ports.reminders import Reminders
from roadmap.ports.roadmaps import DueView, Roadmaps
from roadmap.ports.store import Store, Tx

__all__ = [
    "Answers",
    "Bodies",
    "Drafts",
    "DueView",
    "Facts",
    "Files",
    "GroupLinks",
    "Inbox",
    "Jobs",
    "Json",
    "LastTold",
    "Lease",
    "Leases",
    "ListedDraft",
    "Log",
    "Messages",
    "Passes",
    "People",
    "Quarantined",
    "Reminders",
    "Roadmaps",
    "Store",
    "StoredDraft",
    "Tx",
    "Unplaced",
]
