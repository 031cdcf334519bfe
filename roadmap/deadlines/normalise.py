"""Undo what word processors and hurried typists do to a phrase, so that the words below it meet one
spelling only.
"""

from __future__ import annotations

import re
import unicodedata

# Capital and small letters that look the same differ («B» is В, «b» is ь), so the case is still
# needed here.
_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxykugmbhtin", "АВСЕНКМОРТХУасеорхукигмьнтин")
_DIGITS = str.maketrans("oOоОlI|іІзЗбiSB", "000011111336158")
_DASH = {"−": "-", "÷": "-", "⁃": "-", "­": "", "\u2215": "/", "\\": "/", "ё": "е", "Ё": "Е"}
_DOTS = re.compile(r"\.{3,}")
_DIGIT = re.compile(r"\d")
_DIGIT_RUN = re.compile(
    r"(?<![^\W\d_])(?:[oOоОlI|іІзЗбiSB]{0,3}\d[\doOоОlI|іІзЗбiSB]*)(?![^\W\d_])"
)
_DOTTED = re.compile(
    r"(?<!\w)[\doOоОlI|іЗзбi]{1,2}(?:\s?\.\s?)[\doOоОlIіЗзб]{1,2}\s?\.\s?[\doOоОlIЗзб]{2,4}(?!\w)"
)
_LETTERS_FOR_DIGITS = str.maketrans("0364", "озбч")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXivxlІі]{1,4}$")
_ROMAN_JOINED = re.compile(
    r"(?<![^\W\d_])([IVXivxІі]{1,4})(?=(?:кв|полуг|пг|п/г|четв|декад|недел))", re.IGNORECASE
)


def clean(text: str) -> str:
    """Return `text` in small Cyrillic letters, plain spaces, hyphens and digits; a footnote mark is
    dropped.

    Roman numerals are left in small Latin letters: they and Cyrillic words never share a letter
    afterwards.
    """
    plain = text.translate(_PLAIN)
    plain = _DOTS.sub(" - ", unicodedata.normalize("NFKC", plain))
    if _DIGIT.search(plain):
        plain = _DOTTED.sub(lambda found: found[0].translate(_DIGITS), plain)
        plain = _DIGIT_RUN.sub(_digits, plain)
    plain = _ROMAN_JOINED.sub(r"\1 ", plain)
    plain = _WORD.sub(lambda found: _word(found[0]), plain)
    return " ".join(plain.lower().split())


def repaired(word: str) -> str:
    """Return a word typed with digits in it («0ктябрь», «сентя6рь») with the letters meant."""
    return word.translate(_LETTERS_FOR_DIGITS)


def _plain(char: str) -> str:
    if char in _DASH:
        return _DASH[char]
    category = unicodedata.category(char)
    if category == "Pd":
        return "-"
    if category[0] == "Z" or category == "Cc":
        return " "
    # Hidden characters, and superscripts, which are footnote marks.
    return "" if category in {"Cf", "No", "Cs", "Co"} else char


class _Plain(dict[int, str]):
    """What `_plain` makes of each character; only the common ones are kept."""

    def __missing__(self, code: int) -> str:
        return _plain(chr(code))


_PLAIN = _Plain({code: _plain(chr(code)) for code in (*range(128), *range(0x400, 0x460))})


def _digits(found: re.Match[str]) -> str:
    run = found[0]
    # «3б» is a class and «11з» nothing at all; a letter that ends a short run is no digit.
    if re.fullmatch(r"\d+[зЗбiSB]", run) and len(run) < 4:
        return run
    return run.translate(_DIGITS)


def _word(word: str) -> str:
    if word.isascii() and _ROMAN.match(word):
        return word.lower().replace("l", "i").replace("і", "i")
    if re.fullmatch(r"[IІіl]{1,3}[VУ]?|[IІі]?[VУ][IІі]{0,3}", word):
        return word.lower().replace("і", "i").replace("у", "v").replace("l", "i")
    return word.translate(_CYRILLIC).lower()
