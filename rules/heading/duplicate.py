"""Two sections of the same name below the same heading.

A table of contents shows the same line twice, and a link to the second one has to be written with a number at its end.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, nodes, quoted


class Duplicate(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("## Linux\n\n### Install\n\n## macOS\n\n### Install\n", "below different headings"),
        Good("## A\n\n## B\n"),
    ]
    bad = [
        Bad("## Install\n\n## Use\n\n⟦## Install⟧\n", message="“Install”"),
        Bad("## A\n\n### Install\n\n⟦### install⟧\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        # Of each level the headings since the last one above it, by text.
        seen: list[dict[str, nodes.Heading]] = [{} for _ in range(7)]
        for heading in doc.headings:
            for deeper in seen[heading.level + 1 :]:
                deeper.clear()
            text = " ".join(heading.text.split())
            if not text:
                continue
            first = seen[heading.level].setdefault(text.lower(), heading)
            if first is not heading:
                related = [Related(doc.path, doc.place(first.span), "it stands here first")]
                message = f"{quoted(text)} is the heading of two sections: rename one of them"
                yield self.at(doc, heading.span, message, related=related)
