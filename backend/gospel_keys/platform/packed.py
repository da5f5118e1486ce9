"""JSON that is kept gzipped: sent as it is to those who take it, unpacked for the others."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from starlette.responses import Response

from gospel_keys.platform.ranges import matches


def packed_json(packed: bytes, tag: str, headers: Mapping[str, str]) -> Response:
    """Answer with gzipped JSON whose entity tag is ``tag``, or with 304.

    ``headers`` are the request's, names in lower case.
    """
    etag = f'"{tag}"'
    sent = {"etag": etag, "cache-control": "private, no-cache", "vary": "accept-encoding"}
    if matches(headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=sent)
    if "gzip" in accepted_encodings(headers):
        sent["content-encoding"] = "gzip"
        return Response(packed, headers=sent, media_type="application/json")
    return Response(gzip.decompress(packed), headers=sent, media_type="application/json")


def accepted_encodings(headers: Mapping[str, str]) -> list[str]:
    """The content encodings the client takes; those it gives a quality of 0 are left out."""
    taken = []
    for part in headers.get("accept-encoding", "").lower().split(","):
        name, _, quality = part.partition(";")
        refused = quality.strip().startswith("q=0") and not quality.strip("q=0. ")
        if name.strip() and not refused:
            taken.append(name.strip())
    return taken
