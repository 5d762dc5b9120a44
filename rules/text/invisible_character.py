"""A character that nobody sees and that came in with a copied text.

A zero-width space parts a word for search engines and spell checkers, a control character shows as a box, a mark
for the direction of writing turns what follows around, and any of them in an address leads to a page that does
not exist. Marks that scripts, emoji and mixed directions need are left alone.

## Fix safety
Safe: what is taken away cannot be seen. A character that parts lines becomes a space. Unsafe for the controls of
Latin-1, which are left of a letter that was lost.
"""

import re
from collections.abc import Iterator
from unicodedata import name

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Prose,
    Rule,
    Severity,
    lookbehind,
    pattern,
    quoted,
)
from postlint.helpers.destinations import unusual_targets

_INVISIBLE = pattern(
    "[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+"
)
# A table that makes one character of all controls of ASCII that show nothing, but for the one between blocks.
_ASCII = (
    b"\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
)
_CONTROLS = bytes.maketrans(_ASCII, b"\x01" * len(_ASCII))
# The others as the bytes of UTF-8, by their first.
_FURTHER = (
    (b"\xc2", pattern(rb"\xc2[\x80-\x9f]")),
    (b"\xe2", pattern(rb"\xe2(?:\x80[\x8b\x8e\x8f\xa8-\xae]|\x81[\xa0\xa6-\xa9])")),
    (b"\xef", pattern(rb"\xef\xbb\xbf")),
)
_ENCODED = pattern(r"(?i:%E2%80%8[BEF]|%E2%81%A0|%EF%BB%BF)+")
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PARTS_LINES = frozenset("\u2028\u2029\x0b\x85")
_NAMES = {"\x08": "backspace", "\x85": "next line", "\x0b": "vertical tab", "\ufeff": "byte order mark"}
# Scripts written without spaces, in which a zero-width space says where a line may break or a marker may close.
_SPACELESS = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKERS = "*_~`[]()<>|#"


class InvisibleCharacter(Rule):
    severity = Severity.WARNING

    good = [
        Good("A family 👨\u200d👩\u200d👧, a heart ❤\ufe0f, می\u200cخواهم and क्\u200dष.\n", "joiners that are needed"),
        Good("ภาษา\u200bไทย and **文。**\u200b文字 and `a\u200bb`\n"),
        Good("The word \u200fשלום\u200e stands here.\n", "marks of direction beside Hebrew"),
        Good("10\xa0km, a Wort\u00adtrennung and **a**\u200bb\n"),
        Good("_\u200bone_ of it\n", "beside a marker"),
        Good("one _two\u200b_ of it\n", "before a marker"),
    ]
    bad = [
        Bad("A wo⟦\u200b⟧rd and⟦\ufeff⟧ more.\n", fixed="A word and more.\n", message="zero width space"),
        Bad("⟦\u200e⟧Left to⟦\u202a⟧ right⟦\u202c⟧.\n", fixed="Left to right.\n"),
        Bad("A box⟦\x08⟧ here\n", fixed="A box here\n"),
        Bad("A line⟦\u2028⟧break\n", fixed="A line break\n", nests=False),
        Bad(
            "[a](⟦https://example.com/\u200b⟧)\n", fixed="[a](https://example.com/)\n", message="“https://example.com/”"
        ),
        Bad("[a](⟦https://example.com/b%E2%80%8B⟧)\n", fixed="[a](https://example.com/b)\n"),
        Bad("A wo⟦\u200b⟧rd\n", message="zero width space (U+200B) after “wo”: remove"),
        Bad("The *a⟦\u200b⟧b* of it\n", fixed="The *ab* of it\n"),
        Bad("⟦\u200b⟧It is\n", message="zero width space (U+200B): remove"),
        Bad("_\u200bone_ of⟦\u200b⟧ it\n"),
        Bad("See <⟦https://example.com/\u200b⟧>\n", fixed="See <https://example.com/>\n"),
        Bad("A wo⟦\u200b\ufeff⟧rd\n", message="zero width space"),
        Bad("A `code` bo⟦\x1f⟧x\n", fixed="A `code` box\n", message="after “bo”"),
        Bad("A bo⟦\x7f⟧x\n", fixed="A box\n", safe=True),
        Bad("A bo⟦\x80⟧x\n", fixed="A box\n", message="write what was lost there", safe=False),
        Bad("A bo⟦\x9f⟧x\n", fixed="A box\n", safe=False),
        Bad("A box⟦\x85⟧ here\n", safe=True, nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in unusual_targets(doc, autolinks=True):
            clean = _without(target.written)
            if clean != target.written:
                fix = Fix.safe(Edit(target.span, clean), title="Remove it", changes=[Change.LINKS, Change.TEXT])
                message = f"there is an invisible character in the address “{clean}”, so the link is broken: remove it"
                yield self.at(doc, target.span, message, fix=fix)
        if not _may_hold_some(doc):
            return
        both_ways = _RIGHT_TO_LEFT.search(doc.text) is not None
        for block in doc.prose:
            if _INVISIBLE.search(block.prose.text):
                yield from self._in_text(doc, block.prose, both_ways=both_ways)

    def _in_text(self, doc: Document, prose: Prose, *, both_ways: bool) -> Iterator[Diagnostic]:
        masked = prose.masked
        spaceless = _SPACELESS.search(masked) is not None
        for match in _INVISIBLE.finditer(masked):
            if _is_needed(masked, match, spaceless) or (both_ways and _DIRECTION.intersection(match[0])):
                continue
            first = match[0][0]
            called = _NAMES.get(first) or name(first, "control character").lower()
            span = prose.span(*match.span())
            joined = " " if _PARTS_LINES.intersection(match[0]) else ""
            # One of these is what is left of a letter that was lost.
            lost = "\x7f" < first < "\xa0" and first not in _PARTS_LINES
            make = Fix.unsafe if lost else Fix.safe
            fix = make(Edit(span, joined), title="Remove it", changes=[Change.MARKUP])
            before = lookbehind(masked, match.start()).split("\ufffc")[-1].split()
            where = f" after {quoted(before[-1])}" if before else ""
            how = "write what was lost there, or remove it" if lost else "remove it"
            yield self.at(doc, span, f"there is an invisible {called} (U+{ord(first):04X}){where}: {how}", fix=fix)


def _may_hold_some(doc: Document) -> bool:
    """Whether there may be invisible characters in the text. As bytes, since that is many times faster."""
    data = doc.lowered
    if "\x00" in doc.text or b"\x01" in data.translate(_CONTROLS):
        return True
    return not data.isascii() and any(lead in data and encoded.search(data) for lead, encoded in _FURTHER)


def _without(address: str) -> str:
    """An address without invisible characters."""
    if not address.isprintable():
        address = _INVISIBLE.sub("", address)
    return _ENCODED.sub("", address) if "%e" in address.lower() else address


def _is_needed(text: str, match: re.Match[str], spaceless: bool) -> bool:
    """Whether the script around it, or the markup beside it, may need a character."""
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    if any(character in _MARKERS or character == "\ufffc" for character in beside):
        return True
    return spaceless and "\u200b" in match[0]
