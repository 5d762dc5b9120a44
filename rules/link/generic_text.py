"""A link whose text does not say where it leads.

Readers who skim, and screen readers that list the links of a page, get "here, here, here". Search engines take the text
of a link for what the page behind it is about.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, quoted
from postlint.helpers.languages import GENERIC_LINK_TEXTS, language_of

_LONGEST = 30


class GenericText(Rule):
    severity = Severity.WARNING
    enabled = False
    texts: Annotated[list[str], "more texts that say nothing, besides those known of the language"] = []

    good = [
        Good("Read [the guide](/guide/) and the [details of the plan](/plan/).\n"),
        Good("Siehe [hier](/a/), und das ist nicht für mich und für dich.\n", path="content/es/a.md"),
        Good("![here](a.png)\n"),
        Good(f"See [{'a' * 31}](/a/).\n", "too long to be a word", options={"texts": ["a" * 31]}),
    ]
    bad = [
        Bad("Read it [⟦here⟧](/guide/).\n", message="“here”"),
        Bad("[⟦Click here!⟧](/guide/), or [⟦**read more**⟧](/a/).\n"),
        Bad("Siehe [⟦hier⟧](/a/).\n", path="content/de/a.md"),
        Bad("See [⟦the PDF⟧](/a.pdf).\n", options={"texts": ["the pdf"]}),
        Bad(f"See [⟦{'a' * 30}⟧](/a/).\n", options={"texts": ["a" * 30]}),
        Bad(f"Siehe [{'a' * 31}](/a/) und [⟦hier⟧](/a/).\n", path="content/de/a.md"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        known: set[str] = set()
        for link in doc.nodes(nodes.Link):
            if link.content.end - link.content.start > _LONGEST:
                continue
            text = " ".join(link.text.split()).lower().strip(" .!…»›→>:")
            if not known:
                words = GENERIC_LINK_TEXTS.get(language_of(doc) or "en", "")
                known = {*words.split("|"), *(text.lower() for text in self.texts), "-"}
            if text in known:
                message = (
                    f"the link text {quoted(doc.source(link.content))} does not say where it leads: name the target"
                )
                yield self.at(doc, link.content, message)
