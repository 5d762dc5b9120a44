"""External links at size: 10,000 URLs on 200 hosts of loopback, against what is unavoidable and against other tools.

    python bench/links.py              postlint alone: time, memory, and a run that is killed and started again
    python bench/links.py --peers DIR  linkinator and markdown-link-check too, from DIR/node_modules
    python bench/links.py --silent 0   without the hosts that never answer

linkinator does not keep to its own --concurrency. To compare at the same one, the server lets no more than so many
requests in at a time, and what is beyond waits at its door; and without that, postlint gets as many as linkinator took.

The hosts are addresses of 127.0.0.0/8, so that every tool finds them without a name server. Answers take 20 to 300 ms;
some are dead, moved, refused to HEAD, busy or broken, and two hosts never answer, as `Plan` says. So it is known which
URLs are broken, and how many a tool has wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"ok": 88, "dead": 4, "moved": 3, "no_head": 2, "busy": 1, "flaky": 1, "broken": 1}


@dataclass(frozen=True)
class Plan:
    """Which URLs there are, and how each is answered: the same in the server and in the reckoning."""

    urls: int = 10_000
    hosts: int = 200
    concurrency: int = 64
    limit: int = 4
    interval: float = 0.1
    silent: int = 2
    """How many hosts take a request and never answer."""
    patience: float = 10.0

    def kind(self, number: int) -> str:
        if number % self.hosts < self.silent:
            return "silent"
        return random.Random(number).choices(list(KINDS), list(KINDS.values()))[0]

    def delay(self, number: int) -> float:
        return random.Random(number * 7 + 1).uniform(0.02, 0.3)

    def url(self, number: int, port: int) -> str:
        host = number % self.hosts
        return f"http://127.0.{1 + host // 200}.{1 + host % 200}:{port}/{self.kind(number)}/{number}"

    def requests(self, number: int) -> int:
        """How many requests it takes to know: bad news of HEAD is asked again with GET, what may pass three times."""
        return {"silent": 0, "ok": 1, "dead": 2, "moved": 2, "no_head": 2, "busy": 2, "flaky": 3, "broken": 4}[
            self.kind(number)
        ]

    def unavoidable(self) -> float:
        """The seconds that delays and limits make unavoidable: of all requests, and of the slowest host."""
        busy: dict[int, float] = defaultdict(float)
        asked: Counter[int] = Counter()
        for number in range(self.urls):
            busy[number % self.hosts] += self.requests(number) * self.delay(number)
            asked[number % self.hosts] += self.requests(number)
        hosts = max(max(busy[host] / self.limit, (asked[host] - 1) * self.interval) for host in asked)
        # A host that is silent is asked twice before it is given up.
        silent = 2 * self.patience if self.silent else 0.0
        return max((sum(busy.values()) + self.silent * silent) / self.concurrency, hosts, silent)

    def expected(self) -> Counter[str]:
        """How many URLs there are of each state."""
        states = {"dead": "dead", "moved": "moved", "broken": "unreachable", "silent": "unreachable"}
        return Counter(states.get(self.kind(number), "alive") for number in range(self.urls))

    def broken(self, port: int) -> set[str]:
        """The URLs that are broken: not those that are only busy, or fail and are there when they are asked again."""
        return {
            self.url(number, port) for number in range(self.urls) if self.kind(number) in ("dead", "broken", "silent")
        }


class _Answers(asyncio.Protocol):
    """HTTP/1.1, as little as is needed, and counts of what is asked."""

    plan: Plan
    seen: Counter[str] = Counter()
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()
    gate = 0
    """How many requests are let in at a time; 0 for all."""
    outside: deque[tuple[_Answers, str, str]] = deque()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.data = b""
        self.inside = 0
        self.host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, _, self.data = self.data.partition(b"\r\n\r\n")
            method, path = head.split(b" ", 2)[:2]
            if path.startswith(b"/_"):
                self.own(path)
            else:
                self.ask(method.decode(), path.decode())

    def own(self, path: bytes) -> None:
        every = self.most.pop("", 0)
        body = json.dumps({"seen": self.seen, "most": max(self.most.values(), default=0), "every": every})
        if path.startswith(b"/_reset"):
            self.seen.clear()
            self.most.clear()
            _Answers.gate = int(path.rpartition(b"=")[2])
        self.transport.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())

    def ask(self, method: str, path: str) -> None:
        self.outside.append((self, method, path))
        self.admit()

    def admit(self) -> None:
        while self.outside and (not self.gate or self.running[""] < self.gate):
            asked, method, path = self.outside.popleft()
            if not asked.transport.is_closing():
                asked.begin(method, path)

    def begin(self, method: str, path: str) -> None:
        self.seen[path] += 1
        self.inside += 1
        for host in (self.host, ""):
            self.running[host] += 1
            self.most[host] = max(self.most[host], self.running[host])
        if not path.startswith("/silent"):
            delay = self.plan.delay(int(path.rpartition("/")[2]))
            asyncio.get_running_loop().call_later(delay, self.answer, method, path)

    def end(self, requests: int) -> None:
        self.inside -= requests
        for host in (self.host, ""):
            self.running[host] -= requests
        self.admit()

    def connection_lost(self, error: Exception | None) -> None:
        self.end(self.inside)

    def answer(self, method: str, path: str) -> None:
        if not self.inside:
            return
        self.end(1)
        kind = path.split("/")[1]
        status, more = 200, ""
        if kind == "dead":
            status = 404
        elif kind == "moved":
            status, more = 301, f"Location: {path.replace('moved', 'there')}\r\n"
        elif kind == "no_head" and method == "HEAD":
            status = 405
        elif kind == "busy" and self.seen[path] < 2:
            status, more = 429, "Retry-After: 1\r\n"
        elif kind == "broken" or (kind == "flaky" and self.seen[path] < 3):
            status = 503
        body = b"" if method == "HEAD" else b"<p>x</p>"
        head = f"HTTP/1.1 {status} X\r\n{more}Content-Type: text/html\r\nContent-Length: 8\r\n\r\n"
        self.transport.write(head.encode() + body)


def _serve(plan: Plan, pipe: Any) -> None:
    _Answers.plan = plan

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Answers, "0.0.0.0", 0, backlog=2_000)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def serving(plan: Plan) -> Iterator[int]:
    """The port of a server of the plan, in a process of its own."""
    context = get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=_serve, args=(plan, its), daemon=True)
    process.start()
    try:
        yield mine.recv()
    finally:
        process.terminate()
        process.join()


def stats(port: int, *, reset: bool = False, gate: int = 0) -> dict[str, Any]:
    """What the server was asked since the last reset, which may also say how many requests it lets in at a time."""
    with urlopen(f"http://127.0.0.1:{port}/{f'_reset?gate={gate}' if reset else '_stats'}") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def write_pages(plan: Plan, folder: Path, port: int, each: int = 100) -> list[Path]:
    """Articles with all URLs, so many in each; and the limits, as a configuration."""
    files = []
    for start in range(0, plan.urls, each):
        file = folder / f"page{start // each:03}.md"
        numbers = range(start, min(start + each, plan.urls))
        file.write_text("".join(f"- [number {number}]({plan.url(number, port)})\n" for number in numbers))
        files.append(file)
    settings = f"[links]\nlimit = {plan.limit}\ninterval = {plan.interval}\nconcurrency = {plan.concurrency}\n"
    (folder / "postlint.toml").write_text(settings)
    (folder / "once.toml").write_text(f"{settings}tries = 1\n")
    return files


COMMAND = (sys.executable, "-m", "postlint", "links", "--allow-private", "--exit-zero", "--output-format", "json")


def start(command: Sequence[str], folder: Path, output: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "POSTLINT_CACHE_DIR": str(folder / _CACHE)}
    with output.open("wb") as stdout, output.with_suffix(".err").open("wb") as stderr:
        return subprocess.Popen(command, cwd=folder, stdout=stdout, stderr=stderr, env=environment)


def measure(command: Sequence[str], folder: Path, output: Path) -> tuple[float, float]:
    """Seconds, and megabytes at most, of a command."""
    begin = time.monotonic()
    process = start(command, folder, output)
    # What the system says at the end counts this process too, as it was when it forked.
    most, status = 0, Path(f"/proc/{process.pid}/status")
    while True:
        ended, _, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            return time.monotonic() - begin, (most or usage.ru_maxrss) / 1024
        with suppress(OSError):
            most = max(most, *(int(size) for size in re.findall(r"VmHWM:\s*(\d+)", status.read_text())), 0)
        time.sleep(0.02)


def kill_and_start_again(plan: Plan, folder: Path, port: int) -> tuple[int, int, int]:
    """Kill a run in the middle, and start it again: known when killed, asked after that, and asked twice."""
    shutil.rmtree(folder / _CACHE, ignore_errors=True)
    stats(port, reset=True)
    process = start(COMMAND, folder, folder / "killed.json")
    while process.poll() is None and len(stats(port)["seen"]) < plan.urls // 2:
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    lines = next((folder / _CACHE).glob("links-*/ledger.jsonl")).read_bytes().splitlines()
    known = {json.loads(line)["url"] for line in lines if b'"url"' in line and line.endswith(b"}")}
    stats(port, reset=True)
    measure(COMMAND, folder, folder / "again.json")
    seen = stats(port)["seen"]
    twice = sum(1 for url in known if "/" + url.split("/", 3)[3] in seen)
    asked = {path.replace("there", "moved") for path in seen}
    return len(known), len(asked), twice


_CACHE = ".cache"

TITLE = """
| tool | seconds | of the unavoidable | processor, s | peak memory, MB | requests | at a time | at one host | wrong |
|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def called_broken(tool: str, text: str) -> set[str]:
    """The URLs that a tool calls broken, by what it wrote."""
    if tool.startswith("linkinator"):
        return {link["url"] for link in json.loads(text)["links"] if link["state"] == "BROKEN"}
    if tool.startswith("postlint"):
        rules = ("external/dead", "external/unreachable")
        said = [load["message"] for load in json.loads(text)["diagnostics"] if load["rule"] in rules]
        return set(re.findall("“(http:[^”]+)” (?:is dead|cannot)", "\n".join(said)))
    return set(re.findall("✖\\S* (http:[^ ]+)", text))


