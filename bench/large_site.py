"""A made-up Hugo site of any number of articles, each time the same: about 5 KB of text each, with links among them.

python bench/large_site.py FOLDER 50000
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

WORDS = """time work day part town bridge harbour market river garden teacher letter winter summer evening morning road
station engine window paper kitchen island mountain village captain story answer question reason season number picture
journey promise weather shoulder corner orchard lantern
""".split()
BETWEEN = ["of the", "in the", "with the", "from the", "at the", "by the", "for the new", "on the first", "and the old"]
"""What stands between two words, so that no rule finds fault with it: each finding costs too."""
SECTIONS = ("news", "guides", "people", "places", "notes", "reviews", "letters", "history")


def sentence(dice: random.Random) -> str:
    words = [word for word, _ in groupby(dice.choices(WORDS, k=dice.randint(2, 6)))]
    return f"The {''.join(f'{word} {dice.choice(BETWEEN)} ' for word in words)}{dice.choice(WORDS)}."


def paragraph(dice: random.Random, count: int) -> str:
    """Some sentences; some have emphasis, code, or a link to another article or to another site."""
    parts = [sentence(dice) for _ in range(dice.randint(3, 6))]
    if dice.random() < 0.6:
        number = dice.randrange(count)
        parts.append(f"See [{sentence(dice)[:-1].lower()}](/{section(number)}/article-{number}/#second).")
    if dice.random() < 0.3:
        parts.append(f"It is *{dice.choice(WORDS)}* and **{dice.choice(WORDS)}**, as `{dice.choice(WORDS)}` shows.")
    if dice.random() < 0.2:
        parts.append(f"More of it is [elsewhere](https://example.com/{dice.choice(WORDS)}/{dice.randrange(10_000)}).")
    return "\n".join(" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2))


def section(number: int) -> str:
    return SECTIONS[number % len(SECTIONS)]


def body(dice: random.Random, count: int) -> Iterator[str]:
    for heading in ("First", "Second", "Third", "And so on"):
        yield f"## {heading}"
        for _ in range(dice.randint(2, 3)):
            yield paragraph(dice, count)
        kind = dice.randrange(5)
        if kind == 0:
            yield "\n".join(f"- {sentence(dice)}" for _ in range(dice.randint(3, 8)))
        elif kind == 1:
            yield "```python\n" + "\n".join(f"{dice.choice(WORDS)} = {dice.randrange(99)}" for _ in range(8)) + "\n```"
        elif kind == 2:
            rows = "\n".join(f"| {dice.choice(WORDS)} | {dice.randrange(99)} |" for _ in range(5))
            yield f"| Word | Number |\n|---|---|\n{rows}"
        elif kind == 3:
            yield f"> {sentence(dice)}\n> {sentence(dice)}"
        else:
            yield '{{< figure src="/images/plan.png" alt="A plan" >}}'


def article(number: int, count: int) -> str:
    dice = random.Random(number)
    front = (
        f'+++\ntitle = "Article {number}: {sentence(dice)[:-1]}"\ndate = {2000 + number % 25}-{1 + number % 12:02}-01\n'
    )
    front += f'description = "{sentence(dice)}"\ntags = ["{dice.choice(WORDS)}"]\n+++\n'
    text = front + "\n" + "\n\n".join(body(dice, count)) + "\n"
    # One article in a hundred has something to be found.
    return text.replace("](/", "]( /", 1) if number % 100 == 0 else text


def make(folder: Path, count: int) -> None:
    """Write the site."""
    (folder / "static" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "static" / "images" / "plan.png").touch()
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "A large site"\n')
    for name in SECTIONS:
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = folder / "content" / section(number) / f"article-{number}.md"
        file.write_text(article(number, count), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    make(Path(sys.argv[1]), int(sys.argv[2]))
