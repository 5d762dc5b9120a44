"""Rows of a site in memory, as they are stored."""

from __future__ import annotations


class MemoryRows(dict[tuple[str, str], bytes]):
    """Rows in memory."""

    def fact(self, name: str, key: str) -> bytes | None:
        return self.get((name, key))

    def facts(self, name: str) -> list[tuple[str, bytes]]:
        return [(key, value) for (table, key), value in self.items() if table == name]

    def beginning(self, name: str, prefix: str) -> list[str]:
        return [key for key, _ in self.facts(name) if key.startswith(prefix)]
