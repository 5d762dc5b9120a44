"""A link with http to a page that its host also serves with https.

What is read over http can be read and changed by everybody on the way, and browsers warn of it. The same page was
asked with https, and it answered with the same.

## Fix safety
Unsafe: the link leads to another address, even if only by a letter.
"""

from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    LinkRule,
    Outcome,
    Outcomes,
    Page,
    Severity,
    Span,
    State,
    quoted,
)

_URL = "http://example.net/guide"
_BOTH = {_URL: Outcome(State.ALIVE, status=200, secure=True)}


class Insecure(LinkRule):
    severity = Severity.INFO

    good = [
        Good(
            f"Read [the guide]({_URL}).\n",
            "https does not answer the same",
            outcomes={_URL: Outcome(State.ALIVE, status=200)},
        ),
        Good(f"Read [the guide]({_URL.replace('http', 'https')}).\n", outcomes=_BOTH),
    ]
    bad = [
        Bad(f"Read [the guide](⟦{_URL}⟧).\n", outcomes=_BOTH, fixed="Read [the guide](https://example.net/guide).\n"),
        Bad("Read <⟦HTTP://Example.net/guide#a⟧>.\n", outcomes=_BOTH, fixed="Read <HTTPs://Example.net/guide#a>.\n"),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            if outcome.state is State.ALIVE and outcome.secure and link.destination[:5].lower() == "http:":
                end = link.place.start + len("http")
                changes = {Change.LINKS, Change.TEXT} if link.name in ("bare", "autolink") else {Change.LINKS}
                if link.kind == "html":
                    changes |= {Change.BLOCKS}
                fix = Fix.unsafe(Edit(Span(end, end), "s"), title="Link with https", changes=changes)
                message = f"{quoted(link.destination)} answers the same with https: write https"
                yield self.at(page, link.place, message, fix=fix, related=outcomes.others(page, link))
