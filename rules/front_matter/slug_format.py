"""A slug or URL with characters that do not belong into an address.

Of a slug, Hugo quietly turns spaces into hyphens and drops characters such as `?` and `&`, so that the article is not
where its slug says; where only spaces are turned, which is the address that was meant, it is advice. A `url` it takes
as it is: a space becomes `%20` in every link. Capital letters are lowered in a slug and kept in a URL, where many a
server takes them for another page; they are reported with the option `capitals`. In a draft it is advice.

## Fix safety
Unsafe: the address may change, and links from elsewhere with it.
"""

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import unquote

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, pattern
from postlint.helpers import field_values
from postlint.helpers.drafts import severity_of_unfinished
from postlint.helpers.front_matter_edits import editor_for

_WRONG = pattern(r"""[\s?#&%=;,!'"“”‘’()\[\]{}<>|\\^`*$:]""")
_DROPPED = pattern(r"""[?#&%=;,!'"“”‘’()\[\]{}<>|\\^`*$:]""")


class SlugFormat(Rule):
    severity = Severity.WARNING
    customary = True
    capitals: Annotated[bool, "report capital letters too"] = False

    good = [
        Good("---\nslug: /a/b\n---\n", "Docusaurus takes a path", site={"docusaurus.config.js": ""}),
        Good('+++\nslug = "a-slug_2.0"\nurl = "/a/b.html"\n+++\n'),
        Good("---\nslug: приватність\n---\n", "other alphabets make addresses too"),
        Good("---\nslug: c++\nurl: /About/Team/\n---\n"),
        Good("---\nslug: /garden/first-beans/\n---\n", "folders"),
        Good("---\nurl: /:year/:month/:slug/\n---\n", "tokens of Hugo's"),
        Good("---\nslug: ''\ntitle: 'A title?'\n---\n"),
        Good('---\nslug: "{{ .Name }}"\n---\n', "a template", path="archetypes/default.md"),
        Good("Text.\n"),
        Good("---\nslug: 2024\n---\n", "a number"),
        Good("---\nslug: My Post\n---\n", "not an article yet", path="archetypes/default.md"),
        Good("---\nslug: '{{ title }}'\n---\n", "a template fills it in"),
    ]
    bad = [
        Bad(
            '+++\nslug = ⟦"my first post"⟧\n+++\n',
            fixed='+++\nslug = "my-first-post"\n+++\n',
            message="my-first-post",
            severity=Severity.INFO,
        ),
        Bad("---\nslug: ⟦What's new?⟧\n---\n", fixed="---\nslug: whats-new\n---\n", severity=Severity.WARNING),
        Bad(
            "---\nurl: ⟦https://blog.example/b/⟧\n---\n",
            fixed="---\nurl: /b/\n---\n",
            message="scheme",
            severity=Severity.ERROR,
        ),
        Bad("---\nurl: ⟦/about us/⟧\n---\n", fixed="---\nurl: /about-us/\n---\n", message="as it is"),
        Bad(
            '+++\nslug = ⟦"/pubs/"⟧\n+++\n',
            fixed='+++\nslug = "pubs"\n+++\n',
            why="Hugo drops the slashes",
            message="without slashes",
            severity=Severity.INFO,
        ),
        Bad("---\nurl: ⟦/?p=12⟧\n---\n", message="“?”", severity=Severity.WARNING),
        Bad("---\ndraft: true\nurl: ⟦/?p=12⟧\n---\n", message="“?”", severity=Severity.INFO),
        Bad("---\nurl: ⟦/caf%C3%A9/⟧\n---\n", fixed="---\nurl: /café/\n---\n", message="write /café/"),
        Bad(
            "---\nslug: ⟦My-Post⟧\n---\n",
            fixed="---\nslug: my-post\n---\n",
            options={"capitals": True},
            severity=Severity.WARNING,
        ),
        Bad("---\nslug: a-slug\nurl: ⟦/about us/⟧\n---\n"),
        Bad("---\nurl: ⟦/Guide/⟧\n---\n", options={"capitals": True}, fixed="---\nurl: /Guide/\n---\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.names.isdisjoint(("slug", "url")) or doc.dialect.is_archetype(doc.path):
            return
        # What another generator takes for one is not known.
        if not doc.dialect.kind_of("slug"):
            return
        for name in ("slug", "url"):
            field = front.field(name)
            if field is None or not isinstance(field.value, str) or not field.value.strip() or "{{" in field.value:
                continue
            fault, better = self._fault(name, field.value.strip())
            if not fault:
                continue
            edit = editor_for(front).set(field, better)
            fix = Fix.unsafe(edit, title=f"Write {better}", changes={Change.FRONT_MATTER})
            message = f"the {name} “{field_values.shown(field.value)}” {fault}"
            # Hugo drops slashes at the ends of a slug, and hyphens are what spaces stand for: it is where it was to be.
            meant = "slashes" in fault or (name == "slug" and "a space" in fault and not _DROPPED.search(field.value))
            severity = Severity.INFO if meant else severity_of_unfinished(front.get("draft"))
            severity = Severity.ERROR if "stops the build" in fault else severity
            useful = better and better != field.value
            yield self.at(doc, field.span, message, fix=fix if useful else None, severity=severity)

    def _fault(self, name: str, value: str) -> tuple[str, str]:
        """What is wrong with an address, "" where nothing is, and how it is better written."""
        if name == "url" and value.startswith(("http://", "https://")):
            path = "/" + value.partition("://")[2].partition("/")[2]
            return f"has a scheme, at which Hugo stops the build: write {path}", path
        plain = re.sub(r":\w+(?:\[[^\]]*\])?", "", value) if name == "url" else value
        wrong = _WRONG.search(plain)
        path = value.strip("/")
        if "://" in value or (wrong is None and name == "slug" and value != path):
            # Of several parts, Hugo makes folders.
            fine = "://" in value or "/" in path
            return ("", "") if fine else ("must be one part of an address: write it without slashes", path)
        if wrong is None and not (self.capitals and plain != plain.lower()):
            return "", ""
        what = "a space" if wrong and wrong[0].isspace() else f"“{wrong[0]}”" if wrong else "a capital letter"
        better = _better(value, name)
        does = f"Hugo publishes it as {better}" if name == "slug" else "Hugo publishes it as it is"
        if name == "url" and unquote(value) != value:
            does = f"Hugo publishes it with these signs, so that links to it lead nowhere; write {better}"
        return f"has {what}: {does}", better


def _better(value: str, name: str) -> str:
    """The address that Hugo makes of a slug; of a URL the same with hyphens for spaces."""
    if name == "url":
        # Hugo takes “%C3%A9” for these six characters, and a browser for one.
        return re.sub(r"\s+", "-", unquote(value).strip())
    return re.sub(r"-?\s+-?|-{2,}", "-", _DROPPED.sub("", value).strip()).strip("-").lower()
