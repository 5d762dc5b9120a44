"""What is remembered of URLs: its use, its history, and a ledger that somebody has spoilt."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from external.servers import Server, resolver
from msgspec import structs

from postlint.external import ledger as room
from postlint.external.addresses import Address, NotFound
from postlint.external.ledger import Entry, Ledger
from postlint.external.outcome import DAY, Cause, Outcome, State
from postlint.external.run import LinkCheck
from postlint.external.settings import Host, Settings

FAST = Settings(private=True, default=Host(interval=0.0), backoff=0.01, read=30.0, timeout=60.0, twins=False)
NONE: frozenset[str] = frozenset()
URL = "http://site.dev/ok"


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(time, "time", found)
    return found


def add(folder: Path, url: str, outcome: Outcome, etag: str = "") -> Outcome:
    ledger = Ledger(folder)
    found = ledger.add(url, structs.replace(outcome, checked=time.time()), etag, NONE)
    ledger.close()
    return found


def test_good_answers_are_believed_for_an_age_with_jitter(tmp_path: Path, clock: Clock) -> None:
    urls = [f"http://site.dev/{number}" for number in range(200)]
    for url in urls:
        add(tmp_path, url, Outcome(State.ALIVE, status=200))
    ledger = Ledger(tmp_path)
    known = []
    for days in (5.0, 7.0, 9.0):
        clock.now = 1_800_000_000.0 + days * DAY
        known.append(sum(1 for url in urls if ledger.known(url, NONE, 7 * DAY)))
    assert known[0] == 200
    assert 60 < known[1] < 140, "they do not all grow old on one day"
    assert known[2] == 0
    assert not ledger.known(urls[0], frozenset({"start"}), 7 * DAY), "the id was not looked for"


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(State.DEAD, status=404),
        Outcome(State.UNREACHABLE, Cause.TIMEOUT),
        Outcome(State.BLOCKED, Cause.RATE, 429),
    ],
)
def test_failures_are_asked_again(tmp_path: Path, outcome: Outcome) -> None:
    add(tmp_path, URL, outcome)
    ledger = Ledger(tmp_path)
    assert ledger.known(URL, NONE, 7 * DAY) is None
    assert ledger.last(URL)


def test_history(tmp_path: Path, clock: Clock) -> None:
    dead = Outcome(State.DEAD, status=404)
    good = add(tmp_path, URL, Outcome(State.ALIVE, status=200)).good
    clock.now += DAY
    first = add(tmp_path, URL, dead)
    assert (first.failures, first.days, first.good) == (1, 0, good)
    clock.now += DAY - 600
    add(tmp_path, URL, Outcome(State.UNREACHABLE, status=503))
    second = add(tmp_path, URL, dead)
    assert (second.failures, second.days, second.since) == (2, 1, first.since)
    clock.now += DAY
    assert (add(tmp_path, URL, dead).failures, add(tmp_path, URL, dead).days) == (3, 2)
    assert add(tmp_path, URL, Outcome(State.ALIVE)).failures == 0
    assert add(tmp_path, URL, dead).since == clock.now


def test_all_of_an_outcome_is_remembered(tmp_path: Path) -> None:
    outcome = Outcome(State.MOVED, Cause.STATUS, 200, "https://a.dev/ü", "https://b.dev/", True, ("x", "y"), 5.0)
    ledger = Ledger(tmp_path)
    kept = ledger.add(URL, outcome, '"etag"', frozenset({"x", "y", "z"}))
    ledger.close()
    assert Ledger(tmp_path).last(URL) == Entry(kept, '"etag"', frozenset({"x", "y", "z"}), ledger.run)


def test_etag_is_used_when_the_age_is_over(tmp_path: Path, server: Server, clock: Clock) -> None:
    url = "http://site.dev/etag"
    for _ in range(2):
        found = LinkCheck(FAST, Ledger(tmp_path)).check({url: NONE}, resolver(server.port))
        assert found[url].state is State.ALIVE
        clock.now += 30 * DAY
    assert [header.get("if-none-match") for header in server.counts.headers] == [None, '"one"']


def test_offline_knows_what_was_known(tmp_path: Path, server: Server) -> None:
    urls = dict.fromkeys([URL, "http://site.dev/status/404"], NONE)
    LinkCheck(FAST, Ledger(tmp_path)).check(urls, resolver(server.port))
    asked = len(server.counts.requests)
    urls["http://site.dev/new"] = NONE
    run = LinkCheck(replace(FAST, offline=True), Ledger(tmp_path))
    found = [entry.state for entry in run.check(urls, resolver(server.port)).values()]
    assert found == [State.ALIVE, State.DEAD, State.SKIPPED]
    assert run.remembered == 2
    assert len(server.counts.requests) == asked


def test_max_urls_takes_what_was_not_asked_yet(tmp_path: Path, server: Server) -> None:
    urls = {f"http://site.dev/status/404?{number}": NONE for number in range(6)}
    for _ in range(3):
        run = LinkCheck(replace(FAST, max_urls=2), Ledger(tmp_path))
        found = run.check(urls, resolver(server.port))
        assert sum(1 for each in found.values() if each.cause is Cause.MOST) == 4
    assert len({path for _, _, path in server.counts.requests}) == 6


def test_without_network_nothing_is_recorded(tmp_path: Path) -> None:
    async def resolve(host: str, port: int) -> list[Address]:
        raise NotFound(Cause.NO_HOST)

    run = LinkCheck(FAST, Ledger(tmp_path))
    found = run.check({f"http://h{number}.dev/": NONE for number in range(5)}, resolve)
    assert run.no_network
    assert {each.cause for each in found.values()} == {Cause.NETWORK}
    assert not Ledger(tmp_path).entries
    found = LinkCheck(FAST, Ledger(tmp_path)).check({"http://h1.dev/": NONE}, resolve)
    assert [entry.state for entry in found.values()] == [State.DEAD], "one host alone is no network"


# --- a run that is killed


def test_what_a_killed_run_was_told_is_not_asked_again(tmp_path: Path) -> None:
    killed = Ledger(tmp_path)
    killed.add("http://a.dev/", Outcome(State.ALIVE, checked=time.time()), "", NONE)
    killed.add("http://b.dev/", Outcome(State.DEAD, status=404, checked=time.time()), "", NONE)
    file = tmp_path / "links" / "ledger.jsonl"
    with file.open("ab") as stream:
        stream.write(b'\n{"url":"http://c.dev/","sta')
    again = Ledger(tmp_path)
    assert not again.problem, "a torn line is what a killed run leaves"
    assert again.known("http://a.dev/", NONE, DAY)
    assert again.known("http://b.dev/", NONE, DAY), "it was asked, only the run did not come to its end"
    assert again.last("http://c.dev/") is None
    again.add("http://c.dev/", Outcome(State.ALIVE, checked=time.time()), "", NONE)
    again.close()
    after = Ledger(tmp_path)
    assert after.known("http://c.dev/", NONE, DAY), "a line after a torn one can be read"
    assert after.known("http://b.dev/", NONE, DAY) is None, "a failure of a run that ended is asked again"


# --- runs at the same time


def _write(folder: Path, name: str) -> None:
    ledger = Ledger(folder)
    for number in range(300):
        ledger.add(f"http://{name}.dev/{number}", Outcome(State.ALIVE, status=200, checked=time.time()), "", NONE)
        if number % 100 == 50:
            ledger._rewrite(ledger.file or folder)
    ledger.close()


def test_runs_at_the_same_time_keep_each_others_answers(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_write, args=(tmp_path, f"run{number}")) for number in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    ledger = Ledger(tmp_path)
    assert not ledger.problem
    assert len(ledger.entries) == 1200


def test_outdated_lines_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        ledger = Ledger(tmp_path)
        for number in range(300):
            ledger.add(f"http://a.dev/{number}", Outcome(State.DEAD, status=404, checked=time.time()), "", NONE)
        ledger.close()
    lines = (tmp_path / "links" / "ledger.jsonl").read_bytes().splitlines()
    assert len(lines) < 3_000
    entries = Ledger(tmp_path).entries
    assert {entry.outcome.failures for entry in entries.values()} == {6}
    assert Ledger(tmp_path).known("http://a.dev/1", NONE, DAY) is None


# --- a ledger that somebody has spoilt

LINE = {"url": URL, "state": "alive", "checked": 1.0}


@pytest.mark.parametrize(
    "data",
    [
        {**LINE, "state": "fine"},
        {**LINE, "state": 3},
        {**LINE, "cause": "rm -rf"},
        {**LINE, "status": "200"},
        {**LINE, "status": -1},
        {**LINE, "checked": float("nan")},
        {**LINE, "checked": 9e12},
        {**LINE, "checked": 10**400},
        {**LINE, "status": 10**400},
        {**LINE, "failures": float("inf")},
        {**LINE, "failures": True},
        {**LINE, "etag": "a\r\nX-A: b"},
        {**LINE, "etag": '"\u00e9"'},
        {**LINE, "etag": 7},
        {**LINE, "target": "https://a.dev/\x1b[31m"},
        {**LINE, "url": None},
        {**LINE, "missing": [1]},
        {**LINE, "looked": [[]]},
        {"url": URL},
        {"ended": 3},
        [],
        "text",
        3,
    ],
)
def test_lines_that_cannot_be_are_left_out_and_said_once(tmp_path: Path, data: object) -> None:
    add(tmp_path, "http://good.dev/", Outcome(State.ALIVE))
    file = tmp_path / "links" / "ledger.jsonl"
    with file.open("a") as stream:
        stream.write(2 * (json.dumps(data) + "\n"))
    ledger = Ledger(tmp_path)
    assert "2 lines" in ledger.problem
    assert URL not in ledger.entries
    assert ledger.known("http://good.dev/", NONE, DAY)
    ledger.close()
    assert not Ledger(tmp_path).problem, "it was made anew"
    assert Ledger(tmp_path).known("http://good.dev/", NONE, DAY)


@pytest.mark.parametrize("content", [b"\x80\x04\x95 a pickle", b"", b"{}", b"[" * 100_000, os.urandom(5_000)])
def test_a_foreign_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "links" / "ledger.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    ledger = Ledger(tmp_path)
    assert "made anew" in ledger.problem
    ledger.add(URL, Outcome(State.ALIVE, checked=time.time()), "", NONE)
    ledger.close()
    assert not Ledger(tmp_path).problem
    assert Ledger(tmp_path).known(URL, NONE, DAY)


def test_a_large_ledger_is_read_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, URL, Outcome(State.ALIVE))
    file = tmp_path / "links" / "ledger.jsonl"
    line = json.dumps({**LINE, "looked": ["x" * 1_000]}).encode() + b"\n"
    with file.open("ab") as stream:
        for _ in range(20_000):
            stream.write(line)
    tracemalloc.start()
    try:
        assert len(Ledger(tmp_path).entries) == 1
        assert tracemalloc.get_traced_memory()[1] < 2_000_000, "of 20 MB"
    finally:
        tracemalloc.stop()
    monkeypatch.setattr(room, "_LARGEST", 10_000_000)
    assert "too large" in Ledger(tmp_path).problem


def test_ids_in_any_characters_are_remembered(tmp_path: Path) -> None:
    ids = frozenset({"a\u00a0b", "\u200b", "a\nb"})
    for number in range(3):
        ledger = Ledger(tmp_path)
        ledger.add(f"{URL}/{number}", Outcome(State.ALIVE, missing=("\u200b",), checked=time.time()), "", ids)
        ledger.close()
    ledger = Ledger(tmp_path)
    assert not ledger.problem
    assert ledger.known(f"{URL}/1", ids, DAY)


def test_a_system_without_these_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    add(tmp_path, URL, Outcome(State.ALIVE))
    assert Ledger(tmp_path).known(URL, NONE, DAY)


def test_random_damage_never_fails(tmp_path: Path) -> None:
    for number in range(20):
        add(tmp_path, f"http://a.dev/{number}", Outcome(State.MOVED, target="https://b.dev/"), '"x"')
    file = tmp_path / "links" / "ledger.jsonl"
    whole, source = file.read_bytes(), random.Random(6)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(source.randint(1, 30)):
            data[source.randrange(len(data))] = source.randrange(256)
        file.write_bytes(bytes(data))
        Ledger(tmp_path)


def test_deep_nesting_is_no_way_in(tmp_path: Path) -> None:
    file = tmp_path / "links" / "ledger.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(room._HEADER + 2 * (b"[" * 1_000_000 + b"\n"))
    assert "2 lines" in Ledger(tmp_path).problem


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(room._HEADER)
    folder = tmp_path / "cache"
    (folder / "links").mkdir(parents=True)
    (folder / "links" / "ledger.jsonl").symlink_to(victim)
    ledger = Ledger(folder)
    assert ledger.problem
    ledger.add(URL, Outcome(State.ALIVE, checked=time.time()), "", NONE)
    assert victim.read_bytes() == room._HEADER
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = tmp_path / "other"
    other.mkdir()
    (other / "links").symlink_to(elsewhere)
    Ledger(other).add(URL, Outcome(State.ALIVE, checked=time.time()), "", NONE)
    assert not list(elsewhere.iterdir())


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    os.mkfifo(tmp_path / "links" / "ledger.jsonl")
    assert "not a regular file" in Ledger(tmp_path).problem


def test_git_leaves_it_alone(tmp_path: Path) -> None:
    add(tmp_path / "cache", URL, Outcome(State.ALIVE))
    assert "*" in (tmp_path / "cache" / ".gitignore").read_text()


def test_a_folder_that_cannot_be_written_is_said_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ledger = Ledger(tmp_path / "file")
    ledger.add(URL, Outcome(State.ALIVE, checked=time.time()), "", NONE)
    assert ledger.problem
