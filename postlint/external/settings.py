"""How links are asked: what the configuration's `[links]` and the command line say, with their defaults."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from postlint.external.outcome import Cause

# Only these variables can be put into a header: a configuration from a stranger cannot send away what else is there.
SECRET = re.compile(r"\$\{(POSTLINT_[A-Z0-9_]+)\}")
_VARIABLE = re.compile(r"\$\{[^}]*\}")
_HOST = re.compile(r"\*|(?:\*\.)?[^*?/\s]+")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FORBIDDEN = frozenset("host content-length transfer-encoding connection upgrade te trailer expect".split())
# Names that stand for no site (RFC 2606, RFC 6761): documentation is full of them. The others are private ones.
_EXAMPLES = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net)|example|invalid|onion)")
_LOCAL = re.compile(r"(?:.*\.)?(?:test|localhost|local|internal)")


class SettingsError(Exception):
    """A setting that cannot be used. The message says which, and why."""


@dataclass(frozen=True, slots=True)
class Host:
    """How one host is asked."""

    limit: int = 4
    """How many requests at a time."""
    interval: float = 0.1
    """Seconds from the start of one request to that of the next."""
    accept: frozenset[int] = frozenset()
    """Statuses that are good, besides 2xx."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent with every request to it; values may be secret."""
    secret: frozenset[str] = frozenset()
    """The names of those headers that go over secure connections only."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. Times are in seconds."""

    include: tuple[str, ...] = ()
    """Patterns of URLs to ask, with `*` for anything; none means all."""
    exclude: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    """The hosts of the site itself."""
    default: Host = field(default_factory=Host)
    hosts: Mapping[str, Host] = field(default_factory=dict)
    """By `example.org`, `*.example.org` (its subdomains) or `*`."""
    age: float = 7 * 86_400.0
    """How long a good answer is believed."""
    concurrency: int = 64
    """How many requests at a time, to all hosts."""
    connect: float = 10.0
    read: float = 10.0
    timeout: float = 30.0
    """For one request in all."""
    tries: int = 3
    backoff: float = 0.5
    """The wait before the second try; it grows with each."""
    patience: float = 120.0
    """How long to wait for a host that says when to come back."""
    redirects: int = 10
    user_agent: str = "postlint (link checker)"
    private: bool = False
    """Whether private addresses may be asked. Only the command line can say so."""
    anchors: bool = False
    """Whether pages are read for the ids that links ask for."""
    twins: bool = True
    """Whether https is tried where a link has http."""
    budget: float = 0.0
    """After how many seconds the run ends; 0 for never."""
    max_urls: int = 0
    """How many URLs are asked at most; 0 for all."""
    offline: bool = False

    def host(self, name: str) -> Host:
        """How a host is asked: by its name, else the longest pattern that fits, else the default."""
        if name in self.hosts:
            return self.hosts[name]
        fitting = [host for host in self.hosts if host[:1] == "*" and fnmatchcase(name, host)]
        return self.hosts[max(fitting, key=len)] if fitting else self.default

    def reason_to_skip(self, url: str) -> Cause | None:
        """Why a URL is not asked, if so."""
        try:
            parts = urlsplit(url)
            name, _ = parts.hostname or "", parts.port
        except ValueError:
            return Cause.INVALID
        if (
            not name
            or not name.isprintable()
            or any(character.isspace() or character in "%{}<>\\" for character in name)
        ):
            return Cause.INVALID
        if self.include and not any(fnmatchcase(url, glob) for glob in self.include):
            return Cause.EXCLUDED
        if any(fnmatchcase(url, glob) for glob in self.exclude):
            return Cause.EXCLUDED
        if name in self.own:
            return Cause.OWN
        reserved = _EXAMPLES.fullmatch(name) or (not self.private and _LOCAL.fullmatch(name))
        return Cause.RESERVED if reserved else None


