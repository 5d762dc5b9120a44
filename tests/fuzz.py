"""A target for a coverage-guided fuzzer: parse, check and fix, whatever the bytes.

    pip install atheris
    python tests/fuzz.py -max_total_time=1200 -max_len=4096 -len_control=0 CORPUS_FOLDER

An empty folder gets the examples of all rules, which the fuzzer changes and joins. What it finds becomes an example in
`tests/test_hostile.py` or of a rule.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT.parent)]

with atheris.instrument_imports(include=["postlint", "mistune"]):
    from examples import RULES

    from postlint.cli.rule_examples import TODAY
    from postlint.config.configuration import Config
    from postlint.config.rule_selection import Rules
    from postlint.document.document import Document
    from postlint.rule import FileRule, Rule
    from postlint.run.fixer import damage
    from postlint.run.linter import Linter
    from postlint.run.site_run import fix

FILE = Path("/site/content/articles/a.md")
RUN = Rules.of([rule() for rule in RULES.values() if issubclass(rule, Rule | FileRule)])


def one_input(data: bytes) -> None:
    """No exception, and repairs that hold."""
    linter = Linter(Config(Path("/site")), RUN, today=TODAY)
    linter.contents[FILE] = data
    _, outcomes = fix(linter, [FILE], unsafe=bool(len(data) % 2))
    for outcome in outcomes:
        if outcome.after == outcome.before:
            continue
        fixes = [finding.fix for finding in outcome.applied if finding.fix]
        harm = damage(Document("a.md", outcome.before.decode()), outcome.after.decode(), fixes)
        assert not harm, harm
        again = Linter(Config(Path("/site")), RUN, today=TODAY)
        again.contents[FILE] = outcome.after
        _, second = fix(again, [FILE], unsafe=bool(len(data) % 2))
        assert all(other.after == other.before for other in second), "a second run changes something"


def plant(folder: Path) -> None:
    """Write the examples of all rules into an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        texts = {example.text for rule in RULES.values() for example in (*rule.good, *rule.bad)}
        for number, text in enumerate(sorted(texts)):
            (folder / f"{number:04}.md").write_text(text.replace("⟦", "").replace("⟧", ""), "utf-8", "surrogateescape")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        if not argument.startswith("-"):
            plant(Path(argument))
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
