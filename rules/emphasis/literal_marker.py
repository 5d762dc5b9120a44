"""An asterisk or two that a reader sees, because nothing closes or opens them.

Half of an emphasis was lost: the reader sees asterisks, and no emphasis. A single asterisk is told where it begins a
line or ends a paragraph, and no asterisk of the article refers to a note; at the end, and before whole sentences, that
is advice, as it may be the sign of a note.

## Fix safety
Unsafe: where one marker stands on the one side and two on the other, the missing one is added; perhaps the other was
too many. Of three and more, what is too many is removed. A marker alone gets its counterpart where a short text or a
link is all there is, and a single asterisk is removed elsewhere.
"""

import re
from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    DelimiterRun,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Prose,
    Rule,
    Severity,
    Span,
    lookbehind,
    nodes,
    pattern,
)
from postlint.helpers.emphasis_pairs import literal_runs, paired_starts
from postlint.helpers.scripts import is_cjk
from postlint.helpers.split_markers import crossing
from postlint.helpers.unpaired_markers import UnpairedMarker, is_note_mark, unpaired_ends, unpaired_singles

_LEAD = pattern(r"[^\s:*_]+(?: [^\s:*_]+){0,6}:(?=\s|\Z)|[^\s：*_]{1,12}(?=：)")
_PHRASE = pattern(r"(?:[^\W\d_]|[(（“「])[^*_\n=\"\[\]{}<>|/\\]{1,80}")
_PATH = pattern(r"\.\w|/\w|\\\*")
_NAME = pattern(r"[\w(=]")
# `**spring.datasource.***`: all settings that begin so.
_GLOB = pattern(r"\*\*[a-z][\w./:-]*\Z")
_ARGUMENTS = pattern(r"\w*(?:args|kwds|opts)\b")
# A sentence in capitals and small letters, or in Chinese, up to the end of a text.
_SENTENCES = pattern(r"\*[^\W\d_a-z](?:\S*[ \n]+\S+){4}[\s\S]*[.!?。！？…)）]\s*\Z")
_MEMBERS = pattern(r"\w\.\w+\.\Z")


