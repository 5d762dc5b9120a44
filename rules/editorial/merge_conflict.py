"""Markers of a merge conflict that nobody resolved.

Both versions of the text are on the page, with the markers between them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Span, nodes, pattern

_MARKER = pattern(r"^\ufeff?(?P<marker><{7} \S.*?|={7}|>{7} \S.*?)\r?$", re.M)


class MergeConflict(Rule):
    severity = Severity.ERROR
    signs = ("<<<<<<< ",)

    good = [
        Good("A title\n=======\n\n>>>>>>> a quote in quotes\n", nests=False),
        Good("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n"),
        Good("The marker `<<<<<<< HEAD` opens a conflict.\n"),
        Good("<<<<<<< HEAD\n>>>>>>> main\n\n```\na\n```\n", "nothing parts them", nests=False),
    ]
    bad = [
        Bad("Text.\n\n⟦<<<<<<< HEAD⟧\nOne.\n⟦=======⟧\nTwo.\n⟦>>>>>>> main⟧\n\nText.\n", nests=False),
        Bad("⟦<<<<<<< HEAD⟧\n- one\n⟦=======⟧\n- two\n⟦>>>>>>> 1a2b3c (Change it)⟧\n", nests=False),
        Bad(
            "```\n<<<<<<< HEAD\n=======\n>>>>>>> b\n```\n\n⟦<<<<<<< HEAD⟧\nOne.\n⟦=======⟧\nTwo.\n⟦>>>>>>> main⟧\n",
            nests=False,
        ),
        Bad("⟦<<<<<<< HEAD⟧\n⟦=======⟧\n⟦>>>>>>> main⟧\n\n```\na\n```\n\n```\n=======\n```\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "<<<<<<< " not in doc.text:
            return
        code = [block.span for block in doc.nodes(nodes.CodeBlock)]
        opened: list[re.Match[str]] = []
        for match in _MARKER.finditer(doc.text):
            span = Span(*match.span("marker"))
            before = bisect_right(code, span.start, key=lambda block: block.start)
            if before and code[before - 1].contains(span):
                continue
            marker = match["marker"]
            if marker.startswith("<"):
                opened = [match]
            elif len(opened) == 1 and marker.startswith("="):
                opened.append(match)
            elif len(opened) == 2:
                for part in (*opened, match):
                    message = (
                        "this is a marker of a merge conflict: keep one of the two versions and remove the markers"
                    )
                    yield self.at(doc, Span(*part.span("marker")), message)
                opened = []
