"""A link to a page that does not answer to programs.

The server wants a login, or suspects a robot (401, 403, 429, 999, a challenge page). A reader is most probably let in,
so these are hidden unless they are asked for: `postlint links --extend-select external/blocked`.
"""

from collections.abc import Iterator

from postlint import Bad, Cause, Diagnostic, Good, LinkRule, Outcome, Outcomes, Page, Severity, State, quoted

_URL = "https://example.net/profile"


class Blocked(LinkRule):
    severity = Severity.INFO
    enabled = False

    good = [Good(f"See [my profile]({_URL}).\n", outcomes={_URL: Outcome(State.ALIVE, status=200)})]
    bad = [
        Bad(
            f"See [my profile](⟦{_URL}⟧).\n",
            outcomes={_URL: Outcome(State.BLOCKED, status=999)},
            message="it answers 999",
        ),
        Bad(
            f"See [my profile](⟦{_URL}⟧).\n",
            outcomes={_URL: Outcome(State.BLOCKED, Cause.CHALLENGE, 403)},
            message="it wants to see a human first",
        ),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            if outcome.state is State.BLOCKED:
                message = f"{quoted(link.destination)} is closed to programs: {outcome.words}; look at it yourself"
                yield self.at(page, link.place, message, related=outcomes.others(page, link))
