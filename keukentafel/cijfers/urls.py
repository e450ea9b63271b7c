"""Addresses of series from other systems."""

from django.urls import path

from keukentafel.cijfers import views

app_name = "cijfers"
urlpatterns = [
    path("", views.reeksen, name="reeksen"),
    path("inlezen/", views.aanbieden, name="aanbieden"),
    path("inlezen/<int:aanbod_id>/", views.aanbod, name="aanbod"),
    path("inlezen/<int:aanbod_id>/fouten/", views.fouten, name="fouten"),
    path("inlezen/<int:aanbod_id>/door/", views.inlezen, name="inlezen"),
    path("inlezen/<int:aanbod_id>/weg/", views.wegdoen, name="wegdoen"),
    path("<int:reeks_id>/", views.reeks, name="reeks"),
    path("<int:reeks_id>/bestand/", views.bestand, name="bestand"),
]
