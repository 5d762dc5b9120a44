"""Text of a template that was never filled in: `Your description here`, `TODO`, `{{ .Name }}`.

It came with the article when it was made, and readers see it in lists, in search results and in the browser's tab. What
an archetype of the site gives each new article as its title or description is one too, whatever it says.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Good, Page, Range, Severity, Site, SiteRule, pattern
from postlint.helpers import field_values
from postlint.helpers.drafts import severity_of_unfinished

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


# Fields that each article fills in by itself: what they have of an archetype was never replaced.
_OWN = frozenset("title linktitle subtitle description summary slug".split())
_TERMS = frozenset("tags categories keywords series".split())
_NUMBERED = pattern(r"(?:tag|category|keyword|series|topic)[-_ ]?[1-9]", re.IGNORECASE)
_ARCHETYPE = {
    "hugo.toml": "",
    "archetypes/default.md": "---\ntitle: {{ .Name }}\ndescription: What it is\nauthor: Jo\n---\n",
}


class Placeholder(SiteRule):
    severity = Severity.ERROR
    more: Annotated[list[str], "further texts that are placeholders, in any case"] = []

    good = [
        Good(
            "---\ntitle: Resume\n---\n",
            "its archetype has made nothing else",
            path="content/resume/_index.md",
            site={"hugo.toml": "", "archetypes/resume.md": "---\ntitle: Resume\n---\n"},
        ),
        Good(
            '+++\ntitle = "A todo list in Rust"\ndescription = "TODO comments, and how to live with them"\n+++\n',
            site={},
        ),
        Good('+++\ntitle = "How {{ .Site }} works"\n+++\n', "about templates", site={}),
        Good("---\ntitle: Here\ndescription: What you write here is what they see here.\n---\n", site={}),
        Good('---\ntitle: "{{ .Name }}"\n---\n', "a template", path="archetypes/default.md", site={}),
        Good("---\ndescription: A short description of the post office and its page for letters\n---\n", site={}),
        Good("---\ndescription: What it is not\nauthor: Jo\n---\n", "a default", site=_ARCHETYPE),
        Good("---\ntodo: TODO\n---\n", "no field that readers see", site={}),
    ]
    bad = [
        Bad(
            "---\ntitle: ⟦Resume⟧\n---\n",
            path="content/resume/a.md",
            site={"hugo.toml": "", "archetypes/resume.md": "---\ntitle: Resume\n---\n"},
        ),
        Bad(
            '+++\ntitle = "A"\ndescription = ⟦"Your description here"⟧\n+++\n', message="Your description here", site={}
        ),
        Bad('---\ntitle: ⟦"{{ replace .Name "-" " " }}"⟧\n---\n'.replace('"-" " "', "`-` ` `"), site={}),
        Bad("---\ndescription: ⟦This is a short description of the page.⟧\nsummary: ⟦Short summary⟧\n---\n", site={}),
        Bad("---\ntitle: ⟦TODO⟧\n---\n", site={}),
        Bad("---\ntitle: ⟦TODO⟧\ndraft: true\n---\n", severity=Severity.INFO, site={}),
        Bad("---\ndescription: ⟦'TODO: write this'⟧\n---\n", site={}),
        Bad("---\ntags: [one, ⟦TBD⟧]\n---\n", site={}),
        Bad("---\ndate: ⟦'{{ .Date }}'⟧\n---\n", site={}),
        Bad("---\ntags: [⟦tag1⟧, ⟦tag2⟧, web1]\n---\n", site={}),
        Bad(
            "---\ndescription: ⟦What it is⟧\n---\n",
            message="archetypes/default.md gives",
            severity=Severity.WARNING,
            site=_ARCHETYPE,
        ),
        Bad("---\ntitle: ⟦My title⟧\n---\n", options={"more": ["my title"]}, site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if site.dialect.is_archetype(page.path):
            return
        for name, place, value in _texts(page):
            origin = site.archetype_with(name, value) if name in _OWN else ""
            # "archetypes/resume.md" has made the section of its name, and nothing else.
            if origin and page.path.endswith(f"/{origin.rpartition('/')[2].removesuffix('.md')}/_index.md"):
                continue
            if origin or self._left(site, name, value):
                how = f", which {origin} gives each new article" if origin else ""
                message = f"“{field_values.shown(value)}” is a placeholder{how}: replace it"
                severity = severity_of_unfinished(page.fields.get("draft")) or (Severity.WARNING if origin else None)
                yield self.at(page, place, message, severity=severity)

    def _left(self, site: Site, name: str, value: str) -> bool:
        if "{{" in value and _TEMPLATE.fullmatch(value):
            return site.dialect.kind_of(name) is not None
        if name not in _READ:
            return False
        if name in _TERMS and _NUMBERED.fullmatch(value):
            return True
        return bool(_MARKER.fullmatch(value) or _HERE.fullmatch(value)) or value.lower() in map(str.lower, self.more)


def _texts(page: Page) -> Iterator[tuple[str, Range, str]]:
    """The texts of the fields of an article, those in lists too, with their field in lower case and their place."""
    for name, value in page.fields.items():
        if isinstance(value, str) and (place := page.place(name)):
            yield name, place, value.strip()
        for at, item in enumerate(value) if isinstance(value, list) else ():
            if isinstance(item, str) and (place := page.place(f"{name}.{at}")):
                yield name, place, item.strip()
