"""For a terminal: what an editor reads first, the gravest articles, and what to do next.

One line a finding, by article; what has one cause in many articles once; advice in one line. What is shown never
depends on the height of the terminal, and its width only shortens lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap

from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.report import Results, plural, printable
from postlint.report.alike import Alike, alike
from postlint.report.columns import message_in, paint, path_in, width

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
# What stands above the closing lines.
_BODY = 36
_IN_ARTICLE = 7
"""Of one article among several, so many findings are shown."""
_GROUPS = 3
_GROUP = 5
"""Lines that a group may have where a terminal is not narrow."""
_RULES = 4
_PLACES = 3
_HELD = "\0"
"""Stands for a space at which no line may be broken."""
# In a terminal as wide as this, the rule stands behind each message.
_WIDE = 120


def render(results: Results) -> Iterator[str]:
    """The screen, line by line."""
    return (line.rstrip() + "\n" for line in _Screen(results).lines())


class _Screen:
    """The parts of the screen, each as lines."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.color = results.color
        self.reported = [
            finding for finding in results.diagnostics if finding.severity is not Severity.INFO or results.advice
        ]
        findings = results.diagnostics if results.advice else [*self.reported, *self._advice]
        self.groups = [] if results.everything else alike(findings, results.files)[:_GROUPS]

    @property
    def _advice(self) -> list[Diagnostic]:
        return (
            []
            if self.results.advice
            else [finding for finding in self.results.diagnostics if finding.severity is Severity.INFO]
        )

    def lines(self) -> Iterator[str]:
        """All lines, one part below the other with an empty line between them."""
        groups = [line for group in self.groups for line in self._group(group)]
        grouped = {id(finding) for group in self.groups for finding in group.findings}
        single = [finding for finding in self.reported if id(finding) not in grouped]
        articles, left = self._articles(single, _BODY - _GROUP * len(self.groups) - bool(groups))
        parts = [articles, groups, self._left(left), [*self._closing(bool(left))]]
        for number, part in enumerate(part for part in parts if part):
            yield from ([""] if number else [])
            yield from part

    # --- findings by article

    def _articles(self, findings: Sequence[Diagnostic], room: int) -> tuple[list[str], list[Diagnostic]]:
        """The gravest articles, as many as there is room for, and the findings for which there is none."""
        by_path: dict[str, list[Diagnostic]] = {}
        for finding in findings:
            by_path.setdefault(finding.path, []).append(finding)
        ordered = sorted(by_path.items(), key=lambda article: _gravity(article[1]))
        if self.results.everything:
            return [line for path, own in ordered for line in self._article(path, own, len(own))], []
        most = _IN_ARTICLE if len(ordered) > 1 else room - 2
        if sum(1 + min(len(own), most + 1) for own in by_path.values()) > room:
            room -= min(len({finding.rule for finding in findings}), _RULES + 1) + 2
        lines: list[str] = []
        for at, (path, own) in enumerate(ordered):
            article = self._article(path, own, most)
            if len(lines) + len(article) > room:
                fits = room - len(lines) - 2
                if fits < 2:
                    # No smaller one is shown instead: the order tells how grave they are.
                    return lines, [finding for _, left in ordered[at:] for finding in left]
                article = self._article(path, own, fits)
            lines += article
        return lines, []

    def _article(self, path: str, findings: Sequence[Diagnostic], most: int) -> list[str]:
        """An article with its findings; of more than `most`, the gravest."""
        results, counts = self.results, _counts(findings)
        if len(findings) > most + 1:
            gravest = sorted(findings, key=lambda finding: finding.severity.rank)[:most]
            shown: Sequence[Diagnostic] = sorted(gravest, key=lambda finding: finding.order)
        else:
            shown = findings
        column = max(len(str(finding.place.line)) for finding in shown)
        name = paint(path_in(printable(path), results.width - len(counts) - 2), "1", self.color)
        lines = [f"{name}  {counts}", *(self._finding(finding, column) for finding in shown)]
        if len(shown) < len(findings):
            more = f"  and {plural(len(findings) - len(shown), 'more finding')}"
            how = f"{more}: `{results.command('check', '--all', path=path)}`"
            lines.append(how if width(how) <= results.width else more)
        return lines

    def _finding(self, finding: Diagnostic, column: int) -> str:
        severity = str(finding.severity)
        word = f"{severity:<7}" if self.results.width >= 80 else severity[0].upper()
        head = f"  {finding.place.line:>{column}}  {paint(word, _COLORS[finding.severity], self.color)}  "
        message, rule = printable(finding.message), f"  {finding.rule}"
        room = self.results.width - 6 - column - len(word)
        if width(message) + len(rule) <= room:
            return head + message + paint(rule, "2", self.color)
        if self.results.width < _WIDE:
            return head + message_in(message, room)
        return head + message_in(message, room - len(rule)) + paint(rule, "2", self.color)

    # --- one cause in many articles

    def _group(self, group: Alike) -> Iterator[str]:
        """How many articles have it, what it is, the first places, and what ends it."""
        results = self.results
        count = f"{group.articles:,} of {results.files:,} articles"
        if len(group.findings) > group.articles:
            count += f", {len(group.findings):,} times"
        what = printable(group.message) or _inner(results.what(group.rule))
        room = results.width - len(count) - 2
        head = paint(count, f"1;{_COLORS[group.severity]}", self.color)
        yield f"{head}: {message_in(what, room)}"
        yield from self._places(group)
        if origin := results.origin(group.findings):
            yield f"  it comes from {path_in(printable(origin), results.width - 41)}: remove it there too"
        yield f"  {self._end(group)}"

    def _places(self, group: Alike) -> list[str]:
        """The first places, each whole, in as many lines as they need."""
        first = {finding.path: finding for finding in reversed(group.findings)}
        paths = sorted(first)
        shown = []
        for path in paths[:_PLACES]:
            line = f":{first[path].place.line}"
            shown.append(path_in(printable(path), self.results.width - 3 - len(line)) + line)
        text = ", ".join(place.replace(" ", _HELD) for place in shown)
        more = f" and {len(paths) - _PLACES:,} more" if len(paths) > _PLACES else ""
        return self._wrapped(text + more, indent="  ")

    def _end(self, group: Alike) -> str:
        """The command that ends it, or shows all of it."""
        unsafe = ["--unsafe"] if group.repair is Safety.UNSAFE else []
        advice = ["--advice"] if group.severity is Severity.INFO else []
        shown = self.results.command("check", "--all", *advice, "--select", group.rule)
        repaired = self.results.command("fix", *unsafe, "--select", group.rule)
        command, does = (f"`{repaired}`", " repairs all") if group.repair else (f"`{shown}`", " shows all")
        return command + does if len(command + does) + 2 <= self.results.width else command

    # --- the rest

    def _left(self, left: Sequence[Diagnostic]) -> list[str]:
        """What is not shown, by rule."""
        if not left:
            return []
        counts = Counter(finding.rule for finding in left)
        articles = {rule: len({finding.path for finding in left if finding.rule == rule}) for rule in counts}
        listed = sorted(counts, key=lambda rule: (-counts[rule], rule))
        digits = len(f"{counts[listed[0]]:,}")
        lines = [
            f"Not shown: {plural(len(left), 'finding')} in {plural(len({finding.path for finding in left}), 'article')}"
        ]
        for rule in listed[: _RULES if len(listed) > _RULES + 1 else None]:
            lines.append(f"  {counts[rule]:>{digits},}  {rule} in {plural(articles[rule], 'article')}")
        if len(listed) > _RULES + 1:
            rest = sum(counts[rule] for rule in listed[_RULES:])
            lines.append(f"  {rest:>{digits},}  more of {plural(len(listed) - _RULES, 'rule')}")
        return lines

    def _closing(self, more: bool) -> Iterator[str]:
        """Advice in one line, the sum, and what to do next."""
        results, command = self.results, self.results.command
        if advice := self._advice:
            yield from self._wrapped(f"{_advice_by_rule(advice)}; show them with `{command('check', '--advice')}`.")
        yield from self._wrapped(_sum(results, self.reported))
        if more:
            yield from self._wrapped(
                f"Next: `{command('check', '--all')}` shows everything, `{command('doctor')}` how to have less of it, "
                f"`{command('baseline')}` sets aside what is there."
            )

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        """A text in lines; a command is on one line as long as that is wide enough."""
        parts = text.split("`")
        held = "`".join(part.replace(" ", _HELD) if number % 2 else part for number, part in enumerate(parts))
        lines = wrap(
            held,
            self.results.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.replace(_HELD, " ") for line in lines]


