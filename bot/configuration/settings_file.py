"""Reading the settings, and saying in one line what is wrong with them."""

from __future__ import annotations

import codecs
import os
import re
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, TomlConfigSettingsSource

from bot.configuration.settings import Settings, keys
from roadmap.errors import VekhaError

DEFAULT_FILE = Path("config.toml")
CONFIG_VARIABLE = "VEKHA_CONFIG"
CLOCK_VARIABLE = "VEKHA_CLOCK_FILE"
#: The folder of secrets, as systemd calls it [systemd.exec(5), LoadCredential=]. A container names
#: its own by the same variable.
CREDENTIALS_VARIABLE = "CREDENTIALS_DIRECTORY"
_PREFIX = "VEKHA_"

_REASONS = {
    "extra_forbidden": "такого ключа нет",
    "missing": "ключ обязателен",
    "int_parsing": "ожидается целое число",
    "int_type": "ожидается целое число",
    "int_from_float": "ожидается целое число",
    "float_parsing": "ожидается число",
    "float_type": "ожидается число",
    "bool_parsing": "ожидается true или false",
    "bool_type": "ожидается true или false",
    "string_type": "ожидается строка",
    "time_parsing": "ожидается время вида 09:00",
    "time_type": "ожидается время вида 09:00",
    "model_type": "ожидается раздел с ключами",
    "model_attributes_type": "ожидается раздел с ключами",
    "tuple_type": "ожидается список",
    "date_from_datetime_parsing": "ожидается дата вида 2026-12-31",
    "date_parsing": "ожидается дата вида 2026-12-31",
}


class WrongSettings(VekhaError):
    """The settings cannot be used; the text is one line that names the key."""


def find_file(given: str | None) -> Path | None:
    """The file to read: the one given, else VEKHA_CONFIG, else ./config.toml where it exists; None:
    no file.

    Raises WrongSettings where a named file is not there.
    """
    named = given or os.environ.get(CONFIG_VARIABLE)
    if named is None:
        return DEFAULT_FILE if DEFAULT_FILE.is_file() else None
    if not Path(named).is_file():
        key = "--config" if given else CONFIG_VARIABLE
        raise WrongSettings(f"{key}: файла настроек нет: {named}")
    return Path(named)


def read_text(path: Path | Traversable) -> str:
    """The file's text, however Notepad has saved it: UTF-8 or UTF-16, with a mark or without.

    Raises OSError, and WrongSettings where the text is in another encoding.
    """
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content[1:2] == b"\0":
        encoding = "utf-16-le"
    elif content[:1] == b"\0":
        encoding = "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise WrongSettings(
            f"{path}: файл сохранён не в UTF-8 (Windows-1251?); в Блокноте: «Сохранить как», "
            "кодировка UTF-8"
        ) from None


class _Toml(TomlConfigSettingsSource):
    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        text = read_text(file_path)
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise WrongSettings(f"{file_path}: {_not_toml(text, str(error))}") from None


def _not_toml(text: str, why: str) -> str:
    """Which line is no TOML. The line itself may hold the token and is not quoted."""
    found = re.search(r"at line (\d+)", why)
    number = int(found[1]) if found else len(text.splitlines())
    line = "".join(text.splitlines()[number - 1 : number])
    key = re.match(r"\s*([a-z_]+)\s*=", line)
    if key is None:
        return f"это не TOML: строка {number} не понята"
    return (
        f"это не TOML: строка {number}, {key[1]}: текст пишется в прямых кавычках и одной строкой: "
        f'{key[1]} = "…"'
    )


def load(given: str | None = None) -> Settings:
    """The settings from environment, folder of secrets and file, the first that has a key; raises
    WrongSettings, a line that names the key.
    """
    return _load(find_file(given))


def from_environment() -> Settings:
    """The settings where there is no file yet; raises WrongSettings."""
    return _load(None)


def _load(path: Path | None) -> Settings:
    _check_environment()
    credentials = _credentials()

    class Loaded(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            files = (_Toml(settings_cls, path),) if path else ()
            # What the call gives are the secrets.
            return (env_settings, init_settings, *files)

    try:
        return Loaded(**credentials)
    except ValidationError as error:
        raise WrongSettings(_line(error.errors(include_url=False)[0])) from None
    except OSError as error:
        raise WrongSettings(f"{path}: файл не читается: {_one_line(str(error))}") from None


def _check_environment() -> None:
    """A misspelt variable is an error; pydantic-settings passes over unknown sections."""
    known = {_PREFIX + key.replace(".", "__").upper() for key in keys()} | {
        CONFIG_VARIABLE,
        CLOCK_VARIABLE,
    }
    for name in sorted(os.environ):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            key = name[len(_PREFIX) :].lower().replace("__", ".")
            raise WrongSettings(f"{key}: такого ключа нет (переменная {name})")


def _credentials() -> dict[str, Any]:
    """What the files of the folder of secrets say: each is named by a key, «telegram.token», and
    holds its value. A folder may have other files, which other programs need.
    """
    folder = os.environ.get(CREDENTIALS_VARIABLE)
    if not folder:
        return {}
    told: dict[str, Any] = {}
    for key in keys():
        file = Path(folder) / key
        try:
            if not file.is_file():
                continue
            value = read_text(file).strip()
        except OSError as error:
            raise WrongSettings(
                f"{key}: файл {file} не читается: {_one_line(str(error))}"
            ) from None
        *sections, name = key.split(".")
        inner = told
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[name] = value
    return told


def _line(error: ErrorDetails) -> str:
    key = ".".join(str(part) for part in error["loc"] if not isinstance(part, int))
    reason = _REASONS.get(error["type"])
    if error["type"] == "value_error":
        reason = str(error.get("ctx", {}).get("error", error["msg"]))
    return f"{key}: {_one_line(reason or _bounds(error) or error['msg'])}"


def _bounds(error: ErrorDetails) -> str:
    """What a literal or a bound allows, which is worth more than that it was not met."""
    allowed = error.get("ctx", {})
    if error["type"] in ("literal_error", "enum"):
        return "возможные значения: " + str(allowed.get("expected")).replace(" or ", " или ")
    words = {"ge": "не меньше", "gt": "больше", "le": "не больше", "lt": "меньше"}
    return next(
        (f"ожидается число {words[name]} {allowed[name]}" for name in words if name in allowed), ""
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
