"""Pairs of markers that were meant as emphasis, and why CommonMark does not take them for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from postlint.document.prose import DelimiterRun, Prose
from postlint.helpers.emphasis_plausibility import FUNCTION_WORD, is_plausible
from postlint.helpers.marker_pairs import EDGE, Pair, State, character_after, character_before
from postlint.helpers.scripts import is_cjk
from postlint.helpers.split_markers import split_markers
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

# A word in small letters with a marker stuck to it, and a name that follows behind a space.
_ATTACHED, _NAME_NEXT = pattern(r"(?<![\w.*/-])[a-z]{2,}\Z"), pattern(r"[*_][ \xa0][\"'“‘(]?[A-Z]")
_MATHS = pattern(
    r"\$\$.*?\$\$|\\\[.*?\\\]|\\\(.*?\\\)|\\begin\{.*?\\end\{|(?<!\w)\$(?=\S)[^$\n]+(?<=\S)\$(?!\w)|"
    r"\$ [^$\n]*[\\_^][^$\n]* \$|<annotation encoding=.*?</annotation>",
    re.S,
)


def literal_runs(prose: Prose) -> list[DelimiterRun]:
    """The runs of which a reader sees markers, outside of formulas."""
    runs = [run for run in prose.runs if run.literal and run.marker != "~"]
    if "\\" in prose.text:
        # `\**` shows two on purpose.
        runs = [run for run in runs if not lookbehind(prose.text, run.start).endswith("\\" + run.marker)]
    if not runs or not ("$" in prose.text or "\\" in prose.text or "</annotation>" in prose.text):
        return runs
    formulas = [match.span() for match in _MATHS.finditer(prose.text)]
    return [run for run in runs if not any(start <= run.start < end for start, end in formulas)]


def failed_pairs(prose: Prose) -> list[Pair]:
    """The pairs of markers in a text that were plainly meant as emphasis and are none, from left to right."""
    kinds: dict[tuple[str, int], list[DelimiterRun]] = {}
    literal = literal_runs(prose)
    split = {start for stretch in split_markers(prose, literal) for start in stretch.runs}
    for run in literal:
        if run.literal == run.length <= 3 and run.start not in split:
            kinds.setdefault((run.marker, run.length), []).append(run)
    pairs: list[Pair] = []
    for runs in kinds.values():
        index = 0
        while index + 1 < len(runs):
            pair = _pair(prose, runs[index], runs[index + 1])
            if pair and index % 2 and len(runs) % 2 == 0 and _pair(prose, runs[index + 1], runs[index + 2]):
                # "_one, _two three _four. _": what belongs together is not known.
                pair = None
            if pair:
                pairs.append(pair)
            index += 2 if pair or _encloses_mark(prose, runs[index], runs[index + 1]) else 1
    pairs += () if pairs or not literal else _crossed_pairs(prose, kinds)
    return sorted(pairs, key=lambda pair: pair.opener.start)


def _encloses_mark(prose: Prose, first: DelimiterRun, second: DelimiterRun) -> bool:
    """Whether two runs enclose a mark behind a word, as in `one**,** two`: neither belongs to another run."""
    text, start, end = prose.text, first.start + first.length, second.start
    return end - start == 1 and text[start] in ",.;:!?，。；：！？、" and character_before(text, first.start).isalnum()


def paired_starts(prose: Prose) -> set[int]:
    """Where the runs begin that were meant as emphasis together with another run."""
    paired = {run.start for pair in failed_pairs(prose) for run in (pair.opener, pair.closer)}
    return paired.union(*(stretch.runs for stretch in split_markers(prose, literal_runs(prose))))


def _crossed_pairs(prose: Prose, kinds: dict[tuple[str, int], list[DelimiterRun]]) -> Iterator[Pair]:
    """Pairs of which one marker is taken by another emphasis: `**one **：two **three**` emphasises “：two”."""
    for (marker, length), lone in kinds.items():
        alike = [run for run in prose.runs if (run.marker, run.length) == (marker, length)]
        if len(lone) != 2 or len(alike) % 2 or (marker, length) == ("_", 1):
            continue
        for first, second in zip(alike[::2], alike[1::2], strict=True):
            pair = _pair(prose, first, second) if first.literal or second.literal else None
            if pair and State.SPACE in (pair.opening, pair.closing) and certain(pair):
                yield pair


def resolves(pair: Pair) -> bool:
    """Whether the pair makes an emphasis when repaired, and all other markers stay what they are."""
    from postlint.document.markdown.parser import runs_of

    before = sum(run.literal for run in pair.prose.runs)
    after = sum(run.literal for run in runs_of(pair.repaired()))
    return after == before - 2 * pair.opener.length


def certain(pair: Pair) -> bool:
    """Whether the pair makes an emphasis when repaired, and its markers can belong to no others."""
    alike = [
        run
        for run in pair.prose.runs
        if (run.marker, run.length) == (pair.opener.marker, pair.opener.length) and run.literal
    ]
    before = sum(run.start < pair.opener.start for run in alike)
    return len(alike) % 2 == before % 2 == 0 and resolves(pair)


def _pair(prose: Prose, first: DelimiterRun, second: DelimiterRun) -> Pair | None:
    opening, closing = _opening(prose.text, first), _closing(prose.text, second)
    if opening is None or closing is None or opening is closing is State.FREE:
        return None
    if first.marker == "_" and _is_name_again(prose.text, first, second):
        return None
    pair = Pair(prose, first, second, opening, closing)
    return pair if is_plausible(pair) else None


def _is_name_again(text: str, first: DelimiterRun, second: DelimiterRun) -> bool:
    """Whether the word behind both underscores is the same, which is a name that begins with one: `_config`."""
    name, again = (re.match(r"\w+", text[run.start + run.length :]) for run in (first, second))
    return name is not None and again is not None and name[0] == again[0]


def _opening(text: str, run: DelimiterRun) -> State | None:
    before, after = character_before(text, run.start), character_after(text, run.start + run.length)
    if run.marker == "*" and before == "_" and character_before(text, run.start - 1).isalnum():
        # `EXPECT_*` stands for many names.
        return None
    if run.marker == "_" and lookbehind(text, run.start).endswith("::"):
        # `std::_1` is a name.
        return None
    if run.can_open and not (before.isalnum() and not is_cjk(before)):
        return State.FREE
    if _is_space(after):
        glued = before.isalnum() and run.length == 1
        behind_function_word = run.marker == "*" and FUNCTION_WORD.search(lookbehind(text, run.start))
        if glued and not behind_function_word and not _is_attached(text, run.start):
            return None
        # `~*` and `!~*` are operators, `⇒*` is a relation.
        return None if before.isdigit() or before in "/\\" or category(before) == "Sm" else State.SPACE
    return _flanked(run, outer=before, inner=after)


def _is_space(character: str) -> bool:
    """Whether a character is a space of any width: exports leave thin ones beside dashes."""
    return character.isspace() and character != EDGE


def _is_attached(text: str, start: int) -> bool:
    return _ATTACHED.search(lookbehind(text, start)) is not None and _NAME_NEXT.match(text, start) is not None


def _closing(text: str, run: DelimiterRun) -> State | None:
    before, after = character_before(text, run.start), character_after(text, run.start + run.length)
    if run.can_close and not (after.isalnum() and not is_cjk(after)):
        return State.FREE
    if _is_space(before):
        return None if after.isdigit() and run.length == 1 else State.SPACE
    return _flanked(run, outer=after, inner=before)


def _flanked(run: DelimiterRun, outer: str, inner: str) -> State | None:
    if not outer.isalnum() or inner.isspace():
        return None
    if inner.isalnum():
        # Within a word an underscore is never a marker, which matters where words are not set apart by spaces.
        return State.FLANKED if run.marker == "_" else None
    return State.FLANKED