class LiteralMarker(Rule):
    severity = Severity.WARNING

    good = [
        Good("Write it: :find /foo/ **/* now.\n", "a glob"),
        Good("![A list](a.png)\n\n*The list is from [there](https://b.example/).\n", "a note", nests=False),
        Good("The list is here.\n\n*The list is long.\n\n*All of it is here.\n", "notes", nests=False),
        Good("**\n\n**The day**\n", "a row of stars"),
        Good("All that begins with 10.0.11**.********, and more.\n", "any digits"),
        Good("A method such as \\__getattr__ is special.\n", "a name"),
        Good("A **bold** word, 2**3, `**/*.md` and \\*\\*escaped\\*\\*.\n"),
        Good("All files in src/**/*.md and **/test.\n", "globs"),
        Good("def f(*args, **kwargs) and f(**options)\n", "arguments"),
        Good("It takes **kwargs and two more names.\n", "arguments"),
        Good("The price is 5 euros** without tax.\n\n** Subject to change.\n", "marks of a footnote", nests=False),
        Good("**Note:**text\n", "is a matter of another rule"),
        Good("It costs 5 euros*, or 4.\n\n*Without the tax of the country.\n", "a mark and its note", nests=False),
        Good("- *one two three\n- two\n- *three four five\n- *four five six\n", "marks of items", nests=False),
        Good("- *http.Request 对象\n- *net.Conn of it\n", "pointers of Go", nests=False),
        Good("*nix systems are many.\n\nA *.yml file, 2 * 3, and an *args of it.\n", nests=False),
        Good("| **A name*** | 5 |\n|---|---|\n\n*Without the tax of the country\n", "a mark and its note", nests=False),
        Good("然后觉得王**老师功力太深，还有李**，有点扛不住了。\n", "names that are not given", nests=False),
        Good("EXPECT_* 和 ASSERT_*的区别\n\n*の部分がなんであっても\n", "what may be any word"),
        Good("The patterns 'v3.*.x' and '**' are two.\n", nests=False),
        Good("| a | *1 | *2 |\n|---|---|---|\n\n- *1: the first\n- *2: the second\n", "numbers of notes", nests=False),
        Good("Price**: 5 euros\n\n** Without the tax\n", "a mark and its note", nests=False),
        Good("Rating: *** of *****. Great ***** (5/5), and **** of it.\n", "ratings"),
        Good("A char** argv, com.example.** and Node_t** p.\n\n_App is a class, and _config and __init__ too.\n"),
        Good("The modules **or*** are gone.\n", "any that begin so"),
        Good("Settings **logging.*** of it, and all of **spring.data.***\n", "any that begin so"),
        Good("- `*a`\n- **algorithm A*** and more\n", "an asterisk that belongs to a name", nests=False),
        Good("**2nd 注意\n", "no word"),
        Good("**important!\n\n**Important\n", "one word", nests=False),
        Good("See **10.0.***** and more.\n", "any digits"),
        Good("It is so in the end.__\n"),
        Good("*(a) day of it\n", "the letter of a note"),
        Good("*A day\n", "two words"),
        Good("It is **bold*** of it.\n", "any that begin so"),
        Good("***The important thing is that of it.\n", "how many were meant is not known"),
        Good("**The important thing and **the other one.\n", "two of them"),
        Good("**2nd *注意\n", "no bold text begins here", nests=False),
        Good("It costs 5**The important thing.\n", "behind a digit nothing is opened"),
        Good("!**Important!\n", "nor behind a mark"),
        Good("然后觉得王**老师功力太深。\n", "a name that is not given"),
        Good("It is the **algorithm****and more.\n", "how many were meant is not known"),
        Good("All of **.yml* and more.\n", "any that end so"),
    ]
    bad = [
        Bad("Write it: :find /foo/ ⟦**⟧.* now.\n", "no glob", message="is more than"),
        Bad("Score: ***/⟦*****⟧\n", fixed=None, why="ratings that eat each other"),
        Bad("**Users and ⟦_words** are both_⟧\n", message="closes outside"),
        Bad("⟦**⟧The important thing is that it is done by the morning of the day after the next one.\n"),
        Bad("A ⟦**⟧very important* thing.\n", fixed="A **very important** thing.\n"),
        Bad(
            "⟦**⟧NOTE* this will overwrite it.\n",
            fixed="**NOTE** this will overwrite it.\n",
            message="the markers on both sides",
        ),
        Bad("*NOTE⟦**⟧ this will overwrite it.\n", fixed="**NOTE** this will overwrite it.\n"),
        Bad(
            "⟦*⟧The day begins in the morning, as every day.\n",
            fixed="The day begins in the morning, as every day.\n",
            why="perhaps a note",
            severity=Severity.INFO,
        ),
        Bad("⟦*⟧The day begins in the morning, as every day\n", severity=Severity.WARNING),
        Bad("- ⟦*⟧one two three\n- two\n- ⟦*⟧four five six\n", why="two of them", nests=False),
        Bad("⟦*⟧[A day and a night](/a/)\n", fixed="*[A day and a night](/a/)*\n", message="nothing closes"),
        Bad("Thanks to all who were there.⟦*⟧\n", fixed="Thanks to all who were there.\n", severity=Severity.INFO),
        Bad("*NOTE⟦***⟧ this will overwrite it.\n", fixed="*NOTE* this will overwrite it.\n"),
        Bad("This is **done.⟦***⟧ The next one is not.\n", fixed="This is **done.** The next one is not.\n"),
        Bad("It is a _service mesh⟦__⟧, no more.\n", fixed="It is a _service mesh_, no more.\n"),
        Bad("如果⟦*⟧非要**使用它。\n", fixed="如果**非要**使用它。\n", message="equal"),
        Bad("⟦**⟧\n**The day**\n", message="alone"),
        Bad("Note:⟦**⟧ do not do that.\n", fixed="**Note:** do not do that.\n", message="nothing opens"),
        Bad("- Search indexing⟦**⟧: as before\n", fixed="- **Search indexing**: as before\n"),
        Bad("⟦_⟧Written in the morning of a day\n", fixed="_Written in the morning of a day_\n"),
        Bad("⟦**⟧注意：不要这样做。\n", fixed="**注意**：不要这样做。\n"),
        Bad(
            "⟦*⟧java.io: it reads from the folder of the user.\n",
            fixed="java.io: it reads from the folder of the user.\n",
        ),
        Bad("⟦**⟧Important: do not do that.\n", fixed="**Important:** do not do that.\n"),
        Bad("⟦**⟧Important: do not do that, and *that.\n"),
        Bad("⟦**⟧Important!\n"),
        Bad("⟦**⟧I'm here with all of it.\n"),
        Bad("⟦**⟧The list of 注意\n"),
        Bad("See **10.0.⟦****⟧ and more.\n", fixed="See **10.0.** and more.\n"),
        Bad("It is so in the end.⟦_⟧\n", message="an emphasis that nothing opens"),
        Bad("⟦*⟧a-b c d\n", fixed="*a-b c d*\n"),
        Bad("⟦*⟧" + "word " * 11 + "end\n", fixed="*" + "word " * 11 + "end*\n", why="twelve words are all there is"),
        Bad("⟦*⟧" + "word " * 12 + "end\n", fixed="word " * 12 + "end\n"),
        Bad(
            "Note our list⟦**⟧ do not do that.\n",
            fixed="**Note our list** do not do that.\n",
            message="a bold text that nothing opens",
        ),
        Bad("Note our long list⟦**⟧ do not do that.\n", fixed="Note our long list** do not do that.\n"),
        Bad("It is **Bold⟦***⟧ of it.\n", fixed="It is **Bold** of it.\n"),
        Bad("如果⟦*⟧非要**使用它。\n\n⟦**⟧注意：不要这样做。\n"),
        Bad("It is 2*3 of it.\n\n⟦**⟧The important thing is here.\n"),
        Bad("It is *so*, and a ⟦**⟧very important* thing.\n", fixed="It is *so*, and a **very important** thing.\n"),
        Bad("⟦**⟧The 2 things of it\n"),
        Bad("⟦**⟧The list 2\n"),
        Bad("⟦**⟧A day\n"),
        Bad("⟦**⟧注意2nd\n"),
        Bad("It is a list of\n⟦**⟧Two words\n"),
        Bad("The day\n⟦**⟧\nis over.\n", message="alone"),
        Bad("Is it *so*? The *NOTE⟦**⟧ is here.\n", fixed="Is it *so*? The **NOTE** is here.\n"),
        Bad("It is *one⟦***⟧two* of it.\n", fixed="It is *one***two* of it.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for single in (*unpaired_singles(doc), *unpaired_ends(doc)):
            yield self._alone(doc, single)
        for block in doc.marked_prose:
            literal = literal_runs(block.prose)
            paired = paired_starts(block.prose)
            lone = [run for run in literal if run.start not in paired]
            if unequal := _unequal(block.prose, lone):
                yield self._unequal(doc, block.prose, *unequal)
                continue
            for first, second in crossing(block.prose, lone):
                yield self._crossing(doc, block.prose, first, second)
            bold = [run for run in lone if run.length > 1 and run.marker == "*"]
            for run in lone:
                message = _message(block.prose, run, bold)
                if message and not is_note_mark(doc, run):
                    span = block.prose.span(run.start, run.start + run.length)
                    yield self.at(doc, span, message, fix=_fix(doc, block.prose, run))

    def _alone(self, doc: Document, lone: UnpairedMarker) -> Diagnostic:
        span = lone.prose.span(lone.start, lone.start + len(lone.markers))
        what = "an emphasis" if len(lone.markers) == 1 else "a bold text"
        side = f"opens {what} that nothing closes" if lone.opens else f"closes {what} that nothing opens"
        fix = None
        if lone.counterpart is not None and lone.opens:
            end = lone.prose.end(lone.counterpart)
            fix = Fix.unsafe(Edit(Span(end, end), lone.markers), title="Close it", changes=[Change.MARKUP])
        elif lone.counterpart is not None:
            start = lone.prose.at(lone.counterpart)
            fix = Fix.unsafe(Edit(Span(start, start), lone.markers), title="Open it", changes=[Change.MARKUP])
        elif lone.markers == "*":
            fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.MARKUP])
        message = f"this {lone.markers} {side}, so it shows on the page: add the other one or remove it"
        # Before whole sentences it may be the sign of a note, of which no reader wonders.
        # So may any that ends a word.
        note = lone.markers == "*" and (
            not lone.opens or (not lone.start and _SENTENCES.match(lone.prose.text) is not None)
        )
        return self.at(doc, span, message, fix=fix, severity=Severity.INFO if note else None)

    def _crossing(self, doc: Document, prose: Prose, first: DelimiterRun, second: DelimiterRun) -> Diagnostic:
        markers = first.marker * first.length
        message = (
            f"“{markers}” opens within another emphasis and closes outside of it, or the other way round, so both show "
            "on the page: close first what was opened last"
        )
        return self.at(doc, prose.span(first.start, second.start + second.length), message)

    def _unequal(self, doc: Document, prose: Prose, first: DelimiterRun, second: DelimiterRun) -> Diagnostic:
        short, long = sorted((first, second), key=lambda run: run.length)
        span = prose.span(short.start, short.start + short.length)
        place = span.start if short is first else span.end
        fix = Fix.unsafe(
            Edit(Span(place, place), short.marker), title=f"Write {long.marker * long.length}", changes=[Change.MARKUP]
        )
        message = (
            f"“{first.marker * first.length}” opens and “{second.marker * second.length}” closes, so both show on the "
            "page: make the markers on both sides equal"
        )
        return self.at(doc, span, message, fix=fix)


