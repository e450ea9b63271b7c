"""Addresses of the interface, under /api/, and of its keys, under /beheer/koppelingen/.

The version stands in the address (API Design Rules); without one it is the newest. Names are taken as they come: what
is no name of ours is refused as a problem, and not with a page.
"""

from django.urls import path

from keukentafel.inzicht.api import views
from keukentafel.inzicht.views import koppelingen

app_name = "inzicht_api"
urlpatterns = [
    path("api/rapporten/", views.rapporten, name="rapporten"),
    path("api/rapporten/<str:rapport>", views.rapport, name="rapport"),
    path("api/v1/rapporten", views.rapporten, name="rapporten"),
    path("api/v1/rapporten/<str:rapport>", views.rapport, name="rapport"),
    path("api/v1/cijfers", views.cijfers, name="cijfers"),
    path("api/v1/cijfers/<str:vraag>/<str:figuur>", views.cijfer, name="cijfer"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("beheer/koppelingen/", koppelingen.sleutels, name="sleutels"),
    path("beheer/koppelingen/<int:koppelsleutel_id>/einde/", koppelingen.einde, name="einde"),
]
