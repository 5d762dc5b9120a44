"""An alias that is no path on this site.

An alias is the old address of an article. At one with a scheme (`https://`), and at the home page itself, Hugo stops
the build; with a domain, a query
(`?p=12`) or a fragment (`#part`) it makes a folder of that name, and the old link stays broken.
"""

import posixpath
import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Field, FrontMatter, Good, Rule, Severity, pattern
from postlint.helpers import field_values
from postlint.helpers.drafts import severity_of_unfinished

_SCHEME = pattern(r"[A-Za-z][\w+.-]*:")
_DOMAIN = pattern(r"//|www\.|[\w-]+\.(?:com|org|net|io|dev|de|uk)/", re.IGNORECASE)


class AliasFormat(Rule):
    severity = Severity.WARNING

    good = [
        Good('+++\naliases = ["/old/", "/2015/01/old.html", "older", "../up/old"]\n+++\n'),
        Good("---\naliases:\n  - /C++/\n  - /a b/\n  - /wiki/Special:Page\n---\n", "Hugo keeps these as they are"),
        Good("---\naliases: []\n---\n"),
        Good("---\nalias: https://example.org/x\n---\n", "no field of Hugo's"),
        Good("Text.\n"),
        Good("No front matter.\n"),
    ]
    bad = [
        Bad('+++\naliases = ["/old/", ⟦"https://example.org/x/"⟧]\n+++\n', message="scheme"),
        Bad("---\naliases: [⟦/⟧, /old/, ⟦/a/..⟧]\n---\n", message="home page"),
        Bad("---\naliases: [⟦../⟧, ./old/]\n---\n", message="stops the build", path="content/articles/b.md"),
        Bad("---\naliases: [⟦/⟧]\ndraft: true\n---\n", "it is not built yet", severity=Severity.INFO),
        Bad("---\naliases:\n  - ⟦/?p=12⟧\n---\n", message="query"),
        Bad("---\naliases:\n  - ⟦/old/#part⟧\n---\n", message="fragment"),
        Bad("---\naliases:\n  - ⟦www.example.org/old/⟧\n---\n", message="domain"),
        Bad("---\naliases: ⟦http://example.org/old/⟧\n---\n"),
        Bad("---\naliases: [⟦../⟧, ./old/]\n---\n", message="home page", path="content/articles/b/index.md"),
        Bad('+++\naliases = [⟦"https://example.org/x/"⟧]\n+++\n', severity=Severity.ERROR),
        Bad("---\naliases:\n  - ⟦/?p=12⟧\n---\n", severity=Severity.WARNING),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or "aliases" not in front.names or doc.dialect.is_archetype(doc.path):
            return
        for field in _aliases(front):
            alias = str(field.value).strip()
            if alias and _is_root(alias, doc.path):
                message = f"the alias “{field_values.shown(alias)}” is the home page, at which Hugo stops the build"
                unfinished = severity_of_unfinished(front.get("draft"))
                yield self.at(doc, field.span, f"{message}: remove it", severity=unfinished or Severity.ERROR)
                continue
            part = _wrong_part(alias)
            if part:
                alias = field_values.shown(field.value)
                message = f"the alias “{alias}” has {part}: write only the path, as in /old-address/"
                severity = Severity.ERROR if part == "a scheme" else None
                yield self.at(doc, field.span, message, severity=severity)


def _aliases(front: FrontMatter) -> list[Field]:
    field = front.field("aliases")
    if field is None:
        return []
    return [child for child in front.children(field.path) or [field] if isinstance(child.value, str)]


def _is_root(alias: str, path: str) -> bool:
    """Whether an alias leads to the root of the site, from an article at `path` where it is a relative one."""
    if not alias.strip("/"):
        return True
    folder, _, name = path.rpartition("/")
    above = posixpath.dirname(folder) if name.startswith("index.") else folder
    if not above.startswith("content"):
        return False
    return posixpath.normpath(posixpath.join("/" + above.removeprefix("content").strip("/"), alias)) == "/"


def _wrong_part(alias: str) -> str:
    if _SCHEME.match(alias):
        return "a scheme"
    if _DOMAIN.match(alias):
        return "a domain"
    return "a query" if "?" in alias else "a fragment" if "#" in alias else ""
