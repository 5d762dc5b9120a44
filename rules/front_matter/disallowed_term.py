"""A category or tag that is not on the site's list.

A term that is spelled in two ways makes two pages, each with half of the articles. The list stands in the
configuration, and without one the rule says nothing:

    [front-matter.terms]
    categories = ["Leadership", "Tools"]

Terms that differ by case only are one to Hugo.

## Fix safety
Unsafe: the nearest term on the list may not be the one that was meant.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

_TERMS = {"terms": {"categories": ["Leadership", "Tools"]}}


class DisallowedTerm(Rule):
    severity = Severity.WARNING

    good = [
        Good('+++\ncategories = ["Anything"]\n+++\n', "no list, nothing to say"),
        Good('+++\ncategories = ["tools", "Leadership"]\ntags = ["x"]\n+++\n', schema=_TERMS),
        Good("---\ncategories: Tools\n---\n", schema=_TERMS),
        Good("Text.\n", schema=_TERMS),
    ]
    bad = [
        Bad(
            '+++\ncategories = ["Tools", ⟦"Leaderships"⟧]\n+++\n',
            fixed='+++\ncategories = ["Tools", "Leadership"]\n+++\n',
            message="Leadership",
            schema=_TERMS,
        ),
        Bad("---\ncategories:\n  - ⟦Gardening⟧\n---\n", message="Gardening", schema=_TERMS),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path):
            return
        for taxonomy, terms in doc.schema.get("terms", {}).items():
            allowed = {str(term).lower(): str(term) for term in terms}
            field = front.field(taxonomy) or front.field("params", taxonomy)
            for item in (front.children(field.path) or [field]) if field else []:
                term = str(item.value or "").strip().lower()
                if not term or term in allowed or isinstance(item.value, dict | list):
                    continue
                from difflib import get_close_matches

                near = [allowed[match] for match in get_close_matches(term, allowed, n=1)]
                hint = f"; did you mean “{near[0]}”?" if near else ""
                message = f"“{field_values.shown(item.value)}” is not an allowed term of {taxonomy}{hint}"
                changes = {Change.FRONT_MATTER}
                fix = (
                    Fix.unsafe(editor_for(front).set(item, near[0]), title=f"Write {near[0]}", changes=changes)
                    if near
                    else None
                )
                yield self.at(doc, item.span, message, fix=fix)
