"""Links that authors added to plain words in a later commit, asked of the site as it was before that commit.

    python bench/added_links.py REPOSITORY...    bare or not; a line for each, and all together
    python bench/added_links.py --misses ...     the links that `postlint related` does not show, too

A link counts where a line of an article became the same line with a link around some of its words, and where the link
leads to another article of the site. Of the words: whether the librarian names the target first, or among three. Of the
article before: whether the target with words of the link is among what `postlint related` says could become links, and
among these and its related articles.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from library import site_in

from postlint.cli.related import _about
from postlint.document.document import Document
from postlint.facts.extraction import page_of
from postlint.facts.page import Page
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


class Outcome(NamedTuple):
    """What was answered to the words, and to the article."""

    added: Added
    target: str
    first: bool
    three: bool
    shown: bool
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
        yield from ((match["words"], match["address"]) for match in links if "://" not in match["address"])


def lay_out(repository: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit below a folder; those that are no text are empty."""
    entries = git(repository, "ls-tree", "-r", "-z", "-l", commit).decode("utf-8", "surrogateescape").split("\0")
    wanted: list[tuple[str, Path]] = []
    for entry in filter(None, entries):
        meta, path = entry.split("\t", 1)
        mode, kind, name, size = meta.split()
        file = folder / path
        if kind != "blob" or mode == "120000":
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(_TEXT) and size != "-" and int(size) < _LARGEST:
            wanted.append((name, file))
        else:
            file.touch()
    answers = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"],
        input="".join(f"{name}\n" for name, _ in wanted).encode(),
        capture_output=True,
        check=True,
    ).stdout
    at = 0
    for _, file in wanted:
        end = answers.index(b"\n", at)
        head = answers[at:end].split()
        at = end + 1
        if head[-1] != b"missing":
            size = int(head[2])
            file.write_bytes(answers[at : at + size])
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


def ask(repository: Path, added: Added) -> Outcome | None:
    """The outcome of one link; None where it leads to no other article."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(repository, added.before, folder)
        if len(list(folder.rglob("*.md"))) > _ARTICLES:
            return None
        site = site_in(folder)
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
        data = _about(site, page)
        mentions = {place["path"] for place in data["mentions"]}
        related = {article["path"] for article in data["related"]}
        return Outcome(
            added,
            target.path,
            answers[:1] == [target.path],
            target.path in answers[:3],
            target.path in mentions,
            target.path in mentions | related,
        )


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    def share(kind: str) -> str:
        return f"{sum(getattr(outcome, kind) for outcome in outcomes) / max(len(outcomes), 1):.2f}"

    return f"| {name} | {len(outcomes)} | {' | '.join(share(kind) for kind in ('first', 'three', 'shown', 'named'))} |"


def main() -> None:
    """Print a line for each repository, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=_MOST)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    print("| site | links | first | among three | among ten words | and related articles |\n|---|---|---|---|---|---|")
    everything: list[Outcome] = []
    for repository in options.repositories:
        found = sorted({*added_links(repository)})
        random.Random(1).shuffle(found)
        outcomes: list[Outcome] = []
        for added in found:
            if len(outcomes) >= options.most:
                break
            try:
                outcome = ask(repository, added)
            except (OSError, ValueError, subprocess.CalledProcessError):
                continue
            if outcome:
                outcomes.append(outcome)
                if options.misses and not outcome.shown:
                    print(f"    {added.before[:10]} {added.path}: “{added.words}” -> {outcome.target}")
        if outcomes:
            print(_row(repository.parent.name or repository.name, outcomes), flush=True)
            everything += outcomes
    print(_row("all", everything))


if __name__ == "__main__":
    main()
