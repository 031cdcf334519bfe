"""`vekha init`: a settings file from four answers."""

from __future__ import annotations

import asyncio
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import click
from pydantic import SecretStr, ValidationError

from bot.configuration.settings import PUBLIC_SERVER, Http, Telegram
from bot.configuration.settings_file import (
    CONFIG_VARIABLE,
    DEFAULT_FILE,
    WrongSettings,
    from_environment,
)
from bot.configuration.token import fault_of_token, tidy_token
from bot.telegram.deferred_models import build_models_at_first_use
from roadmap.errors import DeliveryError

T = TypeVar("T")

_DEFAULT_ZONE = "Europe/Moscow"
#: Where the calendar listens when only its public address is named: a web server stands before it.
_BEHIND_WEB_SERVER = "127.0.0.1:8080"
#: The shell's own code for a program that Ctrl-C has ended.
_INTERRUPTED, _WRONG_SETTINGS = 130, 2
_STDIN = "-"
_FIRST_COMER = ("", "ссылка", "по ссылке", "link", "кто первым откроет ссылку", "-", "нет")


@dataclass(frozen=True, slots=True)
class Given:
    """The answers that stand in the command line; None: to be asked."""

    token: str | None
    coordinator: str | None
    zone: str | None
    address: str | None
    asks_nothing: bool
    offline: bool


@click.command("init", help="Записать config.toml: спросит токен, координатора, часовой пояс.")
@click.option(
    "--token-file",
    metavar="ФАЙЛ",
    help="Файл с токеном; «-» — прочесть со стандартного ввода.",
)
@click.option(
    "--coordinator", metavar="ID", help="Номер в Telegram; «ссылка» — кто первым откроет."
)
@click.option("--zone", metavar="ПОЯС", help=f"Часовой пояс или город; обычно {_DEFAULT_ZONE}.")
@click.option("--address", metavar="АДРЕС", help="Адрес календаря; пусто — без него.")
@click.option("--api-base", metavar="АДРЕС", help="Свой сервер Bot API.")
@click.option("--offline", is_flag=True, help="Не проверять токен в Telegram.")
@click.option("--yes", is_flag=True, help="Не спрашивать: где нет ответа, взять обычное.")
@click.option("--force", is_flag=True, help="Заменить имеющийся файл.")
@click.pass_obj
def init_command(
    config: str | None,
    token_file: str | None,
    coordinator: str | None,
    zone: str | None,
    address: str | None,
    api_base: str | None,
    *,
    offline: bool,
    yes: bool,
    force: bool,
) -> int:
    """Ask what the flags leave open, check the token, write the file; the exit code."""
    path = Path(config or os.environ.get(CONFIG_VARIABLE) or DEFAULT_FILE)
    try:
        token = None if token_file is None else _token_in(token_file)
        given = Given(token, coordinator, zone, address, yes or token_file == _STDIN, offline)
        _ask_to_replace(path, given, force=force)
        telegram, name = _telegram(given, api_base)
        people = _answer(
            "Номер координатора в Telegram (пусто: кто первым откроет ссылку)",
            "", given.coordinator, given, "--coordinator", coordinators_in,
        )  # fmt: skip
        place = _answer(
            "Часовой пояс или город", _DEFAULT_ZONE, given.zone, given, "--zone", zone_in
        )
        web = _answer(
            "Адрес календаря, например https://vekha.school.ru (пусто: не нужен)",
            "", given.address, given, "--address", web_part_in,
        )  # fmt: skip
        _write(path, settings_text(telegram, people, place, web))
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo(f"\n{path} не записан.", err=True)
        # click makes one error of Ctrl-C and of an input that has ended.
        by_hand = KeyboardInterrupt in (type(error), type(error.__context__))
        return _INTERRUPTED if by_hand else _WRONG_SETTINGS
    click.echo(f"Записано: {path} (читать его можете только вы).")
    _say_what_is_next(path, name, people)
    return 0


def _token_in(file: str) -> str:
    """What is written in `file`, «-» for the standard input. Raises WrongSettings."""
    try:
        with click.open_file(file, "rb") as opened:
            content: bytes = opened.read()
    except OSError as error:
        raise WrongSettings(f"--token-file: {file} не прочесть: {_why(error)}") from None
    # A token is ASCII, whatever the editor has put around it.
    return content.replace(b"\0", b"").decode("utf-8", errors="ignore")


def _why(error: OSError) -> str:
    """Why a file cannot be read or written."""
    words = {
        FileNotFoundError: "такого файла нет",
        IsADirectoryError: "это папка",
        PermissionError: "нет прав",
    }
    return words.get(type(error)) or error.strerror or str(error)


