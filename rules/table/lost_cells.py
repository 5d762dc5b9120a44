"""A row of a table with more cells than its head: what is beyond the head is not on the page.

Often a `|` in code or in the link of a wiki is what parts one cell too many; in a table it needs a backslash, in code
too.

## Fix safety
Unsafe: the head may lack a column instead. Only a `|` in code or in a wiki link gets its backslash.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, pattern, quoted

# Code, all of it, as what stands between two pieces is none; or the link of a wiki, with a bare `|` in it.
_PIPED = pattern(r"(?<!`)(?P<marks>`+)(?!`)[^`\n]*?(?P=marks)(?!`)|\[\[[^\[\]|\n]+\|[^\[\]\n]+\]\]")
_PIPE = pattern(r"(?<!\\)\|")
_COMMENT = pattern(r"<!--.*-->", re.S)


class LostCells(Rule):
    severity = Severity.WARNING

    good = [
        Good("| a | b |\n|---|---|\n| 1 |\n| `x \\| y` | z |\n| 1 | 2 | |\n", "fewer cells, and an empty one"),
        Good("| a | b |\n|---|---|\n| 1 | 2 | <!-- a remark -->\n"),
        Good(
            "| a |\n|---|\n| 1 | 2 |\n", "kramdown shows them", site={"_config.yml": "", "_posts/2026-01-02-b.md": ""}
        ),
        Good("a | b\n--|--\n1 | 2 |\n"),
        Good("| a |\n|---|\n| 1 |  |  |\n| 2 | |\t|  |\n", "empty ones"),
        Good("| a | b |\n|---|---|\n| 1 | 2 |{{% comment %}} for now\n| 3 | 4 |\n{{% /comment %}}\n", nests=False),
        Good("```\n| a |\n|---|\n| 1 | 2 |\n```\n"),
    ]
    bad = [
        Bad("| a | b |\n|---|---|\n| 1 | 2 | ⟦3⟧ |\n", message="“3” is not on the page"),
        Bad("| a | b |\n|---|---|\n| 1 | 2 | ⟦3 | 4⟧ |\n| 5 | 6 |\n"),
        Bad(
            "| a | b |\n|---|---|\n| `x | y` | ⟦more⟧ |\n",
            fixed="| a | b |\n|---|---|\n| `x \\| y` | more |\n",
            message="in “`x | y`”",
        ),
        Bad("| a | b |\n|---|---|\n| `x`|y|⟦`z`⟧ |\n", fixed=None, message="add one to the head"),
        Bad("| a | b |\n|---|---|\n| [[c|d]] | ⟦e⟧ |\n", fixed="| a | b |\n|---|---|\n| [[c\\|d]] | e |\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for row in doc.nodes(nodes.Row) if doc.dialect.is_commonmark else ():
            # What a shortcode makes of what stands behind it is not known.
            text = doc.source(row.lost).strip(" \t|") if row.lost else ""
            if row.lost and text and not (text.startswith("{{") or _COMMENT.fullmatch(text)):
                yield self._lost(doc, row, row.lost)

    def _lost(self, doc: Document, row: nodes.Row, lost: Span) -> Diagnostic:
        text = doc.text[row.span.start : row.span.end]
        piped = [match for match in _PIPED.finditer(text) if _PIPE.search(match[0])]
        what = f"{quoted(doc.source(lost), 40)} is not on the page, as the head of the table has fewer cells"
        if not piped:
            return self.at(doc, lost, f"{what} than this row: add one to the head or take one out here")
        start = row.span.start
        places = [start + match.start() + pipe.start() for match in piped for pipe in _PIPE.finditer(match[0])]
        edits = [Edit(Span(place, place), "\\") for place in places]
        fix = Fix.unsafe(*edits, title="Write “\\|”", changes=list(Change))
        return self.at(doc, lost, f"{what}: the “|” in {quoted(piped[0][0], 40)} parts cells, write “\\|”", fix=fix)
