"""Where an export's pieces and its file lie in the bucket, and the signed link to the file.

    exports/<tenant>/<export>/<number>.jsonl   a piece: a line of cells for each row
    exports/<tenant>/<export>/file.<format>    what its reader downloads

A lifecycle rule removes both after a week. Signing makes no call.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from typing import IO

from chalicelib.kernel.aws import client
from chalicelib.kernel.settings import settings
from chalicelib.reports.columns import Cell
from chalicelib.reports.export import Export, Format

LINK_LIFETIME = timedelta(minutes=15)
CONTENT_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_piece(tenant: str, export: Export, rows: Iterable[Sequence[Cell]]) -> None:
    """Put the piece that comes next; the same again replaces it."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    key = _piece(tenant, export.id, export.pieces)
    client("s3").put_object(Bucket=settings().bucket_name, Key=key, Body=text.encode())


def read_pieces(tenant: str, export: Export) -> Iterator[list[Cell]]:
    """All rows of an export, in their order, a line at a time."""
    for number in range(export.pieces):
        answer = client("s3").get_object(Bucket=settings().bucket_name, Key=_piece(tenant, export.id, number))
        with closing(answer["Body"]) as body:
            for line in body.iter_lines():
                yield json.loads(line)


def write_file(tenant: str, export: Export, file: IO[bytes]) -> None:
    """Put the file, from its beginning; the same again replaces it."""
    file.seek(0)
    client("s3").put_object(
        Bucket=settings().bucket_name,
        Key=_file(tenant, export),
        Body=file,
        ContentType=CONTENT_TYPES[export.format],
    )


def link(tenant: str, export: Export) -> str:
    """A URL that downloads the file for a quarter of an hour, under a name that says what it is."""
    name = f"{export.kind}-{export.created_at:%Y%m%d}.{export.format}"
    url: str = client("s3").generate_presigned_url(
        "get_object",
        Params={
            "Bucket": settings().bucket_name,
            "Key": _file(tenant, export),
            "ResponseContentDisposition": f'attachment; filename="{name}"',
        },
        ExpiresIn=int(LINK_LIFETIME.total_seconds()),
    )
    return url


def _piece(tenant: str, export_id: str, number: int) -> str:
    return f"exports/{tenant}/{export_id}/{number:05d}.jsonl"


def _file(tenant: str, export: Export) -> str:
    return f"exports/{tenant}/{export.id}/file.{export.format}"
