"""The report as Word from a template, for a roadmap whose source is no Word document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from documents.words.period_words import for_half, in_half
from documents.writing.comment import Note, with_comment
from documents.writing.report_rows import report_rows
from documents.writing.report_title import report_heading, without_heading, without_year
from documents.writing.word_fill import clean
from roadmap.errors import UnreadableDocument
from roadmap.report.composing import ReportBook, ReportLine

_TEMPLATES = Path(__file__).with_name("templates")
#: What the libraries raise for a file that is no Word document, or whose marks are broken by hand;
#: XML's errors are SyntaxErrors.
_BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    TemplateError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
_NEW_PARAGRAPH = "\a"  # what docxtpl makes a paragraph of


def built_in_template(*, recommends: bool = True) -> bytes:
    """The template that reports are made from unless another is given; Word opens it. Roadmaps
    whose items answer recommendations have a column for these, plans whose rows are the work itself
    one for who answers for it.
    """
    return (_TEMPLATES / ("report.docx" if recommends else "plan.docx")).read_bytes()


def write_template_report(
    book: ReportBook,
    lines: Sequence[ReportLine],
    template: bytes | None = None,
    note: Note | None = None,
) -> bytes:
    """The .docx report of `book` for its half-year; `template` is one restyled in Word, the
    built-in one by default. `note` stands beside it as a comment.

    Texts are escaped; a template may not reach beyond the values it is given (Jinja's sandbox).
    Raises UnreadableDocument where a given one cannot be used, with the reason for the log.
    """
    try:
        return with_comment(_rendered(book, lines, template), note)
    except _BROKEN as error:
        if template is None:
            raise
        # What Jinja says is of the template; others may quote what was to be filled in, which no
        # log may have.
        told = f": {error}"[:200] if isinstance(error, TemplateError) else ""
        raise UnreadableDocument("error-template", reason=type(error).__name__ + told) from error


def _rendered(book: ReportBook, lines: Sequence[ReportLine], template: bytes | None) -> bytes:
    recommends = any(item.recommendation for item in book.items)
    document = DocxTemplate(
        io.BytesIO(built_in_template(recommends=recommends) if template is None else template)
    )
    period, heading = book.roadmap.period, report_heading(book.roadmap.title)
    title = "" if heading else without_year(without_heading(book.roadmap.title))
    context = {
        "heading": _paragraphs([heading or "Отчет о выполнении дорожной карты"]),
        "title": _paragraphs([title]),
        "for_half": for_half(book.half, period),
        "in_half": in_half(book.half, period),
        "rows": [
            {name: _paragraphs([text]) for name, text in asdict(row).items()}
            for row in report_rows(book, lines)
        ],
    }
    document.render(context, SandboxedEnvironment(autoescape=True))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(lines: Iterable[str]) -> str:
    return clean("\n".join(lines)).replace("\n", _NEW_PARAGRAPH)
