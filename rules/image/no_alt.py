"""An image without a text in its place.

Readers who do not see the image, and everybody while it does not load, get nothing, and search engines do not
know what is on it. An empty `alt=""` in HTML says that an image is mere decoration, and a `figure` with a caption
uses that.
"""

import re
from collections.abc import Iterator

from postlint import (
    Bad,
    Diagnostic,
    Document,
    Good,
    Rule,
    Severity,
    Shortcode,
    Span,
    Tag,
    nodes,
    pattern,
    quoted,
    tags_of,
)

# Counters of shops, mailings and hosts, which nobody sees.
_COUNTER = pattern(
    r"//(?:[\w.-]*\.)?(?:amazon-adsystem|assoc-amazon|doubleclick|statcounter|feedburner|scorecardresearch)\.\w|"
    r"//pixel\.|/pixel\.gif\b|[?&/]1x1\b",
    re.I,
)
_ALT = pattern(r"\balt\b", re.I)


class NoAlt(Rule):
    severity = Severity.WARNING

    good = [
        Good("![A plot](a.png) and ![A *plot*][1]\n\n[1]: a.png\n", nests=False),
        Good('<img src="a.png" alt="">\n\nText <img alt src="b.png"> and <img src="c.png" aria-hidden="true">.\n'),
        Good('{{< figure src="a.png" caption="A plot" >}}\n{{< figure src="a.png" alt="" >}}\n', nests=False),
        Good(
            '{{< figure "a.png" "A plot" >}}\n{{< figure src="a.png" title="A plot" >}}\n', "a theme's own", nests=False
        ),
        Good('<img src="https://example.com/pixel" width="1" height="1">\n', "a counter"),
        Good("![](https://ir-de.amazon-adsystem.com/e/ir?t=a) ![](//pixel.example.com/a)\n", "counters"),
        Good("`![](a.png)`\n\n<!-- <img src=a.png> -->\n"),
        Good(
            "{{< gallery >}}\n![](a.png)\n{{< /gallery >}}\n", "what a shortcode makes of it is not known", nests=False
        ),
    ]
    bad = [
        Bad("⟦![](a.png)⟧\n", message="“a.png”"),
        Bad("[⟦![ ](a.png)⟧](/a/)\n"),
        Bad('Text ⟦<img src="a.png">⟧.\n\n<p>\n⟦<img src="b.png"\n width="200">⟧\n</p>\n'),
        Bad('⟦{{< figure src="a.png" >}}⟧\n', nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for span, source in sorted(_images(doc)):
            around = doc.shortcode_around(span)
            if (around is None or around.markup == "%") and not _COUNTER.search(source):
                what = f"the image {quoted(source)}" if source else "this image"
                yield self.at(doc, span, f"{what} has no alternative text: say in a few words what is on it")


def _images(doc: Document) -> Iterator[tuple[Span, str]]:
    """The images without alternative text, each with its file."""
    for image in doc.nodes(nodes.Image):
        shown = doc.source(image.content).strip() or any(
            isinstance(node, nodes.ShortcodeMark) for node in image.children
        )
        if image.url and not shown:
            yield image.span, doc.source(image.destination_span)
    for node in doc.html:
        if "<img" in node.html.lower():
            yield from _tags(tags_of(node.html, node.at), doc)
    for call in doc.shortcodes.calls:
        if call.name == "figure" and _lacks_alt(call):
            source = call.parameter("src")
            yield call.tag, source.value if source else ""


def _tags(tags: Iterator[Tag], doc: Document) -> Iterator[tuple[Span, str]]:
    for tag in tags:
        if tag.name != "img" or _ALT.search(doc.source(tag.span)):
            continue
        hidden = tag.attribute("aria-hidden") or tag.attribute("role")
        sizes = [tag.attribute("width"), tag.attribute("height")]
        source = tag.attribute("src")
        if source and not hidden and not any(size and size.value in ("0", "1") for size in sizes):
            yield tag.span, source.value


def _lacks_alt(call: Shortcode) -> bool:
    names = {parameter.name for parameter in call.parameters}
    return "src" in names and None not in names and not names & {"alt", "caption", "title"} and call.inner is None
