"""What `fix` says beside the findings that remain: what it repaired, what it left alone, and how to look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.cli.session import Session
    from postlint.diagnostic import Diagnostic
    from postlint.run.article_repairs import Fixed

# So many articles are listed without --verbose.
_LISTED = 10
# So many files are named in one command.
_NAMED = 5


class Repairs:
    """The repairs of one call, and what git knew of the files before."""

    def __init__(self, session: Session, outcomes: Sequence[Fixed], *, unsafe: bool, would: bool) -> None:
        """`would` where nothing is written. Git is asked now: afterwards every changed file has uncommitted work."""
        from postlint.scope.git import uncommitted

        self.session = session
        self.outcomes = outcomes
        self.unsafe = unsafe
        self.would = would
        changed = [outcome.root / outcome.path for outcome in outcomes if outcome.after != outcome.before]
        asked = changed and not would and session.stdin is None
        self.uncommitted = uncommitted(changed[0].parent) if asked else None

    def report(self, failed: Sequence[str]) -> Iterator[str]:
        """Lines for stderr; `failed` is what could not be written."""
        session = self.session
        for outcome in self.outcomes:
            for finding, harm in outcome.dropped:
                where = f"{session.display(outcome.root / outcome.path)}:{finding.place.line}"
                yield f"{where}: the fix of {finding.rule} was left out: {harm}"
        yield from (f"postlint: {problem}" for problem in failed)
        if not session.options.quiet:
            yield from self._done()

    def _done(self) -> Iterator[str]:
        from postlint.report import plural, printable

        session = self.session
        applied = [
            outcome
            for outcome in self.outcomes
            if outcome.applied and outcome.root / outcome.path not in session.unwritten
        ]
        listed = applied if session.options.verbose else applied[:_LISTED]
        for outcome in listed:
            yield f"{printable(session.display(outcome.root / outcome.path))}: {self._what(outcome)}"
            if session.options.verbose:
                yield from (f"  {finding.place.line}: {_title(finding)}" for finding in outcome.applied)
        if len(applied) > len(listed):
            yield f"and {plural(len(applied) - len(listed), 'more article')}; --verbose lists all"
        count = sum(len(outcome.applied) for outcome in applied)
        verb = "Would repair" if self.would else "Repaired"
        yield f"{verb} {plural(count, 'finding')} in {plural(len(applied), 'article')}.{self._held()}"
        if applied and not self.would and self.uncommitted is not None:
            yield from self._how_to_look([outcome.root / outcome.path for outcome in applied])

    @staticmethod
    def _what(outcome: Fixed) -> str:
        counts = Counter(finding.rule for finding in outcome.applied)
        return ", ".join(f"{counts[rule]:,} {rule}" for rule in sorted(counts, key=lambda rule: (-counts[rule], rule)))

    def _held(self) -> str:
        """How many repairs were held back, and what makes them."""
        from postlint.diagnostic import Safety
        from postlint.report import plural

        if self.unsafe:
            return ""
        fixes = [finding.fix for finding in self.session.diagnostics if finding.fix]
        held = sum(1 for fix in fixes if fix.safety is Safety.UNSAFE)
        return f" {plural(held, 'more fix').replace('fixs', 'fixes')} with --unsafe." if held else ""

    def _how_to_look(self, changed: Sequence[Path]) -> Iterator[str]:
        """How to see what was done, and, where nothing else would be lost, how to undo it."""
        session = self.session
        assert self.uncommitted is not None
        mixed = [file for file in changed if file in self.uncommitted]
        if mixed:
            names = ", ".join(session.display(file) for file in mixed[:3]) + ", …" * (len(mixed) > 3)
            yield f"postlint: warning: there was uncommitted work in {names}; the repairs are now among it"
            yield "Look at the changes with `git diff`."
            return
        yield f"Look at the changes with `git diff`, undo them with `{self._restore(changed)}`."

    def _restore(self, changed: Collection[Path]) -> str:
        """The command that restores these files and no other uncommitted work."""
        from shlex import join

        session = self.session
        if len(changed) > _NAMED and not self.uncommitted:
            return join(["git", "restore", *([] if session.options.paths else ["."]), *session.options.paths])
        return join(["git", "restore", "--", *(session.display(file) for file in changed)])


def _title(finding: Diagnostic) -> str:
    return (finding.fix.title if finding.fix else "") or "repaired"
