"""Where an answer sends somebody, and what stands in its head, is never what a stranger wrote (security.md 6.2).

Open redirect, host, ends of line in a header, another method in disguise: forty texts for each address.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import quote_plus, urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from keukentafel.toegang.public import Gebruiker
from tests.aanval.formulieren import Formulier
from tests.aanval.ladingen import ADRESSEN
from tests.aanval.telling import Telling
from tests.aanval.wereld import Wereld, doors, enough, make_wereld, plausible, watched, writes
from tests.cast import Cast
from tests.toegang.test_schermen import undone
from tests.toegang.wandeling import screens

pytestmark = pytest.mark.usefixtures("quiet")

NAMEN = ("next", "terug", "url", "volgende", "naar", "pad", "return_to", "redirect", "redirect_to", "continue")
#: Headers of a proxy, which this product does not believe; all at once, for none of them may count.
DOORGEGEVEN = ("HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_X_HOST", "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL")
OVERRIDE = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD")
PER_TEKST = 2500  # inputs of `make attack` for each text, from the seed on
STAP = 60  # every how many-th screen in `make test`


def leads_away(place: str) -> bool:
    """Whether a browser that follows this leaves the site: to it a backslash is a slash, and blanks are nothing."""
    seen = "".join(sign for sign in place if ord(sign) > 32).replace("\\", "/")
    parts = urlsplit(seen)
    ours = ("testserver", *settings.ALLOWED_HOSTS)
    return seen.startswith("//") or (bool(parts.scheme) and parts.hostname not in ours)


def judge(telling: Telling, answer: HttpResponse, soort: str, where: str) -> None:
    """Count one answer and note what is wrong with it."""
    telling.tried(soort)
    if answer.status_code >= 500:
        telling.fout(f"{soort} {answer.status_code}", where)
    if leads_away(answer.get("Location", "")) or leads_away(answer.get("HX-Redirect", "")):
        telling.bevinding(f"{soort}: leidt naar buiten", where)
    told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "Location")
    if "kanarie" in told or "kanarie" in answer.cookies.output():
        telling.bevinding(f"{soort}: komt in een kop", where)
    if answer.status_code < 400 and not answer.streaming and b"//kanarie.invalid" in answer.content.split(b"<main")[0]:
        telling.bevinding(f"{soort}: komt in een adres van de bladzijde", where)


def visit(wereld: Wereld, telling: Telling, user: Gebruiker, url: str, text: str) -> None:
    """One page with this text in every place where an address could be read: each name twice, and every header."""
    asked = "&".join(f"{name}={quote_plus(value)}" for name in NAMEN for value in ("/taken/", text))
    clean = text.encode("utf-8").decode("latin-1").replace("\r", "").replace("\n", "")
    told = dict.fromkeys((*DOORGEGEVEN, "HTTP_REFERER", "HTTP_HX_CURRENT_URL"), clean)
    with undone():
        judge(
            telling,
            wereld.raw(user, "GET", url, QUERY_STRING=asked, **told),
            "adres in vraag en koppen",
            f"{url} {text!r}",
        )
    with undone():
        judge(telling, wereld.raw(user, "GET", url, HTTP_HOST=clean), "kop HTTP_HOST", f"{url} {text!r}")


def disguised(wereld: Wereld, telling: Telling, user: Gebruiker, url: str) -> None:
    """One page asked for as if it were posted, in every way that some server believes."""
    for extra in ({}, *({name: "POST"} for name in OVERRIDE)):
        with undone(), writes() as written:
            judge(telling, wereld.raw(user, "GET", url, QUERY_STRING="_method=POST", **extra), "andere methode", url)
        if written:
            telling.bevinding("andere methode: een GET schrijft", url)


def send(wereld: Wereld, telling: Telling, user: Gebruiker, form: Formulier, text: str) -> None:
    """One form with this text where it could say where to go next."""
    data = form.filled(plausible) | {name: ["/taken/", text] for name in NAMEN}
    sent = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, values in data.items() for value in values)
    kind = "application/x-www-form-urlencoded"
    with undone():
        answer = wereld.raw(
            user, "POST", form.adres, sent.encode(), content_type=kind, HTTP_REFERER="https://kanarie.invalid/"
        )
        judge(telling, answer, "adres in een formulier", f"{form.adres} {text!r}")


def test_no_answer_leads_away(
    cast: Cast, als: Callable[[Gebruiker], Client], telling: Telling, aantal: int | None
) -> None:
    wereld = make_wereld(cast, als)
    with watched(wereld):
        found = list(doors(wereld, 1 if aantal else STAP))
        some = min(len(ADRESSEN), max(1, aantal // PER_TEKST)) if aantal else 4
        texts = (ADRESSEN * 2)[telling.zaad % len(ADRESSEN) if aantal else 0 :][:some]
        enough(wereld, telling, len(found))
        for number, (user, url) in enumerate(wereld.open):
            disguised(wereld, telling, user, url)
            for text in texts if aantal else texts[number % 4 :][:1]:
                visit(wereld, telling, user, url, text)
        for number, deur in enumerate(found):
            for text in texts if aantal else texts[number % 4 :][:1]:
                send(wereld, telling, deur.gebruiker, deur.formulier, text)
    telling.reached("bladzijden en formulieren maal teksten", telling.invoer["adres in vraag en koppen"]
                    + telling.invoer["adres in een formulier"],
                    (len(wereld.open) + len(found)) * (len(texts) if aantal else 1))  # fmt: skip
    telling.close()


@pytest.mark.parametrize("text", ADRESSEN if os.environ.get("KEUKENTAFEL_AANTAL") else ADRESSEN[::5])
def test_logging_in_sends_nobody_away(cast: Cast, text: str) -> None:
    cast.noor.set_password("een lang wachtwoord om te proberen")
    cast.noor.save()
    data = {"login": cast.noor.email, "password": "een lang wachtwoord om te proberen", "next": text}
    client = Client(raise_request_exception=False)
    before = client.session.session_key
    answer = client.post(f"/toegang/login/?next={quote_plus(text)}", data)
    assert answer.status_code < 500 and not leads_away(answer.get("Location", "")), answer.get("Location")
    assert client.session.session_key != before or before is None


def test_a_letter_points_only_to_us(cast: Cast) -> None:
    for text in ADRESSEN[::8]:
        clean = text.encode("utf-8").decode("latin-1").replace("\r", "").replace("\n", "")
        Client().post("/toegang/password/reset/", {"email": cast.noor.email}, HTTP_X_FORWARDED_HOST=clean)
        Client().post("/toegang/password/reset/", {"email": f"{cast.noor.email}\r\nBcc: kanarie@kanarie.invalid"})
    assert all("kanarie" not in str(letter.message()) for letter in mail.outbox)


def test_the_judge_sees_who_is_sent_away() -> None:
    away = [text for text in ADRESSEN if leads_away(text)]
    assert len(away) >= 25 and not leads_away("/casussen/1/?next=//x") and not leads_away("http://testserver/a")


def test_every_screen_is_asked() -> None:
    assert len(screens()) > 350
