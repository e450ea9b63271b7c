"""The components as template tags: {% load keukentafel %}. How to use each: docs/componenten.md."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from keukentafel.core import datums
from keukentafel.core.formulieren import Veldgegevens, describe_veld, widget_class
from keukentafel.core.regelacties import draw_regelacties
from keukentafel.core.schermdelen import Dag, Tabel

register = template.Library()

NIVEAU_GLYPH = {"5": "●", "1": "!"}


def _dag(waarde: Any) -> date | None:
    """The local calendar day of a date or an aware datetime."""
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).date() if timezone.is_aware(waarde) else waarde.date()
    return waarde if isinstance(waarde, date) else None


def _tijdelement(waarde: Any, tekst: str) -> SafeString:
    """A <time> with the exact day on hover and for a screen reader."""
    dag = _dag(waarde)
    if dag is None:
        return mark_safe("")
    exact = datums.lange_datum(dag)
    machine = dag.isoformat()
    if isinstance(waarde, datetime):
        lokaal = timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde
        exact, machine = f"{exact}, {datums.tijd(lokaal)} uur", lokaal.isoformat(timespec="minutes")
    return _time(machine, exact, tekst)


@lru_cache(maxsize=4096)
def _time(machine: str, exact: str, tekst: str) -> SafeString:
    """Kept, because a list of fifty households shows the same hundred days over and over."""
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="kt-onzichtbaar"> ({})</span></time>',
        machine,
        exact,
        tekst,
        exact,
    )


@register.simple_tag
def thema_css() -> str:
    """The static path of the municipality's own tokens, or nothing when it has none."""
    return "thema/thema.css" if (settings.THEMA_DIR / "thema.css").is_file() else ""


# ---- dates ----------------------------------------------------------------------------------------------


@register.filter
def dagtaal(waarde: Any) -> str:
    """{{ dag|dagtaal }}: "gisteren", "over 6 dagen", "2 okt"; a moment of today also tells the time."""
    dag = _dag(waarde)
    if dag is None:
        return ""
    vandaag = timezone.localdate()
    tekst = datums.dagtaal(dag, vandaag=vandaag)
    if isinstance(waarde, datetime) and dag == vandaag:
        lokaal = timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde
        tekst = f"{tekst} {datums.tijd(lokaal)}"
    return _tijdelement(waarde, tekst)


@register.filter
def naast(waarde: Any, tekst: object) -> str:
    """{{ dag|naast:"vr 27 nov" }}: "over 5 dagen", beside a date that is written out already.

    Nothing when the day is so far away that it would say that date again.
    """
    dag = _dag(waarde)
    again = dag is not None and datums.dagtaal(dag, vandaag=timezone.localdate()) in str(tekst)
    return "" if again else dagtaal(waarde)


@register.filter
def sinds(waarde: Any) -> str:
    """{{ dag|sinds }}: "19 dagen"."""
    dag = _dag(waarde)
    return _tijdelement(waarde, datums.duur(dag, vandaag=timezone.localdate())) if dag else ""


@register.filter
def te_laat(waarde: Any) -> str:
    """{{ dag|te_laat }}: "3 dagen te laat", or nothing."""
    dag = _dag(waarde)
    tekst = datums.te_laat(dag, vandaag=timezone.localdate()) if dag else ""
    return _tijdelement(waarde, tekst) if tekst else ""


@register.filter
def korte_datum(waarde: Any) -> str:
    """{{ dag|korte_datum }}: "za 28 nov"."""
    dag = _dag(waarde)
    return _tijdelement(waarde, datums.korte_datum(dag, vandaag=timezone.localdate())) if dag else ""


@register.filter
def lange_datum(waarde: Any) -> str:
    """{{ dag|lange_datum }}: "zaterdag 28 november 2026", as plain text."""
    dag = _dag(waarde)
    return datums.lange_datum(dag) if dag else ""


@register.filter
def is_vandaag(waarde: Any) -> bool:
    """{% if dag|is_vandaag %}."""
    return _dag(waarde) == timezone.localdate()


@register.filter
def leeftijd(waarde: Any) -> str:
    """{{ geboortedatum|leeftijd }}: "38"."""
    dag = _dag(waarde)
    return str(datums.leeftijd(dag, vandaag=timezone.localdate())) if dag else ""


# ---- forms ----------------------------------------------------------------------------------------------


