"""Which names are domains on the internet, by the list of public suffixes that comes with `publicsuffixlist`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Endings of file names that are top-level domains too: without more, `notes.md` is a file and not a site in Moldova.
FILE_ENDINGS = frozenset(
    """ac as bar bin bz cab cc cfg cr cs csv cu dat doc dot dtd foo gd gz in ink ini java jl lnk map md mk ml mm mo
    mobi mov nu pages pg pkg pl pm properties prof ps pt pub py re rs run sc sh sl so srl st sv svc sys tab tar tex
    tf tgz ts tt uno vb zip""".split()
)
# Names that files have whatever their ending is.
FILE_NAMES = frozenset(
    """readme index _index changelog changes license licence contributing authors todo faq security makefile notes main
    config settings package module cargo go gemfile dockerfile install manifest setup history copying news upgrading
    roadmap code_of_conduct governance maintainers summary intro introduction overview about home contact""".split()
)
# Technologies that are written like a domain and give folders their names.
_TECHNOLOGIES = frozenset("asp.net ado.net vb.net ml.net paint.net dot.net".split())

_FIRST = pattern(r"([^\s/?#:@\\%$*<>{}|]+\.[^\s/?#:@\\.%$*<>{}|]+)(?::\d+)?(?=[/?#]|$)")
_HOST = pattern(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]+)", re.I)


@cache
def _official() -> list[str]:
    """The lines of the part of the list that counts."""
    from publicsuffixlist import PSLFILE

    official = Path(PSLFILE).read_bytes().partition(b"// ===END ICANN DOMAINS===")[0].decode()
    return [line for line in official.splitlines() if line and not line.startswith("/")]


@cache
def _suffixes(ending: str) -> PublicSuffixList:
    """The list for one ending, as a text has few of them; for `xn--`, the whole list, in ASCII too."""
    from publicsuffixlist import PublicSuffixList

    encoded = ending == "xn--"
    below = f".{ending}"
    wanted = [line for line in _official() if encoded or line.endswith(below) or line == ending]
    return PublicSuffixList(wanted, accept_encoded_idn=encoded)


def is_domain(name: str) -> bool:
    """Whether a name is one that somebody could have registered: labels below a public suffix that exists."""
    if not _HOST.fullmatch(name):
        return False
    low = name.lower()
    ending = "xn--" if "xn--" in low else low.rpartition(".")[2]
    suffix = _suffixes(ending).publicsuffix(low, accept_unknown=False)
    return suffix is not None and suffix != low


def looks_like_file(name: str, *, alone: bool) -> bool:
    """Whether a name that could be a domain is as well that of a file; `alone` if no path follows it."""
    stem, _, ending = name.lower().rpartition(".")
    if name.lower() in _TECHNOLOGIES or ending == "md" or stem in FILE_NAMES:
        return True
    return alone and ending in FILE_ENDINGS and not stem.startswith("www.")


def host_in(destination: str, *, image: bool = False) -> str:
    """The domain that a destination without a scheme begins with; "" where it is none, or may as well be a file."""
    first = _FIRST.match(destination)
    if first is None:
        return ""
    alone = first.end() == len(destination) or destination[first.end()] != "/"
    if looks_like_file(first[1], alone=alone) or not is_domain(first[1]) or (alone and image):
        return ""
    return first[1]
