"""Links that authors added to plain words in a later commit, asked of the site as it was before that commit.

    python bench/added_links.py REPOSITORY...    bare or not; a line for each, and all together
    python bench/added_links.py --misses ...     the links that `postlint related` does not show, too

A link counts where a line of an article became the same line with a link around some of its words, and where the link
leads to another article of the site. Of the words: whether the library names the target first, or among three. Of the
article before: whether the target is among the ten whose words `postlint related` says could become links, among the
five surest of them and its five related articles, and among all fifteen.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from library import site_in

from postlint.cli.related import FEW, MOST
from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.facts.page import Page
from postlint.helpers.related_articles import likeliest_mentions, unlinked_articles
from postlint.site.site import Site

_MOST = 25
"""So many links of a repository are asked for."""
_ARTICLES = 3000
_LINK = re.compile(r"(?<![!\\])\[(?P<words>[^\[\]!]+)\]\((?P<address>[^()\s]+|\{\{[<%].*?[%>]\}\}[^()\s]*)\)")
_TEXT = (".md", ".markdown", ".html", ".toml", ".yaml", ".yml", ".json", ".xml", ".txt", "_redirects")
_LARGEST = 1_000_000


class Added(NamedTuple):
    """A link that a commit added to an article."""

    before: str
    path: str
    words: str
    address: str
    old: str
    """The line of the article before, and with the link."""
    new: str


_KINDS = {
    "first": "first",
    "three": "among three",
    "shown": "among ten words",
    "ten": "among five words and five articles",
    "named": "among ten words and five articles",
}
"""What is counted, by the name of its field."""


class Outcome(NamedTuple):
    """What was answered to the words, and to the article."""

    added: Added
    target: str
    first: bool
    three: bool
    shown: bool
    """Among the words that could become links, and so on."""
    ten: bool
    named: bool


def git(repository: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(repository), "-c", "core.fsmonitor=false", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def added_links(repository: Path) -> Iterator[Added]:
    """The links of all commits that change articles only by little, the latest first."""
    form = "--format=%x00%H %P"
    log = git(
        repository,
        "log",
        "--no-merges",
        "--diff-filter=M",
        "-p",
        "-U0",
        "--no-ext-diff",
        "--no-textconv",
        form,
        "--",
        "*.md",
    )
    for commit in log.decode("utf-8", "replace").split("\0")[1:]:
        head, _, patch = commit.partition("\n")
        parents = head.split()[1:]
        if len(parents) != 1:
            continue
        for part in re.split(r"^diff --git .*$", patch, flags=re.M)[1:]:
            name = re.search(r"^\+\+\+ b/(.*?)\t?$", part, re.M)
            for hunk in re.split(r"^@@ .*$", part, flags=re.M)[1:] if name else ():
                lines = hunk.split("\n")
                old = [line[1:] for line in lines if line.startswith("-")]
                new = [line[1:] for line in lines if line.startswith("+")]
                if name and len(old) == len(new):
                    for before, after in zip(old, new, strict=True):
                        yield from (Added(parents[0], name[1], *link, before, after) for link in _linked(before, after))


def _linked(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that have a link in a line, and had none before, where that is all that changed."""
    links = [match for match in _LINK.finditer(after) if match[0] not in before]
    plain = after
    for match in reversed(links):
        plain = plain[: match.start()] + match["words"] + plain[match.end() :]
    if links and plain == before:
        addresses = [(match["words"], match["address"]) for match in links]
        yield from (link for link in addresses if "://" not in link[1] and not link[1].startswith(("#", "mailto:")))


class Checkout:
    """The files of one commit of a repository below a folder; from one to the next, only what differs is written.

    Files that are no text are empty, and no links are made.
    """

    def __init__(self, repository: Path, folder: Path) -> None:
        self.repository = repository
        self.folder = folder
        self.names: dict[str, str] = {}
        """The object of each file that is there, by its path."""

    def show(self, commit: str) -> None:
        """Lay out the files of a commit."""
        names = dict(self._files(commit))
        for path in self.names.keys() - names.keys():
            (self.folder / path).unlink()
            del self.names[path]
            with suppress(OSError):
                (self.folder / path).parent.rmdir()
        changed = {path: name for path, name in names.items() if self.names.get(path) != name}
        for path in changed:
            self.names.pop(path, None)
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"")
            self.names[path] = ""
        wanted = {path: name for path, name in changed.items() if name}
        for path, content in zip(wanted, self._contents(wanted.values()), strict=True):
            (self.folder / path).write_bytes(content)
            self.names[path] = names[path]

    def _files(self, commit: str) -> Iterator[tuple[str, str]]:
        """The files of a commit with the object of those that are texts."""
        listing = git(self.repository, "ls-tree", "-r", "-z", "-l", commit).decode("utf-8", "surrogateescape")
        for entry in filter(None, listing.split("\0")):
            meta, path = entry.split("\t", 1)
            mode, kind, name, size = meta.split()
            if kind == "blob" and mode != "120000":
                yield path, name if path.endswith(_TEXT) and size.isdigit() and int(size) < _LARGEST else ""

    def _contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """What objects contain; nothing where one is missing."""
        answers = subprocess.run(
            ["git", "-C", str(self.repository), "cat-file", "--batch"],
            input="".join(f"{name}\n" for name in names).encode(),
            capture_output=True,
            check=True,
        ).stdout
        at = 0
        while at < len(answers):
            end = answers.index(b"\n", at)
            head = answers[at:end].split()
            at = end + 1
            size = -1 if head[-1] == b"missing" else int(head[2])
            yield answers[at : at + max(size, 0)]
            at += size + 1