def _unequal(prose: Prose, lone: list[DelimiterRun]) -> tuple[DelimiterRun, DelimiterRun] | None:
    """The only two asterisk runs of a text, where one marker was to open what two close, or the other way round."""
    runs = [run for run in lone if run.marker == "*"]
    if len(runs) != 2 or {run.length for run in runs} != {1, 2} or any(run.literal < run.length for run in runs):
        return None
    first, second = runs
    plain = _PHRASE.fullmatch(prose.text, first.start + first.length, second.start)
    return (first, second) if plain and first.can_open and second.can_close else None


def _fix(doc: Document, prose: Prose, run: DelimiterRun) -> Fix | None:
    """Where a part of the markers made an emphasis, the other side gets as many; a lead is closed behind its colon."""
    literal = run.marker * run.literal
    if run.literal == run.length and (lead := _LEAD.match(prose.text, run.start + run.length)):
        end = prose.end(lead.end())
        return Fix.unsafe(Edit(Span(end, end), literal), title="Close it", changes=[Change.MARKUP])
    if run.literal == run.length or (run.used_left and run.used_right) or not _encloses_words(prose, run):
        return None
    if run.length > 2 or run.marker == "_":
        start = run.start + run.used_left
        edit = Edit(prose.span(start, start + run.literal), "")
        return Fix.unsafe(edit, title=f"Remove “{literal}”", changes=[Change.MARKUP])
    for node in doc.nodes(nodes.Emphasis):
        if run.used_right and node.span.start == prose.at(run.start + run.literal):
            place = Span(node.span.end, node.span.end)
        elif run.used_left and node.span.end == prose.at(run.start) + run.used_left:
            place = Span(node.span.start, node.span.start)
        else:
            continue
        return Fix.unsafe(Edit(place, literal), title=f"Add “{literal}” on the other side", changes=[Change.MARKUP])
    return None


