"""Rows below a plan that sign it: an official's post and name where the work and the people stand above."""

from __future__ import annotations

import re

from documents.grid import Row
from documents.headings import is_filler
from roadmap.cell import tidy

_POST = re.compile(
    r"(?:и\.?\s?о\.?\s|врио\s)?(?:перв\w+\s)?(?:заместител|директор|начальник|глава|главн\w+ \w|руководител|председател"
    r"|заведующ|специалист|составил|согласован)",
    re.IGNORECASE,
)
#: Who drew it up, in one cell below: «Исп. Иванова, 2-14-36».
_DRAWN_UP = re.compile(r"(?:исп(?:олнител[ьи]|\.)|составител[ьи]|тел\.)\s*:?\s*[А-ЯЁ\d]", re.IGNORECASE)
#: A signature gives the initials first, as no list of the responsible has to.
_NAME = r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_SIGNED = re.compile(rf"(?:.*[\s_/])?{_NAME}[\s/]*")


def is_signature(row: Row) -> bool:
    """Whether a row says nothing but who signs the plan: «Начальник отдела | | И.И. Иванов»."""
    texts = [tidy(cell.text) for cell in row.cells if not cell.above and not is_filler(cell.text)]
    if len(texts) == 1 and _DRAWN_UP.match(texts[0]):
        return True
    return 1 <= len(texts) <= 2 and bool(_POST.match(texts[0])) and bool(_SIGNED.fullmatch(texts[-1]))
