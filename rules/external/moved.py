"""A link to another site whose page has moved for good.

The server redirects permanently (301, 308) and the new address is alive. Readers still arrive, but such redirects are
given up one day, and then the link is dead. Temporary redirects are not followed: the address before them is the one
to link to. Where a page leads to the front page of a site, it was most probably deleted, so nothing is repaired.

## Fix safety
Unsafe: the new address takes the place of the old one, and nobody but a human can tell whether it still shows what was
meant.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    Link,
    LinkRule,
    Outcome,
    Outcomes,
    Page,
    Severity,
    State,
    quoted,
    unescaped,
)

_OLD = "http://example.net/guide"
_NEW = "https://example.net/docs/guide/"
_MOVED = {_OLD: Outcome(State.MOVED, status=200, target=_NEW)}


class Moved(LinkRule):
    severity = Severity.INFO

    good = [
        Good(f"Read [the guide]({_OLD}).\n", outcomes={_OLD: Outcome(State.ALIVE, status=200)}),
        Good(
            f"Read [the guide]({_OLD}).\n",
            "what it was moved to is dead",
            outcomes={_OLD: Outcome(State.DEAD, status=404, via=_NEW)},
        ),
    ]
    bad = [
        Bad(f"Read [the guide](⟦{_OLD}⟧).\n", outcomes=_MOVED, fixed=f"Read [the guide]({_NEW}).\n"),
        Bad(
            f"Read [the guide](⟦{_OLD}#start⟧).\n",
            "the place on the page stays",
            outcomes=_MOVED,
            fixed=f"Read [the guide]({_NEW}#start).\n",
        ),
        Bad(f"Read <⟦{_OLD}⟧>.\n", outcomes=_MOVED, fixed=f"Read <{_NEW}>.\n"),
        Bad(
            f"Read [the guide][1].\n\n[1]: ⟦{_OLD}⟧\n",
            outcomes=_MOVED,
            nests=False,
            fixed=f"Read [the guide][1].\n\n[1]: {_NEW}\n",
        ),
        Bad(
            f'Read <a href="⟦{_OLD}⟧">it</a>.\n',
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "?a=1&copy=2")},
            fixed=f'Read <a href="{_NEW}?a=1&amp;copy=2">it</a>.\n',
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            outcomes={_OLD: Outcome(State.MOVED, target="https://www.example.net/")},
            message="“http://example.net/guide” leads to the front page of “https://www.example.net/” now",
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            "parentheses would end the link",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "a_(b)")},
            fixed=f"Read [the guide]({_NEW}a_%28b%29).\n",
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "a" * 169)},
            message=f"write “{_NEW}{'a' * 169}”",
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "a" * 170)},
            message="…",
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            "nothing that is an entity",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "?a=1&b=2")},
            fixed=f"Read [the guide]({_NEW}?a=1&b=2).\n",
        ),
        Bad(
            f"Read [the guide](⟦{_OLD}⟧).\n",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "?a=1&copy=2")},
            fixed=f"Read [the guide]({_NEW}?a=1&amp;copy=2).\n",
        ),
        Bad(
            f"Read <⟦{_OLD}⟧>.\n",
            outcomes={_OLD: Outcome(State.MOVED, target=_NEW + "?a=1&b=2")},
            fixed=f"Read <{_NEW}?a=1&b=2>.\n",
        ),
        Bad(
            f"Read [it](⟦http://example.net/a⟧) and [the guide](⟦{_OLD}⟧).\n",
            outcomes={**_MOVED, "http://example.net/a": Outcome(State.MOVED, target="https://www.example.net/")},
        ),
    ]

    def check(self, page: Page, outcomes: Outcomes) -> Iterator[Diagnostic]:
        for link, outcome in outcomes.links(page):
            if outcome.state is State.MOVED:
                old, related = quoted(link.destination), outcomes.others(page, link)
                target = _with_fragment(outcome.target, link.url or "")
                if _is_front(target) and not _is_front(link.url or ""):
                    message = f"{old} leads to the front page of {quoted(target)} now; is what you meant still there?"
                    yield self.at(page, link.place, message, related=related)
                    continue
                edit = Edit(link.place.span, written(link, target))
                fix = Fix.unsafe(edit, title="Link to where it is now", changes=_changes(link))
                message = f"{old} has moved for good: write {quoted(target, 200)}"
                yield self.at(page, link.place, message, fix=fix, related=related)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _changes(link: Link) -> set[Change]:
    if link.name in ("bare", "autolink"):
        return {Change.LINKS, Change.TEXT}
    return {Change.LINKS, Change.BLOCKS} if link.kind == "html" else {Change.LINKS}


def _with_fragment(target: str, url: str) -> str:
    """As a browser does: the fragment of the link stays where the redirect names none."""
    fragment = url.partition("#")[2]
    return f"{target}#{fragment}" if fragment and "#" not in target else target


def written(link: Link, target: str) -> str:
    """A URL as it is written where a link stands, so that nothing of it is taken for markup."""
    for character in " <>\"'()\\`|{}*":
        target = target.replace(character, f"%{ord(character):02X}")
    if link.kind == "html" or (link.name != "autolink" and unescaped(target) != target):
        target = target.replace("&", "&amp;")
    return target
