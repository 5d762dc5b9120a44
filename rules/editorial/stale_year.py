"""A year in a title or description that has passed while the article moved on.

“The best planners of 2023” whose last change is of 2025, or a title that says 2024 above a description that says 2023:
one of them was forgotten. Articles that look back on a year, and those that were not changed since, are left alone.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, pattern
from postlint.helpers.field_values import year_of

_YEAR = pattern(r"(?<![\d./-])20[12]\d(?![\d/]|[-–]\d)")
_BACK = pattern(
    r"\b(?:review|recap|retrospective|survey|report|results?|conf\w*|summit|event|edition|wrapped|roundup|archive|since|"
    r"version|release|bilan|rétrospective|rückblick|resumen|retrospectiva|keynote|meetup|day|week|goals?|update|plan)\b",
    re.I,
)
_SITE = {"hugo.toml": ""}


class StaleYear(SiteRule):
    severity = Severity.INFO

    good = [
        Good('+++\ntitle = "The best planners of 2023"\ndate = 2023-02-01\n+++\n', "not changed since", site=_SITE),
        Good(
            '+++\ntitle = "My year 2023 in review"\ndate = 2023-12-30\nlastmod = 2025-01-01\n+++\n',
            "it looks back",
            site=_SITE,
        ),
        Good('+++\ntitle = "Planners"\ndescription = "From 2019 to 2023"\ndate = 2020-01-01\n+++\n', site=_SITE),
        Good(
            '+++\ntitle = "The best planners of 2023"\ndate = 2022-12-01\nlastmod = 2023-03-01\n+++\n',
            "of the year",
            site=_SITE,
        ),
        Good(
            '+++\ntitle = "The best planners of 2023"\ndate = 2024-02-01\nlastmod = 2025-03-01\n+++\n',
            "a look at the year before",
            site=_SITE,
        ),
        Good(
            '+++\ntitle = "The best planners of 2026"\ndate = 2026-02-01\nlastmod = 2027-03-01\n+++\n',
            "this year",
            site=_SITE,
        ),
        Good(
            '+++\ntitle = "The best planners of 2023"\nlastmod = 2025-03-01\n+++\n',
            "when it was written is not known",
            site=_SITE,
        ),
    ]
    bad = [
        Bad(
            '+++\ntitle = ⟦"The best planners of 2023"⟧\ndate = 2023-02-01\nlastmod = 2025-03-01\n+++\n',
            message="2025",
            site=_SITE,
        ),
        Bad(
            '+++\ntitle = "The best planners of 2024"\ndescription = ⟦"Planners of 2023"⟧\ndate = 2024-02-01\n+++\n',
            message="the title says 2024",
            site=_SITE,
        ),
        Bad('+++\ntitle = ⟦"The best planners of 2025"⟧\ndate = 2024-12-01\nlastmod = 2026-03-01\n+++\n', site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        title, place = _years(page.title), page.place("title")
        if not title or place is None or not site.published(page):
            return
        below, below_place = _years(str(page.fields.get("description") or "")), page.place("description")
        if below_place and len(below) == len(title) == 1 and below != title and not _BACK.search(page.title):
            yield self.at(page, below_place, f"the description says {min(below)}, and the title says {min(title)}")
        changed, made = year_of(page.fields.get("lastmod")), year_of(page.fields.get("date"))
        year = max(title)
        if changed > year >= made > 0 and year < site.today.year and not _BACK.search(page.title):
            yield self.at(
                page, place, f"the title says {year}, and the article was changed in {changed}: is it still so?"
            )


def _years(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)}
