"""A field whose name is a slip for one of Hugo's, such as `descripton` or `catagories`.

Hugo takes a field that it does not know for one of the theme's and says nothing: the description is missing, the
tags are not listed, the draft is published. Only near misses are reported, and only where the right field is
missing; names of your own are fine. With the option `any`, every field that neither Hugo nor the configuration knows
is reported.

## Fix safety
Unsafe: the name may be one that the theme reads.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Document, Field, Fix, Good, Rule, Severity
from postlint.helpers.front_matter_edits import editor_for

_OWN = 3
"""So many names that are no slips say that a front matter has fields of its own."""


class UnknownField(Rule):
    severity = Severity.WARNING
    customary = True
    any: Annotated[bool, "report every field that neither Hugo nor the configuration knows"] = False

    good = [
        Good("---\ntitle: A title\nlinktitle: Title\nTAGS: [one]\n---\n", "keys match in any case"),
        Good("---\ntitle: A title\ntag: one\nauthor: Jo\nauthors: [Jo]\ndata: x\nupdated: 2026-01-02\n---\n"),
        Good("---\ntitle: A title\nheight: 3\nimage: a.png\noutput: html\npublisher: Jo\n---\n"),
        Good("---\ntitle: A title\ntitle2: Another\nsubtitle: More\nhtitle: x\n---\n"),
        Good("---\ntitle: A title\ntitre: Un titre\ndescripcion: Algo\ncategorii: [x]\n---\n", "other languages"),
        Good("---\ntitle: A title\nlayot: x\nlayout: y\n---\n", "the right one is there too"),
        Good("---\nplace: Ulm\nhost: Jo\nphone: 12\ntitel: A\n---\n", "a record of a theme's own"),
        Good(
            "---\n_build: {list: never}\n---\n",
            "the release that builds the site takes it",
            site={"hugo.toml": "", "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.97.3"\n'},
        ),
        Good('+++\ntitle = "A"\ncover = "a.png"\n+++\n', options={"any": True}, schema={"fields": {"cover": {}}}),
    ]
    bad = [
        Bad(
            "---\ntitle: A title\n⟦descripton⟧: Text\n---\n",
            fixed="---\ntitle: A title\ndescription: Text\n---\n",
            message="“description”",
        ),
        Bad("---\n⟦_build⟧: {list: never}\n---\n", fixed="---\nbuild: {list: never}\n---\n", message="removed"),
        Bad(
            "---\n⟦_build⟧: {list: never}\n---\n",
            fixed="---\nbuild: {list: never}\n---\n",
            site={"hugo.toml": "", "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.168.0"\n'},
        ),
        Bad('+++\n⟦titel⟧ = "A"\n⟦catagories⟧ = []\n+++\n', fixed='+++\ntitle = "A"\ncategories = []\n+++\n'),
        Bad("---\ntitle: A title\n⟦tgas⟧: [one]\n---\n", fixed="---\ntitle: A title\ntags: [one]\n---\n"),
        Bad('+++\ntitle = "A"\n⟦cover⟧ = "a.png"\n+++\n', message="not a field of Hugo", options={"any": True}),
        Bad("---\n⟦_build⟧: {list: never}\n⟦tgas⟧: [one]\n---\n"),
        Bad("---\nplace: Ulm\nhost: Jo\n⟦titel⟧: A\n---\n", "two are few"),
        Bad("---\nplace: Ulm\nhost: Jo\nphone: 12\ndraft: false\n⟦titel⟧: A\n---\n", "one of Hugo's"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None:
            return
        known = {
            name.partition(".")[0].lower() for name in (*doc.schema.get("fields", {}), *doc.schema.get("required", []))
        }
        fields = [
            child
            for child in front.children(())
            if not doc.dialect.kind_of(child.name) and child.name.lower() not in known
        ]
        near = {field.name: doc.dialect.near(field.name) for field in fields}
        # A front matter of fields of a theme's own alone is a record, of which a template knows the names.
        is_record = len(fields) == len(front.children(())) and list(near.values()).count("") >= _OWN
        for field in fields:
            if now := doc.dialect.replaced(field.name):
                rename = editor_for(front).rename(field, now)
                fix = Fix.unsafe(rename, title=f"Rename it to {now}", changes={Change.FRONT_MATTER})
                message = f"“{field.name}” was removed from Hugo, which stops the build at it: write “{now}”"
                yield self.at(doc, field.key, message, fix=None if front.field(now) else fix, severity=Severity.ERROR)
                continue
            meant = near[field.name]
            if meant and not front.field(meant) and not is_record:
                fix = Fix.unsafe(
                    editor_for(front).rename(field, meant), title=f"Rename it to {meant}", changes={Change.FRONT_MATTER}
                )
                yield self.at(
                    doc, field.key, f"“{field.name}” is not a field of Hugo; did you mean “{meant}”?", fix=fix
                )
            elif self.any:
                yield self.at(doc, field.key, self._unknown(field))

    def _unknown(self, field: Field) -> str:
        return f"“{field.name}” is not a field of Hugo or of the configuration: move it to params"
