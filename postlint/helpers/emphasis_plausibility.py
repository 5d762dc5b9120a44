"""Whether two markers were meant as those of one emphasis: markers also multiply, note, glob, point and fill in."""

from __future__ import annotations

import re

from postlint.helpers.marker_pairs import EDGE, LEADING, TRAILING, Pair, State, character_after, character_before
from postlint.helpers.scripts import is_cjk
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

# A pair further apart than this is more likely two stray markers than one emphasis.
_MOST_WORDS = {1: 8, 2: 30, 3: 30}
_TITLE, _LONGEST_TEXT = 20, 1000
"""So long is the text of a link that is the title of a page, and so long is none."""
_MOST_TITLE = 30
_LOOSE_WORDS = 5
_WORD = pattern(r"[^\W\d_]{2}")
_CLOSES = dict(zip(")]}”’»」』）", "([{“‘«「『（", strict=True))
# Code that stands in a sentence: a type before a pointer, a member, a part of a path.
_CODE = pattern(r"\b(?=\w*[a-z])\w+[A-Z]\w*\Z|\w\.\w|[=;<>&]|\w\(|::|->")
_DECLARES = pattern(
    r"\A\w+, \w+(?: \w+)?\s*\Z|\b(?:int|char|const|void|struct|unsigned|bool)\b|\b(?:long|float|double)\s*\Z|"
    r"\w\d|\d\w"
)
# A word that no number, name or remark is, and that leads on to another: behind it nothing is multiplied or noted.
FUNCTION_WORD = pattern(
    r"(?<![\w.-])(?i:the|an|of|to|in|on|at|by|for|with|from|is|are|was|were|be|as|this|these|those|called|named|its|our|"
    r"your|their|very|more|not|do|does|did|les?|la|des|du|une|el|los|las|der|die|das|den|dem|eine?|os|uma)\Z"
)
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
_SEPARATED = pattern(r"_[^\s_\W]+\\?_[^\s_\W]")
_MEMBER = pattern(r"(?<![A-Za-z])[a-z_]\w*\.\Z", re.A)
_PARTED = pattern(r"[^\s_\W]_[^\s_\W]+\Z")


def is_plausible(pair: Pair) -> bool:
    """Whether two markers were plainly meant as those of one emphasis."""
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
    if "\n" in line_edges or not _balanced(TRAILING.sub("", LEADING.sub("", content))):
        return False
    if pair.opener.length > 2 and pair.opening is pair.closing is State.SPACE and content.strip().isupper():
        # "*** GLOBAL HOOK ***": a line of a program.
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


def _plausible_underscores(pair: Pair, content: str) -> bool:
    """Underscores also begin names and make blanks to fill in."""
    text = pair.prose.text
    before, after = (
        character_before(text, pair.opener.start),
        character_after(text, pair.closer.start + pair.closer.length),
    )
    if content[0] in "./-" or (pair.opening is State.SPACE and pair.opener.length > 2):
        return False
    if pair.opening is pair.closing is State.SPACE and not _follows_function_word(pair, content):
        return False
    if pair.opening is State.FLANKED and not is_cjk(before):
        return False
    parted = _SEPARATED.match(text, pair.closer.start) or _PARTED.search(
        text[max(0, pair.opener.start - 40) : pair.opener.start]
    )
    if pair.opening is State.FLANKED and parted:
        # "A_B_C_D": they part the words of a name, or it is not known which of them belong together.
        return False
    flanked = pair.opening is pair.closing is State.FLANKED
    east = is_cjk(content[0]) if flanked else is_cjk(before) or is_cjk(after)
    if State.FLANKED in (pair.opening, pair.closing) and east and _is_linked(pair, 0 if flanked else _TITLE):
        # The text of a link is the title of a page, "A_B_C".
        return False
    if pair.closing is State.FLANKED and pair.opener.length > 1 and _MEMBER.search(content) and after.islower():
        # "cls.__instance" is a name.
        return False
    if pair.closing is State.FLANKED and not is_cjk(after):
        return content[-1] in ".!?:" and " " in content
    names = _goes_on(content) or (pair.opener.length > 1 and not set("_/(\n").isdisjoint(content))
    return not (pair.closing is State.SPACE and after.isalnum() and names)


def _is_linked(pair: Pair, least: int) -> bool:
    """Whether a pair stands in the text of a link, of so many characters or more."""
    text, start = pair.prose.text, pair.opener.start
    end = text.find("](", start, start + _LONGEST_TEXT)
    opening = _opening_of(text, end) if end >= 0 else -1
    return 0 <= opening < start and end - opening >= least


def _opening_of(text: str, end: int) -> int:
    """Where the bracket stands that none before a place closes; -1 where there is none."""
    depth = 0
    for at in range(end - 1, max(-1, end - _LONGEST_TEXT), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth < 0:
            return at
    return -1


def _goes_on(content: str) -> bool:
    """Whether what stands before a second marker leads on to a name of the same kind: `_one and _two`, `*a, int *b`."""
    words = content.split()
    return is_cjk(words[-1][-1]) or words[-1] in _JOINS or words[-1][-1] == "," or bool(_DECLARES.search(content))


def _plausible_single(pair: Pair, content: str, words: list[str]) -> bool:
    """One marker is also a multiplication, a footnote, a glob, a pointer: more has to speak for an emphasis."""
    text, end = pair.prose.text, pair.closer.start + pair.closer.length
    before, after = character_before(text, pair.opener.start), character_after(text, end)
    if _is_whole(pair) and len(words) > _LOOSE_WORDS:
        return True
    if pair.opening is State.SPACE and (pair.closing is State.SPACE or before.isalnum()):
        attached = pair.closing is State.FREE and len(words) > 1 and _is_title(words) and not _ENDS.search(content)
        return (_follows_function_word(pair, content) or attached) and not after.isalnum()
    if pair.opening is State.SPACE and before in "`)]-./":
        return False
    if pair.opening is State.SPACE and before in " \t\n" and not _is_phrase(pair, content, after):
        return False
    if pair.opener.marker == "*" and _is_code(pair, content, before, after):
        return False
    if pair.closing is State.SPACE and (after.isspace() or after == EDGE):
        return _is_whole(pair) or ("\n" not in content and len(words) <= _LOOSE_WORDS)
    return "\n" not in content


def _follows_function_word(pair: Pair, content: str) -> bool:
    """Whether a few plain words follow a word that leads on to them: `the * long way * of it`."""
    plain = all(character.isalpha() or character in _PLAIN for character in content)
    plain = plain and len(content.split()) <= _LOOSE_WORDS
    return plain and FUNCTION_WORD.search(lookbehind(pair.prose.text, pair.opener.start).rstrip()) is not None


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
