"""What became of a URL: a state, its cause, and what earlier runs remember of it. Data, which rules judge."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from postlint.messages import quoted

DAY = 86_400.0
_SHOWN = 200
"""So much is shown of a URL that is not in the article."""
_LARGEST = 1e12
# A nightly run may come a little earlier than the night before, and is a day later all the same.
_TOLERANCE = 7_200.0


class State(StrEnum):
    """What a reader who follows the link gets."""

    ALIVE = "alive"
    MOVED = "moved"
    """It is elsewhere for good, and alive there."""
    DEAD = "dead"
    """404, 410, or no such host."""
    BLOCKED = "blocked"
    """The server answers, but not to a program."""
    UNREACHABLE = "unreachable"
    """It could not be found out: what is wrong may pass."""
    SKIPPED = "skipped"
    """It was not asked, or not to the end."""

    @property
    def failed(self) -> bool:
        """Whether it has to be asked again in the next run."""
        return self in (State.DEAD, State.UNREACHABLE)


class Cause(StrEnum):
    """Why the state is what it is; the value is how a message goes on after the URL or its host."""

    STATUS = "status"
    """The status of the answer says it."""
    NO_HOST = "there is no such host"
    NO_NAME_SERVER = "its host could not be looked up"
    TIMEOUT = "it did not answer in time"
    REFUSED = "its host refuses the connection"
    NO_ROUTE = "its host cannot be reached"
    CUT = "the connection was cut"
    GARBLED = "its host does not answer in HTTP"
    CERTIFICATE = "its certificate cannot be trusted"
    EXPIRED = "its certificate has expired"
    WRONG_NAME = "its certificate is for another host"
    TLS = "no secure connection can be made"
    PROXY = "the proxy refuses it"
    CIRCLE = "it redirects in a circle"
    HOPS = "it redirects too many times"
    NOWHERE = "it redirects without saying where to"
    CHALLENGE = "it wants to see a human first"
    RATE = "its host wants fewer requests"
    NETWORK = "the network cannot be reached"
    EXCLUDED = "the configuration leaves it out"
    RESERVED = "its name stands for no site"
    PRIVATE = "its address is private"
    OWN = "it is a page of this site"
    SCHEME = "it leads out of the web"
    INVALID = "it is no URL that can be asked"
    BUDGET = "the time was up"
    MOST = "enough URLs were asked in this run"
    OFFLINE = "nothing is known of it without the network"


class Outcome(Struct, frozen=True):
    """What became of one URL. Times are seconds since 1970; 0 is never."""

    state: State
    cause: Cause = Cause.STATUS
    status: int = 0
    """Of the last answer; 0 without one."""
    target: str = ""
    """Where it has moved for good."""
    via: str = ""
    """The URL that gave the last answer, where redirects led there."""
    secure: bool = False
    """Whether the same URL with https answers the same."""
    missing: tuple[str, ...] = ()
    """The fragments that were looked for and are no id on the page."""
    checked: float = 0.0
    good: float = 0.0
    """When it was last alive."""
    since: float = 0.0
    """The first of the failures that nothing good came between, where it is dead."""
    failures: int = 0
    """How many there were."""

    @property
    def days(self) -> int:
        """How many whole days the failures span."""
        return int((self.checked - self.since + _TOLERANCE) // DAY) if self.since else 0

    @property
    def words(self) -> str:
        """Why, as the end of a sentence about the URL: `redirected to “https://a.dev/”, it answers 404 (Not Found)`."""
        status = self.cause is Cause.STATUS
        words = f"it answers {self.status}{_phrase(self.status)}" if status else self.cause.value
        named = self.via and self.cause not in (Cause.CIRCLE, Cause.HOPS)
        return f"redirected to {quoted(self.via, _SHOWN)}, {words}" if named else words

    def to_data(self) -> dict[str, Any]:
        """The outcome as data for JSON, without what is as by default."""
        return {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default or field.name == "state"
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Outcome:
        """The outcome that `to_data` stored. Raises ValueError where the data is not one."""
        values = {name: data[name] for name in _TYPES if name in data}
        for name, value in values.items():
            if not isinstance(value, _TYPES[name]) or (isinstance(value, bool) and _TYPES[name] is not bool):
                raise ValueError(f"{name} is of a wrong type")
            if isinstance(value, int | float) and not 0 <= value < _LARGEST:
                raise ValueError(f"{name} is no number that can be")
        missing = tuple(values.get("missing", ()))
        if "state" not in values or not all(isinstance(value, str) for value in missing):
            raise ValueError("it is no outcome")
        values |= {"state": State(values["state"]), "cause": Cause(values.get("cause", "status")), "missing": missing}
        return cls(**values)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "state": str,
    "cause": str,
    "status": int,
    "target": str,
    "via": str,
    "secure": bool,
    "missing": (list, tuple),
    "checked": (int, float),
    "good": (int, float),
    "since": (int, float),
    "failures": int,
}
assert set(_TYPES) == {field.name for field in fields(Outcome)}


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""