def answers_as(table: Mapping[str, Any]) -> str:
    """What tells apart settings with which the same answer means something else; "" for the usual ones."""
    distinct = {key: table[key] for key in ("accept", "hosts", "redirects", "user-agent") if table.get(key)}
    return f"-{blake2b(repr(sorted(distinct.items())).encode(), digest_size=4).hexdigest()}" if distinct else ""


def settings_of(table: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> tuple[Settings, list[str]]:
    """The settings of the configuration's `[links]`, and what should be said about them. Raises SettingsError."""
    notes: list[str] = []
    default = _host(table, Host(), "[links]", environment, notes)
    hosts = {}
    for name, own in table.get("hosts", {}).items():
        if not _HOST.fullmatch(name):
            raise SettingsError(f"{name!r} in [links.hosts] is not a host: write example.org, *.example.org or *")
        if own.get("headers") and name == "*":
            raise SettingsError("headers in [links.hosts] are for one host, or *.example.org; not for all hosts")
        hosts[name.lower()] = _host(own, default, f"[links.hosts.{name!r}]", environment, notes)
    settings = Settings(
        include=tuple(table.get("include", ())),
        exclude=tuple(table.get("exclude", ())),
        default=default,
        hosts=hosts,
        age=_number(table, "age", 7) * 86_400.0,
    )
    numbers = {name: _number(table, name, getattr(settings, name)) for name in ("connect", "read", "timeout")}
    whole = {name: int(_number(table, name, getattr(settings, name))) for name in ("concurrency", "tries", "redirects")}
    if not whole["concurrency"] or not whole["tries"] or not all(numbers.values()):
        raise SettingsError("concurrency, tries and times of [links] must be more than 0")
    agent = _value("user-agent", table.get("user-agent", settings.user_agent), {}, [])[0]
    return replace(settings, user_agent=agent, **numbers, **whole), notes  # type: ignore[arg-type]


def _number(table: Mapping[str, Any], key: str, default: float) -> float:
    value = table.get(key, default)
    if not 0 <= value < 1e9:
        raise SettingsError(f"{key} = {value} in [links] is out of range")
    return float(value)


def _host(table: Mapping[str, Any], base: Host, where: str, environment: Mapping[str, str], notes: list[str]) -> Host:
    limit = int(_number(table, "limit", base.limit))
    if not limit:
        raise SettingsError(f"limit in {where} must be more than 0")
    accept = frozenset(table.get("accept", base.accept))
    if not all(isinstance(status, int) and 100 <= status <= 999 for status in accept):
        raise SettingsError(f"accept in {where} must be a list of statuses, such as 403")
    headers, secret = dict[str, str](), set[str]()
    for name, written in table.get("headers", {}).items():
        if not isinstance(written, str) or not _HEADER.fullmatch(name) or name.lower() in _FORBIDDEN:
            raise SettingsError(f"the header {name!r} in {where} cannot be set")
        value, hidden = _value(name, written, environment, notes)
        if value:
            headers[name] = value
        if hidden:
            secret.add(name)
    return Host(limit, _number(table, "interval", base.interval), accept, headers, frozenset(secret))


def _value(name: str, written: str, environment: Mapping[str, str], notes: list[str]) -> tuple[str, bool]:
    """The value of a header, "" where a variable is not set, and whether it has a secret. It is never shown."""
    variables = SECRET.findall(written)
    if _VARIABLE.search(SECRET.sub("", written)):
        raise SettingsError(f"the header {name!r} can only have variables whose name begins with POSTLINT_")
    missing = [variable for variable in variables if not environment.get(variable)]
    if missing:
        notes.append(f"{missing[0]} is not set, so the header {name!r} is not sent")
        return "", bool(variables)
    value = SECRET.sub(lambda match: environment[match[1]].strip(), written)
    if not value.isprintable() or not value.isascii():
        raise SettingsError(f"the value of the header {name!r} has characters that no header can have")
    return value, bool(variables)
