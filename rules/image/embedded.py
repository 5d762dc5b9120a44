"""An image that stands in the text itself, as `data:`.

Exports of documents write images this way. Every reader loads them with the text, no cache keeps them, no image
processing of Hugo sees them, and the article cannot be edited any more.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Span, nodes


class Embedded(Rule):
    severity = Severity.WARNING
    signs = ("data:image",)
    longest: Annotated[int, "characters up to which an image may stand in the text, such as a small icon"] = 1000

    good = [
        Good("![A plot](plot.png)\n"),
        Good("![A dot](data:image/png;base64,iVBORw0KGgo=)\n", "a small icon"),
        Good("`![A plot](data:image/png;base64,iVBORw0KGgo=)`\n", options={"longest": 10}),
        Good(f"![A dot](data:image/png;base64,{'i' * 978})\n", "a thousand characters"),
    ]
    bad = [
        Bad("![A plot](⟦data:image/png;base64,⟧iVBORw0KGgo=)\n", options={"longest": 10}, message="this image/png is"),
        Bad("![A plot][1]\n\n[1]: <⟦data:image/png;base64,⟧iVBORw0KGgo=>\n", options={"longest": 10}),
        Bad('<p><img src="⟦data:image/gif;base64,⟧R0lGODlh" alt="A"></p>\n', options={"longest": 10}),
        Bad(f"![A dot](⟦data:image/png;base64,⟧{'i' * 979})\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "data:image" not in doc.text:
            return
        for span in _sources(doc):
            written = doc.source(span)
            if written.startswith("data:image") and len(written) > self.longest:
                head = written[: written.find(",") + 1]
                message = f"this {head[5:].partition(';')[0]} is embedded in the text: save it as a file and name that"
                yield self.at(doc, Span(span.start, span.start + len(head)), message)


def _sources(doc: Document) -> Iterator[Span]:
    for image in doc.nodes(nodes.Image):
        if image.label is None:
            yield image.destination_span
    for definition in doc.nodes(nodes.LinkDefinition):
        yield definition.destination_span
    yield from (attribute.span for tag in doc.tags for attribute in tag.attributes)
