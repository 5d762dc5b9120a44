"""Outcomes, against servers on loopback that behave as the worst of the web does."""

from __future__ import annotations

import ssl
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import trustme
from external.servers import Server, http2_server, resolver

from postlint.external import addresses, checker, dispatch
from postlint.external.addresses import Address, NotFound, is_public
from postlint.external.answers import Answer, Pace, pace
from postlint.external.jobs import Progress
from postlint.external.ledger import Ledger
from postlint.external.outcome import Cause, Outcome, State
from postlint.external.run import LinkCheck
from postlint.external.schedule import Lane, Schedule
from postlint.external.settings import Host, Settings
from postlint.external.uses import key_of

FAST = Settings(
    private=True, default=Host(limit=4, interval=0.0), backoff=0.02, connect=30.0, read=30.0, timeout=60.0, twins=False
)
"""What is answered is answered at once: on a busy machine, where that takes a while, nothing is given up."""
IMPATIENT = replace(FAST, connect=3.0, read=1.0, timeout=3.0)
"""For those of which nothing comes."""


def tls(authority: trustme.CA, *hosts: str, **options: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts, **options).configure_cert(context)
    return context


def nobody(_: Progress) -> None:
    """Hears of no progress."""


def ask(
    server: Server,
    *paths: str,
    settings: Settings = FAST,
    https: int = 0,
    ids: frozenset[str] = frozenset(),
    progress: Callable[[Progress], None] = nobody,
) -> list[Outcome]:
    urls = [key_of(f"http://site.dev{path}" if path[0] == "/" else path) or "" for path in paths]
    run = LinkCheck(settings, Ledger(None), progress)
    found = run.check(dict.fromkeys(urls, ids), resolver(server.port, https))
    return [found[url] for url in urls]


def summary(outcome: Outcome) -> tuple[str, str, int]:
    return outcome.state.value, outcome.cause.name, outcome.status


CASES = [
    ("/ok", ("alive", "STATUS", 200)),
    ("/status/204", ("alive", "STATUS", 204)),
    ("/status/404", ("dead", "STATUS", 404)),
    ("/status/410", ("dead", "STATUS", 410)),
    ("/status/401", ("blocked", "STATUS", 401)),
    ("/status/403", ("blocked", "STATUS", 403)),
    ("/status/451", ("blocked", "STATUS", 451)),
    ("/status/999", ("blocked", "STATUS", 999)),
    ("/status/400", ("blocked", "STATUS", 400)),
    ("/status/500", ("unreachable", "STATUS", 500)),
    ("/status/300", ("unreachable", "NOWHERE", 300)),
    ("/challenge", ("blocked", "CHALLENGE", 503)),
    ("/mitigated", ("blocked", "CHALLENGE", 403)),
    ("/reset", ("unreachable", "CUT", 0)),
    ("/hang", ("unreachable", "TIMEOUT", 0)),
    ("/slow-head", ("unreachable", "TIMEOUT", 0)),
    ("/garbage", ("unreachable", "GARBLED", 0)),
    ("/huge-head", ("unreachable", "GARBLED", 0)),
    ("/slow?wait=0.2", ("alive", "STATUS", 200)),
    ("/no-head", ("alive", "STATUS", 200)),
    ("/head-404", ("alive", "STATUS", 200)),
    ("/head-reset", ("alive", "STATUS", 200)),
    ("/lie-long", ("alive", "STATUS", 200)),
    ("/lie-short", ("alive", "STATUS", 200)),
    ("/loop/a", ("unreachable", "CIRCLE", 301)),
    ("/loop/self", ("unreachable", "CIRCLE", 301)),
    ("/hops/8", ("alive", "STATUS", 200)),
    ("/hops/20", ("unreachable", "HOPS", 302)),
    ("/cookie", ("alive", "STATUS", 200)),
    ("/flaky", ("alive", "STATUS", 200)),
    ("/busy?after=0", ("alive", "STATUS", 200)),
    ("/busy?times=2", ("alive", "STATUS", 200)),
    ("/busy?times=99&after=0", ("blocked", "RATE", 429)),
    ("/busy?times=1&after=3600", ("blocked", "RATE", 429)),
    ("/busy?times=1&after=0&status=503", ("alive", "STATUS", 200)),
    ("/to?url=/ok", ("moved", "STATUS", 200)),
    ("/to?url=/ok&code=308", ("moved", "STATUS", 200)),
    ("/to?url=/ok&code=302", ("alive", "STATUS", 200)),
    ("/to?url=/status/404", ("dead", "STATUS", 404)),
    ("/to?url=/status/403", ("blocked", "STATUS", 403)),
    ("/to?url=mailto:a@b.c", ("skipped", "SCHEME", 301)),
    ("/to?url=http://[", ("skipped", "SCHEME", 301)),
]


