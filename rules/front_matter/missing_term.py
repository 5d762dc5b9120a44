"""An article without a category or tags where all others of its section have them.

It is on none of the pages that readers browse by. Only where at least nine in ten of the articles of a section, and at
least eight, have the field.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule
from postlint.helpers.counts import percent

_FIELDS = ("categories", "tags")
_FEWEST = 8
"""So many other articles have to have a field at least."""
_SITE = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": '+++\ntitle = "A"\ncategories = ["a"]\n+++\n' for at in range(20)},
}


def _section_of(articles: int, without: int) -> dict[str, str]:
    """A section of so many articles with categories, and so many without."""
    given = ['+++\ncategories = ["a"]\n+++\n'] * articles + ["Text.\n"] * without
    return {"hugo.toml": "", **{f"content/articles/{at}.md": text for at, text in enumerate(given)}}


_TAGGED = {name: text.replace("categories", "tags") for name, text in _SITE.items()}


class MissingTerm(SiteRule):
    severity = Severity.INFO
    share: Annotated[float, "how much of a section has to have the field"] = 0.95

    good = [
        Good('+++\ntitle = "A"\ncategories = ["b"]\n+++\n', site=_SITE),
        Good('+++\ntitle = "A"\ndraft = true\n+++\n', site=_SITE),
        Good('+++\ntitle = "A"\n+++\n', path="content/posts/a.md", site=_SITE),
        Good('+++\ntitle = "A"\ntags = []\n+++\n', "is told by front-matter/empty-field", site=_TAGGED),
        Good(
            '+++\ntitle = "A"\n+++\n',
            "nine of twelve",
            site=_section_of(9, 2),
        ),
        Good('+++\ntitle = "A"\n+++\n', "seven others are too few", site=_section_of(7, 0)),
        Good('+++\ntitle = "A"\n+++\n', "eighteen of nineteen others are too few", site=_section_of(18, 1)),
    ]
    bad = [
        Bad('+++\ntitle = ⟦"A"⟧\n+++\n', message="no categories", site=_SITE),
        Bad('+++\ntitle = "A"\ncategories = ⟦[]⟧\n+++\n', site=_SITE),
        Bad('+++\ntitle = ⟦"A"⟧\ntags = ["a"]\n+++\n', message="no categories", site=_SITE),
        Bad('+++\ntitle = ⟦"A"⟧\n+++\n', "eight others", message="85 % of the articles", site=_section_of(8, 0)),
        Bad('+++\ntitle = ⟦"A"⟧\n+++\n', "nineteen of twenty others", site=_section_of(19, 1)),
        Bad('+++\ntitle = ⟦"A"⟧\ncategories = ["a"]\n+++\n', message="no tags", site=_TAGGED),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not _counts(page, site):
            return
        fields = site.fields(page)
        for name in _FIELDS:
            # That empty tags are there says front-matter/empty-field.
            if fields.get(name) or (name == "tags" and page.place("tags.key")):
                continue
            if share := site.concluded(_usual_share, _given, _section(page, site), name, self.share):
                place = page.place(name) or page.place("title") or page.top
                message = f"the article has no {name}, and {share} % of the articles of its section have: add some"
                yield self.at(page, place, message)


def _counts(page: Page, site: Site) -> bool:
    return site.has_urls and site.kind(page) == "page" and site.published(page)


def _section(page: Page, site: Site) -> str:
    return f"{site.language(page)}:{site.section(page)}"


def _usual_share(counts: Mapping[str, int], name: str, least: float) -> int:
    """Of how many percent of the articles a field is, in steps of five; 0 where that is too few to be usual."""
    with_it, every = counts.get(name, 0), counts.get("", 0)
    return percent(with_it, every) if with_it >= max(_FEWEST, least * (every - 1)) else 0


def _given(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Of each section in each language, the fields that its articles have, and, as "", the articles."""
    if _counts(page, site):
        fields = site.fields(page)
        yield _section(page, site), ["", *(name for name in _FIELDS if fields.get(name))]
