"""A PDF fetches nothing but our own style sheet and fonts, whatever a text in it asks for (security.md 6.2)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from keukentafel.plannen.pdf import BASIS, write_pdf
from tests.aanval.ladingen import PDF
from tests.aanval.telling import Telling

KORT = 3  # documents in `make test`: of all payloads, a third in each
PAGINA = '<!DOCTYPE html><html lang="nl"><head><title>x</title>{}</head><body><p>Tekst</p>{}</body></html>'


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Somebody who listens on 127.0.0.1: his address, and what he heard."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def listen() -> None:
            while True:
                try:
                    line, _who = door.accept()
                except OSError:
                    return
                with line:
                    line.settimeout(5)
                    heard.append(line.recv(200))

        Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}", heard
        door.shutdown(socket.SHUT_RDWR)


def test_a_pdf_fetches_nothing(telling: Telling, aantal: int | None) -> None:
    assert write_pdf(PAGINA.format("", ""), "0" * 32).startswith(b"%PDF")  # refusing everything is no proof
    with listener() as (address, heard):
        ladingen = [lading.replace("{}", address) for lading in PDF]
        parts = [ladingen[number::KORT] for number in range(KORT)] if aantal is None else [[one] for one in ladingen]
        for part in parts:
            html = PAGINA.format("", "".join(part))
            try:
                made = write_pdf(html, "0" * 32)
            except Exception as wrong:  # a document of ours never asks for these: it may refuse, not fetch
                made = repr(wrong).encode()
            telling.tried("lading in een pdf", len(part))
            if b"root:x:0" in made or b"/EmbeddedFile" in made:
                telling.bevinding("een bestand kwam in de pdf", part[0])
        for got in heard:
            telling.bevinding("de pdf haalde iets op", repr(got))
    telling.reached("ladingen", telling.invoer["lading in een pdf"], len(PDF))
    telling.close()


def test_the_listener_hears() -> None:
    with listener() as (address, heard):
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"GET /a")
            line.shutdown(socket.SHUT_WR)
            line.recv(1)  # until he hung up: he has heard it
    assert heard == [b"GET /a"] and BASIS.endswith(".invalid")