SILENT = ("/hang", "/slow-head")
"""What these take is waiting: they are asked once, together with all others."""


ANSWERED = [case for case in CASES if case[0] not in SILENT]


@pytest.mark.parametrize(("path", "expected"), ANSWERED, ids=[path for path, _ in ANSWERED])
def test_outcome(server: Server, path: str, expected: tuple[str, str, int]) -> None:
    assert summary(ask(server, path)[0]) == expected


def test_all_at_once_are_the_same_within_the_budget(server: Server) -> None:
    hosts = [f"http://h{number}.dev{path}" for number, (path, _) in enumerate(ANSWERED)]
    found = ask(server, *hosts, settings=replace(FAST, budget=60))
    assert [summary(entry) for entry in found] == [expected for _, expected in ANSWERED]


def test_who_is_silent_is_given_up(server: Server) -> None:
    silent = dict(case for case in CASES if case[0] in SILENT)
    found = ask(server, *(f"http://h{number}.dev{path}" for number, path in enumerate(silent)), settings=IMPATIENT)
    assert [summary(entry) for entry in found] == list(silent.values())


@pytest.mark.parametrize("method", ["HEAD", "GET"])
@pytest.mark.parametrize("path", ["/huge", "/bomb", "/drip", "/unknown", "/no-gzip"])
def test_bodies_without_end_are_bounded(server: Server, path: str, method: str) -> None:
    ids = frozenset({"nowhere"}) if method == "GET" else frozenset[str]()
    tracemalloc.start()
    try:
        urls = [f"http://h{number}.dev{path}" for number in range(8)]
        # What drips comes to no end by itself; the others are cut off by their length, whenever that is.
        found = ask(server, *urls, ids=ids, settings=replace(FAST, timeout=5.0) if path == "/drip" else FAST)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert {entry.state for entry in found} == {State.ALIVE}
    assert used < 60_000_000
    assert server.counts.sent < 120_000_000, "who does not read on says so"


def test_where_permanent_redirects_lead(server: Server) -> None:
    chain = "/to?url=" + "/to%3Furl=/ok%2523new"
    moved, mixed, same = ask(server, chain, "/to?url=/hops/1", "/cookie")
    assert (moved.state, moved.target) == (State.MOVED, "http://site.dev/ok#new")
    assert (mixed.state, mixed.target) == (State.MOVED, "http://site.dev/hops/1"), "as far as it is permanent"
    assert same.target == ""


def test_each_url_is_asked_once(server: Server) -> None:
    ask(server, "/a", "/b", "/c")
    assert sorted(server.counts.paths()) == ["HEAD /a", "HEAD /b", "HEAD /c"]


def test_a_host_that_refuses_head_is_asked_with_get(server: Server) -> None:
    settings = replace(FAST, default=Host(limit=1, interval=0))
    ask(server, *(f"/no-head/{number}" for number in range(5)), settings=settings)
    assert [path.split()[0] for path in server.counts.paths()] == ["HEAD", *["GET"] * 5]


