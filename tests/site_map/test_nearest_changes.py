"""What was near to a path is asked for again where it may be something else, and not where it cannot."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import postlint, write

from postlint.facts.encoding import encoded
from postlint.run.changed_tables import forget_suggestions
from postlint.site.rows import ChangedRows
from postlint.site.suggestions import NEAREST, Nearest, near
from site_map.memory_rows import MemoryRows

WORDS = "garden gardens river rivers lantern lanterns journey journeys orchard promise window".split()


def path_of(chance: random.Random) -> str:
    """A path with words that are like those of others, or a date that others leave out."""
    name = "-".join(chance.sample(WORDS, chance.choice((1, 2))))
    date = chance.choice(("", "", "2020-01-02-"))
    return f"{chance.choice(('posts/', 'notes/', ''))}{date}{name}"


def unnoticed(seed: int, forget: Callable[[ChangedRows], None]) -> Iterator[str]:
    """The paths of which what is near is something else after a change, and that were not forgotten."""
    chance = random.Random(seed)
    known = dict(near(f"/{path_of(chance)}/", f"{at}") for at in range(12))
    for _ in range(20):
        wanted = path_of(chance)
        nearest = Nearest(known.items())
        before = nearest.find(wanted)
        changed = dict(known)
        gone, come = chance.choice([*known]), near(f"/{path_of(chance)}/", "new")
        if chance.random() < 0.7:
            del changed[gone]
        if chance.random() < 0.7:
            changed[come[0]] = come[1]
        table = f"{NEAREST} near_en"
        rows = ChangedRows(MemoryRows({(table, wanted): encoded(nearest.considered.get(wanted, []))}))
        for path in known.keys() | changed.keys():
            if known.get(path) != changed.get(path):
                rows.changed["near_en", path] = encoded("") if path in changed else None
        forget(rows)
        if rows.fact(table, wanted) is not None and Nearest(changed.items()).find(wanted) != before:
            yield wanted
        known = changed


@pytest.mark.parametrize("seed", range(30))
def test_what_may_be_something_else_is_forgotten(seed: int) -> None:
    assert next(unnoticed(seed, forget_suggestions), None) is None


def test_without_it_that_would_be_missed() -> None:
    assert any(True for seed in range(5) for _ in unnoticed(seed, lambda rows: None))


def test_what_is_far_from_all_changes_is_kept() -> None:
    known = dict([near("/posts/garden/", ""), near("/about/me/", "")])
    nearest = Nearest(known.items())
    nearest.find("posts/gardem")
    row = (f"{NEAREST} near_en", "posts/gardem")
    rows = ChangedRows(MemoryRows({row: encoded(nearest.considered["posts/gardem"])}))
    rows.changed = {("near_en", "about/me"): None, ("near_en", "notes/window"): encoded("")}
    forget_suggestions(rows)
    assert rows.fact(*row) is not None
    rows.changed["near_en", "posts/garden"] = None
    forget_suggestions(rows)
    assert rows.fact(*row) is None


def test_a_suggestion_follows_the_articles(tmp_path: Path) -> None:
    article = "+++\ntitle = 'One'\n+++\n\nText.\n"
    write(
        tmp_path,
        {
            "postlint.toml": "",
            "hugo.toml": "",
            "content/posts/harbour-lights.md": article,
            "content/ask.md": "+++\ntitle = 'Two'\n+++\n\nRead [that](/posts/harbour-light/).\n",
        },
    )
    options = ("check", "--exit-zero", "--select", "link/broken", "--output-format", "concise")
    assert "/posts/harbour-lights/" in postlint(*options, cwd=tmp_path).out
    (tmp_path / "content/posts/harbour-lights.md").rename(tmp_path / "content/posts/harbour-lighte.md")
    assert "/posts/harbour-lighte/" in postlint(*options, cwd=tmp_path).out
    (tmp_path / "content/posts/harbour-lighte.md").unlink()
    assert "did you mean" not in postlint(*options, cwd=tmp_path).out
    write(tmp_path, {"content/posts/harbour-lights.md": article})
    assert "/posts/harbour-lights/" in postlint(*options, cwd=tmp_path).out
