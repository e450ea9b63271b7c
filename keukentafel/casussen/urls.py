"""Addresses of a case; the pages that compose rooms are in werkplek."""

from django.urls import path

from keukentafel.casussen.views import (
    belasting,
    coordinatie,
    doorverbinden,
    gegevens,
    knelpunten,
    meelezen,
    regie,
    rollen,
    samen,
    verloop,
)

app_name = "casussen"
urlpatterns = [
    path("casussen/<int:casus_id>/samenvatting/", gegevens.samenvatting, name="samenvatting"),
    path("casussen/<int:casus_id>/gegevens/", gegevens.gegevens, name="gegevens"),
    path("casussen/<int:casus_id>/vraagverheldering/", gegevens.vraagverheldering, name="vraagverheldering"),
    path("casussen/<int:casus_id>/let-op/", gegevens.let_op, name="let_op"),
    path("casussen/<int:casus_id>/let-op/<int:nummer>/weg/<int:versie>/", gegevens.let_op_weg, name="let_op_weg"),
    path("casussen/<int:casus_id>/volgen/", gegevens.volgen, name="volgen"),
    path("casussen/<int:casus_id>/actief/", gegevens.actief, name="actief"),
    path("casussen/<int:casus_id>/verloop/", verloop.verloop, name="verloop"),
    path(
        "casussen/<int:casus_id>/verloop/<int:faseovergang_id>/ongedaan/",
        verloop.overgang_ongedaan,
        name="overgang_ongedaan",
    ),
    path("casussen/<int:casus_id>/toewijzen/", regie.toewijzen, name="toewijzen"),
    path(
        "casussen/<int:casus_id>/toewijzen/<int:rol_id>/ongedaan/",
        regie.toewijzen_ongedaan,
        name="toewijzen_ongedaan",
    ),
    path("casussen/<int:casus_id>/overdragen/", regie.overdragen, name="overdragen"),
    path("overdrachten/<int:overdracht_id>/", regie.overdracht, name="overdracht"),
    path(
        "casussen/<int:casus_id>/overdragen/<int:overdracht_id>/intrekken/",
        regie.overdracht_intrekken,
        name="overdracht_intrekken",
    ),
    path("casussen/<int:casus_id>/waarnemer/", regie.waarnemer, name="waarnemer"),
    path("casussen/<int:casus_id>/waarnemer/klaar/", regie.waarnemer_klaar, name="waarnemer_klaar"),
    path("casussen/<int:casus_id>/rollen/", rollen.rollen, name="rollen"),
    path("casussen/<int:casus_id>/rollen/<int:rol_id>/einde/", rollen.rol_einde, name="rol_einde"),
    path("casussen/<int:casus_id>/uitnodigen/", rollen.uitnodigen, name="uitnodigen"),
    path(
        "casussen/<int:casus_id>/uitnodigen/<int:uitnodiging_id>/intrekken/",
        rollen.uitnodiging_intrekken,
        name="uitnodiging_intrekken",
    ),
    path("uitnodigingen/<int:uitnodiging_id>/", rollen.uitnodiging, name="uitnodiging"),
    path("casussen/<int:casus_id>/meelezen/", meelezen.meelezen, name="meelezen"),
    path(
        "casussen/<int:casus_id>/meelezen/<int:meelezing_id>/intrekken/",
        meelezen.meelezing_intrekken,
        name="meelezing_intrekken",
    ),
    path("meelezen/<int:meelezing_id>/", meelezen.meelezing, name="meelezing"),
    path("casussen/<int:casus_id>/doorverbinden/", doorverbinden.doorverbinden, name="doorverbinden"),
    path(
        "casussen/<int:casus_id>/doorverbinden/<int:doorverbinding_id>/",
        doorverbinden.doorverbinding,
        name="doorverbinding",
    ),
    path("casussen/<int:casus_id>/regie/", regie.regie, name="regie"),
    path("casussen/<int:casus_id>/opschalen/", regie.opschalen, name="opschalen"),
    path("casussen/<int:casus_id>/coordinatie/", coordinatie.coordinatie, name="coordinatie"),
    path(
        "casussen/<int:casus_id>/coordinatie/<int:coordinatiebesluit_id>/",
        coordinatie.intrekken,
        name="coordinatie_intrekken",
    ),
    path("casussen/<int:casus_id>/knelpunt/", knelpunten.knelpunt, name="knelpunt"),
    path(
        "casussen/<int:casus_id>/knelpunt/<int:knelpunt_id>/",
        knelpunten.vrijgeven,
        name="knelpunt_vrijgeven",
    ),
    path(
        "casussen/<int:casus_id>/knelpunt/<int:knelpunt_id>/terug/",
        knelpunten.terughalen,
        name="knelpunt_terug",
    ),
    path("belasting/", belasting.belasting, name="belasting"),
    path("casussen/samen/toewijzen/", samen.toewijzen_samen, name="toewijzen_samen"),
    path("casussen/samen/volgen/", samen.volgen_samen, name="volgen_samen"),
]
