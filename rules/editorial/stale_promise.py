"""“Coming soon”, “stay tuned”, “next month” in an article that has not changed for a year.

The reader waits for what came long ago, or never will. What counts is the latest of the dates that the front matter
gives (date, lastmod) and that the name of the file begins with; an article without a date is left alone, and so are
quotes.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, pattern, quoted

_IN_NAME = pattern(r"(?:\A|/)(\d{4}-\d\d-\d\d)-[^/]*\Z")
_OLD = "+++\ntitle = 'A'\ndate = 2024-01-02\n+++\n\n"


class StalePromise(SiteRule):
    severity = Severity.INFO
    signs = ("promise",)
    days: Annotated[int, "how many days an article has to be unchanged"] = 365

    good = [
        Good("+++\ntitle = 'A'\ndate = 2025-12-30\n+++\n\nThe second part is coming soon.\n", site={"hugo.toml": ""}),
        Good("The second part is coming soon.\n", "nobody knows how old it is", site={"hugo.toml": ""}, nests=False),
        Good(_OLD + "It comes as soon as the radio is tuned.\n", site={"hugo.toml": ""}),
    ]
    bad = [
        Bad(_OLD + "The second part is ⟦coming soon⟧, ⟦stay tuned⟧!\n", message="2024", site={"hugo.toml": ""}),
        Bad(_OLD + "## ⟦COMING SOON⟧\n\n⟦Later this Year⟧ we ⟦will be available shortly⟧.\n", site={"hugo.toml": ""}),
        Bad(
            _OLD + "It is ⟦coming [**so**on⟧](/soon/), so [⟦stay](/a/)\ntuned⟧.\n", site={"hugo.toml": ""}, nests=False
        ),
        Bad(_OLD + "⟦Próximamente⟧, y ⟦en los próximos meses⟧.\n", site={"hugo.toml": ""}),
        Bad(_OLD + "⟦In den nächsten Wochen⟧, ⟦restez à l’écoute⟧.\n", site={"hugo.toml": ""}),
        Bad("+++\ntitle = 'A'\ndate = '2023-05-01'\n+++\n\nLa suite, ⟦bientôt disponible⟧.\n", site={"hugo.toml": ""}),
        Bad("So it is, ⟦stay tuned⟧!\n", path="content/post/2019-03-04-a.md", site={"hugo.toml": ""}, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        promises = [leftover for leftover in page.leftovers if leftover.kind == "promise"]
        if not promises:
            return
        named = _IN_NAME.search(page.path)
        dates = [*(page.fields.get(name) for name in ("date", "lastmod", "updated")), named[1] if named else None]
        changed = max((day for given in dates if (day := _day(given))), default=None)
        if changed is None or site.today - changed < timedelta(self.days) or not site.published(page):
            return
        for promise in promises:
            message = (
                f"{quoted(promise.text)} stands in an article that was last changed in {changed.year}: has it come?"
            )
            yield self.at(page, promise.place, message)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
