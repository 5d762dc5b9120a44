"""The run over the network: every URL is asked once, each request within the limits of its host."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from msgspec.structs import replace

from postlint.external.answers import PERMANENT, REDIRECTS, Answer, judge, pace, wants_later
from postlint.external.dispatch import TICK, dispatch
from postlint.external.failures import Failed
from postlint.external.jobs import FIRST, Alive, HostLane, Job, Progress, Wanted, https_variant, joined, origin
from postlint.external.outcome import Cause, Outcome, State
from postlint.external.request import Request, Web
from postlint.external.schedule import Lane, Schedule
from postlint.external.settings import Settings
from postlint.external.uses import key_of, target_of

# These are about the one who asks; another method would not change the answer.
_SAME_WITH_GET = frozenset({401, 407, 429})


Done = Callable[[Wanted, Outcome, str], None]
"""Told the outcome of each URL, and its ETag."""


class Checker:
    """Asks URLs, and tells what became of each."""

    def __init__(self, settings: Settings, web: Web, done: Done, progress: Callable[[Progress], None]) -> None:
        self.settings = settings
        self.web = web
        self._done = done
        self._progress = progress
        self._schedule: Schedule[Job] = Schedule()
        self._lanes: dict[str, HostLane] = {}
        self._left: dict[str, Job] = {}
        self._total = 0
        self._start = time.monotonic()
        self._told = 0.0
        self._deadline = self._start + settings.budget if settings.budget else float("inf")

    async def run(self, wanted: Iterable[Wanted]) -> None:
        """Ask all that is wanted, until it is done or the time is up; then what is left is skipped."""
        jobs = [Job(wanted_one, wanted_one.key, "HEAD") for wanted_one in wanted]
        self._left = {job.wanted.key: job for job in jobs}
        self._total = len(jobs)
        for job in jobs:
            self._put(job)
        try:
            await dispatch(self._schedule, self._step, self._goes_on, self.settings.concurrency, self._deadline)
        finally:
            await self.web.close()
        for job in list(self._left.values()):
            self._stop(job, State.SKIPPED, Cause.BUDGET)

    def _goes_on(self) -> bool:
        """Whether anything is left to do; tells every now and then how far it is."""
        now = time.monotonic()
        if now >= self._told + TICK or not self._left:
            self._told = now
            done = self._total - len(self._left)
            waiting = list(self._schedule.slowest(now))
            self._progress(Progress(done, self._total, done / max(now - self._start, 0.001), waiting))
        return bool(self._left)

    # --- one request

    def _lane(self, url: str) -> HostLane:
        name = urlsplit(url).hostname or ""
        if name not in self._lanes:
            host = self.settings.host(name)
            self._lanes[name] = HostLane(name, min(FIRST, host.limit), host.interval, host=host)
            self._schedule.lanes[name] = self._lanes[name]
        return self._lanes[name]

    def _put(self, job: Job, *, wait: float = 0.0, first: bool = False) -> None:
        """Have the next request of a job made; what is known of its whole host is its outcome at once."""
        lane = self._lane(job.url)
        trouble = (State.SKIPPED, Cause.RATE) if lane.over else lane.troubles.get(origin(job.url))
        if trouble:
            self._stop(job, *trouble)
            return
        self._schedule.add(lane, job, time.monotonic(), wait=wait, first=first)

    def _reads(self, job: Job) -> bool:
        """Whether the body is wanted, for ids or for a comparison with https."""
        return bool(job.wanted.ids) or (self.settings.twins and https_variant(job.wanted.key) != "" and not job.hops)

    async def _step(self, lane: Lane[Job], job: Job) -> None:
        assert isinstance(lane, HostLane)
        try:
            if self._reads(job) or not lane.heads:
                job.method = "GET"
            answer = await self.web.ask(self._request(lane, job), lane.host)
        except Failed as failure:
            self._failed(lane, job, failure)
        else:
            lane.silent, lane.answered, lane.limit = 0, True, lane.host.limit
            self._slow_down(lane, job, answer)
            self._answered(lane, job, answer)

    def _request(self, lane: HostLane, job: Job) -> Request:
        headers = {}
        cookies = job.cookies.get(lane.name)
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if job.wanted.etag and job.url == job.wanted.key and not job.wanted.ids:
            headers["If-None-Match"] = job.wanted.etag
        return Request(job.url, job.method, headers, frozenset() if job.alive else job.wanted.ids)

    def _failed(self, lane: HostLane, job: Job, failure: Failed) -> None:
        if job.alive:
            # What has no https at all has it for no URL.
            lane.twins = lane.twins and failure.connected
            self._stop(job, State.SKIPPED, failure.cause)
            return
        job.tries += 1
        down = lane.is_down(failure, last=job.tries >= self.settings.tries, again=job.tries > 1)
        if failure.passing and job.tries < self.settings.tries and not down:
            if failure.connected:
                job.method = "GET"
            self._again(lane, job)
            return
        state = _STATES.get(failure.cause, State.UNREACHABLE)
        self._finish(job, self._outcome(job, state, failure.cause))
        if down:
            lane.troubles[origin(job.url)] = state, failure.cause
            for other in self._schedule.drain(lane):
                self._put(other)

    def _again(self, lane: HostLane, job: Job) -> None:
        """Make a request once more, later. As long as a host has not answered at all, all that go there wait."""
        if lane.answered:
            self._put(job, wait=self._backoff(job.tries))
            return
        lane.not_before = time.monotonic() + self._backoff(lane.silent)
        self._put(job)

    def _backoff(self, tries: int) -> float:
        return self.settings.backoff * 2.0 ** (tries - 1) * random.uniform(0.5, 1.5)

    # --- one answer

    def _answered(self, lane: HostLane, job: Job, answer: Answer) -> None:
        if job.alive:
            self._compared(lane, job, answer)
        elif answer.status in lane.host.accept:
            self._alive(lane, job, answer)
        elif answer.status in REDIRECTS:
            self._redirected(lane, job, answer)
        elif wants_later(answer):
            self._later(lane, job, answer)
        else:
            self._judged(lane, job, answer)

    def _judged(self, lane: HostLane, job: Job, answer: Answer) -> None:
        state, cause = judge(answer)
        if state is State.ALIVE:
            self._alive(lane, job, answer)
            return
        if job.method == "HEAD" and answer.status not in _SAME_WITH_GET:
            # Many servers refuse HEAD in one way or another: only what they say to GET counts.
            lane.heads = lane.heads and answer.status not in (405, 501)
            job.method = "GET"
            self._put(job, first=True)
            return
        job.tries += 1
        if state is State.UNREACHABLE and job.tries < self.settings.tries:
            self._put(job, wait=self._backoff(job.tries))
        else:
            self._finish(job, self._outcome(job, state, cause, answer))

    def _alive(self, lane: HostLane, job: Job, answer: Answer) -> None:
        moved = job.target and key_of(job.target) != job.wanted.key
        outcome = self._outcome(job, State.MOVED if moved else State.ALIVE, Cause.STATUS, answer)
        etag = answer.headers.get("etag", "")
        secure = https_variant(job.url) if self.settings.twins and lane.twins and not job.hops else ""
        if secure and answer.status == 200 and job.method == "GET" and answer.body:
            job.alive, job.url = Alive(outcome, etag, answer.print), secure
            self._put(job, first=True)
        else:
            self._finish(job, outcome, etag)

    def _compared(self, lane: HostLane, job: Job, answer: Answer) -> None:
        """What https answered, where http is alive."""
        assert job.alive
        if wants_later(answer):
            self._wait(lane, answer)
        outcome, etag, before = job.alive
        self._finish(job, replace(outcome, secure=answer.print == before), etag)

    def _redirected(self, lane: HostLane, job: Job, answer: Answer) -> None:
        location = answer.headers.get("location", "").strip()
        to = joined(job.url, location)
        key = key_of(to)
        if not location or key is None:
            state, cause = (State.SKIPPED, Cause.SCHEME) if location else (State.UNREACHABLE, Cause.NOWHERE)
            self._finish(job, self._outcome(job, state, cause, answer))
            return
        before = job.cookie_count
        jar = job.cookies.setdefault(lane.name, {})
        jar |= {name: value for name, _, value in (cooky.partition("=") for cooky in answer.cookies)}
        job.hops.add((job.url, before))
        if answer.status in PERMANENT and job.all_permanent:
            job.target = target_of(to, key)
        else:
            job.all_permanent = False
        job.url = key
        cause_to_stop = self._reason_to_stop(job)
        if cause_to_stop:
            state = State.UNREACHABLE if cause_to_stop in (Cause.CIRCLE, Cause.HOPS) else State.SKIPPED
            self._finish(job, self._outcome(job, state, cause_to_stop, answer))
        else:
            self._put(job, first=True)

    def _reason_to_stop(self, job: Job) -> Cause | None:
        if (job.url, job.cookie_count) in job.hops:
            return Cause.CIRCLE
        return Cause.HOPS if len(job.hops) > self.settings.redirects else self.settings.reason_to_skip(job.url)

    # --- limits of hosts

    def _slow_down(self, lane: HostLane, job: Job, answer: Answer) -> None:
        """Keep to what a host says about how often it may be asked, before it has to say no."""
        limits = pace(answer, time.time())
        if wants_later(answer):
            return
        lane.strikes = 0
        lane.interval = max(lane.host.interval, lane.interval * 0.8)
        if limits.remaining is None or limits.reset is None:
            return
        if limits.remaining == 0:
            self._leave_alone(lane, limits.reset)
        elif limits.remaining < len(lane) and limits.reset <= self.settings.patience:
            lane.interval = max(lane.host.interval, limits.reset / limits.remaining)

    def _later(self, lane: HostLane, job: Job, answer: Answer) -> None:
        """The host wants fewer requests: all that go to it wait, and this one is made again."""
        job.delays += 1
        if self._wait(lane, answer) and job.delays <= self.settings.tries:
            self._put(job, first=True)
        else:
            self._finish(job, self._outcome(job, *judge(answer), answer))

    def _wait(self, lane: HostLane, answer: Answer) -> bool:
        """Leave a host alone as long as an answer says, and go on more slowly; False where that is too long."""
        lane.strikes += 1
        seconds = pace(answer, time.time()).wait
        if seconds is None:
            seconds = self.settings.backoff * 2.0 ** min(lane.strikes + 1, 7)
        lane.interval = min(max(lane.interval * 2, 0.2), 30.0)
        return self._leave_alone(lane, seconds)

    def _leave_alone(self, lane: HostLane, seconds: float) -> bool:
        """Ask a host nothing for a while. False where that is too long: then its other URLs are skipped."""
        now = time.monotonic()
        if seconds <= self.settings.patience and now + seconds < self._deadline:
            lane.not_before = max(lane.not_before, now + seconds)
            self._schedule.place(lane, now)
            return True
        lane.over = True
        for other in self._schedule.drain(lane):
            self._put(other)
        return False

    # --- outcomes

    def _outcome(self, job: Job, state: State, cause: Cause, answer: Answer | None = None) -> Outcome:
        seen = answer.ids if answer and answer.ids is not None else job.wanted.ids
        return Outcome(
            state,
            cause,
            answer.status if answer else 0,
            target=job.target if state is State.MOVED else "",
            via=job.url if job.url != job.wanted.key and not job.alive else "",
            missing=tuple(sorted(job.wanted.ids - seen)) if state in (State.ALIVE, State.MOVED) else (),
            checked=time.time(),
        )

    def _finish(self, job: Job, outcome: Outcome, etag: str = "") -> None:
        if self._left.pop(job.wanted.key, None):
            self._done(job.wanted, outcome, etag)

    def _stop(self, job: Job, state: State, cause: Cause) -> None:
        """Ask a URL no further: what is known of it counts, or else what is said here."""
        if job.alive:
            self._finish(job, job.alive.outcome, job.alive.etag)
        else:
            self._finish(job, self._outcome(job, state, cause))


_STATES = {Cause.NO_HOST: State.DEAD, Cause.PRIVATE: State.SKIPPED, Cause.INVALID: State.SKIPPED}
