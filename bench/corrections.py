"""Which of the corrections in a site's history the rules name before the repair, and no more after it.

    python bench/corrections.py REPOSITORY [--each N] [--seed N] [--show FILE]     a clone with its history

Commits are read for lines of articles of which few letters changed. What changed is sorted by kind, without knowing
whether it was an error: many a word is changed for taste, so the table says more of kinds such as words that no list
has than of small words. Up to N of a kind are drawn, one of a place; each article is written into a copy of the newest
checkout as it was before, the copy is checked, and once more as it was after. `--show` writes each with its verdict.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from postlint.helpers.word_lists import valid_words

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\s+|.", re.S)
_HUNK = re.compile(r"@@ -(\d+)\S* \+(\d+)")
_NO_TEXT = re.compile(r"`[^`]*`|\]\([^)]*|https?://\S+|\{\{.*?\}\}|<[^>]*>")
_FEW_EDITS, _LONGEST, _LIKE = 3, 2500, 0.75
"""A line has so many edits at most, so many letters, and such a share of them as before."""
_WORDS = 2
_MANY_FILES = 60
"""A commit that changes more articles changes all of them in one way."""
_WIDE = 200


class Correction(NamedTuple):
    """What was written where, and what a commit made of it."""

    commit: str
    path: str
    kind: str
    before: str
    after: str
    line: int
    line_after: int
    span: tuple[int, int]
    span_after: tuple[int, int]


def git(repository: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    output = subprocess.run(command, cwd=repository, check=True, capture_output=True).stdout
    return output.decode("utf-8", "replace")


def kind_of(before: str, after: str) -> str:
    """What kind of change it is; "" for those that are no corrections of a word or a sign."""
    old, new = before.strip(), after.strip()
    if re.search(r"\d", before + after) or max(len(old.split()), len(new.split())) > _WORDS:
        return ""
    if not re.search(r"[^\W_]", before + after):
        return "space" if not old + new else "sign"
    if old.lower() == new.lower():
        return "capital" if old != new else "space"
    if re.sub(r"[\s’'-]", "", old).lower() == re.sub(r"[\s’'-]", "", new).lower():
        return "hyphen, blank, apostrophe"
    if not old or not new:
        return "word missing" if not old else "word too many"
    if difflib.SequenceMatcher(None, old.lower(), new.lower()).ratio() < 0.6:
        return ""
    known = valid_words({old.lower()}, "en")
    return "word that no list has" if old.isalpha() and known == set() else "other word"


def edits(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """The places of two lines that differ, in characters."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if matcher.ratio() < _LIKE or len(changed) > _FEW_EDITS:
        return
    for _, start, end, start_after, end_after in changed:
        at, at_after = len("".join(old[:start])), len("".join(new[:start_after]))
        yield at, at + len("".join(old[start:end])), at_after, at_after + len("".join(new[start_after:end_after]))


def corrections(repository: Path) -> Iterator[Correction]:
    """The small changes of lines of all commits."""
    log = git(repository, "log", "-p", "-U0", "--no-merges", "--diff-filter=M", "--format=commit %H", "--", "*.md")
    for entry in re.split(r"^commit (?=[0-9a-f]{40}$)", log, flags=re.M)[1:]:
        commit, files = entry[:40], re.split(r"^diff --git .*$", entry, flags=re.M)[1:]
        for file in files if len(files) <= _MANY_FILES else ():
            name = re.search(r"^\+\+\+ b/(.*?)\t?$", file, re.M)
            for hunk in re.split(r"^(?=@@ )", file, flags=re.M)[1:] if name else ():
                numbers, lines = _HUNK.match(hunk), hunk.splitlines()[1:]
                removed = [line[1:] for line in lines if line.startswith("-")]
                added = [line[1:] for line in lines if line.startswith("+")]
                if numbers is None or name is None or len(removed) != len(added):
                    continue
                for number, (before, after) in enumerate(zip(removed, added, strict=True)):
                    for start, end, start_after, end_after in edits(before, after) if len(before) < _LONGEST else ():
                        kind = kind_of(before[start:end], after[start_after:end_after])
                        if kind and not any(m.start() <= start < m.end() for m in _NO_TEXT.finditer(before)):
                            places = int(numbers[1]) + number, int(numbers[2]) + number
                            spans = (start, end), (start_after, end_after)
                            yield Correction(commit, name[1], kind, before, after, *places, *spans)


def checked(folder: Path, articles: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What is found in a copy of the site with some articles written otherwise, by article."""
    before = {path: (folder / path).read_bytes() for path in articles}
    for path, text in articles.items():
        (folder / path).write_text(text, encoding="utf-8", newline="")
    command = [sys.executable, "-m", "postlint", "check", "--isolated", "--no-cache", "-q", "--exit-zero"]
    output = subprocess.run([*command, "--output-format", "json", *articles], cwd=folder, capture_output=True).stdout
    for path, content in before.items():
        (folder / path).write_bytes(content)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for finding in json.loads(output)["diagnostics"]:
        found[finding["path"]].append(finding)
    return found


def named(findings: list[dict[str, Any]], text: str, line: int, span: tuple[int, int]) -> dict[str, str]:
    """The rules whose findings touch a place, with their severities."""
    at = len("\n".join([*text.split("\n")[: line - 1], ""]))
    rules: dict[str, str] = {}
    for finding in findings:
        edited = [(edit["start"], edit["end"]) for edit in (finding.get("fix") or {}).get("edits", ())]
        for start, end in [(finding["start"]["offset"], finding["end"]["offset"]), *edited]:
            if end - start < _WIDE and start <= at + span[1] + 1 and end >= at + span[0] - 1:
                rules[finding["rule"]] = finding["severity"]
    return rules


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("repository", type=Path)
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--show", type=Path)
    options = parser.parse_args()
    repository: Path = options.repository
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=repository, check=True, capture_output=True).stdout
        subprocess.run(["tar", "x"], cwd=folder, input=archive, check=True)
        mined = [one for one in corrections(repository) if (folder / one.path).is_file() and "/" in one.path]
        random.Random(options.seed).shuffle(mined)
        drawn: dict[tuple[str, str], list[Correction]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for one in mined:
            if counts[one.kind] < options.each:
                counts[one.kind] += 1
                drawn[one.commit, one.path].append(one)
        shown, warned, advised = [], Counter[str](), Counter[str]()
        for (commit, path), ones in drawn.items():
            texts = [git(repository, "show", f"{commit}{parent}:{path}") for parent in ("^", "")]
            found = [checked(folder, {path: text})[path] for text in texts]
            for one in ones:
                rules = named(found[0], texts[0], one.line, one.span)
                left = named(found[1], texts[1], one.line_after, one.span_after)
                gone = {rule: severity for rule, severity in rules.items() if rule not in left}
                advised[one.kind] += bool(gone)
                warned[one.kind] += any(severity != "info" for severity in gone.values())
                changed = f"{one.before[slice(*one.span)]} > {one.after[slice(*one.span_after)]}"
                shown.append(f"{one.kind}\t{path}:{one.line}\t{changed}\t{', '.join(gone)}\n")
    for kind, number in counts.most_common():
        print(f"{kind:28}{number:5}{warned[kind]:5} found{advised[kind]:5} with advice")
    if options.show:
        options.show.write_text("".join(sorted(shown)), encoding="utf-8")


if __name__ == "__main__":
    main()
