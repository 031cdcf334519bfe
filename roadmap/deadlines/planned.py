"""Of a planned and an actual day in one cell only the planned one: «план – 15.03.2024, факт –
12.03.2024».
"""

from __future__ import annotations

import re

_DONE = r"(?:исполнено|выполнено|проведено|завершено)\b(?=[^а-я]*\d)"
_FACT = rf"(?<!\bпо )(?:\bфакт\b|\bфактически\b|\bфактическ[а-я]{{2,3}}\b|\b{_DONE})"
#: Most phrases have none of these; they are not looked at any longer.
_MAY_TELL = ("факт", "исполнено", "выполнено", "проведено", "завершено")
_BOTH = re.compile(r"^план\s?/\s?факт\s?[:-]?\s?([^/]+?)\s?/.+$")
#: «15.03.2024 (факт – 12.03.2024)»
_IN_BRACKETS = re.compile(rf"\(\s?{_FACT}[\s.:-]*[^\s().:-][^()]*\)")
#: «15.03.2024 (план), 12.03.2024 (факт)»
_BEFORE_ITS_LABEL = re.compile(rf"[^(),;/]*\(\s?{_FACT}\s?\)")
#: «план – 15.03.2024, факт – 12.03.2024»
_BEHIND_ITS_LABEL = re.compile(rf"[\s,;/.]*(?:\(\s?{_FACT}\s?\)|{_FACT}).*?(?=[\s,;/(]*\bплан|$)")
_LABEL = re.compile(r"^[\s,;/]*\(?план\b\)?[\s:.-]*|[\s,;]*\(\s?план\s?\)")
_TELLS_A_TIME = re.compile(
    r"\d|\b[ivx]+\b|янв|фев|март|апр|\bма[йяе]\b|июн|июл|авг|сент|окт|нояб|дек|кварт|полуг|год|еже"
)


def planned_only(plain: str) -> str:
    """Return a cleaned phrase without the actual day; as it is where no planned time is left."""
    if not any(word in plain for word in _MAY_TELL):
        return plain
    both = _BOTH.match(plain)
    if both is not None:
        return both[1]
    left = _IN_BRACKETS.sub(" ", plain)
    if not left.startswith("("):
        left = _BEFORE_ITS_LABEL.sub(" ", left)
    left = _LABEL.sub(" ", _BEHIND_ITS_LABEL.sub(" ", left)).strip()
    return left if _TELLS_A_TIME.search(left) else plain
