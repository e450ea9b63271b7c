"""Addresses of series from other systems and of price lists."""

from django.urls import path

from keukentafel.cijfers.views import aanbod, prijzen, reeksen

app_name = "cijfers"
urlpatterns = [
    path("", reeksen.reeksen, name="reeksen"),
    path("inlezen/", reeksen.aanbieden, name="aanbieden"),
    path("inlezen/<int:aanbod_id>/", aanbod.aanbod, name="aanbod"),
    path("inlezen/<int:aanbod_id>/fouten/", aanbod.fouten, name="fouten"),
    path("inlezen/<int:aanbod_id>/door/", aanbod.inlezen, name="inlezen"),
    path("inlezen/<int:aanbod_id>/weg/", aanbod.wegdoen, name="wegdoen"),
    path("prijzen/", prijzen.prijslijsten, name="prijzen"),
    path("prijzen/<slug:prijslijst>/", prijzen.prijzen_aanbieden, name="prijzen_aanbieden"),
    path("prijzen/<slug:prijslijst>/bestand/", prijzen.prijsbestand, name="prijsbestand"),
    path("<int:reeks_id>/", reeksen.reeks, name="reeks"),
    path("<int:reeks_id>/bestand/", reeksen.bestand, name="bestand"),
]
