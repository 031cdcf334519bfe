"""What the reading of a document warns of, in the language of its reader."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.speaking.texts import Html, Texts, clip, plain, texts_in
from roadmap.model import Caution, CautionCode, Draft

#: Warnings that a preview names; the rest are counted.
SHOWN = 5
#: Of a phrase or a title in a preview: a line or two on a phone.
_LONGEST = 120


def plain_sentence(language: str, caution: Caution) -> str:
    """The whole sentence of a caution, as text: for a shell, not for Telegram."""
    return plain(texts_in(language)(f"caution-{caution.code}", **dict(caution.variables)))


def cautions(language: str, draft: Draft) -> list[Html]:
    """One line for each warning of `draft`, those of the same kind about several items in one; at
    most `SHOWN` and a count of the others.
    """
    texts = texts_in(language)
    uneven = [
        dict(caution.variables)["number"]
        for caution in draft.warnings
        if caution.code is CautionCode.UNEVEN
    ]
    if len(uneven) < 2:
        return _first(texts, [_line(texts, caution) for caution in draft.warnings])
    together = texts("caution-uneven-many", numbers=clip(", ".join(uneven), 200))
    first = next(caution for caution in draft.warnings if caution.code is CautionCode.UNEVEN)
    lines = [
        together if caution is first else _line(texts, caution)
        for caution in draft.warnings
        if caution is first or caution.code is not CautionCode.UNEVEN
    ]
    return _first(texts, lines)


def _line(texts: Texts, caution: Caution) -> Html:
    variables = {name: clip(value, _LONGEST) for name, value in caution.variables}
    if caution.code is CautionCode.YEAR:
        variables["label"] = texts.period(variables["label"])
    return texts(f"caution-{caution.code}", **variables)


def _first(texts: Texts, lines: Sequence[Html]) -> list[Html]:
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], *([texts("caution-more", count=more)] if more > 0 else [])]
