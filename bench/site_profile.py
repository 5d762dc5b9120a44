"""Whether the profile of a site holds for articles that it was not learned from, and what it finds in them.

    python bench/site_profile.py SITE...              the table, for folders of sites
    python bench/site_profile.py --findings SITE...   also each finding in an article that is as its author wrote it
    python bench/site_profile.py --parts 5 SITE...    each fifth of the articles held out once, not only the last one

The profile is learned from 80 % of the articles, drawn with a seed. In each of the others, what the profile finds and
the defaults do not counts as a false finding, whether it is right or not. Then fields are removed that the group of the
article requires, and values of fields that at least half of the group has are replaced by those of another type, which
Hugo does not read as the same; a change counts as found where a finding names the field that was not there before.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from postlint.config.configuration import Config
from postlint.config.loading import parse
from postlint.config.profile.groups import fields_of, groups, key_of
from postlint.config.profile.profile import profile
from postlint.config.profile.writing import written
from postlint.config.rule_selection import with_command_line
from postlint.diagnostic import Diagnostic
from postlint.document.document import Document
from postlint.document.front_matter.values import has_value
from postlint.facts.inspection import Source
from postlint.facts.page import Page
from postlint.helpers.front_matter_edits import editor_for
from postlint.run.active_rules import active_rules
from postlint.run.linter import Linter
from postlint.run.site_run import inspected
from postlint.site.generators import content_files, find_root
from postlint.site.site import Site

SEED = 23
HELD_OUT = 5
"""One of so many parts of the articles is not learned from."""
_CHANGES = 4
"""How many fields of an article are removed, and how many changed, at most."""
RULES = [
    f"front-matter/{name}" for name in ("missing-field", "schema", "wrong-type", "invalid-date", "draft-not-boolean")
]
OTHERS: dict[str, Any] = {"string": "some words", "integer": 7, "boolean": True, "list": ["some words"]}


class Outcome(NamedTuple):
    """What was seen of one site."""

    learned: int
    held_out: int
    settings: int
    false: list[tuple[str, str]]
    """Path and message of each finding of the profile alone."""
    removed: Counter[bool]
    changed: Counter[bool]
    missed: list[str]
    own: int
    """Findings on the whole site, of a profile learned from all of it, that it does not list as exceptions."""


def linter_for(root: Path, settings: Config | None = None) -> Linter:
    """A linter with the rules that read a profile."""
    config = with_command_line(settings or Config(root), RULES, (), ())
    return Linter(config, active_rules(config), whole=False)


def front_of(site: Site, page: Page) -> str:
    """The front matter of an article, as it is written."""
    front = site.document(page).front_matter
    text: str = site.document(page).text
    return text[: front.span.end] + "\n" if front else ""


def findings(linter: Linter, path: str, text: str) -> list[Diagnostic]:
    return linter.drop_ignored(path, [*linter.inspect(Source(path, text.encode())).diagnostics])


def told(found: list[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.message) for finding in found)


def profile_of(site: Site, pages: list[Page]) -> tuple[Config, int]:
    """The configuration that is learned from these articles, and how many settings of it are about front matter."""
    proposals = [proposal for proposal in profile(site, pages) if proposal.enforced]
    mine = [each for each in proposals if each.path[0] in ("front-matter", "per-file-ignores")]
    settings = parse(site.root / "postlint.toml", written("", mine))
    return settings, sum(each.path[0] == "front-matter" for each in mine)


def held_out(site: Site, seed: int = SEED, part: int = 0) -> Outcome:
    """Learn from most articles of a site, and look at the rest: a fifth of them, the last one or one before."""
    rng = random.Random(seed)
    pages = [page for page in site.pages if page.has_front_matter and page.readable]
    rng.shuffle(pages)
    size = len(pages) / HELD_OUT
    end = int((HELD_OUT - part) * size)
    pages = pages[end:] + pages[:end]
    cut = len(pages) - (end - int((HELD_OUT - part - 1) * size))
    config, settings = profile_of(site, pages[:cut])
    plain, mine = linter_for(site.root), linter_for(site.root, config)
    usual = {(group.section, group.index): usual_fields(group.pages) for group in groups(site, pages[:cut])}
    false: list[tuple[str, str]] = []
    removed, changed, missed = Counter[bool](), Counter[bool](), list[str]()
    for page in pages[cut:]:
        text = front_of(site, page)
        before = told(findings(mine, page.path, text))
        more = before - told(findings(plain, page.path, text))
        false += [(page.path, message) for _, message in more.elements()]
        own = usual.get(key_of(page, site))
        if own is None:
            continue
        for counts, changes in (
            (removed, removals(site, page, text, config, rng)),
            (changed, replacements(site, page, text, own, config, rng)),
        ):
            for name, after in changes:
                new = told(findings(mine, page.path, after)) - before
                hit = any(
                    f"“{name.lower()}”" in message.lower() or name.lower() in message.lower() for _, message in new
                )
                counts[hit] += 1
                if not hit:
                    missed.append(f"{page.path}: {name}")
    return Outcome(cut, len(pages) - cut, settings, false, removed, changed, missed, unlisted(site, pages))


def together(seen: list[Outcome]) -> Outcome:
    """What was seen in several parts of a site."""
    first = seen[0]
    return first._replace(
        held_out=sum(one.held_out for one in seen),
        false=[finding for one in seen for finding in one.false],
        removed=sum((one.removed for one in seen), Counter[bool]()),
        changed=sum((one.changed for one in seen), Counter[bool]()),
        missed=[name for one in seen for name in one.missed],
    )


def unlisted(site: Site, pages: list[Page]) -> int:
    """What a profile finds on its own site beyond what it lists."""
    listed = {path for proposal in profile(site, pages) for path in proposal.exceptions}
    plain, mine = linter_for(site.root), linter_for(site.root, profile_of(site, pages)[0])
    number = 0
    for page in pages:
        text = front_of(site, page)
        more = told(findings(mine, page.path, text)) - told(findings(plain, page.path, text))
        number += more.total() if page.path not in listed else 0
    return number


def usual_fields(pages: tuple[Page, ...]) -> set[str]:
    """The fields that at least half of a group has."""
    counts = Counter(name for page in pages for name, value in fields_of(page) if has_value(value))
    return {name for name, count in counts.items() if 2 * count >= len(pages)}


def removals(site: Site, page: Page, text: str, config: Config, rng: random.Random) -> Iterator[tuple[str, str]]:
    """An article without one of the fields that it must have, for some of them."""
    doc = Document(page.path, text, None, site.dialect)
    front = doc.front_matter
    assert front
    required = config.schema(page.path).get("required", ["title"] if page.fields.get("date") else [])
    there = [name for name in required if front.field(*name.split("."))]
    for name in rng.sample(there, min(_CHANGES, len(there))):
        field = front.field(*name.split("."))
        assert field
        edit = editor_for(front).rename(field, "zz")
        yield name, text[: edit.span.start] + edit.text + text[edit.span.end :]


def replacements(
    site: Site, page: Page, text: str, usual: set[str], config: Config, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """An article with a value of another type, for some of the fields that its group has."""
    doc = Document(page.path, text, None, site.dialect)
    front = doc.front_matter
    assert front
    fields = config.schema(page.path).get("fields", {})
    there = [(name, value) for name, value in fields_of(page) if name in usual and not isinstance(value, dict)]
    for name, value in rng.sample(there, min(_CHANGES, len(there))):
        field, kind = front.field(*name.split(".")), site.dialect.kind_of(name)
        asked = fields.get(name, {}).get("type", [])
        allowed = {*([asked] if isinstance(asked, str) else asked), kind_of(value)}
        # Hugo takes a number for the text or the switch that it may be, and one category for a list of it.
        allowed |= {
            "text": {"integer", "boolean"},
            "boolean": {"integer"},
            "list": {"string", "integer"},
            "any": {"string"},
        }.get(kind or "", set())
        others = [other for other in OTHERS if other not in allowed]
        if field is None or not others or not has_value(value):
            continue
        edit = editor_for(front).set(field, OTHERS[rng.choice(others)])
        yield name, text[: edit.span.start] + edit.text + text[edit.span.end :]


def kind_of(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "integer", list: "list", str: "string"}
    return names.get(type(value), "date")


def site_of(folder: Path) -> Site:
    """The site in a folder."""
    root = find_root(folder) or folder
    linter = linter_for(root)
    (tree,) = inspected(linter, content_files(root))
    return tree.site(linter)


def share(counts: Counter[bool]) -> str:
    return f"{counts[True]} of {counts.total()} ({100 * counts[True] / max(1, counts.total()):.1f} %)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--findings", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--parts", type=int, default=1, choices=range(1, HELD_OUT + 1))
    arguments = parser.parse_args()
    print(
        "| site | learned from | settings | held out | findings there | one in | removed, found | type, found | own |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for folder in arguments.sites:
        site = site_of(folder.absolute())
        seen = together([held_out(site, arguments.seed, part) for part in range(arguments.parts)])
        one_in = f"{seen.held_out / len(seen.false):.0f}" if seen.false else "-"
        print(
            f"| {folder.name} | {seen.learned} | {seen.settings} | {seen.held_out} | {len(seen.false)} | {one_in} | "
            f"{share(seen.removed)} | {share(seen.changed)} | {seen.own} |",
            flush=True,
        )
        if arguments.findings:
            print(*(f"    {path}: {message}" for path, message in seen.false), sep="\n")
            print(*(f"    missed: {missed}" for missed in seen.missed[:10]), sep="\n", flush=True)


if __name__ == "__main__":
    main()
