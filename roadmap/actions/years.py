"""The year that the coordinator gave a document, remembered for its next editions.

A document is read within one year, so a year that was chosen leaves a draft in which nothing is
asked any more. What the document itself said of its year, and the answer, are kept as facts of the
installation: while a new edition says the same, nobody is asked again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

from roadmap.actions.editing import earlier_edition
from roadmap.drafts.same_plan import own_words
from roadmap.model import Draft, Judgement, Period, Sign
from roadmap.ports import StoredDraft, Tx


async def remember_year(tx: Tx, stored: StoredDraft, draft: Draft, period: Period) -> None:
    """`period` is what the coordinator says the year of this document to be."""
    if stored.file_id is None or draft.judgement is None:
        return
    key = await tx.facts.get(_of_file(stored.file_id)) or _key(draft.title, draft.judgement)
    await tx.facts.set(_of_file(stored.file_id), key)
    told = [period.label, period.start.isoformat(), period.end.isoformat()]
    await tx.facts.set(_answer(key), json.dumps(told, ensure_ascii=False))


async def remembered_year(tx: Tx, draft: Draft, file_id: int) -> Period | None:
    """The year that the coordinator gave an earlier edition of this document, which said the same
    of its year; None where nothing is remembered, or the draft is of that year already.
    """
    if draft.judgement is None or _is_given(draft.judgement):
        return None
    key = _key(draft.title, draft.judgement)
    kept = await tx.facts.get(_answer(key))
    if kept is None:
        return None
    label, start, end = json.loads(kept)
    period = Period(label, date.fromisoformat(start), date.fromisoformat(end))
    if draft.judgement.sure and draft.period == period:
        return None
    if await earlier_edition(tx, replace(draft, period=period)) is None:
        return None
    await tx.facts.set(_of_file(file_id), key)
    return period


def _is_given(judgement: Judgement) -> bool:
    return any(one.sign is Sign.GIVEN for one in judgement.because)


def _key(title: str, judgement: Judgement) -> str:
    """What a document says of its year: its signs and their words, on which side each stands. How
    many dated deadlines there are changes with every edition, and tells nothing more.
    """
    sides = [
        [(one.sign.value, one.words) for one in side]
        for side in (judgement.because, judgement.against)
    ]
    choices = [one.label for one in (judgement.period, *judgement.choices)]
    told = json.dumps([own_words(title), sides, choices], ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:32]


def _answer(key: str) -> str:
    return f"year:{key}"


def _of_file(file_id: int) -> str:
    return f"year_of_file:{file_id}"
