"""Addresses of meldingen, under /meldingen/."""

from django.urls import path

from keukentafel.meldingen.views import (
    aannemen,
    aanvullen,
    bak,
    cijfers,
    melding,
    normen,
    regie,
    samen,
    terugkoppelen,
)

app_name = "meldingen"
_M = "<int:melding_id>/"
urlpatterns = [
    path("", bak.bak, name="bak"),
    path("normen/", normen.normen, name="normen"),
    path("normen/<int:teamnorm_id>/weg/", normen.norm_intrekken, name="norm_intrekken"),
    path("samen/toewijzen/", samen.toewijzen_samen, name="toewijzen_samen"),
    path("nieuw/", aannemen.nieuw, name="nieuw"),
    path("nieuw/team/", aannemen.team_bij_postcode, name="team_bij_postcode"),
    path("nieuw/wie/", aannemen.wie, name="wie"),
    path("acuut/", aannemen.acuut, name="acuut"),
    path("regiecheck/", regie.los, name="regiecheck_los"),
    path("regiecheck/advies/", regie.advies, name="regiecheck_advies"),
    path("cijfers/", cijfers.cijfers, name="cijfers"),
    path("buiten-systeem/", bak.buiten_systeem, name="buiten_systeem"),
    path("niet-aangeboden/", bak.niet_aangeboden, name="niet_aangeboden"),
    path(_M, melding.tonen, name="melding"),
    path(f"{_M}aanvullen/", aanvullen.aanvullen, name="aanvullen"),
    path(f"{_M}telefoon/", aanvullen.telefoon_overnemen, name="telefoon_overnemen"),
    path(f"{_M}contact/", melding.contact, name="contact"),
    path(f"{_M}contact/terug/", melding.contact_terug, name="contact_terug"),
    path(f"{_M}toewijzen/", melding.toewijzen, name="toewijzen"),
    path(f"{_M}toewijzen/terug/", melding.toewijzen_terug, name="toewijzen_terug"),
    path(f"{_M}afhandelen/", melding.afhandelen, name="afhandelen"),
    path(f"{_M}heropenen/", melding.heropenen, name="heropenen"),
    path(f"{_M}initiatief/", melding.initiatief, name="initiatief"),
    path(f"{_M}team/", melding.ander_team, name="ander_team"),
    path(f"{_M}escalatie/", melding.escalatie, name="escalatie"),
    path(f"{_M}wachten/", melding.wachten, name="wachten"),
    path(f"{_M}doorverwijzen/", melding.doorverwijzen, name="doorverwijzen"),
    path(
        f"{_M}doorverwijzingen/<int:doorverwijzing_id>/",
        melding.doorverwijzing_antwoord,
        name="doorverwijzing_antwoord",
    ),
    path(f"{_M}samenvoegen/", melding.samenvoegen, name="samenvoegen"),
    path(f"{_M}samenvoegen/<int:meldingsamenvoeging_id>/terug/", melding.samenvoegen_terug, name="samenvoegen_terug"),
    path(f"{_M}splitsen/", melding.splitsen, name="splitsen"),
    path(f"{_M}splitsen/terug/", melding.splitsen_terug, name="splitsen_terug"),
    path(f"{_M}persoon/", melding.koppelen, name="koppelen"),
    path(f"{_M}persoon/los/", melding.loskoppelen, name="loskoppelen"),
    path(f"{_M}regiecheck/", regie.bij_melding, name="regiecheck"),
    path(f"{_M}terugkoppeling/", terugkoppelen.terugkoppeling, name="terugkoppeling"),
    path(f"{_M}terugkoppeling/opnieuw/", terugkoppelen.opnieuw, name="terugkoppeling_opnieuw"),
    path(f"{_M}terugkoppeling/grond/", terugkoppelen.grond, name="terugkoppeling_grond"),
    path(f"{_M}terugkoppeling/brief/", terugkoppelen.brief, name="terugkoppeling_brief"),
]
