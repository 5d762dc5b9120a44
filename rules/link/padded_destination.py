"""A space between a parenthesis of a link and its destination.

The link works and no reader sees it, but the space is a slip of the hand: some other renderers show the whole link as
text, and a search for the URL misses it.

## Fix safety
Safe: only the space goes. The destination and the text stay as they are.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, quoted


class PaddedDestination(Rule):
    severity = Severity.INFO

    good = [
        Good("Read [the guide](/guide/) first.\n"),
        Good('Read [the guide](/guide/ "A title") first.\n', "the space before a title is needed"),
        Good("Read [the guide](\n/guide/) first.\n", "a line break is how a long line was wrapped", nests=False),
        Good("Write `[text]( /url)`.\n", "code is shown as it is"),
        Good("Read [the guide][1] first.\n\n[1]: /guide/\n", nests=False),
    ]
    bad = [
        Bad("Read [the guide](⟦ ⟧/guide/) first.\n", fixed="Read [the guide](/guide/) first.\n"),
        Bad("Read [the guide](/guide/⟦  ⟧) first.\n", fixed="Read [the guide](/guide/) first.\n"),
        Bad("Read [it](⟦ /guide/ ⟧) first.\n", fixed="Read [it](/guide/) first.\n"),
        Bad('See ![it](⟦ /a.png "A title" ⟧).\n', fixed='See ![it](/a.png "A title").\n'),
        Bad("Read [it](⟦ ⟧</a guide/>).\n", fixed="Read [it](</a guide/>).\n"),
        Bad("Read [the guide](/guide/⟦ ⟧), first.\n", fixed="Read [the guide](/guide/), first.\n"),
        Bad("Read [the guide][1] or [it](⟦ ⟧/guide/) first.\n\n[1]: /guide/\n", nests=False),
        Bad("Read [the guide](/guide/) and [it](⟦ ⟧/a/).\n", fixed="Read [the guide](/guide/) and [it](/a/).\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for link in (*doc.nodes(nodes.Link), *doc.nodes(nodes.Image)):
            if link.target_span is None:
                continue
            start, end = link.target_span
            if start == end or not (doc.text[start].isspace() or doc.text[end - 1].isspace()):
                continue
            inside = doc.source(link.target_span)
            before = len(inside) - len(inside.lstrip())
            after = len(inside.rstrip())
            sides = [
                side
                for side in (Span(start, start + before), Span(start + after, end))
                if side.start < side.end and "\n" not in doc.source(side)
            ]
            if sides and inside.strip():
                # Of a destination with spaces on both sides, all that stands in the parentheses is meant.
                span = Span(sides[0].start, sides[-1].end)
                fix = Fix.safe(*(Edit(side, "") for side in sides), title="Remove the space")
                yield self.at(doc, span, f"{_name(doc, link)} has a space inside its parentheses: remove it", fix=fix)


def _name(doc: Document, link: nodes.Link) -> str:
    kind = "the image" if isinstance(link, nodes.Image) else "the link"
    text = doc.source(link.content).strip()
    return f"{kind} {quoted(text)}" if text else kind
