"""A draft as JSON in the shapes of the outside contract, and back.

The contract's keys come first; the keys beyond it (`reason`, `text`, `same_as`, `options` of a
deadline, `origin`, `rows`, `heads`) make the form loss-free, so that a draft survives a pipe and a
database. There cautions are codes; the contract has sentences, and no word of where an item stood
and of how its cells were worded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, cast

from roadmap.model import (
    Caution,
    CautionCode,
    CellKind,
    ControlPoint,
    Deadline,
    Draft,
    DraftItem,
    Evidence,
    InTable,
    InText,
    Judgement,
    Kind,
    Measure,
    Option,
    Origin,
    Part,
    Period,
    Question,
    Reason,
    Sign,
    Span,
    TableHead,
    WrittenCell,
)
from roadmap.ports import Json

#: Decoded JSON of these shapes, to be read.
_Form = Mapping[str, Any]


def deadline_as_json(deadline: Deadline | None) -> Json | None:
    """A deadline in the contract's shape; `spans` only for lists, `options` only where it is unsure
    which.
    """
    if deadline is None:
        return None
    form: Json = {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "start": _day(deadline.start),
        "end": _day(deadline.end),
        "sure": deadline.sure,
    }
    if deadline.spans:
        form["spans"] = [_span_as_json(span) for span in deadline.spans]
    if deadline.options:
        form["options"] = [_span_as_json(span) for span in deadline.options]
    return form


def kept_as_json(deadline: Deadline | None) -> Json | None:
    """A deadline as it is kept: in the contract's shape, and its hour and place where it has
    them.
    """
    form = deadline_as_json(deadline)
    return form and {**form, **_event_as_json(deadline)}


def parsed_as_json(draft: Draft, sentence: Callable[[Caution], str]) -> Json:
    """A draft in the contract's shape: each caution is the `sentence` that a person reads."""
    warnings = [sentence(caution) for caution in draft.warnings]
    return {**draft_as_json(draft.without_origins()), "warnings": warnings}


def draft_as_json(draft: Draft) -> Json:
    """A draft as it is kept: in the contract's shape but for the cautions."""
    form: Json = {
        "title": draft.title,
        "period": _period_as_json(draft.period),
        "items": [_item_as_json(item) for item in draft.items],
        "questions": [_question_as_json(question) for question in draft.questions],
        "warnings": [caution_as_json(caution) for caution in draft.warnings],
    }
    if draft.judgement is not None:
        form["year"] = _judgement_as_json(draft.judgement)
    if draft.heads:
        form["heads"] = heads_as_json(draft.heads)
    return form


def deadline_from_json(form: _Form | None) -> Deadline | None:
    """The deadline that `kept_as_json` wrote; raises KeyError, TypeError or ValueError for
    anything else.
    """
    if form is None:
        return None
    return Deadline(
        _text(form["text"]),
        Kind(form["kind"]),
        _to_day(form["start"]),
        _to_day(form["end"]),
        bool(form["sure"]),
        _spans(form.get("spans", ())),
        _spans(form.get("options", ())),
        time.fromisoformat(form["hour"]) if "hour" in form else None,
        _text(form.get("place", "")),
    )


def draft_from_json(form: _Form) -> Draft:
    """The draft that `draft_as_json` wrote; raises KeyError, TypeError or ValueError for anything
    else.
    """
    period = _period(form["period"])
    return Draft(
        _text(form["title"]),
        period,
        tuple(_item(item) for item in form["items"]),
        tuple(_question(question) for question in form["questions"]),
        tuple(caution_from_json(caution) for caution in form["warnings"]),
        heads_from_json(form.get("heads", ())),
        _judgement(form["year"], period) if "year" in form else None,
    )


def heads_as_json(heads: Sequence[TableHead]) -> list[Json]:
    """The heading rows of each table with items."""
    return [
        {
            "table": head.table,
            "headings": [list(rows) for rows in head.headings],
            "counting": list(head.counting),
        }
        for head in heads
    ]


def heads_from_json(forms: Sequence[_Form]) -> tuple[TableHead, ...]:
    """The heads that `heads_as_json` wrote; raises KeyError, TypeError or ValueError for the
    rest.
    """
    return tuple(
        TableHead(
            _counts([form["table"]])[0],
            tuple(_counts(rows) for rows in form["headings"]),
            _counts(form["counting"]),
        )
        for form in forms
    )


