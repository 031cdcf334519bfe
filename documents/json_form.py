"""The JSON form of a draft lives in roadmap.draft_json, where the chat and storage reach it too."""

from roadmap.draft_json import deadline_as_json, deadline_from_json, draft_as_json, draft_from_json

__all__ = ["deadline_as_json", "deadline_from_json", "draft_as_json", "draft_from_json"]
