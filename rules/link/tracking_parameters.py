"""Parameters in an address that are there to follow readers.

They come in when an address is copied from a mail, a post or an advertisement, and count the readers of this article as
those of a campaign.

## Fix safety
Safe: the page is the same without them.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.destinations import targets

_TRACKING = pattern(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|"
    r"mkt_tok|oly_anon_id|oly_enc_id|vero_id|ref_src|ref_url|spm|s_kwcid)(?:=|$)",
    re.I,
)


class TrackingParameters(Rule):
    severity = Severity.INFO
    enabled = False

    good = [
        Good("[a](https://example.com/?q=utm_source&page=2) and [b](https://example.com/utm_source=x)\n"),
        Good("`https://example.com/?utm_source=x`\n"),
    ]
    bad = [
        Bad(
            "[a](⟦https://example.com/?utm_source=x&utm_medium=y⟧)\n",
            fixed="[a](https://example.com/)\n",
            message="“utm_source, utm_medium” in this address",
        ),
        Bad("[a](⟦https://example.com/?a=1&fbclid=x&b=2#c⟧)\n", fixed="[a](https://example.com/?a=1&b=2#c)\n"),
        Bad("<⟦https://example.com/?gclid=x#c⟧>\n", fixed="<https://example.com/#c>\n"),
        Bad("See [a](https://example.com/?q=utm_source) and <⟦https://example.com/?gclid=x⟧>.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in targets(doc, autolinks=True):
            path, mark, rest = target.written.partition("?")
            query, hash_mark, fragment = rest.partition("#")
            if not mark or "#" in path or not _TRACKING.search(query):
                continue
            parts = re.split("&amp;|&", query)
            kept = [part for part in parts if not _TRACKING.match(part)]
            if len(kept) == len(parts):
                continue
            address = path + ("?" if kept else "") + "&".join(kept) + hash_mark + fragment
            changes = [Change.LINKS, Change.TEXT] if isinstance(target.node, nodes.Autolink) else [Change.LINKS]
            fix = Fix.safe(Edit(target.span, address), title="Remove them", changes=changes)
            names = ", ".join(part.partition("=")[0] for part in parts if part not in kept)
            yield self.at(doc, target.span, f"{quoted(names)} in this address follows readers: remove it", fix=fix)