def caution_as_json(caution: Caution) -> Json:
    """A caution by its code."""
    return {"code": caution.code.value, "variables": dict(caution.variables)}


def caution_from_json(form: _Form | str) -> Caution:
    """The caution that `caution_as_json` wrote; a sentence, as earlier versions kept, stays as it
    was worded. Raises KeyError, TypeError, AttributeError or ValueError for anything else.
    """
    if isinstance(form, str):
        return Caution.of(CautionCode.WORDED, text=form)
    variables = {_text(name): _text(value) for name, value in form["variables"].items()}
    return Caution.of(CautionCode(form["code"]), **variables)


# ── to JSON ───────────────────────────────────────────────────────────────────────────────────────


def _period_as_json(period: Period) -> Json:
    return {"label": period.label, "start": _day(period.start), "end": _day(period.end)}


def _judgement_as_json(judgement: Judgement) -> Json:
    return {
        "sure": judgement.sure,
        "because": [_evidence_as_json(one) for one in judgement.because],
        "against": [_evidence_as_json(one) for one in judgement.against],
        "choices": [_period_as_json(one) for one in judgement.choices],
    }


def _evidence_as_json(evidence: Evidence) -> Json:
    return {"sign": evidence.sign.value, "words": evidence.words, "count": evidence.count}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _event_as_json(deadline: Deadline | None) -> Json:
    """«hour» and «place» beside a deadline, each where there is one."""
    form: Json = {}
    if deadline and deadline.hour is not None:
        form["hour"] = deadline.hour.strftime("%H:%M")
    if deadline and deadline.place:
        form["place"] = deadline.place
    return form


def _span_as_json(span: Span | None) -> Json:
    """Both days null where the reading is that there is no day."""
    return (
        {"start": _day(span.start), "end": _day(span.end)} if span else {"start": None, "end": None}
    )


def _item_as_json(item: DraftItem) -> Json:
    form: Json = {
        "number": item.number_written,
        "address": item.number,
        "section": list(item.section),
        "recommendation": item.recommendation,
        "measures": [_measure_as_json(measure) for measure in item.measures],
        "control_points": [
            {
                "number": point.number,
                "text": point.text,
                "deadline": deadline_as_json(point.deadline),
                **_event_as_json(point.deadline),
            }
            for point in item.control_points
        ],
        "criterion": item.criterion,
        "responsible": list(item.responsible),
        "co_executors": list(item.co_executors),
        "progress": item.progress,
    }
    if item.origin:
        form["origin"] = _origin_as_json(item.origin)
    if item.rows:
        form["rows"] = [[_cell_as_json(cell) for cell in row] for row in item.rows]
    return form


def _cell_as_json(cell: WrittenCell) -> Json:
    return {"kind": cell.kind.value, "title": cell.title, "lines": list(cell.lines)}


def _origin_as_json(origin: Origin) -> Json:
    if isinstance(origin, InText):
        return {"paragraphs": [origin.first, origin.last]}
    return {
        "table": origin.table,
        "rows": [origin.first, origin.last],
        "text": origin.text,
        "report": origin.report,
    }


def _measure_as_json(measure: Measure) -> Json:
    return {
        "number": measure.number,
        "text": measure.text,
        "deadline": deadline_as_json(measure.deadline),
        **_event_as_json(measure.deadline),
        "parts": [
            {
                "text": part.text,
                "deadline": deadline_as_json(part.deadline),
                **_event_as_json(part.deadline),
            }
            for part in measure.parts
        ],
    }


def _question_as_json(question: Question) -> Json:
    form: Json = {
        "item": question.item,
        "about": question.about,
        "phrase": question.phrase,
        "options": [_option_as_json(option) for option in question.options],
        "text": question.text,
        "same_as": question.same_as,
    }
    return (
        {**form, "lines": list(question.lines), "line": question.line} if question.lines else form
    )


def _option_as_json(option: Option) -> Json:
    form = {**_span_as_json(option.span), "reason": option.reason or ""}
    return {**form, "ways": list(option.ways), "lines": list(option.lines)} if option.ways else form


# ── from JSON ─────────────────────────────────────────────────────────────────────────────────────


def _text(value: object) -> str:
    """Whoever wrote the JSON may not be trusted: a text must be one."""
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


