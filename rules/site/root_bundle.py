"""An `index.md` at the root of the content, which takes in all other articles.

For Hugo a folder with an `index.md` is the bundle of one article, and all that is below belongs to it: no other
article of the site is published. The page of the root is to be called `_index.md`.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule


class RootBundle(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\ntitle = 'Home'\n+++\n", path="content/_index.md", site={"hugo.toml": "", "content/a.md": "text\n"}),
        Good("+++\ntitle = 'One'\n+++\n", "the only page", path="content/index.md", site={"hugo.toml": ""}),
        Good("text\n", path="content/one/index.md", site={"hugo.toml": "", "content/one/a.md": "text\n"}),
    ]
    bad = [
        Bad(
            "⟦+++⟧\ntitle = 'Home'\n+++\n",
            path="content/index.md",
            site={"hugo.toml": "", "content/a.md": "text\n", "content/blog/b.md": "text\n"},
            message="this file makes one bundle of all content, so Hugo publishes none of the other 2 articles",
            nests=False,
        ),
        Bad(
            "⟦+++⟧\ntitle = 'Home'\n+++\n",
            path="content/index.md",
            site={"hugo.toml": "", "content/a.md": "text\n"},
            message="does not publish the other article",
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if site.kind(page) != "home" or site.bundle(page) != "leaf":
            return
        lost = sum(not site.has_page(other) for other in site.pages)
        if lost:
            told = f"publishes none of the other {lost} articles" if lost > 1 else "does not publish the other article"
            message = f"this file makes one bundle of all content, so Hugo {told}: call it _index.md"
            yield self.at(page, page.top, message)
