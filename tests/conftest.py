"""Shared fixtures: the cast, a client logged in as one of them, and a collector for selectors under test."""

import copy
import gc
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as proof
from pytest_django import DjangoDbBlocker, Settings

from keukentafel.audit.gebeurtenis import Gebeurtenis, open_read
from keukentafel.core.muur import name_system
from keukentafel.toegang.public import Gebruiker
from tests import dag, guards, migrated
from tests.cast import Cast, make_cast
from tests.chromium import chromium, desk

__all__ = ["chromium", "desk"]  # fixtures of tests/chromium.py

dag.hold()
name_system("tests")  # what a test does itself, the product does; a request is for whoever sends it
guards.switch_on()
# The same examples every time, however slow the machine; `--hypothesis-profile=zoek` looks further.
PATIENT = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
proof.register_profile("vast", derandomize=True, **PATIENT)
proof.register_profile("zoek", derandomize=False, max_examples=500, **PATIENT)
proof.load_profile("vast")


DATABASE = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for no database need not run again on PostgreSQL."""
    for item in items:
        asked = DATABASE & set(getattr(item, "fixturenames", ()))
        if not asked and item.get_closest_marker("django_db") is None:
            item.add_marker("sqlite")


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the collector of garbage need not walk through it time and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the test database lies: asked by pytest-django before it makes one."""
    migrated.keep_migrated(tmp_path_factory.mktemp("database"))


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Each test starts with an empty cache: the counters that slow down guessing live there."""
    cache.clear()


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> None:
    """A process looks once which key is in use, not every few seconds: a test must not lean on the clock."""
    settings.SLEUTEL_GELDT = 10**9


@pytest.fixture(autouse=True)
def tempo(settings: Settings) -> None:
    """A walk asks faster than anybody may (toegang/tempo.toml): the limits are on where they are tested."""
    settings.TEMPO = False


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    """The cast are users of the demo, who count as logged in with two factors; a test may switch it off."""
    settings.DEMO = True


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A password is hashed once, and not the million times that make guessing slow: Django's own work, and tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def inlezingen(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Packages that a test offers on the screen, and the locks of heavy processes, lie in a directory of this run."""
    settings.INLEZINGEN_DIR = tmp_path_factory.getbasetemp() / "inlezingen"
    settings.IJKPUNT_DIR = tmp_path_factory.getbasetemp() / "ijkpunten"
    settings.VERNIETIGING_DIR = tmp_path_factory.getbasetemp() / "vernietiging"
    settings.PLAATSEN_DIR = tmp_path_factory.getbasetemp() / "plaatsen"


@pytest.fixture(scope="session")
def first_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Cast:
    """The cast, made once and left in the test database: each test that wants it gets a copy."""
    with django_db_blocker.unblock():
        made = make_cast()
        migrated.remember()
        return made


@pytest.fixture
def cast(first_cast: Cast, db: None) -> Cast:
    """The fixed cast of tests/cast.py; made anew when a transactional test has emptied the database (PostgreSQL).

    It asks for `db` in so many words: pytest-django makes only the databases that it sees a test ask for.
    """
    if Gebruiker.objects.filter(pk=first_cast.noor.pk, email=first_cast.noor.email).exists():
        return copy.deepcopy(first_cast)
    return make_cast()


@pytest.fixture
def als() -> Callable[[Gebruiker], Client]:
    """`als(cast.noor).get(...)`: a client logged in as this user; the clients of one test share their middleware."""
    handler = Client().handler

    def login(user: Gebruiker) -> Client:
        client = Client()
        client.handler = handler
        client.force_login(user, backend="keukentafel.toegang.aanmelden.Wachtwoord")
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
