"""“Coming soon”, “stay tuned”, “next month” in an article that has not changed for a year.

The reader waits for what came long ago, or never will. What counts is the latest of the dates that the front matter
gives (date, lastmod) and that the name of the file begins with; an article without a date is left alone, and so are
quotes.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, WordRule, pattern, quoted
from postlint.helpers.site_words import occurrences_of, words_of

_PHRASES = [
    [word.split("/") for word in phrase.split()]
    for phrase in (
        "stay tuned",
        "coming soon",
        "will be available/published/released/announced soon/shortly",
        "later/early this year/month/week",
        "early on this year/month/week",
        "by/at the end of this year/month",
        "in the coming weeks/months/days",
        "in the next few weeks/months/days",
        "watch this space",
        "à venir prochainement",
        "bientôt/prochainement disponible/disponibles",
        "dans les prochaines semaines",
        "dans les prochains mois",
        "restez à l'écoute",
        "demnächst mehr",
        "in den nächsten wochen/monaten",
        "próximamente",
        "en las próximas semanas",
        "en los próximos meses",
        "nas próximas semanas",
        "nos próximos meses",
    )
]
"""Words, some of them one of several."""
_WORDS = [
    [{form for one in word for form in (one, one.title(), one.upper())} for word in phrase] for phrase in _PHRASES
]
"""The words of which each has to stand in an article, without which it need not be parsed."""
_GAP = r"(?:\([^()\n]*\)|<[^<>\n]*>|[\s\[\]>])+"
"""What may stand in a file between two words that a reader sees next to each other, but for markers of emphasis."""
_IN_NAME = pattern(r"(?:\A|/)(\d{4}-\d\d-\d\d)-[^/]*\Z")
_OLD = "+++\ntitle = 'A'\ndate = 2024-01-02\n+++\n\n"


class StalePromise(WordRule):
    severity = Severity.INFO
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
        words = words_of(page, site)
        near = [at for at, phrase in enumerate(_WORDS) if all(not part.isdisjoint(words) for part in phrase)]
        if not near:
            return
        named = _IN_NAME.search(page.path)
        dates = [*(page.fields.get(name) for name in ("date", "lastmod", "updated")), named[1] if named else None]
        changed = max((day for given in dates if (day := _day(given))), default=None)
        if changed is None or site.today - changed < timedelta(self.days) or not site.published(page):
            return
        # To parse an article takes much longer than to read it.
        written = site.read(page.path).decode("utf-8", "replace").replace("*", "").replace("_", "")
        if not any(_written(at).search(written) for at in near):
            return
        for passage, match in occurrences_of(page, site, _promises(tuple(near))):
            span = passage.span(*match.span())
            message = f"{quoted(match[0])} stands in an article that was last changed in {changed.year}: has it come?"
            yield self.at(page, site.document(page).place(span), message)


@cache
def _written(at: int) -> re.Pattern[str]:
    """A phrase as it may stand in a file."""
    return re.compile(_spelt(at, _GAP), re.I)


@cache
def _promises(some: tuple[int, ...]) -> re.Pattern[str]:
    """Some phrases as a reader sees them."""
    phrases = "|".join(_spelt(at, r"\s+") for at in some)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.I)


def _spelt(at: int, gap: str) -> str:
    return gap.join(f"(?:{'|'.join(word)})" for word in _PHRASES[at]).replace("'", "['’]")


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
