"""Whether the cache ever makes a finding wrong: random changes of a site, and runs that are disturbed.

    python bench/trials.py [N]      default: 500 trials, of which each is one of the kinds below in turn
    python bench/trials.py 50 --seed 7

A trial changes a few articles of a made-up site and then runs `check` while it is disturbed: it is killed at a random
moment, the disk is full at a random one, two runs go at once, the clock goes back, or an article is written again
within the tick in which it was read. Then the findings of a run with that cache have to be those of one without. Each
run is a process of its own, forked from this one, which has loaded what runs need.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import chdir, redirect_stdout, suppress
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.large_site import make  # noqa: E402
from postlint.cli import main as command  # noqa: E402

ARTICLES = 24
HOUR = 3_600_000_000_000
LONGEST_WAIT = 0.5
TICK = 1.9
"""The seconds within which another change of a file may hide behind the same time: no file system has longer ticks."""


class Trials:
    """A made-up site, its cache, and what is done to both."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.site = folder / "site"
        self.cache = folder / "cache"
        self.chance = random.Random(seed)
        self.offset = 0
        """How far the clock was put, in nanoseconds."""
        self.disturbed = 0
        """How many runs did not end by themselves."""
        self.same_ticks = 0
        """How many articles had the same size and time when they were written again."""
        make(self.site, ARTICLES)
        (self.site / "content" / "news" / "_index.md").write_text("+++\ntitle = 'News'\n+++\n")

    # --- changes

    @property
    def articles(self) -> list[Path]:
        return sorted((self.site / "content").rglob("*.md"))

    def change(self) -> None:
        """Change some articles; as it happens they are written at this moment or were long ago."""
        for _ in range(self.chance.randint(1, 3)):
            file = self.chance.choice(self.articles)
            kind = self.chance.choice((self._edit, self._edit, self._edit, self._add, self._rename, self._delete))
            kind(file)

    def _edit(self, file: Path) -> None:
        number = self.chance.randrange(ARTICLES)
        piece = self.chance.choice(
            (
                "## Second\n",
                "## Another\n",
                f"See [it](/news/article-{number}/#second).\n",
                f"See [it ](/guides/article-{number}/#another).\n",
                "The the bridge.\n",
                "Related: Article 3.\n",
            )
        )
        text = file.read_text("utf-8")
        if "\n## " in text and self.chance.random() < 0.4:
            # Of the same size: only the content tells.
            text = text.replace("\n## Second", "\n## Sekond", 1) if "\n## Second" in text else text
            file.write_text(text, "utf-8")
        else:
            file.write_text(f"{text}\n{piece}", "utf-8")
        self._date(file)

    def _date(self, file: Path) -> None:
        if self.chance.random() < 0.5:
            moment = time.time_ns() + self.offset - self.chance.choice((0, 5, 3600)) * 1_000_000_000
            os.utime(file, ns=(moment, moment))

    def _add(self, file: Path) -> None:
        new = file.with_name(f"article-{self.chance.randrange(2 * ARTICLES)}.md")
        new.write_text(file.read_text("utf-8"), "utf-8")
        self._date(new)

    def _rename(self, file: Path) -> None:
        if file.name != "_index.md":
            file.rename(file.with_name(f"article-{self.chance.randrange(2 * ARTICLES)}.md"))

    def _delete(self, file: Path) -> None:
        if len(self.articles) > ARTICLES // 2:
            file.unlink()

    # --- runs

    def start(self, *arguments: str, output: int | None = None, largest: int | None = None) -> int:
        """Start a run in a process of its own; its number. `largest` is the size at which no file can grow."""
        process = os.fork()
        if process:
            return process
        code = 70
        with suppress(BaseException):
            os.chdir(self.site)
            for stream in (1, 2):
                os.dup2(output if output is not None and stream == 1 else os.open(os.devnull, os.O_WRONLY), stream)
            if largest is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
            if self.offset:
                now, now_ns, offset = time.time, time.time_ns, self.offset
                time.time, time.time_ns = lambda: now() + offset / 1e9, lambda: now_ns() + offset
            options = ("check", "--isolated", "-q", "--exit-zero", "--jobs", "1", "--output-format", "json")
            code = command.main([*options, *arguments], standalone_mode=False) or 0
            sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 70)

    def cached(self, *paths: str) -> tuple[str, ...]:
        """The arguments of a run with the cache."""
        return ("--cache-dir", str(self.cache), *paths)

    def some_path(self) -> str:
        """All, or one article."""
        one = self.chance.choice(self.articles).relative_to(self.site).as_posix()
        return self.chance.choice((".", ".", one))

    def findings(self, *arguments: str) -> bytes:
        """What a run prints."""
        with tempfile.TemporaryFile() as file:
            os.waitpid(self.start(*arguments, output=file.fileno()), 0)
            file.seek(0)
            return file.read()

    # --- disturbances

    def killed(self) -> None:
        """A run that is killed at a random moment."""
        process = self.start(*self.cached(self.some_path()))
        time.sleep(self.chance.random() * LONGEST_WAIT)
        os.kill(process, signal.SIGKILL)
        self.disturbed += os.WIFSIGNALED(os.waitpid(process, 0)[1])

    def full(self) -> None:
        """A run for which the disk is full at a random moment."""
        sizes = [file.stat().st_size for file in self.cache.glob("*")] or [0]
        largest = self.chance.choice((0, 1000, max(sizes), max(sizes) + self.chance.randrange(40_000)))
        os.waitpid(self.start(*self.cached(self.some_path()), largest=largest), 0)

    def at_once(self) -> None:
        """Two runs at once, and an article that changes meanwhile."""
        processes = [self.start(*self.cached(self.some_path())) for _ in range(2)]
        time.sleep(self.chance.random() * LONGEST_WAIT / 2)
        self.change()
        for process in processes:
            os.waitpid(process, 0)

    def clock(self) -> None:
        """A run after the clock was put back, or forward again, and an article that is written then."""
        self.offset = self.chance.choice((0, -HOUR, -2 * HOUR, -1_000_000_000))
        self.change()
        os.waitpid(self.start(*self.cached(self.some_path())), 0)
        self.change()

    def same_tick(self) -> None:
        """An article that is written again after a run has read it, with the same size and time."""
        file = self.chance.choice([file for file in self.articles if file.name != "_index.md"])
        file.write_text(file.read_text("utf-8") + "\n## Second\n", "utf-8")
        moment, began = file.stat().st_mtime_ns, time.monotonic()
        os.waitpid(self.start(*self.cached(self.some_path())), 0)
        file.write_text(file.read_text("utf-8").replace("## Second", "## Sekond"), "utf-8")
        # On a busy machine a run may read it when that tick is long over: then it cannot be written in the same one.
        if time.monotonic() - began < TICK:
            os.utime(file, ns=(moment, moment))
            self.same_ticks += 1


