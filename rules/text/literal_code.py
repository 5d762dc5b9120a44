"""A backtick that a reader sees, because no other one closes or opens the code.

Half of the code was lost: the text shows the backtick, and no code. The same happens where the backticks are escaped,
where a fence of code has two backticks, and where one is indented so far that it became text or a part of the code.
A backtick that is spoken of, in quotes or as a key, is left alone. Where one article in seven has such backticks,
something that is not known may read them, and they are advice.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Prose, Rule, Severity, lookbehind, nodes, pattern
from postlint.helpers.formulas import in_formula, is_about_markdown

# Quotes of another time: `so', ``so''.
_QUOTED = pattern(r"`(?:[^`'’\n]{1,80}['’](?!\w)|`[^`\n]{1,200}(?:''|”))")
_SPOKEN_OF = pattern(r"[(（\[{'\"“‘«「『<]\s?`+\s?[)）\]}'\"”’»」』>]")
# “`@apply’”, where both ends were code and not a quotation.
_CLOSED_BY_QUOTE = pattern(r"`(?:[@$#]\w|--\w|\w+(?:[_.]\w|\(\)|[a-z][A-Z]))[^`'’\s]{0,60}’(?!\w)")
# Named in words: `「反引号 `」` and "`(backticks)".
_NAMED = pattern(r"(?:反引号|バッククォート|back-?ticks?|back-?quotes?)\W{0,3}\Z", re.I)
_NAMED_BEHIND = pattern(r"`+[\s(（「]{0,3}(?:反引号|バッククォート|back-?ticks?|back-?quotes?)", re.I)
# What code is to be put in: `包含在```” and "wrapped in ```".
_WRAPPED = pattern(r"(?:\b(?:in|within|with|between|by|using|mit|avec|con)\s|[在用以]\s?)\Z", re.I)
_KEY = pattern(r"(?:[+-]|\b(?:key|press|hit|type|tecla|touche|taste)|键|按)\s?`+\Z", re.I)
_KEY_BEHIND = pattern(r"`+\s?(?:key\b|键|キー|키|符号|号|sign\b)|``(?!`)[\u3040-\u9fff]", re.I)
# A sign among others, as in code that stands in a text.
_AMONG_SIGNS = pattern(r"[\^~=|&%$#@<>+;]`+[\^~=|&%$#@<>+;/(]")
# A list of signs: `< > ^ ``; and a text of signs, letters and figures, as passwords are.
_SIGNS = pattern(r"[^\w\s`] [^\w\s`] `+\Z|[~^¨´][^\w\s`]{0,3}`+\Z")
_RANDOM = pattern(r"(?<!\S)(?=\S*[^\W\d_])(?=\S*\d)(?=(?:\S*?[%&=^$#@~+<>{}|!?*]){3})\S+`+[^\s`]")
_CALLED = pattern(r"[^\W_]\(\Z")
# Code in two backticks, as it is written.
_SHOWN = pattern(r"(?<![\\`])\\`\\`(?!\\?`)")
# A name that has one: `Some`Where`.
_NAME = pattern(r"(?<!\S)[A-Z]\w*`[A-Z]\w*")
_FACE = pattern(r"[:;]['-]?`\)|`[:;]\)|\( ?[^\w\s][^()\n]{0,4}`\)|[∀ω▽□]\s?`")
# "\\`2^n\\`", "\\`bar(A) o+ B\\`": between such signs, MathJax reads formulas.
_ASCII_MATH = pattern(r"\\`[^`\n]*(?:\w\^\w|\btext\(|\bxx\b|\bbar[ (]|\bo\+)[^`\n]*\\`")
_ESCAPED = pattern(r"\\`(?=[^\s`\\])([^`\n]*[^\s`\\])\\`(?!`)")
# Names in a query stand between backticks, and so does a command within one of a shell; a text may be about the sign.
_QUERY = pattern(
    r"\b(?:INTO|FROM|TABLE|UPDATE|JOIN|DATABASE|SELECT)\s+\\`|(?:\A|\s)\\`(?=\s|\Z)|"
    r"\\`\w+\\` (?:(?:big|small|tiny)?int|(?:var)?char|text|date(?:time)?|timestamp|decimal|float|double)\b|"
    r"(?:\b(?:echo|export|eval|kill|sudo|rm)\s(?:[^\s`\\]{1,20}\s)?|\w=)\\`",
    re.I,
)
_COMMAND = 3
_TWO = pattern(r"``[ \t]*[\w+-]*[ \t]*\n")
_FENCE = pattern(r"`{3,}[ \t]*[\w+-]*[ \t]*\n")

_CUSTOM = {f"content/c{n}.md": "The day is \\`2nd\\` of it.\n" for n in range(9)}
_WITHOUT = {f"content/d{n}.md": "Text.\n" for n in range(61)}


class LiteralCode(Rule):
    severity = Severity.WARNING
    customary = True
    signs = ("`",)

    good = [
        Good("The maximum is \\`2^n - 1\\`, and \\`n\\` bits are needed.\n", "formulas"),
        Good("$ curl a-\\`uname -s\\` -O\n", "a command", nests=False),
        Good("In that language \\`6\\` is a number.\n", "a sign of a language"),
        Good("| a |\n|---|\n| `x | y` |\n", "what a bar tears"),
        Good("Run `make`, ``b`c`` and ``` d ```.\n\n```go\nx := 1\n```\n"),
        Good("The backtick (`) and the sign “`” are one, and ctrl+` is a key.\n", "spoken of"),
        Good("生成的内容包含在```\n\nIt has to be wrapped in ```, so it is.\n", "spoken of"),
        Good("用一对「反引号 `」包裹。\n\n可以使用`(backticks)符号。\n", "spoken of"),
        Good("Put \\` around \\`name\\`, as in INSERT INTO \\`user\\`.\n\nNames of tables begin with `\n", "spoken of"),
        Good("\\`name\\` varchar(20) NOT NULL,\n", "a column of a table"),
        Good("| `a | goes to the mark |\n|---|---|\n| `b | another |\n", "commands", nests=False),
        Good("He said `so', and ``so it is''.\n", "quotes"),
        Good("The shell says `name’ and ``so it is”.\n", "quotes"),
        Good("main()\nlog(\\`done\\`)\nreturn \\`${a}/b\\`\n", "code of a script without a fence"),
        Good("Write \\`\\` code \\`x\\` of it\\`\\` so.\n", "shown as it is written"),
        Good("Markdown writes \\`code\\` and ```` ``` ````.\n", "an article about it"),
        Good("    ```\n    code\n    ```\n", "shown on purpose", nests=False),
        Good("So it is ( ´ρ`)\n\nOr not |∀` )\n", "faces"),
        Good("Remove the ~'¨^` signs of it.\n", "signs"),
        Good("Write echo \\`ls\\` and A=\\`date\\` in it.\n", "a shell runs it"),
        Good("The posts of Some`Where are read.\n", "a name"),
        Good("Not in a name: [< > % { } | ^ `].\n\nA password such as v<eV&C=h3H9`%y5* is good.\n", "signs"),
        Good("The sum $a`b$ of it, <code>a`b</code> and a face :`)\n\nIt is [/|^`=alert(1).\n", "code"),
        Good("The back-quotes: (`x of it.\n", "spoken of"),
        Good("The sign (` ) of it.\n\nThe sign ( `) of it.\n", "spoken of"),
        Good("Some`Where is read.\n", "a name"),
        Good("a`b\n", "a command"),
        Good("Press `x of it.\n", "a key"),
        Good("Write \\`\\`x\\`\\` for code, and not `x alone.\n", "shown as it is written"),
        Good("- ````\n  ```\n  code\n  ```\n  ````\n", "a fence in a fence", nests=False),
        Good("- Run:\n\n      make\n", "no fence", nests=False),
        Good("``b`c`` is code.\n"),
        Good("Run ``\nmake\n`` now.\n", "no fence begins within a line"),
        Good("``bash\nmake``\n", "nor ends in one"),
        Good("It is a ` so.\n", "a sign by itself"),
        Good("It is so :`) then.\n\nIt is so `:) then.\n", "faces"),
        Good("The password v<eV&C=h3H9`y is good.\n", "signs"),
    ]
    bad = [
        Bad("Run ⟦`⟧make test and wait.\n\nIt is fine to write `a` and ``b`c``.\n", message="nothing closes"),
        Bad("Run make test⟦`⟧ and wait.\n", message="nothing opens"),
        Bad("It is done...⟦`⟧ and so on.\n", message="nothing opens"),
        Bad("Run make test⟦`⟧\n", message="nothing opens"),
        Bad("It is done in the list⟦```⟧ of it.\n\nIt is so in ⟦```⟧make.\n"),
        Bad("Let⟦`⟧s do it.\n", message="apostrophe"),
        Bad("Since 1.33.0⟦`⟧s release.\n", message="apostrophe"),
        Bad("A new ⟦`⟧digital autopen``` for all\n"),
        Bad("Run ⟦\\`make\\`⟧ and wait.\n", message="“make” shows"),
        Bad("Run it (⟦\\`make\\`⟧) and wait for $b.\n"),
        Bad("The directive ⟦`@apply’⟧ of it.\n", message="quotation mark"),
        Bad("See ⟦`config.toml’⟧ and\n\n## Of ⟦`useState’⟧ here\n", nests=False),
        Bad("He said ⟦`⟧so it’s done.\n"),
        Bad(
            "Run ⟦`⟧make.\n",
            "ten of seventy articles",
            severity=Severity.INFO,
            site=_CUSTOM | dict(list(_WITHOUT.items())[1:]),
        ),
        Bad("Run ⟦`⟧make.\n", "ten of seventy-one", severity=Severity.WARNING, site=_CUSTOM | _WITHOUT),
        Bad("Run ⟦`⟧make.\n", "nine of nine", severity=Severity.WARNING, site=dict(list(_CUSTOM.items())[1:])),
        Bad("Run:\n\n⟦``bash⟧\nmake\n``\n", message="three backticks"),
        Bad("Run:\n    ⟦```bash⟧\n    make\n    ```\n", message="blank line"),
        Bad("- Run:\n\n      ⟦```bash⟧\n      make\n      ```\n", message="indented", nests=False),
        Bad("a⟦`⟧bc\n", message="nothing opens"),
        Bad("The password v<eVCh3H9⟦`⟧y is good.\n", "few signs"),
        Bad("The password v<eV&C=h3H9⟦`⟧ is good.\n", "nothing follows"),
        Bad("The posts of Some`Where are read.\n\nThe posts ⟦`⟧of Some are read.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "`" not in doc.text:
            return
        cut_rows = [row.span for row in doc.nodes(nodes.Row) if row.lost]
        for block in doc.leftover_prose:
            # What a bar tears in a table is said of the row.
            if any(span.start <= block.prose.at(0) < span.end for span in cut_rows):
                continue
            if "`" in block.prose.text and not _SHOWN.search(block.prose.text):
                yield from self._lone(doc, block.prose)
        if "\\" in doc.running_text and "\\`" in doc.running_text and not _ASCII_MATH.search(doc.running_text):
            for block in doc.prose:
                text = block.prose.text
                if (
                    "\\`" in text
                    and not text.startswith("$ ")
                    and not _SHOWN.search(text)
                    and not is_about_markdown(doc, text)
                    and not _QUERY.search(text)
                ):
                    yield from self._escaped(doc, block.prose)
        for code in doc.nodes(nodes.CodeSpan):
            if doc.text.startswith("``", code.span.start):
                yield from self._fence(doc, code)
        for code_block in doc.nodes(nodes.CodeBlock):
            if not code_block.fence and code_block.code.lstrip().startswith(("```", "~~~")):
                yield from self._indented(doc, code_block)

    def _lone(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        text = prose.text
        ticks = [(start, end) for start, end in prose.leftovers if text[start] == "`"]
        for start, end in ticks[:1]:
            if (code := _CLOSED_BY_QUOTE.match(text, start)) and not is_about_markdown(doc, text):
                message = "this backtick opens code that a quotation mark is to close, so both show: write a backtick"
                yield self.at(doc, prose.span(start, code.end()), message)
                return
            if _is_meant(text, start, end) or in_formula(prose, start):
                return
            if _is_apostrophe(text, start, end):
                message = "this backtick is used as an apostrophe: write “'”"
                yield self.at(doc, prose.span(start, end), message)
                return
            opens = end < len(text) and not text[end].isspace() and not (start and text[start - 1].isalnum())
            what = "opens code that nothing closes" if opens else "closes code that nothing opens"
            sign = text[start:end]
            message = f"this {sign} {what}, so it shows on the page: add the other one or remove it"
            yield self.at(doc, prose.span(start, end), message)

    def _escaped(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        escapes = {start for start, _ in prose.unwritten}
        for match in _ESCAPED.finditer(prose.text):
            # A number between backticks means another thing in some languages, which is what is shown.
            if match[1].isdigit():
                continue
            if match.start() in escapes and match.end() - 2 in escapes and not _is_template(prose.text, match):
                message = f"“{match[1]}” shows with its backticks and is not code: remove the backslashes"
                yield self.at(doc, prose.span(*match.span()), message)

    def _fence(self, doc: Document, code: nodes.CodeSpan) -> Iterator[Diagnostic]:
        source = doc.source(code.span).replace("\r", "")
        two, three = _TWO.match(source), _FENCE.match(source)
        first = two or three
        line = doc.lines.span(doc.lines.number(code.span.start))
        if first is None or doc.text[line.start : code.span.start].strip(" \t>"):
            return
        if source.rstrip("`").rpartition("\n")[2].strip(" \t>"):
            return
        span = type(code.span)(code.span.start, code.span.start + len(first[0].rstrip()))
        if two:
            yield self.at(doc, span, "a fence of code has three backticks; with two, its lines run together in a text")
        else:
            message = "this fence is indented so far that it is a part of the text above: put a blank line above"
            yield self.at(doc, span, f"{message}, and indent it less")

    def _indented(self, doc: Document, block: nodes.CodeBlock) -> Iterator[Diagnostic]:
        if not is_about_markdown(doc) and any(item.span.contains(block.span) for item in doc.nodes(nodes.Item)):
            start = block.span.start + len(doc.source(block.span)) - len(doc.source(block.span).lstrip())
            end = start + len(re.split(r"\r?\n", doc.text[start : block.span.end])[0].rstrip())
            message = "this fence is indented so far that it shows as code itself: indent it less"
            yield self.at(doc, type(block.span)(start, end), message)


def _is_template(text: str, match: re.Match[str]) -> bool:
    """Whether escaped backticks are those of a script that has no fence: `log(\\`a ${b}\\`)`."""
    called = _CALLED.search(lookbehind(text, match.start())) is not None and text.startswith(")", match.end())
    return called or "${" in match[0]


def _is_apostrophe(text: str, start: int, end: int) -> bool:
    return (
        end - start == 1
        and text[start - 1 : start].isalnum()
        and re.match(r"(?:s|t|m|d|ve|re|ll)\b", text[end:]) is not None
    )


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether a backtick is spoken of: in quotes, as a key, or as a quote of another time."""
    before = lookbehind(text, start)
    # A sign by itself, or with one letter in a cell, as commands of editors are.
    alone = not text[start - 1 : start].strip() and not text[end : end + 1].strip()
    if end - start > 2 and not text[end : end + 1].isalnum() and _WRAPPED.search(text, max(0, start - 9), start):
        return True
    if end - start == 1 and (alone or len(text.strip()) <= _COMMAND):
        return True
    return bool(
        any(_is_in(ticks, text, start) for ticks in (_SPOKEN_OF, _FACE, _AMONG_SIGNS, _NAME, _RANDOM))
        or _QUOTED.match(text, start)
        or _KEY_BEHIND.match(text, start)
        or _KEY.search(before + text[start:end])
        or _NAMED.search(before)
        or _NAMED_BEHIND.match(text, start)
        or _SIGNS.search(before + text[start:end])
    )


def _is_in(ticks: re.Pattern[str], text: str, start: int) -> bool:
    """Whether the backtick that begins at `start` is in one of the matches of a pattern."""
    return any(match.start() <= start < match.end() for match in ticks.finditer(text))
