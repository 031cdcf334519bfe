"""An answer in English put into the Russian words of `roadmap.answers.proposals`, so that one set
of rules reads both.

No translation: only words about done work, values and other deadlines are replaced.
"""

from __future__ import annotations

import re

from roadmap.model.months import MONTHS

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: By their first three letters.
_MONTHS = dict(zip(_ENGLISH, MONTHS, strict=True))
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s+(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"(?P<month>{_MONTH})(?:,?\s+(?P<year>20\d\d)\b)?", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:postpon|reschedul|mov|shift|delay|defer|exten[ds]|put)\w*\b[^\n.;!?]*?\b(?:to|for|until|till|by)\s+"
    r"(?P<end>(?:the\s+)?end\s+of\s+)?"
    rf"(?P<phrase>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+20\d\d\b)?"
    r"|\d{1,2}\.\d\d(?:\.(?:20)?\d\d)?\b)",
    re.IGNORECASE,
)

#: In this order: phrases before the words in them.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (r"n['’]t\b", " не"),
        (
            r"\b(\d+(?:[.,]\d+)?\s*(?:%|per\s?cent\b))\s+(?:done|completed?|finished|ready)\b",
            r"выполнено на \1",
        ),
        (r"\b(\d+)\s+(?:out\s+)?of\s+(\d+)\b", r"\1 из \2"),
        (r"\b(?:not|no|nothing|never|without|cannot)\b", "не"),
        (r"\b(?:partly|partially|in part)\b", "частично"),
        (r"\b(?:almost|nearly|mostly)\b", "почти"),
        (r"\bhalf\b", "наполовину"),
        (r"\b(?:will|shall|would|going to|to be|being)\b", "будет"),
        (r"\b(?:should|must|needs?|plan(?:ned|ning|s)?)\b", "должно"),
        (r"\b(?:if|once|when|unless)\b", "если"),
        (r"\b(?:only|except)\b", "только"),
        (r"\bready (?:to|for)\b", "готово к"),
        (
            r"\b(?:done|completed?|finished|accomplished|ready)\b(?:\s+(?:by|to)(?=\s+\d+\s*(?:%|per)))?",
            "выполнено",
        ),
        (r"\b(?:was|were|been|is|are)\s+held\b", "проведено"),
        (r"\btook place\b", "состоялось"),
        (r"\bper\s?cent\b", "процент"),
    )
)


def in_russian(text: str) -> str:
    """`text` with its telling words in Russian; as it is where it has a Cyrillic letter."""
    if re.search("[а-яё]", text, re.IGNORECASE):
        return text
    text = _with_days(_PUT_OFF.sub(_put_off, text))
    for pattern, meant in _WORDS:
        text = pattern.sub(meant, text)
    return text


def _with_days(text: str) -> str:
    return _MONTH_FIRST.sub(_day, _DAY_FIRST.sub(_day, text))


def _day(found: re.Match[str]) -> str:
    return f"{found['day']} {_month(found, genitive=True)}"


def _month(found: re.Match[str], *, genitive: bool) -> str:
    month = _MONTHS[found["month"][:3].lower()]
    name = month.genitive if genitive else month.name
    return f"{name} {found['year']}" if found["year"] else name


def _put_off(found: re.Match[str]) -> str:
    """«перенести на 1 февраля,»: the comma keeps the words that follow out of the deadline."""
    phrase = _with_days(found["phrase"])
    phrase = _MONTH_ALONE.sub(lambda month: _month(month, genitive=bool(found["end"])), phrase)
    return f"перенести на {'конец ' if found['end'] else ''}{phrase},"
