"""Hugo's spelling of paths: what becomes of a file name, a title or a slug on its way to a URL."""

from __future__ import annotations

from unicodedata import category, combining, normalize
from urllib.parse import unquote_plus

from postlint.lazy_regex import pattern
from postlint.site.url_paths import lower

_ALLOWED = frozenset("./\\_#+~-@")
_PLAIN = pattern(r"[A-Za-z0-9./_~@-]*")
_HEX = pattern(r"%[0-9A-Fa-f]{2}")


def sanitize(text: str) -> str:
    """The characters that Hugo keeps in a path; runs of blanks between them become one hyphen."""
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    hyphen = False
    for position, character in enumerate(text):
        if _allowed(character) or (character == "%" and _HEX.match(text, position)):
            if hyphen and character != "-":
                kept.append("-")
            hyphen = False
            kept.append(character)
        elif kept and kept[-1] != "-" and character.isspace():
            hyphen = True
    return "".join(kept)


def _allowed(text: str) -> bool:
    return text in _ALLOWED or category(text)[0] in "LM" or category(text) == "Nd"


def without_accents(text: str) -> str:
    """The text without the marks on its letters."""
    return normalize("NFC", "".join(character for character in normalize("NFD", text) if not combining(character)))


class Spelling:
    """How a site spells its paths."""

    def __init__(self, keep_case: bool = False, remove_accents: bool = False) -> None:
        self.keep_case = keep_case
        self.remove_accents = remove_accents

    def _cased(self, text: str) -> str:
        text = without_accents(text) if self.remove_accents else text
        return text if self.keep_case else lower(text)

    def logical(self, path: str) -> str:
        """A path of the content tree as Hugo compares it: lower case, a hyphen for each blank."""
        return lower(path).replace(" ", "-")

    def file(self, path: str) -> str:
        """What becomes of the path of a file, or of a term."""
        if self.keep_case:
            return sanitize(self._cased(path))
        return sanitize(self._cased(path).replace(" ", "-"))

    def text(self, text: str) -> str:
        """What becomes of a slug: blanks collapse."""
        return sanitize(self._cased(text))

    def token(self, text: str) -> str:
        """What becomes of a text on its way into a permalink pattern, which reads it as an encoded URL."""
        spelled = self.text(text)
        if spelled.find("#") == len(spelled) - 1:
            spelled = spelled.removesuffix("#")
        return unquote_plus(spelled, errors="replace")

    def title(self, text: str) -> str:
        """What becomes of a title in a permalink pattern: it makes no folders."""
        return self.token(text.replace("/", "-").replace("\\", "-"))
