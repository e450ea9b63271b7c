"""Addresses of the plan, under the case through which it is reached."""

from django.urls import include, path

from keukentafel.plannen.views import doelen, meegeven, meekijken, ondersteuning, plan, samenvoegen, tab

app_name = "plannen"

_plan = [
    path("", tab.plan, name="plan"),
    path("nieuw/", plan.nieuw, name="nieuw"),
    path("aansluiten/", plan.aansluiten, name="aansluiten"),
    path("samenvoegen/<int:naastplan_id>/", samenvoegen.samenvoegen, name="samenvoegen"),
    path(
        "samengevoegd/<int:plansamenvoeging_id>/ongedaan/",
        samenvoegen.samenvoegen_ongedaan,
        name="samenvoegen_ongedaan",
    ),
    path("besproken/", plan.besproken, name="besproken"),
    path("antwoord/", plan.antwoord, name="antwoord"),
    path("gegevens/", plan.gegevens, name="gegevens"),
    path("teruggekeken/", plan.teruggekeken, name="teruggekeken"),
    path("meegeven/", meegeven.meegeven, name="meegeven"),
    path("afdruk/", meegeven.afdruk, name="afdruk"),
    path("versies/<int:versie_id>/", meegeven.versie, name="versie"),
    path("versies/<int:versie_id>/afdruk/", meegeven.versie_afdruk, name="versie_afdruk"),
    path("meekijken/", meekijken.meekijken, name="meekijken"),
    path("meekijken/antwoord/", meekijken.meekijken_antwoord, name="meekijken_antwoord"),
    path("meekijken/<int:doel_id>/", meekijken.meekijken_actie, name="meekijken_actie"),
    path("vragen/nieuw/", plan.vraag_nieuw, name="vraag_nieuw"),
    path("vragen/<int:vraag_id>/doel/", plan.vraag_doel, name="vraag_doel"),
    path("vragen/<int:vraag_id>/vervalt/", plan.vraag_vervalt, name="vraag_vervalt"),
    path("doelen/nieuw/", doelen.doel_nieuw, name="doel_nieuw"),
    path("doelen/<int:doel_id>/", doelen.doel, name="doel"),
    path("doelen/<int:doel_id>/verplaatsen/", doelen.doel_verplaatsen, name="doel_verplaatsen"),
    path("doelen/<int:doel_id>/evaluatie/", doelen.doel_evaluatie, name="doel_evaluatie"),
    path("doelen/<int:doel_id>/afspraak/", doelen.afspraak_nieuw, name="afspraak_nieuw"),
    path("afspraken/<int:actie_id>/", doelen.afspraak, name="afspraak"),
    path("afspraken/<int:actie_id>/gedaan/", doelen.afspraak_gedaan, name="afspraak_gedaan"),
    path("andere/nieuw/", plan.ander_nieuw, name="ander_nieuw"),
    path("andere/<int:plan_id>/afgestemd/", plan.ander_afgestemd, name="ander_afgestemd"),
    path("andere/<int:plan_id>/einde/", plan.ander_einde, name="ander_einde"),
    path("delen/nieuw/", plan.delen_nieuw, name="delen_nieuw"),
    path("delen/<int:deel_id>/stop/", plan.delen_stop, name="delen_stop"),
]
_ondersteuning = [
    path("", ondersteuning.ondersteuning, name="ondersteuning"),
    path("nieuw/", ondersteuning.inzet_nieuw, name="inzet_nieuw"),
    path("<int:inzet_id>/", ondersteuning.inzet, name="inzet"),
    path("<int:inzet_id>/stop/", ondersteuning.inzet_stop, name="inzet_stop"),
    path("<int:inzet_id>/start/", ondersteuning.inzet_start, name="inzet_start"),
]
urlpatterns = [
    path("casussen/<int:casus_id>/plan/", include(_plan)),
    path("casussen/<int:casus_id>/ondersteuning/", include(_ondersteuning)),
]
