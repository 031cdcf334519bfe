"""«Проверьте»: what was read from a form is shown before it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.pages.page import Shown
from handlers.speaking.texts import Html


def sure(
    lines: Sequence[Html],
    to: str,
    back: str,
    yes: Html,
    sent: Mapping[str, object],
    *,
    danger: bool = False,
) -> Shown:
    """A page with these lines and one button that sends `sent` to the address `to`; `back` leads
    away from it.
    """
    values = {
        "lines": lines,
        "to": to,
        "back": back,
        "yes": yes,
        "danger": danger,
        "sent": {name: str(value) for name, value in sent.items()},
    }
    return Shown("sure.html", values)
