"""One request of somebody who is known, and what is to be shown for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from handlers.speaking.current_roadmap import current_roadmap
from handlers.speaking.texts import Html
from handlers.speaking.turn import Turn
from roadmap.errors import NotFound, UserError
from roadmap.model import Roadmap, Role

EVERYBODY = (Role.COORDINATOR, Role.OBSERVER, Role.OFFICIAL)
READERS = (Role.COORDINATOR, Role.OBSERVER)
COORDINATOR = (Role.COORDINATOR,)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form; its name and type are what the browser says they are."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Page(Turn):
    """One request: a turn without chat, so that what conversations say to its person is not said,
    and what they say to others is.

    `ids` are the numbers of the path, `form` the fields of a form, `csrf` what each form must bring
    back. `part`: only the part of the page that htmx swaps is wanted. `said`: what was done before.
    """

    path: str = ""
    ids: Mapping[str, int] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    csrf: str = ""
    part: bool = False
    said: str = ""

    async def roadmap(self) -> Roadmap:
        """The roadmap that the request names, else the one that the person works with; raises
        NotFound. For those who may read every roadmap.
        """
        named = self.query.get("roadmap") or self.form.get("roadmap") or ""
        if named:
            return await self.tx.roadmaps.get(number_in(named))
        return await current_roadmap(self)

    def here(self, **changed: object) -> str:
        """The address of this page with its query changed; a value of None or «» is left out."""
        query = {**self.query, **changed}
        kept = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


@dataclass(frozen=True, slots=True)
class Shown:
    """A template with what it shows; `part` names the block that htmx gets instead of all."""

    template: str
    values: Mapping[str, object]
    part: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Redirect:
    """To another page, after something was done; it shows `said`."""

    to: str
    said: Html | str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file: to be saved, or (`inline`) shown in its place."""

    name: str
    mime: str
    content: bytes
    inline: bool = False


Response = Shown | Redirect | Download
Handler = Callable[[Page], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """What answers a path («/items/{item}», its braces are numbers), for these roles only. A POST
    is handled in a transaction that writes, with its form's CSRF token checked before.
    """

    method: str
    path: str
    roles: tuple[Role, ...]
    handler: Handler


def number_in(text: str) -> int:
    """A number of an address or a form; raises NotFound for what is none."""
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise NotFound("desk-no-page")
    return int(text)


async def check_active(page: Page, roadmap_id: int) -> None:
    """Raises UserError for a roadmap in the archive, which is only read at the desk. In a chat an
    old reminder can still be answered: see decision 51.
    """
    roadmap = await page.tx.roadmaps.get(roadmap_id)
    if roadmap.archived_at is not None:
        raise UserError("desk-archived", title=roadmap.title)


def require_unchanged(page: Page, before: str, now: str) -> None:
    """Raises UserError where what a form was filled in against has been changed by somebody else
    meanwhile, so that nobody's words are lost.
    """
    if " ".join(before.split()) != " ".join(now.split()):
        raise UserError("desk-changed-meanwhile", now=now)
