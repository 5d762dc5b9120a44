"""An address that no browser can follow, mostly for a slip in `https://`.

`https//example.com` and `htps://example.com` lead to pages of this site that do not exist,
`https://https://example.com` to a host named "https".

## Fix safety
Safe: the address without its slip is the only way to read it. Where there is more than one way there is no fix.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, pattern, quoted
from postlint.helpers.destinations import Destination, unusual_targets
from postlint.helpers.domains import is_domain

_HOST = r"(?=(?:[\w-]+\.)+[^\W\d_]{2,}|localhost\b|\[)"
_SLIPS = (
    # https://https://a.b, http://https//a.b
    pattern(rf"https?://(?=https?:?//{_HOST})", re.I),
    # https//a.b, https:a.b, https:/a.b, https:///a.b, https;//a.b, https:\\a.b, https.//a.b
    pattern(rf"(?P<scheme>https?)(?:://[/:]+|[:;.,]?/{{2}}|[:;]{{2,}}/*|[:;][/\\]?|:\\\\){_HOST}", re.I),
    # htps://a.b, hhttp://a.b, ttps://a.b
    pattern(rf"(?P<misspelt>[a-z]{{3,7}})[:;]/{{1,3}}{_HOST}", re.I),
)
_PROPER = pattern(rf"https?://(?!https?:?/){_HOST}", re.I)
_EMAIL = pattern(r"[\w.%+-]+@((?:[\w-]+\.)+[^\W\d_]{2,})")
# The name of a mail, which an archive of a mailing list has in its addresses.
_MESSAGE = pattern(r"[\w.%+-]*\d{6}[\w.%+-]*@(?:[\w-]+\.)+[^\W\d_]{2,}")
_NO_HOST = pattern(r"https?:/*(?:[?#].*)?|https?://[\w.-]*(?:\.\.|,)[\w.,-]*(?:[/?#].*)?", re.I)
_QUOTES = "“”„‟"


def _scheme_meant(word: str) -> str:
    """Of `https` and `http` the one that a word is one slip of the hand away from."""
    from rapidfuzz.distance import OSA

    if word in ("http", "https"):
        return ""
    return next((scheme for scheme in ("https", "http") if OSA.distance(word, scheme) == 1), "")


class MalformedUrl(Rule):
    severity = Severity.ERROR

    good = [
        Good("[a](https://example.com), [b](http://localhost:1313/), [c](HTTPS://EXAMPLE.COM/a//b)\n"),
        Good("[a](https://web.archive.org/web/2020/https://example.com) and [b](git://example.com/a)\n"),
        Good(
            "[a](/https/), [b](mailto:us@example.com), [c](tel:123), [d](ftp://example.com), [e](ssh://git@a.example)\n"
        ),
        Good("[a](/@name), [b](https://example.com/@name), [c](@name)\n"),
        Good("Write `[a](https//example.com)`.\n"),
        Good("[a](MAILTO:us@example.com), [b](TEL:+4930123), [c](Https://Example.com), [d](Mailto:us@example.com)\n"),
        Good("[a](http:/relative/path) and [b](https:foo)\n", "what was meant is not known"),
        Good("[a](https://[::1]/a) and [b](https://日本語.jp/)\n"),
        Good("[a](https://example.com/“a”) of it\n", "quotes on both sides"),
    ]
    bad = [
        Bad("[v2](⟦20261103170130.17-1-jo@mail.example.com⟧)\n", fixed=None, message="the name of a message"),
        Bad("[us](⟦us2026@example.com⟧)\n", fixed="[us](mailto:us2026@example.com)\n"),
        Bad("[a](⟦https//example.com⟧)\n", fixed="[a](https://example.com)\n"),
        Bad("[a](⟦https:/example.com/a⟧)\n", fixed="[a](https://example.com/a)\n"),
        Bad("[a](⟦http:example.com⟧)\n", fixed="[a](http://example.com)\n"),
        Bad("[a](⟦https://https://example.com⟧)\n", fixed="[a](https://example.com)\n"),
        Bad("[a](⟦http://https//example.com⟧)\n", fixed="[a](https://example.com)\n"),
        Bad("[a](⟦htps://example.com⟧) [b](⟦hhtp://b.com⟧)\n", fixed="[a](https://example.com) [b](http://b.com)\n"),
        Bad("[a](⟦https;//example.com⟧)\n", fixed="[a](https://example.com)\n"),
        Bad("[a](⟦https:///example.com⟧)\n", fixed="[a](https://example.com)\n"),
        Bad("[a][1]\n\n[1]: ⟦ttps://example.com⟧\n", fixed="[a][1]\n\n[1]: https://example.com\n"),
        Bad("[us](⟦us@example.com⟧)\n", fixed="[us](mailto:us@example.com)\n", message="mailto:"),
        Bad("[us](⟦mailto://us@example.com⟧)\n", fixed="[us](mailto:us@example.com)\n"),
        Bad("[a](⟦https://example.com/a”⟧)\n", fixed="[a](https://example.com/a)\n"),
        Bad("[a](⟦https://⟧) and [b](⟦https://www..example.com/⟧)\n"),
        Bad(
            "[a](/a/ 'A') and [b](/b/) and [c](⟦https//example.com⟧)\n",
            fixed="[a](/a/ 'A') and [b](/b/) and [c](https://example.com)\n",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in unusual_targets(doc):
            written = target.written
            if written.startswith(("/", "#", ".", "?")):
                continue
            if _MESSAGE.fullmatch(written):
                yield self.at(
                    doc, target.span, f"{quoted(written)} is the name of a message, not an address: complete it"
                )
                continue
            meant = _repaired(target)
            if meant != written:
                fix = Fix.safe(Edit(target.span, meant), title=f"Write “{meant}”", changes=[Change.LINKS])
                message = f"{quoted(written)} is not a valid address: write {quoted(meant)}"
                yield self.at(doc, target.span, message, fix=fix)
            elif _NO_HOST.fullmatch(target.url):
                yield self.at(
                    doc, target.span, f"{quoted(written)} names no site that could exist: complete the address"
                )


def _repaired(target: Destination) -> str:
    """The address without its slips; as it is where there are none that can be read in one way."""
    written = target.written
    if _PROPER.match(written) and written[-1] not in _QUOTES:
        return written
    if (email := _EMAIL.fullmatch(written)) and is_domain(email[1]):
        return "mailto:" + written
    written = re.sub(r"^(?:mailto:(?://)?)?mailto:(?://)?(?=[^/]+@)(?<!\Amailto:)", "mailto:", written, flags=re.I)
    if written[-1:] in _QUOTES and "://" in written and not any(sign in written[:-1] for sign in _QUOTES):
        written = written[:-1]
    # Behind a scheme too many there may be another slip.
    return _without_slip(_without_slip(written))


def _without_slip(written: str) -> str:
    if _PROPER.match(written):
        return written
    doubled, separated, misspelt = _SLIPS
    if match := doubled.match(written):
        return written[match.end() :]
    if match := separated.match(written):
        return f"{match['scheme']}://{written[match.end() :]}"
    match = misspelt.match(written)
    scheme = _scheme_meant(match["misspelt"].lower()) if match else ""
    return f"{scheme}://{written[match.end() :]}" if match and scheme else written
