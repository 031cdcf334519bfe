"""An answer in English put into the Russian words of `roadmap.answers.proposals`, so that one set
of rules reads both.

No translation: only words about done work, values and other deadlines are replaced.
"""

from __future__ import annotations

import re

from roadmap.deadlines.english import MONTH, MONTH_ALONE, month_in_russian, with_days

_PUT_OFF = re.compile(
    r"\b(?:postpon|reschedul|mov|shift|delay|defer|exten[ds]|put)\w*\b[^\n.;!?]*?\b(?:to|for|until|till|by)\s+"
    r"(?P<end>(?:the\s+)?end\s+of\s+)?"
    rf"(?P<phrase>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+20\d\d\b)?"
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
    text = with_days(_PUT_OFF.sub(_put_off, text))
    for pattern, meant in _WORDS:
        text = pattern.sub(meant, text)
    return text


def _put_off(found: re.Match[str]) -> str:
    """«перенести на 1 февраля,»: the comma keeps the words that follow out of the deadline."""
    phrase = with_days(found["phrase"])
    phrase = MONTH_ALONE.sub(
        lambda month: month_in_russian(month, genitive=bool(found["end"])), phrase
    )
    return f"перенести на {'конец ' if found['end'] else ''}{phrase},"
