"""What the reading of a document warns of, in the language of whoever looks at it.

The reader speaks Russian, as its documents do (`vekha parse --json` gives its sentences); here each is known again by
its form and said from the catalogue. A sentence of no known form is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.texts import Html, clip, texts_in
from roadmap.model import Draft

#: Warnings that a preview names; the rest are counted.
SHOWN = 5

_FORMS = {
    "caution-year": r"Год в документе не указан, взят (?P<label>.+)\.",
    "caution-uneven": r"Пункт (?P<numbers>.+): сроков и мероприятий не поровну, проверьте сроки\.",
    "caution-unread": r"Пункт (?P<number>.+?): срок «(?P<phrase>.*)» не понят\.",
    "caution-guessed": r"Пункт (?P<number>.+?): срок «(?P<phrase>.*)» прочитан предположительно\.",
    "caution-numbers": r"Номера пунктов повторяются: пункты пронумерованы подряд\.",
    "caution-empty-row": r"Строка (?P<number>.+?): кроме номера ничего нет, пропущена\.",
    "caution-ditto": r"Строка (?P<number>.+?): вместо срока «(?P<phrase>.*)», взят срок строки выше\.",
    "caution-hidden": r"Скрытые строки таблицы тоже прочитаны: (?P<count>\d+)\.",
    "caution-column": r"Столбец «(?P<title>.*)» не прочитан: что в нём, неясно\.",
}
_KNOWN = {key: re.compile(form, re.DOTALL) for key, form in _FORMS.items()}


def cautions(language: str, draft: Draft) -> list[Html | str]:
    """One line for each warning of `draft`, those of the same kind about several items in one; at most `SHOWN` and a
    count of the others."""
    read = [_read(clip(warning, 200)) for warning in draft.warnings]
    uneven = [variables["numbers"] for key, variables in read if key == "caution-uneven"]
    texts, lines = texts_in(language), list[Html | str]()
    for place, (key, variables) in enumerate(read):
        if key != "caution-uneven":
            lines.append(texts(key, **variables) if key else draft.warnings[place])
        elif uneven:
            lines.append(texts(key, numbers=clip(", ".join(uneven), 200), count=len(uneven)))
            uneven = []
    return _first(language, lines)


def _read(warning: str) -> tuple[str, dict[str, str]]:
    for key, form in _KNOWN.items():
        if match := form.fullmatch(warning):
            return key, match.groupdict()
    return "", {}


def _first(language: str, lines: Sequence[Html | str]) -> list[Html | str]:
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], *([texts_in(language)("caution-more", count=more)] if more > 0 else [])]
