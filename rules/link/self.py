"""A link to the article that it stands in.

The reader clicks and stays where they are. It was mostly meant for another article. Links to a part of the same
article are fine.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import resolved_links, tail

_SITE = {"hugo.toml": "baseURL = 'https://own.example/'", "content/articles/b.md": "+++\ntitle = 'B'\n+++\n"}


class SelfLink(SiteRule):
    severity = Severity.INFO

    good = [
        Good("See [b](/articles/b/), [above](#x), [it](/articles/example/#y) and [top](#).\n", site=_SITE),
        Good("This page is https://own.example/articles/example/.\n", "shown as an address", site=_SITE),
        Good("+++\ntitle = 'All'\n+++\n\n[All](/articles/)\n", path="content/articles/_index.md", site=_SITE),
    ]
    bad = [
        Bad("See [this](⟦/articles/example/⟧) and [that](⟦../example⟧).\n", message="article itself", site=_SITE),
        Bad("See [this](⟦https://own.example/articles/example/⟧).\n", site=_SITE),
        Bad("See [this](⟦example.md⟧).\n", site={"b.md": ""}),
        Bad("This is https://own.example/articles/example/, and so is [this](⟦example.md⟧).\n", site={"b.md": ""}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if site.kind(page) != "page":
            return
        for link, target in resolved_links(page, site):
            if (
                link.image
                or tail(link)
                or link.name in ("autolink", "bare")
                or link.kind not in ("link", "ref", "html")
            ):
                continue
            if (target.same_page or (target.page is page and not site.has_urls)) and link.destination:
                message = f"{quoted(link.destination)} leads to the article itself: was another one meant?"
                yield self.at(page, link.place, message)
