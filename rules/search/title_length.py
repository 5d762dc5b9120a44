"""A title that is too long for the results of a search engine.

Results show about 60 to 70 characters of it, and cut the rest.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity


class TitleLength(Rule):
    severity = Severity.INFO
    enabled = False
    longest: Annotated[int, "characters that a title should have at most"] = 70

    good = [
        Good('+++\ntitle = "How to install Hugo"\n+++\n\nText.\n'),
        Good(f'+++\ntitle = "{"a" * 70}"\n+++\n'),
    ]
    bad = [
        Bad(f'+++\ntitle = ⟦"{"word " * 15}end"⟧\n+++\n\nText.\n', message="78 characters"),
        Bad("---\ntitle: ⟦Too long⟧\n---\n\nText.\n", options={"longest": 5}),
        Bad(f'+++\ntitle = ⟦"{"a" * 71}"⟧\n+++\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        field = doc.front_matter.field("title") if doc.front_matter else None
        if field and isinstance(field.value, str) and len(field.value.strip()) > self.longest:
            message = f"the title has {len(field.value.strip())} characters: write at most {self.longest}"
            yield self.at(doc, field.span, message)
