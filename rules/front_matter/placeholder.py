"""Text of a template that was never filled in: `Your description here`, `TODO`, `{{ .Name }}`.

It came with the article when it was made, and readers see it in lists, in search results and in the browser's tab.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, pattern
from postlint.helpers import field_values

_READ = frozenset("title linktitle description summary slug author authors tags categories keywords series".split())
_TEMPLATE = pattern(r"\{\{.*\}\}|.*\{\{.*\.(?:Name|Date|File|ContentBaseName|TranslationBaseName)\b.*\}\}.*", re.DOTALL)
_MARKER = pattern(r"(?:TODO|TBD|FIXME|TK|TKTK|XXX+)(?:[.!]*|:.*|\(.*)", re.DOTALL)
_HERE = pattern(
    r"(?:(?:please )?(?:add|enter|insert|put|type|write)\s+)?(?:(?:a|an|the|your|my)\s+)?(?:(?:short|brief)\s+)?"
    r"(?:(?:article|blog|meta|page|post)\s+)?"
    r"(?:author|category|description|keywords?|name|slug|summary|tags?|text|title)\s+(?:goes\s+)?here[.!]*"
    r"|(?:this is )?(?:(?:a|an|the|my|your|some) )?(?:(?:very )?(?:short|brief|concise|one[- ]line|quick) )?"
    r"(?:description|summary|title|excerpt|abstract)(?: text)? (?:of|for|about) (?:the|this|your|my|a|an) "
    r"(?:\w+ )?(?:page|post|article|entry|section|site|blog|project|talk|event|document|content)[.!]*"
    r"|(?:(?:a|some|your|the|my) )?(?:short|brief) (?:description|summary)[.!]*"
    r"|lorem ipsum\b.*|change[ -]?me|your (?:title|name|description|summary|tags?)"
    r"|(?:insert|enter|add) (?:your|a) (?:title|name|description|summary)"
    r"|<(?:title|description|summary|author|your[ -]\w+)>",
    re.IGNORECASE | re.DOTALL,
)


class Placeholder(Rule):
    severity = Severity.ERROR
    more: Annotated[list[str], "further texts that are placeholders, in any case"] = []

    good = [
        Good('+++\ntitle = "A todo list in Rust"\ndescription = "TODO comments, and how to live with them"\n+++\n'),
        Good('+++\ntitle = "How {{ .Site }} works"\n+++\n', "about templates"),
        Good("---\ntitle: Here\ndescription: What you write here is what they see here.\n---\n"),
        Good('---\ntitle: "{{ .Name }}"\n---\n', "a template", path="archetypes/default.md"),
        Good("---\ndescription: A short description of the post office and its page for letters\n---\n"),
        Good("---\ntodo: TODO\n---\n", "no field that readers see"),
    ]
    bad = [
        Bad('+++\ntitle = "A"\ndescription = ⟦"Your description here"⟧\n+++\n', message="Your description here"),
        Bad('---\ntitle: ⟦"{{ replace .Name "-" " " }}"⟧\n---\n'.replace('"-" " "', "`-` ` `")),
        Bad("---\ndescription: ⟦This is a short description of the page.⟧\nsummary: ⟦Short summary⟧\n---\n"),
        Bad("---\ntitle: ⟦TODO⟧\n---\n"),
        Bad("---\ndescription: ⟦'TODO: write this'⟧\n---\n"),
        Bad("---\ntags: [one, ⟦TBD⟧]\n---\n"),
        Bad("---\ndate: ⟦'{{ .Date }}'⟧\n---\n"),
        Bad("---\ntitle: ⟦My title⟧\n---\n", options={"more": ["my title"]}),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path):
            return
        for field in front.fields:
            if isinstance(field.value, str) and self._left(doc, str(field.path[0]).lower(), field.value.strip()):
                message = f"“{field_values.shown(field.value)}” is a placeholder: replace it"
                yield self.at(doc, field.span, message)

    def _left(self, doc: Document, name: str, value: str) -> bool:
        if "{{" in value and _TEMPLATE.fullmatch(value):
            return doc.dialect.kind_of(name) is not None
        if name not in _READ:
            return False
        return bool(_MARKER.fullmatch(value) or _HERE.fullmatch(value)) or value.lower() in map(str.lower, self.more)
