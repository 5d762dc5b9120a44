"""How well the library knows what the links of a site mean: each is hidden in turn, its words too, and asked for.

    python bench/library.py SITE...            the folders of Hugo sites: a line for each language of each site
    python bench/library.py --related SITE...  only lines such as "Related: What it is", where that is not the title
    python bench/library.py --misses SITE      the links whose target does not come first

Only links within one language count whose words mean something: two words or more that few articles have. Of a site,
so many links are drawn, always the same ones. Beside it stands what comparing titles finds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from postlint.config.configuration import Config
from postlint.facts.page import Link, Page
from postlint.run.active_rules import active_rules
from postlint.run.linter import Linter
from postlint.run.site_run import inspected
from postlint.site.generators import content_files, find_root
from postlint.site.library.library import Match
from postlint.site.site import Site

_FEWEST = 15
"""With fewer links, shares say nothing."""


class Asked(NamedTuple):
    """A link of a site, and what was answered to its words."""

    page: Page
    words: str
    target: Page
    answers: list[Match]
    titles: list[Page]
    """What comparing titles finds."""


@dataclass
class Score:
    """How often the target of a link was found."""

    asked: list[Asked] = field(default_factory=list)

    def share(self, most: int, *, titles: bool = False) -> float:
        """The share of links whose target is among so many answers."""
        found = [
            link.target in (link.titles[:most] if titles else [match.page for match in link.answers[:most]])
            for link in self.asked
        ]
        return sum(found) / len(found)

    def calibration(self) -> Iterator[tuple[str, int, float]]:
        """By the score of the first answer: how many there are, and the share of right ones."""
        for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
            right = [
                link.answers[0].page is link.target
                for link in self.asked
                if link.answers and low <= link.answers[0].score < high
            ]
            if right:
                yield f"{low:.2f} to {min(high, 1):.2f}", len(right), sum(right) / len(right)


def site_in(folder: Path, cache: Path | None = None) -> Site:
    """The site of a folder; what is known of its articles is remembered in the folder `cache` only."""
    root = find_root(folder.resolve()) or folder.resolve()
    config = Config(root, cache_folder=cache)
    linter = Linter(config, active_rules(config))
    files = content_files(root) if find_root(root) else sorted(root.rglob("*.md"))
    # A repository may hold further sites, such as the example of a theme.
    site = max(inspected(linter, files), key=lambda tree: len(tree.names)).site(linter)
    assert site
    return site


def links_of(site: Site, *, related: bool) -> Iterator[tuple[Page, Link, Page]]:
    """The links within one language of a site that lead to another article."""
    for page in site.pages:
        lines = {line.place.start for line in page.related if line.known and line.destination is not None}
        starts = sorted(lines)
        for link in site.links(page):
            if link.image or not link.text or "://" in link.text or not site.has_page(page):
                continue
            if related and not any(start <= link.node.start < start + 400 for start in starts):
                continue
            target = site.resolve(page, link)
            other = target.page
            if other is None or other is page or target.result not in ("page", "alias", "broken-anchor"):
                continue
            if site.language(other) != site.language(page):
                continue
            if not (related and other in site.titled(link.text, site.language(page))):
                yield page, link, other


def measure(site: Site, most: int, *, related: bool) -> dict[str, Score]:
    """The score of each language."""
    found: dict[str, list[tuple[Page, Link, Page]]] = {}
    for page, link, other in links_of(site, related=related):
        if site.library(site.language(page)).content_words(link.text) >= 2:
            found.setdefault(site.language(page), []).append((page, link, other))
    scores: dict[str, Score] = {}
    for language, links in found.items():
        if len(links) < (5 if related else _FEWEST):
            continue
        random.Random(1).shuffle(links)
        score = scores[language] = Score()
        for page, link, other in links[:most]:
            answers = site.library(language).about(link.text, page, apart=True)
            titles = [match.page for match in site.title_matches(link.text, language) if match.page is not page]
            score.asked.append(Asked(page, link.text, other, answers, titles))
    return scores


def main() -> None:
    """Print a line for each language of each site, and the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=150, help="how many links of a language are drawn")
    parser.add_argument("--related", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    rows: list[tuple[float, float]] = []
    everything = Score()
    print("| site | language | articles | links | first | among three | titles: first | among three |")
    print("|---" * 8 + "|")
    for folder in options.sites:
        site = site_in(folder)
        for language, score in measure(site, options.most, related=options.related).items():
            count = sum(site.language(page) == language for page in site.pages)
            first, three = score.share(1), score.share(3)
            old = f"{score.share(1, titles=True):.2f} | {score.share(3, titles=True):.2f}"
            name = folder.name.partition("+")[2] or folder.name
            print(
                f"| {name} | {language} | {count} | {len(score.asked)} | {first:.2f} | {three:.2f} | {old} |",
                flush=True,
            )
            rows.append((first, three))
            everything.asked += score.asked
            if options.misses:
                _print_misses(score)
    if rows:
        first, three = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"\nmedian: {first:.2f} first, {three:.2f} among three")
        for scores, number, right in everything.calibration():
            print(f"score {scores}: {number} links, {right:.3f} right")


def _print_misses(score: Score) -> None:
    for link in score.asked:
        if not link.answers or link.answers[0].page is not link.target:
            first = link.answers[0] if link.answers else None
            print(
                f"  {link.words!r} in {link.page.path}\n    to  {link.target.path}: {link.target.title!r}",
                file=sys.stderr,
            )
            if first:
                print(f"    not {first.page.path}: {first.page.title!r}, {first.score:.2f}", file=sys.stderr)


if __name__ == "__main__":
    main()
