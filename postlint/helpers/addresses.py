"""What an address looks like in a text that is no link, for rules that read texts."""

from postlint.document.addresses import ADDRESS

__all__ = ["ADDRESS"]
