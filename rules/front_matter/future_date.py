"""An article that is no draft, but dated in the future.

Hugo leaves it out until that day, and after it until the site is built again. Mostly that is a plan; now and then it
is a slip in the year.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_SITE = {"hugo.toml": ""}


class FutureDate(SiteRule):
    severity = Severity.INFO

    good = [
        Good("+++\ndate = 2026-05-31\n+++\n", site=_SITE),
        Good("+++\ndate = 2026-07-01\ndraft = true\n+++\n", site=_SITE),
        Good("+++\ndate = 2026-07-01\n+++\n", site={"hugo.toml": "buildFuture = true"}),
        Good("+++\ndate = 2026-07-01\npublishDate = 2026-05-01\n+++\n", "is published already", site=_SITE),
        Good("---\ndate: 2026-07-01\ndraft: true\n---\n", site={}),
        Good("---\ndate: soon\n---\n", site={}),
        Good("---\ndate: 2026-06-01\n---\n", "today", site={}),
    ]
    bad = [
        Bad("+++\ndate = ⟦2026-07-01⟧\n+++\n", message="publishes on 2026-07-01", site=_SITE),
        Bad("+++\ndate = 2026-05-01\npublishDate = ⟦2027-07-01⟧\n+++\n", site=_SITE),
        Bad('---\ndate: ⟦"2026-07-01"⟧\n---\n', site={}),
        Bad("---\ndate: ⟦2026-06-02⟧\n---\n", site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if site.has_urls and site.state(page) != "future":
            return
        names = [name for name in ("publishdate", "date") if page.place(name)]
        name = names[0] if names else ""
        place = page.place(name)
        if place is None:
            return
        if site.has_urls:
            why = site.why_unpublished(page)
        else:
            when = site.dialect.as_moment(page.fields.get(name))
            future = when is not None and when.date() > site.today and page.fields.get("draft") is not True
            why = f"publishes on {when.date().isoformat()}" if when and future else ""
        if why:
            message = f"the article {why} and is left out until then"
            yield self.at(page, place, message)
