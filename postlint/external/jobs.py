"""What a run over the network keeps of each URL and of each host."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from postlint.external.outcome import Cause, Outcome, State
from postlint.external.schedule import Lane
from postlint.external.settings import Host

if TYPE_CHECKING:
    from postlint.external.failures import Failed

FIRST = 2
"""So many requests at a time go to a host that has not answered yet: one that never does is not to hold many places."""
_SILENT = FIRST + 1
"""So many requests in a row without any answer stand for the host, if it has not answered before: the last of them
was made after the first had failed."""
_SILENT_LATER = 10
"""So many make a host suspect that has answered before."""


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


class Alive(NamedTuple):
    """What is kept of an answer until https is compared with it: many may wait, so not its body."""

    outcome: Outcome
    etag: str
    print: bytes


@dataclass(slots=True)
class Job:
    """A URL on its way to an outcome: what to ask next, and what was learnt until here."""

    wanted: Wanted
    url: str
    method: str
    hops: set[tuple[str, int]] = field(default_factory=set)
    target: str = ""
    """Where permanent redirects led."""
    all_permanent: bool = True
    """Whether there were only permanent ones."""
    tries: int = 0
    delays: int = 0
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    """By host: some sites redirect in a circle until their cookie comes back."""
    alive: Alive | None = None
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
    over: bool = False
    """Whether it wants to be left alone for longer than a run waits."""
    twins: bool = True
    """Whether https is tried where a link has http."""
    troubles: dict[str, tuple[State, Cause]] = field(default_factory=dict)
    """By scheme and port, what stands for all its URLs."""

    def is_down(self, failure: Failed, *, last: bool, again: bool) -> bool:
        """Whether a failure stands for all URLs of the host: the `last` try of a URL, or one that was made `again`.

        A host that was silent is asked one thing at a time, and given up when it stays so: one that has never answered
        after other URLs have failed too, one that has answered before after one URL has had all its chances, or two.
        """
        if failure.cause is Cause.INVALID:
            return False
        self.silent += 1
        if not self.answered:
            self.limit = 1
            return self.silent >= _SILENT or ((last or not failure.passing) and not failure.connected)
        if self.silent < _SILENT_LATER:
            return False
        self.limit = 1
        return last or again


def origin(url: str) -> str:
    """Scheme, host and port of a URL."""
    return "/".join(url.split("/", 3)[:3])


def https_variant(url: str) -> str:
    """The same URL with https; "" where it has that, or names a port."""
    return f"https{url[4:]}" if url.startswith("http:") and urlsplit(url).port is None else ""


def joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return ""
