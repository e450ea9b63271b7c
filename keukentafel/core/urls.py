"""Addresses without a word of the work."""

from django.urls import path

from keukentafel.core import galerij, views

app_name = "core"
urlpatterns = [
    path("gezond/", views.gezond, name="gezond"),
    path("componenten/", galerij.componenten, name="componenten"),
]
