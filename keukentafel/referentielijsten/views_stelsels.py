"""Screens of the domain schemes: domains, levels, crosswalks, and a municipality's own criteria texts."""

from collections.abc import Callable

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.schermdelen import Etiket, Tabel
from keukentafel.referentielijsten import permissions, weergave
from keukentafel.referentielijsten.actions import change_domain, change_level, import_criteria
from keukentafel.referentielijsten.beheerscherm import beheer_tabs
from keukentafel.referentielijsten.forms import CriteriaForm, DomeinForm, IngangForm, NiveauForm
from keukentafel.referentielijsten.models import Criteriumtekst, Domeinstelsel, Leefdomein, Niveau, Overgang
from keukentafel.referentielijsten.selectors import (
    crosswalk,
    crosswalks_of,
    domains_of,
    scheme,
)
from keukentafel.referentielijsten.stelselbeheer import may_withdraw
from keukentafel.toegang.public import StaffRequest

OPGESLAGEN = "Opgeslagen."


@require_safe
def stelsels(request: StaffRequest) -> HttpResponse:
    """The domain schemes and from when to when they hold."""
    schemes = Domeinstelsel.objects.order_by("geldig_van", "code")
    counts = dict(Leefdomein.objects.order_by().values_list("stelsel").annotate(Count("code", distinct=True)))
    context = {
        "tabel": weergave.scheme_table(schemes, counts),
        "mag_wijzigen": permissions.may_change(request.user),
        "tabs": beheer_tabs(request.user, "stelsels"),
    }
    return render(request, "referentielijsten/stelsels.html", context)


@require_safe
def stelsel(request: StaffRequest, stelsel_code: str) -> HttpResponse:
    """One scheme: its domains, its levels, the crosswalks to others, and its changes on a time line."""
    found = permissions.access_stelsel(request.user, stelsel_code)
    today = timezone.localdate()
    day = min(found.geldig_tot, today) if found.geldig_tot else today
    domains = list(found.domeinen.select_related("stelsel").order_by("volgorde", "geldig_van"))
    levels = list(found.niveaus.select_related("stelsel").order_by("waarde", "geldig_van"))
    may_change = permissions.may_change(request.user)
    lines = Overgang.objects.filter(Q(van_stelsel=found) | Q(naar_stelsel=found)).order_by("pk")
    rows: list[Leefdomein | Niveau | Overgang] = [*domains, *levels, *lines]
    planned = [row for row in rows if may_withdraw(row)] if may_change else []
    since = found.geldig_van
    changed = [row for row in [*domains, *levels] if row.geldig_van != since]
    context = {
        "stelsel": found,
        "etiketten": [Etiket("Voorbeeld", "let_op")] if found.voorbeeld else [],
        "feiten": weergave.scheme_facts(found),
        "tabs": beheer_tabs(request.user, "stelsels"),
        "domeinen": weergave.domain_table([d for d in domains if d.holds_on(day)], change=may_change),
        "niveaus": weergave.level_table([n for n in levels if n.holds_on(day)], change=may_change),
        "overgangen": [_crosswalk(pair, found, change=may_change) for pair in crosswalks_of(stelsel_code)],
        "tijdlijn": weergave.version_line([*domains, *levels], today) if changed else [],
        "straks": weergave.planned_table(planned) if planned else None,
        "intrek_url": weergave.withdraw_url("stelsel", found.pk) if may_withdraw(found) else "",
        "criteria": Criteriumtekst.objects.filter(stelsel=found).count(),
        "mag_wijzigen": may_change,
    }
    return render(request, "referentielijsten/stelsel.html", context)


def _crosswalk(pair: tuple[str, str], shown: Domeinstelsel, *, change: bool) -> Tabel:
    van, naar = pair
    return weergave.crosswalk_table(
        crosswalk(van, naar),
        stelsel=van if change and van == shown.code else "",
        van={domain.code: domain.naam for domain in domains_of(van)},
        naar={domain.code: domain.naam for domain in domains_of(naar)},
        name=f"{scheme(van).naam} naar {scheme(naar).naam}",
    )


@require_http_methods(["GET", "POST"])
def domein_wijzigen(request: StaffRequest, stelsel_code: str, domein_id: int) -> HttpResponse:
    """Rename a domain from a day on."""
    row = permissions.access_domein(request.user, stelsel_code, domein_id)
    form = DomeinForm(request.POST or None, initial={"naam": row.naam}, versie=row.versie)
    end_url = reverse("referentielijsten:domein_einde", args=[stelsel_code, domein_id]) if row.stelsel.eigen else ""
    back_url = weergave.withdraw_url("domein", row.pk) if may_withdraw(row) else ""
    show = _shower(request, row.naam, row.stelsel, einde_url=end_url, intrek_url=back_url)
    if request.method != "POST":
        return show(form)

    def do(form: DomeinForm) -> str:
        data = form.cleaned_data
        change_domain(by=request.user, domein=row, ingang=data["ingang"], versie=data["versie"], naam=data["naam"])
        return _url(row.stelsel)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def niveau_wijzigen(request: StaffRequest, stelsel_code: str, niveau_id: int) -> HttpResponse:
    """Rename a level, or change whether it counts as a problem, from a day on."""
    row = permissions.access_niveau(request.user, stelsel_code, niveau_id)
    initial = {"naam": row.naam, "is_probleem": "ja" if row.is_probleem else "nee"}
    form = NiveauForm(request.POST or None, initial=initial, versie=row.versie)
    show = _shower(request, row.naam, row.stelsel)
    if request.method != "POST":
        return show(form)

    def do(form: NiveauForm) -> str:
        data = form.cleaned_data
        change_level(
            by=request.user,
            niveau=row,
            ingang=data["ingang"],
            versie=data["versie"],
            naam=data["naam"],
            is_probleem=data["is_probleem"] == "ja",
        )
        return _url(row.stelsel)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def criteria(request: StaffRequest, stelsel_code: str) -> HttpResponse:
    """Read a municipality's own criteria texts from a file, all or nothing."""
    found = permissions.access_stelsel(request.user, stelsel_code, permissions.WIJZIGEN)
    known = frozenset(domain.code for domain in domains_of(stelsel_code))
    form = CriteriaForm(request.POST or None, request.FILES or None, domeinen=known)
    show = _shower(request, "Eigen criteriumteksten inlezen", found)
    if request.method != "POST":
        return show(form)

    def do(form: CriteriaForm) -> str:
        import_criteria(
            by=request.user,
            stelsel=found,
            regels=form.regels,
            toestemming=form.cleaned_data["toestemming"],
        )
        return _url(found)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


def _url(found: Domeinstelsel) -> str:
    return reverse("referentielijsten:stelsel", args=[found.code])


def _shower(request: StaffRequest, title: str, found: Domeinstelsel, **urls: str) -> Callable[..., HttpResponse]:
    def show(form: IngangForm | CriteriaForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "titel": title,
            "onder": found.naam,
            "terug": _url(found),
            "einde_url": "",
            "intrek_url": "",
        } | urls
        return render(request, "referentielijsten/formulier.html", context, status=status)

    return show
