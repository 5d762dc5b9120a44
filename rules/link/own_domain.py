"""A link to the own site that is written with its whole address.

It leaves previews and copies of the site for the live one, is not checked as a link within the site is, and goes
wrong when the domain changes. Addresses that a reader sees as such, like `<https://example.org/a/>`, are left alone.

## Fix safety
Unsafe: the link leads to the same page, but where articles are read elsewhere, as in a feed or by mail, whole addresses
may be wanted.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import repoint, resolved_links, target_with

_SITE = {"hugo.toml": "baseURL = 'https://own.example/'", "content/b.md": "+++\ntitle = 'B'\n+++\n"}


class OwnDomain(SiteRule):
    severity = Severity.INFO

    good = [
        Good("See [b](/b/) and [c](https://other.example/b/).\n", site=_SITE),
        Good("See <https://own.example/b/> and https://own.example/b/.\n", "shown as addresses", site=_SITE),
        Good("See [b](https://own.example/?p=101) and [c](https://own.example/b/?c=1).\n", "queries", site=_SITE),
        Good("See [b](https://own.example/shop/).\n", "may be served by something else", site=_SITE),
    ]
    bad = [
        Bad("See [b](⟦https://own.example/b/#top⟧).\n", fixed="See [b](/b/#top).\n", message="/b/", site=_SITE),
        Bad("See [b](⟦http://own.example/b⟧).\n", safe=False, fixed="See [b](/b).\n", site=_SITE),
        Bad("See [b](https://own.example/shop/) and [c](⟦http://own.example/b⟧).\n", site=_SITE),
        Bad("See [b](https://own.example/?p=101) and [c](⟦http://own.example/b⟧).\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if link.kind not in ("link", "image") and link.name != "a[href]":
                continue
            if "?" in (link.url or ""):
                # What a query asks for may be known to another system alone, as WordPress knows `?p=101`.
                continue
            if not target.own_domain or link.name in ("autolink", "bare") or not target.ok:
                continue
            path = "/" + (link.url or "").partition("//")[2].partition("/")[2]
            new = target_with(page, site, link, path)
            if target.result in ("page", "term", "file", "alias") and new.ok and new.url == target.url:
                message = f"{quoted(link.destination)} is a page of this site: write {path}"
                yield self.at(page, link.place, message, fix=repoint(link, path, safe=False))
