"""Addresses of households and persons. Ids only: never a name or number of a person."""

from django.urls import path

from keukentafel.personen import (
    views,
    views_dicht,
    views_gezag,
    views_leden,
    views_relaties,
    views_samenvoegen,
    views_wijzigen,
)

app_name = "personen"
_H = "huishoudens/<int:huishouden_id>/"
_R = f"{_H}relaties/<int:relatie_id>/"
_P = f"{_H}personen/<int:persoon_id>/"
urlpatterns = [
    path("personen/gelijkenden/", views.gelijkenden, name="gelijkenden"),
    path(_H, views.huishouden, name="huishouden"),
    path(f"{_H}naam/", views_wijzigen.hernoemen, name="hernoemen"),
    path(f"{_H}leden/nieuw/", views_leden.lid_toevoegen, name="lid_toevoegen"),
    path(f"{_H}leden/<int:lid_id>/", views_leden.lid_wijzigen, name="lid_wijzigen"),
    path(f"{_H}leden/<int:lid_id>/beeindigen/", views_leden.lid_beeindigen, name="lid_beeindigen"),
    path(f"{_H}leden/<int:lid_id>/weghalen/", views_leden.lid_weghalen, name="lid_weghalen"),
    path(f"{_H}leden/<int:lid_id>/ongedaan/", views_leden.lid_ongedaan, name="lid_ongedaan"),
    path(f"{_H}verhuizen/", views_leden.verhuizen, name="verhuizen"),
    path(f"{_H}verhuizen/<int:nieuw_id>/ongedaan/", views_leden.verhuizing_ongedaan, name="verhuizing_ongedaan"),
    path(f"{_H}relaties/nieuw/", views_relaties.relatie_toevoegen, name="relatie_toevoegen"),
    path(f"{_R}beeindigen/", views_relaties.relatie_beeindigen, name="relatie_beeindigen"),
    path(f"{_R}weghalen/", views_relaties.relatie_weghalen, name="relatie_weghalen"),
    path(f"{_R}ongedaan/", views_relaties.relatie_ongedaan, name="relatie_ongedaan"),
    path(f"{_H}anderen/<int:ander_id>/", views_relaties.ander, name="ander"),
    path(f"{_H}anderen/<int:ander_id>/wijzigen/", views_relaties.ander_wijzigen, name="ander_wijzigen"),
    path(f"{_H}belang/", views_wijzigen.belang, name="belang"),
    path(f"{_H}belang/<int:belang_id>/intrekken/", views_wijzigen.belang_intrekken, name="belang_intrekken"),
    path(f"{_H}afschermen/", views_dicht.afschermen, name="afschermen"),
    path(f"{_H}ontschermen/", views_dicht.ontschermen, name="ontschermen"),
    path(f"{_H}ontschermen/besluit/", views_dicht.ontscherming, name="ontscherming"),
    path("mijn-huishouden/", views_dicht.eigen_persoon, name="eigen_persoon"),
    path("beheer/gebruikers/eigen/<int:gebruiker_id>/", views_dicht.eigen_persoon_van, name="eigen_persoon_van"),
    path(_P, views.persoon, name="persoon"),
    path(f"{_P}gezag/", views_gezag.gezag, name="gezag"),
    path(f"{_P}wijzigen/", views_wijzigen.persoon_wijzigen, name="persoon_wijzigen"),
    path(f"{_P}samenvoegen/", views_samenvoegen.samenvoegen, name="samenvoegen"),
    path(
        "samenvoegingen/<int:samenvoeging_id>/ongedaan/",
        views_samenvoegen.samenvoeging_ongedaan,
        name="samenvoeging_ongedaan",
    ),
]
