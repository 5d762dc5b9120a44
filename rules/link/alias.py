"""A link to an old address of an article, which an alias redirects.

The reader gets there by way of a page that redirects, and search engines follow one hop more. Link the address that
the article has now.

## Fix safety
Safe: the link leads to the same article.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import repoint, resolved_links, tail, target_with

_SITE = {"hugo.toml": "", "content/b.md": "+++\ntitle = 'B'\naliases = ['/old/', 'older.html']\n+++\n\n## Use\n"}


class Alias(SiteRule):
    severity = Severity.INFO

    good = [
        Good("See [b](/b/).\n", site=_SITE),
        Good(
            "See [b](/old/), [c](/old/#nowhere).\n",
            "site/duplicate-alias tells that nobody knows where it leads",
            site={**_SITE, "content/c.md": "+++\ntitle = 'C'\naliases = ['/old/']\n+++\n"},
        ),
        Good(
            "See [home](/).\n",
            "this redirect chooses the language",
            site={
                "hugo.toml": "defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.fr]\n",
            },
        ),
        Good("+++\naliases = ['/was/']\n+++\n\nSee [above](/was/).\n", "leads to itself", site=_SITE),
    ]
    bad = [
        Bad("See [b](⟦/old/⟧).\n", fixed="See [b](/b/).\n", message="redirects to /b/", site=_SITE),
        Bad("See [b](⟦/older.html#use⟧).\n", safe=True, fixed="See [b](/b/#use).\n", site=_SITE),
        Bad("See [b](⟦../../old⟧).\n", fixed="See [b](/b/).\n", site=_SITE),
        Bad("See [b](/b/), which was [b](⟦/old/⟧).\n", site=_SITE),
        Bad("See [nowhere](/nowhere/), [c](/c/) and [b](⟦/old/⟧).\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.result != "alias" or not target.page or not target.url or target.own_domain or target.ambiguous:
                continue
            if not target.ok or site.kind(target.page) == "home" or (target.same_page and not tail(link)):
                continue
            url = target.url.partition("#")[0]
            new = target_with(page, site, link, url + tail(link))
            fix = repoint(link, url + tail(link), safe=not new.hook) if new.page is target.page and new.ok else None
            message = f"{quoted(link.destination)} is an old address of this page, which redirects to {url}: write that"
            yield self.at(page, link.place, message, fix=fix)
