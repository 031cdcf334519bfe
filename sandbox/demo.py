"""The stand-in as `vekha demo` starts it: a clock file, the play's people, a browser page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sandbox.server import Standin


async def serve(
    port: int, token: str, people: list[dict[str, Any]], clock_file: Path | None
) -> Standin:
    """Start the stand-in with these people; `base` is page and telegram.api_base; `stop()` ends it.

    Each of the people: id, first_name, and as wanted last_name, username, label (the role, shown in
    the chat's head), state (`never` until they press «Старт», which is the default), tries (see
    Person). Raises OSError where the port is taken.
    """
    standin = Standin(token, clock_file=clock_file)
    for one in people:
        details = dict(one)
        standin.world.add_person(details.pop("id"), details.pop("first_name"), **details)
    await standin.start(port)
    return standin