def _encloses_words(prose: Prose, run: DelimiterRun) -> bool:
    """Whether what a part of the markers made an emphasis of has a letter or digit in it: `***/*****` are ratings."""
    if run.used_left:
        start = max(other.start + other.length for other in prose.runs if other.start < run.start)
        text = prose.text[start : run.start]
    else:
        end = min(other.start for other in prose.runs if other.start > run.start)
        text = prose.text[run.start + run.length : end]
    return any(character.isalnum() for character in text)


def _message(prose: Prose, run: DelimiterRun, bold: list[DelimiterRun]) -> str:
    if run.literal < run.length:
        # "grep x **/*": a glob.
        if _in_name(prose.text, run) or prose.text.startswith("/", run.start + run.length):
            return ""
        what = f"“{run.marker * run.length}” is more than stands on the other side, so a part of it shows"
        return f"{what}: make the markers on both sides equal"
    if run.marker == "*" and run.length == 2 and _is_line(prose.text, run):
        return "this ** stands alone in its line, and shows on the page: remove it"
    if run.marker != "*" or run.length != 2 or len(bold) != 1 or not _opens_text(prose.text, run):
        return ""
    return "this ** opens a bold text that nothing closes, so the asterisks show on the page: close it or remove it"


def _is_line(text: str, run: DelimiterRun) -> bool:
    """Whether markers are all that stands in one of several lines."""
    end = run.start + run.length
    before, after = text[: run.start].rstrip(" \t"), text[end:].lstrip(" \t")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n") and bool(before or after)


def _opens_text(text: str, run: DelimiterRun) -> bool:
    """Whether bold text of more than one word begins here; one word may be `**kwargs`, a glob or an exponent."""
    before = text[run.start - 1 : run.start]
    first, *more = text[run.start + 2 :].split() or [""]
    if not run.can_open or (before and before not in " \t\n[" and (before.isalnum() or not is_cjk(before))):
        return False
    if is_cjk(first[:1]):
        return True
    if not more:
        return not before and first[:1].isupper() and first.endswith((".", ":", "!", "?"))
    return first[:1].isalpha() and _is_word(first) and not _ARGUMENTS.match(first)


def _in_name(text: str, run: DelimiterRun) -> bool:
    """Whether the markers that are left over may belong to a text: the algorithm A*, `\\*`, `*.doc`, a row of them."""
    before, after = lookbehind(text, run.start), text[run.start + run.length :]
    if run.marker == "_":
        # `\__name__`: the first was escaped, and the name shows as it was meant.
        dunder = re.search(r"\\_{1,2}[^\W_]\w*\Z", before) is not None
        return bool(run.used_right) or dunder or _NAME.match(after) is not None
    one_letter = run.literal == 1 and re.search(r"(?<!\w)[A-Z]\Z", before) is not None
    glob = run.literal == 1 and run.used_left == 2 and _GLOB.search(before) is not None
    # Behind the end of a sentence another one begins, or nothing.
    glob = glob and (before[-1] != "." or _MEMBERS.search(before) is not None or re.match(r" [a-z]", after) is not None)
    # `10.0.**.*****`: any digits.
    digits = run.literal > 2 and re.search(r"[\d*]\.\Z", before) is not None
    return one_letter or glob or digits or before.endswith(("\\*", "#")) or _PATH.match(after) is not None


def _is_word(text: str) -> bool:
    return text.rstrip(",.:!?").replace("'", "").replace("’", "").replace("-", "").isalpha()
