"""Addresses of Inzicht."""

from django.urls import path

from keukentafel.inzicht.views import bestanden, kwaliteit, schermen, vulgraad

app_name = "inzicht"
urlpatterns = [
    path("", schermen.overzicht, name="overzicht"),
    path("verversen/", schermen.verversen, name="verversen"),
    path("pakket/<slug:pakketvorm>/", bestanden.pakket, name="pakket"),
    path("aanvullen/", kwaliteit.aanvullen, name="kwaliteit"),
    path("vulgraad/", vulgraad.vulgraad, name="vulgraad"),
    path("vraag/<slug:vraag>/", schermen.vraag, name="vraag"),
    path("vraag/<slug:vraag>/<slug:figuur>/<slug:vorm>/", bestanden.bestand, name="bestand"),
]
