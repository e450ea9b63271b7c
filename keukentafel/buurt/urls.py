"""Addresses of the neighbourhood service, under /buurt/."""

from django.urls import path

from keukentafel.buurt.views import activiteiten, koppelen, overzicht

app_name = "buurt"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("vragen/nieuw/", overzicht.vraag_nieuw, name="vraag_nieuw"),
    path("vragen/nieuw/casus/<int:casus_id>/", overzicht.vraag_bij_plan, name="vraag_bij_plan"),
    path("vragen/<int:buurtvraag_id>/koppelen/", koppelen.vraag_koppelen, name="vraag_koppelen"),
    path("vragen/<int:buurtvraag_id>/intrekken/", koppelen.vraag_intrekken, name="vraag_intrekken"),
    path("vragen/<int:buurtvraag_id>/heropenen/", koppelen.vraag_heropenen, name="vraag_heropenen"),
    path("aanbod/nieuw/", overzicht.aanbod_nieuw, name="aanbod_nieuw"),
    path("aanbod/<int:buurtaanbod_id>/koppelen/", koppelen.aanbod_koppelen, name="aanbod_koppelen"),
    path("aanbod/<int:buurtaanbod_id>/intrekken/", koppelen.aanbod_intrekken, name="aanbod_intrekken"),
    path("aanbod/<int:buurtaanbod_id>/heropenen/", koppelen.aanbod_heropenen, name="aanbod_heropenen"),
    path("koppelingen/", koppelen.koppelingen, name="koppelingen"),
    path("koppelingen/<int:koppeling_id>/ongedaan/", koppelen.koppeling_ongedaan, name="koppeling_ongedaan"),
    path("activiteiten/", activiteiten.activiteiten, name="activiteiten"),
    path("activiteiten/nieuw/", activiteiten.nieuw, name="activiteit_nieuw"),
    path("activiteiten/<int:activiteit_id>/", activiteiten.wijzigen, name="activiteit_wijzigen"),
    path("activiteiten/<int:activiteit_id>/weghalen/", activiteiten.weghalen, name="activiteit_weghalen"),
    path("activiteiten/<int:activiteit_id>/herstellen/", activiteiten.herstellen, name="activiteit_herstellen"),
    path("cijfers/", activiteiten.cijfers, name="cijfers"),
]
