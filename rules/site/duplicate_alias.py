"""An alias that two articles have.

Only one of them can be where the old address leads to. Which one is a matter of chance.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule
from postlint.linking import alias_place

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'B'\naliases = ['/old/', '/b']\n+++\n"}


class DuplicateAlias(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\naliases = ['/older/', '/older']\n+++\n", "twice in one article does no harm", site=_SITE),
        Good("+++\naliases = ['/old/']\ndraft = true\n+++\n", site=_SITE),
    ]
    bad = [
        Bad("+++\naliases = [⟦'/old'⟧]\n+++\n", message="content/articles/b.md has the alias /old/ too", site=_SITE),
        Bad("---\naliases:\n  - /a/\n  - ⟦../old/⟧\n---\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        claims = {(url, other.path): other for url, other, live in site.alias_claims(page) if not live}
        for (url, _), other in claims.items():
            message = f"{other.path} has the alias {url} too: it can lead to one of them only"
            related = [Related(other.path, alias_place(other, url), "here")]
            yield self.at(page, alias_place(page, url), message, related=related)
