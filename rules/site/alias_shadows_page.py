"""An alias at the URL of another article.

Hugo writes a redirect and the article to one file. Where the redirect wins, the article cannot be read any more, and
Hugo says nothing. Aliases that are the URL of the article itself do no harm.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import alias_place

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'B'\n+++\n"}


class AliasShadowsPage(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\naliases = ['/old/', '/articles/example/', 'older']\n+++\n", "also its own URL", site=_SITE),
        Good("+++\naliases = ['/articles/b/']\ndraft = true\n+++\n", site=_SITE),
        Good(
            "+++\naliases = ['/articles/b/']\n+++\n",
            "the host's redirects give way to articles",
            site={**_SITE, "hugo.toml": "disableAliases = true"},
        ),
    ]
    bad = [
        Bad("+++\naliases = ['/old/', ⟦'/articles/b/'⟧]\n+++\n", message="content/articles/b.md", site=_SITE),
        Bad("---\naliases:\n  - ⟦b⟧\n---\n", site=_SITE),
        Bad("---\naliases: ⟦/articles/b/⟧\n---\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.writes_aliases:
            return
        for url, other, live in site.alias_claims(page):
            if live:
                message = (
                    f"{quoted(url)} is also the URL of {other.path}, which a redirect may replace: remove the alias"
                )
                related = [Related(other.path, other.place("url") or other.place("slug") or other.top, "the article")]
                yield self.at(page, alias_place(page, url), message, related=related)
