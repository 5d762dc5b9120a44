"""Published articles of one section with the same title.

In lists, search results and tabs, readers cannot tell one from the other. Mostly a copy was started from an older
article and its title forgotten. The finding stands in the newest of them. Articles in different folders may share a
title: "Overview" is one in every chapter. So may articles of different days, such as the letters of a year: lists show
the date; a title of many days is a label, such as "Shared a link"; and an article and its translation, `start.md` and
`start_en.md`.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.languages import without_language
from postlint.helpers.link_fixes import neighbours

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'A plan'\n+++\n"}
_NO_DAY = "later than any"
_DATED_B = "+++\ntitle = 'A plan'\ndate = 2025-01-02\n+++\n"
_LABEL_DAYS = 5
_LABEL = {
    "hugo.toml": "",
    **{f"content/articles/b{n}.md": f"+++\ntitle = 'A plan'\ndate = 2025-01-0{n + 2}\n+++\n" for n in range(5)},
}
_DATED = {"hugo.toml": "", "content/articles/b.md": _DATED_B}


class DuplicateTitle(SiteRule):
    severity = Severity.INFO

    good = [
        Good("+++\ntitle = 'Another plan'\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A plan'\ndraft = true\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", path="content/posts/c.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", site={"content/articles/b.md": "+++\ntitle = 'A plan'\n+++\n"}),
        Good("+++\ntitle = 'A plan'\ndate = 2026-01-02\n+++\n", "dates tell them apart", site=_DATED),
        Good("+++\ntitle = 'A plan'\n+++\n", "a translation", path="content/articles/b_en.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", "by country", path="content/articles/b-pt_BR.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\n+++\n", "as a language", path="content/articles/b.cn/index.md", site=_SITE),
        Good("+++\ntitle = 'A plan'\nbuild.list = 'never'\n+++\n", "in no list", site=_SITE),
        Good(_DATED_B, "a label", path="content/articles/c.md", site=_LABEL),
        Good(_DATED_B, "reported in the other", path="content/articles/a.md", site=_DATED),
    ]
    bad = [
        Bad(
            "+++\ntitle = ⟦'A plan'⟧\n+++\n", message="“A plan” is also the title of content/articles/b.md", site=_SITE
        ),
        Bad("+++\ntitle = ⟦'A Plan'⟧\n+++\n", path="content/articles/c/index.md", site=_SITE),
        Bad("+++\ntitle = ⟦'A plan'⟧\n+++\n", "another article", path="content/articles/c_en.md", site=_SITE),
        Bad("+++\ntitle = ⟦'A plan'⟧\n+++\n", "no language", path="content/articles/b_xx.md", site=_SITE),
        Bad("+++\ntitle = ⟦'A plan'⟧\n+++\n", "without a date", site=_DATED),
        Bad("+++\ntitle = ⟦'A plan'⟧\ndate = 2025-01-02\n+++\n", "on the same day", site=_DATED),
        Bad(
            "+++\ntitle = ⟦'A plan'⟧\ndate = 2025-01-05\n+++\n",
            "of four days",
            path="content/articles/c.md",
            site=dict(list(_LABEL.items())[:5]),
        ),
        Bad(
            "+++\ntitle = ⟦'A plan'⟧\n+++\n",
            message="of content/articles/a.md and content/articles/b.md and content/articles/c.md: give",
            site={"hugo.toml": "", **{f"content/articles/{name}.md": "+++\ntitle = 'A plan'\n+++\n" for name in "abc"}},
        ),
        Bad(
            "+++\ntitle = ⟦'A plan'⟧\n+++\n",
            message="and content/articles/c.md and 1 more: give",
            site={
                "hugo.toml": "",
                **{f"content/articles/{name}.md": "+++\ntitle = 'A plan'\n+++\n" for name in "abcd"},
            },
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_urls or not site.published(page) or site.kind(page) != "page":
            return
        others = neighbours(page, site, site.titled(page.title, site.language(page)))
        if not others or _is_unlisted(page, site):
            return
        others = [other for other in others if without_language(other.path) != without_language(page.path)]
        if not others:
            return
        days = {other.path: _day(other, site) for other in (page, *others)}
        different = set(days.values()) - {""}
        if len(different) == len(days) or len(different) >= _LABEL_DAYS:
            return
        newest = max(days, key=lambda path: (days[path] or _NO_DAY, path))
        # Of the place, which is seldom asked for, nothing is read unless it is.
        if newest == page.path and (place := page.place("title")):
            paths = " and ".join(other.path for other in others[:3])
            more = f" and {len(others) - 3} more" if len(others) > 3 else ""
            message = f"{quoted(page.title)} is also the title of {paths}{more}: give one of them another title"
            related = [Related(other.path, other.place("title") or other.top, "here") for other in others]
            yield self.at(page, place, message, related=related)


def _is_unlisted(page: Page, site: Site) -> bool:
    """Whether no list shows an article, so that nobody has to choose between two by their titles."""
    build = site.fields(page).get("build")
    return isinstance(build, Mapping) and build.get("list") in (False, "never")


def _day(page: Page, site: Site) -> str:
    """The date that readers see; "" where there is none."""
    moment = site.dialect.as_moment(site.fields(page).get("date"))
    return moment.date().isoformat() if moment else ""
