"""What opens the desk in a browser: a link that is good once, and the session it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PassKind(StrEnum):
    """A link is used up by entering; a session is shown with each request."""

    LINK = "link"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Pass:
    """Lets one person in until `expires_at`; stored as the SHA-256 of its secret only. `lasts`: for
    how many seconds after its last use a session is good, for a link those of the session to come.
    """

    id: int
    secret_hash: str
    kind: PassKind
    person_id: int
    made_at: datetime
    expires_at: datetime
    lasts: int
