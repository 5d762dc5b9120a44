"""A link to an article that is not published: a draft, dated in the future, expired, or never rendered.

The article exists, so the link works on the computer of whoever writes it, and the reader gets a 404. Articles that
are not published themselves may link others of their kind.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import resolved_links
from postlint.helpers.meant_articles import article_label, certain_article, likely_matches


def _site(field: str) -> dict[str, str]:
    return {"hugo.toml": "", "content/b.md": f"+++\ntitle = 'A plan'\n{field}\n+++\n"}


class Unpublished(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("See [a plan](/b/).\n", site=_site("date = 2026-05-01")),
        Good("See [a plan](/b/).\n", site=_site("published = false\ndraft = false")),
        Good("See [a plan](/b/).\n", site=_site("expiryDate = 2027-01-01")),
        Good("+++\ndraft = true\n+++\n\nSee [a plan](/b/).\n", "a draft itself", site=_site("draft = true")),
        Good("See [a plan](/b/).\n", "something else stands there", site=_site("build.render = 'link'")),
        Good("See [a plan](b.md).\n", site={"content/articles/b.md": "+++\ndraft = true\n+++\n"}),
    ]
    bad = [
        Bad("See [a plan](⟦/b/⟧).\n", message="“A plan”, which is a draft", site=_site("draft = true")),
        Bad("See [a plan](⟦/b/⟧).\n", message="which is a draft", site=_site("published = false")),
        Bad("See [a plan](⟦/b/#c⟧).\n", message="publishes on 2026-07-01", site=_site("date = 2026-07-01")),
        Bad("See [a plan](⟦../../b/⟧).\n", message="expired on 2026-02-01", site=_site("expiryDate = 2026-02-01")),
        Bad("See [a plan](⟦/b/⟧).\n", message="is not rendered", site=_site("build.render = 'never'")),
        Bad("See [a plan](⟦/b⟧).\n", message="is headless", site=_site("headless = true")),
        Bad(
            "See [the art of growing beans](⟦/b/⟧).\n",
            message="an article on the same, which they can read, is “The art of growing beans” (/c/)",
            site={
                **_site("draft = true"),
                "content/c.md": "+++\ntitle = 'The art of growing beans'\n+++\n",
                "content/d.md": "See [the art of growing beans](/c/).\n",
                "content/e.md": "See [the art of growing beans](/c/).\n",
            },
        ),
        Bad("See [c](/c/) and [a plan](⟦/b/⟧).\n", site={**_site("draft = true"), "content/c.md": "Text.\n"}),
        Bad('See [x]({{< ref "none.md" >}}) and [a plan](⟦/b/⟧).\n', site=_site("draft = true")),
        Bad(
            'See [x]({{< ref "c.md" >}}) and [a plan](⟦/b/⟧).\n',
            site={**_site("draft = true"), "content/c.md": "Text.\n"},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.published(page):
            return
        for link, target in resolved_links(page, site):
            if link.kind == "ref" and target.result == "broken":
                continue
            if target.state in ("", "published") or target.same_page or _elsewhere(target.page, site):
                continue
            why = site.why_unpublished(target.page) if target.page else target.why
            title = f" {quoted(target.page.title)}" if target.page and target.page.title else ""
            message = f"{quoted(link.destination)} leads to the page{title}, which {why}: readers get a 404"
            if instead := _instead(page, site, link, target.page):
                message += f"; an article on the same, which they can read, is {article_label(site, instead)}"
            yield self.at(page, link.place, message, related=self._reason(target.page, target.state))

    @staticmethod
    def _reason(page: Page | None, state: str) -> Iterator[Related]:
        """Where the other article says so."""
        names = {"draft": ["draft"], "future": ["publishdate", "date"], "expired": ["expirydate"]}.get(state, [])
        places = [place for name in names if page and (place := page.place(name))]
        if page:
            yield Related(
                page.path, places[0] if places else page.top, "this keeps it unpublished" if places else "here"
            )


def _instead(page: Page, site: Site, link: Link, target: Page | None) -> Page | None:
    """The published article that the words of a link mean for certain, where its target cannot be read."""
    matches = (
        [match for match in likely_matches(link.text, page, site, 4) if match.page is not target] if link.text else []
    )
    return certain_article(matches, site)


def _elsewhere(page: Page | None, site: Site) -> bool:
    """Whether a page asks for its URL to be linked and not to be written: something else is served there."""
    build = site.fields(page).get("build") if page else None
    return isinstance(build, dict) and build.get("render") == "link"
