"""Where the time of the pass over each article goes: processor seconds, the least of several passes.

python bench/phases.py SITE [EVERY]      of every so-manieth article, default 4
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from pathlib import Path

from postlint.config.loading import load
from postlint.document import front_matter, shortcodes
from postlint.document.document import Document
from postlint.document.markdown import parser as markdown
from postlint.document.markdown.blocks import parse_blocks
from postlint.facts.extraction import page_of
from postlint.facts.inspection import Inspection
from postlint.run.active_rules import active_rules
from postlint.run.linter import Linter


def measured(linter: Linter, texts: dict[str, str]) -> Counter[str]:
    """One pass over all articles, each stage by itself."""
    spent: Counter[str] = Counter()
    last = time.process_time()

    def lap(name: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[name] += now - last  # type: ignore[assignment]
        last = now

    for path, text in texts.items():
        last = time.process_time()
        front = front_matter.parse(text)
        lap("front matter")
        start = front.span.end if front else 0
        masked = shortcodes.mask(text, shortcodes.parse(text, start))
        lap("shortcodes")
        tokens, references, footnotes = parse_blocks(*markdown._normalise(masked, start))
        lap("blocks of Markdown")
        markdown._Builder(references, footnotes).blocks(tokens)
        lap("inline Markdown and nodes")
        doc = Document(path, text)
        last = time.process_time()
        found = [each for rule in linter.rules.of_kind("article") for each in rule.check(doc)]  # type: ignore[attr-defined]
        lap("article rules")
        page = page_of(doc)
        lap("facts")
        Inspection(page, tuple(found)).to_record()
        lap("as text for the cache")
    return spent


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    root, every = Path(sys.argv[1]).absolute(), int(sys.argv[2]) if len(sys.argv) > 2 else 4
    files = sorted(root.rglob("*.md"))[::every]
    texts = {file.relative_to(root).as_posix(): file.read_bytes().decode("utf-8", "replace") for file in files}
    config = load(root, None, isolated=True)
    linter = Linter(config, active_rules(config))
    gc.disable()
    passes = [measured(linter, texts) for _ in range(3)]
    least = {name: min(times[name] for times in passes) for name in passes[0]}
    total = sum(least.values())
    print(
        f"{len(texts):,} articles, {sum(map(len, texts.values())):,} characters\n\n| stage | s | share |\n|---|---|---|"
    )
    for name, seconds in least.items():
        print(f"| {name} | {seconds:.2f} | {seconds / total:.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
