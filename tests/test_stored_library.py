"""What is stored of the library: findings that depend on it are those of a run without a cache.

The keys of libraries have their own test (`site_map/test_library_keys.py`).
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from command import postlint, write
from quick import examples

from postlint.run.library_changes import LibraryChanges
from postlint.site.library import catalogue_changes
from postlint.site.library.catalogue import Catalogue
from postlint.site.library.catalogue_changes import digests

WORDS = """gardens rivers lanterns journeys orchards promises windows villages corners captains meadows harbours
bridges candles ladders markets oceans pillows quarries ribbons saddles tunnels umbrellas valleys""".split()
FOLDERS = ("posts", "notes", "docs/v1", "docs/v2", "docs/v3")
NAMES = ("setup", "upgrade", "network", "storage", "users", "limits")
RULES = ("--select", "link/mismatched-text", "--select", "link/broken")


class Buckets:
    """A small site whose links have the words of other articles, and random changes of it."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site = site
        self.chance = random.Random(seed)
        self.at = 0
        self.last: list[str] = []
        """What was done."""
        write(site, {"postlint.toml": "", "hugo.toml": "baseURL = 'https://example.org/'\n"})
        for folder in FOLDERS:
            for name in NAMES:
                self._put(site / "content" / folder / f"{name}.md", self._article())
        self._age()

    def _age(self) -> None:
        self.at += 1
        for file in self.site.rglob("*"):
            if file.is_file() and file.stat().st_mtime > 10**9:
                os.utime(file, ns=(self.at * 10**9, self.at * 10**9))

    def _put(self, file: Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def _words(self) -> str:
        return " of ".join(self.chance.sample(WORDS, self.chance.choice((2, 2, 3))))

    def _article(self) -> str:
        links = "".join(self._link() for _ in range(3))
        return f"+++\ntitle = '{self._words()}'\n+++\n\nText.\n\n## {self._words()}\n\n{links}"

    def _link(self) -> str:
        """A link that has the title of an article, or any words, and leads to that article, another one, or nowhere."""
        articles = self.articles()
        if not articles:
            return ""
        words, there = self._words(), self.chance.choice(articles)
        if self.chance.random() < 0.8:
            words = self.chance.choice(articles).read_text("utf-8").partition("'")[2].partition("'")[0] or words
        place = f"/{there.relative_to(self.site / 'content').with_suffix('').as_posix()}/"
        nowhere = f"/nowhere/{words.replace(' ', '-')}/"
        return f"[{words}]({self.chance.choice((place, place, nowhere))})\n\n"

    def articles(self) -> list[Path]:
        return sorted((self.site / "content").rglob("*.md"))

    def step(self) -> None:
        """One change, or a few."""
        self.last = []
        for _ in range(self.chance.choice((1, 1, 2))):
            file = self.chance.choice(self.articles())
            kind = self.chance.choice(
                ("title", "heading", "link_more", "link_more", "cut", "new", "remove", "rename", "draft")
            )
            self.last.append(f"{kind} {file.relative_to(self.site)}")
            getattr(self, f"_{kind}")(file, file.read_text("utf-8"))
        self._age()

    def _title(self, file: Path, text: str) -> None:
        self._put(file, text.replace(text.partition("'")[2].partition("'")[0], self._words(), 1))

    def _heading(self, file: Path, text: str) -> None:
        self._put(file, f"{text}## {self._words()}\n\n")

    def _link_more(self, file: Path, text: str) -> None:
        self._put(file, text + self._link())

    def _cut(self, file: Path, text: str) -> None:
        lines = text.split("\n")
        self._put(file, "\n".join([*lines[:4], *lines[4 : -1 - self.chance.randrange(1, 5)], ""]))

    def _new(self, file: Path, text: str) -> None:
        self._put(file.with_name(f"{self.chance.choice(NAMES)}-{self.chance.choice(WORDS)}.md"), self._article())

    def _remove(self, file: Path, text: str) -> None:
        file.unlink()

    def _rename(self, file: Path, text: str) -> None:
        to = self.site / "content" / self.chance.choice(FOLDERS) / f"{self.chance.choice(NAMES)}.md"
        to.parent.mkdir(parents=True, exist_ok=True)
        file.rename(to)

    def _draft(self, file: Path, text: str) -> None:
        head = "+++\ndraft = true\n"
        self._put(file, text.replace(head, "+++\n", 1) if head in text else text.replace("+++\n", head, 1))


def stale(site: Path, seed: int, steps: int) -> Iterator[list[str]]:
    """The changes after which findings are others than without a cache."""
    site.mkdir(exist_ok=True)
    buckets = Buckets(site, seed)
    options = ("check", "--exit-zero", "--output-format", "json", *RULES)
    postlint(*options, cwd=site)
    for _ in range(steps):
        buckets.step()
        if postlint(*options, cwd=site).out != postlint(*options, "--no-cache", cwd=site).out:
            yield buckets.last


@pytest.mark.parametrize("seed", range(examples(5)))
def test_no_answer_of_a_library_is_stale(tmp_path: Path, seed: int) -> None:
    assert next(stale(tmp_path, seed, 12), None) is None


def test_what_is_stored_of_a_library_is_renewed(tmp_path: Path) -> None:
    """Were the changed articles not noted, this would be noticed."""
    with patch.object(LibraryChanges, "_update", lambda *arguments: set()):
        assert any(True for seed in range(3) for _ in stale(tmp_path / f"{seed}", seed, 12))


@pytest.mark.parametrize("seed", range(examples(4)))
def test_what_related_answers_is_never_stale(tmp_path: Path, seed: int) -> None:
    """It uses what `check` and itself have stored, and leaves what `check` reports as it is."""
    buckets = Buckets(tmp_path, seed)
    checked = ("check", "--exit-zero", "--output-format", "json")
    for step in range(8):
        article = buckets.chance.choice(buckets.articles()).relative_to(tmp_path)
        for asked in ((article,), ("--text", buckets._words())):
            command = ("related", *asked, "--output-format", "json")
            assert postlint(*command, cwd=tmp_path).out == postlint(*command, "--no-cache", cwd=tmp_path).out
        if step % 2:
            assert postlint(*checked, cwd=tmp_path).out == postlint(*checked, "--no-cache", cwd=tmp_path).out
        buckets.step()


def test_what_related_makes_of_a_site_is_used_again(tmp_path: Path) -> None:
    Buckets(tmp_path, 1)
    command = ("related", "--text", "gardens of rivers")
    first = postlint(*command, cwd=tmp_path).out
    with patch.object(Catalogue, "add_all", side_effect=AssertionError):
        assert postlint(*command, cwd=tmp_path).out == first
        with pytest.raises(AssertionError):
            postlint(*command, "--no-cache", cwd=tmp_path)


HABITS = {
    "postlint.toml": "",
    "hugo.toml": "",
    "content/habits.md": "+++\ntitle = 'Ways to keep a habit'\n+++\n\nSmall steps.\n",
    "content/notes.md": "+++\ntitle = 'Taking notes on paper'\n+++\n\nPens.\n",
    "content/ask.md": "+++\ntitle = 'Questions'\n+++\n\nRead [Ways to keep a habit](/notes/).\n",
    "content/other.md": "+++\ntitle = 'Something else'\n+++\n\n[Ways to keep a habit](/paper/)\n",
    **{f"content/many/{at}.md": f"+++\ntitle = 'Number {at}'\n+++\n\nText {at}.\n" for at in range(12)},
}


@pytest.mark.parametrize("is_forgotten", [True, False])
def test_a_link_that_leads_elsewhere_is_looked_up_again(tmp_path: Path, is_forgotten: bool) -> None:
    """The words that others link an article by are right for it: here, since another address leads to it too."""
    write(tmp_path, HABITS)
    options = ("check", "--exit-zero", "--select", "link/mismatched-text")
    assert len(postlint(*options, cwd=tmp_path).lines) == 1
    with_alias = HABITS["content/notes.md"].replace("+++\n", "+++\naliases = ['/paper/']\n", 1)
    write(tmp_path, {"content/notes.md": with_alias})
    with patch.object(catalogue_changes, "digests", digests if is_forgotten else lambda keys: digests(())):
        assert len(postlint(*options, cwd=tmp_path).lines) == (0 if is_forgotten else 1)
