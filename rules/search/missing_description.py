"""A published article without a description, in a section whose other articles have one.

Search engines and previews take some words from the text instead, which are seldom the best ones.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_OTHERS = {f"content/articles/{at}.md": "+++\ntitle = 'A'\ndescription = 'Text.'\n+++\n" for at in range(8)}
_SITE = {"hugo.toml": "", **_OTHERS}


class MissingDescription(SiteRule):
    severity = Severity.INFO
    share: Annotated[float, "the part of a section's articles that must have one, from 0 to 1"] = 0.8

    good = [
        Good("+++\ntitle = 'A'\ndescription = 'Text.'\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A'\nsummary = 'Text.'\n+++\n", "serves the same end", site=_SITE),
        Good("+++\ntitle = 'A'\ndescription = ''\n+++\n", "is told by front-matter/empty-field", site=_SITE),
        Good("+++\ntitle = 'A'\ndraft = true\n+++\n", site=_SITE),
        Good("+++\ntitle = 'A'\n+++\n", path="content/posts/a.md", site=_SITE),
        Good("+++\ntitle = 'A'\n+++\n", site={"hugo.toml": "", "content/articles/b.md": ""}),
    ]
    bad = [
        Bad("+++\ntitle = ⟦'A'⟧\n+++\n", message="no description, and 8 of the 9 articles of its section", site=_SITE),
        Bad("⟦+++⟧\ndate = 2026-01-02\n+++\n", site=_SITE, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not _counts(page, site) or _is_described(page, site):
            return
        counts = site.counted(_described).get(_section(page, site)) or {}
        with_one, all_of_them = counts.get("described", 0), sum(counts.values())
        if all_of_them >= 5 and with_one >= self.share * all_of_them:
            message = (
                f"the article has no description, and {with_one} of the {all_of_them} articles of its section "
                "have one: write it"
            )
            yield self.at(page, page.place("title") or page.top, message)


def _counts(page: Page, site: Site) -> bool:
    return site.has_urls and site.published(page) and site.kind(page) == "page"


def _section(page: Page, site: Site) -> str:
    return f"{site.language(page)}:{site.section(page)}"


def _is_described(page: Page, site: Site) -> bool:
    fields = site.fields(page)
    return "description" in fields or "summary" in fields


def _described(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Of each section in each language, how many of its articles have a description."""
    if _counts(page, site):
        yield _section(page, site), ["described" if _is_described(page, site) else "bare"]
