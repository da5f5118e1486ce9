"""Writes docs/api.md from the OpenAPI document, so that the page and the code cannot disagree.

python scripts/api_docs.py          write docs/api.md
python scripts/api_docs.py --check  fail when it would change
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from gospel_keys.app import create_app

TARGET = Path(__file__).resolve().parents[1] / "docs" / "api.md"
INTRO = """# HTTP API

Written by `python scripts/api_docs.py` from the OpenAPI document, which the running app serves at
`/openapi.json`. Errors are `application/problem+json` with `title`, `status` and `detail`; a
rejected field names the allowed range and the value given.
"""


def type_name(schema: dict[str, Any]) -> str:
    """The schema as a reader would say it: ``string``, ``ChordOut[]``, ``integer or null``."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " or ".join(type_name(option) for option in schema[union])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"{type_name(schema.get('items', {}))}[]"
    return str(schema.get("type", "any"))


def bounds(schema: dict[str, Any]) -> str:
    """Limits of a field, such as ``1..10`` or ``1..500 characters``."""
    for candidate in (schema, *schema.get("anyOf", [])):
        low, high = candidate.get("minimum"), candidate.get("maximum")
        if low is not None or high is not None:
            return f"{'' if low is None else low}..{'' if high is None else high}"
        low, high = candidate.get("minLength"), candidate.get("maxLength")
        if low is not None or high is not None:
            return f"{low or 0}..{'' if high is None else high} characters"
    return ""


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def operation(method: str, path: str, details: dict[str, Any]) -> list[str]:
    lines = [f"### `{method.upper()} {path}`", "", cell(details.get("summary", "")), ""]
    if description := details.get("description"):
        lines += [description.strip(), ""]
    for parameter in details.get("parameters", []):
        schema = parameter["schema"]
        lines.append(
            f"- `{parameter['name']}` ({parameter['in']}, {type_name(schema)}"
            f"{', ' + bounds(schema) if bounds(schema) else ''})"
            f" {cell(parameter.get('description', ''))}".rstrip()
        )
    for media, content in details.get("requestBody", {}).get("content", {}).items():
        lines.append(f"- body: {media}, {type_name(content.get('schema', {}))}")
    for status, answer in sorted(details.get("responses", {}).items()):
        shapes = ", ".join(
            f"{media} {type_name(content.get('schema', {}))}"
            for media, content in answer.get("content", {}).items()
        )
        lines.append(f"- {status}: {cell(answer.get('description', ''))} {shapes}".rstrip())
    return [*lines, ""]


def shape(name: str, schema: dict[str, Any]) -> list[str]:
    lines = [f"### {name}", ""]
    if description := schema.get("description"):
        lines += [cell(description), ""]
    properties = schema.get("properties", {})
    if not properties:
        return [*lines, type_name(schema), ""]
    required = set(schema.get("required", []))
    lines += ["| field | type | limits | |", "| --- | --- | --- | --- |"]
    for field, details in properties.items():
        note = "required" if field in required else ""
        lines.append(
            f"| `{field}` | {type_name(details)} | {bounds(details)} "
            f"| {cell(' '.join(filter(None, [note, details.get('description', '')])))} |"
        )
    return [*lines, ""]


def render(document: dict[str, Any]) -> str:
    lines = [INTRO, "## Addresses", ""]
    for path, methods in document["paths"].items():
        for method, details in methods.items():
            lines += operation(method, path, details)
    lines += ["## Shapes", ""]
    for name, schema in sorted(document["components"]["schemas"].items()):
        lines += shape(name, schema)
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    document = json.loads(json.dumps(create_app().openapi()))
    text = render(document)
    if "--check" in arguments:
        if TARGET.read_text(encoding="utf-8") == text:
            return 0
        print("docs/api.md is not what the code says: python scripts/api_docs.py", file=sys.stderr)
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
