"""A reference definition that no link of the article uses.

It does no harm, but it is often what a misspelt label, or a link that became text, leaves behind. Off by default.
Definitions that are comments (`[//]: # (a note)`) and files that others include are left alone.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, quoted
from postlint.helpers.labels import folded_label


class UnusedDefinition(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("[a], [the b][b] and ![c][]\n\n[a]: /a/\n[B]: /b/\n[c]: /c.png\n", nests=False),
        Good("[//]: # (a note)\n[comment]: # (another)\n", nests=False),
        Good("[a]: /a/\n[b]: /b/\n", "definitions for files that include it", nests=False),
    ]
    bad = [Bad("Text.\n\n⟦[a]: /a/⟧\n", message="“a”", nests=False)]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        definitions = [node for node in doc.nodes(nodes.LinkDefinition) if not node.duplicate and node.url != "#"]
        if not definitions or len(doc.blocks) == len(definitions) or doc.dialect.is_fragment(doc.path):
            return
        links = [*doc.nodes(nodes.Link), *doc.nodes(nodes.Image)]
        used = {folded_label(link.label) for link in links if link.label is not None}
        for node in definitions:
            if folded_label(node.label) not in used:
                yield self.at(doc, node.span, f"no link uses the definition of {quoted(node.label)}: use or remove it")
