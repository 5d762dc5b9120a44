"""A field that is there, but empty.

An empty title or description is shown as it is: a nameless entry in lists, a search result without a text. Other
fields of Hugo's, such as `tags = []`, do no harm and are only mentioned. Fields that Hugo does not know are left
alone, because an empty value may switch something off in the theme.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity
from postlint.front_matter import hugo

_SHOWN = ("title", "linktitle", "description", "summary")


class EmptyField(Rule):
    severity = Severity.WARNING

    good = [
        Good('+++\ntitle = "A title"\ntags = ["one"]\n+++\n'),
        Good('+++\ntitle = "A title"\nsubtitle = ""\nimage = ""\n+++\n', "the theme may understand these"),
        Good("---\ntitle: A title\nweight: 0\ndraft: false\n---\n", "0 and false are values"),
        Good("---\ntitle: A title\nparams: {}\n---\n"),
    ]
    bad = [
        Bad('+++\n⟦title⟧ = ""\n+++\n', message="“title” is empty"),
        Bad("---\ntitle: A title\n⟦description⟧:\n---\n"),
        Bad("---\ntitle: A title\n⟦description⟧: '  '\n---\n"),
        Bad('+++\ntitle = "A title"\n⟦tags⟧ = []\n+++\n', severity=Severity.INFO),
        Bad('---\ntitle: A title\n⟦tags⟧:\n  - ""\n---\n', severity=Severity.INFO),
        Bad("---\ntitle: A title\n⟦date⟧:\n---\n", severity=Severity.INFO),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or hugo.is_archetype(doc.path):
            return
        for field in front.children(()):
            kind = hugo.kind_of(field.name)
            items = field.value if isinstance(field.value, list) else [field.value]
            if kind in (None, "table", "any") or not all(each is None or not str(each).strip() for each in items):
                continue
            severity = Severity.WARNING if field.name.lower() in _SHOWN else Severity.INFO
            yield self.at(
                doc, field.key, f"the field “{field.name}” is empty: fill it in or delete it", severity=severity
            )
