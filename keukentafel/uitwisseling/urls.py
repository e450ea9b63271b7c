"""Addresses of exchange packages, under /beheer/pakketten/."""

from django.urls import path

from keukentafel.uitwisseling import views

app_name = "uitwisseling"
urlpatterns = [
    path("", views.pakketten, name="pakketten"),
    path("<int:inlezing_id>/", views.inlezing, name="inlezing"),
    path("<int:inlezing_id>/fouten.csv", views.fouten, name="fouten"),
    path("<int:inlezing_id>/inlezen/", views.inlezen, name="inlezen"),
    path("<int:inlezing_id>/weg/", views.weg, name="weg"),
]
