"""A made-up Hugo site of any number of articles, each time the same: about 5 KB of text each, with links among them.

    python bench/large_site.py FOLDER 50000
    python bench/large_site.py FOLDER 50000 30000

All articles share forty words. With a third argument they have so many made-up ones, as unequally often as in real
texts (by Zipf's law), and links have the title of their target.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

_FEW = """time work day part town bridge harbour market river garden teacher letter winter summer evening morning road
station engine window paper kitchen island mountain village captain story answer question reason season number picture
journey promise weather shoulder corner orchard lantern
""".split()
BETWEEN = ["of the", "in the", "with the", "from the", "at the", "by the", "for the new", "on the first", "and the old"]
"""What stands between two words, so that no rule finds fault with it: each finding costs too."""
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
SECTIONS = ("news", "guides", "people", "places", "notes", "reviews", "letters", "history")


class Words(NamedTuple):
    """The words of a site, each as often as the others, or with weights that are added up."""

    words: Sequence[str]
    weights: Sequence[float] | None = None

    def some(self, dice: random.Random, count: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self.weights, k=count)

    def one(self, dice: random.Random) -> str:
        return self.some(dice, 1)[0] if self.weights else dice.choice(self.words)


FEW = Words(_FEW)


def many(count: int) -> Words:
    """So many made-up words, the n-th of which stands 1/n times as often as the first."""
    dice = random.Random(count)
    words = {"".join(dice.choices(_SYLLABLES, k=4)): None for _ in range(count)}
    return Words([*words], [*accumulate(1 / number for number in range(1, len(words) + 1))])


def sentence(dice: random.Random, words: Words) -> str:
    first = [word for word, _ in groupby(words.some(dice, dice.randint(2, 6)))]
    return f"The {''.join(f'{word} {dice.choice(BETWEEN)} ' for word in first)}{words.one(dice)}."


def paragraph(dice: random.Random, count: int, words: Words) -> str:
    """Some sentences; some have emphasis, code, or a link to another article or to another site."""
    parts = [sentence(dice, words) for _ in range(dice.randint(3, 6))]
    if dice.random() < 0.6:
        number = dice.randrange(count)
        text = title(number, words) if words.weights else sentence(dice, words)[:-1]
        parts.append(f"See [{text.lower()}](/{section(number)}/article-{number}/#second).")
    if dice.random() < 0.3:
        parts.append(f"It is *{words.one(dice)}* and **{words.one(dice)}**, as `{words.one(dice)}` shows.")
    if dice.random() < 0.2:
        parts.append(f"More of it is [elsewhere](https://example.com/{words.one(dice)}/{dice.randrange(10_000)}).")
    return "\n".join(" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2))


def title(number: int, words: Words) -> str:
    return sentence(random.Random(number), words)[:-1]


def section(number: int) -> str:
    return SECTIONS[number % len(SECTIONS)]


def body(dice: random.Random, count: int, words: Words) -> Iterator[str]:
    for heading in ("First", "Second", "Third", "And so on"):
        yield f"## {heading}"
        for _ in range(dice.randint(2, 3)):
            yield paragraph(dice, count, words)
        kind = dice.randrange(5)
        if kind == 0:
            yield "\n".join(f"- {sentence(dice, words)}" for _ in range(dice.randint(3, 8)))
        elif kind == 1:
            yield "```python\n" + "\n".join(f"{words.one(dice)} = {dice.randrange(99)}" for _ in range(8)) + "\n```"
        elif kind == 2:
            rows = "\n".join(f"| {words.one(dice)} | {dice.randrange(99)} |" for _ in range(5))
            yield f"| Word | Number |\n|---|---|\n{rows}"
        elif kind == 3:
            yield f"> {sentence(dice, words)}\n> {sentence(dice, words)}"
        else:
            yield '{{< figure src="/images/plan.png" alt="A plan" >}}'


def article(number: int, count: int, words: Words) -> str:
    dice = random.Random(number)
    front = f'+++\ntitle = "Article {number}: {sentence(dice, words)[:-1]}"\n'
    front += f"date = {2000 + number % 25}-{1 + number % 12:02}-01\n"
    front += f'description = "{sentence(dice, words)}"\ntags = ["{words.one(dice)}"]\n+++\n'
    text = front + "\n" + "\n\n".join(body(dice, count, words)) + "\n"
    # One article in a hundred has something to be found.
    return text.replace("](/", "]( /", 1) if number % 100 == 0 else text


def make(folder: Path, count: int, words: Words = FEW) -> None:
    """Write the site."""
    (folder / "static" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "static" / "images" / "plan.png").touch()
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "A large site"\n')
    for name in SECTIONS:
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = folder / "content" / section(number) / f"article-{number}.md"
        file.write_text(article(number, count, words), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or not all(map(str.isdigit, sys.argv[2:])):
        sys.exit(__doc__)
    make(Path(sys.argv[1]), int(sys.argv[2]), many(int(sys.argv[3])) if sys.argv[3:] else FEW)
