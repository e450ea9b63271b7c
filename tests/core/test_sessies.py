"""A session is found while it lasts, and forgotten afterwards."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from keukentafel.core.sessies import SessionStore

pytestmark = pytest.mark.django_db


def kept() -> str:
    """The key of a session in which something stands."""
    session = SessionStore()
    session["wie"] = "noor"
    session.save()
    assert session.session_key
    return session.session_key


def test_found_by_its_key_alone() -> None:
    first, second = kept(), kept()
    assert SessionStore(first)["wie"] == "noor"
    assert SessionStore(second)["wie"] == "noor"
    other = SessionStore("a" * 32)
    assert other.get("wie") is None
    assert other.session_key is None


def test_gone_once_it_is_over() -> None:
    key = kept()
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    over = SessionStore(key)
    assert over.get("wie") is None
    assert over.session_key is None