# As many tries as postlint makes: without them, it takes for broken what only was busy.
RETRIES = ("--retry", "--retry-errors", "--retry-errors-count", "2")
TIMEOUT = 10_000
"""For linkinator, as postlint's own time to read; in milliseconds."""
TIME_ENOUGH = 300_000
"""Its requests wait at the door, and at 10 seconds it gives up half of them; where all hosts answer, it need not."""


class Bench:
    """Runs tools over the same pages, and prints a line of a table for each run."""

    def __init__(self, plan: Plan, folder: Path, port: int, peers: Path | None) -> None:
        self.plan = plan
        self.folder = folder
        self.port = port
        self.files = write_pages(plan, folder, port)
        self.binaries = (peers or Path()).absolute() / "node_modules" / ".bin"

    def run(self, tool: str, command: Sequence[str], *, gate: int = 0, concurrency: int = 0) -> int:
        """Run a tool; how many requests it had at a time comes back."""
        shutil.rmtree(self.folder / _CACHE, ignore_errors=True)
        stats(self.port, reset=True, gate=gate)
        before = os.times()
        seconds, memory = measure(command, self.folder, self.folder / "out.json")
        used = sum(os.times()[2:4]) - sum(before[2:4])
        found = stats(self.port)
        broken = called_broken(tool, (self.folder / "out.json").read_text())
        least = replace(self.plan, concurrency=concurrency or self.plan.concurrency).unavoidable()
        print(
            f"| {tool} | {seconds:.1f} | {seconds / least:.2f} | {used:.0f} | {memory:.0f} "
            f"| {sum(found['seen'].values())} | {found['every']} | {found['most']} "
            f"| {len(broken ^ self.plan.broken(self.port))} |",
            flush=True,
        )
        if tool.startswith("postlint"):
            print((self.folder / "out.err").read_text().strip(), file=sys.stderr)
        return int(found["every"])

    def postlint(self, concurrency: int) -> list[str]:
        return [*COMMAND, "--concurrency", str(concurrency)]

    def linkinator(self, *more: str) -> list[str]:
        names = [file.name for file in self.files]
        timeout = TIMEOUT if self.plan.silent else TIME_ENOUGH
        options = ["--markdown", "--timeout", str(timeout), "--concurrency", str(self.plan.concurrency), *more]
        return [str(self.binaries / "linkinator"), *names, *options, "--format", "json"]

    def markdown_link_check(self) -> list[str]:
        # It asks two URLs at a time; so many of it, with a page each, make the same concurrency.
        many = self.plan.concurrency // 2
        check = f"printf '%s\\n' page*.md | xargs -P {many} -n 1 {self.binaries / 'markdown-link-check'} -q"
        return ["sh", "-c", check]

    def compare(self, rounds: int) -> None:
        """All tools in turn, at the same concurrency: as the server lets in, then as linkinator takes."""
        most = self.plan.concurrency
        print(f"\nNo more than {most} at a time, held by the server:\n{TITLE}")
        for _ in range(rounds):
            self.run("postlint", self.postlint(most), gate=most)
            self.run("linkinator", self.linkinator(*RETRIES), gate=most)
            self.run("postlint, tries = 1", [*self.postlint(most), "--config", "once.toml"], gate=most)
            self.run("linkinator, without retries", self.linkinator(), gate=most)
        self.run("markdown-link-check", self.markdown_link_check(), gate=most)
        print(f"\nAs many at a time as linkinator takes:\n{TITLE}")
        for _ in range(rounds):
            taken = self.run("linkinator", self.linkinator(*RETRIES), concurrency=300)
            self.run(f"postlint --concurrency {taken}", self.postlint(taken), concurrency=taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where node_modules with the other tools is")
    parser.add_argument("--urls", type=int, default=10_000)
    parser.add_argument("--silent", type=int, default=2, help="how many of the hosts never answer")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured")
    arguments = parser.parse_args()
    plan = Plan(urls=arguments.urls, silent=arguments.silent)
    with serving(plan) as port, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(plan, folder, port, arguments.peers)
        print(f"{plan.urls} URLs on {plan.hosts} hosts, {plan.concurrency} requests at a time")
        print(f"unavoidable: {plan.unavoidable():.1f} s\n{TITLE}")
        for _ in range(arguments.rounds):
            bench.run("postlint", bench.postlint(plan.concurrency))
        if arguments.peers:
            bench.compare(arguments.rounds)
        else:
            known, asked, twice = kill_and_start_again(plan, folder, port)
            print(f"\nkilled after {known} answers; started again, it asked {asked} URLs, {twice} of them again")


if __name__ == "__main__":
    main()
