"""A link through a service that only passes the reader on.

Search engines, mail programs and social networks wrap addresses to count clicks or to scan them: readers are
tracked, and many of these links stop working after a while.

## Fix safety
Safe: the address that is passed on to stands, encoded, in the one that is replaced.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.destinations import unusual_targets

_SERVICES = pattern(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url\?|[lm]{1,2}\.(?:facebook|instagram|messenger)\.com/(?:l\.php)?\?|"
    r"(?:\w+\.)?safelinks\.protection\.outlook\.com/|slack-redir\.net/link\?|(?:www\.)?youtube\.com/redirect\?|"
    r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)\?|out\.reddit\.com/|t\.umblr\.com/redirect\?|"
    r"vk\.com/away\.php\?|steamcommunity\.com/linkfilter/\?|(?:www\.)?bing\.com/ck/a\?|l\.workplace\.com/l\.php\?|"
    r"exit\.sc/\?|(?:www\.)?duckduckgo\.com/l/\?|mail\.google\.com/mail/[^?]*\?|href\.li/\?)",
    re.I,
)
_PARAMETERS = ("url", "q", "u", "to", "uddg", "z")


class Wrapped(Rule):
    severity = Severity.WARNING

    good = [
        Good("[a](https://www.google.com/search?q=hugo) and [b](https://example.com/?url=https%3A%2F%2Fa.com)\n"),
        Good("[a](https://www.google.com/url?sa=t) and [b](https://www.google.com/url?q=word)\n", "no address in it"),
        Good("`https://www.google.com/url?q=https://example.com`\n"),
    ]
    bad = [
        Bad(
            "[a](⟦https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fa&sa=D⟧)\n",
            fixed="[a](https://example.com/a)\n",
            message="“https://example.com/a”",
        ),
        Bad(
            "[a](⟦https://eu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Fa%20(b)&data=05⟧)\n",
            fixed="[a](https://example.com/a%20%28b%29)\n",
        ),
        Bad(
            "[a][1]\n\n[1]: ⟦https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2F&h=1⟧\n",
            fixed="[a][1]\n\n[1]: https://example.com/\n",
        ),
        Bad(
            "See [a](https://www.google.com/url?sa=t) and [b](⟦https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fa⟧).\n"
        ),
        Bad(
            "See [a](https://example.com/?url=https%3A%2F%2Fa.com) and [b](⟦https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fa⟧).\n"
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in unusual_targets(doc, autolinks=True):
            if not _SERVICES.match(target.url):
                continue
            parameters = parse_qs(urlsplit(target.url).query)
            meant = next((parameters[name][0] for name in _PARAMETERS if name in parameters), "")
            if not re.match(r"https?://[^\s/]+\.", meant):
                continue
            address = quote(meant, safe="/:?#[]@!$&'*+,;=%~-._")
            changes = [Change.LINKS, Change.TEXT] if isinstance(target.node, nodes.Autolink) else [Change.LINKS]
            fix = Fix.safe(Edit(target.span, address), title=f"Write “{address}”", changes=changes)
            host = urlsplit(target.url).hostname
            message = f"this link goes through {host}, which only passes readers on: link {quoted(address)}"
            yield self.at(doc, target.span, message, fix=fix)
