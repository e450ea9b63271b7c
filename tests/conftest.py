"""Shared fixtures: the cast, a client logged in as one of them, and a collector for selectors under test."""

import gc
import pickle
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.conf import settings as product
from django.core.cache import cache
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as proof
from pytest_django import DjangoDbBlocker

from keukentafel.audit.gebeurtenis import Gebeurtenis, open_read
from keukentafel.core.muur import name_system
from keukentafel.toegang.public import Gebruiker
from tests import dag, guards, migrated, once
from tests.cast import Cast, make_cast
from tests.chromium import chromium, desk

__all__ = ["chromium", "desk"]  # fixtures of tests/chromium.py

dag.hold()
name_system("tests")  # what a test does itself, the product does; a request is for whoever sends it
guards.switch_on()
once.switch_on()
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


class Firsts(NamedTuple):
    """The cast that lies in the test database: by whom it is known again, and all of it packed."""

    noor: int
    email: str
    packed: bytes


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Each test starts with an empty cache: the counters that slow down guessing live there."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of a run, set once; a test that wants another one sets it with the fixture `settings`.

    The cast are users of the demo, who count as logged in with two factors. A process looks once which key is in use,
    not every few seconds: a test must not lean on the clock. A password is hashed once, and not the million times that
    make guessing slow: Django's own work, and tested. Packages that a test offers on the screen, and the locks of heavy
    processes, lie in a directory of this run. A walk asks faster than anybody may (toegang/tempo.toml): those limits
    are on where they are tested.
    """
    here = tmp_path_factory.getbasetemp()
    with override_settings(
        DEMO=True,
        TEMPO=False,
        SLEUTEL_GELDT=10**9,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INLEZINGEN_DIR=here / "inlezingen",
        IJKPUNT_DIR=here / "ijkpunten",
        VERNIETIGING_DIR=here / "vernietiging",
        PLAATSEN_DIR=here / "plaatsen",
    ):
        yield


@pytest.fixture(scope="session")
def first_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Firsts:
    """The cast, made once and left in the test database: each test that wants it gets a copy."""
    with django_db_blocker.unblock():
        made = make_cast()
        migrated.remember()
        return Firsts(made.noor.pk, made.noor.email, pickle.dumps(made))


@pytest.fixture
def cast(first_cast: Firsts, db: None) -> Cast:
    """The fixed cast of tests/cast.py; made anew when a transactional test has emptied the database (PostgreSQL).

    It asks for `db` in so many words: pytest-django makes only the databases that it sees a test ask for.
    """
    if Gebruiker.objects.filter(pk=first_cast.noor, email=first_cast.email).exists():
        copied: Cast = pickle.loads(first_cast.packed)  # a fifth of the time of copy.deepcopy
        return copied
    return make_cast()


@pytest.fixture
def als() -> Callable[[Gebruiker], Client]:
    """`als(cast.noor).get(...)`: a client logged in as this user; the clients of one test share their middleware."""
    handler = Client().handler

    def login(user: Gebruiker) -> Client:
        client = Client()
        client.handler = handler
        session = once.new_session(user, "keukentafel.toegang.aanmelden.Wachtwoord")
        client.cookies[product.SESSION_COOKIE_NAME] = session.session_key
        return client

    return login


@pytest.fixture
def inzage() -> Iterator[Gebeurtenis]:
    """Collect reads outside a request; the test may look at `inzage.posten`."""
    event = Gebeurtenis("test", None, "test")
    token = open_read.set(event)
    yield event
    open_read.reset(token)
