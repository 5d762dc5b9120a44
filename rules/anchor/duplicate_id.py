"""The same id twice in one article.

A link to it leads to the first of the two, and a table of contents leads to the wrong section. Where it stands in HTML
and nothing in the article links to it, it is advice.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Related, Rule, Severity, Span, pattern

_GIVEN = pattern(r"id\s*=", re.I)
# Elements to which a link may lead: not the parts of a drawing, nor those of XML that was pasted without a fence.
_ELEMENTS = frozenset(
    """a abbr article aside audio b blockquote button caption center cite code col dd details div dl dt em fieldset
    figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input kbd label legend li main mark math
    nav ol option p pre q s section select small span strong sub summary sup svg table tbody td textarea tfoot th
    thead tr u ul video""".split()
)


class DuplicateId(Rule):
    severity = Severity.ERROR

    good = [
        Good("## One {#a}\n\n## Two {#b}\n\n## Two\n\n## Two\n", "ids that Hugo makes are numbered"),
        Good('<a id="a" name="a"></a>\n\n## One {#b}\n'),
        Good('```html\n<p id="a">\n<p id="a">\n```\n\n<!-- <p id="a"> <p id="a"> -->\n'),
        Good('<svg><path id="a"/><path id="a"/></svg>\n\n<bean id="b">\n</bean>\n\n<bean id="b">\n</bean>\n'),
        Good('<p data-id="a" id="b">\n<p data-id="a" id="">\n<p id="">\n'),
    ]
    bad = [
        Bad("## One {#a}\n\n## Two ⟦{#a}⟧\n", message="“a”"),
        Bad('<p id="a">One</p>\n\n<p id="⟦a⟧">Two</p>\n', why="nothing here links to it", severity=Severity.INFO),
        Bad('[One](#a)\n\n<p id="a">One</p>\n\n<p id="⟦a⟧">Two</p>\n', severity=Severity.ERROR),
        Bad('<p id="a">One</p>\n\nText <b id="⟦a⟧">two</b>.\n\n## Three ⟦{#a}⟧\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        first: dict[str, Span] = {}
        for span, value in sorted(_ids(doc)):
            if value in first:
                related = [Related(doc.path, doc.place(first[value]), "it is given here first")]
                message = f"“{value}” is the id of two elements: change one of them"
                linked = doc.text[span.start] == "{" or f"#{value}" in doc.text
                yield self.at(doc, span, message, related=related, severity=None if linked else Severity.INFO)
            else:
                first[value] = span


def _ids(doc: Document) -> Iterator[tuple[Span, str]]:
    for heading in doc.headings:
        if heading.id and heading.attributes_span:
            yield heading.attributes_span, heading.id
    for tag in doc.tags if _GIVEN.search(doc.html_text) else ():
        given = tag.attribute("id")
        if given and given.value and tag.name in _ELEMENTS:
            yield given.span, given.value
