"""Logging in takes as much work for who exists as for who does not, and is answered in the same words (K6).

The hash of the password is nearly all of that work: it is counted, so that no clock has a say.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

WACHTWOORD = "lang-genoeg-en-van-niemand"


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one with every password that is hashed (the hasher of the tests; in production it is a slow one)."""
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str, *rest: Any) -> str:
        done.append("hash")
        return encode(self, password, salt, *rest)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


def told(email: str) -> str:
    """What the page says to who logs in with this address and a password that is not right."""
    answer = Client().post(reverse("account_login"), {"login": email, "password": "dit-is-het-zeker-niet"})
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().replace(email, "ADRES"))  # what one reads
    return f"{answer.status_code} {' '.join(words.split())}"


@pytest.mark.sqlite
@pytest.mark.parametrize("who", ["noor", "uit dienst"])
def test_nobody_learns_by_logging_in_who_works_here(who: str, cast: Cast, hashes: list[str]) -> None:
    cast.noor.set_password(WACHTWOORD)
    cast.noor.is_active = who == "noor"
    cast.noor.save()
    work, words = {}, {}
    for email in (cast.noor.email, "niemand@voorbeeld.invalid"):
        hashes.clear()
        words[email] = told(email)
        work[email] = len(hashes)
    assert set(work.values()) == {1}, work
    assert len(set(words.values())) == 1
