"""Single facts about the installation."""

from __future__ import annotations

from typing import Protocol

#: With this begin the names of facts that hold files handed over at the desk, by their ids; the
#: facts go with the files (Messages.drop_files).
HANDED = "handed:"
#: Before a coordinator's id: the list of people that they sent by the desk. It names people:
#: erasing anybody forgets all lists.
PEOPLE_LISTS = "people_list:"


class Facts(Protocol):
    """Single facts about the installation, each under a name."""

    async def get(self, name: str) -> str | None: ...
    async def beginning(self, prefix: str) -> dict[str, str]:
        """Those whose names begin with `prefix`, by name."""

    async def set(self, name: str, value: str | None) -> None:
        """None forgets it."""

    async def forget_gone(self) -> int:
        """Forget the facts of roadmaps and files that are gone; how many."""
