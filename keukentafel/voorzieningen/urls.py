"""Addresses of requests: those that begin at a case, and those of the queue."""

from django.urls import path

from keukentafel.voorzieningen.views import aanvragen, besluiten, pagina

app_name = "voorzieningen"
urlpatterns = [
    path("casussen/<int:casus_id>/aanvragen/nieuw/", aanvragen.nieuw, name="nieuw"),
    path("casussen/<int:casus_id>/aanvragen/inzet/<int:inzet_id>/", aanvragen.uit_inzet, name="uit_inzet"),
    path("casussen/<int:casus_id>/aanvragen/ander/", aanvragen.besluit_ander, name="besluit_ander"),
    path(
        "casussen/<int:casus_id>/aanvragen/ander/<int:besluit_id>/",
        aanvragen.besluit_ander_wijzigen,
        name="besluit_ander_wijzigen",
    ),
    path("aanvragen/", besluiten.bak, name="bak"),
    path("aanvragen/<int:aanvraag_id>/", pagina.aanvraag, name="aanvraag"),
    path("aanvragen/<int:aanvraag_id>/blok/", pagina.blok, name="blok"),
    path("aanvragen/<int:aanvraag_id>/bewerken/", aanvragen.bewerken, name="bewerken"),
    path("aanvragen/<int:aanvraag_id>/indienen/", aanvragen.indienen, name="indienen"),
    path("aanvragen/<int:aanvraag_id>/intrekken/", aanvragen.intrekken, name="intrekken"),
    path("aanvragen/<int:aanvraag_id>/vraag/", besluiten.vraag, name="vraag"),
    path("aanvragen/<int:aanvraag_id>/vraag/<int:vraagterug_id>/", aanvragen.antwoord, name="antwoord"),
    path("aanvragen/<int:aanvraag_id>/besluit/", besluiten.besluit, name="besluit"),
    path("aanvragen/<int:aanvraag_id>/wachten/", aanvragen.wachten, name="wachten"),
    path("aanvragen/<int:aanvraag_id>/start/", besluiten.start, name="start"),
    path("aanvragen/<int:aanvraag_id>/einde/", besluiten.einde, name="einde"),
]
