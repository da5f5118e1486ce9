#!/usr/bin/env python3
"""Validate the MusicXML we write against the schema of MusicXML 4.0.

    PYTHONPATH=backend .venv/bin/python scripts/check_schema.py SCHEMA [PIECES]

SCHEMA is ``musicxml.xsd`` as the W3C publishes it with the format; it is theirs and is not kept
here, and neither is ``lxml``, which reads it. The two schemas that it imports need not be there:
what MusicXML uses of them stands below. PIECES of every genre (8 by default) are those of
``check_musescore.py``. Exit status 0 if all are valid, 1 if not, 2 without what is needed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from check_musescore import pieces

from gospel_keys.score import musicxml

XML = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.w3.org/XML/1998/namespace">
 <xs:attribute name="lang" type="xs:language"/>
 <xs:attribute name="space" type="xs:NCName"/></xs:schema>"""
XLINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.w3.org/1999/xlink">
 <xs:attribute name="href" type="xs:anyURI"/><xs:attribute name="type" type="xs:NMTOKEN"/>
 <xs:attribute name="role" type="xs:token"/><xs:attribute name="title" type="xs:token"/>
 <xs:attribute name="show" type="xs:NMTOKEN"/><xs:attribute name="actuate" type="xs:NMTOKEN"/>
</xs:schema>"""
IMPORTED = {"http://www.w3.org/XML/1998/namespace": XML, "http://www.w3.org/1999/xlink": XLINK}


def main() -> int:
    """Compose, validate, report."""
    try:
        from lxml import etree  # noqa: PLC0415 - told when it is missing
    except ImportError:
        print("lxml is not installed: uv pip install lxml")
        return 2
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_file():
        print("name the schema: check_schema.py musicxml.xsd")
        return 2

    class Imports(etree.Resolver):
        """Answers the schema's imports with the few attributes they are for."""

        def resolve(self, url: str, _: str, context: object) -> object:
            return self.resolve_string(IMPORTED[url], context) if url in IMPORTED else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Imports())
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    for space in IMPORTED:
        text = re.sub(
            rf'(<xs:import namespace="{re.escape(space)}")[^>]*/>',
            rf'\1 schemaLocation="{space}"/>',
            text,
        )
    schema = etree.XMLSchema(etree.fromstring(text.encode(), parser))
    failed = 0
    sheets = pieces(int(sys.argv[2]) if len(sys.argv) > 2 else 8)
    for name, sheet in sheets.items():
        document = etree.fromstring(musicxml.encode(sheet), etree.XMLParser(no_network=True))
        if not schema.validate(document):
            failed += 1
            print(f"{name}: {schema.error_log[0]}")
    print(f"{len(sheets) - failed} of {len(sheets)} valid")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
