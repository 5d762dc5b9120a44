"""The two updates of a site while an article is edited: a quick one at once, and an exact one when editing pauses.

At once, a changed article is judged again, and so are those that depend on its own facts: its URL, its headings, its
title. What is computed from all articles together, such as which spelling is rare on the site, takes longer and hardly
ever changes: it is computed in the pause. Then all findings are those of `check`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from postlint.rule import WordRule
from postlint.run.linter import Linter, rule_failure
from postlint.run.rule_functions import safely
from postlint.run.site_update import Findings, SiteUpdate
from postlint.site.answers import TABLE, answer_row
from postlint.site.library.index import LIBRARY
from postlint.site.rows import ChangedRows
from postlint.site.site import Postponed

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.facts.page import Page
    from postlint.rule import SiteRule
    from postlint.run.parallel import Judged
    from postlint.run.site_files import SiteFiles
    from postlint.run.stored_site import Renewal, StoredSite
    from postlint.server.memory_cache import MemoryCache
    from postlint.site.rows import Rows
    from postlint.site.site import Site


class _LiveUpdate(SiteUpdate):
    """An update of a site whose articles the editor may have."""

    def _is_stored(self) -> bool:
        return self._cache.is_same_site

    def _restored(self, stored: StoredSite) -> Site:
        return self._reading(super()._restored(stored))

    def _renewed(self, site: Site, stored: StoredSite) -> Site:
        return self._reading(super()._renewed(site, stored))

    def as_stored(self) -> Site:
        """The site as it is stored, with the articles as they are now."""
        return self._restored(self._stored(ChangedRows(self._cache.index)))

    def warm(self) -> Site:
        """The same, with all that functions make of the whole site made."""
        site, functions = self.as_stored(), self._functions
        for name, _ in self._cache.index.facts(TABLE):
            if name in functions:
                safely(answer_row, site, name, functions[name])
        return site

    def as_known(self, made: Mapping[str, Any]) -> Site:
        """The site as it is stored, with what is known of what functions make of the whole of it."""
        site = self.as_stored()
        site.remember(self._functions, made)
        return site

    def _reading(self, site: Site) -> Site:
        files = self._files
        site.read = lambda path: files.read(path).data
        return site


Answers = dict[tuple[str, str], tuple[list["Diagnostic"], frozenset[str]]]
"""By the path of an unchanged article and the name of a rule: its findings, and the keys that it read, none of which
had changed since the site was stored."""
_MOST_ANSWERS = 20_000


class _QuickLinter(Linter):
    """Reports the previous findings of a rule where it needs what is not computed yet."""

    def __init__(
        self, linter: Linter, previous: Callable[[str, str], list[Diagnostic]], edited: str | None, answers: Answers
    ) -> None:
        """`previous` returns the previous findings of a rule in an article, by path and name of the rule.

        `edited` is the path of the edited article, where it is only one: the words of all others stay.
        """
        self.__dict__.update(linter.__dict__)
        self._previous = previous
        self._edited = edited
        self._answers = answers
        self.changed: Set[str] | None = None
        """The keys that have changed since the site was stored; None where they are not known."""
        self.changed_articles: Container[str] = ()
        """The paths of the articles that have changed since."""

    def findings_of(self, rule: SiteRule, site: Site, page: Page) -> list[Diagnostic]:
        # A comment that silences a finding is judged together with that finding.
        if isinstance(rule, WordRule) and self._edited not in (None, page.path) and not page.directives:
            return self._previous(page.path, rule.name)
        if self.changed is None or isinstance(rule, WordRule) or page.path in self.changed_articles:
            findings = self._quickly(rule, site, page)
            return self._previous(page.path, rule.name) if findings is None else findings
        known = self._answers.get((page.path, rule.name))
        if known and known[1].isdisjoint(self.changed):
            site.recorder.keys |= known[1]
            return known[0]
        with site.recorder.recording() as keys:
            findings = self._quickly(rule, site, page)
        site.recorder.keys |= keys
        if findings is None:
            return self._previous(page.path, rule.name)
        if keys.isdisjoint(self.changed) and len(self._answers) < _MOST_ANSWERS:
            self._answers[page.path, rule.name] = findings, frozenset(keys)
        return findings

    def _quickly(self, rule: SiteRule, site: Site, page: Page) -> list[Diagnostic] | None:
        """The findings of a rule; None where it needs what is not computed yet."""
        site.postpones = True
        try:
            return [*rule.check(page, site)]
        except Postponed:
            return None
        except Exception as error:
            return [rule_failure(rule, page.path, error)]
        finally:
            site.postpones = False


class QuickUpdate(_LiveUpdate):
    """Updates the findings that depend on the facts of changed articles themselves; stores nothing."""

    def __init__(
        self,
        linter: Linter,
        files: SiteFiles,
        cache: MemoryCache,
        before: Site | None,
        previous: Callable[[str, str], list[Diagnostic]] = lambda path, rule: [],
        edited: str | None = None,
        answers: Answers | None = None,
    ) -> None:
        """`before` is the site as it was; see _QuickLinter. `answers` are valid until the next exact update."""
        self._quick = _QuickLinter(linter, previous, edited, {} if answers is None else answers)
        super().__init__(self._quick, files, cache, before)
        self._large = cache.large

    def _outdated_answers(self, rows: Rows) -> Iterable[str]:
        return ()

    def _outdated_groups(self, rows: Rows, names: Iterable[str]) -> Iterable[str]:
        return [name for name in names if name not in self._large]

    def _keys(self) -> Iterator[str]:
        return (key for key in super()._keys() if key != "*" and not key.startswith(f"{LIBRARY}:"))

    def _changed_library_keys(self, renewals: Sequence[Renewal], rows: ChangedRows) -> set[str]:
        return set()

    def _renewed(self, site: Site, stored: StoredSite) -> Site:
        renewed = super()._renewed(site, stored)
        renewed.take_over(site)
        return renewed

    def _judge(self, paths: list[str], site: Site | None, findings: Findings) -> Judged:
        self._quick.changed, self._quick.changed_articles = self._changed_keys, self._cache.changed
        return super()._judge(paths, site, findings)

    def _from_built(self) -> Findings:
        """The findings where the site would have to be built: changed articles are judged against the previous one."""
        findings = self._known(set())
        for path in self._files.reported:
            if path in findings:
                continue
            inspection = self._files.inspections[path]
            is_known = self._before is not None and self._before.page(path) is not None
            findings[path] = self._linter.all_findings(inspection, self._before if is_known else None)
        return findings


class ExactUpdate(_LiveUpdate):
    """Updates all findings, which are those of `check` then."""

    def _renewed(self, site: Site, stored: StoredSite) -> Site:
        renewed = super()._renewed(site, stored)
        if self._keeps_libraries:
            renewed.take_over_libraries(site)
        return renewed
