"""Addresses of the partner, under /partner/, and of their keys, under /beheer/partners/."""

from django.urls import path

from keukentafel.partner.views import beheer, melden, wie

app_name = "partner"
urlpatterns = [
    path("partner/", melden.sleutel, name="sleutel"),
    path("partner/melding/", melden.melding, name="melding"),
    path("partner/ontvangen/", melden.ontvangen, name="ontvangen"),
    path("partner/stoppen/", melden.stoppen, name="stoppen"),
    path("partner/wie/", wie.wie, name="wie"),
    path("beheer/partners/", beheer.sleutels, name="sleutels"),
    path("beheer/partners/<int:partnersleutel_id>/einde/", beheer.einde, name="einde"),
]
