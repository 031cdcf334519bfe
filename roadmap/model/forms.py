"""The files that a half-year is written as."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Form(StrEnum):
    """What a half-year is written as, in the order of offering: Word, Excel, a calendar, a picture,
    its pages, and the files that came with the answers.
    """

    DOCX = "docx"
    XLSX = "xlsx"
    ICS = "ics"
    PNG = "png"
    PDF = "pdf"
    ZIP = "zip"


#: Media types [IANA].
MIME: Mapping[str, str] = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ICS: "text/calendar",
    Form.PNG: "image/png",
    Form.PDF: "application/pdf",
    Form.ZIP: "application/zip",
}
