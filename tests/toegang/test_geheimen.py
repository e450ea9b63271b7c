"""Secrets of logging in as ASVS 6.4 to 6.5 and 11.5 want them: links, codes and keys."""

from __future__ import annotations

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

import config.settings as product
from keukentafel.partner.selectors import ALFABET, LENGTE
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.test_aanmeldeisen import NIEUW
from tests.toegang.test_sessie import CODE, SECRET, code_of, enrol, log_in, no_demo, noor

__all__ = ["no_demo", "noor"]  # fixtures
VERGETEN = "/toegang/password/reset/"


def test_a_link_of_a_letter_works_once_and_is_no_second_factor(noor: Gebruiker) -> None:
    enrol(noor)
    Client().post(VERGETEN, {"email": noor.email})
    link = re.findall(r"https?://[^/]+(/toegang/\S+)", str(mail.outbox[0].body))[0]
    client, sent = Client(), {"password1": NIEUW, "password2": NIEUW}
    form = client.get(link)["Location"]
    assert client.post(form, sent).status_code == 302
    assert "/login/" in client.get("/casussen/")["Location"]  # a new password logs nobody in
    late = Client()
    assert late.get(link).status_code == 200 and "password1" not in late.get(link).content.decode()
    cache.clear()
    assert log_in(client, noor, NIEUW)["Location"].startswith(CODE)
    assert "/login/" in client.get("/casussen/")["Location"]
    client.post(CODE, {"code": code_of(SECRET)})
    assert client.get("/casussen/").status_code == 200


def test_a_code_lives_half_a_minute(noor: Gebruiker) -> None:
    assert not hasattr(product, "MFA_TOTP_TOLERANCE") and not hasattr(product, "MFA_TOTP_PERIOD")  # 0 and 30 seconds
    enrol(noor)
    with override_settings(MFA_TOTP_TOLERANCE=0):
        for steps in (-3, -2, 3):
            client = Client()
            log_in(client, noor)
            client.post(CODE, {"code": code_of(SECRET, steps)})
            assert "/login/" in client.get("/casussen/")["Location"], steps


def test_emergency_codes_lie_encrypted_and_work_once(noor: Gebruiker) -> None:
    enrol(noor)
    codes = RecoveryCodes.activate(noor).get_unused_codes()
    assert len(set(codes)) == 10 and all(len(code) >= 8 for code in codes)
    kept = str(Authenticator.objects.get(user=noor, type=Authenticator.Type.RECOVERY_CODES).data)
    assert not [code for code in codes if code in kept] and re.search(r"'seed': 's\d+\.", kept)
    for times, opens in ((1, True), (2, False)):
        cache.clear()
        client = Client()
        log_in(client, noor)
        client.post(CODE, {"code": codes[0]})
        assert (client.get("/casussen/").status_code == 200) is opens, times


def test_a_line_end_in_an_address_sends_no_letter(noor: Gebruiker) -> None:
    for end in ("\r\n", "\n", "\r", "%0d%0a"):
        Client().post(VERGETEN, {"email": f"{noor.email}{end}Bcc: ander@elders.invalid"})
    assert mail.outbox == []


def test_a_key_of_a_partner_has_128_bits() -> None:
    assert len(set(ALFABET)) == len(ALFABET) and len(ALFABET) ** LENGTE >= 2**128


def test_what_was_typed_is_decoded_once(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    typed = "%3Cb%3E en &lt;i&gt; en %2527 en \\u003c"
    with override_settings(DEMO=True):
        sent = {"tekst": typed, "versie": str(cast.casus.versie)}
        assert als(cast.noor).post(f"/casussen/{cast.casus.pk}/samenvatting/", sent).status_code == 302
    cast.casus.refresh_from_db()
    assert cast.casus.samenvatting == typed
