"""Files on the stand-in: how they are kept, described in messages, and fetched."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath
from typing import Any

from sandbox.params import Params
from sandbox.refusals import Refusal, bad_request
from sandbox.world import StoredFile, World

MAX_DOWNLOAD = 20 * 1024 * 1024  # Bot API: files of at most 20 MB come down
_FOLDERS = {
    "document": "documents",
    "photo": "photos",
    "voice": "voice",
    "audio": "music",
    "video": "videos",
}
_DETAILS: dict[str, dict[str, Any]] = {
    "document": {},
    "photo": {"width": 1280, "height": 960},
    "voice": {"duration": 4, "mime_type": "audio/ogg"},
    "audio": {"duration": 30},
    "video": {"duration": 10, "width": 1280, "height": 720},
}
KINDS = frozenset(_FOLDERS)


def keep(world: World, kind: str, name: str, content: bytes) -> StoredFile:
    """Keep a file and describe it as Telegram describes files of its kind."""
    number = next(world.serial)
    file_id = f"AgACAgIAAxkBAAI{number:08d}{kind.capitalize()}"
    wire = {
        "file_id": file_id,
        "file_unique_id": f"AQAD{number:08d}",
        "file_size": len(content),
        **_DETAILS[kind],
    }
    if kind not in ("photo", "voice"):
        wire["file_name"] = name
        wire["mime_type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    suffix = PurePath(name).suffix or (".jpg" if kind == "photo" else "")
    stored = StoredFile(file_id, kind, f"{_FOLDERS[kind]}/file_{number}{suffix}", content, wire)
    world.files[file_id] = stored
    return stored


def described(stored: StoredFile) -> dict[str, Any]:
    """The field of a message that carries the file: a photo comes as a list of sizes."""
    if stored.kind == "photo":
        small = {
            **stored.wire,
            "width": 320,
            "height": 240,
            "file_unique_id": stored.wire["file_unique_id"] + "s",
        }
        return {"photo": [small, stored.wire]}
    return {stored.kind: stored.wire}


def given(world: World, params: Params, kind: str, value: str | None = None) -> StoredFile:
    """The file that a call brings or names by its id. Raises Refusal."""
    value = params.text(kind) if value is None else value
    upload = params.uploads.get(
        value.removeprefix("attach://") if value.startswith("attach://") else kind
    )
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return keep(world, kind, upload.name, upload.content)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if stored := world.files.get(value):
        return stored
    raise bad_request("wrong file identifier/HTTP URL specified")


def get_file(world: World, params: Params) -> dict[str, Any]:
    """getFile: where to fetch a file. Raises Refusal for one over 20 MB."""
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    kept = {key: stored.wire[key] for key in ("file_id", "file_unique_id", "file_size")}
    return {**kept, "file_path": stored.path}


def by_path(world: World, path: str) -> StoredFile:
    """The file behind a download address. Raises Refusal 404."""
    stored = next((one for one in world.files.values() if one.path == path), None)
    if stored is None:
        raise Refusal(404, "Not Found")
    return stored
