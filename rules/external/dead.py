"""A link to another site that is dead there.

The server says that there is nothing at the URL (404, 410), or the host does not exist any more: a reader who follows
the link gets an error page.

One bad day of another site is not to fail anybody's pull request. So this is an error only when the URL was dead every
time in several runs over several days, with nothing good between them; until then it is only mentioned. A 410 says
“gone for good”, and is a warning at once; so is a host that does not exist for a day. With `postlint links --strict`
all of them are errors at once.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Cause, Diagnostic, Good, LinkRule, Outcome, Outcomes, Page, Severity, State, quoted

_URL = "https://example.net/guide"
_DAY = 86_400


def _dead(status: int = 404, failures: int = 1, days: int = 0, cause: Cause = Cause.STATUS) -> dict[str, Outcome]:
    since = 1_000_000.0
    return {_URL: Outcome(State.DEAD, cause, status, since=since, checked=since + days * _DAY, failures=failures)}


class Dead(LinkRule):
    severity = Severity.ERROR
    failures: Annotated[int, "how often in a row a URL has to be dead to be an error"] = 3
    days: Annotated[int, "over how many days it has to be dead to be an error"] = 2

    good = [
        Good(f"Read [the guide]({_URL}).\n", outcomes={_URL: Outcome(State.ALIVE, status=200)}),
        Good(
            f"Read [the guide]({_URL}).\n",
            "a server that is down says nothing about the link",
            outcomes={_URL: Outcome(State.UNREACHABLE, status=503)},
        ),
        Good(f"Read [the guide]({_URL}).\n", "nothing is known of it"),
        Good(f"Write `{_URL}`.\n", "code is no link", outcomes=_dead()),
    ]
    bad = [
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(failures=3, days=2),
            severity=Severity.ERROR,
            message="it answers 404 (Not Found), 3 times in a row over 2 days; find where it went, or remove the link",
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes={_URL: Outcome(State.DEAD, status=404, via="https://example.net/b", failures=1)},
            options={"failures": 1, "days": 0},
            severity=Severity.ERROR,
            message="is dead: redirected to “https://example.net/b”, it answers 404 (Not Found)",
        ),
        Bad(f"Read [the guide](⟦{_URL}⟧).\n", outcomes=_dead(), severity=Severity.INFO, message="; it may be back"),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            "many runs on one day are one day",
            outcomes=_dead(failures=9),
            severity=Severity.INFO,
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            "its server says that it is gone for good",
            outcomes=_dead(410),
            severity=Severity.WARNING,
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(0, 2, 1, Cause.NO_HOST),
            severity=Severity.WARNING,
            message="there is no such host",
        ),
        Bad(f"See <⟦{_URL}⟧> and <a href='⟦{_URL}#more⟧'>more</a>.\n", outcomes=_dead()),
        Bad(
            f"Read [the guide][1] and [it][1].\n\n[1]: ⟦{_URL}⟧\n",
            "the place to repair is one",
            outcomes=_dead(),
            nests=False,
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            "its host may be back tomorrow",
            outcomes=_dead(0, 2, 0, Cause.NO_HOST),
            severity=Severity.INFO,
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(failures=2, days=2),
            severity=Severity.INFO,
            message="2 times in a row over 2 days",
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(failures=3, days=1),
            severity=Severity.INFO,
            message="3 times in a row over a day;",
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(failures=1, days=0),
            message="it answers 404 (Not Found); it may be back",
        ),
        Bad(
            f"Read [the guide](⟦{_URL}⟧).\n",
            outcomes=_dead(failures=2, days=0),
            message="it answers 404 (Not Found), 2 times in a row; it may be back",
        ),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            if outcome.state is State.DEAD:
                severity, related = self._severity_of(outcome), outcomes.others(page, link)
                advice = "it may be back" if severity is Severity.INFO else "find where it went, or remove the link"
                message = f"{quoted(link.destination)} is dead: {outcome.words}{_history(outcome)}; {advice}"
                yield self.at(page, link.place, message, related=related, severity=severity)

    def _severity_of(self, outcome: Outcome) -> Severity:
        if outcome.failures >= self.failures and outcome.days >= self.days:
            return Severity.ERROR
        lasting = outcome.cause is Cause.NO_HOST and outcome.days >= 1
        return Severity.WARNING if outcome.status == 410 or lasting else Severity.INFO


def _history(outcome: Outcome) -> str:
    if outcome.failures < 2:
        return ""
    days = {0: "", 1: " over a day"}.get(outcome.days, f" over {outcome.days} days")
    return f", {outcome.failures} times in a row{days}"