@register.simple_tag
def veldgegevens(veld: forms.BoundField) -> Veldgegevens:
    """{% veldgegevens field as v %}: ids, hint and kind for the field-group template."""
    return describe_veld(veld)


@register.simple_tag
def invoer(veld: forms.BoundField, gegevens: Veldgegevens | None = None) -> SafeString:
    """The input itself, tied to its hint, error and counter."""
    v = gegevens or describe_veld(veld)
    attrs: dict[str, str | bool] = {"aria-describedby": v.beschreven_door} if v.beschreven_door else {}
    if klasse := widget_class(veld.field.widget):
        attrs["class"] = klasse
    return veld.as_widget(attrs=attrs)


@register.simple_tag
def veld(veld: forms.BoundField) -> SafeString:
    """{% veld form.naam %}: label, hint, error and input of one field; of a hidden field only the input."""
    return veld.as_widget() if veld.is_hidden else veld.as_field_group()


@register.simple_tag
def sleutelveld() -> SafeString:
    """{% sleutelveld %}: in a form that is only a button, so that a double press has one effect."""
    return format_html('<input type="hidden" name="idempotentiesleutel" value="{}">', uuid.uuid4())


@register.inclusion_tag("core/delen/foutsamenvatting.html")
def foutsamenvatting(form: forms.BaseForm) -> dict[str, Any]:
    """{% foutsamenvatting form %}: what is wrong, with links to the fields; gets the focus."""
    regels = []
    for naam, fouten in form.errors.items():
        if naam == "__all__":
            regels += [("", fout) for fout in fouten]
            continue
        bound = form[naam]
        regels += [
            (bound.auto_id if bound.use_fieldset else bound.id_for_label, _at(bound, str(fout))) for fout in fouten
        ]
    return {"regels": regels}


def _at(veld: forms.BoundField, fout: str) -> str:
    """The message as it reads far from its field: "Geboortedatum: schrijf een datum als 12-3-2026."."""
    naam = str(veld.label or "").rstrip("?: ")
    if not naam or naam.lower() in fout.lower():
        return fout
    return f"{naam}: {fout[:1].lower()}{fout[1:]}"


# ---- words ----------------------------------------------------------------------------------------------


@register.inclusion_tag("core/delen/knop.html")
def knop(
    tekst: str,
    soort: str = "primair",
    *,
    url: str = "",
    naam: str = "",
    waarde: str = "",
    klein: bool = False,
    vorm: str = "",
    type: str = "submit",
    opent: str = "",
) -> dict[str, Any]:
    """{% knop "Vastleggen" %} or {% knop "Plan printen" "rustig" url=... %}.

    `soort`: primair, rustig, kaal, gevaar. `opent` is the id of a dialog, `vorm` that of a form elsewhere.
    """
    klassen = {
        "primair": "utrecht-button--primary-action",
        "rustig": "utrecht-button--secondary-action",
        "kaal": "utrecht-button--subtle",
        "gevaar": "utrecht-button--primary-action utrecht-button--danger",
    }
    return {
        "tekst": tekst, "url": url, "naam": naam, "waarde": waarde, "vorm": vorm, "opent": opent,
        "type": "button" if opent else type,
        "klasse": klassen[soort] + (" kt-knop--klein" if klein else ""),
    }  # fmt: skip


@register.simple_tag
def etiket(tekst: Any, soort: str = "") -> SafeString:
    """{% etiket "Actief" %} or {% etiket rij.etiket %}; soort: gevaar, let_op, goed, stil."""
    woorden, soort = str(getattr(tekst, "tekst", tekst)), str(getattr(tekst, "soort", soort))
    if not woorden:
        return mark_safe("")
    klasse = {"gevaar": "danger", "let_op": "warning", "goed": "success", "stil": "neutral"}.get(soort, "")
    extra = f" utrecht-badge-status--{klasse}" if klasse else ""
    return format_html('<span class="utrecht-badge-status{}">{}</span>', extra, woorden)


@register.inclusion_tag("core/delen/stap.html")
def stap(nu: int, totaal: int, naam: str = "") -> dict[str, Any]:
    """{% stap 3 6 "Leefgebieden" %}: "Stap 3 van 6"."""
    return {"nu": nu, "totaal": totaal, "naam": naam, "stappen": [n <= nu for n in range(1, totaal + 1)]}


# ---- lists ----------------------------------------------------------------------------------------------


