"""What counts as words of what a program printed for a voice."""

from __future__ import annotations

import pytest

from roadmap.answers.heard import (
    LONGEST,
    is_spoken,
    name_for_program,
    unconfirmed,
    with_confirmed,
    words_in,
)
from roadmap.model import Attachment


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Провели  семинар\n и совещание.\n", "Провели семинар и совещание."),
        ("\ufeffПровели семинар", "Провели семинар"),
        (
            "[00:00.000 --> 00:04.000]  Провели\n[00:04.000 --> 00:08.000]  семинар",
            "Провели семинар",
        ),
        ("\x1b[38;5;160mПровели\x1b[0m\x07 \u202eсеминар\x00", "Провели семинар"),
        ("[BLANK_AUDIO]", ""),
        (" … ", ""),
        ("", ""),
        ("8", "8"),
    ],
)
def test_of_what_is_printed_the_words_are_kept(printed: str, words: str) -> None:
    assert words_in(printed.encode()) == words


def test_long_speech_is_cut_between_words() -> None:
    words = words_in(("семинар " * 1000).encode())
    assert len(words) <= LONGEST + 1
    assert words.endswith(" семинар…")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        words_in("семинар".encode("cp1251"))


@pytest.mark.parametrize(
    ("kind", "name", "called"),
    [
        ("voice", "voice", "voice.ogg"),
        ("video_note", "video_note", "voice.mp4"),
        ("audio", "Совещание 5.M4A", "voice.m4a"),
        ("audio", "../../etc/$(id).so long", "voice.mp3"),
        ("audio", "audio", "voice.mp3"),
    ],
)
def test_a_file_is_called_by_its_form_alone(kind: str, name: str, called: str) -> None:
    file = Attachment("f", "u", kind, name, message_id=5)
    assert is_spoken(file)
    assert name_for_program(file) == called


def test_pictures_and_films_are_not_listened_to() -> None:
    for kind in ("photo", "document", "video"):
        assert not is_spoken(Attachment("f", "u", kind, message_id=5))
    assert not is_spoken(Attachment("f", "u", "voice"))


def test_words_wait_until_they_stand_in_the_answer() -> None:
    file = Attachment("f", "u", "voice", message_id=5, heard="Провели семинар")
    assert unconfirmed(file, "запись") == "Провели семинар"
    assert unconfirmed(file, "запись\nПровели семинар") == ""
    assert with_confirmed("новая запись", "запись", (file,)) == "новая запись"
    confirmed = with_confirmed("новая запись", "запись\nПровели семинар", (file,))
    assert confirmed == "новая запись\nПровели семинар"