def _counts(values: Sequence[object]) -> tuple[int, ...]:
    """Whole numbers from 0: a count below would be one from the end."""
    if any(type(value) is not int or value < 0 for value in values):
        raise ValueError("whole numbers from 0 were expected")
    return tuple(cast(Sequence[int], values))


def _to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def _span(form: _Form | list[str | None]) -> Span | None:
    """The days of a span; earlier versions stored them as a pair."""
    first, last = form if isinstance(form, list) else (form["start"], form["end"])
    end = _to_day(last)
    return Span(_to_day(first), end) if end is not None else None


def _spans(forms: Sequence[_Form]) -> tuple[Span, ...]:
    return tuple(span for form in forms if (span := _span(form)) is not None)


def _period(form: _Form) -> Period:
    return Period(
        _text(form["label"]),
        date.fromisoformat(form["start"]),
        date.fromisoformat(form["end"]),
    )


def _judgement(form: _Form, period: Period) -> Judgement:
    return Judgement(
        period,
        tuple(_evidence(one) for one in form["because"]),
        tuple(_evidence(one) for one in form["against"]),
        tuple(_period(one) for one in form["choices"]),
    )


def _evidence(form: _Form) -> Evidence:
    return Evidence(Sign(form["sign"]), _text(form["words"]), int(form["count"]))


def _item(form: _Form) -> DraftItem:
    """An item; an earlier version kept its address alone, as `number`."""
    written = _text(form["number"])
    address = _text(form.get("address", written))
    return DraftItem(
        number=address,
        section=_texts(form["section"]),
        recommendation=_text(form["recommendation"]),
        measures=tuple(_measure(measure) for measure in form["measures"]),
        control_points=tuple(
            ControlPoint(int(point["number"]), _text(point["text"]), _deadline_of(point))
            for point in form["control_points"]
        ),
        criterion=_text(form["criterion"]) if form["criterion"] is not None else None,
        responsible=_texts(form["responsible"]),
        progress=_text(form["progress"]),
        origin=_origin(form.get("origin")),
        written=written if written != address else "",
        co_executors=_texts(form.get("co_executors", ())),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in form.get("rows", ())),
    )


def _cell(form: _Form) -> WrittenCell:
    return WrittenCell(CellKind(form["kind"]), _text(form["title"]), _texts(form["lines"]))


def _origin(form: _Form | None) -> Origin | None:
    if form is None:
        return None  # an earlier version kept none
    if "paragraphs" in form:
        return InText(*_counts(form["paragraphs"]))
    first, last = _counts(form["rows"])
    table, text = _counts([form["table"], form["text"]])
    report = form["report"]
    return InTable(table, first, last, text, _counts([report])[0] if report is not None else None)


def _measure(form: _Form) -> Measure:
    parts = tuple(Part(_text(part["text"]), _deadline_of(part)) for part in form["parts"])
    number = _text(form["number"]) if form["number"] is not None else None
    return Measure(number, _text(form["text"]), _deadline_of(form), parts)


def _deadline_of(form: _Form) -> Deadline | None:
    """The deadline of a measure, a part or a point, with the hour and the place beside it."""
    beside = {name: form[name] for name in ("hour", "place") if name in form}
    return deadline_from_json(form["deadline"] and {**form["deadline"], **beside})


def _question(form: _Form) -> Question:
    options = tuple(_option(option) for option in form["options"])
    item, about, phrase = _text(form["item"]), _text(form["about"]), _text(form["phrase"])
    lines = _texts(form.get("lines", ()))
    (line,) = _places([form.get("line", -1)])
    text, same_as = _text(form.get("text", "")), _text(form.get("same_as", ""))
    return Question(item, about, text, phrase, options, same_as, lines, line)


def _places(values: Sequence[object]) -> tuple[int, ...]:
    if not all(isinstance(value, int) for value in values):
        raise TypeError("the place of a line is a number")
    return tuple(int(str(value)) for value in values)


def _option(form: _Form) -> Option:
    """An option; a reason that an older version worded is left out."""
    said = _text(form.get("reason", ""))
    reason = Reason(said) if said in set(Reason) else None
    ways, lines = _places(form.get("ways", ())), _places(form.get("lines", ()))
    return Option(_span(form), reason, ways, lines)
