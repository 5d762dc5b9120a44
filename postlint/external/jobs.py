"""What a run over the network keeps of each URL and of each host."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from postlint.external.answers import Answer
from postlint.external.outcome import Cause, Outcome, State
from postlint.external.schedule import Lane
from postlint.external.settings import Host


class Wanted(NamedTuple):
    """A URL to ask."""

    key: str
    ids: frozenset[str] = frozenset()
    """The ids that links to it ask for."""
    etag: str = ""
    """Of the last good answer, if it is still known."""


class Progress(NamedTuple):
    """How far a run is."""

    done: int
    total: int
    rate: float
    """URLs per second."""
    waiting: list[tuple[str, float, int]]
    """The hosts that want to be left alone for a while: name, seconds, URLs."""


@dataclass(slots=True)
class Job:
    """A URL on its way to an outcome: what to ask next, and what was learnt until here."""

    wanted: Wanted
    url: str
    method: str
    hops: set[tuple[str, int]] = field(default_factory=set)
    target: str = ""
    """Where permanent redirects led."""
    firm: bool = True
    """Whether there were only permanent ones."""
    tries: int = 0
    delays: int = 0
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    """By host: some sites redirect in a circle until their cookie comes back."""
    alive: tuple[Outcome, Answer] | None = None
    """Where the URL is known to be alive, and https is only tried for comparison."""

    @property
    def cookie_count(self) -> int:
        return sum(map(len, self.cookies.values()))


@dataclass(slots=True)
class HostLane(Lane[Job]):
    """A host, and what was learnt about it in this run."""

    host: Host = field(default_factory=Host)
    heads: bool = True
    """Whether it answers HEAD."""
    strikes: int = 0
    """How often in a row it asked to come back later."""
    silent: int = 0
    """How many requests in a row got no answer."""
    answered: bool = False
    troubles: dict[str, tuple[State, Cause]] = field(default_factory=dict)
    """By scheme and port, what stands for all its URLs."""


def origin(url: str) -> str:
    """Scheme, host and port of a URL."""
    return "/".join(url.split("/", 3)[:3])


def twin(url: str) -> str:
    """The same URL with https; "" where it has that, or names a port."""
    parts = urlsplit(url)
    return f"https{url[4:]}" if parts.scheme == "http" and parts.port is None else ""


def joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return ""
