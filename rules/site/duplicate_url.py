"""Two published articles that have the same URL.

Hugo writes both to one file, and only one of them can be read. Which one is a matter of chance.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'B'\nslug = 'same'\n+++\n"}
_WITHIN = {
    "hugo.toml": "[languages.en]\ncontentDir = 'content'\n[languages.nb]\ncontentDir = 'content/nb'\n",
    "content/_index.md": "",
}


class DuplicateUrl(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\nslug = 'other'\n+++\n", site=_SITE),
        Good("+++\nslug = 'same'\ndraft = true\n+++\n", site=_SITE),
        Good("+++\nslug = 'same'\n+++\n", path="content/posts/example.md", site=_SITE),
        Good("+++\nslug = 'same'\n+++\n", "no site", site={}),
        Good("Text.\n", "one file of two languages", path="content/nb/_index.md", site=_WITHIN, nests=False),
    ]
    bad = [
        Bad(
            "+++\nslug = ⟦'same'⟧\n+++\n",
            message="“/articles/same/” is also the URL of content/articles/b.md",
            site=_SITE,
        ),
        Bad("+++\ntitle = 'A'\nurl = ⟦'/articles/same/'⟧\n+++\n", path="content/a.md", site=_SITE),
        Bad("⟦+++⟧\ntitle = 'A'\n+++\n", path="content/articles/same/index.md", site=_SITE, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.published(page):
            return
        # An article of another language that fills in where no translation is gives way to the translation.
        others = [other for other in site.same_url(page) if site.language(other) == site.language(page)]
        if others:
            place = page.place("url") or page.place("slug") or page.top
            paths = " and ".join(other.path for other in others[:3])
            message = f"{quoted(site.url(page) or '')} is also the URL of {paths}: only one of them can be read"
            related = [
                Related(other.path, other.place("url") or other.place("slug") or other.top, "here") for other in others
            ]
            yield self.at(page, place, message, related=related)
