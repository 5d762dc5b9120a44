"""A link to another site that could not be checked.

The server did not answer in time, failed (5xx), refused the connection, or has a certificate that a browser would warn
of. That may pass, so it never fails a run; a certificate that has expired does deserve a look.
"""

from collections.abc import Iterator

from postlint import Bad, Cause, Diagnostic, Good, LinkRule, Outcome, Outcomes, Page, Severity, State, quoted

_URL = "https://example.net/guide"


class Unreachable(LinkRule):
    severity = Severity.INFO

    good = [
        Good(f"Read [the guide]({_URL}).\n", outcomes={_URL: Outcome(State.ALIVE, status=200)}),
        Good(f"Read [the guide]({_URL}).\n", outcomes={_URL: Outcome(State.DEAD, status=404)}),
    ]
    bad = [
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes={_URL: Outcome(State.UNREACHABLE, Cause.TIMEOUT)},
            message="it did not answer in time",
        ),
        Bad(
            f"![a chart](⟦{_URL}⟧)\n",
            outcomes={_URL: Outcome(State.UNREACHABLE, status=503)},
            message="it answers 503 (Service Unavailable)",
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            "the redirect is named",
            outcomes={_URL: Outcome(State.UNREACHABLE, Cause.EXPIRED, via="https://example.net/b")},
            message="redirected to “https://example.net/b”, its certificate has expired",
        ),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            if outcome.state is State.UNREACHABLE:
                why = f"{outcome.words}; if it stays so, look at it yourself"
                message = f"{quoted(link.destination)} cannot be checked: {why}"
                yield self.at(page, link.place, message, related=outcomes.others(page, link))
