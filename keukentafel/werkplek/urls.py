"""Addresses of the desk."""

from django.urls import path

from keukentafel.werkplek import (
    views_bijwerken,
    views_casus,
    views_casuslijst,
    views_concepten,
    views_nood,
    views_teambord,
    views_vandaag,
    views_wie,
    views_zoeken,
)

app_name = "werkplek"
urlpatterns = [
    path("", views_vandaag.vandaag, name="vandaag"),
    path("taken/", views_vandaag.taken, name="taken"),
    path("bijwerken/", views_bijwerken.bijwerken, name="bijwerken"),
    path("bijwerken/<int:casus_id>/", views_bijwerken.beurt, name="beurt"),
    path("teambord/", views_teambord.teambord, name="teambord"),
    path("teambord/vraag/<int:casus_id>/", views_teambord.vraag_regisseur, name="vraag_regisseur"),
    path("wie/", views_wie.wie, name="wie"),
    path("zoeken/", views_zoeken.zoeken, name="zoeken"),
    path("noodtoegang/", views_nood.noodtoegang, name="noodtoegang"),
    path("noodtoegang/<int:noodtoegang_id>/einde/", views_nood.noodtoegang_einde, name="noodtoegang_einde"),
    path("concept/", views_concepten.concept, name="concept"),
    path("casussen/", views_casuslijst.casuslijst, name="casuslijst"),
    path("casussen/<int:casus_id>/", views_casus.casuspagina, name="casuspagina"),
]
