"""An alias that two articles have.

Only one of them can be where the old address leads to. Which one is a matter of chance.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import alias_place

_SHOWN = 3
_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'B'\naliases = ['/old/', '/b']\n+++\n"}


class DuplicateAlias(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\naliases = ['/older/', '/older']\n+++\n", "twice in one article does no harm", site=_SITE),
        Good("+++\naliases = ['/old/']\ndraft = true\n+++\n", site=_SITE),
    ]
    bad = [
        Bad(
            "+++\naliases = [⟦'/old'⟧]\n+++\n", message="“/old/” is also an alias of content/articles/b.md", site=_SITE
        ),
        Bad(
            "+++\naliases = [⟦'/old'⟧]\n+++\n",
            "stands once, however many have it",
            message="is also an alias of content/articles/b.md and 1 more",
            site={**_SITE, "content/articles/c.md": "+++\naliases = ['/old']\n+++\n"},
        ),
        Bad("---\naliases:\n  - /a/\n  - ⟦../old/⟧\n---\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        claims: dict[str, dict[str, Page]] = {}
        for url, other, live in site.alias_claims(page):
            if not live:
                claims.setdefault(url, {})[other.path] = other
        for url, others in claims.items():
            first, *more = others
            others_too = f"{first} and {len(more)} more" if more else first
            message = f"{quoted(url)} is also an alias of {others_too}: it can lead to one of them only"
            shown = list(others.values())[:_SHOWN]
            related = [Related(other.path, alias_place(other, url), "here") for other in shown]
            yield self.at(page, alias_place(page, url), message, related=related)
