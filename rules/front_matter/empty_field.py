"""A field that is there, but empty.

An empty title or description is shown as it is: a nameless entry in lists, a search result without a text. An empty
`tags = []` or `date` does no harm and is only mentioned. Other fields are left alone, because an empty value may
have been chosen: many sites keep `aliases = []` in every article, and a theme may understand `image = ""`.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity

_SHOWN = frozenset("title linktitle description summary".split())


class EmptyField(Rule):
    severity = Severity.WARNING
    also: Annotated[list[str], "fields whose emptiness is mentioned too"] = ["date", "lastmod", "series", "tags"]

    good = [
        Good('+++\ntitle = "A title"\ntags = ["one"]\n+++\n'),
        Good('+++\ntitle = "A title"\nsubtitle = ""\nimage = ""\n+++\n', "the theme may understand these"),
        Good("---\ntitle: A title\naliases: []\ncategories: []\n---\n", "kept for later"),
        Good("---\ntitle: A title\nweight: 0\ndraft: false\n---\n", "0 and false are values"),
        Good("---\ntitle:\n---\n\nText.\n", "a piece to be included", path="content/_includes/note.md"),
    ]
    bad = [
        Bad('+++\n⟦title⟧ = ""\n+++\n', message="“title” is empty"),
        Bad("---\ntitle: A title\n⟦description⟧:\n---\n"),
        Bad("---\ntitle: A title\n⟦description⟧: '  '\n---\n"),
        Bad('+++\ntitle = "A title"\n⟦tags⟧ = []\n+++\n', severity=Severity.INFO),
        Bad('---\ntitle: A title\n⟦tags⟧:\n  - ""\n---\n', severity=Severity.INFO),
        Bad("---\ntitle: A title\n⟦date⟧:\n---\n", severity=Severity.INFO),
        Bad("---\ntitle: A title\n⟦cover⟧: ''\n---\n", options={"also": ["cover"]}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path) or doc.dialect.is_fragment(doc.path):
            return
        also = {name.lower() for name in self.also}
        for field in front.children(()):
            name = field.name.lower()
            shown = name in _SHOWN
            if not shown and name not in also:
                continue
            items = field.value if isinstance(field.value, list) else [field.value]
            if all(item is None or not str(item).strip() for item in items):
                severity = Severity.WARNING if shown else Severity.INFO
                message = f"the field “{field.name}” is empty: fill it in or delete it"
                yield self.at(doc, field.key, message, severity=severity)
