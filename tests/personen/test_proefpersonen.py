"""The derived test persons: whole families, valid numbers, and no other BSN anywhere in the project."""

from __future__ import annotations

import re
from pathlib import Path

from keukentafel.personen.bsn import is_bsn
from keukentafel.personen.proefpersonen import load_gezinnen, load_proefpersonen

ROOT = Path(__file__).resolve().parents[2]
#: Nine digits on their own, also with the dots or spaces in which a BSN is written.
NUMBER = re.compile(r"(?<![\w.,:/#-])\d{4}[. ]?\d{2}[. ]?\d{3}(?![\w.,/%-])")
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", "vendor"}
BINARY = {".png", ".jpg", ".woff2", ".gz", ".pdf", ".ico", ".sqlite3", ".pyc", ".parquet"}


def test_every_number_is_an_official_test_number_and_used_once() -> None:
    numbers = [person.bsn for person in load_proefpersonen() if person.bsn]
    assert len(numbers) == len(set(numbers)) == 472
    assert all(number.startswith("9999") and is_bsn(number) for number in numbers)


def test_partners_and_parents_lie_in_the_same_family() -> None:
    for family in load_gezinnen():
        by_number = {person.nummer: person for person in family}
        for person in family:
            assert set(person.ouders) <= by_number.keys() - {person.nummer}
            assert person.partner is None or person.partner in by_number.keys() - {person.nummer}
    assert sum(len(family) > 1 for family in load_gezinnen()) > 60


def test_the_hard_cases_are_among_them() -> None:
    people = load_proefpersonen()
    assert any(person.geheim_adres for person in people)
    assert any(person.overleden_op for person in people)
    assert any(person.geboortedatum is None for person in people)
    assert any(not person.geslacht for person in people)
    assert any("é" in person.voornamen for person in people)
    assert any(person.tussenvoegsel == "van der" for person in people)


def test_no_other_bsn_lies_in_the_project() -> None:
    official = {person.bsn for person in load_proefpersonen() if person.bsn}
    texts = [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts) and path.suffix not in BINARY
    ]
    found = {
        (str(path.relative_to(ROOT)), digits)
        for path in texts
        for digits in map(only_digits, NUMBER.findall(path.read_text(encoding="utf-8", errors="ignore")))
        if is_bsn(digits)
    }
    assert any(name.endswith("proefpersonen.csv") for name, _digits in found), "it finds what is there"
    assert {(name, digits) for name, digits in found if digits not in official} == set()


def only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)
