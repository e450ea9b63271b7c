"""Addresses of the map, under /beheer/."""

from django.urls import path

from keukentafel.socialekaart import views

app_name = "socialekaart"
urlpatterns = [
    path("organisaties/", views.organisaties, name="organisaties"),
    path("organisaties/nieuw/", views.organisatie_nieuw, name="organisatie_nieuw"),
    path("organisaties/<int:organisatie_id>/", views.organisatie_wijzigen, name="organisatie_wijzigen"),
    path("gebieden/", views.gebieden, name="gebieden"),
    path("gebieden/nieuw/", views.gebied_nieuw, name="gebied_nieuw"),
    path("gebieden/postcodes/", views.postcodes, name="postcodes"),
    path("gebieden/<int:gebied_id>/", views.gebied_wijzigen, name="gebied_wijzigen"),
]