def _gravity(findings: Sequence[Diagnostic]) -> tuple[int, int, str]:
    counts = Counter(finding.severity for finding in findings)
    return -counts[Severity.ERROR], -counts[Severity.WARNING], findings[0].path


def _counts(findings: Sequence[Diagnostic]) -> str:
    counts = Counter(finding.severity for finding in findings)
    words = [
        plural(counts[severity], str(severity)) for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]
    ]
    return ", ".join([*words, *([f"{counts[Severity.INFO]:,} advice"] if counts[Severity.INFO] else [])])


def _inner(sentence: str) -> str:
    """A sentence as it goes on behind a colon."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _advice_by_rule(advice: Sequence[Diagnostic]) -> str:
    counts = Counter(finding.rule for finding in advice)
    listed = sorted(counts, key=lambda rule: (-counts[rule], rule))
    named = listed if len(listed) <= _RULES + 1 else listed[:_RULES]
    parts = [f"{counts[rule]:,} {rule}" for rule in named]
    if rest := listed[len(named) :]:
        parts.append(f"{sum(counts[rule] for rule in rest):,} more of {plural(len(rest), 'rule')}")
    pieces = f"{len(advice):,} piece{'s' if len(advice) > 1 else ''} of advice"
    # A number stays on the line of its rule.
    listing = ", ".join(part.replace(" ", _HELD) for part in parts)
    return f"{pieces} in {plural(len({finding.path for finding in advice}), 'article')}: {listing}"


def _sum(results: Results, reported: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are, and what can be repaired."""
    counts = _counts([finding for finding in reported if finding.severity is not Severity.INFO])
    if not results.diagnostics:
        return f"No findings in {plural(results.files, 'article')}."
    if not counts:
        return f"No errors or warnings in {plural(results.files, 'article')}.{results.repairs}"
    articles = len({finding.path for finding in reported if finding.severity is not Severity.INFO})
    of = f"{articles:,} of " if articles < results.files else ""
    return f"{counts} in {of}{plural(results.files, 'article')}.{results.repairs}"
