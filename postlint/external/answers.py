"""What an answer of a server says: about the URL, and about how often it wants to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from hashlib import blake2b

from postlint.external.outcome import Cause, State

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
# What may pass: the same request is made again later.
PASSING = frozenset({408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 530})
_LATER = frozenset({429, 503})
_CHALLENGE_HEADERS = {"cf-mitigated": "challenge", "x-amzn-waf-action": "", "x-datadome": "", "x-sucuri-block": ""}
_CHALLENGE = re.compile(
    rb"just a moment\.\.\.|attention required! \| cloudflare|cf-browser-verification|/cdn-cgi/challenge-platform/h/|"
    rb"checking (?:if the site connection is secure|your browser)|making sure you.{1,12}re not a bot|"
    rb"ddos protection by|_incapsula_resource|px-captcha|captcha-delivery\.com|"
    rb"enable javascript and cookies to continue|awswafintegration",
    re.I,
)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.I | re.S)
_FIELD = re.compile(r"\b(remaining|reset|r|t)\s*=\s*\"?(\d{1,12}(?:\.\d+)?)(?![\d.])", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, as far as it was read."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""
    body: bytes = b""
    """The beginning of the body, decompressed."""
    ids: frozenset[str] | None = None
    """Which of the ids that were looked for are on the page; None where it was not looked."""
    cookies: tuple[str, ...] = ()
    """As `name=value`."""

    @property
    def is_challenge(self) -> bool:
        """Whether it is a page that wants to tell humans from programs."""
        for name, value in _CHALLENGE_HEADERS.items():
            if name in self.headers and value in self.headers[name] and (value or not 200 <= self.status < 300):
                return True
        return bool(_CHALLENGE.search(self.body))

    @property
    def print(self) -> bytes:
        """What two answers have in common that show the same page: status, type, and title or content.

        Empty where nothing of the page was read.
        """
        title = _TITLE.search(self.body)
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        shown = b"%d %s " % (self.status, kind.encode()) + (b" ".join(title[1].split()) if title else self.body)
        return blake2b(shown, digest_size=16).digest() if self.body else b""


def judge(answer: Answer) -> tuple[State, Cause]:
    """What an answer that is no redirect says about the URL."""
    status = answer.status
    if answer.is_challenge and status not in (404, 410):
        return State.BLOCKED, Cause.CHALLENGE
    if status == 429:
        return State.BLOCKED, Cause.RATE
    if 200 <= status < 300 or status == 304:
        return State.ALIVE, Cause.STATUS
    if status in (404, 410):
        return State.DEAD, Cause.STATUS
    if 300 <= status < 400:
        return State.UNREACHABLE, Cause.NOWHERE
    passing = status in PASSING or 500 <= status < 600 or status < 200
    return State.UNREACHABLE if passing else State.BLOCKED, Cause.STATUS


def wants_later(answer: Answer) -> bool:
    """Whether the server asks to come back later."""
    return answer.status == 429 or (answer.status in _LATER and "retry-after" in answer.headers)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a server says about how often it may be asked."""

    wait: float | None = None
    """Seconds before the next request."""
    remaining: int | None = None
    """How many requests are left until `reset`."""
    reset: float | None = None
    """In how many seconds that is."""


def pace(answer: Answer, now: float) -> Pace:
    """What the headers of an answer say, `Retry-After` and those of rate limits; `now` is seconds since 1970."""
    wait = _retry_after(answer.headers.get("retry-after", ""), now)
    remaining, reset = _limits(answer.headers, now)
    if wait is None and answer.status in (403, 429) and remaining == 0:
        wait = reset
    return Pace(wait, remaining, reset)


def _retry_after(text: str, now: float) -> float | None:
    text = text.strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", text):
        return float(text)
    try:
        date = parsedate_to_datetime(text)
        # HTTP has no other time zone, whether it is said or not.
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _limits(headers: Mapping[str, str], now: float) -> tuple[int | None, float | None]:
    limits: dict[str, float] = {}
    for name, value in _FIELD.findall(headers.get("ratelimit", "")):
        limits.setdefault({"r": "remaining", "t": "reset"}.get(name.lower(), name.lower()), float(value))
    for word in ("remaining", "reset"):
        for prefix in ("ratelimit", "x-ratelimit", "x-rate-limit"):
            value = headers.get(f"{prefix}-{word}", "").strip()
            if re.fullmatch(r"\d{1,12}(?:\.\d+)?", value):
                limits.setdefault(word, float(value))
    remaining, reset = limits.get("remaining"), limits.get("reset")
    if reset is not None and reset > 1e9:
        # A time of day instead of a number of seconds.
        reset = max(0.0, reset - now)
    return (int(remaining) if remaining is not None else None), reset
