"""Repairs planted in articles of real sites, judged by the real Hugo: no difference that is not declared.

    python bench/planted_repairs.py                   20,000 repairs, at least 100 of each rule that repairs
    python bench/planted_repairs.py --each 5 link/    five of each rule of a family

Each is an example of a rule, as it stands or in a block quote or an item, between paragraphs that are drawn from the
articles of real sites, and repaired with all that is unsafe: distinct in rule and surroundings. What is in the front
matter Hugo does not show: there postlint's own proof is the only one.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from examples import RULES  # noqa: E402

from bench.corpus import CORPORA, unpacked  # noqa: E402
from bench.hugo_judge import Repair, judge  # noqa: E402
from postlint.cli.example_texts import SETTINGS, unmark  # noqa: E402
from postlint.cli.rule_examples import Bench, Case, cases_of  # noqa: E402
from postlint.document.front_matter.fences import parse  # noqa: E402
from postlint.run.fixer import repair  # noqa: E402

SEED = 11
LONGEST = 1_200
ALL = 20_000
BATCH = 500


def paragraphs(sites: Sequence[Path]) -> list[str]:
    """The paragraphs of all articles, as they were typed: what lies between blank lines."""
    texts = (path.read_text("utf-8", "replace") for site in sites for path in sorted(site.rglob("content/**/*.md")))
    drawn = {part for text in texts for part in re.split(r"\n[ \t]*\n", text.replace("\r", ""))[1:]}
    return sorted(part for part in drawn if part.strip() and len(part) < LONGEST)


def texts(case: Case, around: Sequence[str], chance: random.Random) -> Iterator[str]:
    """An example among other paragraphs, each time others."""
    plain = unmark(case.example.text)[0]
    settings = [str, *SETTINGS.values()] if case.nests else [str]
    while True:
        before = "".join(part + "\n\n" for part in chance.sample(around, chance.randrange(3)))
        after = "".join("\n\n" + part for part in chance.sample(around, chance.randrange(3)))
        text = chance.choice(settings)(plain)
        head = text[: _end_of_front_matter(text)]
        yield head + ("\n" if head else "") + before + text[len(head) :].rstrip("\n") + after + "\n"


def _end_of_front_matter(text: str) -> int:
    front = parse(text)
    return front.span.end if front else 0


def repairs(case: Case, around: Sequence[str], number: int, chance: random.Random) -> Iterator[Repair]:
    """So many repairs of one example; fewer where its surroundings leave nothing to repair."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(case, RULES, Path(folder))
        made = texts(case, around, chance)
        for _ in range(2 * number):
            if number <= 0:
                return
            text = next(made)
            done = repair(bench.linter.document(case.example.path, text), bench.find(text), unsafe=True)
            if done.text != text:
                number -= 1
                changes = frozenset(change for finding in done.applied if finding.fix for change in finding.fix.changes)
                yield Repair(case.name, text, done.text, changes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--each", type=int, help="repairs of each rule, instead of 20,000 in all")
    parser.add_argument("rules", nargs="*", help="beginnings of the names of rules")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        print(f"there are no articles to plant in: {options.corpora} is missing", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        around = paragraphs([site for _, site in unpacked(options.corpora, Path(folder))])
    chosen = {name: rule for name, rule in RULES.items() if name.startswith(tuple(options.rules) or "")}
    cases: dict[str, list[Case]] = {}
    for case in cases_of(chosen):
        if case.bad and case.bad.fixed is not None:
            cases.setdefault(case.rule.name, []).append(case)
    each = options.each or -(-ALL // len(cases))
    made, judged, unbuilt, wrong = Counter[str](), 0, 0, 0
    waiting: list[Repair] = []
    for name, examples in cases.items():
        chance = random.Random(f"{SEED} {name}")
        for case in examples:
            waiting += repairs(case, around, -(-each // len(examples)), chance)
        made[name] = len(waiting)
        for start in range(0, len(waiting), BATCH):
            verdict = judge(waiting[start : start + BATCH])
            judged, unbuilt, wrong = judged + verdict.judged, unbuilt + verdict.unbuilt, wrong + len(verdict.failures)
            for failure, what in verdict.failures:
                print(f"Hugo shows other {what}: {failure.name}\n{failure.before!r}\n{failure.after!r}\n", flush=True)
        waiting = []
    few = {name: number for name, number in made.items() if number < min(each, 100)}
    print(
        f"{made.total()} repairs of {len(cases)} rules, {judged} judged, {unbuilt} not built, {wrong} wrong; few: {few}"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
