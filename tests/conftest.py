"""Shared fixtures: the cast, a client logged in as one of them, and a collector for selectors under test."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from keukentafel.audit.gebeurtenis import Gebeurtenis, open_read
from keukentafel.toegang.public import Gebruiker
from tests import guards
from tests.cast import Cast, make_cast

guards.switch_on()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Each test starts with an empty cache: the counters that slow down guessing live there."""
    cache.clear()


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    """The cast are users of the demo, who count as logged in with two factors; a test may switch it off."""
    settings.DEMO = True


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast of tests/cast.py."""
    return make_cast()


@pytest.fixture
def als() -> Callable[[Gebruiker], Client]:
    """`als(cast.noor).get(...)`: a client logged in as this user."""

    def login(user: Gebruiker) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
        session.save()
        return client

    return login


@pytest.fixture
def inzage() -> Iterator[Gebeurtenis]:
    """Collect reads outside a request; the test may look at `inzage.posten`."""
    event = Gebeurtenis("test", None, "test")
    token = open_read.set(event)
    yield event
    open_read.reset(token)
