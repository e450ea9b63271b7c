from django.urls import path

from keukentafel.privacy.views import controle, gezien, logboek, noodtoegang, start

app_name = "privacy"
urlpatterns = [
    path("", start.start, name="start"),
    path("noodtoegang/", noodtoegang.noodtoegangen, name="noodtoegangen"),
    path("noodtoegang/<int:noodtoegang_id>/", noodtoegang.noodtoegang, name="noodtoegang"),
    # logboek and controle: who saw what
    path("controle/", controle.controles, name="controles"),
    path("controle/maken/", controle.controle_maken, name="controle_maken"),
    path("controle/<int:controle_id>/", controle.controle, name="controle"),
    path("controle/punt/<int:controlepunt_id>/", controle.controlepunt, name="controlepunt"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("logboek/<int:persoon_id>/", logboek.logboek_inwoner, name="logboek_inwoner"),
    path("logboek/<int:persoon_id>/document/", logboek.logboek_document, name="logboek_document"),
    path("zoekopdrachten/", logboek.zoektermen, name="zoektermen"),
    path("zoekopdrachten/<int:regel_nr>/", logboek.zoekterm, name="zoekterm"),
    path("gezien/", gezien.gezien, name="gezien"),
    # inzage and verzoeken: the rights of the resident
    # bewaren and vernietigen: retention
]
