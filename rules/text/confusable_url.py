"""An address with a letter of another alphabet that looks like a Latin one.

In `https://exаmple.com` the first "a" is Cyrillic: it leads to another site, or to none. Such letters come in from a
keyboard that was set to another language, and from people who want readers on their own site.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, pattern
from postlint.helpers.destinations import unusual_targets

_LOOK_ALIKE = dict(
    zip("асеорхуіјѕһԁԛԝАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aceopxyijshdqwABEKMHOPCTXABEZHIKMNOPTYXo", strict=True)
)
_WORD = pattern(r"[^\W\d_]+")


class ConfusableUrl(Rule):
    severity = Severity.WARNING

    good = [
        Good("[a](https://ru.wikipedia.org/wiki/Опера), [b](https://пример.рф/) and [c](https://example.com/)\n"),
        Good("[a](https://example.com/über/日本語) and [b](/wiki/α-test)\n"),
        Good("`https://exаmple.com`\n"),
    ]
    bad = [
        Bad("[a](⟦https://exаmple.com⟧)\n", message="“exаmple” has the letter “а” (U+0430)"),
        Bad("[a][1]\n\n[1]: ⟦/blog/сopy⟧\n"),
        Bad("See <⟦https://exаmple.com/⟧> of it.\n"),
        Bad("[a](⟦/blog/copу-сopy⟧)\n", message="“copу” has the letter “у”"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.text.isascii():
            return
        for target in unusual_targets(doc, autolinks=True):
            for word in () if target.url.isascii() else _WORD.findall(target.url):
                foreign = [letter for letter in word if not letter.isascii()]
                if 0 < len(foreign) < len(word) and all(letter in _LOOK_ALIKE for letter in foreign):
                    letter = foreign[0]
                    message = (
                        f"in this address “{word}” has the letter “{letter}” (U+{ord(letter):04X}), which only looks"
                    )
                    yield self.at(doc, target.span, f"{message} like “{_LOOK_ALIKE[letter]}”: type it anew")
                    break
