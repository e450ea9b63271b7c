// Keyboard. Single keys only outside fields, and never when switched off (WCAG 2.1.4).
const OPSLAG = "sneltoetsen";
const inVeld = (e) => e.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])");
const aan = () => document.documentElement.dataset.sneltoetsen !== "uit" && localStorage.getItem(OPSLAG) !== "uit";
let na = ""; // the g of "g v"

function loop(stap) {
  const rijen = [...document.querySelectorAll("[data-lijst] > *")].filter((rij) => rij.querySelector("a"));
  if (!rijen.length) return;
  const nu = rijen.indexOf(document.activeElement.closest("[data-lijst] > *"));
  const rij = rijen[nu < 0 ? (stap > 0 ? 0 : rijen.length - 1) : Math.min(Math.max(nu + stap, 0), rijen.length - 1)];
  rij.querySelector("a").focus();
  rij.scrollIntoView({ block: "nearest" });
}

const TOETSEN = {
  "/": () => document.querySelector("[data-zoekveld]")?.focus(),
  "?": () => document.getElementById("sneltoetsen")?.showModal(),
  j: () => loop(1),
  k: () => loop(-1),
  x: () => document.activeElement.closest("[data-lijst] > *")?.querySelector("input[type=checkbox]")?.click(),
  n: () => {
    const menu = document.querySelector("details[data-menu=nieuw]");
    if (!menu) return;
    menu.open = true;
    menu.querySelector("a")?.focus();
  },
  e: () => document.querySelector("form[data-composer] textarea")?.focus(),
};

function kiesScore(groep, toets) {
  const radios = [...groep.querySelectorAll("input[type=radio]")];
  const gekozen = toets === "0" ? radios.find((r) => !/^[1-5]$/.test(r.value) && r.value) : radios.find((r) => r.value === toets);
  if (!gekozen) return;
  gekozen.checked = true;
  gekozen.dispatchEvent(new Event("input", { bubbles: true }));
  gekozen.dispatchEvent(new Event("change", { bubbles: true }));
  const groepen = [...document.querySelectorAll("fieldset:has([data-score])")];
  const volgende = groepen[groepen.indexOf(groep) + 1];
  const doel = volgende?.querySelector("input:checked") ?? volgende?.querySelector("input") ?? groep.form?.querySelector("button[type=submit]");
  doel?.focus();
  (volgende ?? doel)?.scrollIntoView({ block: "nearest" });
}

// Who types before the page has placed its focus means the first score that is still open: no digit is lost.
function scoregroep(doel) {
  const groep = doel.closest?.("fieldset:has([data-score])");
  if (groep || doel !== document.body || !aan()) return groep;
  return [...document.querySelectorAll("fieldset:has([data-score])")].find((g) => !g.querySelector("input:checked"));
}

function druk(g) {
  if (g.ctrlKey || g.metaKey || g.altKey || g.defaultPrevented) return;
  const groep = scoregroep(g.target);
  if (groep && /^[0-5]$/.test(g.key) && !inVeld(g.target)) {
    g.preventDefault();
    kiesScore(groep, g.key);
    return;
  }
  if (!aan() || inVeld(g.target) || document.querySelector("dialog[open]")) return;
  const eigen = document.querySelector(`[data-toets="${CSS.escape(g.key)}"]`);
  const ga = na === "g" && document.querySelector(`[data-ga="${CSS.escape(g.key)}"]`);
  na = g.key === "g" ? "g" : "";
  const doe = ga ? () => ga.click() : eigen ? () => (eigen.matches("textarea, input") ? eigen.focus() : eigen.click()) : TOETSEN[g.key];
  if (!doe) return;
  g.preventDefault();
  doe();
}

export function start() {
  document.addEventListener("keydown", druk);
  document.addEventListener("change", (g) => {
    if (g.target.matches("[data-sneltoetsen-aan]")) localStorage.setItem(OPSLAG, g.target.checked ? "aan" : "uit");
  });
}

export function bekijk(wortel) {
  for (const vink of wortel.querySelectorAll("[data-sneltoetsen-aan]")) vink.checked = aan();
}
