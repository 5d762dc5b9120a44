"""A link to the file of an article, `[a](b.md)`, on a site that publishes it as it is written.

Hugo turns such links into URLs only with a render hook. Without one, the published link ends in `.md`, and the reader
gets a 404.

## Fix safety
Unsafe: a render hook may have been meant to do this.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import repoint, resolved_links

_PAGES = {"content/articles/b.md": "+++\ntitle = 'B'\n+++\n\n## Use\n"}


class MarkdownTarget(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("See [b](/articles/b/) and [c](https://example.org/c.md).\n", site={"hugo.toml": "", **_PAGES}),
        Good("See [b](b.md).\n", "a plain folder", site=_PAGES),
        Good("See [b](/notes.md).\n", site={"hugo.toml": "", "static/notes.md": "Notes."}),
        Good(
            "See [b](b.md).\n",
            "Hugo's own hook resolves it",
            site={"hugo.toml": "markup.goldmark.renderHooks.link.useEmbedded = 'always'", **_PAGES},
        ),
        Good(
            "See [b](b.md).\n",
            "the site's hook may resolve it",
            site={"hugo.toml": "", "layouts/_markup/render-link.html": "<a>{{ .Text }}</a>", **_PAGES},
        ),
    ]
    bad = [
        Bad(
            "See [b](⟦b.md#use⟧).\n",
            fixed="See [b](/articles/b/#use).\n",
            message="write /articles/b/",
            site={"hugo.toml": "", **_PAGES},
        ),
        Bad(
            "See [b](⟦/articles/b.md⟧).\n",
            safe=False,
            fixed="See [b](/articles/b/).\n",
            site={"hugo.toml": "", **_PAGES},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.markdown and not link.image:
                message = f"the published link ends in {quoted(link.destination)} and leads nowhere"
                if target.state not in ("", "published") and target.page and site.published(page):
                    message += f": write {target.canonical}, but the page {site.why_unpublished(target.page)}"
                    yield self.at(page, link.place, message)
                else:
                    fix = repoint(link, target.canonical, safe=False)
                    yield self.at(page, link.place, f"{message}: write {target.canonical}", fix=fix)
