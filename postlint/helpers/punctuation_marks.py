"""Signs between words that no sentence has, and what was meant instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase, ascii_uppercase, digits
from typing import AnyStr

from msgspec import Struct

from postlint.document.document import BETWEEN, Document
from postlint.document.passages import HIDDEN, Passage
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

# Words that begin sentences or clauses and are no names of things: of several languages.
_STARTERS = (
    "the this that these those it in you we they he she if but and as when what how why who there here my our your his "
    "their not so or then with for from to at on some most many each one also however because although while instead "
    "le la les une des il elle nous vous je ce cette en dans pour mais et si on au ces quand e "
    "der die das ein eine es ich wir sie er und aber im mit wenn auch nicht so da "
    "el los las un una se pero para por con este esta lo al como cuando no y "
    "il lo gli che ma per questo o os uma em mas seu sua isso não nós ele ela"
).split()
_LOWER = frozenset(_STARTERS)
_UPPER = frozenset(word.capitalize() for word in _STARTERS)
# Words that join clauses, and are nothing else.
_JOINING = frozenset(
    "and but which whose where because although though while whereas the et mais dont donc puis qui und aber weil mas "
    "porque pois pero aunque che quindi".split()
)
_ABBREVIATIONS = frozenset(
    """abbr abbrev eks etc esp feat vs vgl abzgl gem approx resp incl excl est ext fig figs ca cf eg ie viz al inc ltd
    corp co dept ed eds vol vols no nos pp art max min sec secs hrs mins avg misc ref refs univ jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue wed thu fri sat sun mr mrs ms dr prof st jr sr rev gen col capt lt sgt bzw bzgl
    usw ggf evtl inkl exkl spec zzgl bspw sog geb gegr str tel nr env av ex chap éd éds fr hab janv févr avr juil déc
    mlle mme mm ecc prov pág págs sra sres
    dto dpto ud uds máx mín vb hr op cit loc ibid sv dot com org net www""".split()
)

_GLUED = pattern(
    r"(?<![\w.@/\\:-])(?P<left>[^\W\d_]{2,}|\d+(?:[ %]?\)|%)?|[)”’\"])(?P<mark>[.!?])"
    r"(?P<word>[A-ZÀ-Þ][^\W\d_]*)(?=[ ,'’]\S)"
)
_NAME = pattern(r"[A-ZÀ-Þ][a-zß-ÿ]{2,}")
_COMMA = pattern(r"(?<![\w,.@/\\:])(?P<left>[A-ZÀ-Þ]?[^\W\d_A-Z]{3,}),(?P<word>[^\W\d_A-Z]+)(?= [^\W\d_])")
_ABBREVIATED = pattern(r"(?:\b[A-Z][\w.]{0,4}|\b\w|etc)\Z")
_ENTITY = pattern(r"&\w{2,8};\Z")
# In Korean, Chinese and Japanese two full stops are an ellipsis.
_EAST = pattern("[가-힣ぁ-ヿ一-鿿]")
_KOREAN = pattern("[가-힣]")
_GOES_ON = pattern(r"\s+[^\W\d_A-ZÀ-Þ]")
_DOTS_OPEN = pattern(r"(?<![.\w])\.\.(?=[^\W\d_])")
_DOUBLED = pattern(r"(?<=[^\W\d_])(?:,,|[?!]\.{1,2}|\.,|,\.|(?<!\.)\.\.|;[.,]|;,|\.[\"”]\.)(?=\s|\Z)")
_SPACED = pattern(r"(?<=[^\W\d_][\w*_)\]”’]) +(?:,(?=\s)|\.(?=\s+[A-ZÀ-Þ]|\s*\Z))")
# "( a , b ]", "R(A1 ,A2 , …)": short items in brackets.
_ITEMS_BEFORE = pattern(r"[(\[{<]\s*(?:[^\s,()\[\]{}<>]{1,12}\s?,\s*)*[^\s,()\[\]{}<>]{1,12}\s*\Z")
_ITEM_AFTER = pattern(r"\s*[^\s,()\[\]{}<>]{1,12}\s*[,)\]}>]")
# "git add .": the folder that one is in.
_COMMAND = pattern(
    r"(?:(?<![a-z])(?:git|docker|podman|npm|pip3?|cargo) [a-z]+(?: -\S+(?: \S+)?)*|"
    r"\bgo (?:build|run|test|vet|fmt|install)|"
    r"(?<![\w-])(?:cd|ls|cp \S+|mv \S+|du))\Z"
)
_SPACED_MARK = pattern(r"(?<=[^\W\d_])[ \u00a0]+[?!](?=\s*(?:\n|\Z)|\s+[A-ZÀ-Þ“\"'(¿¡])")
_SMALL = pattern(r"\. +(?P<word>[^\W\d_A-Z]+)(?= [^\W\d_])")
# A search for a mark takes a tenth of one that looks back at each place.
_BEFORE_SMALL = pattern(r"(?<![\w.@/-])(?:[^\W\d_]{3,}|[)”]|\d{4})\Z")
_PLAIN_WORD, _PLAIN_NEXT = pattern(r"[a-zß-ÿ]{4,}\Z"), pattern(r"[a-zß-ÿ]{2,} [^\W\d_]{2,}")
# Who sets a space before a colon within a sentence, or at its end, writes as in French.
_SPACED_COLON = pattern(r"(?<=[a-z]{3})[ \u00a0]+:(?=\s*\Z| [a-z]+ [a-z])")
_CLAUSE = 4
"""So many words stand before such a colon at least: less is a label."""
_INVERTED = pattern(r"(?<=[^\W\d_])[ -]t['’](?=(?:ils?|elles?|on)(?![\w'’-]))")
KEYWORDS = frozenset(
    "var let const func function def class int import return select insert echo null true false none feat chore "
    "match enum struct impl trait self async await yield switch case foreach".split()
)
_SENTENCE_QUOTED = pattern(r"[\"“][^\"“”]*\w [^\"“”]*\Z")
_FORMULA = pattern(r"\$\$?[^$\n]+\$\$?")
_FIRST = pattern(r"[^\W\d_A-Z]+(?=,? [^\W\d_]+ )")
# Of an accent, and of a letter alone before the sign, another rule tells.
_APOSTROPHE = pattern(r"(?<![\w\"])(?:don|isn|can|it|won|doesn|didn)\"(?=[^\W\d_]+[^\w\"])", re.I)
# "e.g" and others without their last full stop.
_UNDOTTED = pattern(r"(?<![\w.@/-])(?:[Ee]\.g|[Ii]\.e|[Aa]\.k\.a|[Nn]\.b|z\.B|d\.h|o\.ä|p\.ex)(?![\w.@/-])")
_SPACED_DOTS = pattern(r"(?<![\w./-])(?P<left>[^\W\d_]{2,}) \.\.(?=\s+[^\W\d_]|\s*\Z)")
# What is said of folders: "cd ..", "the parent folder ..".
_OF_FOLDERS = frozenset("cd ls mv cp rm from import folder directory dossier path include up if do by then".split())
_MOST_DOTS = 2
"""So many times in a text: what has more is an outline."""
_SPLIT = pattern(
    r"(?<![\w'’])(?:[a-z]+n(?P<not>['’]) t|i(?P<own>['’]) (?:m|ve|ll|d)|"
    r"(?:you|we|they|that|there|he|she|it|who|what|let|here)(?P<other>['’]) (?:s|d|ll|re|ve))(?![\w'’-])",
    re.I,
)
_NAME_AFTER_COMMA = pattern(
    r"(?<![\w,.@/\\:-])[^\W\d_]{3,}(?P<comma>,)(?:[A-ZÀ-Þ][a-zß-ÿ]{3,}|etc)(?= [^\W\d_]|\.(?!\w))"
)
_CAPITAL_AFTER = pattern(r"[^\W\d_]{2,}[.!?] +[A-ZÀ-Þ]")

# What these have to hold at least: to look for a mark takes a tenth of looking back at each place.
_NO_SPACE, _NEAR_COMMA, _TWO_MARKS = pattern(r"[.!?][A-ZÀ-Þ]"), pattern(r",[^\W\d_]"), pattern(r"[,?!.;\"][,.]")
_BEFORE_MARK, _BEHIND_STOP = pattern(r"[ \u00a0][?!]"), pattern(r"\. +[^\W\d_A-Z]")

# What a text has to hold in a row, its letters as "a", capitals as "A", to be looked at.
_LETTERS = ascii_lowercase.encode() + bytes(range(0x80, 0x100))
_CLASSES = bytes.maketrans(
    _LETTERS + ascii_uppercase.encode() + digits.encode() + b"\t\n",
    b"a" * len(_LETTERS) + b"A" * len(ascii_uppercase) + b"0" * len(digits) + b"  ",
)
# It begins with a mark, as those are few, and looks back only where what follows is right.
_SUSPICIOUS = pattern(
    rb"[.!?,;:\"()'](?:A(?<=[^ \[(][.!?,]A)|[.,](?<=[.!?,;:][.,])|\.(?<=\.\"\.)|a(?<=a[,\"]a)|aa(?<=a\(aa)"
    rb"|a(?<=[^aA][aA]\.a)(?![a.])|'(?<='')| a(?:(?<=[.(] a)|(?<=' a)a?(?![aA0'-]))|(?<= [,.?!:])(?![aA0])|(?<=a \)))"
)
# Two apostrophes for one, as an export from a database leaves them, or for a quotation mark.
_TWO_IN_WORD = pattern(r"(?<=[^\W\d_])''(?=(?:t|s|re|ve|ll|d|m)(?![\w'’]))")
_TWO_AROUND = pattern(r"(?<![\w'’=(+\[])(?P<open>'')[^\W\d_][^'\n]{0,60}[\w.!?](?P<close>'')(?![\w'])")
# These say by themselves that there is a slip.
_ODD = (" t'", "-t'", ".”.", " t’", "-t’", "’ t ", "’ s ")
_ODD_SIGNS = pattern("|".join(map(re.escape, _ODD)))
_BLOCK_MARK = BETWEEN.strip()
_BLOCK_END = _BLOCK_MARK.encode()


# Code that a converter has put into the text: "# A comment. if stats: print(stats)".
_CODE_NEXT = pattern(r"[^\n.!?]{0,60}(?:\w\(|[\w)\]] ?[=;{}]|::|->)")


class Slip(Struct, frozen=True):
    """A range of a text, what is wrong with it as the end of a sentence, and what to write instead."""

    start: int
    end: int
    message: str
    better: str


def passages_with_slips(doc: Document) -> Iterator[tuple[Passage, str]]:
    """The passages of an article that may hold a slip, each with its text without formulas, at equal length."""
    for passage in _near(doc):
        text = passage.text
        if "$" in text:
            text = _FORMULA.sub(lambda match: HIDDEN * len(match[0]), text)
        if "$" not in text and "\\" not in text:
            yield passage, text


def _near(doc: Document) -> Iterator[Passage]:
    """The passages that hold two signs in a row that may be a slip: a quick look, as most texts do not."""
    beside = doc.passages_beside
    # Of all texts at once.
    text = BETWEEN.join([*(passage.text for passage in beside), doc.running_text])
    if text.count(_BLOCK_MARK) != len(beside) + max(len(doc.prose), 1) - 1:
        yield from beside
        yield from map(doc.passage, doc.prose)
        return
    shape = text.encode("utf-8", "replace").translate(_CLASSES)
    near = {*_blocks_with(_SUSPICIOUS, shape, _BLOCK_END)}
    if _is_odd(text):
        near.update(_blocks_with(_ODD_SIGNS, text, _BLOCK_MARK))
    for index in sorted(near):
        yield beside[index] if index < len(beside) else doc.passage(doc.prose[index - len(beside)])


def _blocks_with(wanted: re.Pattern[AnyStr], text: AnyStr, mark: AnyStr) -> Iterator[int]:
    """Which of the blocks of a text, with marks between them, hold something."""
    at = index = 0
    while match := wanted.search(text, at):
        index += text.count(mark, at, match.start())
        yield index
        end = text.find(mark, match.end())
        if end < 0:
            return
        at, index = end + 1, index + 1


def _is_odd(text: str) -> bool:
    return any(sign in text for sign in (_ODD if "’" in text else _ODD[:3]))


def slips(text: str) -> Iterator[Slip]:
    """The slips of a text in any language."""
    for match in _GLUED.finditer(text) if _NO_SPACE.search(text) else ():
        if _is_sentence_end(match, text):
            at = match.end("mark")
            start = match.start("mark")
            yield Slip(start, at, f"there is no space after “{match['mark']}”: add one", match["mark"] + " ")
    yield from _commas(text)
    yield from _dots(text)
    for match in _DOUBLED.finditer(text) if _TWO_MARKS.search(text) or "”." in text else ():
        marks = match[0]
        # "etc.,": the full stop is that of the abbreviation; "&quot;." ends an entity.
        if (
            marks == ".,"
            or (marks == ",," and _KOREAN.search(text))
            or (marks == ".." and (_EAST.search(text) or _GOES_ON.match(text, match.end())))
            or _ENTITY.search(lookbehind(text, match.start() + 1))
            # Russian writes its ellipsis so behind another mark.
            or (len(marks) == 3 and marks.endswith(".."))
            or (marks == "!." and text.endswith("Yahoo", 0, match.start()))
            # Two dots on both sides mark what stands between them: "..is it so?.."
            or (marks.endswith("..") and _DOTS_OPEN.search(text, 0, match.start()))
        ):
            continue
        around = len(marks) > 2 and marks[1] in '"”'
        if around and _ABBREVIATED.search(lookbehind(text, match.start())):
            continue
        # A word in quotation marks may have a full stop of its own.
        if marks[1:2] == "”" and not _SENTENCE_QUOTED.search(text, 0, match.start()):
            continue
        kept = marks[:2] if around else marks[0] if marks[0] in "?!" else marks[-1] if marks[-1] in ".!" else marks[0]
        yield Slip(*match.span(), f"“{marks}” has a mark too many: leave one", kept)
    for match in _SPACED.finditer(text) if " ," in text or " ." in text else ():
        mark = match[0].strip()
        if mark == "." and _COMMAND.search(text, max(0, match.start() - 40), match.start()):
            continue
        if (
            mark == ","
            and _ITEM_AFTER.match(text, match.end())
            and _ITEMS_BEFORE.search(text, max(0, match.start() - 60), match.start())
        ):
            continue
        yield Slip(*match.span(), f"there is a space before “{mark}”: remove it", mark)
    yield from _apostrophes(text)
    for match in _INVERTED.finditer(text) if _is_odd(text) else ():
        yield Slip(*match.span(), f"“{match[0].strip()}” is no way to write “-t-”: write that", "-t-")


def _apostrophes(text: str) -> Iterator[Slip]:
    for match in _APOSTROPHE.finditer(text) if '"' in text else ():
        at = match.end() - 1
        yield Slip(at, at + 1, f"“{text[at]}” is no apostrophe: write “’”", "’")
    if "''" in text:
        for match in _TWO_IN_WORD.finditer(text):
            yield Slip(*match.span(), "two apostrophes stand for one: write “'”", "'")
        for match in _TWO_AROUND.finditer(text):
            for name in ("open", "close"):
                yield Slip(*match.span(name), 'two apostrophes stand for a quotation mark: write “"”', '"')
    for match in _SPLIT.finditer(text) if "' " in text or "’ " in text else ():
        at = max(match.start(name) for name in ("not", "own", "other"))
        yield Slip(at, at + 2, f"there is a space behind the apostrophe of “{match[0]}”: remove it", text[at])


def _commas(text: str) -> Iterator[Slip]:
    if not _NEAR_COMMA.search(text):
        return
    for match in _COMMA.finditer(text):
        at, word, is_name = match.end("left"), match["word"], match["left"][0].isupper()
        # Behind a name, only what cannot be a name itself.
        if word in _JOINING or (word in _LOWER and not is_name):
            yield Slip(at, at + 1, "there is no space after the comma: add one", ", ")
    # Names without a space between any of them are pasted from a table.
    for match in _NAME_AFTER_COMMA.finditer(text) if ", " in text else ():
        yield Slip(*match.span("comma"), "there is no space after the comma: add one", ", ")


def _dots(text: str) -> Iterator[Slip]:
    """Dots that are no ellipsis, and abbreviations that lack theirs."""
    for match in _SPACED_DOTS.finditer(text) if 0 < text.count(" ..") <= _MOST_DOTS else ():
        if match["left"].lower() not in _OF_FOLDERS and not _EAST.search(text):
            yield Slip(match.end("left"), match.end(), "“..” behind a space is no ellipsis: write “...”", "...")
    for match in _UNDOTTED.finditer(text) if "." in text else ():
        yield Slip(*match.span(), f"“{match[0]}” lacks its last full stop: write “{match[0]}.”", f"{match[0]}.")


def spaced_marks(text: str) -> Iterator[Slip]:
    """Spaces before question and exclamation marks, and colons, which are right in French alone."""
    for match in _SPACED_MARK.finditer(text) if _BEFORE_MARK.search(text) else ():
        mark = match[0].strip()
        yield Slip(*match.span(), f"there is a space before “{mark}”: remove it", mark)
    for match in _SPACED_COLON.finditer(text) if " :" in text or "\u00a0:" in text else ():
        clause = re.split(r"[.!?] ", text[: match.start()])[-1]
        if len(clause.split()) >= _CLAUSE:
            yield Slip(*match.span(), "there is a space before “:”: remove it", ":")


def small_letters(text: str, are_words: Callable[[set[str]], bool]) -> Iterator[Slip]:
    """Words in small letters behind the end of a sentence: those that often begin one, and others that are words."""
    if not _BEHIND_STOP.search(text):
        return
    for match in _SMALL.finditer(text):
        at, word = match.start(), match["word"]
        before = _BEFORE_SMALL.search(lookbehind(text, at))
        if before is None or not (word in _LOWER or _are_plain(before[0], word, match, text, are_words)):
            continue
        left = before[0]
        if left in _ABBREVIATIONS or left[0].isupper() or _CODE_NEXT.match(text, match.end("word")):
            continue
        yield Slip(
            *match.span("word"),
            f"“{word}” begins a sentence with a small letter: write “{word.capitalize()}”, or another mark before it",
            word.capitalize(),
        )


def _are_plain(left: str, word: str, match: re.Match[str], text: str, are_words: Callable[[set[str]], bool]) -> bool:
    """Whether a full stop stands between two words of a language, and more words follow."""
    is_plain = _PLAIN_WORD.match(left) and word not in KEYWORDS and _PLAIN_NEXT.match(text, match.start("word"))
    return bool(is_plain) and are_words({left, word})


def small_beginning(text: str) -> str:
    """The word in small letters that a text begins with as a sentence does; "" where it does not."""
    match = _FIRST.match(text)
    return match[0] if match and match[0] in _LOWER else ""


def sentence_starts(text: str) -> int:
    """How many sentences of a text begin with a capital behind another sentence."""
    return sum(1 for _ in _CAPITAL_AFTER.finditer(text))


def _is_sentence_end(match: re.Match[str], text: str) -> bool:
    left, mark, word = match["left"], match["mark"], match["word"]
    if mark != ".":
        return left.islower() and (word in _UPPER or _NAME.fullmatch(word) is not None)
    if left.lower() in _ABBREVIATIONS or word not in _UPPER:
        return False
    # "Node.As", "x.In": names of code begin with a capital, or are short.
    return not left.isalpha() or (len(left) > 2 and left[1:].islower())
