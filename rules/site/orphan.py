"""A published article that no other article links and no menu lists.

Readers find it by a list, a feed or a search only, and nothing on the site sends them on to it. Lists that templates
make do not count here. On many sites a third of the articles are such, so this rule is off by default; `postlint
related ARTICLE` names the words elsewhere that could lead to one of them.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule
from postlint.helpers.meant_articles import article_labels
from postlint.helpers.related_articles import is_in_menu, linked_articles, similar_articles

_SITE = {
    "hugo.toml": "",
    "content/tea.md": "+++\ntitle = 'Tea before noon'\n+++\n\nSee [a plan](/example/).\n",
    "content/pot.md": "+++\ntitle = 'A pot for tea'\n+++\n\nOf clay.\n",
}


class Orphan(SiteRule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("+++\ntitle = 'A plan'\n+++\n", path="content/example.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\nmenus = 'main'\n+++\n", path="content/b.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\ndraft = true\n+++\n", path="content/b.md", site=_SITE),
        Good("+++\ntitle = 'Plans'\n+++\n", path="content/plans/_index.md", site=_SITE),
    ]
    bad = [
        Bad("⟦+++⟧\ntitle = 'A plan'\n+++\n", path="content/b.md", site=_SITE, nests=False),
        Bad(
            "⟦+++⟧\ntitle = 'Tea in the evening'\n+++\n",
            path="content/b.md",
            message="no other article links this one; “Tea before noon” (/tea/) and “A pot for tea” (/pot/) are near",
            site=_SITE,
            nests=False,
        ),
        Bad(
            "⟦+++⟧\ntitle = 'Tea in the evening'\n+++\n",
            path="content/b.md",
            message="; “Tea before noon” (/tea/) is near",
            site={name: text for name, text in _SITE.items() if "pot" not in name},
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_urls or not site.published(page) or site.kind(page) != "page" or is_in_menu(page, site):
            return
        if page.path not in site.once(linked_articles):
            near = similar_articles(page, site, 3)
            verb = "is" if len(near) == 1 else "are"
            message = (
                f"no other article links this one; {article_labels(site, near, 'and')} {verb} near" if near else ""
            )
            yield self.at(page, page.top, message or "no other article links this one: link it where it helps")
