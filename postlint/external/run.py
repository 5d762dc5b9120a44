"""A run of `postlint links`: what is asked, what earlier runs know already, and what became of each URL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from msgspec.structs import replace

from postlint.external.addresses import Resolve, Resolver
from postlint.external.jobs import Progress, Wanted
from postlint.external.ledger import Entry, Ledger
from postlint.external.outcome import Cause, Outcome, State
from postlint.external.settings import Settings
from postlint.external.uses import external, fragment_of
from postlint.facts.page import Page

_HOSTS = 3
"""If so many hosts fail and none answers, it is the network that fails."""

_WITHOUT_NETWORK = frozenset({Cause.NO_HOST, Cause.NO_NAME_SERVER, Cause.NO_ROUTE, Cause.TIMEOUT, Cause.PROXY})
"""What a machine without network gets from every host."""


def wanted(pages: Iterable[Page], *, anchors: bool) -> dict[str, frozenset[str]]:
    """The URLs that articles link to, each with the ids that are asked for."""
    paths: dict[str, set[str]] = {}
    for page in pages:
        for link, key in external(page):
            ids = paths.setdefault(key, set())
            fragment = fragment_of(link.url or "") if anchors and not link.image else ""
            if fragment:
                ids.add(fragment)
    return {key: frozenset(ids) for key, ids in paths.items()}


class LinkCheck:
    """One run over some URLs."""

    def __init__(
        self, settings: Settings, ledger: Ledger, progress: Callable[[Progress], None] = lambda progress: None
    ) -> None:
        self.settings = settings
        self.ledger = ledger
        self.outcomes: dict[str, Outcome] = {}
        self.remembered = 0
        """How many outcomes come from earlier runs."""
        self.asked = 0
        self._progress = progress
        self.no_network = False
        self._held: list[tuple[Wanted, Outcome]] = []
        self._answered = False

    def check(self, urls: Mapping[str, frozenset[str]], resolve: Resolve | None = None) -> dict[str, Outcome]:
        """The outcome of each URL."""
        asking = self._limited([each for key, ids in urls.items() if (each := self._to_ask(key, ids))])
        self.asked = len(asking)
        if asking:
            asyncio.run(self._ask(asking, resolve))
            self._let_go()
        self.ledger.close()
        return self.outcomes

    def _to_ask(self, key: str, ids: frozenset[str]) -> Wanted | None:
        """What to ask, if the outcome is not clear without."""
        reason = self.settings.reason_to_skip(key)
        if reason:
            self.outcomes[key] = Outcome(State.SKIPPED, reason)
            return None
        last = self.ledger.last(key)
        known = self.ledger.known(key, ids, self.settings.age)
        if self.settings.offline and last:
            known = last.outcome
        if known:
            self.remembered += 1
        elif self.settings.offline:
            known = Outcome(State.SKIPPED, Cause.OFFLINE)
        if known:
            self.outcomes[key] = known
            return None
        return Wanted(key, ids, last.etag if last and _is_good(last) else "")

    def _limited(self, asking: list[Wanted]) -> list[Wanted]:
        """No more than are to be asked in one run: those first that nothing is known of, then the oldest."""
        most = self.settings.max_urls or len(asking)
        if len(asking) > most:
            asking.sort(key=lambda job: last.outcome.checked if (last := self.ledger.last(job.key)) else 0.0)
        for job in asking[most:]:
            self.outcomes[job.key] = Outcome(State.SKIPPED, Cause.MOST)
        return asking[:most]

    async def _ask(self, asking: list[Wanted], resolve: Resolve | None) -> None:
        # Only a run that asks loads what speaks to the network.
        from postlint.external.checker import Checker
        from postlint.external.request import Web

        web = Web(self.settings, resolve or Resolver())
        await Checker(self.settings, web, self._done, self._progress).run(asking)

    def _done(self, asked: Wanted, outcome: Outcome, etag: str) -> None:
        if outcome.state is State.SKIPPED:
            self.outcomes[asked.key] = outcome
            return
        if outcome.cause not in _WITHOUT_NETWORK and not self._answered:
            self._answered = True
            for job, held in self._held:
                self._keep(job, held, "")
            self._held.clear()
        if self._answered:
            self._keep(asked, outcome, etag)
        else:
            # As long as nothing has answered, it may be this machine that has no network.
            self._held.append((asked, outcome))
            self.outcomes[asked.key] = outcome

    def _keep(self, asked: Wanted, outcome: Outcome, etag: str) -> None:
        last = self.ledger.last(asked.key)
        if outcome.status == 304 and last and _is_good(last):
            # It is as it was: what was found out about it then still holds.
            outcome = replace(last.outcome, checked=outcome.checked, status=304)
            etag = etag or last.etag
        self.outcomes[asked.key] = self.ledger.add(asked.key, outcome, etag, asked.ids)

    def _let_go(self) -> None:
        """What was held back until the end: recorded, unless it says more about the network than about the URLs."""
        hosts = {urlsplit(asked.key).hostname for asked, _ in self._held}
        for asked, outcome in self._held:
            if len(hosts) >= _HOSTS:
                self.outcomes[asked.key] = Outcome(State.UNREACHABLE, Cause.NETWORK, checked=time.time())
            else:
                self._keep(asked, outcome, "")
        self.no_network = len(hosts) >= _HOSTS


def _is_good(entry: Entry) -> bool:
    return entry.outcome.state is State.ALIVE
