"""How many planted slips of words, punctuation and repetition the rules find.

python bench/planted_words.py SITE...     folders of sites; each is copied, and every article gets one slip

Every kind of slip is planted where an article has room for it, at a place drawn at random; then the copy is checked
once. A slip is found where a finding of the rule that the kind is for stands on it.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SEED = 20
_PARAGRAPH = re.compile(r"(?:(?<=\n\n)|\A)(?=[A-ZÀ-Þ][^\n|`<{#\[\]*_$\\]*)(?:[^\n|`<{#\[\]*_$\\]+\n?){1,12}(?=\n|\Z)")
_MISSPELT = {
    "receive": "recieve", "separate": "seperate", "necessary": "neccessary", "environment": "enviroment",
    "definitely": "definately", "different": "diffrent", "because": "becuase", "available": "availble",
    "successful": "succesful", "beginning": "begining", "which": "whcih", "language": "langauge", "example": "exmaple",
    "important": "importent", "development": "developement", "experience": "experiance", "application": "aplication",
    "information": "infomation", "possible": "posible", "function": "funtion", "following": "folowing",
}  # fmt: skip


class Kind(NamedTuple):
    """A slip: the rule that is to find it, what it is planted in, and what is written there instead."""

    rule: str
    where: re.Pattern[str]
    slip: Callable[[re.Match[str], random.Random], str]


def kind(rule: str, where: str, slip: str | Callable[[re.Match[str], random.Random], str]) -> Kind:
    make = slip if callable(slip) else lambda match, _: match.expand(slip)
    return Kind(rule, re.compile(where), make)


def _inside(change: Callable[[str, int, random.Random], str]) -> Callable[[re.Match[str], random.Random], str]:
    return lambda match, rng: change(match[0], rng.randrange(2, len(match[0]) - 3), rng)


_WORD = r"(?<![\w.@/-])[a-z]{8,14}(?![\w@/.-])"
KINDS = {
    "known misspelling": kind(
        "spelling/misspelling", rf"\b(?:{'|'.join(_MISSPELT)})\b", lambda match, _: _MISSPELT[match[0]]
    ),
    "letter left out": kind("spelling/", _WORD, _inside(lambda word, at, _: word[:at] + word[at + 1 :])),
    "letter twice": kind("spelling/", _WORD, _inside(lambda word, at, _: word[:at] + word[at] + word[at:])),
    "letters swapped": kind(
        "spelling/", _WORD, _inside(lambda word, at, _: word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    ),
    "capitals of a name": kind("spelling/name-variant", r"\b[A-Z][a-z]+[A-Z][a-z]+\b", lambda m, _: m[0].capitalize()),
    "no space after a full stop": kind("text/punctuation", r"(?<=[a-z]{3}\.) (?=(?:The|This|It|If|We|You) [a-z])", ""),
    "no space after a year": kind("text/punctuation", r"(?<=[a-z]{4})\. (?=(?:The|This|It|In) [a-z])", " in 2021."),
    "no space after a comma": kind("text/punctuation", r"(?<=[a-z]{3},) (?=(?:and|but|the|which|it|you|we) [a-z])", ""),
    "space before a comma": kind("text/punctuation", r"(?<=[a-z]{3})(?=, [a-z])", " "),
    "space before a full stop": kind("text/punctuation", r"(?<=[a-z]{3})(?=\. [A-Z])", " "),
    "two full stops": kind("text/punctuation", r"(?<=[a-z]{3}\.)(?= [A-Z])", "."),
    "two commas": kind("text/punctuation", r"(?<=[a-z]{3},)(?= [a-z])", ","),
    "a stop after a question": kind("text/punctuation", r"(?<=[a-z]{3})\.(?= [A-Z])", "?."),
    "space before a question mark": kind("text/punctuation", r"(?<=[a-z]{3})\.(?= [A-Z])", " ?"),
    "small letter after a full stop": kind(
        "text/punctuation", r"(?<=[a-z]{4}\. )(?:The|This|It|If|We|You)(?= [a-z])", lambda m, _: m[0].lower()
    ),
    "wrong apostrophe": kind("text/punctuation", r"(?<=[a-z])['’](?=[a-z])", "´"),
    "then for than": kind("text/set-phrase", r"(?<=\bmore )than(?= (?:a|the|one|just|\d))", "then"),
    "its for it's": kind("text/set-phrase", r"\b[Ii]t['’]s(?= (?:a|not|been|just) )", "its"),
    "it's for its": kind("text/set-phrase", r"\bits own\b", "it's own"),
    "could of": kind("text/set-phrase", r"\b(could|should|would) have\b", r"\1 of"),
    "suppose to": kind("text/set-phrase", r"\b(is|are|was) (?:used|meant|designed) to\b", r"\1 suppose to"),
    "loose for lose": kind(
        "text/set-phrase", r"(?<=[a-z] )(?:find|see|get|have)(?= (?:the|a) [a-z]+)", "loose sight of"
    ),
    "a for an": kind("text/indefinite-article", r"\ban(?= [aeio][a-z]{3,} )", "a"),
    "an for a": kind("text/indefinite-article", r"\ba(?= (?:new|single|good|different|simple|large|list) )", "an"),
    "c'est à dire": kind("text/set-phrase", r"c['’]est-à-dire", "c'est à dire"),
    "au delà, au dessus": kind("text/set-phrase", r"\bau-(delà|dessus|dessous)\b", r"au \1"),
    "paragraph twice": kind("editorial/repeated-paragraph", r"(?s)\A.{130,}[.]\n?\Z", lambda m, _: f"{m[0]}\n\n{m[0]}"),
    "small letter at the start": kind(
        "text/punctuation", r"\A(?:The|This|It|If|We|You)(?= [a-z]+ (?s:.)*\.\n?\Z)", lambda m, _: m[0].lower()
    ),
    "coming soon": kind("editorial/stale-promise", r"(?<=[a-z]{3})(?=\. [A-Z])", ", and more is coming soon"),
    "one phrase of praise": kind("text/set-phrase", r"(?<=[a-z]{3})(?=\. [A-Z])", ", and it stroke a chord with us"),
}


def plant(text: str, wanted: Counter[str], rng: random.Random) -> tuple[str, str, int] | None:
    """The text with one slip of a kind that was planted the least, the kind, and where; None where nothing fits."""
    start = re.match(r"(?s)(---\n.*?\n---|\+\+\+\n.*?\n\+\+\+)\n", text)
    first = start.end() if start else 0
    outside = [match for match in _PARAGRAPH.finditer(text, first) if text.count("```", 0, match.start()) % 2 == 0]
    rng.shuffle(outside)
    for name in sorted(KINDS, key=lambda each: (wanted[each], rng.random())):
        for paragraph in outside[:40]:
            if found := list(KINDS[name].where.finditer(paragraph[0])):
                match = rng.choice(found)
                at = paragraph.start() + match.start()
                new = KINDS[name].slip(match, rng)
                if new != match[0]:
                    return text[:at] + new + text[at + len(match[0]) :], name, at
    return None


def findings(folder: Path) -> dict[str, list[tuple[str, int, int]]]:
    """The findings of a site by file: rule, start and end."""
    command = [
        sys.executable,
        "-m",
        "postlint",
        "check",
        "--isolated",
        "--no-cache",
        "-q",
        "--output-format",
        "json",
        ".",
    ]
    rules = ",".join(sorted({kind.rule.rstrip("/") for kind in KINDS.values()}))
    done = subprocess.run([*command, "--select", rules], cwd=folder, capture_output=True, text=True, check=False)
    found: dict[str, list[tuple[str, int, int]]] = {}
    for load in json.loads(done.stdout)["diagnostics"]:
        row = load["rule"], load["start"]["offset"], load["end"]["offset"]
        found.setdefault(load["path"], []).append(row)
    return found


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    rng = random.Random(SEED)
    planted: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for site in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "site"
            shutil.copytree(site, folder, symlinks=True, ignore=shutil.ignore_patterns(".git", "node_modules"))
            slips: list[tuple[str, str, int]] = []
            for file in sorted(folder.rglob("*.md")):
                made = plant(file.read_text("utf-8", "replace"), planted, rng) if file.is_file() else None
                if made:
                    file.write_text(made[0], "utf-8", newline="")
                    slips.append((file.relative_to(folder).as_posix(), made[1], made[2]))
                    planted[made[1]] += 1
            found = findings(folder)
            for path, name, at in slips:
                rule = KINDS[name].rule
                near = [row for row in found.get(path, []) if row[0].startswith(rule)]
                hit[name] += any(start - 60 <= at <= end + 400 for _, start, end in near)
        print(f"{site.name}: {len(slips)} planted", flush=True)
    for name in KINDS:
        if planted[name]:
            print(
                f"{KINDS[name].rule:32} {name:34} {hit[name]:4} of {planted[name]:4}  {hit[name] / planted[name]:.0%}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
