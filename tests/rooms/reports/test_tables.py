import csv
import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reports import tables

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
CELLS = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), TEXTS)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=20)
NASTY = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "  =1",
    "\t=1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x")',
]


def _csv(rows) -> list[list[str]]:
    file = io.BytesIO()
    tables.write("csv", file, rows)
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def test_no_cell_of_a_csv_file_is_a_formula():
    cells = [cell for row in _csv([[text] for text in NASTY]) for cell in row]
    assert len(cells) == len(NASTY)
    assert all(cell.startswith("'") for cell in cells)


def test_a_number_below_zero_stays_a_number():
    assert _csv([[-5, "-5"]]) == [["-5", "'-5"]]


@given(ROWS)
def test_what_a_csv_file_says_is_what_was_written(rows):
    def said(cell):
        if isinstance(cell, bool):
            return str(cell).lower()
        return "" if cell is None else str(tables.harmless(cell))

    assert _csv(rows) == [[said(cell) for cell in row] for row in rows]


def test_a_csv_file_begins_with_the_mark_that_spreadsheets_know_utf_8_by():
    file = io.BytesIO()
    tables.write("csv", file, [["漏水"]])
    assert file.getvalue() == b"\xef\xbb\xbf" + "漏水\r\n".encode()


def test_an_xlsx_file_holds_texts_as_texts_and_numbers_as_numbers():
    rows = [["heading", "值", "x"], *([text, -1.5, True] for text in NASTY)]
    file = io.BytesIO()
    tables.write("xlsx", file, rows)
    sheet = openpyxl.load_workbook(io.BytesIO(file.getvalue())).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1:] for row in found] == [row[1:] for row in rows]
    assert [row[0].replace("_x000D_", "\r") for row in found] == [row[0] for row in rows]
    assert {cell.data_type for row in sheet.iter_rows(max_col=1) for cell in row} == {"s"}