def _confirmed(question: str, *, default: bool) -> bool:
    """«Да» or «нет», as the person answers."""
    words = {"да": True, "д": True, "yes": True, "y": True}
    words |= {"нет": False, "н": False, "no": False, "n": False}
    while True:
        said = click.prompt(f"{question} (да/нет)", default="да" if default else "нет")
        if (answer := words.get(said.strip(" .!").casefold())) is not None:
            return answer
        click.echo("Не понял: да или нет.")


def _ask_to_replace(path: Path, given: Given, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise WrongSettings(f"--config: папки нет: {path.parent}")
    if path.is_dir():
        raise WrongSettings(f"--config: {path} — папка, а нужен файл")
    if not os.access(path.parent, os.W_OK):
        raise WrongSettings(f"--config: {path} не записать: нет прав на папку")
    if force or not path.exists():
        return
    if given.asks_nothing:
        raise WrongSettings(f"--config: {path} уже есть; чтобы заменить, добавьте --force")
    if not _confirmed(f"{path} уже есть. Заменить?", default=False):
        raise click.Abort


def _answer(
    question: str,
    default: str,
    flag: str | None,
    given: Given,
    name: str,
    read: Callable[[str], T],
) -> T:
    """The answer that `read` takes: of the flag, else by asking until it does."""
    if flag is not None or given.asks_nothing:
        try:
            return read(default if flag is None else flag)
        except ValueError as error:
            raise WrongSettings(f"{name}: {error}") from None
    while True:
        words = click.prompt(question, default=default, show_default=bool(default))
        try:
            return read(words)
        except ValueError as error:
            click.echo(f"Не понял: {error}.")


def _telegram(given: Given, api_base: str | None) -> tuple[Telegram, str]:
    """The way to Telegram with a token that it knows, and the bot's name; empty where unchecked."""
    known = from_environment().telegram
    try:
        base = known if api_base is None else Telegram(api_base=api_base, proxy=known.proxy)
    except ValidationError:
        raise WrongSettings("--api-base: ожидается адрес вида https://…") from None
    if given.token is not None or given.asks_nothing:
        token = tidy_token(given.token or "")
        if fault := fault_of_token(token, of_public_server=base.is_public):
            raise WrongSettings(f"--token-file: {fault}")
        telegram = _with_token(base, token)
        return telegram, _checked(telegram, given)
    click.echo("Токен выдаёт @BotFather в Telegram: /newbot, имя бота, имя на «bot».")
    pasted = ""
    while True:
        token, pasted = _asked_token(base, pasted)
        telegram = _with_token(base, token)
        try:
            return telegram, _checked(telegram, given)
        except WrongSettings as error:
            click.echo(f"{str(error).removeprefix('telegram.token: ')}.")


def _with_token(base: Telegram, token: str) -> Telegram:
    return base.model_copy(update={"token": SecretStr(token)})


def _asked_token(base: Telegram, before: str) -> tuple[str, str]:
    """A whole token, and the words that it came in. One that was pasted with a line break in it
    comes as two answers, of which `before` is the first.
    """
    while True:
        words = str(click.prompt("Токен бота", default="", show_default=False))
        for pasted in (words, before + words):
            token = tidy_token(pasted)
            if not fault_of_token(token, of_public_server=base.is_public):
                return token, words
        if words.strip():
            click.echo(f"Не понял: {fault_of_token(tidy_token(words), of_public_server=True)}.")
        before = words


def _checked(telegram: Telegram, given: Given) -> str:
    """The bot's name; raises WrongSettings where Telegram refuses the token or does not answer a
    script, Abort where it is not to be written unchecked.
    """
    if given.offline:
        click.echo("Токен не проверен.")
        return ""
    build_models_at_first_use()
    from bot.commands.checks import bot_name

    try:
        name = asyncio.run(bot_name(telegram))
    except DeliveryError:
        silent = "Telegram не отвечает, токен не проверен; прокси задаёт VEKHA_TELEGRAM__PROXY"
        if given.asks_nothing:
            raise WrongSettings(
                f"--token-file: {silent}; записать без проверки: --offline"
            ) from None
        click.echo(f"{silent}.")
        if not _confirmed("Записать без проверки?", default=True):
            raise click.Abort from None
        click.echo("Проверить позже: vekha check")
        return ""
    click.echo(f"Токен верен: бот @{name}")
    return name


def coordinators_in(words: str) -> tuple[int, ...]:
    """Telegram ids; none where the first who opens the link is meant. Raises ValueError."""
    said = words.strip(" \t\r\n\"'«».,;").casefold()
    if said in _FIRST_COMER:
        return ()
    ids = re.fullmatch(r"(?:id)?[\s:=]*(\d{1,15}(?:[\s,;]+\d{1,15})*)", said)
    if ids is None:
        raise ValueError(
            "нужен номер из цифр, имя с @ не подойдёт (номер сообщает, например, @userinfobot); "
            "если его нет, оставьте пусто"
        )
    return tuple(dict.fromkeys(int(one) for one in re.findall(r"\d+", ids[1])))


def zone_in(words: str) -> str:
    """The name of a time zone, also by a Russian city: «Екатеринбург». Raises ValueError."""
    said = words.strip(" \t\r\n\"'«».").casefold().replace(" ", "_")
    if not said:
        return _DEFAULT_ZONE
    found = {name.casefold(): name for name in available_timezones()}.get(said)
    if found is None:
        found = _cities().get(said.replace("_", " "))
    if found is None:
        raise ValueError(
            f"нет такого часового пояса: {words.strip()}; "
            "пример: Asia/Yekaterinburg или Екатеринбург"
        )
    return found


def _cities() -> dict[str, str]:
    """Zones of Russia by the names of their cities."""
    from babel.core import get_global
    from babel.dates import get_timezone_location

    russian = (zone for zone, land in get_global("zone_territories").items() if land == "RU")
    return {
        get_timezone_location(zone, locale="ru", return_city=True).casefold(): zone
        for zone in russian
    }


def web_part_in(words: str) -> Http:
    """Where the calendar is served: by its public address, or by a local «host:port». Raises
    ValueError.
    """
    said = words.strip(" \t\r\n\"'«»").rstrip("/")
    if said.casefold() in ("", "нет", "-"):
        return Http()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[^\W\d]{2,}", said):
        said = f"https://{said}"
    if "://" in said:
        address = urlsplit(said)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("ожидается адрес вида https://vekha.school.ru")
        return Http(listen=_BEHIND_WEB_SERVER, public_url=said)
    try:
        return Http(listen=said)
    except ValidationError:
        raise ValueError("ожидается адрес вида https://vekha.school.ru") from None


def settings_text(telegram: Telegram, coordinators: tuple[int, ...], zone: str, http: Http) -> str:
    """The file, each line explained; keys that keep their defaults are left out."""
    own_server = (
        []
        if telegram.api_base == PUBLIC_SERVER
        else ["# Свой сервер Bot API.", f"api_base = {_quoted(telegram.api_base)}"]
    )
    proxy = (
        ["# Прокси, через который бот обращается к Telegram.", f"proxy = {_quoted(telegram.proxy)}"]
        if telegram.proxy
        else []
    )
    web = (
        [
            "",
            "[http]",
            "# Адрес на этой машине, по которому отдаётся календарь для подписки.",
            f"listen = {_quoted(http.listen)}",
            "# Открытый адрес того же, с него начинаются ссылки. Пусто: адрес listen.",
            f"public_url = {_quoted(http.public_url)}",
        ]
        if http.listen
        else []
    )
    lines = [
        "# Настройки Вехи, записаны командой vekha init. Все ключи: config.example.toml.",
        "",
        "[telegram]",
        "# Токен бота от @BotFather. Кто его знает, управляет ботом: держите файл закрытым.",
        f"token = {_quoted(telegram.token.get_secret_value())}",
        *own_server,
        *proxy,
        "",
        "[people]",
        "# Номера координаторов в Telegram. Пусто: координатором станет тот, кто первым откроет",
        "# ссылку, которую vekha run напечатает при первом запуске.",
        f"coordinators = {list(coordinators)}",
        "",
        "[reminders]",
        "# Часовой пояс: по нему считаются сроки и приходят напоминания, в 09:00.",
        f"timezone = {_quoted(zone)}",
        *web,
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: written as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner only. Raises WrongSettings."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
            number, written = tempfile.mkstemp(dir=beside)
            with os.fdopen(number, "w", encoding="utf8") as file:
                file.write(text)
            Path(written).replace(path)
    except OSError as error:
        raise WrongSettings(f"--config: {path} не записать: {_why(error)}") from None


def _say_what_is_next(path: Path, name: str, coordinators: tuple[int, ...]) -> None:
    run = "vekha run" if path == DEFAULT_FILE else f"vekha --config {path} run"
    bot = f"@{name}" if name else "бота"
    if coordinators:
        click.echo(
            f"1. Запустите: {run}\n2. Координатор открывает {bot} в Telegram и жмёт «Старт»."
        )
    else:
        click.echo(
            f"1. Запустите: {run} — он напечатает ссылку.\n"
            "2. Откройте её в Telegram: вы координатор, пришлите файл дорожной карты."
        )