@register.inclusion_tag("core/delen/takenlijst.html", takes_context=True)
def takenlijst(context: Context, regels: Sequence[Any]) -> dict[str, Any]:
    """{% takenlijst regels %}: Taakregel."""
    return {"regels": regels, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("core/delen/werklijst.html", takes_context=True)
def werklijst(context: Context, regels: Sequence[Any]) -> dict[str, Any]:
    """{% werklijst regels %}: Werkregel."""
    return {"regels": regels, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def regelacties(context: Context, acties: Sequence[Any], onderwerp: str, waarover: str = "") -> SafeString:
    """{% regelacties r.acties r.naam r.waarover %}: Regelactie, the small buttons of a line."""
    subject = ", ".join(part for part in (onderwerp, waarover) if part)
    return draw_regelacties(acties, subject, context.get("csrf_token", ""))


@register.inclusion_tag("core/delen/tijdlijn.html")
def tijdlijn(regels: Sequence[Any], kopniveau: int = 3) -> dict[str, Any]:
    """{% tijdlijn regels %}: Tijdlijnregel, newest first."""
    return {"regels": regels, "kopniveau": kopniveau}


@register.inclusion_tag("core/delen/tabbladen.html")
def tabbladen(tabs: Sequence[Any], naam: str = "Onderdelen") -> dict[str, Any]:
    """{% tabbladen tabs %}: Tab."""
    return {"tabs": tabs, "naam": naam}


@register.inclusion_tag("core/delen/feiten.html")
def feiten(lijst: Sequence[Any]) -> dict[str, Any]:
    """{% feiten lijst %}: Feit, side by side under a name."""
    return {"lijst": lijst}


@register.inclusion_tag("core/delen/gegevens.html")
def gegevens(lijst: Sequence[Any]) -> dict[str, Any]:
    """{% gegevens lijst %}: Feit, one per line; with a url a link "wijzigen"."""
    return {"lijst": lijst}


@register.inclusion_tag("core/delen/mensen.html")
def mensen(lijst: Sequence[Any]) -> dict[str, Any]:
    """{% mensen lijst %}: Persoonregel."""
    return {"lijst": lijst}


@register.inclusion_tag("core/delen/doelen.html")
def doelen(lijst: Sequence[Any]) -> dict[str, Any]:
    """{% doelen lijst %}: Doelregel."""
    return {"lijst": lijst}


@register.inclusion_tag("core/delen/notitie.html")
def notitie(tekst: str, wie: str = "", dag: Dag | None = None, url: str = "") -> dict[str, Any]:
    """{% notitie tekst wie dag url %}: the summary; says so when it is older than 90 days."""
    gezet = _dag(dag)
    oud = gezet is not None and (timezone.localdate() - gezet).days > 90
    return {"tekst": tekst, "wie": wie, "dag": dag, "url": url, "oud": oud}


@register.inclusion_tag("core/delen/tabel.html")
def tabel(tabel: Tabel) -> dict[str, Any]:
    """{% tabel tabel %}: Tabel."""
    return {"kolommen": tabel.kolommen, "bijschrift": tabel.bijschrift, "naam": tabel.naam,
            "rijen": [list(zip(tabel.kolommen, rij, strict=True)) for rij in tabel.rijen]}  # fmt: skip


@register.inclusion_tag("core/delen/filters.html")
def filters(
    chips: Sequence[Any], getoond: int | None = None, totaal: int | None = None, wis_url: str = ""
) -> dict[str, Any]:
    """{% filters chips 23 148 wis_url %}: active filters, each to be removed; "23 van 148"."""
    return {"chips": chips, "getoond": getoond, "totaal": totaal, "wis_url": wis_url}


@register.inclusion_tag("core/delen/paginering.html", takes_context=True)
def paginering(context: Context, pagina: Page[Any], sleutel: str = "pagina") -> dict[str, Any]:
    """{% paginering pagina %}: a Django Page; keeps the other parameters of the address."""
    request = context.get("request")
    params = request.GET.copy() if request is not None else None
    if params is not None:
        params.pop(sleutel, None)
    vast = params.urlencode() if params else ""
    nummers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    return {
        "pagina": pagina,
        "nummers": list(nummers),
        "sleutel": sleutel,
        "vast": f"&{vast}" if vast else "",
    }


# ---- levels and drawings ---------------------------------------------------------------------------------


@register.filter
def is_niveau(waarde: Any) -> bool:
    """Whether this is one of the levels 1–5."""
    return str(waarde) in {"1", "2", "3", "4", "5"}


@register.simple_tag
def niveau(waarde: Any, toen: bool = False) -> SafeString:
    """{% niveau 4 %}: the digit in its colour, with a glyph at both ends; "–" when not discussed."""
    return _niveau(str(waarde) if is_niveau(waarde) else "", toen)


@cache
def _niveau(cijfer: str, toen: bool) -> SafeString:
    klasse = f"kt-niveau kt-niveau--{cijfer or 'leeg'}{' kt-niveau--toen' if toen else ''}"
    glyph = NIVEAU_GLYPH.get(cijfer, "")
    teken = format_html('<i aria-hidden="true">{}</i>', glyph) if glyph and not toen else ""
    return format_html('<span class="{}">{}{}</span>', klasse, cijfer or "–", teken)


@register.inclusion_tag("core/delen/strook.html")
def strook(regels: Sequence[Any]) -> dict[str, Any]:
    """{% strook regels %}: Niveauregel; was → now."""
    return {"regels": regels}


@register.simple_tag
def blokjes(niveaus: Sequence[int | None], naam: str = "") -> SafeString:
    """{% blokjes [3, None, 4] %}: levels in a row, for a table cell."""
    woorden = ", ".join(str(n) if n else "niet besproken" for n in niveaus)
    delen = mark_safe("".join(niveau(n) for n in niveaus))
    label = f"{naam}: {woorden}" if naam else woorden
    return format_html('<span class="kt-blokjes" role="img" aria-label="{}">{}</span>', label, delen)


@register.inclusion_tag("core/delen/figuur.html")
def figuur(tekening: Any) -> dict[str, Any]:
    """{% figuur tekening %}: a Tekening of core.tekenen with its finding as title and its table."""
    return {"t": tekening}


# ---- blocks ---------------------------------------------------------------------------------------------


def _render(context: Context, naam: str, **waarden: Any) -> SafeString:
    motor = context.template.engine  # type: ignore[union-attr]
    return motor.get_template(f"core/delen/{naam}.html").render(context.new(waarden))


@register.simple_block_tag(takes_context=True)
def sectie(
    context: Context,
    content: str,
    kop: str,
    telling: Any = "",
    *,
    id: str = "",
    url: str = "",
    link: str = "",
) -> SafeString:
    """{% sectie "Nu te doen" 3 %}…{% endsectie %}; `url` and `link` put a link at the right."""
    return _render(context, "sectie", content=content, kop=kop, telling=telling, id=id, url=url, link=link)


@register.simple_block_tag(takes_context=True)
def alert(context: Context, content: str, soort: str = "info", kop: str = "") -> SafeString:
    """{% alert "let_op" "Kop" %}…{% endalert %}; soort: info, goed, let_op, fout."""
    klasse = {"info": "info", "goed": "ok", "let_op": "warning", "fout": "error"}[soort]
    return _render(context, "alert", content=content, klasse=klasse, kop=kop, dringend=soort == "fout")


@register.simple_block_tag(takes_context=True)
def kop(
    context: Context,
    content: str,
    titel: str,
    etiketten: Sequence[Any] = (),
    feiten: Sequence[Any] = (),
    tabs: Sequence[Any] = (),
    onder: str = "",
) -> SafeString:
    """{% kop titel etiketten feiten tabs %}buttons{% endkop %}: the identity bar, with the h1 of the page."""
    return _render(
        context,
        "kop",
        acties=mark_safe(content.strip()),
        titel=titel,
        etiketten=etiketten,
        feiten=feiten,
        tabs=tabs,
        onder=onder,
    )


@register.simple_block_tag(takes_context=True)
def leeg(context: Context, content: str, kop: str) -> SafeString:
    """{% leeg "Nog geen doelen" %}what to do{% endleeg %}."""
    return _render(context, "leeg", content=content, kop=kop)


@register.simple_block_tag(takes_context=True)
def dialoog(context: Context, content: str, id: str, titel: str) -> SafeString:
    """{% dialoog "sluiten" "Casus sluiten" %}…{% enddialoog %}; opened by {% knop … opent="sluiten" %}."""
    return _render(context, "dialoog", content=content, id=id, titel=titel)


@register.filter
def ongedaan_url(bericht: Any) -> str:
    """{{ message|ongedaan_url }}: where undo posts to, when core.berichten.meld gave one."""
    return next(
        (t.removeprefix("ongedaan:") for t in (bericht.extra_tags or "").split() if t.startswith("ongedaan:")),
        "",
    )
