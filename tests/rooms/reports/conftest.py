"""A company with orders, saved reports and exports; the bus is played by hand."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from chalicelib.kernel.aws import client
from chalicelib.kernel.table import TenantTable
from chalicelib.reports import store, triggers
from tests.builders.api import made_by
from tests.builders.bus import Bus
from tests.builders.cloud import bus_event, outbox
from tests.builders.company import Company
from tests.rooms.insights.conftest import NOVEMBER

BUCKET = "steward-attachments"
__all__ = ["BUCKET", "NOVEMBER"]


class Exports:
    """What people have exported, and the runs that make it."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def ask(self, caller: Any, kind: str, format: str = "csv", **fields: Any) -> str:
        answer = caller.post("/v1/exports", {"kind": kind, "format": format, **fields})
        assert answer.status == 202, answer
        return answer.json["id"]

    def wanted(self, id: str) -> dict:
        """The newest event that has somebody go on with an export."""
        told = [one for one in outbox() if one["type"] == "ExportWanted" and one["detail"]["entity"] == id]
        return bus_event(told[-1])

    def run(self, id: str, *, is_parked: bool = False) -> None:
        """One run, which must not be parked unless that is meant."""
        assert (triggers.on_wanted(self.wanted(id), None) is not None) == is_parked

    def state(self, id: str) -> str:
        return TenantTable(self.company.tenancy.id).get(store.export_ref(id)).status

    def finish(self, id: str) -> None:
        """Runs until there is nothing left to do."""
        for _ in range(60):
            if self.state(id) in ("ready", "failed"):
                return
            self.run(id)
        raise AssertionError("an export without end")

    def bytes_of(self, id: str, format: str = "csv") -> bytes:
        key = f"exports/{self.company.tenancy.id}/{id}/file.{format}"
        return client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def rows(self, id: str, format: str = "csv") -> list[list[Any]]:
        """The file read back, headings first."""
        data = self.bytes_of(id, format)
        if format == "csv":
            assert data.startswith(b"\xef\xbb\xbf")
            return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active
        return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def company(api, clock) -> Company:
    return Company(api, api.found())


@pytest.fixture
def exports(company) -> Exports:
    return Exports(company)


@pytest.fixture
def bus() -> Bus:
    return Bus()


def saved(caller: Any, **fields: Any) -> dict:
    """A report that a caller keeps."""
    body = {"name": "Mine", "group_by": "member", "window": {"period": "this_month"}, **fields}
    return made_by(caller.post("/v1/reports", body))
