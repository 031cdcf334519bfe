"""«Проверьте»: what was read from a form is shown before it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.pages.page import Shown
from handlers.speaking.texts import Html


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another way, which asks anew: the words of its button, and where that sends what."""

    words: Html
    to: str
    sent: Mapping[str, object]


def sure(
    lines: Sequence[Html],
    to: str,
    back: str,
    yes: Html,
    sent: Mapping[str, object],
    *,
    danger: bool = False,
    otherwise: Otherwise | None = None,
) -> Shown:
    """A page with these lines and one button that sends `sent` to the address `to`; `back` leads
    away from it, `otherwise` to another question.
    """
    values = {
        "lines": lines,
        "to": to,
        "back": back,
        "yes": yes,
        "danger": danger,
        "sent": {name: str(value) for name, value in sent.items()},
        "otherwise": otherwise,
    }
    return Shown("sure.html", values)
