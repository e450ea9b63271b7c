"""A file is read in pieces: wherever a piece ends, the rows are those of the whole."""

import csv
import io

import pytest

from keukentafel.uitwisseling import csvlezen
from keukentafel.uitwisseling.csvlezen import Leesfout, read_csv

TEKST = 'id,naam\r\n1,"Jan, de ""oude""\r\nen nog een regel"\r\n2,caf\u00e9 \u2028 en\x0bverder\n3,\n'


def rows(data: bytes) -> list[list[str]]:
    """All rows of this file."""
    return [row for block in read_csv(io.BytesIO(data)) for row in block.rijen]


@pytest.mark.parametrize("stuk", [1, 2, 3, 5, 7, 64, 1 << 18])
@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("einde", ["", "4,zonder regeleinde"])
def test_where_a_piece_ends_makes_no_difference(
    monkeypatch: pytest.MonkeyPatch, stuk: int, begin: bytes, einde: str
) -> None:
    monkeypatch.setattr(csvlezen, "STUK", stuk)
    whole = TEKST + einde
    assert rows(begin + whole.encode()) == list(csv.reader(io.StringIO(whole, newline="\n"), strict=True))


@pytest.mark.parametrize("stuk", [3, 1 << 18])
def test_what_is_no_text_is_said_of_its_row_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch, stuk: int) -> None:
    monkeypatch.setattr(csvlezen, "STUK", stuk)
    blocks = list(read_csv(io.BytesIO(b"id\r\ngoed\r\n\xff\r\nna\x00ul\r\nook goed\r\n")))
    assert [row[0] for row in blocks[1].rijen][::3] == ["goed", "ook goed"]
    assert {number: rule for number, (rule, _words) in blocks[1].slecht.items()} == {2: "codering", 3: "nul"}


@pytest.mark.parametrize("data", [b"id\r\n1\r\n" + b"x" * 50, b"id\r\n1\r\n" + b"x" * 50 + b"\r\n2\r\n"])
@pytest.mark.parametrize("stuk", [4, 1 << 18])
def test_a_line_that_is_too_long_stops_there(monkeypatch: pytest.MonkeyPatch, stuk: int, data: bytes) -> None:
    monkeypatch.setattr(csvlezen, "STUK", stuk)
    monkeypatch.setattr(csvlezen, "LANGSTE_REGEL", 40)
    found = []
    with pytest.raises(Leesfout, match="hoogstens 40 bytes"):
        found += [row for block in read_csv(io.BytesIO(data)) for row in block.rijen]
