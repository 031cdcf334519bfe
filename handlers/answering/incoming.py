"""What a Telegram message carries, in the domain's words."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import Message

from roadmap.actions.answering import Answer
from roadmap.model import Attachment, Source


def answer_in(message: Message) -> Answer:
    """The text or caption of a message with its files and where it stands."""
    attachment = attachment_in(message)
    source = Source(message.chat.id, message.message_id, message.media_group_id)
    files = (replace(attachment, message_id=message.message_id),) if attachment else ()
    return Answer(message.text or message.caption or "", source, files)


def attachment_in(message: Message) -> Attachment | None:
    """The file that came with a message; of a photo its largest size."""
    if message.photo:
        largest = message.photo[-1]
        return Attachment(
            file_id=largest.file_id,
            unique_id=largest.file_unique_id,
            kind="photo",
            name="photo.jpg",
            mime="image/jpeg",
            size=largest.file_size or 0,
        )
    for kind in ("document", "voice", "video", "audio", "video_note"):
        media = getattr(message, kind)
        if media is not None:
            return Attachment(
                file_id=media.file_id,
                unique_id=media.file_unique_id,
                kind=kind,
                name=getattr(media, "file_name", None) or kind,
                mime=getattr(media, "mime_type", None) or "",
                size=media.file_size or 0,
            )
    return None
