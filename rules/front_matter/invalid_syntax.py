"""A front matter that cannot be read: not valid TOML, YAML or JSON, never closed, or with a wrong fence.

One such article stops the build of the whole site, or is published with its front matter as text. A key that stands
twice counts too, and so does a TOML date without quotes that no calendar has: either makes the rest unreadable.

Templates of articles in `archetypes` are left alone, because their values are filled in later.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, FrontMatter, Good, Rule, Severity, Span, pattern

_NAMED = pattern(r"---(?:js|javascript|json|toml|ya?ml)[ \t]*[\r\n]")
_ENTRIES = pattern(r"(?:(?:[\w-]+:|- |[ \t]|#)[^\r\n]*|\s)*+")
_CONFLICT = pattern(r"^<{7}(?: [^\r\n]*)?[\r\n].*?^>{7}[^\r\n]*", re.MULTILINE | re.DOTALL)


class InvalidSyntax(Rule):
    severity = Severity.ERROR
    customary = True

    good = [
        Good('+++\ntitle = "A title"\ndate = 2026-01-02\n+++\n\nText.\n'),
        Good("---\ntitle: 'Quoted: with a colon'\ndescription: >\n  Folded\n  text.\n# A comment.\n---\n"),
        Good('{\n  "title": "A title"\n}\n\nText.\n'),
        Good('\n+++  \ntitle = "Blank lines and blanks around the fences"\n+++\t\n'),
        Good("Text.\n\n---\n\nMore: text.\n\n---\n", "two lines across the page, no fences", nests=False),
        Good("-- \nNote that: all of it\nis text\n", "a line of text", nests=False),
        Good("```yaml\n---\ntitle: twice\ntitle: twice\n---\n```\n", nests=False),
        Good(
            "---\ntitle: A title\ntags:\n\n- a\n", "it ends with the file", site={"gatsby-config.js": ""}, nests=False
        ),
        Good("---json\n{}\n---\n", "Eleventy reads the format there", site={"eleventy.config.js": ""}, nests=False),
        Good("---\ntitle: {{ .Name }}\n---\n", "a template", path="archetypes/default.md"),
    ]
    bad = [
        Bad("---\n⟦title: Part one: the start⟧\n---\n\nText.\n", message="colon"),
        Bad('+++\ntitle = ⟦"A title⟧\ndate = 2026-01-02\n+++\n', message="quote"),
        Bad("---\ntitle: One\n⟦title⟧: Two\n---\n", message="is given twice", severity=Severity.ERROR, site={}),
        Bad(
            "---\ntitle: One\n⟦title⟧: Two\n---\n",
            "its Hugo reads it",
            severity=Severity.INFO,
            site={"hugo.toml": "", "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.117.0"\n'},
        ),
        Bad("---\n⟦<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> other⟧\n---\n", message="merge conflict"),
        Bad('⟦+++⟧\ntitle = "A title"\n\nText that follows.\n', nests=False, message="never closed"),
        Bad('⟦++++⟧\ntitle = "A title"\n++++\n', nests=False, message="fence"),
        Bad("⟦--⟧\ntitle: A title\n---\n\nText.\n", nests=False, message="fence must be ---"),
        Bad("⟦—⟧\ntitle: A title\n---\n\nText.\n", nests=False, message="fence must be ---"),
        Bad("⟦---⟧\ntitle: A title\n\nText.\n", site={"gatsby-config.js": ""}, nests=False, message="never closed"),
        Bad("⟦---⟧\ntitle: A title\n", nests=False, message="never closed"),
        Bad('+++\ntitle = "A title"\n⟦---⟧\n\nText.\n', message="closed by ---"),
        Bad("---\ntitle: A title\n⟦-----⟧\n\nText.\n", nests=False, message="the fence of the front matter is wrong"),
        Bad('+++\ntitle = "A title"\ndate = ⟦2026-02-30⟧\n+++\n', message="2026-02-30"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path):
            return
        for problem in front.problems:
            if doc.dialect.reads_gray_matter and _is_read(doc, front):
                continue
            conflict = _CONFLICT.search(doc.text, front.content.start, front.content.end)
            if conflict:
                message = "the front matter cannot be read: two versions of it stand in a merge conflict, keep one"
                yield self.at(doc, Span(*conflict.span()), message)
            else:
                what = "the fence of the front matter is wrong" if front.data else "the front matter cannot be read"
                # An older Hugo reads it all the same.
                read = doc.dialect.takes_twice and front.format == "yaml" and problem.message.startswith("the key ")
                severity = Severity.INFO if read else None
                yield self.at(doc, problem.span, f"{what}: {problem.message}", severity=severity)
        for field in front.children(()):
            # The parser keeps such a date as text; in TOML it is what breaks the file.
            if front.format == "toml" and isinstance(field.value, str) and doc.source(field.span) == field.value:
                message = f"the front matter cannot be read: {field.value} is not a valid date"
                yield self.at(doc, field.span, message)


def _is_read(doc: Document, front: FrontMatter) -> bool:
    """Whether gray-matter reads a front matter: it may end with the file, or name its format behind the first fence."""
    unclosed = front.span.end == front.content.end and _ENTRIES.fullmatch(doc.text, front.span.end)
    return bool(unclosed) or _NAMED.match(doc.text) is not None
