"""A word that the house writes otherwise.

Names of products, spellings and words that the editors agreed on are listed in the configuration, each with what is
written instead; an empty replacement only forbids the word:

```toml
[rules."text/term"]
words = { "Github" = "GitHub", "e-mail" = "email", "simply" = "" }
case = true
contexts = ["e-mail address"]
```

Code, links' targets, HTML, shortcodes and names of hosts, accounts and files are left alone.

## Fix safety
Unsafe: a word may stand in a quotation or a name. Where there is no replacement, nothing is repaired.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity

_HOUSE = {"words": {"Github": "GitHub", "e-mail": "email", "simply": ""}, "contexts": ["e-mail address"]}


class Term(Rule):
    severity = Severity.WARNING
    words: Annotated[dict[str, str], "words, each with what is written instead, or with nothing to forbid it"] = {}
    case: Annotated[bool, "whether a word is meant in exactly this case"] = True
    whole: Annotated[bool, "whether a word is found only where it is a whole word"] = True
    contexts: Annotated[list[str], "phrases in which a word may stand"] = []

    good = [
        Good("Github and e-mail.\n", "nothing is agreed on where nothing is configured"),
        Good("Github.\n", "no word at all", options={"words": {"": "x"}}),
        Good("GitHub, `Github`, [git](https://Github.com/) and Githubs.\n", options=_HOUSE),
        Good("Write to the e-mail address.\n", options=_HOUSE),
        Good("See www.Github.com, @Github/docs, a@Github.com, src/Github/x, Github.md and #Github.\n", options=_HOUSE),
        Good(
            "It is an electronic e-mail.\n", options={"words": {"e-mail": "email"}, "contexts": ["electronic e-mail"]}
        ),
    ]
    bad = [
        Bad("On ⟦Github⟧.\n", options=_HOUSE, fixed="On GitHub.\n", message="“GitHub”"),
        Bad("It is ⟦simply⟧ so.\n", options=_HOUSE, fixed=None),
        Bad(
            "On ⟦github⟧ and ⟦GITHUB⟧s.\n",
            options={"words": {"Github": "GitHub"}, "case": False, "whole": False},
            fixed="On GitHub and GitHubs.\n",
        ),
        Bad(
            "It is an electronic ⟦e-mail⟧.\n",
            options={"words": {"e-mail": "email"}, "contexts": ["electronic e-"]},
        ),
        Bad(
            "Write to the e-mail address, or by ⟦e-mail⟧.\n",
            options=_HOUSE,
            fixed="Write to the e-mail address, or by email.\n",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        words = {word: replacement for word, replacement in self.words.items() if word.strip()}
        if not words:
            return
        wanted = {self._folded(word): replacement for word, replacement in words.items()}
        pattern = self._pattern(words)
        contexts = re.compile("|".join(map(re.escape, self.contexts)), re.I) if self.contexts else None
        for block in doc.prose:
            text = block.prose.masked
            matches = list(pattern.finditer(text))
            allowed = [match.span() for match in contexts.finditer(text)] if matches and contexts else []
            for match in matches:
                replacement = wanted[self._folded(match[0])]
                if match[0] == replacement or any(
                    start <= match.start() and match.end() <= end for start, end in allowed
                ):
                    continue
                span = block.prose.span(*match.span())
                fix = Fix.unsafe(Edit(span, replacement), title=f"Write “{replacement}”", changes=[Change.TEXT])
                message = (
                    f"“{match[0]}” is written “{replacement}” here: write that"
                    if replacement
                    else f"“{match[0]}” must not be used on this site: leave it out or write another word"
                )
                yield self.at(doc, span, message, fix=fix if replacement else None)

    def _folded(self, word: str) -> str:
        return word if self.case else word.casefold()

    def _pattern(self, words: dict[str, str]) -> re.Pattern[str]:
        alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        bounded = rf"(?<![\w-])(?:{alternatives})(?![\w-])" if self.whole else rf"(?:{alternatives})"
        # Not in the name of a host, a handle, a path or a file.
        bounded = rf"(?<![.@/\\#$:~=]){bounded}(?![.:=-]\w|[@/\\])"
        return re.compile(bounded, 0 if self.case else re.I)
