"""Tags of the composed screens."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from keukentafel.casussen.public import Overzichtsblok
from keukentafel.core.templatetags.keukentafel import dagtaal, etiket, niveau
from keukentafel.werkplek.casuslijst import Casusregel
from keukentafel.zelfredzaamheid.public import Stand

register = template.Library()

RIJ = """<tr>
<td class="kt-kies"><input type="checkbox" name="casus" value="{pk}" aria-label="Kies {huishouden}"></td>
<th scope="row"><a href="{url}">{huishouden}</a>{veiligheid}</th>
<td data-label="Regisseur">{regisseur}</td>
<td data-label="Stand">{stand}</td>
<td data-label="Volgende stap"><span class="kt-cel">{stap}</span></td>
<td data-label="Laatste contact">{contact}</td>
<td data-label="Hoe het gaat">{strook}</td>
<td data-label="Gebied">{gebied}</td>
</tr>"""
LEEG = mark_safe("")
GEEN = mark_safe('<span class="kt-zacht">geen</span>')
NIEMAND = mark_safe('<span class="kt-laat">nog niemand</span>')
NOG_NIET = mark_safe('<span class="kt-zacht">nog niet</span>')
VEILIGHEID = format_html(" {}", etiket("Veiligheid", "gevaar"))


@register.simple_tag(takes_context=True)
def blok(context: template.Context, blok: Overzichtsblok) -> SafeString:
    """Render a block of the overview with its own context, also under `b`; of the page only request and token."""
    page = {"request": context["request"], "csrf_token": context["csrf_token"]}
    own = context.new({**page, **blok.context, "b": blok.context})
    return context.template.engine.get_template(blok.template).render(own)  # type: ignore[union-attr]


@register.simple_tag
def opties(keuzes: Sequence[tuple[str, str]], gekozen: str) -> SafeString:
    """{% opties veld.opties veld.gekozen %}: the options of a filter; a list of cases has a hundred of them."""
    chosen = {gekozen: mark_safe(" selected")}
    options = ((waarde, chosen.get(waarde, ""), label) for waarde, label in keuzes)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)


@register.simple_tag
def casusrijen(regels: Sequence[Casusregel]) -> SafeString:
    """{% casusrijen lijst.regels %}: the rows of the list of cases.

    Put together here and not in a template: fifty rows of eight cells took the template engine a third of the whole
    page. Every value passes through format_html, which escapes it.
    """
    return format_html_join("\n", RIJ, map(_parts, regels))


def _parts(regel: Casusregel) -> dict[str, object]:
    """What stands in the places of RIJ."""
    return {
        "pk": regel.pk,
        "url": regel.url,
        "huishouden": regel.huishouden,
        "veiligheid": VEILIGHEID if regel.veiligheid else "",
        "regisseur": regel.regisseur or NIEMAND,
        "stand": regel.stand,
        "stap": _step(regel),
        "contact": dagtaal(regel.laatste_contact_op) or NOG_NIET,
        "strook": zrmstrook(regel.strook),
        "gebied": regel.gebied,
    }


def _step(regel: Casusregel) -> SafeString:
    if not regel.stap:
        return GEEN
    step = format_html('<a href="{}">{}</a>', regel.stap_url, regel.stap) if regel.stap_url else regel.stap
    colour = "kt-laat" if regel.te_laat else "kt-zacht"
    return format_html('{} <span class="{} kt-klein">{}</span>', step, colour, dagtaal(regel.stap_op))


def zrmstrook(standen: Sequence[Stand]) -> SafeString:
    """The levels in a row, small; the names of the domains on hover and for a screen reader."""
    if not standen:
        return LEEG
    names = ", ".join(f"{stand.naam} {stand.niveau or 'zonder score'}" for stand in standen)
    blocks = mark_safe("".join([niveau(stand.niveau) for stand in standen]))
    return format_html('<span class="kt-blokjes" role="img" aria-label="{}" title="{}">{}</span>', names, names, blocks)
