"""Two pictures of one article with the same alternative text.

A reader who does not see them is told the same of both, and mostly the text was copied from the picture before. Short
texts are left alone, and the same picture that is shown again.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, nodes, quoted

_SHORTEST = 12


class RepeatedAlt(Rule):
    severity = Severity.WARNING
    signs = ("![",)

    good = [
        Good("![A plan of the week](a.png)\n\n![A plan of the month](b.png)\n"),
        Good("![A plan of the week](a.png)\n\n![A plan of the week](a.png)\n", "the same picture"),
        Good("![Logo](a.png) ![Logo](b.png)\n", "too short to say anything"),
        Good("![A plan of the week](a.png) ![A plan of the week](b.png) ![A plan of the week](c.png)\n", "a series"),
        Good("![A nice plan](a.png) ![A nice plan](b.png)\n", "eleven letters"),
    ]
    bad = [
        Bad("![A plan of the week](a.png)\n\n![⟦A plan of the week⟧](b.png)\n", message="the picture on line 1"),
        Bad("![A great plan](a.png) ![⟦A great plan⟧](b.png)\n", "twelve letters"),
        Bad(
            "![Logo](a.png) ![Logo](b.png)\n\n![A plan of the week](a.png)\n\n![⟦a plan  of the week⟧](b.png)\n",
            message="the picture on line 3 has the text “a plan of the week” too",
            nests=False,
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        images = doc.nodes(nodes.Image)
        if len(images) < 2:
            return
        texts: dict[str, list[nodes.Image]] = {}
        end = 0
        for image in images:
            # One within the text of another shows no picture.
            if image.span.start >= end:
                texts.setdefault(" ".join(image.text.split()).casefold(), []).append(image)
                end = image.span.end
        for text, same in texts.items():
            if len(same) != 2 or len(text) < _SHORTEST:
                continue
            first, second = same
            if first.url != second.url:
                place = doc.place(first.span)
                related = [Related(doc.path, place, "here first")]
                message = (
                    f"the picture on line {place.line} has the text {quoted(second.text)} too: say what is on this one"
                )
                yield self.at(doc, second.content, message, related=related)