KINDS: tuple[Callable[[Trials], None], ...] = (
    Trials.killed,
    Trials.full,
    Trials.at_once,
    Trials.clock,
    Trials.same_tick,
)


def load(site: Path) -> None:
    """Have all modules loaded that runs need, by one in this process."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), chdir(site):  # noqa: PTH123
        command.main(["check", "--isolated", "-q", "--exit-zero", "--no-cache", "--jobs", "1"], standalone_mode=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        trials = Trials(Path(name), given.seed)
        load(trials.site)
        for number in range(given.count):
            kind = KINDS[number % len(KINDS)]
            trials.change()
            kind(trials)
            path = trials.some_path()
            with_cache, without = trials.findings(*trials.cached(path)), trials.findings("--no-cache", path)
            seen[kind.__name__] += 1
            if with_cache != without or not without:
                wrong.append(f"{number} {kind.__name__} {path}")
                print(f"other findings than without a cache: {wrong[-1]}")
                lines = (output.decode().split("\n") for output in (without, with_cache))
                print(*unified_diff(*lines, "without", "with", n=1, lineterm=""), sep="\n", flush=True)
    print(
        ", ".join(f"{kind}: {count}" for kind, count in seen.items()),
        f"killed before its end: {trials.disturbed}",
        end=", ",
    )
    print(f"written again in the same tick: {trials.same_ticks}")
    print(f"{len(wrong)} of {given.count} trials with wrong findings")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
