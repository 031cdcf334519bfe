"""Settings: a TOML file and VEKHA_SECTION__KEY variables; config.example.toml explains them."""

from __future__ import annotations

import shlex
from datetime import date, time
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.configuration.token import tidy_token
from roadmap.model import PointKind
from roadmap.model.policy import Policy


def _listed(given: object) -> object:
    """The environment has no lists: «14, 7, 0» or «[14, 7, 0]» stand for one."""
    if isinstance(given, str):
        return [part.strip().strip("\"'") for part in given.strip(" []").split(",") if part.strip()]
    return given


def _program(given: object) -> object:
    """A program with its arguments: a list, or a string that is split as a shell splits it."""
    if not isinstance(given, str):
        return given
    try:
        return shlex.split(given)
    except ValueError:
        raise ValueError("кавычка открыта и не закрыта") from None


def _address(given: str) -> str:
    host, colon, port = given.rpartition(":")
    if given and not (colon and host and port.isdigit() and 0 <= int(port) < 65536):
        raise ValueError("ожидается адрес вида 127.0.0.1:8080")
    return given


def _clock_time(given: object) -> object:
    """pydantic reads a bare number as seconds since midnight; nobody means that by it."""
    if isinstance(given, int | float) or (isinstance(given, str) and given.strip().isdigit()):
        raise ValueError("ожидается время вида 09:00")
    return given


def _zone(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"нет такого часового пояса: {given}; пример: Europe/Moscow") from None


Listed = BeforeValidator(_listed)
Program = Annotated[tuple[str, ...], BeforeValidator(_program)]
Address = Annotated[str, AfterValidator(_address)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]


PUBLIC_SERVER = "https://api.telegram.org"


class Section(BaseModel):
    """A table of the file; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Webhook(Section):
    """Where Telegram brings updates to; `url` is the public address, `listen` the local one."""

    url: str = ""
    secret: SecretStr = SecretStr("")
    listen: Address = "127.0.0.1:8443"
    path: str = "/telegram"


class Telegram(Section):
    """The way to the Bot API."""

    token: SecretStr = SecretStr("")
    api_base: str = PUBLIC_SERVER
    mode: Literal["polling", "webhook"] = "polling"
    proxy: str = ""
    timeout_seconds: float = Field(default=30.0, gt=0, le=600)
    lean: bool = True
    webhook: Webhook = Webhook()

    @property
    def is_public(self) -> bool:
        """Whether the server is Telegram's own."""
        return self.api_base == PUBLIC_SERVER

    @field_validator("token", mode="before")
    @classmethod
    def _as_pasted(cls, given: object) -> object:
        return tidy_token(given) if isinstance(given, str) else given

    @field_validator("api_base")
    @classmethod
    def _plain_base(cls, given: str) -> str:
        if not given.startswith(("http://", "https://")):
            raise ValueError("ожидается адрес, который начинается с http:// или https://")
        return given.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _known_proxy(cls, given: str) -> str:
        if not given:
            return given
        scheme, _, rest = given.partition("://")
        try:
            address = urlsplit(given)
            complete = address.hostname is not None and address.port is not None
        except ValueError:
            complete = False
        if (
            scheme not in ("socks5", "socks5h", "socks4", "http")
            or not complete
            or not given.isascii()
        ):
            raise ValueError(
                "ожидается адрес вида socks5://имя:пароль@узел:1080 или http://узел:3128"
            )
        # Names are always resolved by the proxy, which is what the «h» asks for.
        return f"{scheme.removesuffix('h')}://{rest}"


class Database(Section):
    """Where the data lies, as SQLAlchemy writes addresses."""

    url: str = "sqlite+aiosqlite:///vekha.db"


class People(Section):
    """Ids of coordinators without invite, the language by default, how long names are kept."""

    coordinators: Annotated[tuple[int, ...], Listed] = ()
    language: Literal["ru", "en"] = "ru"
    keep_months: int = Field(default=0, ge=0, le=1200)


