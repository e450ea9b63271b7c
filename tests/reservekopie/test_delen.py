"""The parts of a back-up: whole, or refused; nothing of them plain."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from keukentafel.reservekopie import delen
from keukentafel.reservekopie.delen import Deel, Delenschrijver, check_parts, read_parts
from keukentafel.reservekopie.fouten import KopieFout

ID = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delen, "STUK", 64)


def write(map: Path, data: bytes, kopie: str = ID) -> tuple[Deel, ...]:
    map.mkdir(exist_ok=True)
    with Delenschrijver(map, kopie, 3) as writer:
        for start in range(0, len(data), 50):
            writer.write(data[start : start + 50])
    return tuple(writer.delen)


def read(map: Path, parts: tuple[Deel, ...], kopie: str = ID) -> bytes:
    check_parts(map, parts)
    return b"".join(read_parts(map, kopie, parts))


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 3 * 64 - 1, 3 * 64, 3 * 64 + 1, 10 * 64, 1000])
def test_what_goes_in_comes_out(tmp_path: Path, length: int) -> None:
    data = random.Random(length).randbytes(length)
    parts = write(tmp_path / "a", data)
    assert read(tmp_path / "a", parts) == data
    assert len(parts) == max(1, -(-length // (3 * 64)))
    assert all((tmp_path / "a" / part.naam).stat().st_mode & 0o777 == 0o600 for part in parts)


def test_nothing_stands_there_plain(tmp_path: Path) -> None:
    parts = write(tmp_path / "a", b"Zwaluwstaartje " * 40)
    assert not any(b"Zwaluw" in (tmp_path / "a" / part.naam).read_bytes() for part in parts)


def test_every_flipped_bit_is_seen_by_its_sum_and_by_its_seal(tmp_path: Path) -> None:
    parts = write(tmp_path / "a", bytes(500))
    whole = {part.naam: (tmp_path / "a" / part.naam).read_bytes() for part in parts}
    dice = random.Random(1)
    for _ in range(100):
        part = dice.choice(parts)
        data = bytearray(whole[part.naam])
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        (tmp_path / "a" / part.naam).write_bytes(data)
        with pytest.raises(KopieFout, match="gewijzigd of beschadigd"):
            check_parts(tmp_path / "a", parts)
        with pytest.raises(KopieFout, match="gaat niet open"):  # whoever makes the sum fit cannot make the seal fit
            list(read_parts(tmp_path / "a", ID, parts))
        (tmp_path / "a" / part.naam).write_bytes(whole[part.naam])


def test_parts_cannot_be_left_out_swapped_or_taken_from_another(tmp_path: Path) -> None:
    parts = write(tmp_path / "a", bytes(500))
    other = write(tmp_path / "b", bytes(500), kopie="f" * 32)
    assert len(parts) == 3
    with pytest.raises(KopieFout, match="gaat niet open"):
        list(read_parts(tmp_path / "a", ID, parts[:2]))
    with pytest.raises(KopieFout, match="gaat niet open"):
        list(read_parts(tmp_path / "a", ID, (parts[1], parts[0], parts[2])))
    with pytest.raises(KopieFout, match="gaat niet open"):
        list(read_parts(tmp_path / "b", ID, other))
    (tmp_path / "a" / parts[1].naam).unlink()
    with pytest.raises(KopieFout, match="deel-00002 ontbreekt"):
        check_parts(tmp_path / "a", parts)


def test_a_full_disk_is_said_and_nothing_counts_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(KopieFout, match="niet te schrijven"):
        write(tmp_path / "a", bytes(500))
