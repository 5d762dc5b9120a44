"""Pairs of markers that were meant as emphasis, and why CommonMark does not take them for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from unicodedata import category, name

from msgspec import Struct

from postlint.diagnostic import Edit
from postlint.document.prose import DelimiterRun, Prose
from postlint.helpers.split_markers import split_markers
from postlint.lazy_regex import pattern
from postlint.text import Span, lookbehind

# A pair further apart than this is more likely two stray markers than one emphasis.
_MOST_WORDS = {1: 8, 2: 30, 3: 30}
_MOST_TITLE = 30
_LOOSE_WORDS = 5
_WORD = pattern(r"[^\W\d_]{2}")
_EDGE = "\n"
# What never begins, and what never ends, the text that a marker beside a letter encloses: it belongs outside.
_LEADING = pattern(r"\A[,.;:!?…，。；：！？、)\]]+\s*")
_TRAILING = pattern(r"\s*[(\[{“‘«„（「『]+\Z")
_CLOSES = dict(zip(")]}”’»」』）", "([{“‘«「『（", strict=True))
# Code that stands in a sentence: a type before a pointer, a member, a part of a path.
_CODE = pattern(r"\b(?=\w*[a-z])\w+[A-Z]\w*\Z|\w\.\w|[=;<>&]|\w\(|::|->")
_DECLARES = pattern(
    r"\A\w+, \w+(?: \w+)?\s*\Z|\b(?:int|char|const|void|struct|unsigned|bool)\b|\b(?:long|float|double)\s*\Z|"
    r"\w\d|\d\w"
)
# A word that no number, name or remark is, and that leads on to another: behind it nothing is multiplied or noted.
_FUNCTION = pattern(
    r"(?<![\w.-])(?i:the|an|of|to|in|on|at|by|for|with|from|is|are|was|were|be|as|this|these|those|called|named|its|our|"
    r"your|their|very|more|not|do|does|did|les?|la|des|du|une|el|los|las|der|die|das|den|dem|eine?|os|uma)\Z"
)
# A word in small letters with a marker stuck to it, and a name that follows behind a space.
_STUCK, _STUCK_NEXT = pattern(r"(?<![\w.*/-])[a-z]{2,}\Z"), pattern(r"[*_][ \xa0][\"'“‘(]?[A-Z]")
_CODE_SIGNS = pattern(r"[=;{}<>&|]|\w\(|::|->|\b(?:int|char|const|void|struct|unsigned|bool|long|float|double)\b")
_TYPE = pattern(r"(?<![A-Za-z_])(?:int|char|void|float|double|long|short|unsigned|bool)\s+\Z")
# Behind a space and before a type: `var p *int`, `x *Node`.
_POINTER = pattern(r"(?:\b(?:var|let|func|const|type)\s+\w+|(?<![\w'’])[b-zB-HJ-Z])\s+\Z", re.A)
_POINTED = pattern(r"(?:u?int\d*|float\d*|string|byte|bool|char|void|struct|error|rune)\b")
_IDENTIFIER = pattern(r"[a-z][a-z0-9_]*", re.A)
_BEHIND_NAME = pattern(r"\.\w|\(")
_ENDS = pattern(r"[.!?;:]\s")
_PLAIN = frozenset(" \"'’“”‘,-")
_JOINS = frozenset("and or vs & und oder y o e et ou in to into by of / | + - – = -> →".split())


class State(Enum):
    """What keeps a marker from opening, or from closing, an emphasis."""

    FREE = "nothing"
    SPACE = "a space on its inner side"
    FLANKED = "punctuation on its inner side with a letter on its outer side"


class _Change(NamedTuple):
    """A range of the text of a prose, and what is to stand there."""

    start: int
    end: int
    text: str


class Pair(Struct, frozen=True):
    """Two runs of markers that a reader sees as text, and that belong together."""

    prose: Prose
    opener: DelimiterRun
    closer: DelimiterRun
    opening: State
    closing: State

    @property
    def content(self) -> str:
        """The text between the markers, as written."""
        return self.prose.text[self.opener.start + self.opener.length : self.closer.start]

    @property
    def encloses_others(self) -> bool:
        """Whether there are markers of the same kind between the two: more than one pair was meant."""
        alike = [run.start for run in self.prose.runs if run.marker == self.opener.marker]
        return any(self.opener.start < start < self.closer.start for start in alike)

    @property
    def markers(self) -> str:
        """The markers on one side."""
        return self.opener.marker * self.opener.length

    def edits(self) -> tuple[Edit, ...]:
        """What makes an emphasis of it: spaces move outside, or go where there is one already."""
        changes = (*self._opening_change(), *self._closing_change())
        return tuple(Edit(_span(self.prose, start, end), text) for start, end, text in changes)

    def repaired(self) -> str:
        """The text of the prose as the edits make it."""
        text = self.prose.text
        for start, end, new in sorted((*self._opening_change(), *self._closing_change()), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _opening_change(self) -> Iterator[_Change]:
        start, inner = self.opener.start, self.opener.start + self.opener.length
        before = _before(self.prose.text, start)
        if self.opening is State.FLANKED and (outside := _LEADING.match(self.content)):
            yield _Change(start, inner + outside.end(), outside[0] + self.markers)
        elif self.opening is State.FLANKED:
            yield _Change(start, start, " ")
        elif self.opening is State.SPACE:
            first = inner + len(self.content) - len(self.content.lstrip())
            apart = before in ",;:" or before.isalnum()
            apart = apart and not (is_cjk(before) and is_cjk(_after(self.prose.text, first)))
            yield _Change(start, first, (self.prose.text[inner:first] if apart else "") + self.markers)

    def _closing_change(self) -> Iterator[_Change]:
        start, end = self.closer.start, self.closer.start + self.closer.length
        if self.closing is State.FLANKED and (outside := _TRAILING.search(self.content)):
            yield _Change(start - len(outside[0]), end, self.markers + outside[0])
        elif self.closing is State.FLANKED:
            yield _Change(end, end, " ")
        elif self.closing is State.SPACE:
            first = start - (len(self.content) - len(self.content.rstrip()))
            gap = self.prose.text[first:start] if _needs_space(self.prose.text, end) else ""
            yield _Change(first, end, self.markers + gap)


def _span(prose: Prose, start: int, end: int) -> Span:
    """The span on disk of a range; where it is empty, right behind what stands before it."""
    if start < end or not start:
        return prose.span(start, end)
    last = prose.end(start)
    return Span(last, last)


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
    found: list[Pair] = []
    for runs in kinds.values():
        index = 0
        while index + 1 < len(runs):
            pair = _pair(prose, runs[index], runs[index + 1])
            if pair:
                found.append(pair)
            index += 2 if pair or _encloses_mark(prose, runs[index], runs[index + 1]) else 1
    found += () if found or not literal else _crossed_pairs(prose, kinds)
    return sorted(found, key=lambda pair: pair.opener.start)


def _encloses_mark(prose: Prose, first: DelimiterRun, second: DelimiterRun) -> bool:
    """Whether two runs enclose a mark behind a word, as in `one**,** two`: neither belongs to another run."""
    start, end = first.start + first.length, second.start
    return (
        end - start == 1 and prose.text[start] in ",.;:!?，。；：！？、" and _before(prose.text, first.start).isalnum()
    )


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
    return len(alike) % 2 == 0 and resolves(pair)


def _pair(prose: Prose, first: DelimiterRun, second: DelimiterRun) -> Pair | None:
    opening, closing = _opening(prose.text, first), _closing(prose.text, second)
    if opening is None or closing is None or opening is closing is State.FREE:
        return None
    pair = Pair(prose, first, second, opening, closing)
    return pair if _plausible(pair) else None


def _opening(text: str, run: DelimiterRun) -> State | None:
    before, after = _before(text, run.start), _after(text, run.start + run.length)
    if run.marker == "*" and before == "_" and _before(text, run.start - 1).isalnum():
        # `EXPECT_*` stands for many names.
        return None
    if run.marker == "_" and lookbehind(text, run.start).endswith("::"):
        # `std::_1` is a name.
        return None
    if run.can_open and not (before.isalnum() and not is_cjk(before)):
        return State.FREE
    if after in " \t\xa0":
        glued = before.isalnum() and run.length == 1
        led = run.marker == "*" and _FUNCTION.search(lookbehind(text, run.start))
        if glued and not led and not _is_stuck(text, run.start):
            return None
        # `~*` and `!~*` are operators, `⇒*` is a relation.
        return None if before.isdigit() or before in "/\\" or category(before) == "Sm" else State.SPACE
    return _flanked(run, outer=before, inner=after)


def _is_stuck(text: str, start: int) -> bool:
    return _STUCK.search(lookbehind(text, start)) is not None and _STUCK_NEXT.match(text, start) is not None


def _closing(text: str, run: DelimiterRun) -> State | None:
    before, after = _before(text, run.start), _after(text, run.start + run.length)
    if run.can_close and not (after.isalnum() and not is_cjk(after)):
        return State.FREE
    if before in " \t\xa0":
        return None if after.isdigit() and run.length == 1 else State.SPACE
    return _flanked(run, outer=after, inner=before)


def _flanked(run: DelimiterRun, outer: str, inner: str) -> State | None:
    if not outer.isalnum() or inner.isspace():
        return None
    if inner.isalnum():
        # Within a word an underscore is never a marker, which matters where words are not set apart by spaces.
        return State.FLANKED if run.marker == "_" else None
    return State.FLANKED


def _plausible(pair: Pair) -> bool:
    content = pair.content
    words = content.split()
    if not _WORD.search(content) and not any(is_cjk(character) and character.isalnum() for character in content):
        return False
    if pair.markers == "__" and _IDENTIFIER.fullmatch(content):
        # `__init__` is a name, also in a text whose words are not set apart.
        return False
    end = pair.closer.start + pair.closer.length
    if pair.markers == "__" and _IDENTIFIER.fullmatch(content.strip()) and _BEHIND_NAME.match(pair.prose.text, end):
        # `__ init__.py`: the space stands in a name.
        return False
    most = _MOST_TITLE if _is_title(words) else _MOST_WORDS[pair.opener.length]
    if (len(words) > most and not _is_whole(pair)) or "\ufffc" in content:
        return False
    line_edges = content[: len(content) - len(content.lstrip())] + content[len(content.rstrip()) :]
    if "\n" in line_edges or not _balanced(_TRAILING.sub("", _LEADING.sub("", content))):
        return False
    if pair.opener.marker == "_" and not _plausible_underscores(pair, content):
        return False
    return pair.opener.length > 1 or _plausible_single(pair, content, words)


def _is_title(words: list[str]) -> bool:
    """Whether words are those of a title, as of a book: all but the small ones begin with a capital."""
    bare = [word.strip("\"'“”‘’(),:;") for word in words]
    long = [word for word in bare if len(word) > 3]
    return sum(word[0].isupper() for word in long) * 5 >= len(long) * 4 and bare[0][:1].isupper()


def _is_whole(pair: Pair) -> bool:
    """Whether the markers enclose all of a block, or all that follows a colon."""
    before, end = pair.prose.text[: pair.opener.start].rstrip(), pair.closer.start + pair.closer.length
    return (not before or before[-1] in ":：") and not pair.prose.text[end:].strip()


def _balanced(text: str) -> bool:
    """Whether every bracket and quote within a text has its counterpart there, as in a piece that belongs together."""
    open_: list[str] = []
    for character in text:
        if character in "([{“‘«「『（":
            open_.append(character)
        elif character in _CLOSES and character != "’" and (not open_ or open_.pop() != _CLOSES[character]):
            return False
    return not [quote for quote in open_ if quote != "‘"] and text.count('"') % 2 == 0


_SEPARATED = pattern(r"_[^\s_\W]+\\?_[^\s_\W]")
_MEMBER = pattern(r"(?<![A-Za-z])[a-z_]\w*\.\Z", re.A)
_PARTED = pattern(r"[^\s_\W]_[^\s_\W]+\Z")


def _plausible_underscores(pair: Pair, content: str) -> bool:
    """Underscores also begin names and make blanks to fill in."""
    text = pair.prose.text
    before, after = _before(text, pair.opener.start), _after(text, pair.closer.start + pair.closer.length)
    if content[0] in "./-" or (pair.opening is State.SPACE and pair.opener.length > 2):
        return False
    if pair.opening is pair.closing is State.SPACE and not _led_to(pair, content):
        return False
    if pair.opening is State.FLANKED and not is_cjk(before):
        return False
    parted = _SEPARATED.match(text, pair.closer.start) or _PARTED.search(
        text[max(0, pair.opener.start - 40) : pair.opener.start]
    )
    if pair.opening is State.FLANKED and parted:
        # "A_B_C_D": they part the words of a name, or it is not known which of them belong together.
        return False
    if pair.opening is pair.closing is State.FLANKED and is_cjk(content[0]) and _is_linked(pair):
        # The text of a link is the title of a page, "A_B_C".
        return False
    if pair.closing is State.FLANKED and pair.opener.length > 1 and _MEMBER.search(content) and after.islower():
        # "cls.__instance" is a name.
        return False
    if pair.closing is State.FLANKED and not is_cjk(after):
        return content[-1] in ".!?:" and " " in content
    names = _goes_on(content) or (pair.opener.length > 1 and not set("_/(\n").isdisjoint(content))
    return not (pair.closing is State.SPACE and after.isalnum() and names)


def _is_linked(pair: Pair) -> bool:
    """Whether a pair stands in the text of a link."""
    text, start = pair.prose.text, pair.opener.start
    before = text[:start]
    return before.rfind("[") > before.rfind("]") and text.startswith("](", text.find("]", start))


def _goes_on(content: str) -> bool:
    """Whether what stands before a second marker leads on to a name of the same kind: `_one and _two`, `*a, int *b`."""
    words = content.split()
    return is_cjk(words[-1][-1]) or words[-1] in _JOINS or words[-1][-1] == "," or bool(_DECLARES.search(content))


def _plausible_single(pair: Pair, content: str, words: list[str]) -> bool:
    """One marker is also a multiplication, a footnote, a glob, a pointer: more has to speak for an emphasis."""
    text, end = pair.prose.text, pair.closer.start + pair.closer.length
    before, after = _before(text, pair.opener.start), _after(text, end)
    if _is_whole(pair) and len(words) > _LOOSE_WORDS:
        return True
    if pair.opening is State.SPACE and (pair.closing is State.SPACE or before.isalnum()):
        stuck = pair.closing is State.FREE and len(words) > 1 and _is_title(words) and not _ENDS.search(content)
        return (_led_to(pair, content) or stuck) and not after.isalnum()
    if pair.opening is State.SPACE and before in "`)]-./":
        return False
    if pair.opening is State.SPACE and before in " \t\n" and not _is_phrase(pair, content, after):
        return False
    if pair.opener.marker == "*" and _is_code(pair, content, before, after):
        return False
    if pair.closing is State.SPACE and (after.isspace() or after == _EDGE):
        return _is_whole(pair) or ("\n" not in content and len(words) <= _LOOSE_WORDS)
    return "\n" not in content


def _led_to(pair: Pair, content: str) -> bool:
    """Whether a few plain words follow a word that leads on to them: `the * long way * of it`."""
    plain = all(character.isalpha() or character in _PLAIN for character in content)
    plain = plain and len(content.split()) <= _LOOSE_WORDS
    return plain and _FUNCTION.search(lookbehind(pair.prose.text, pair.opener.start).rstrip()) is not None


def _is_phrase(pair: Pair, content: str, after: str) -> bool:
    """Whether a few plain words follow others, so that the marker between them does not multiply."""
    before = pair.prose.text[: pair.opener.start].rstrip()[-1:]
    plain = all(character.isalpha() or character in _PLAIN for character in content)
    return plain and len(content.split()) <= _LOOSE_WORDS and before not in "0123456789`)]" and not after.isalnum()


def _is_code(pair: Pair, content: str, before: str, after: str) -> bool:
    """Whether asterisks mark a pointer, a glob or a comment."""
    if content.lstrip()[0] in "./\\-+=<>*" or content.rstrip()[-1] in "/]-":
        return True
    # A name such as JavaScript is no type where nothing else is code.
    name_alone = content.strip().isalnum() and before in " \n" and not _CODE_SIGNS.search(pair.prose.text)
    if _CODE.search(content.strip()) and not name_alone:
        return True
    if before in "-./\\" or (before == "(" and after != ")"):
        return True
    end = pair.closer.start + pair.closer.length
    if pair.closing is State.SPACE and (
        _TYPE.search(content)
        or (after.isalnum() and (_POINTER.search(content) or _POINTED.match(pair.prose.text, end)))
    ):
        return True
    return pair.closing is State.SPACE and after.isalnum() and _goes_on(content)


def _before(text: str, position: int) -> str:
    return text[position - 1] if position else _EDGE


def _after(text: str, position: int) -> str:
    return text[position] if position < len(text) else _EDGE


def _needs_space(text: str, position: int) -> bool:
    """Whether what follows a marker is a word or a dash between words, which a space is to keep apart."""
    after = _after(text, position)
    if after in "*_":
        # Another marker that closes: the space goes on outwards.
        return text[position:].lstrip("*_")[:1].isalnum()
    if category(after) == "Pd":
        return _after(text, position + 1) in " >"
    return not after.isspace() and (after.isalnum() or category(after) not in ("Po", "Pe", "Pf"))


def is_cjk(character: str) -> bool:
    """Whether words of the script of a character are not, or need not be, set apart by spaces."""
    if character < "\u0e00":
        return False
    return name(character, "").startswith(
        (
            "CJK",
            "HIRAGANA",
            "KATAKANA",
            "HANGUL",
            "BOPOMOFO",
            "THAI",
            "LAO",
            "KHMER",
            "MYANMAR",
            "FULLWIDTH",
            "IDEOGRAPHIC",
        )
    )
