"""Addresses of meldingen, under /meldingen/."""

from django.urls import path

from keukentafel.meldingen.views import aannemen, melding

app_name = "meldingen"
urlpatterns = [
    path("nieuw/", aannemen.nieuw, name="nieuw"),
    path("nieuw/team/", aannemen.team_bij_postcode, name="team_bij_postcode"),
    path("acuut/", aannemen.acuut, name="acuut"),
    path("<int:melding_id>/", melding.tonen, name="melding"),
    path("<int:melding_id>/heropenen/", melding.heropenen, name="heropenen"),
]
