from django.urls import path

from keukentafel.privacy.views import bewaren, controle, gezien, logboek, noodtoegang, start, stops, verzoeken

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
    path("verzoeken/", verzoeken.verzoeken, name="verzoeken"),
    path("verzoeken/nieuw/", verzoeken.zoeken, name="zoeken"),
    path("verzoeken/nieuw/<int:persoon_id>/", verzoeken.nieuw, name="nieuw"),
    path("verzoeken/<int:verzoek_id>/", verzoeken.verzoek, name="verzoek"),
    path("verzoeken/<int:verzoek_id>/brief/", verzoeken.brief, name="brief"),
    path("verzoeken/<int:verzoek_id>/identiteit/", verzoeken.identiteit, name="identiteit"),
    path("verzoeken/<int:verzoek_id>/verlengen/", verzoeken.verlengen, name="verlengen"),
    path("verzoeken/<int:verzoek_id>/inbreng/", verzoeken.inbreng_vragen, name="inbreng_vragen"),
    path("verzoeken/<int:verzoek_id>/kopie/", verzoeken.inzage, name="inzage"),
    path("verzoeken/<int:verzoek_id>/uitvoeren/", verzoeken.uitvoeren, name="uitvoeren"),
    path("verzoeken/<int:verzoek_id>/hervatten/", verzoeken.hervatten, name="hervatten"),
    path("verzoeken/<int:verzoek_id>/afhandelen/", verzoeken.afhandelen, name="afhandelen"),
    path("kopie/<int:kopie_id>/", verzoeken.ophalen, name="ophalen"),
    path("inbreng/<int:inbreng_id>/", verzoeken.inbreng, name="inbreng"),
    path("verklaringen/<int:huishouden_id>/", verzoeken.verklaringen, name="verklaringen"),
    # bewaren and vernietigen: retention
    path("bewaren/", bewaren.bewaren, name="bewaren"),
    path("bewaren/stops/", stops.stops, name="stops"),
    path("bewaren/stops/<int:stop_id>/", stops.stop, name="stop"),
    path("bewaren/termijn/<slug:termijnsoort>/", bewaren.bewaartermijn, name="bewaartermijn"),
    path("bewaren/lijst/<int:lijst_id>/", bewaren.vernietigingslijst, name="vernietigingslijst"),
]
