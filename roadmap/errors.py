"""What can go wrong, as the domain names it.

VekhaError
├── UserError            the person can mend it; `key` names the sentence to show, `variables` what it names
│   ├── UnreadableDocument   the file is not a roadmap that can be read
│   │   └── UnsureColumns        it may be, but somebody must say which column is which
│   ├── NotAllowed           the person's role does not permit the action
│   ├── SeveralPeople        a name may mean any of these people (`ids`)
│   ├── SeveralRoadmaps      a number is an item of several roadmaps (`places`)
│   └── NotFound             no such item, point, person or roadmap
├── DeliveryError        a message could not be handed to Telegram
│   ├── Unreachable          permanent: this recipient will not get messages until they return
│   ├── Moved                the chat has another id now (`chat_id`)
│   ├── Flood                wait `retry_after` seconds before any further send
│   ├── Refused              Telegram refuses this very message (400); repeating it is useless
│   └── Passing              timeouts, resets, 5xx: try later; `maybe_sent` when an answer was lost after the send
└── StorageError         the database is locked, full, broken or of another version
    └── Superseded           another instance works with it now
"""


class VekhaError(Exception):
    """Root of all errors of ours."""


class UserError(VekhaError):
    """The person can mend it; `key` and `variables` are of a message in the locales."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.variables = args


class UnreadableDocument(UserError):
    """The file cannot be read as a roadmap; `key` says why and what to do."""


class UnsureColumns(UnreadableDocument):
    """Which column is which cannot be told: the first `rows` of the table, a guess for each column.

    A guess, and the answer, is one of: number, stage, recommendation, measure, point,
    point-deadline, deadline, start, end, mark, responsible, result, report, other.
    """

    def __init__(self, rows: tuple[tuple[str, ...], ...], guesses: tuple[str, ...]) -> None:
        super().__init__("error-unsure-columns")
        self.rows = rows
        self.guesses = guesses


class NotAllowed(UserError):
    """The person may not do this."""

    def __init__(self) -> None:
        super().__init__("error-not-allowed")


class NotFound(UserError):
    """There is no such item, point, person or roadmap."""


class SeveralPeople(UserError):
    """`name`, as written, may mean each of these people: one is to be chosen."""

    def __init__(self, key: str, name: str, names: str, ids: tuple[int, ...]) -> None:
        super().__init__(key, name=name, names=names)
        self.name = name
        self.ids = ids


class SeveralRoadmaps(UserError):
    """The `number` as written is somebody's in several roadmaps; `places` are the item's and the
    point's ids (0: the item as a whole), of which one is to be chosen.
    """

    def __init__(self, number: str, places: tuple[tuple[int, int], ...]) -> None:
        super().__init__("error-in-several-roadmaps", number=number)
        self.places = places


class DeliveryError(VekhaError):
    """A message could not be handed to Telegram."""


class Unreachable(DeliveryError):
    """Permanent for this recipient; `state` is the PersonState that follows."""

    def __init__(self, state: str, description: str) -> None:
        super().__init__(description)
        self.state = state


class Moved(DeliveryError):
    """The group became a supergroup with the id `chat_id`."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(f"moved to {chat_id}")
        self.chat_id = chat_id


class Flood(DeliveryError):
    """Telegram asks to wait `retry_after` seconds; it holds for the whole sender."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class Refused(DeliveryError):
    """Telegram will never take this message as it is."""


class Passing(DeliveryError):
    """Try later. `maybe_sent`: the request may have succeeded before the response was lost."""

    def __init__(self, description: str, *, maybe_sent: bool = False) -> None:
        super().__init__(description)
        self.maybe_sent = maybe_sent


class StorageError(VekhaError):
    """The database cannot be used (now); the text says which file and what to do."""


class Superseded(StorageError):
    """Another instance has taken over; this one writes nothing more."""
