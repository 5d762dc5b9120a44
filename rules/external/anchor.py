"""A link to a place on another site's page where there is no such place.

The page is there, but nothing on it has the id that the link asks for, so a reader lands at its top. Pages that are
made by a script in the browser have ids that only a browser sees; for that reason this is off by default, and asking
for it reads the pages instead of only asking for them.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from postlint import Bad, Diagnostic, Good, LinkRule, Outcome, Outcomes, Page, Severity, State, quoted

_URL = "https://example.net/guide"


class Anchor(LinkRule):
    severity = Severity.WARNING
    enabled = False

    good = [
        Good(f"Read [how to start]({_URL}#start).\n", outcomes={_URL: Outcome(State.ALIVE, status=200)}),
        Good(f"Read [how to start]({_URL}#start).\n", outcomes={_URL: Outcome(State.ALIVE, missing=("end",))}),
    ]
    bad = [
        Bad(
            f"Read [how to start](⟦{_URL}#start⟧).\n",
            outcomes={_URL: Outcome(State.ALIVE, missing=("start",))},
            message="there is no “start” on the page",
        ),
        Bad(f"Read [it](⟦{_URL}#f%C3%BCr⟧).\n", outcomes={_URL: Outcome(State.ALIVE, missing=("für",))}),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            fragment = unquote((link.url or "").partition("#")[2])
            if fragment in outcome.missing and outcome.state in (State.ALIVE, State.MOVED):
                message = f"{quoted(link.destination)} leads to the top: there is no {quoted(fragment)} on the page"
                yield self.at(page, link.place, message, related=outcomes.others(page, link))
