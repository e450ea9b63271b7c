"""Addresses of Inzicht."""

from django.urls import path

from keukentafel.inzicht.views import (
    bestanden,
    bevroren,
    businesscase,
    knelpunten,
    koppelingen,
    kwaliteit,
    praktijkscan,
    schermen,
    verkenner,
    vulgraad,
)

app_name = "inzicht"
urlpatterns = [
    path("", schermen.overzicht, name="overzicht"),
    path("verversen/", schermen.verversen, name="verversen"),
    path("pakket/<slug:pakketvorm>/", bestanden.pakket, name="pakket"),
    path("vastgelegd/", bevroren.bevroren, name="bevroren"),
    path("vastgelegd/<int:bevroren_id>/", bevroren.bevroren_set, name="bevroren_set"),
    path("vastgelegd/<int:bevroren_id>/vergelijken/", bevroren.vergelijken, name="vergelijken"),
    path("vastgelegd/<int:bevroren_id>/<slug:bevrorenvorm>/", bevroren.bevroren_bestand, name="bevroren_bestand"),
    path("koppelingen/", koppelingen.van_team, name="koppelingen"),
    path("koppelingen/<int:koppelsleutel_id>/bevestigen/", koppelingen.bevestigen, name="koppeling_bevestigen"),
    path("koppelingen/<int:koppelsleutel_id>/weigeren/", koppelingen.weigeren, name="koppeling_weigeren"),
    path("knelpunten/", knelpunten.knelpunten, name="knelpunten"),
    path("knelpunten/<int:knelregel_id>/", knelpunten.knelregel, name="knelregel"),
    path("businesscases/", businesscase.businesscases, name="businesscases"),
    path("businesscases/<int:businesscase_id>/", businesscase.businesscase, name="businesscase"),
    path("businesscases/<int:businesscase_id>/regel/<int:post_id>/weg/", businesscase.post_weg, name="post_weg"),
    path("businesscases/<int:businesscase_id>/vaststellen/", businesscase.vaststellen, name="vaststellen"),
    path("businesscases/<int:businesscase_id>/versie/<int:nummer>/", businesscase.versie, name="businesscase_versie"),
    path("scans/", praktijkscan.scans, name="scans"),
    path("scans/<int:scan_id>/", praktijkscan.scan, name="scan"),
    path("scans/<int:scan_id>/afsluiten/", praktijkscan.afsluiten, name="scan_afsluiten"),
    path("scans/<int:scan_id>/bevinding/", praktijkscan.bevinding, name="bevinding_nieuw"),
    path("scans/<int:scan_id>/bevinding/<int:bevinding_id>/", praktijkscan.bevinding, name="bevinding"),
    path("scans/<int:scan_id>/punt/", praktijkscan.punt, name="punt_nieuw"),
    path("scans/<int:scan_id>/punt/<int:punt_id>/", praktijkscan.punt, name="punt"),
    path("scans/<int:scan_id>/punt/<int:punt_id>/hoger/", praktijkscan.punt_hoger, name="punt_hoger"),
    path("scans/<int:scan_id>/punt/<int:punt_id>/weg/", praktijkscan.punt_weg, name="punt_weg"),
    path("aanvullen/", kwaliteit.aanvullen, name="kwaliteit"),
    path("vulgraad/", vulgraad.vulgraad, name="vulgraad"),
    path("rijen/<int:rijen_id>/", schermen.rijen, name="rijen"),
    path("evaluatie/<slug:evaluatievorm>/", bestanden.evaluatie, name="evaluatie"),
    path("verkenner/", verkenner.verkenner, name="verkenner"),
    path("verkenner/<slug:verkenvorm>/", verkenner.verkend, name="verkend"),
    path("vraag/<slug:vraag>/", schermen.vraag, name="vraag"),
    path("vraag/<slug:vraag>/<slug:figuur>/<slug:vorm>/", bestanden.bestand, name="bestand"),
]
