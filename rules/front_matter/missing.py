"""An article of a site that has no front matter at all.

Hugo publishes it without a title, a date or a description: it stands nameless in lists, in the feed and in search
results. Pages of sections and files within a bundle need none. Where a template shows the name of the file, or where
one article in three has no front matter, it is advice.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, pattern

_SITE = {"hugo.toml": ""}
_MANY, _SHARE = 10, 3
_NOTES = {"hugo.toml": "", **{f"content/n{n}.md": "Text.\n" for n in range(9)}}
_BY_FILE = {
    "hugo.toml": "",
    "layouts/commands/single.html": "<h1>{{ upper .File.ContentBaseName }}</h1>{{ .Content }}",
    "content/commands/x.md": "",
}
_FIELDS = pattern(
    r"\A[\ufeff\s]*(?:title|date|draft|layout|slug|tags|categories|description)[ \t]*:[^\n]*\n"
    r"(?:[^\n]*\S[^\n]*\n){0,30}?"
    r"(?:---|[\w-]+[ \t]*:)"
)
_TOML = pattern(r"\A[\ufeff\s]*(?:[\w-]+[ \t]*=[ \t]*[^\s=][^\n]*\n\s*){2}")


class Missing(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\ntitle = 'A'\n+++\n\nText.\n", site=_SITE),
        Good("---\n---\n\nText.\n", "an empty one is there for a reason", site=_SITE),
        Good("Text.\n\n+++\ntitle = 'A'\n+++\n", "is told by front-matter/content-before", site=_SITE, nests=False),
        Good("---\ntitle: [\n---\n", "is told by front-matter/invalid-syntax", site=_SITE),
        Good("Text.\n", "a section", path="content/articles/_index.md", site=_SITE, nests=False),
        Good(
            "Text.\n",
            "a part of a bundle",
            path="content/a/part.md",
            site={**_SITE, "content/a/index.md": "+++\ntitle = 'A'\n+++\n"},
            nests=False,
        ),
        Good("Text.\n", "no site", site={}),
        Good("Text.\n", "a piece to be included", path="content/_parts/a.md", site=_SITE, nests=False),
        Good("Text.\n", "a piece to be included", path="content/_header.md", site=_SITE, nests=False),
        Good("", "nothing is published yet", site=_SITE, nests=False),
    ]
    bad = [
        Bad("⟦⟧Text.\n", site=_SITE, message="no front matter", nests=False),
        Bad("⟦⟧Text.\n", why="a custom of the site", site=_NOTES, severity=Severity.INFO, nests=False),
        Bad(
            "⟦⟧Text.\n",
            why="ten of thirty-one",
            site={**_NOTES, **{f"content/f{n}.md": "+++\ntitle = 'A'\n+++\n\nText.\n" for n in range(21)}},
            severity=Severity.ERROR,
            nests=False,
        ),
        Bad("⟦⟧Text.\n", path="content/commands/a.md", site=_BY_FILE, severity=Severity.INFO, nests=False),
        Bad(
            "⟦⟧Text.\n",
            why="the template of another section",
            path="content/other/a.md",
            site=_BY_FILE,
            severity=Severity.ERROR,
            nests=False,
        ),
        Bad("⟦⟧title: A\ndate: 2026-01-02\n---\n\nText.\n", site=_SITE, message="“---” above them", nests=False),
        Bad("⟦⟧title: A\ndate: 2026-01-02\n\nText.\n", site=_SITE, message="and one below", nests=False),
        Bad("⟦⟧title = 'A'\nweight = 1\n+++\n\nText.\n", site=_SITE, message="“+++” above them", nests=False),
        Bad("⟦⟧name = 'A'\n weight = 1\n\nText.\n", site=_SITE, message="and one below", nests=False),
        Bad("⟦⟧x = 1\n\nText.\n", site=_SITE, message="no front matter", nests=False),
        Bad("⟦⟧# A heading\n\nText.\n", site=_SITE, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if (
            page.has_front_matter
            or not page.has_body
            or not site.published(page)
            or site.dialect.is_fragment(page.path)
        ):
            return
        # A cascade may give it all that it needs.
        if site.has_urls and site.has_page(page) and site.kind(page) == "page" and not site.fields(page):
            message = "the article has no front matter, so it is published without a title and a date: add one"
            text = site.document(page).text
            fence = "+++" if _TOML.match(text) else "---"
            fields = fence == "+++" or _FIELDS.match(text) is not None
            if fields:
                below = "" if f"\n{fence}\n" in text else " and one below"
                message = (
                    "the fields of this article show as text, and it is published without a title: "
                    f"put a line “{fence}” above them{below}"
                )
            # The name of the file may be all that is needed, as it surely is where many articles have no more.
            makes_do = site.shows_file_name(page) or site.concluded(_makes_do, _without, "")
            severity = Severity.INFO if not fields and makes_do else None
            yield self.at(page, page.top, message, severity=severity)


def _makes_do(counts: Mapping[str, int]) -> bool:
    """Whether so many articles have no front matter that the site is made to do without."""
    lacking = counts.get("none", 0)
    return lacking >= _MANY and lacking * _SHARE >= counts.get("", 0)


def _without(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The articles, as "", and those that have no front matter."""
    if page.has_body:
        yield "", [""] if page.has_front_matter else ["", "none"]
