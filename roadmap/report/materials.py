"""How a report mentions answers that are files without words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roadmap.model import Attachment

#: Words that were spoken: what counts of them is what their author has confirmed, as text.
_SPOKEN = ("voice", "video_note")
#: By an attachment's kind: after 1, after 2–4, after 5 and more.
_FORMS = {
    "photo": ("фото", "фото", "фото"),
    "video": ("видеозапись", "видеозаписи", "видеозаписей"),
    "audio": ("аудиозапись", "аудиозаписи", "аудиозаписей"),
    "document": ("документ", "документа", "документов"),
}


def materials_line(attachments: Iterable[Attachment]) -> str:
    """«Приложены материалы: 3 фото, 1 документ; не получены: 1 видеозапись.»; «Не получены
    материалы: 1 видеозапись.» where none was received; «» without any. A file sent twice counts
    once; a voice is an answer that is heard, and no material of a report.
    """
    files = {one.unique_id: one for one in attachments if one.kind not in _SPOKEN}
    received = _counted(one for one in files.values() if one.stored_id is not None)
    missing = _counted(one for one in files.values() if one.stored_id is None)
    if not received:
        return missing and f"Не получены материалы: {missing}."
    return f"Приложены материалы: {received}{missing and f'; не получены: {missing}'}."


def _counted(files: Iterable[Attachment]) -> str:
    counts = Counter(one.kind if one.kind in _FORMS else "document" for one in files)
    return ", ".join(
        f"{counts[kind]} {_form(kind, counts[kind])}" for kind in _FORMS if counts[kind]
    )


def _form(kind: str, count: int) -> str:
    one, few, many = _FORMS[kind]
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many