def _target(site: Site, page: Page, added: Added, text: str) -> Page | None:
    """The article that the link leads to, once it is in the text."""
    linked = text.replace(added.old, added.new, 1)
    changed = page_of(Document(page.path, linked, dialect=site.dialect), words=True)
    after = site.with_page(changed)
    for link in after.links(changed):
        if link.text and (link.text == added.words or link.destination == added.address):
            return after.resolve(changed, link).page
    return None


def ask(checkout: Checkout, added: Added, cache: Path) -> Outcome | None:
    """The outcome of one link; None where it leads to no other article."""
    checkout.show(added.before)
    folder = checkout.folder
    if sum(name.endswith(".md") for name in checkout.names) > _ARTICLES:
        return None
    site = site_in(folder, cache)
    path = (folder / added.path).resolve().relative_to(site.root).as_posix()
    page = site.page(path)
    text = (folder / added.path).read_text("utf-8", "replace")
    if page is None or added.old not in text or (target := _target(site, page, added, text)) is None:
        return None
    if target.path == page.path or site.page(target.path) is None:
        return None
    library = site.library(site.language(page))
    if not library.content_words(added.words):
        return None
    answers = [match.page.path for match in library.about(added.words, page)]
    mentions = [mention.page.path for mention in likeliest_mentions(site.document(page), page, site, MOST)]
    related = [other.path for other in unlinked_articles(page, site, FEW)]
    return Outcome(
        added,
        target.path,
        answers[:1] == [target.path],
        target.path in answers[:3],
        target.path in mentions,
        target.path in mentions[: MOST - FEW] + related,
        target.path in mentions + related,
    )


def outcomes_of(repository: Path, most: int) -> Iterator[Outcome]:
    """The outcomes of links that are drawn from all of a repository, always the same ones."""
    found = [*dict.fromkeys(added_links(repository))]
    order = {added: number for number, added in enumerate(found)}
    found.sort()
    random.Random(1).shuffle(found)
    seen: set[tuple[str, str, str]] = set()
    with tempfile.TemporaryDirectory() as name:
        checkout = Checkout(repository, Path(name, "site"))
        for first in range(0, len(found), most):
            # Commits that are near each other have most files in common.
            for added in sorted(found[first : first + most], key=order.__getitem__):
                try:
                    outcome = ask(checkout, added, Path(name, "cache"))
                except (OSError, ValueError, subprocess.CalledProcessError):
                    continue
                # What was undone and done again, or stands in one article twice, counts once.
                if outcome and (link := (added.path, added.words, outcome.target)) not in seen:
                    seen.add(link)
                    yield outcome


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    def share(kind: str) -> str:
        return f"{sum(getattr(outcome, kind) for outcome in outcomes) / max(len(outcomes), 1):.2f}"

    return f"| {name} | {len(outcomes)} | {' | '.join(share(kind) for kind in _KINDS)} |"


def main() -> None:
    """Print a line for each repository, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=_MOST)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    print(f"| site | links | {' | '.join(_KINDS.values())} |\n{'|---' * (2 + len(_KINDS))}|")
    everything: list[Outcome] = []
    for repository in options.repositories:
        outcomes = list(islice(outcomes_of(repository, options.most), options.most))
        if outcomes:
            print(_row(repository.parent.name or repository.name, outcomes), flush=True)
            everything += outcomes
        for outcome in outcomes if options.misses else ():
            if not outcome.shown:
                added = outcome.added
                print(f"    {added.before[:10]} {added.path}: “{added.words}” -> {outcome.target}")
    print(_row("all", everything))


if __name__ == "__main__":
    main()
