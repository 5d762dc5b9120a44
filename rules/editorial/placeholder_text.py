"""A place where a text was to be written.

TODO, TBD or "lorem ipsum" on a page tell the reader that the article is not finished. What speaks of such marks
("a TODO list") and what stands in code or in comments is left alone. TBD and TBA are advice: that something is not
decided yet may be all that there is to be said.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Prose, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.destinations import PLACEHOLDER, unusual_targets
from postlint.helpers.drafts import severity_of_unfinished
from postlint.helpers.languages import language_of

_MARK = pattern(
    r"(?<![\w\"'“‘«/.@#$%&+=:<>\\-])(?P<mark>TODO|FIXME|TBD|TBA|TK(?: ?TK)+|XXX)(?:\([\w .,@-]{1,40}\))?(?P<colon>:)?"
    r"(?![\w\"'”’»/@#$%&+=<>(]|[-.]\w)|\[TK\]|\(TK\)|(?<![\"“‘«„])(?i:lorem[\s\ufffc]+ipsum[\s\ufffc]+dolor)"
)
_TRIGGERS = ("TODO", "FIXME", "TBD", "TBA", "TK", "XXX", "psum")
# "a TODO list", "TODO comments", "the TBD label": the mark itself is the subject.
_BEFORE = pattern(
    r"(?:\b(?:an?|the|this|that|these|those|my|your|our|their|its|his|her|every|each|any|some|no|of|old|new|called|named|"
    r"as|like|for|with|and|or|outdated|minor|adds?|added|removed?|removes?|resolved?|fix|fixed|still|word|mark(?:ed|er)?|"
    r"says?|said|another|one|first|last|next|other|many|more|new|open|big|small|single|final|remaining|these|there|"
    r"\w+['’]s|\w+s['’]|\d+) |[(\[] ?)\Z",
    re.I,
)
# "That is TBD, but we will see", "the name: TBD by the host": what is not decided is said in a sentence.
_SAID = pattern(
    r"\b(?:is|are|was|were|be|being|been|remains?|remained|stays?|still|yet|all|also) "
    r"(?:[\[*_]{0,2}(?:somewhat|mostly|largely|partly|entirely|very much|a bit) )?\Z",
    re.I,
)
# What a TODO is put in the place of: a value, or what follows a mark. Behind any other word it is a word itself.
_VALUE = pattern(
    r"(?:\A|[.!?:;,–—=|>→(/]\s*|\s-\s*|[*_]|\n|"
    r"\b(?:is|are|was|be|until|till|at|on|from|by|to|costs?|since|until|see|via|in|about|after|before|than) )\Z",
    re.I,
)
# "TODO still applies": the mark is what the sentence is about.
_VERB = pattern(
    r" (?:is|are|was|were|has|had|have|will|would|can|could|should|must|may|might|does|did|do|still|never|always|also|"
    r"just|only|usually|often|really|now|[a-z]{2,}(?:[^s\W]s|ed)|means|comes|here|there|from|of|on|by|that|which|who)\b"
)
# "What does TBD mean?"
_MEANS = pattern(r" (?:means?|meant|stands? for|stood for|is short for)\b")
# "To be determined (TBD)", "marked with (TODO)": what stands in the parentheses is explained or spoken of.
_EXPLAINED = pattern(r"\bto(?: |-)(?:be(?: |-)\w+|do)\b[^.]{0,20}\Z", re.I)
_AFTER = pattern(
    r"[ -](?:(?i:lists?|items?|comments?|apps?|applications?)|files?|entry|entries|tasks?|markers?|notes?|tags?|"
    r"labels?|state|status|section|and|or|in [\w/]+\.\w+|how|whether|in the code|in code|"
    r"statements?|annotations?|macros?|group|s|[Aa]uto-generated)\b"
)
# "[insert browser]" stands for any of them; these are what an article waits for.
_PIECES = (
    "name|title|link|url|address|e-?mail|image|picture|photo|screenshot|video|map|date|time|number|amount|price|text|"
    "quote|quotation|code|snippet|table|figure|diagram|graph|chart|reference|citation|source|example|description|"
    "caption|paragraph|section|logo|icon|details|info"
)
_BRACKETS = pattern(
    rf"(?:insert|add|put) (?:[\w’'-]+ ){{0,5}}?(?:{_PIECES})s?(?: [\w’'-]+){{0,4}}|"
    r"(?:your|name|title|link|image|screenshot|url|date|photo)[\w’' -]{0,40} here|"
    r"(?:TODO|TBD|TK|FIXME)\b[^\]]{0,80}|placeholder[\w :’'-]{0,40}|"
    r"to be (?:added|written|completed|determined|announced)",
    re.I,
)
# `[the guide](LINK TO THE GUIDE)`: with a space in it, it is not even a link.
_ADDRESS_WORDS = pattern(
    r"\(((?:LINK|URL|TODO|TBD|INSERT|ADD|PUT) (?:[A-Z0-9’'-]+ ?)+|(?:insert|add) (?:the )?(?:link|url)[^()\n]*)\)"
)
# An article about an app of TODOs.
_SUBJECT = pattern(
    r"\b(?:an?|each|every|one|two|new|of|my|your|the) TODO(?:['’]?s)?\b|\bTODO(?:['’]?s\b|[ -](?:app|list|item)s?\b)",
    re.I,
)
# What stands in a text that is copied is there to be replaced.
_TEMPLATE = pattern(r"(?:\A|[/_.-])templates?(?:[_-][\w-]*)?\.\w+\Z", re.I)
_STATE = pattern(r" [A-Z]\w+ \d")
_ALONE = pattern(r"[*_]*(?:TODO|FIXME|TBD|TBA)s?[*_:]*")
# "HACK, TODO and REFACTOR": marks that are spoken of.
_LISTED = pattern(r"\b[A-Z]{4,}, (?:and |or )?(?:TODO|FIXME|XXX)\b|\b(?:TODO|FIXME|XXX),? (?:and |or )?[A-Z]{4,}\b")
# Chinese, Japanese, Korean and Thai: what a mark belongs to cannot be told from the words beside it.
_SPACELESS = pattern("[\u0e00-\u0eff\u3040-\ud7ff]")
_SENTENCE = 40
"""From so many characters on a text about TODOs is one that speaks of them."""
_NEAR = 30
"""So many characters before and behind a mark say what it is."""


class PlaceholderText(Rule):
    severity = Severity.WARNING

    good = [
        Good("Write a TODO list, remove TODO comments and the FIXME, and say “TODO” or todo.\n"),
        Good("## TODO List\n\n- [x] Paint the fence\n", "its subject", nests=False),
        Good("`TODO: write it`\n\n```\n# TODO: write it\n```\n\n<!-- TODO: write it -->\n"),
        Good("The TK-421, TK stations, a Roman XXX, XXX-XX-XXXX, v1.XXX and #TODO.\n"),
        Good("- [ ] a\n- [add][1] and [x](/todo/)\n\n[1]: /a/\n", nests=False),
        Good("Remove outdated TODO in a.cc, scan for HACK, TODO and REFACTOR, and it is still TBD how.\n"),
        Good("Para que TODO el tráfico de las cuentas de los usuarios sea más seguro.\n", "is a word in Spanish"),
        Good("この TODO は、「TODO」です。\n"),
        Good("The date is to be determined (TBD), marked with (TODO) as the note says.\n"),
        Good("Ann solved another TODO. She left. Last week's TODO still applies. I wrote three TODO this year.\n"),
        Good("TODO is a mark of what is left, and TODO means that it is not done. What is TODO?\n"),
        Good("## TODO\n\n- Paint the fence\n\n## FIXME\n\nText.\n", "a list of what is to be done", nests=False),
        Good("**TODO:**\n\n- Paint the fence\n- Call the plumber\n", "a list of what is to be done", nests=False),
        Good("| v2 | TBD |\n|---|---|\n\n### Version 3 - TBD\n\nText.\n", "a day that is open"),
        Good("1. The first\n2. TBD Track 10 (pending)\n", "a state"),
        Good("What does TBD mean? TBA stands for what is to come.\n", "they are explained"),
        Good("- **Name:** TBA by the host, as is the day.\n", "it is said who does"),
        Good("That remains TBD. What it costs is TBD, but we will see.\n", "said in a sentence"),
        Good("That is [somewhat TBD](https://a.example/b), however.\n", "said in a sentence"),
        Good("| XXX | any number |\n|---|---|\n| a | XXX |\n", "any number"),
        Good("Each TODO gets a number.\n\nThere must be no gaps in TODO numbering of a project.\n", "it is about them"),
        Good("Who: TODO\n\nTODO: say why.\n", "a text to be copied", path="content/report-template.md"),
        Good("They ask “But [insert browser] does it”, and say [insert buzz word here] then.\n", "any of them"),
        Good("It returns null; // TODO Auto-generated method stub\n", "code of a program"),
        Good("See [the slides](Link to it) and [the notes](ADD or MOVE), [a](ADDED TO IT).\n", "remarks"),
        Good('We hear of "you may not work with [insert name]" too often.\n', "any name"),
        Good("A text such as Lorem ipsum, or [“lorem ipsum dolor sit amet”](/a/), fills a page.\n", "it is spoken of"),
        Good("The marks of the list are HACK, TODO.\n", "they are spoken of"),
        Good(f"The end is at TODO. {'so ' * 9}本。\n", "near Chinese"),
        Good(f"Each TODO gets a number.\n\nThe end is at TODO. {'a' * 20}\n", "it is about them"),
        Good("It is marked with (TBD) as the note says.\n", "it is spoken of"),
        Good("- 5pm: Evening social(TBD) at the town hall of the city\n", "stuck to a word"),
    ]
    bad = [
        Bad("⟦TODO:⟧ write it\n\nText.\n", message="“TODO: write it”"),
        Bad("## ⟦TODO⟧ Listen to them\n\nText.\n", nests=False),
        Bad("---\ndraft: true\n---\n\n[a](⟦#TODO⟧)\n", why="a draft", severity=Severity.INFO, nests=False),
        Bad("---\ndraft: true\n---\n\n⟦TODO:⟧ write it\n", why="a draft", severity=Severity.INFO, nests=False),
        Bad("说明。⟦TODO:⟧ write it\n"),
        Bad("We are open until ⟦TODO⟧. It costs **⟦TBD⟧**.\n"),
        Bad("| a | ⟦TODO⟧ |\n|---|---|\n| ⟦TODO⟧ | b |\n"),
        Bad("## ⟦FIXME:⟧ the heading\n\n⟦TBD⟧\n"),
        Bad("The price: ⟦TBD⟧.\n", severity=Severity.INFO),
        Bad("The price is ⟦TODO⟧.\n", severity=Severity.WARNING),
        Bad("See [the slides](⟦TODO⟧) and [the notes](⟦###TODO###⟧).\n"),
        Bad("The mayor ⟦[insert name]⟧ said ⟦[TODO: a quote]⟧, ⟦TKTK⟧ so ⟦[TK]⟧.\n"),
        Bad('So "it is", and ⟦[insert name]⟧ said "so". Or 5" of ⟦[insert name]⟧.\n'),
        Bad("See ⟦[insert the link to the slides here]⟧ and ⟦[add a screenshot]⟧.\n"),
        Bad("- 5pm: Evening social (⟦TBD⟧) at the town hall of the city\n\n⟦TODO(jo, kim):⟧ finish this\n"),
        Bad("See [the slides](⟦https://TODO⟧) and [the notes](⟦#TODO-link-to-the-notes⟧).\n"),
        Bad(
            "See [the slides](⟦LINK TO THE SLIDES⟧) and [the notes](⟦insert link here⟧).\n",
            message="“LINK TO THE SLIDES” is a placeholder",
        ),
        Bad(
            "⟦Lorem ipsum dolor⟧ sit amet.\n\n- Lorem ipsum dolor sit.\n- Lorem ipsum dolor\n- ⟦TODO⟧\n",
            "once",
            nests=False,
        ),
        Bad("So it goes, ⟦lorem ipsum\ndolor⟧ sit amet.\n"),
        Bad(f"The end is at ⟦TODO⟧. {'so ' * 9}x本。\n"),
        Bad(f"Each TODO gets a number.\n\nThe end is at ⟦TODO⟧. {'a' * 19}\n"),
        Bad("**⟦TODO:⟧**\n\nPaint the fence.\n\n- Call the plumber\n", nests=False),
        Bad("## TODO\n\n- Paint the fence\n\n## ⟦TODO⟧ Listen to them\n", nests=False),
        Bad("La lista de los días es para una persona que está con las listas: ⟦TBD⟧.\n", "no word in Spanish"),
        Bad(f"⟦TODO:⟧ {'a' * 34}\n", message=f"“TODO: {'a' * 34}”"),
        Bad(f"⟦TODO:⟧ {'a' * 35}\n", message="…"),
        Bad(f"⟦TODO:⟧ {'a' * 56}bcdef\nand so on\n", message="aabcd”", why="what is shown is near the mark"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if _TEMPLATE.search(doc.path):
            return
        yield from self._addresses(doc)
        marks = any(trigger in doc.running_text for trigger in _TRIGGERS)
        about: bool | None = None
        filled = False
        for block in doc.prose if marks else doc.bracketed_prose:
            prose = block.prose
            taken = [pair for pair in prose.brackets if _BRACKETS.fullmatch(prose.text, pair[0] + 1, pair[1] - 1)]
            for start, end in taken:
                # “I have to tell [insert name]”: any name.
                if prose.text.count('"', 0, start) % 2 == 0 or '"' not in prose.text[end:]:
                    yield self._found(doc, prose, start, end)
            for _, end in prose.brackets:
                if words := _ADDRESS_WORDS.match(prose.text, end):
                    message = (
                        f"{quoted(words[1])} is a placeholder, and the link shows as it is written: write the address"
                    )
                    yield self.at(doc, prose.span(words.start(1), words.end(1)), message)
            if not any(trigger in prose.text for trigger in _TRIGGERS):
                continue
            if _ALONE.fullmatch(prose.text) and _leads(doc, block):
                continue
            language = language_of(doc)
            about = _SUBJECT.search(doc.running_text) is not None if about is None else about
            covered = {position for start, end in taken for position in range(start, end)}
            for match in _MARK.finditer(prose.masked):
                # Of a text that fills a page, the first words say it all.
                filled, was_filled = filled or not match["mark"], filled
                if was_filled and not match["mark"]:
                    continue
                spoken_of = about and match["mark"] == "TODO" and not match["colon"] and len(prose.text) >= _SENTENCE
                spoken_of = spoken_of or _is_open(match, block)
                if match.start() not in covered and not spoken_of and _is_meant(match, language):
                    open_yet = match["mark"] in ("TBD", "TBA")
                    yield self._found(doc, prose, *match.span(), Severity.INFO if open_yet else None)

    def _addresses(self, doc: Document) -> Iterator[Diagnostic]:
        for target in unusual_targets(doc):
            if PLACEHOLDER.fullmatch(target.written):
                message = f"{quoted(target.written)} is a placeholder: write the address"
                yield self.at(doc, target.span, message, severity=_severity(doc))

    def _found(self, doc: Document, prose: Prose, start: int, end: int, severity: Severity | None = None) -> Diagnostic:
        context = quoted(prose.text[start : end + 60].split("\n")[0], 40)
        message = f"{context} is a placeholder: replace it or remove the line"
        return self.at(doc, prose.span(start, end), message, severity=severity or _severity(doc))


def _severity(doc: Document) -> Severity | None:
    return severity_of_unfinished(doc.front_matter and doc.front_matter.get("draft"))


def _is_open(match: re.Match[str], block: nodes.ProseBlock) -> bool:
    """Whether a mark says that the day of a release, in a table or a heading, is open."""
    if match["mark"] not in ("TBD", "TBA"):
        return False
    # "TBD Track 10 (pending)": the state of what is listed.
    listed = not match.start() and _STATE.match(match.string, match.end()) is not None
    return listed or isinstance(block, nodes.Cell | nodes.Heading)


def _leads(doc: Document, block: nodes.ProseBlock) -> bool:
    """Whether a mark alone is the title of what follows it: a heading, or a line above a list."""
    if isinstance(block, nodes.Heading):
        return True
    starts = [other.span.start for other in doc.nodes(nodes.List) if other.span.start > block.span.end]
    return bool(starts) and not doc.text[block.span.end : min(starts)].strip("> \t\r\n")


def _is_meant(match: re.Match[str], language: str) -> bool:
    """Whether a mark says that something is missing, and is not what the sentence is about."""
    if match["mark"] == "XXX" and not match["colon"]:
        # It stands for any number, or any letters.
        return False
    if not match["mark"] or match["colon"] or match[0] == match.string.strip(" *_"):
        return True
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    behind = match.string[match.end() : match.end() + _NEAR]
    if _LISTED.search(before + match[0] + behind):
        return False
    if match["mark"] == "TODO" and language in ("es", "pt", "it"):
        return False
    if _SPACELESS.search(before + behind):
        return False
    if match["mark"] in ("TBD", "TBA") and (_SAID.search(before) or match.string.startswith(" by ", match.end())):
        return False
    if _MEANS.match(match.string, match.end()):
        return False
    if match["mark"] in ("TODO", "FIXME") and (
        _VERB.match(match.string, match.end())
        or match.string.startswith("?", match.end())
        or not _VALUE.search(before.removesuffix("("))
    ):
        return False
    if before.endswith(" (") and match.string.startswith(")", match.end()):
        before = before[:-1]
        return not _BEFORE.search(before) and not _EXPLAINED.search(before)
    return not _BEFORE.search(before) and not _AFTER.match(match.string, match.end())
