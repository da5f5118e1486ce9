"""From bytes to a tree, safely: size, depth and count are limited, entities are refused.

The parser never fetches anything: a document type may be named, but is not read. Compressed files
(``.mxl``) are opened only as far as their one score needs.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from gospel_keys.score.musicxml.errors import MusicXmlError

MAX_BYTES = 10_000_000
MAX_UNPACKED = 64_000_000
MAX_RATIO = 200
MAX_ENTRIES = 256
MAX_DEPTH = 64
MAX_ELEMENTS = 2_000_000

_CONTAINER = "META-INF/container.xml"
_SCORES = (".musicxml", ".xml")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Node(Element):
    """An element that knows its line."""

    line: int = 0


def parse(data: bytes) -> Node:
    """The root element of a MusicXML file, plain or compressed; MusicXmlError if it is neither."""
    if len(data) > MAX_BYTES:
        raise MusicXmlError(f"the file has {len(data)} bytes, at most {MAX_BYTES} are read")
    return _tree(_unpack(data) if data[:2] == b"PK" else data)


def _tree(data: bytes) -> Node:
    builder = TreeBuilder(element_factory=Node)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    _Handlers(parser, builder).attach()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - takes no keywords
    except expat.ExpatError as error:
        raise MusicXmlError(
            f"not well-formed XML ({expat.ErrorString(error.code)})", line=error.lineno
        ) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, MusicXmlError):
            raise
        raise MusicXmlError(f"its text cannot be decoded ({error})") from None
    root = builder.close()
    assert isinstance(root, Node)  # noqa: S101 - the builder's factory makes nothing else
    return root


class _Handlers:
    """What happens at each event of the parser."""

    def __init__(self, parser: expat.XMLParserType, builder: TreeBuilder) -> None:
        self.parser = parser
        self.builder = builder
        self.depth = 0
        self.count = 0

    def attach(self) -> None:
        """Connect the parser to the builder, and entity declarations to a refusal."""
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.EntityDeclHandler = self.refuse("declares an entity")
        self.parser.UnparsedEntityDeclHandler = self.refuse("declares an entity")
        self.parser.ExternalEntityRefHandler = self.refuse("refers to another file")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.depth += 1
        self.count += 1
        line = self.parser.CurrentLineNumber
        if self.depth > MAX_DEPTH:
            raise MusicXmlError(f"elements are nested deeper than {MAX_DEPTH}", tag, line=line)
        if self.count > MAX_ELEMENTS:
            raise MusicXmlError(f"there are more than {MAX_ELEMENTS} elements", tag, line=line)
        node = self.builder.start(tag, attributes)
        if isinstance(node, Node):
            node.line = line

    def end(self, tag: str) -> None:
        """Close an element."""
        self.depth -= 1
        self.builder.end(tag)

    def refuse(self, what: str) -> Callable[..., int]:
        """A handler that ends the reading."""

        def handler(*_: object) -> int:
            line = self.parser.CurrentLineNumber
            raise MusicXmlError(f"the file {what}, which is not allowed", line=line)

        return handler


def _unpack(data: bytes) -> bytes:
    """The score inside a compressed file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_ENTRIES:
                raise MusicXmlError(f"the archive has more than {MAX_ENTRIES} files")
            return _member(archive, _score_name(archive))
    except MusicXmlError:
        raise
    except NotImplementedError as error:
        raise MusicXmlError(f"the compressed file is damaged ({error})") from None
    except RuntimeError:
        raise MusicXmlError("the compressed file is encrypted") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        raise MusicXmlError(f"the compressed file is damaged ({error})") from None


def _score_name(archive: zipfile.ZipFile) -> str:
    """The score that the container names, else the first file that looks like one."""
    names = archive.namelist()
    if _CONTAINER in names:
        for rootfile in _tree(_member(archive, _CONTAINER)).iter():
            if rootfile.tag.rpartition("}")[2] == "rootfile":
                name = rootfile.get("full-path", "")
                if name in names:
                    return name
                raise MusicXmlError(f"the archive has no file {name[:80]!r} that it names")
    for name in names:
        if name.lower().endswith(_SCORES) and not name.startswith("META-INF/"):
            return name
    raise MusicXmlError("the archive holds no score")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive, within the limits whatever its header says."""
    info = archive.getinfo(name)
    if info.compress_type not in _METHODS:
        raise MusicXmlError(f"{name[:80]!r} is compressed by a method that is not read")
    limit = min(MAX_UNPACKED, max(info.compress_size, 1000) * MAX_RATIO)
    with archive.open(info) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise MusicXmlError(f"{name[:80]!r} unpacks to more than {limit} bytes")
    return data
