"""A heading of the first level in the text, although the title is in the front matter.

Hugo's themes show the title as the one heading of the first level. A second one reads as the title of another article.

## Fix safety
Unsafe: the heading will look smaller, and those below it may have to follow.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, quoted


class H1(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good('+++\ntitle = "A"\n+++\n\n## Install\n'),
        Good("# Install\n\nText.\n", "there is no title in a front matter", nests=False),
    ]
    bad = [
        Bad('+++\ntitle = "A"\n+++\n\n⟦#⟧ Install\n', fixed='+++\ntitle = "A"\n+++\n\n## Install\n'),
        Bad("---\ntitle: A\n---\n\nInstall\n⟦=====⟧\n", fixed="---\ntitle: A\n---\n\nInstall\n-----\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if doc.front_matter is None or not doc.front_matter.get("title"):
            return
        for heading in doc.headings:
            if heading.level == 1 and heading.prose.text:
                text = "-" * (heading.marks.end - heading.marks.start) if heading.setext else "##"
                fix = Fix.unsafe(Edit(heading.marks, text), title="Make it level 2", changes=[Change.HEADINGS])
                name = quoted(heading.text)
                yield self.at(
                    doc, heading.marks, f"the article has a title already: make {name} a level 2 heading", fix=fix
                )
