"""A published article without a description, in a section whose other articles have one.

Search engines and previews take some words from the text instead, which are seldom the best ones.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule
from postlint.helpers.counts import percent

_OTHERS = {f"content/articles/{at}.md": "+++\ntitle = 'A'\ndescription = 'Text.'\n+++\n" for at in range(8)}
_SITE = {"hugo.toml": "", **_OTHERS}


def _section_of(described: int, bare: int) -> dict[str, str]:
    """A section of so many articles with a description, and so many without."""
    texts = ["+++\ndescription = 'Text.'\n+++\n"] * described + ["Text.\n"] * bare
    return {"hugo.toml": "", **{f"content/articles/{at}.md": text for at, text in enumerate(texts)}}


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
        Good("+++\ntitle = 'A'\n+++\n", "four are few", site=_section_of(3, 0)),
        Good("+++\ntitle = 'A'\n+++\n", "seven of ten are few", site=_section_of(7, 2)),
    ]
    bad = [
        Bad("+++\ntitle = ⟦'A'⟧\n+++\n", message="no description, and 85 % of the articles of its section", site=_SITE),
        Bad("⟦+++⟧\ndate = 2026-01-02\n+++\n", site=_SITE, nests=False),
        Bad("+++\ntitle = ⟦'A'⟧\n+++\n", message="80 % of", site=_section_of(4, 0)),
        Bad("+++\ntitle = ⟦'A'⟧\n+++\n", site=_section_of(8, 1)),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not _counts(page, site) or _is_described(page, site):
            return
        if share := site.concluded(_usual_share, _described, _section(page, site), self.share):
            message = f"the article has no description, and {share} % of the articles of its section have one: write it"
            yield self.at(page, page.place("title") or page.top, message)


def _counts(page: Page, site: Site) -> bool:
    return site.has_urls and site.published(page) and site.kind(page) == "page"


def _section(page: Page, site: Site) -> str:
    return f"{site.language(page)}:{site.section(page)}"


def _is_described(page: Page, site: Site) -> bool:
    fields = site.fields(page)
    return "description" in fields or "summary" in fields


def _usual_share(counts: Mapping[str, int], least: float) -> int:
    """How many percent of the articles have a description, in steps of five; 0 where that is too few."""
    with_one, every = counts.get("described", 0), sum(counts.values())
    return percent(with_one, every) if every >= 5 and with_one >= least * every else 0


def _described(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Of each section in each language, how many of its articles have a description."""
    if _counts(page, site):
        yield _section(page, site), ["described" if _is_described(page, site) else "bare"]
