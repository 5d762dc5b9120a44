"""Two published articles of one section with the same title.

In lists, search results and tabs, readers cannot tell one from the other. Mostly a copy was started from an older
article and its title forgotten. Articles in different folders may share a title: "Overview" is one in every chapter.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import neighbours

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'A plan'\n+++\n"}


class DuplicateTitle(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("+++\ntitle = 'Another plan'\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A plan'\ndraft = true\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", path="content/posts/c.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", site={"content/articles/b.md": "+++\ntitle = 'A plan'\n+++\n"}),
    ]
    bad = [
        Bad("+++\ntitle = ⟦'A plan'⟧\n+++\n", message="content/articles/b.md has the title “A plan” too", site=_SITE),
        Bad("+++\ntitle = ⟦'A Plan'⟧\n+++\n", path="content/articles/c/index.md", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_urls or not site.published(page) or site.kind(page) != "page":
            return
        others = neighbours(page, site, site.titled(page.title, site.language(page)))
        # Of the place, which is seldom asked for, nothing is read unless it is.
        if others and (place := page.place("title")):
            paths = " and ".join(other.path for other in others[:3])
            message = f"{paths} {'has' if len(others) == 1 else 'have'} the title {quoted(page.title)} too"
            related = [Related(other.path, other.place("title") or other.top, "here") for other in others]
            yield self.at(page, place, message, related=related)
