"""Secret calendar addresses, one for each person and roadmap, made from a key and never stored."""

from __future__ import annotations

import hmac
import re
from secrets import token_hex

from roadmap.errors import NotFound
from roadmap.model import Person, PersonState, Roadmap, Role
from roadmap.ports import Tx

_KEY_FACT = "feed_key"
#: Ids, then 160 of the 256 bits of an HMAC-SHA256: not to be guessed, and short enough for a phone.
_SHAPE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9a-f]{40})")


async def feed_secret(tx: Tx, roadmap_id: int, person_id: int) -> str:
    """The secret in the address of a person's calendar; the same until `renew_feed`."""
    key = await tx.facts.get(_KEY_FACT)
    if key is None:
        key = token_hex(32)
        await tx.facts.set(_KEY_FACT, key)
    return f"{roadmap_id}-{person_id}-{await _mark(tx, key, roadmap_id, person_id)}"


async def renew_feed(tx: Tx, roadmap_id: int, person_id: int) -> None:
    """Give the calendar another address; the former one leads nowhere."""
    fact = _renewals(roadmap_id, person_id)
    await tx.facts.set(fact, str(int(await tx.facts.get(fact) or 0) + 1))


async def feed_behind(tx: Tx, secret: str) -> tuple[Roadmap, Person] | None:
    """Whose calendar `secret` opens; None where it is wrong or renewed, or its owner is gone."""
    shape, key = _SHAPE.fullmatch(secret), await tx.facts.get(_KEY_FACT)
    if shape is None or key is None:
        return None
    roadmap_id, person_id = int(shape[1]), int(shape[2])
    if not hmac.compare_digest(shape[3], await _mark(tx, key, roadmap_id, person_id)):
        return None
    try:
        roadmap, person = await tx.roadmaps.get(roadmap_id), await tx.people.get(person_id)
    except NotFound:
        return None
    return None if person.state is PersonState.GONE else (roadmap, person)


def whose_days(person: Person) -> int | None:
    """Whose days a person's calendar shows: an official's own, else everybody's (None)."""
    return person.id if person.role is Role.OFFICIAL else None


async def _mark(tx: Tx, key: str, roadmap_id: int, person_id: int) -> str:
    renewals = await tx.facts.get(_renewals(roadmap_id, person_id)) or "0"
    said = f"{roadmap_id}:{person_id}:{renewals}".encode()
    return hmac.new(bytes.fromhex(key), said, "sha256").hexdigest()[:40]


def _renewals(roadmap_id: int, person_id: int) -> str:
    return f"feed:{roadmap_id}:{person_id}"
