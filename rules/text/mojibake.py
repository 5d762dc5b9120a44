"""Letters that became two or three others when a text was read in the wrong encoding.

`donâ€™t` for "don’t" and `cafÃ©` for "café" come from a text in UTF-8 that a program took for Windows-1252. Only
sequences that turn back into one character are found, so that words which have these letters are left alone.

## Fix safety
Safe: the bytes of the sequence are read again in the right encoding, and there is one result.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, pattern

# What the bytes 80 to BF are in Windows-1252, without those that stand beside letters in a sound text: quotes, dashes
# and dots.
_PLAIN = "\x80-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_ANY = _PLAIN + "…‘’“”–—"
_SEQUENCE = pattern(
    rf"(?:Ã[\x80-\x9f\xa1-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|Â[\x80-\xa9\xab-\xbf]|[âï][{_PLAIN}][{_ANY}]|ð[Ÿ\x9f][{_ANY}][{_ANY}]|(?:ã[{_ANY}]{{2}}){{2,}})+"
)
_EXAMPLES = 3
# What each sequence begins with, and what has to follow.
_LEADS = tuple((lead, pattern(f"{lead}[{_ANY}]")) for lead in "ÃÂâïðã")


class Mojibake(Rule):
    severity = Severity.ERROR

    good = [
        Good("Café, naïve, São Tomé, “IRMÔ, GALÃ, châteaux, ÂGE, l’âme â la, “CAFÉ” and « né… » are words.\n"),
        Good("The letters Ã, Â and â are words in some languages: İÂ, VÂ.\n"),
        Good("Two signs stand for one then (Ã¤ Ã¶ Ã¼).\n", "examples of it"),
        Good("`donâ€™t`\n\n```\ncafÃ©\n```\n", "code shows what it shows", nests=False),
    ]
    bad = [
        Bad("We don⟦â€™⟧t go.\n", fixed="We don’t go.\n", message="“’”"),
        Bad("A caf⟦Ã©⟧ in S⟦Ã£⟧o Paulo, 20⟦Â°⟧.\n", fixed="A café in São Paulo, 20°.\n"),
        Bad("⟦â€œ⟧A⟦â€¦â€\x9d⟧ ⟦ðŸ˜€⟧\n", fixed="“A…” 😀\n"),
        Bad("The data that⟦ï¿½⟧s there.\n", message="a lost character"),
        Bad("⟦ã‚¢ãƒ—⟧\n", fixed="アプ\n"),
        Bad("Caf⟦Ã©⟧, ol⟦Ã©⟧ and frapp⟦Ã©⟧.\n", fixed="Café, olé and frappé.\n"),
        Bad("Le ⟦Ã©⟧tat, un ⟦Ã©⟧tage et la ⟦Ã©⟧cole.\n", fixed="Le état, un étage et la école.\n"),
        Bad("Two signs (⟦Ã¤⟧ ⟦Ã¶⟧).\n", fixed="Two signs (ä ö).\n"),
        Bad("A text.\n\nA caf⟦Ã©⟧ of it.\n", fixed="A text.\n\nA café of it.\n"),
        Bad("Two a⟦Ã¤⟧ e⟦Ã¶⟧ o⟦Ã¼⟧.\n", "within words", fixed="Two aä eö oü.\n"),
        Bad("It is 20⟦Â\xa0⟧%, and a ⟦Ã¿⟧.\n", fixed="It is 20\xa0%, and a ÿ.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.text.isascii() or not _may_be_some(doc.running_text):
            return
        for block in doc.prose:
            text = block.prose.text
            if not _may_be_some(text):
                continue
            masked = block.prose.masked
            sequences = [
                (match, original) for match in _SEQUENCE.finditer(masked) if (original := _read_again(match[0]))
            ]
            # Several letters, each by itself, are examples of it.
            examples = sum(_is_alone(match, original) for match, original in sequences) >= _EXAMPLES
            for match, original in sequences:
                if not (examples and _is_alone(match, original)):
                    span = block.prose.span(*match.span())
                    yield self._finding(doc, span, match[0], original)

    def _finding(self, doc: Document, span: Span, written: str, original: str) -> Diagnostic:
        if "\ufffd" in original:
            return self.at(doc, span, f"“{written}” is what is left of a lost character: write the one that was meant")
        fix = Fix.safe(Edit(span, original), title=f"Write “{original}”", changes=[Change.TEXT])
        return self.at(doc, span, f"“{written}” is “{original}” in the wrong encoding: write “{original}”", fix=fix)


def _is_alone(match: re.Match[str], original: str) -> bool:
    """Whether a sequence stands for a letter that is a word by itself."""
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    return len(original) == 1 and original.isalpha() and not any(sign.isalnum() for sign in around)


def _may_be_some(text: str) -> bool:
    return any(lead in text and beginning.search(text) for lead, beginning in _LEADS)


def _read_again(text: str) -> str:
    """The text that these letters were before they were read in the wrong encoding; nothing if they were none."""
    data = bytearray()
    for character in text:
        if character <= "\xff":
            data.append(ord(character))
        else:
            data += character.encode("cp1252")
    try:
        original = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return original if all(character.isprintable() or character == "\xa0" for character in original) else ""
