"""A link that a server answers with a redirect: without the slash at its end, or with `index.html`.

The reader waits for one request more, and search engines see two addresses for one page.

## Fix safety
Safe: the link leads to the same page.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import repoint, resolved_links, tail, target_with

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'B'\n+++\n", "static/a.pdf": ""}


class NonCanonical(SiteRule):
    severity = Severity.INFO

    good = [
        Good("See [b](/articles/b/), [c](../b/#d), [e](/a.pdf), [f](/).\n", site=_SITE),
        Good("See [b](/articles/b.html).\n", "uglyURLs", site={**_SITE, "hugo.toml": "uglyURLs = true"}),
        Good(
            "See [b](b).\n",
            "Hugo's own hook writes the URL",
            site={**_SITE, "hugo.toml": "markup.goldmark.renderHooks.link.useEmbedded = 'always'"},
        ),
        Good(
            "See [b](https://own.example/articles/b).\n",
            "another rule",
            site={**_SITE, "hugo.toml": "baseURL = 'https://own.example/'\n"},
        ),
    ]
    bad = [
        Bad("See [b](⟦/articles/b⟧).\n", fixed="See [b](/articles/b/).\n", message="/articles/b/", site=_SITE),
        Bad("See [b](⟦../b?d⟧).\n", safe=True, fixed="See [b](../b/?d).\n", site=_SITE),
        Bad("See [b](⟦/articles/b/index.html⟧).\n", fixed="See [b](/articles/b/).\n", site=_SITE),
        Bad("See [b](⟦/articles//b/⟧).\n", fixed="See [b](/articles/b/).\n", site=_SITE),
        Bad("See [b](b) and [it](⟦../b?d⟧).\n", site=_SITE),
        Bad(
            "See [it](.), [c](/none), [d](https://own.example/articles/b) and [b](⟦/articles/b⟧).\n",
            site={**_SITE, "hugo.toml": "baseURL = 'https://own.example/'\n"},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if not target.canonical or target.result not in ("page", "term", "file") or not target.ok:
                continue
            if target.own_domain or target.markdown or (target.same_page and not tail(link)):
                continue
            rest = tail(link)
            path = link.destination.removesuffix(rest)
            message = f"{quoted(link.destination)} redirects to {target.canonical}: write that"
            for better in (path + "/", path.removesuffix("index.html"), target.canonical):
                new = target_with(page, site, link, better + rest)
                if better != path and new.url == target.url and not new.canonical:
                    yield self.at(page, link.place, message, fix=repoint(link, better + rest, safe=not new.hook))
                    break
