"""How a report mentions answers that are files without words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roadmap.model import Attachment

#: By an attachment's kind: after 1, after 2–4, after 5 and more.
_FORMS = {
    "photo": ("фото", "фото", "фото"),
    "video": ("видеозапись", "видеозаписи", "видеозаписей"),
    "voice": ("голосовое сообщение", "голосовых сообщения", "голосовых сообщений"),
    "audio": ("аудиозапись", "аудиозаписи", "аудиозаписей"),
    "document": ("файл", "файла", "файлов"),
}


def materials_line(attachments: Iterable[Attachment]) -> str:
    """«Приложены материалы: 3 фото, 1 файл.», of those that have been received; of the others «Не
    получены материалы: 1 видеозапись.»; «» without any. A file sent twice counts once.
    """
    files = {one.unique_id: one for one in attachments}
    received = _counted(one for one in files.values() if one.stored_id is not None)
    missing = _counted(one for one in files.values() if one.stored_id is None)
    told = (
        received and f"Приложены материалы: {received}.",
        missing and f"Не получены материалы: {missing}.",
    )
    return " ".join(filter(None, told))


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
