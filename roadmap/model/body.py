"""Bodies, posts and groups that documents name, and what they answer for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap.model.person import Capacity


class BodyKind(StrEnum):
    """What a name of the directory stands for."""

    BODY = "body"  # «Управление образования», a school
    POST = "post"  # «Зам. директора по ВР»
    GROUP = "group"  # «Руководители ОУ»: each of them answers


@dataclass(frozen=True, slots=True)
class Body:
    """A body, post or group of the directory. People who stand for it answer in its place.

    `names` are its other names, as documents have them. `chat_id` (and `thread_id`, a topic there)
    is a working group's chat that is its address.
    """

    id: int
    name: str
    kind: BodyKind = BodyKind.BODY
    chat_id: int | None = None
    thread_id: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyAssignment:
    """A body that answers for an item, or for one point of it (`point_id`), which goes first."""

    item_id: int
    point_id: int | None
    body_id: int
    capacity: Capacity = Capacity.RESPONSIBLE
