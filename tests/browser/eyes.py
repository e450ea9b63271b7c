"""What a page must be for everyone: no violation of axe-core, nothing that sticks out, a focus that is seen."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.architectuur.house import ROOT

AXE = (ROOT / "tests/vendor/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules that another width or other colours can break: what is drawn, and names and headings that may be hidden.
DRAWN = [
    "color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size", "aria-hidden-focus",
    "button-name", "link-name", "label", "select-name", "summary-name", "empty-heading", "heading-order",
    "empty-table-header", "page-has-heading-one",
]  # fmt: skip


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """Return one line per violation that axe-core finds by these rules (or sets of them): rule, impact, elements.

    Style sheets are not fetched anew: only a rule that is off asks for them, and where a page keeps them out axe would
    wait ten seconds for each look.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, preload: false, resultTypes: ['violations']})"
        ".then(result => result.violations)",
        rules,
    )
    return [
        f"{violation['id']} ({violation['impact']}): "
        + "; ".join(f"{' '.join(node['target'])} {node['html'][:120]}" for node in violation["nodes"][:5])
        for violation in found
    ]


def settle(page: Page) -> None:
    """Wait until the page was drawn anew: colours that change are in between before that.

    A page behind another is not drawn at all, and would wait for ever: it comes to the front, and waits a second.
    """
    page.bring_to_front()
    page.evaluate(
        """() => Promise.race([new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
                               new Promise(done => setTimeout(done, 1000))])"""
    )


def sticks_out(page: Page) -> int:
    """Return how many pixels the page is wider than its window; its own scrolling regions excepted."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def without_draft(page: Page) -> list[str]:
    """Return where the forms are sent in which one types and of which no draft is kept."""
    found: list[str] = page.evaluate(UNKEPT)
    return found


def tab_stops(page: Page, most: int = 200) -> list[str]:
    """Press Tab through the page; return each stop, and fail where the focus cannot be seen or is stuck."""
    stops: list[str] = []
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        assert stop["visible"], f"the focus on {stop['name']} cannot be seen"
        assert not stops or stops[-1] != stop["name"], f"Tab is stuck on {stop['name']}"
        stops.append(stop["name"])
        if stop["name"] == stops[0] and len(stops) > 1:
            return stops[:-1]
    return stops


# A search and a log-in are no text that someone would miss; what is secret says so itself.
UNKEPT = """() => [...document.querySelectorAll('form[method=post]')]
  .filter(f => [...f.querySelectorAll(
    'textarea, input:is([type=text], [type=date], [type=number], [type=tel], [type=email])')]
    .some(e => e.dataset.zonderConcept === undefined))
  .filter(f => !f.querySelector('input[type=password]') && f.role !== 'search')
  .filter(f => !f.dataset.concept && f.dataset.zonderConcept === undefined)
  .map(f => `${f.action} ${f.outerHTML.slice(0, 80)}`)"""

# The element with the focus, described well enough to tell it from the next; null when it is the page itself.
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const all = [...document.querySelectorAll('*')];
  const style = getComputedStyle(it);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const shadow = style.boxShadow !== 'none';
  const box = it.getBoundingClientRect();
  const label = (it.getAttribute('aria-label') || it.textContent || it.name || '').trim().slice(0, 40);
  return {name: `${it.tagName.toLowerCase()} ${label} #${all.indexOf(it)}`,
          visible: (ring || shadow) && box.width > 0 && box.height > 0};
}"""