def test_limits_of_a_host_hold(server: Server) -> None:
    settings = replace(
        FAST,
        hosts={"two.dev": Host(limit=2, interval=0), "*.slow.dev": Host(limit=4, interval=0.05)},
        concurrency=16,
    )
    urls = [f"http://two.dev/to?url=/x{number}%3Fwait=0.05&wait=0.02" for number in range(20)]
    urls += [f"http://a.slow.dev/{number}" for number in range(20)]
    urls += [f"http://other.dev/to?url=http://two.dev/y{number}?wait=0.03" for number in range(20)]
    found = ask(server, *urls, settings=settings)
    assert {entry.state for entry in found} <= {State.ALIVE, State.MOVED}
    assert server.counts.most["two.dev"] == 2, "redirects count too"
    assert server.counts.most["other.dev"] <= 4
    assert len(server.counts.paths("a.slow.dev")) == 20


def test_between_two_requests_to_a_host_is_its_interval() -> None:
    """By the clock that the schedule is given: the next one starts then, and none before."""
    schedule: Schedule[int] = Schedule()
    lane = Lane[int]("slow.dev", limit=4, interval=0.5)
    for number in range(3):
        schedule.add(lane, number, 100.0)
    assert schedule.take(100.0) == (lane, 0)
    assert schedule.take(100.4) is None
    assert schedule.next_start() == 100.5
    assert schedule.take(100.75) == (lane, 1)
    assert schedule.take(101.2) is None
    assert schedule.take(101.25) == (lane, 2)


def test_limit_of_all(server: Server) -> None:
    settings = replace(FAST, concurrency=5, default=Host(limit=4, interval=0))
    ask(server, *(f"http://h{number}.dev/x?wait=0.1" for number in range(30)), settings=settings)
    assert 1 < server.counts.most_of_all <= 5


def test_retry_after_is_waited_for_by_all_that_go_there(server: Server) -> None:
    settings = replace(FAST, default=Host(limit=1, interval=0))
    told: list[Progress] = []
    found = ask(server, "/busy?after=2", "/a", "/b", settings=settings, progress=told.append)
    assert {entry.state for entry in found} == {State.ALIVE}
    assert {(name, urls) for progress in told for name, _, urls in progress.waiting} == {("site.dev", 3)}
    assert server.counts.paths()[1:] == ["HEAD /busy?after=2", "HEAD /a", "HEAD /b"], "nothing was asked meanwhile"


def test_rate_limit_headers_are_kept_before_they_are_hit(server: Server) -> None:
    settings = replace(FAST, default=Host(limit=1, interval=0), timeout=60)
    found = ask(server, *(f"/window/{number}" for number in range(12)), settings=settings)
    assert {entry.state for entry in found} == {State.ALIVE}
    assert len(server.counts.requests) <= 13, "who only waits when told is refused twice"


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (429, {"retry-after": "7"}, Pace(wait=7.0)),
        (503, {"retry-after": "Fri, 15 Jan 2027 08:00:09 GMT"}, Pace(wait=9.0)),
        (429, {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, Pace(wait=0.0)),
        (429, {"retry-after": "soon"}, Pace()),
        (429, {"retry-after": "-5"}, Pace()),
        (200, {"ratelimit": '"default";r=0;t=5'}, Pace(remaining=0, reset=5.0)),
        (429, {"ratelimit": "limit=100, remaining=0, reset=7"}, Pace(7.0, 0, 7.0)),
        (200, {"ratelimit-remaining": "3", "ratelimit-reset": "20"}, Pace(remaining=3, reset=20.0)),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000030"}, Pace(30.0, 0, 30.0)),
        (200, {"x-ratelimit-remaining": "many", "x-ratelimit-reset": "1800000000000"}, Pace()),
    ],
)
def test_what_servers_say_of_their_limits(status: int, headers: dict[str, str], expected: Pace) -> None:
    assert pace(Answer(status, headers), 1_800_000_000.0) == expected


