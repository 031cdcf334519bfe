"""The files that a half-year is written as."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Form(StrEnum):
    """What a half-year is written as, in the order of offering: the report as Word, as its printed
    pages and as Excel, a calendar, the files that came with the answers, and the timeline of
    deadlines as a picture and as pages.
    """

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    ICS = "ics"
    ZIP = "zip"
    PNG = "png"
    TIMELINE = "timeline"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends, without the dot."""
        return "pdf" if self is Form.TIMELINE else self.value


#: Media types [IANA].
MIME: Mapping[str, str] = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ICS: "text/calendar",
    Form.PNG: "image/png",
    Form.PDF: "application/pdf",
    Form.TIMELINE: "application/pdf",
    Form.ZIP: "application/zip",
}
