"""A `draft` that is neither true nor false, so that Hugo publishes the article.

Hugo understands `true` and, in quotes, `"true"`. Anything else counts as false: with `draft: yes` an unfinished
article goes online; only old versions of Hugo took a bare `yes` of YAML for true. A `draft: no` does what was meant
and is only mentioned.

## Fix safety
Unsafe: with `draft = true` the article leaves the site, where it may have stood for long.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

# What Go's ParseBool takes.
_UNDERSTOOD = frozenset("1 t T TRUE true True 0 f F FALSE false False".split())
_YES = frozenset("yes y on true wahr ja oui si sí".split())
_NO = frozenset("no n off false none nein non".split())


class DraftNotBoolean(Rule):
    severity = Severity.ERROR

    good = [
        Good("+++\ndraft = true\n+++\n"),
        Good('+++\ndraft = "true"\n+++\n', "Hugo understands this one"),
        Good('---\ndraft: "False"\n---\n'),
        Good("---\ndraft: 1\n---\n", "Hugo takes a number other than 0 for true"),
        Good("---\ndraft:\n---\n"),
        Good("---\ntitle: draft\n---\n\ndraft: yes\n"),
    ]
    bad = [
        Bad("---\ndraft: ⟦yes⟧\n---\n", fixed="---\ndraft: true\n---\n", message="publishes"),
        Bad('+++\nDraft = ⟦"yes"⟧\n+++\n', fixed="+++\nDraft = true\n+++\n"),
        Bad("---\ndraft: ⟦no⟧\n---\n", fixed="---\ndraft: false\n---\n", severity=Severity.INFO),
        Bad("---\ndraft: ⟦until May⟧\n---\n", message="until May"),
        Bad("+++\ndraft = ⟦[true]⟧\n+++\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        field = front.field("draft") if front else None
        if front is None or field is None or doc.dialect.is_archetype(doc.path):
            return
        value = field.value
        word = value.strip().lower() if isinstance(value, str) else ""
        if (
            value is None
            or isinstance(value, bool | int)
            or (isinstance(value, str) and (value in _UNDERSTOOD or not word))
        ):
            return
        shown = field_values.shown(doc.source(field.span))
        changes = {Change.FRONT_MATTER}
        if word in _NO:
            fix = Fix.unsafe(editor_for(front).set(field, False), title="Write false", changes=changes)
            yield self.at(
                doc, field.span, f"draft must be true or false; found {shown}", fix=fix, severity=Severity.INFO
            )
            return
        yes = (
            Fix.unsafe(editor_for(front).set(field, True), title="Write true", changes=changes)
            if word in _YES
            else None
        )
        message = f"draft must be true or false: Hugo does not understand {shown} and publishes the article"
        yield self.at(doc, field.span, message, fix=yes)
