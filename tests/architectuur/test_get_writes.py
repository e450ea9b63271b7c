"""A GET writes nothing but the log of the read; a view that does is refused in tests and in production."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from keukentafel.core.middleware import LezenSchreef

GUARD = "keukentafel.core.middleware.LezenSchrijftNiet"


def counter(request: HttpRequest) -> HttpResponse:
    """A view with a planted fault: it writes, whatever the method."""
    ContentType.objects.create(app_label="geplant", model=request.method or "")
    return HttpResponse("geteld", content_type="text/plain")


def update(request: HttpRequest) -> HttpResponse:
    """The same fault in a quieter form."""
    ContentType.objects.filter(pk=-1).update(app_label="geplant")
    return HttpResponse("bijgewerkt", content_type="text/plain")


urlpatterns = [path("tel/", counter), path("werk-bij/", update)]


@pytest.mark.django_db(transaction=True)
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[GUARD])
@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("address", ["/tel/", "/werk-bij/"])
def test_a_get_that_writes_is_refused(method: str, address: str) -> None:
    with pytest.raises(LezenSchreef):
        getattr(Client(), method)(address)
    assert not ContentType.objects.filter(app_label="geplant").exists()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[GUARD])
def test_a_post_may_write() -> None:
    assert Client().post("/tel/").status_code == 200
    assert ContentType.objects.filter(app_label="geplant").count() == 1


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_without_the_guard_the_planted_view_writes() -> None:
    assert Client().get("/tel/").status_code == 200
    assert ContentType.objects.filter(app_label="geplant").exists()
