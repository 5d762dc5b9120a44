"""Odd URLs, odd headers and odd servers: none of them stops a run, and none of them is asked for nothing."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme
from external.servers import Server, resolver
from external.test_engine import FAST, HOUR, Clock, ask, nobody, tls

from postlint.external.addresses import Address, NotFound
from postlint.external.answers import Answer, Pace, pace
from postlint.external.bodies import Decoder, IdFinder
from postlint.external.checker import Checker
from postlint.external.jobs import Progress
from postlint.external.ledger import Ledger
from postlint.external.outcome import Cause, Outcome, State
from postlint.external.request import Web
from postlint.external.run import LinkCheck
from postlint.external.settings import Host
from postlint.external.uses import fragment_of, key_of

TWINS = replace(FAST, twins=True)
ONE = replace(FAST, default=Host(limit=1, interval=0))
NONE: frozenset[str] = frozenset()


# --- URLs

ODD = [
    "http://site.dev:99999/",
    "http://site.dev:port/",
    "http://site.dev:-1/",
    "https://site.dev:99999/",
    "http://[::1/",
    "http://[::1]x/",
    "http://a..dev/",
    "http://.dev/",
    "http://-/",
    "http://a\x01b.dev/",
    "http://a\u200bb.dev/",
    "http://\u2488.dev/",
    "http://a\u2100b.dev/",
    "http://" + "a" * 300 + ".dev/",
    "http://xn--\x80.dev/",
    "http://site.dev\\@other.dev/",
    "//",
    "http://@/",
    "http://a b.dev/",
]


@pytest.mark.parametrize("url", ODD)
def test_what_is_no_url_is_skipped_and_stops_nothing(server: Server, url: str, tmp_path: Path) -> None:
    async def resolve(host: str, port: int) -> list[Address]:
        if host != "site.dev":
            raise NotFound(Cause.NO_HOST)
        return [Address("127.0.0.1", server.port)]

    key = key_of(url)
    assert key is not None
    urls = {key: NONE, "http://site.dev/ok": NONE}
    found = LinkCheck(TWINS, Ledger(tmp_path)).check(urls, resolve)
    assert found["http://site.dev/ok"].state is State.ALIVE
    assert found[key].state in (State.SKIPPED, State.DEAD)
    again = Ledger(tmp_path)
    assert not again.problem
    assert again._lines == len(again.entries) + 1, "all lines can be read again"


@pytest.mark.parametrize(
    ("location", "state"),
    [
        ("http://site.dev:99999/", State.SKIPPED),
        ("http://site.dev:x/", State.SKIPPED),
        ("javascript:alert(1)", State.SKIPPED),
        ("data:text/html,x", State.SKIPPED),
        ("ftp://site.dev/", State.SKIPPED),
        ("http://example.com/", State.SKIPPED),
        ("//site.dev/ok", State.MOVED),
        ("?new", State.MOVED),
        ("../ok", State.MOVED),
        ("#top", State.UNREACHABLE),
        ("/a%20b%09c", State.MOVED),
        ("HTTP://SITE.dev/ok", State.MOVED),
    ],
)
def test_odd_redirects(server: Server, location: str, state: State) -> None:
    from urllib.parse import quote

    assert ask(server, f"/say?status=301&Location={quote(location, safe='')}")[0].state is state


def test_the_target_of_a_redirect_can_be_shown_and_written(server: Server, tmp_path: Path) -> None:
    targets = {
        "http://user:pw@site.dev/a": "http://site.dev/a",
        "http://good.dev%40site.dev/a": "",
        "/\u00e4 b#\u00e4": "http://site.dev/%C3%A4%20b#%C3%A4",
        "/x\u200b#\u200b": "http://site.dev/x%E2%80%8B#%E2%80%8B",
        "/x#a%20b": "http://site.dev/x#a%20b",
    }
    from urllib.parse import quote

    urls = {f"http://site.dev/say?status=301&Location={quote(target, safe='')}": NONE for target in targets}
    found = LinkCheck(FAST, Ledger(tmp_path)).check(urls, resolver(server.port))
    assert [found[url].target for url in urls] == list(targets.values())
    again = Ledger(tmp_path)
    assert not again.problem
    assert again._lines == len(again.entries) + 1


# --- headers


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry-after": "999999999"}, Pace(wait=999999999.0)),
        ({"retry-after": "1" * 50}, Pace()),
        ({"retry-after": "1" * 5000}, Pace()),
        ({"retry-after": "1e9"}, Pace()),
        ({"retry-after": "nan"}, Pace()),
        ({"retry-after": "Mon, 01 Jan 0001 00:00:00 GMT"}, Pace(wait=0.0)),
        ({"retry-after": "Mon, 01 Jan 0001 00:00:00 +2300"}, Pace(wait=0.0)),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 -2300"}, Pace(wait=251602383599.0)),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:09 -0000"}, Pace(wait=9.0)),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:09"}, Pace(wait=9.0)),
        ({"ratelimit": '"a";r=5;t=9, "b";r=0;t=1'}, Pace(remaining=5, reset=9.0)),
        ({"x-rate-limit-remaining": "-1", "x-rate-limit-reset": "-1"}, Pace()),
        ({"ratelimit": "r=" + "9" * 400 + ";t=1"}, Pace(remaining=None, reset=1.0)),
        ({"ratelimit-remaining": "0.5", "ratelimit-reset": "1"}, Pace(wait=1.0, remaining=0, reset=1.0)),
    ],
)
def test_odd_words_about_limits(headers: dict[str, str], expected: Pace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert pace(Answer(429, headers), 1_800_000_000.0) == expected
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_limit_of_tomorrow_stops_nobody_today(server: Server) -> None:
    """Five requests are left for a day, and there are eight URLs: five are asked, and nobody waits for a day."""
    urls = [f"/say?RateLimit-Remaining={left}&RateLimit-Reset=86400" for left in (4, 3, 2, 1, 0)]
    found = ask(server, *urls, "/a", "/b", "/c", settings=replace(ONE, budget=60))
    assert [entry.state for entry in found] == [State.ALIVE] * 5 + [State.SKIPPED] * 3
    assert {each.cause for each in found[5:]} == {Cause.RATE}


def test_who_wants_to_be_left_alone_for_long_is_not_asked_by_redirects_either(server: Server) -> None:
    urls = [f"http://from{number}.dev/to?url=http://busy.dev/{number}&wait={0.05 * number}" for number in range(1, 9)]
    found = ask(server, "http://busy.dev/busy?times=99&after=3600", *urls)
    assert summary(found) == {(State.BLOCKED, Cause.RATE): 1, (State.SKIPPED, Cause.RATE): 8}
    assert len(server.counts.paths("busy.dev")) == 1


def test_https_that_is_busy_is_left_alone_too(authority: trustme.CA, trusted: None, server: Server) -> None:
    settings = replace(ONE, twins=True)
    with Server(tls(authority, "site.dev")) as secure:
        told: list[Progress] = []
        found = ask(server, "/https-busy", "/a", settings=settings, https=secure.port, progress=told.append)
        assert [(entry.state, entry.secure) for entry in found] == [(State.ALIVE, False), (State.ALIVE, True)]
    assert {(name, urls) for progress in told for name, _, urls in progress.waiting} == {("site.dev", 1)}


def test_a_host_without_https_is_not_tried_for_each_url(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[int] = []
    before = asyncio.BaseEventLoop.create_connection

    async def connect(self: Any, factory: Any, host: str, port: int, **more: Any) -> Any:
        connected.append(port)
        return await before(self, factory, host, port, **more)

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", connect)
    found = ask(server, *(f"/{number}" for number in range(30)), settings=replace(ONE, twins=True), https=1)
    assert {(entry.state, entry.secure) for entry in found} == {(State.ALIVE, False)}
    assert connected.count(1) == 1


def test_etags_and_cookies_in_other_scripts(server: Server, tmp_path: Path) -> None:
    url = "http://site.dev/say?ETag=%22%C3%A9%22"
    settings = replace(FAST, age=0)
    for _ in range(2):
        found = LinkCheck(settings, Ledger(tmp_path)).check({url: NONE}, resolver(server.port))
        assert found[url].state is State.ALIVE
    cookie = "/say?status=302&Location=/ok&Set-Cookie=a%3D%C3%A9"
    assert ask(server, cookie)[0].state is State.ALIVE


def test_not_modified_does_not_make_a_dead_link_of_what_is_there(server: Server, tmp_path: Path) -> None:
    url = "http://site.dev/status/304"
    ledger = Ledger(tmp_path)
    ledger.add(url, Outcome(State.DEAD, status=404, checked=time.time()), "", NONE)
    ledger.close()
    found = LinkCheck(FAST, Ledger(tmp_path)).check({url: NONE}, resolver(server.port))
    assert found[url].state is State.ALIVE


def test_pages_without_a_body_are_not_the_same(authority: trustme.CA, trusted: None, server: Server) -> None:
    with Server(tls(authority, "site.dev")) as secure:
        found = ask(server, "/status/200", "/empty", "/unknown", settings=TWINS, https=secure.port)
    assert [each.secure for each in found] == [True, False, False]


def summary(found: list[Outcome]) -> dict[tuple[State, Cause], int]:
    counts: dict[tuple[State, Cause], int] = {}
    for entry in found:
        counts[entry.state, entry.cause] = counts.get((entry.state, entry.cause), 0) + 1
    return counts


# --- HTTP/2 that goes wrong


@pytest.mark.parametrize(
    "data", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"\0" * 9, b"\0\0\x08\x07" + b"\0" * 13, b"x" * 70_000]
)
def test_http2_that_is_none(authority: trustme.CA, trusted: None, server: Server, data: bytes) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("site.dev").configure_cert(context)
    context.set_alpn_protocols(["h2"])
    with Raw(context, data) as port:
        found = ask(server, "https://site.dev/a", https=port)[0]
    assert found.state is State.UNREACHABLE, found


class Raw:
    """A server that says always the same to whatever it is asked, and closes."""

    def __init__(self, context: ssl.SSLContext, data: bytes) -> None:
        self.server = Server(context)
        self.data = data

    def __enter__(self) -> int:
        from external import servers

        self.before = servers.Connection.serve
        data = self.data

        async def serve(self: servers.Connection) -> None:
            await self.reader.read(10)
            self.writer.write(data)
            self.writer.close()

        servers.Connection.serve = serve  # type: ignore[method-assign]
        return self.server.__enter__().port

    def __exit__(self, *_: object) -> None:
        from external import servers

        self.server.__exit__()
        servers.Connection.serve = self.before  # type: ignore[method-assign]


# --- ids


def test_lines_of_code_and_what_scripts_add_are_no_ids() -> None:
    urls = ["L10", "L10-L20", "L10C3-L12C9", "L10-20", "issuecomment-1", "discussion_r1", "Law", "L10x"]
    assert [fragment_of(f"https://a.dev/#{url}") for url in urls] == ["", "", "", "", "", "", "Law", "L10x"]


def test_a_host_that_takes_no_connection_is_left_after_the_time_to_connect(server: Server) -> None:
    """Its queue is full, so what wants to connect hears nothing at all."""
    import socket

    with socket.socket() as full, contextlib.ExitStack() as clients:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):
            client = clients.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        time.sleep(0.1)
        url = f"http://full.dev:{full.getsockname()[1]}/"
        found = ask(server, url, settings=replace(FAST, connect=0.3, read=90, timeout=90, tries=1, budget=45))[0]
        assert (found.state, found.cause) == (State.UNREACHABLE, Cause.TIMEOUT)


def test_the_budget_ends_while_all_wait_for_another_try(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(FAST, budget=HOUR, backoff=2 * HOUR, patience=24 * HOUR)
    Clock(monkeypatch, lambda progress: progress.done == 2)
    urls = ("http://a.dev/flaky", "http://b.dev/busy", f"http://c.dev/busy?after={2 * HOUR:.0f}")
    found = ask(server, *urls, settings=settings)
    assert [(entry.state, entry.cause) for entry in found] == [
        (State.SKIPPED, Cause.BUDGET),
        (State.BLOCKED, Cause.RATE),
        (State.BLOCKED, Cause.RATE),
    ]


def test_tries_are_spread() -> None:
    """Many that fail at the same moment do not come back at the same moment."""
    settings = replace(FAST, backoff=0.5)
    checker = Checker(settings, Web(settings, resolver(1)), lambda *_: None, nobody)
    waits = [checker._backoff(1) for _ in range(50)]
    assert max(waits) - min(waits) > 0.15
    assert min(waits) > 0.2
    assert max(waits) < 1


def test_what_swells_is_given_a_bounded_piece_at_a_time() -> None:
    pieces = Decoder("gzip").feed(gzip.compress(b"\0" * 20_000_000))
    assert 0 < max(map(len, pieces)) <= 65_536
    assert len(pieces) <= 16


def test_what_json_holds_of_a_page_has_its_ids_too() -> None:
    finder = IdFinder(frozenset({"a", "b", "c", "d"}))
    finder.feed(b'<p id="a"> {"html": "\\u003ca id=\\"user-content-b\\" name=\\"x\\"\\u003e"} <a name=c><i id=\'d\'>')
    assert finder.found == {"a", "b", "c", "d"}
