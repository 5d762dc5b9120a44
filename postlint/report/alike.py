"""Findings with one cause in many articles: reported once, with what ends them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from postlint.diagnostic import Diagnostic, Safety, Severity

# In so many articles the same message is one finding.
_SAME = 3
# So many groups of one rule are told; there may be as many as there are messages.
_OF_RULE = 2
# In so many articles what one repair ends is one finding, whatever the messages say.
_SLIP = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one rule that have one cause."""

    findings: Sequence[Diagnostic]
    """Sorted by path and place; at least one."""
    message: str
    """The message that they share; "" where each has its own."""

    @property
    def rule(self) -> str:
        return self.findings[0].rule

    @property
    def severity(self) -> Severity:
        """That of the gravest."""
        return min((finding.severity for finding in self.findings), key=lambda severity: severity.rank)

    @property
    def articles(self) -> int:
        """In how many articles they are."""
        return len({finding.path for finding in self.findings})

    @property
    def repair(self) -> Safety | None:
        """What ends all of them: safe repairs, repairs some of which are unsafe, or None where some have none."""
        fixes = [finding.fix for finding in self.findings]
        if not all(fixes):
            return None
        safe = all(fix.safety is Safety.SAFE for fix in fixes if fix)
        return Safety.SAFE if safe else Safety.UNSAFE


def alike(diagnostics: Iterable[Diagnostic], files: int) -> list[Alike]:
    """The groups of findings with one cause, those in most articles first.

    They say the same in three articles, or one rule repairs them in five. Of advice, only what repairs end and what a
    tenth of the articles has: it is a habit of the site.
    """
    by_rule = _by(diagnostics, lambda finding: finding.rule).values()
    groups = [group for findings in by_rule for group in _groups(findings)]
    kept = [group for group in groups if group.severity is not Severity.INFO or _is_habit(group, files)]
    return sorted(kept, key=lambda group: (-group.articles, -len(group.findings), group.rule, group.findings[0].order))


def _groups(findings: Sequence[Diagnostic]) -> Iterator[Alike]:
    """The groups of the findings of one rule."""
    same = [Alike(group, message) for message, group in _by(findings, lambda finding: finding.message).items()]
    same = [group for group in same if group.articles >= _SAME]
    repaired = Alike([finding for finding in findings if finding.fix], "")
    if (
        repaired.findings
        and repaired.articles >= _SLIP
        and not any(2 * group.articles > repaired.articles for group in same)
    ):
        yield repaired
        same = [group for group in same if not group.repair]
    yield from sorted(same, key=lambda group: -group.articles)[:_OF_RULE]


def _is_habit(group: Alike, files: int) -> bool:
    return group.repair is not None and group.articles * 10 >= files


def _by(diagnostics: Iterable[Diagnostic], key: Callable[[Diagnostic], str]) -> dict[str, list[Diagnostic]]:
    by_path: dict[str, list[Diagnostic]] = {}
    for finding in diagnostics:
        by_path.setdefault(key(finding), []).append(finding)
    return by_path
