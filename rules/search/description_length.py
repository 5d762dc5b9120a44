"""A description that is too short or too long for the results of a search engine.

Results show about 160 characters of it, and cut the rest. A handful of words does not say what the article is about.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity


class DescriptionLength(Rule):
    severity = Severity.INFO
    enabled = False
    shortest: Annotated[int, "characters that a description should have at least"] = 50
    longest: Annotated[int, "characters that a description should have at most"] = 160

    good = [
        Good(f'+++\ndescription = "{"word " * 20}"\n+++\n\nText.\n'),
        Good('+++\ntitle = "A"\ndescription = ""\n+++\n\nText.\n', "an empty one is a matter of its own"),
        Good(f'+++\ndescription = "{"a" * 50}"\n+++\n'),
        Good(f'+++\ndescription = "{"a" * 160}"\n+++\n'),
    ]
    bad = [
        Bad('+++\ndescription = ⟦"Too short."⟧\n+++\n\nText.\n', message="10 characters"),
        Bad(f"---\ndescription: ⟦{'word ' * 40}end⟧\n---\n\nText.\n", message="203 characters"),
        Bad(f'+++\ndescription = ⟦"{"a" * 49}"⟧\n+++\n'),
        Bad(f'+++\ndescription = ⟦"{"a" * 161}"⟧\n+++\n'),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        field = doc.front_matter.field("description") if doc.front_matter else None
        if field is None or not isinstance(field.value, str) or not field.value.strip():
            return
        length = len(field.value.strip())
        if not self.shortest <= length <= self.longest:
            message = f"the description has {length} characters: write {self.shortest} to {self.longest}"
            yield self.at(doc, field.span, message)
