"""Requests that are too large or that have too many fields: refused by their head, in Dutch, with nothing read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import FakePayload
from django.urls import get_resolver

from keukentafel.core.omvang import OMVANG
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
GIGABYTE = 2**30


class Unread(BytesIO):
    """A body of which nobody may read a byte."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def send(client: Client, path: str, length: int) -> Any:
    """Post what says that it is so long; reading any of it fails the test."""
    environ = {
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": "multipart/form-data; boundary=grens",
        "wsgi.input": Unread(),
    }
    return client.generic("POST", path, **environ)


@pytest.mark.parametrize("path", ["/zoeken/", "/toegang/login/", "/bestaat/niet/", "/beheer/pakketten/"])
def test_a_gigabyte_is_refused_before_it_is_read(cast: Cast, als: Als, path: str) -> None:
    for client in (Client(), als(cast.noor)):
        answer = send(client, path, GIGABYTE)
        assert answer.status_code == 413 and "Dit is te groot" in answer.content.decode()
        assert "default-src" in answer["Content-Security-Policy"]


def test_a_large_file_is_for_who_is_logged_in_and_for_a_screen_that_takes_it(cast: Cast, als: Als) -> None:
    size = 6 * 2**20
    assert send(Client(), "/beheer/pakketten/", size).status_code == 413
    assert send(als(cast.noor), "/zoeken/", size).status_code == 413
    with pytest.raises(AssertionError, match="the body was read"):  # past the limit: the form is read
        send(als(cast.bea), "/beheer/pakketten/", size)


def test_every_screen_that_takes_a_file_says_how_large() -> None:
    names = {str(name) for room in get_resolver().namespace_dict.values() for name in room[1].reverse_dict
             if isinstance(name, str)}  # fmt: skip
    limits = dict(OMVANG.items())
    assert limits and {name.partition(":")[2] for name in limits} <= names
    assert all(5 * 2**20 < size < GIGABYTE for size in limits.values())


def test_thousands_of_fields_or_files_are_no_request_of_ours(cast: Cast, als: Als) -> None:
    fields = {f"veld{number}": "x" for number in range(10_000)}
    answer = als(cast.noor).post("/zoeken/", fields)
    assert answer.status_code == 400 and "Dit begrijpen wij niet" in answer.content.decode()
    files = {f"bestand{number}": SimpleUploadedFile("a.csv", b"a") for number in range(6)}
    assert als(cast.noor).post("/zoeken/", files).status_code == 400
    assert als(cast.noor).post("/zoeken/", {"q": "x"}).status_code == 200


def test_a_length_that_is_no_number_is_an_empty_body(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).generic("POST", "/zoeken/", CONTENT_LENGTH="veel", **{"wsgi.input": FakePayload(b"")})
    assert answer.status_code in (200, 400, 422)
