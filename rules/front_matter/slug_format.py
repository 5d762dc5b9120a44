"""A slug or URL with characters that do not belong into an address.

Of a slug, Hugo quietly turns spaces into hyphens and drops characters such as `?` and `&`, so that the article is
not where its slug says. A `url` it takes as it is: a space becomes `%20` in every link. Capital letters are lowered
in a slug and kept in a URL, where many a server takes them for another page; they are reported with the option
`capitals`.

## Fix safety
Unsafe: the address may change, and links from elsewhere with it.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, pattern
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

_WRONG = pattern(r"""[\s?#&%=;,!'"“”‘’()\[\]{}<>|\\^`*$:]""")
_DROPPED = pattern(r"""[?#&%=;,!'"“”‘’()\[\]{}<>|\\^`*$:]""")


class SlugFormat(Rule):
    severity = Severity.WARNING
    capitals: Annotated[bool, "report capital letters too"] = False

    good = [
        Good('+++\nslug = "a-slug_2.0"\nurl = "/a/b.html"\n+++\n'),
        Good("---\nslug: приватність\n---\n", "other alphabets make addresses too"),
        Good("---\nslug: c++\nurl: /About/Team/\n---\n"),
        Good("---\nurl: /:year/:month/:slug/\n---\n", "tokens of Hugo's"),
        Good("---\nslug: ''\ntitle: 'A title?'\n---\n"),
        Good('---\nslug: "{{ .Name }}"\n---\n', "a template", path="archetypes/default.md"),
    ]
    bad = [
        Bad(
            '+++\nslug = ⟦"my first post"⟧\n+++\n', fixed='+++\nslug = "my-first-post"\n+++\n', message="my-first-post"
        ),
        Bad("---\nslug: ⟦What's new?⟧\n---\n", fixed="---\nslug: whats-new\n---\n"),
        Bad("---\nurl: ⟦/about us/⟧\n---\n", fixed="---\nurl: /about-us/\n---\n", message="as it is"),
        Bad("---\nslug: ⟦My-Post⟧\n---\n", fixed="---\nslug: my-post\n---\n", options={"capitals": True}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.names.isdisjoint(("slug", "url")) or doc.dialect.is_archetype(doc.path):
            return
        for name in ("slug", "url"):
            field = front.field(name)
            if field is None or not isinstance(field.value, str) or not field.value.strip() or "{{" in field.value:
                continue
            value = re.sub(r":\w+(?:\[[^\]]*\])?", "", field.value) if name == "url" else field.value
            wrong = _WRONG.search(value)
            if wrong is None and not (self.capitals and value != value.lower()):
                continue
            if "://" in field.value:
                continue
            what = "a space" if wrong and wrong[0].isspace() else f"“{wrong[0]}”" if wrong else "a capital letter"
            better = _better(field.value, name)
            does = f"Hugo publishes it as {better}" if name == "slug" else "Hugo publishes it as it is"
            fix = Fix.unsafe(
                editor_for(front).set(field, better), title=f"Write {better}", changes={Change.FRONT_MATTER}
            )
            message = f"the {name} “{field_values.shown(field.value)}” holds {what}: {does}"
            yield self.at(doc, field.span, message, fix=fix if better and better != field.value else None)


def _better(value: str, name: str) -> str:
    """The address that Hugo makes of a slug; of a URL the same with hyphens for spaces."""
    if name == "url":
        return re.sub(r"\s+", "-", value.strip())
    return re.sub(r"-?\s+-?|-{2,}", "-", _DROPPED.sub("", value).strip()).strip("-").lower()
