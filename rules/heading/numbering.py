"""Numbered headings of one section of which a number is missing, or stands twice.

“Step 1”, “Step 2”, “Step 4”: the reader looks for the third one, which was deleted, moved or never written; and of two
that are both the third, a reference to one leads nowhere. Only rows of at least three headings of one level are looked
at that begin with 1 and have one such place; what is numbered by days, weeks, parts or chapters is left alone, as some
may be in other articles, and so is a number that a line in bold or another list of the article begins with.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, nodes, pattern

_NUMBERED = pattern(
    r"(?P<label>(?:step|tip|reason|rule|lesson|principle|mistake|question|idea|method|option|myth|trick|habit|sign|way|"
    r"stage|benefit|problem|exercise|schritt|étape|paso|passo) ?)?(?P<sign>#?)(?P<number>\d{1,2})"
    r"(?P<end>[.):](?=\s)|(?= [-–—] )|(?=\s|\Z))",
    re.I,
)
_FEWEST = 3


class Numbering(Rule):
    severity = Severity.WARNING

    good = [
        Good("## 1. One\n\n## 2. Two\n\n## 3. Three\n"),
        Good("## 1. One\n\n## 3. Three\n", "two are few", nests=False),
        Good("## 2. Two\n\n## 4. Four\n\n## 5. Five\n", "the beginning is somewhere else"),
        Good("## 1. One\n\n## 3. Three\n\n## 4. Four\n\n## 6. Six\n", "two are missing: numbers of something"),
        Good("## 1. One\n\n## 4. Four\n\n## 5. Five\n", "and so are two in a row"),
        Good("## Week 1\n\n## Week 2\n\n## Week 4\n", "weeks"),
        Good("## 1 year\n\n## 3 years\n\n## 4 years\n", "numbers of something"),
        Good("## 1.1 One\n\n## 1.2 Two\n\n## 1.2 Three\n", "of more than one number"),
        Good("## Step 1: one\n\n## Step 2: two\n\n## Step 1: one\n\n## Step 2: two\n", "from the beginning again"),
        Good("## 1. One\n\n## 2. Two\n\n**3. Three**\n\n## 4. Four\n", "it stands there, as no heading"),
        Good("## 1. One\n\n## 2. Two\n\n3. Three\n\n## 4. Four\n", "as an item"),
        Good("## 1. One\n\n## 2. Two\n\n### Step 3\n\n## 4. Four\n", "at another level"),
        Good("## 1. One\n\n## A\n\n### 1. One\n\n### 2. Two\n\n## 2. Two\n\n## 3. Three\n", "within another"),
        Good("## 1. One\n\n## Option 2\n\n## 2. Two\n\n## 3. Three\n", "two rows"),
        Good("## A\n\n### 1. One\n\n### 2. Two\n\n## B\n\n### 4. Four\n", "below two headings"),
    ]
    bad = [
        Bad("## 1. One\n\n## 2. Two\n\n## ⟦4⟧. Four\n", message="“4” follows “2”, and “3” is missing", nests=False),
        Bad("## Step 1: one\n\n## Step 2: two\n\n## Step ⟦2⟧: three\n\n## Step 3\n", message="twice", nests=False),
        Bad("## #1 One\n\n## #2 Two\n\n## #⟦2⟧ Three\n\n## #4 Four\n", nests=False),
        Bad("## 1. One\n\n## 2. Two\n\n## ⟦2⟧. Three\n\n## 3. Four\n\n## 5. Five\n", nests=False),
        Bad("## 1 – One\n\n## 2 – Two\n\n## ⟦4⟧ – Four\n", nests=False),
        Bad("## 1 – One\n\n## 2 – Two\n\n## ⟦4⟧ Four\n", "the first one says that they count", nests=False),
        Bad("## 1 – One\n\n## 2 Two\n\n## ⟦4⟧ – Four\n", "the first one says that they count", nests=False),
        Bad(
            "## 1 – A\n\n## 2 – B\n\n## ⟦4⟧ – C\n\n## 5 – D\n\n## 6 – E\n\n## 7 – F\n\n## 8 – G\n\n"
            "## 9 – H\n\n## 10 – I\n",
            "up to a longer number",
            nests=False,
        ),
        Bad("## 1. One\n\n1. a\n2. b\n3. c\n\n## 2. Two\n\n## ⟦4⟧. Four\n", "another list", nests=False),
        Bad("# A\n\n### 1) One\n\n### B\n\n### ⟦3⟧) Three\n\n### 4) Four\n\n# C\n\n### A or 2\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        numbered = [(heading, match) for heading in doc.headings if (match := _NUMBERED.match(heading.prose.text))]
        if len(numbered) < _FEWEST:
            return
        matches = {heading.span.start: match for heading, match in numbered}
        for headings in _siblings(doc):
            row = [(heading, matches[heading.span.start]) for heading in headings if heading.span.start in matches]
            for _, same in groupby(sorted(row, key=_form), key=_form):
                yield from self._slips(doc, list(same))

    def _slips(self, doc: Document, row: list[tuple[nodes.Heading, re.Match[str]]]) -> Iterator[Diagnostic]:
        numbers = [int(match["number"]) for _, match in row]
        slips = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other - one != 1]
        if len(row) < _FEWEST or numbers[0] != 1 or not _is_counted(row) or not slips:
            return
        at, *more = slips
        step = numbers[at] - numbers[at - 1]
        # One that stands twice may stand for the next one: 1, 2, 2, 4.
        others = [numbers[one] - numbers[one - 1] for one in more]
        if step not in (0, 2) or (others and (step, others) != (0, [2])):
            return
        heading, match = row[at]
        if step == 2 and _stands(doc, numbers[at] - 1):
            return
        related = [Related(doc.path, doc.place(row[at - 1][0].span), "the one before")]
        what = f"the number {match['number']} stands twice: count on"
        if step == 2:
            what = (
                f"“{match['number']}” follows “{numbers[at - 1]}”, and “{numbers[at] - 1}” is missing: number it anew"
            )
        yield self.at(doc, heading.prose.span(*match.span("number")), what, related=related)


def _form(numbered: tuple[nodes.Heading, re.Match[str]]) -> str:
    """What the numbers of one row have in common."""
    match = numbered[1]
    return f"{(match['label'] or '').strip().lower()}{match['sign']}{match['end']}"


def _is_counted(row: list[tuple[nodes.Heading, re.Match[str]]]) -> bool:
    """Whether numbers count the headings, and are not what these are about: “1 year”."""
    _, match = row[0]
    text = row[0][0].prose.text
    return bool(
        match["label"] or match["sign"] or match["end"] or text[match.end() : match.end() + 2] in (" -", " –", " —")
    )


def _siblings(doc: Document) -> Iterator[list[nodes.Heading]]:
    """The headings of one level below the same one."""
    rows: dict[int, list[nodes.Heading]] = {}
    for heading in doc.headings:
        for level in [level for level in rows if level > heading.level]:
            yield rows.pop(level)
        rows.setdefault(heading.level, []).append(heading)
    yield from rows.values()


def _stands(doc: Document, number: int) -> bool:
    """Whether a line in bold, a heading of another level or another list of the article begins with a number."""
    marked = rf"(?m)^(?=[^\w\n]*[#*_<])[^\w\n]*(?:[^\W\d_]{{1,12}} )?#?{number}(?!\w)"
    return re.search(marked, doc.text) is not None or any(
        doc.text.startswith(f"{number}", list_.span.start) for list_ in doc.nodes(nodes.List)
    )
