"""Rows of a plan that are no work: sums, the legend of its marks, and who signs it."""

from __future__ import annotations

import re

from documents.files.grid import Row
from documents.words.headings import is_filler
from roadmap.reading.cell import tidy

_POST = re.compile(
    r"(?:и\.?\s?о\.?\s|врио\s)?(?:перв\w+\s)?"
    r"(?:заместител|директор|начальник|глава|главн\w+ \w|руководител|председател"
    r"|заведующ|специалист|составил|согласован)",
    re.IGNORECASE,
)
#: Who drew it up, in one cell below: «Исп. Иванова, 2-14-36».
_DRAWN_UP = re.compile(
    r"(?:исп(?:олнител[ьи]|\.)|составител[ьи]|тел\.)\s*:?\s*[А-ЯЁ\d]", re.IGNORECASE
)
#: A signature gives the initials first, as no list of the responsible has to.
_NAME = r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_SIGNED = re.compile(rf"(?:.*[\s_/])?{_NAME}[\s/]*")
_SUM = re.compile(r"итого\b|всего(?:\s*:|$|\s+(?:по|за|на|в|мероприят\w*)\b)", re.IGNORECASE)
#: «х – месяц проведения», «* по согласованию», «Условные обозначения: …».
_LEGEND = re.compile(
    r"«?(?:[хx*+✓√v]|\*{2,3})»?\s*[-–—:]\s*[а-яё]|\*{1,3}\s?[а-яё]|(?:условные )?обозначения\s*:",
    re.IGNORECASE,
)


def is_closing(row: Row) -> bool:
    """Whether a row sums up, explains marks or signs the plan: «Итого | | 4», «х – месяц»."""
    texts = [tidy(cell.text) for cell in row.cells if not cell.above and not is_filler(cell.text)]
    if not texts or _SUM.match(texts[0]):
        return bool(texts)
    if len(texts) == 1 and _LEGEND.match(texts[0]):
        return True
    if len(texts) == 1 and _DRAWN_UP.match(texts[0]):
        return True
    # Who signs the plan: «Начальник отдела | | И.И. Иванов».
    return len(texts) <= 2 and bool(_POST.match(texts[0]) and _SIGNED.fullmatch(texts[-1]))