def test_progress_says_how_fast_it_is_and_who_is_waited_for(server: Server) -> None:
    told: list[Progress] = []
    urls = ["http://slow.dev/busy?after=2", "http://slow.dev/a", "http://slow.dev/b", "http://site.dev/ok"]
    settings = replace(FAST, default=Host(limit=1, interval=0))
    LinkCheck(settings, Ledger(None), told.append).check(dict.fromkeys(urls, frozenset()), resolver(server.port))
    assert (told[-1].done, told[-1].total) == (4, 4)
    assert told[-1].rate > 0
    waiting = [each for progress in told for each in progress.waiting]
    assert {(name, urls) for name, _, urls in waiting} == {("slow.dev", 3)}
    assert max(seconds for _, seconds, _ in waiting) <= 2


def test_a_host_that_is_down_is_not_asked_for_each_url(server: Server) -> None:
    urls = [f"http://down.dev:1/{number}" for number in range(50)]
    found = ask(server, *urls, "/ok")
    assert {(entry.state, entry.cause) for entry in found[:-1]} == {(State.UNREACHABLE, Cause.REFUSED)}
    assert found[-1].state is State.ALIVE
    hanging = ask(server, *(f"http://hang.dev/hang/{number}" for number in range(40)), settings=IMPATIENT)
    assert {each.cause for each in hanging} == {Cause.TIMEOUT}
    assert len(server.counts.paths("hang.dev")) == 3
    assert server.counts.most["hang.dev"] == 2, "who has never answered holds few of the places"


def test_one_try_is_enough_for_a_host_that_is_silent(server: Server) -> None:
    urls = [f"http://hang.dev/hang/{number}" for number in range(40)]
    found = ask(server, *urls, settings=replace(IMPATIENT, tries=1))
    assert {each.cause for each in found} == {Cause.TIMEOUT}
    assert len(server.counts.paths("hang.dev")) <= 4


def test_a_host_that_falls_silent_is_given_up_later(server: Server) -> None:
    urls = ["http://hang.dev/ok", *(f"http://hang.dev/hang/{number}" for number in range(200))]
    for tries in (1, 3):
        before = len(server.counts.requests)
        found = ask(server, *urls, settings=replace(IMPATIENT, tries=tries))
        assert [entry.state for entry in found] == [State.ALIVE, *[State.UNREACHABLE] * 200]
        assert 10 <= len(server.counts.requests) - before < 40


def test_two_urls_that_hang_are_not_their_host(server: Server) -> None:
    urls = [f"http://site.dev/{path}" for path in ("hang/1", "ok/2", "hang/3", "hang/4", "hang/5", "ok/6", "ok/7")]
    found = ask(server, *urls, settings=replace(IMPATIENT, read=2.0, timeout=4.0))
    assert [entry.state is State.ALIVE for entry in found] == ["ok" in url for url in urls]


def test_a_free_place_is_taken_at_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the next look at the clock, which comes five times a second, and here never."""
    monkeypatch.setattr(dispatch, "TICK", 3600.0)
    settings = replace(FAST, concurrency=1, budget=60.0)
    found = ask(server, *(f"http://h{number}.dev/x" for number in range(40)), settings=settings)
    assert {entry.state for entry in found} == {State.ALIVE}


class Clock:
    """The clock by which a run ends, which goes on to the end of a budget of an hour once a run is so far."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, is_so_far: Callable[[Progress], bool]) -> None:
        self._is_so_far = is_so_far
        self._ahead = 0.0
        monkeypatch.setattr(dispatch, "time", self)
        monkeypatch.setattr(checker, "Progress", self._progress)

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    def _progress(self, done: int, total: int, rate: float, waiting: list[tuple[str, float, int]]) -> Progress:
        progress = Progress(done, total, rate, waiting)
        if self._is_so_far(progress):
            self._ahead = 2 * HOUR
        return progress


HOUR = 3600.0


