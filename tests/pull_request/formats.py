"""What formats without a published schema are to look like, and how GitHub reads workflow commands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_END = {
    "type": "object",
    "required": ["line", "column", "offset"],
    "additionalProperties": False,
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "offset": {"type": "integer", "minimum": 0},
    },
}
_EDIT = {
    "type": "object",
    "required": ["start", "end", "text"],
    "additionalProperties": False,
    "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"}},
}
_FIX = {
    "type": ["object", "null"],
    "required": ["safety", "title", "edits"],
    "additionalProperties": False,
    "properties": {
        "safety": {"enum": ["safe", "unsafe"]},
        "title": {"type": "string"},
        "edits": {"type": "array", "items": _EDIT, "minItems": 1},
    },
}
_RELATED = {
    "type": "object",
    "required": ["path", "message", "start", "end"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "message": {"type": "string"}, "start": _END, "end": _END},
}
_COUNTS = ["files", "errors", "warnings", "infos", "fixable", "fixable_unsafe"]

JSON: dict[str, Any] = {
    "type": "object",
    "required": ["version", "diagnostics", "summary"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": 1},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "rule", "severity", "message", "start", "end", "related", "fix"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "rule": {"type": "string", "pattern": "^[a-z-]+/[a-z0-9-]+$"},
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": {"type": "string"},
                    "start": _END,
                    "end": _END,
                    "related": {"type": "array", "items": _RELATED},
                    "fix": _FIX,
                },
            },
        },
        "summary": {
            "type": "object",
            "required": _COUNTS,
            "additionalProperties": False,
            "properties": {name: {"type": "integer", "minimum": 0} for name in _COUNTS},
        },
    },
}

# The fields that GitLab's documentation of code quality reports names.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}

CHECKSTYLE = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xs:element name="checkstyle"><xs:complexType>
  <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
   <xs:sequence><xs:element name="error" maxOccurs="unbounded"><xs:complexType>
    <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="column" type="xs:positiveInteger"/>
    <xs:attribute name="severity" use="required"><xs:simpleType><xs:restriction base="xs:string">
     <xs:enumeration value="error"/><xs:enumeration value="warning"/><xs:enumeration value="info"/>
    </xs:restriction></xs:simpleType></xs:attribute>
    <xs:attribute name="message" type="xs:string" use="required"/>
    <xs:attribute name="source" type="xs:string" use="required"/>
   </xs:complexType></xs:element></xs:sequence>
   <xs:attribute name="name" type="xs:string" use="required"/>
  </xs:complexType></xs:element></xs:sequence>
  <xs:attribute name="version" type="xs:string" use="required"/>
 </xs:complexType></xs:element>
</xs:schema>"""


class Command(NamedTuple):
    """A workflow command as GitHub's runner reads it."""

    level: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """The commands in the output of a step: lines that begin with `::`, split at the first `::` after it."""
    found = []
    for line in re.split(r"\r\n?|\n", text):
        if line.startswith("::"):
            head, _, message = line[2:].partition("::")
            level, _, written = head.partition(" ")
            pairs = (part.partition("=") for part in written.split(",") if part)
            properties = {name: _unescaped(value, "%3A:", "%2C,") for name, _, value in pairs}
            found.append(Command(level, properties, _unescaped(message)))
    return found


def _unescaped(value: str, *more: str) -> str:
    for each in ("%0D\r", "%0A\n", *more, "%25%"):
        value = value.replace(each[:3], each[3:])
    return value
