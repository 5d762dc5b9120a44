"""Two files whose paths differ by case alone.

On computers that take no notice of case, one of them overwrites the other when the site is checked out, and Hugo
gives both the same URL.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule


class PathCaseCollision(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("Text.\n", site={"content/articles/example-2.md": ""}),
        Good("Text.\n", site={"content/posts/example.md": ""}),
    ]
    bad = [
        Bad("⟦⟧Text.\n", message="content/articles/Example.md", site={"content/articles/Example.md": ""}, nests=False),
        Bad(
            "⟦+++⟧\n+++\n",
            path="content/Articles/a.md",
            site={"hugo.toml": "", "content/articles/a.md": ""},
            nests=False,
        ),
        Bad(
            "⟦⟧Text.\n",
            "once",
            site={"content/articles/Example.md": "", "content/articles/EXAMPLE.md": ""},
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        others = [other for other in site.grouped(_lowered).get(page.path.lower()) or () if other.path != page.path]
        for other in others[:1]:
            message = f"the path of this file and {other.path} differ only in case: rename one of them"
            yield self.at(page, page.top, message, related=[Related(other.path, other.top, "the other file")])


def _lowered(page: Page, site: Site) -> Iterator[str]:
    yield page.path.lower()
