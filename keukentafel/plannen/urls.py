"""Addresses of the plan, under the case through which it is reached."""

from django.urls import include, path

from keukentafel.plannen.views import doelen, plan, tab

app_name = "plannen"

_plan = [
    path("", tab.plan, name="plan"),
    path("nieuw/", plan.nieuw, name="nieuw"),
    path("aansluiten/", plan.aansluiten, name="aansluiten"),
    path("besproken/", plan.besproken, name="besproken"),
    path("antwoord/", plan.antwoord, name="antwoord"),
    path("gegevens/", plan.gegevens, name="gegevens"),
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
urlpatterns = [path("casussen/<int:casus_id>/plan/", include(_plan))]