class Reminders(Section):
    """When people are reminded; see `roadmap.model.policy.Policy`."""

    about: Annotated[tuple[PointKind, ...], Listed] = tuple(PointKind)
    days_before: Annotated[tuple[Annotated[int, Field(ge=0, le=366)], ...], Listed] = (
        14,
        7,
        3,
        1,
        0,
    )
    at: ClockTime = time(9, 0)
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Moscow")
    working_days_only: bool = True
    overdue_every_days: int = Field(default=3, ge=1, le=366)
    escalate_after_working_days: int = Field(default=3, ge=0, le=366)
    collect_before_working_days: int = Field(default=10, ge=0, le=200)
    days_off_extra: Annotated[tuple[date, ...], Listed] = ()
    tick_seconds: float = Field(default=30.0, ge=0.05, le=3600)

    def policy(self) -> Policy:
        """The same as the domain's value."""
        return Policy(
            about=frozenset(self.about),
            days_before=self.days_before,
            at=self.at,
            timezone=self.timezone,
            working_days_only=self.working_days_only,
            overdue_every_days=self.overdue_every_days,
            escalate_after_working_days=self.escalate_after_working_days,
            collect_before_working_days=self.collect_before_working_days,
        )


class Delivery(Section):
    """Limits of sending; the defaults are those that the Bot API's FAQ names."""

    per_second: float = Field(default=30.0, gt=0, le=1000)
    per_chat_per_second: float = Field(default=1.0, gt=0, le=1000)
    per_group_per_minute: float = Field(default=20.0, gt=0, le=10000)
    in_flight: int = Field(default=1, ge=1, le=30)


class Metrics(Section):
    """Address of /healthz and /metrics; empty: none."""

    listen: Address = ""


class Http(Section):
    """Address of the calendar feed (empty: none), and the public one for links."""

    listen: Address = ""
    public_url: str = ""


class Backup(Section):
    """The nightly copy, `at` in the reminders' zone, `keep` of them; an empty directory: none."""

    directory: str = "backups"
    keep: int = Field(default=14, ge=1, le=10000)
    at: ClockTime = time(3, 30)


class Report(Section):
    """`template`: a restyled .docx for reports without a Word source; empty: the built-in one."""

    template: str = ""


class Speech(Section):
    """The program that writes down what is said in a voice message (empty: none), how many seconds
    and how many megabytes of addresses it may take.
    """

    command: Program = ()
    seconds: float = Field(default=120.0, gt=0, le=600)
    memory_mb: int = Field(default=4096, ge=64, le=1048576)


class Log(Section):
    """How the log is written: lines for people or JSON for machines."""

    format: Literal["console", "json"] = "console"
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class ClockSection(Section):
    """A file with seconds to add to the clock, for rehearsals."""

    offset_file: str = ""


class Settings(BaseSettings):
    """All settings, checked."""

    model_config = SettingsConfigDict(
        env_prefix="VEKHA_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        enable_decoding=False,
    )

    telegram: Telegram = Telegram()
    database: Database = Database()
    people: People = People()
    reminders: Reminders = Reminders()
    delivery: Delivery = Delivery()
    metrics: Metrics = Metrics()
    http: Http = Http()
    backup: Backup = Backup()
    report: Report = Report()
    speech: Speech = Speech()
    log: Log = Log()
    clock: ClockSection = ClockSection()

    def secrets(self) -> list[str]:
        """What must never stand in a log."""
        proxy, database = (
            urlsplit(url).password or "" for url in (self.telegram.proxy, self.database.url)
        )
        # A database's password is often the program's own name: only within an address it is one
        # for sure.
        found = [proxy, unquote(proxy), f":{database}@" if database else ""]
        found += [
            secret.get_secret_value()
            for secret in (self.telegram.token, self.telegram.webhook.secret)
        ]
        return [word for word in dict.fromkeys(found) if word]


def keys(model: type[BaseModel] = Settings, prefix: str = "") -> list[str]:
    """Every key there is, as «section.key»."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner: Any = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += keys(inner, f"{prefix}{name}.")
        else:
            found.append(prefix + name)
    return found
