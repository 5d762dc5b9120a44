"""Two reference definitions of one label, of which the first one wins.

`[guide]: /a/` and further down `[guide]: /b/`: all links with this label lead to `/a/`, and nothing says so. Where
both have the same address, one of them is only too many. A label that no link has is left alone, as in a list of
sources.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, nodes, quoted
from postlint.helpers.labels import folded_label


class DuplicateDefinition(Rule):
    severity = Severity.WARNING

    good = [
        Good("[a] and [b]\n\n[a]: /a/\n[b]: /a/\n", nests=False),
        Good("Text.\n\n[0]: /a/\n[0]: /b/\n", "a list of sources", nests=False),
        Good("[//]: # (one)\n[//]: # (two)\n[comment]: # (three)\n[comment]: # (four)\n", "comments", nests=False),
    ]
    bad = [
        Bad("[a]\n\n[a]: /a/\n⟦[A]: /b/⟧\n", message="leads to “/a/”", nests=False),
        Bad("[a]\n\n[a]: /a/\n⟦[a]: /a/⟧\n", message="twice", severity=Severity.INFO, nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        definitions = doc.nodes(nodes.LinkDefinition)
        if not any(node.duplicate for node in definitions):
            return
        used = {
            folded_label(node.label) for kind in (nodes.Link, nodes.Image) for node in doc.nodes(kind) if node.label
        }
        first: dict[str, nodes.LinkDefinition] = {}
        for node in definitions:
            label = folded_label(node.label)
            earlier = first.setdefault(label, node)
            if not node.duplicate or earlier is node or node.destination == "#" or label not in used:
                continue
            related = [Related(doc.path, doc.place(earlier.span), "the first one")]
            if earlier.url == node.url:
                message = f"{quoted(node.label)} is defined twice: remove one of the definitions"
                yield self.at(doc, node.span, message, related=related, severity=Severity.INFO)
            else:
                message = (
                    f"{quoted(node.label)} is defined above, so it leads to {quoted(earlier.destination)}, not here"
                )
                yield self.at(doc, node.span, f"{message}: give one of them another label", related=related)
