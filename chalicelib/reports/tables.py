"""Rows as a file that spreadsheets open: CSV, or XLSX. Written row by row, to disk, whatever there is of them.

No cell is a formula, whatever somebody wrote into a title. XLSX says of each cell that it is text. CSV cannot: there a
text that would be read as a formula gets an apostrophe in front, as spreadsheets mark text themselves.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import IO

from chalicelib.reports.columns import Cell
from chalicelib.reports.export import Format

_STARTS_FORMULA = tuple("=+-@＝＋－＠")
_STARTS_OTHERWISE = ("\t", "\r", "\n")
Rows = Iterable[Sequence[Cell]]


def write(format: Format, file: IO[bytes], rows: Rows) -> None:
    """Write rows, the headings first, to an open file."""
    _WRITERS[format](file, rows)


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula when it opens a CSV file."""
    if not isinstance(cell, str):
        return cell
    is_formula = cell.lstrip().startswith(_STARTS_FORMULA) or cell.startswith(_STARTS_OTHERWISE)
    return f"'{cell}" if is_formula else cell


def _write_csv(file: IO[bytes], rows: Rows) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_said(harmless(cell)) for cell in row])
    text.flush()
    text.detach()  # the file is its opener's to close


def _said(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _write_xlsx(file: IO[bytes], rows: Rows) -> None:
    import xlsxwriter  # deferred: only the function that writes files needs it

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(number, place, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif cell is not None:
                    sheet.write_number(number, place, cell)


_WRITERS: dict[Format, Callable[[IO[bytes], Rows], None]] = {"csv": _write_csv, "xlsx": _write_xlsx}