def test_the_budget_ends_the_run(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(FAST, budget=HOUR, read=2 * HOUR, timeout=2 * HOUR)
    Clock(monkeypatch, lambda progress: progress.done > 0)
    found = ask(server, *(f"http://h{number}.dev/hang" for number in range(20)), "/ok", settings=settings)
    assert {each.cause for each in found[:-1]} == {Cause.BUDGET}
    assert found[-1].state is State.ALIVE


def test_connections_that_close_are_opened_again(server: Server) -> None:
    found = ask(server, *(f"/closes/{number}" for number in range(20)))
    assert {entry.state for entry in found} == {State.ALIVE}


def test_accepted_statuses(server: Server) -> None:
    settings = replace(FAST, default=Host(interval=0, accept=frozenset({418})))
    assert ask(server, "/status/418", settings=settings)[0].state is State.ALIVE


def test_ids_on_the_page(server: Server) -> None:
    found = ask(server, "/page", "/status/404", "/huge", ids=frozenset({"start", "old", "gone"}))
    assert found[0].missing == ("gone",)
    assert found[1].missing == ()
    assert found[2].missing == (), "a page without any id is made by a script"


def test_https_that_answers_the_same(authority: trustme.CA, trusted: None, server: Server) -> None:
    with Server(tls(authority, "site.dev")) as secure:
        settings = replace(FAST, twins=True)
        paths = ("/twin", "/twin/other", "http://none.dev/twin", "/to?url=/ok")
        found = ask(server, *paths, settings=settings, https=secure.port)
    assert [entry.state for entry in found] == [State.ALIVE, State.ALIVE, State.ALIVE, State.MOVED]
    assert [each.secure for each in found] == [True, False, False, False]


def test_certificates(authority: trustme.CA, trusted: None, server: Server) -> None:
    from datetime import UTC, datetime

    old = {"not_before": datetime(2001, 1, 1, tzinfo=UTC), "not_after": datetime(2002, 1, 1, tzinfo=UTC)}
    contexts = {
        "good": (tls(authority, "site.dev"), State.ALIVE, Cause.STATUS),
        "expired": (tls(authority, "site.dev", **old), State.UNREACHABLE, Cause.EXPIRED),
        "another name": (tls(authority, "other.dev"), State.UNREACHABLE, Cause.WRONG_NAME),
        "unknown": (tls(trustme.CA(), "site.dev"), State.UNREACHABLE, Cause.CERTIFICATE),
    }
    for name, (context, state, cause) in contexts.items():
        with Server(context) as secure:
            found = ask(server, "https://site.dev/ok", https=secure.port)[0]
            assert (found.state, found.cause) == (state, cause), name
    found = ask(server, "https://site.dev/ok", https=server.port)[0]
    assert (found.state, found.cause) == (State.UNREACHABLE, Cause.TLS)


def test_http2(authority: trustme.CA, trusted: None, server: Server) -> None:
    with http2_server(authority.issue_cert("site.dev", "two.dev")) as (port, seen):
        urls = [f"https://{host}/{number}" for host in ("site.dev", "two.dev") for number in range(20)]
        found = ask(server, *urls, "https://site.dev/status/404", https=port)
    assert {entry.state for entry in found[:-1]} == {State.ALIVE}
    assert found[-1].state is State.DEAD
    assert {version for version, _, _ in seen} == {"2"}
    assert {host for _, _, host in seen} == {"site.dev", "two.dev"}


# --- addresses


@pytest.mark.parametrize(
    "text",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 ::
    fe80::1 fe80::1%eth0 fec0::1 fc00::1 ff02::1 ::7f00:1 64:ff9b:1::7f00:1 64:ff9b::a9fe:a9fe 192.0.0.8
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: nonsense
    """.split(),
)
def test_private_addresses(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses(text: str) -> None:
    assert is_public(text)


def test_private_addresses_are_refused(server: Server) -> None:
    settings = replace(FAST, private=False)
    names = ("127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0", "0.0.0.0")
    urls = [f"http://{name}:{server.port}/ok" for name in names]
    found = LinkCheck(settings, Ledger(None)).check(dict.fromkeys(urls, frozenset()))
    assert {found[url].state for url in urls} == {State.SKIPPED}
    assert not server.counts.requests


def test_private_addresses_are_refused_after_a_redirect(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1")

    async def resolve(host: str, port: int) -> list[Address]:
        return [Address({"public.dev": "127.0.0.1"}.get(host, "127.0.0.2"), server.port)]

    url = "http://public.dev/to?url=http://inside.dev/secret"
    found = LinkCheck(replace(FAST, private=False), Ledger(None)).check({url: frozenset()}, resolve)
    assert (found[url].state, found[url].cause) == (State.SKIPPED, Cause.PRIVATE)
    assert server.counts.paths() == ["HEAD /to?url=http://inside.dev/secret"]


def test_a_host_is_looked_up_once_and_the_next_address_tried(server: Server) -> None:
    asked = []

    async def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        if host == "none.dev":
            raise NotFound(Cause.NO_HOST)
        return [Address("127.0.0.1", 1), Address("127.0.0.1", server.port)]

    urls = [f"http://{host}/{number}" for host in ("two.dev", "none.dev") for number in range(5)]
    found = LinkCheck(FAST, Ledger(None)).check(dict.fromkeys(urls, frozenset()), resolve)
    assert [found[url].state for url in urls] == [State.ALIVE] * 5 + [State.DEAD] * 5
    assert {found[url].cause for url in urls[5:]} == {Cause.NO_HOST}
    assert sorted(asked) == ["none.dev", "two.dev"]


def test_proxy_of_the_user(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    monkeypatch.setenv("no_proxy", "direct.dev")

    async def resolve(host: str, port: int) -> list[Address]:
        if host == "direct.dev":
            return [Address("127.0.0.1", server.port)]
        if host == "inside.dev":
            return [Address("10.0.0.1", port)]
        raise NotFound(Cause.NO_HOST)

    urls = ["http://far.dev/ok", "http://direct.dev/ok"]
    found = LinkCheck(FAST, Ledger(None)).check(dict.fromkeys(urls, frozenset()), resolve)
    assert {found[url].state for url in urls} == {State.ALIVE}
    assert sorted(server.counts.paths()) == ["HEAD /ok", "HEAD http://far.dev/ok"]
    inside = "http://inside.dev/ok"
    found = LinkCheck(replace(FAST, private=False), Ledger(None)).check({inside: frozenset()}, resolve)
    assert found[inside].cause is Cause.PRIVATE


def test_a_proxy_is_no_way_to_private_addresses(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    names = ("169.254.169.254", "0xa9fea9fe", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]")
    urls = [f"http://{name}/" for name in names]
    found = LinkCheck(replace(FAST, private=False), Ledger(None)).check(dict.fromkeys(urls, frozenset()))
    assert {found[url].cause for url in urls} == {Cause.PRIVATE}
    assert not server.counts.requests


def test_what_was_looked_at_is_what_is_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with another address the second time gains nothing."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [Address("127.0.0.1" if len(asked) == 1 else "127.0.0.2", server.port)]

    def refuse(*arguments: object, **_: object) -> None:
        raise AssertionError(f"looked up again: {arguments}")

    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1")
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    urls = [f"http://rebind.dev/closes/{number}" for number in range(4)]
    found = LinkCheck(replace(FAST, private=False), Ledger(None)).check(dict.fromkeys(urls, frozenset()), resolve)
    assert {found[url].state for url in urls} == {State.ALIVE}
    assert asked == ["rebind.dev"]


# --- headers


def test_headers_go_to_their_host_only(authority: trustme.CA, trusted: None, server: Server) -> None:
    with Server(tls(authority, "api.dev")) as secure:
        host = Host(
            interval=0, headers={"Authorization": "Bearer s3cret", "X-A": "b"}, secret=frozenset({"Authorization"})
        )
        settings = replace(FAST, hosts={"api.dev": host})
        urls = ("https://api.dev/to?url=http://evil.dev/a", "http://api.dev/b", "http://evil.dev/c")
        ask(server, *urls, settings=settings, https=secure.port)
        assert [header.get("authorization") for header in secure.counts.headers] == ["Bearer s3cret"]
    for headers in server.counts.headers:
        assert "authorization" not in headers, "never to another host, and never for all to read"
        assert ("x-a" in headers) == (headers["host"] == "api.dev")
    assert "s3cret" not in repr(settings)
