// Drafts: what is typed is kept, valid or not. On the server, and in this browser only while the server is out of reach
// or a sent form is not known to have arrived. Every posted form in which one types has a draft (`data-concept` names it
// when its address does not); `data-zonder-concept` on a form or a field says that nothing of it may be kept.
import { leg, neem, weg } from "./kluis.js";
import { getJson, klok, meldVerbinding, postJson } from "./verzoek.js";

const URL_CONCEPT = "/concept/";
const WACHT = 1200; // ms of rest in typing
const NIET = new Set(["concept", "csrfmiddlewaretoken", "idempotentiesleutel"]);
const TYPT = "textarea, input:not([type]), input:is([type=text], [type=number], [type=date], [type=tel], [type=email], [type=time])";
const VERSTUURD = "concept-verstuurd";
const wie = document.documentElement.dataset.ingelogd ?? "";
const plaats = (sleutel) => `concept:${wie}:${sleutel}`;
const klokken = new WeakMap(); // forms with something typed that is not kept yet
const gezien = new WeakSet();

const telt = (element) => element.name && !NIET.has(element.name) && element.dataset.zonderConcept === undefined
  && !["password", "file", "submit", "button"].includes(element.type);

/** Give a form in which one types a draft, named after where it is sent. */
function benoem(formulier) {
  if (formulier.dataset.concept || formulier.method !== "post" || formulier.dataset.zonderConcept !== undefined) return;
  if (formulier.role === "search" || formulier.querySelector("input[type=password]")) return;
  if (![...formulier.querySelectorAll(TYPT)].some(telt)) return;
  const waarheen = new URL(formulier.getAttribute("action") || location.href, location.href);
  waarheen.searchParams.delete("terug");
  const sleutel = waarheen.pathname + waarheen.search;
  let naam = sleutel;
  for (let n = 2; document.querySelector(`form[data-concept="${CSS.escape(naam)}"]`); n += 1) naam = `${sleutel}#${n}`;
  formulier.dataset.concept = naam;
}

function lees(formulier) {
  const velden = {};
  for (const element of formulier.elements) {
    if (!telt(element)) continue;
    if (["radio", "checkbox"].includes(element.type) && !element.checked) continue;
    (velden[element.name] ??= []).push(element.value);
  }
  return velden;
}

function schrijf(formulier, velden) {
  for (const element of formulier.elements) {
    if (!telt(element)) continue;
    if (["radio", "checkbox"].includes(element.type)) element.checked = (velden[element.name] ?? []).includes(element.value);
    else if (element.name in velden) element.value = velden[element.name].shift() ?? "";
    else continue;
    element.dispatchEvent(new Event("input", { bubbles: false }));
  }
}

function zeg(formulier, tekst) {
  let stand = formulier.querySelector("[data-concept-stand]");
  if (!stand) {
    stand = Object.assign(document.createElement("span"), { className: "kt-concept", role: "status" });
    stand.dataset.conceptStand = "";
    (formulier.querySelector(".utrecht-button-group") ?? formulier).append(stand);
  }
  stand.textContent = tekst;
}

const legHier = (sleutel, velden) => leg(plaats(sleutel), { velden, op: Date.now() });

function stil(formulier) {
  clearTimeout(klokken.get(formulier));
  klokken.delete(formulier);
}

async function bewaar(formulier) {
  stil(formulier);
  const sleutel = formulier.dataset.concept;
  const velden = lees(formulier);
  try {
    await postJson(URL_CONCEPT, { sleutel, velden, pad: location.pathname });
    weg(plaats(sleutel));
    zeg(formulier, `Bewaard om ${klok()}`);
    meldVerbinding(true);
  } catch {
    legHier(sleutel, velden);
    zeg(formulier, "Bewaard op dit apparaat");
    if (!navigator.onLine) meldVerbinding(false);
  }
}

/** Nothing to keep any more: forget it here and on the server. */
export async function vergeet(sleutel) {
  weg(plaats(sleutel));
  await postJson(URL_CONCEPT, { sleutel, velden: {} }).catch(() => undefined);
}

// The server throws the draft away in the same transaction as it saves the form, when it knows which one.
function noem(formulier) {
  if (formulier.querySelector("input[name=concept]")) return;
  formulier.append(Object.assign(document.createElement("input"), { type: "hidden", name: "concept", value: formulier.dataset.concept }));
}

function plan(formulier) {
  stil(formulier);
  klokken.set(formulier, setTimeout(() => bewaar(formulier), WACHT));
}

async function zetTerug(formulier, begin, daar) {
  const hier = await neem(plaats(formulier.dataset.concept));
  const velden = hier?.velden ?? daar?.velden;
  // Somebody who is already typing, or a draft that says what the page says: leave it.
  if (!velden || Object.keys(velden).length === 0 || JSON.stringify(lees(formulier)) !== begin || JSON.stringify(velden) === begin) return;
  schrijf(formulier, structuredClone(velden)); // with its version: who saved in between is shown beside it, as always
  formulier.closest("details")?.setAttribute("open", "");
  zeg(formulier, "Uw eerdere tekst staat er nog");
  if (hier) plan(formulier);
}

/** Ask once for the drafts of all these forms, and put back what was typed in them. */
async function zetAllesTerug(formulieren) {
  const stil = formulieren.filter((f) => !f.querySelector("[data-foutsamenvatting], [aria-invalid=true]"));
  if (stil.length === 0) return;
  const begin = new Map(stil.map((f) => [f, JSON.stringify(lees(f))]));
  const vraag = new URLSearchParams(stil.map((f) => ["sleutel", f.dataset.concept]));
  const antwoord = await getJson(`${URL_CONCEPT}?${vraag}`);
  for (const formulier of stil) zetTerug(formulier, begin.get(formulier), antwoord?.concepten?.[formulier.dataset.concept]);
}

// A sent form is only forgotten on proof: the server answered with a redirect to an ordinary page.
function ruimVerstuurdeOp() {
  const sleutel = sessionStorage.getItem(VERSTUURD);
  if (!sleutel) return undefined;
  sessionStorage.removeItem(VERSTUURD);
  const [reis] = performance.getEntriesByType("navigation");
  const gelukt = reis?.type === "navigate" && reis.redirectCount > 0 && wie && !/\/(vergrendeld|hervat)\//.test(location.pathname);
  if (!gelukt || document.querySelector("[data-foutsamenvatting]")) return undefined;
  vergeet(sleutel);
  return sleutel;
}

let opgeruimd;

export function start() {
  for (const naam of Object.keys(localStorage)) {
    if (wie && naam.startsWith("concept:") && !naam.startsWith(`concept:${wie}:`)) localStorage.removeItem(naam);
  }
  opgeruimd = ruimVerstuurdeOp();
  document.addEventListener("input", (g) => {
    const formulier = g.target.closest?.("form[data-concept]");
    if (formulier) plan(formulier);
  });
  document.addEventListener("submit", (g) => {
    const formulier = g.target;
    if (formulier.matches("[data-uitloggen]")) {
      for (const naam of Object.keys(localStorage)) if (naam.startsWith("concept:")) weg(naam);
      sessionStorage.clear();
    } else if (formulier.dataset.concept && !g.defaultPrevented) {
      stil(formulier);
      legHier(formulier.dataset.concept, lees(formulier)); // until it is known to have arrived
      noem(formulier);
      sessionStorage.setItem(VERSTUURD, formulier.dataset.concept);
    }
  });
  document.addEventListener("htmx:afterRequest", (g) => {
    const formulier = g.target.closest?.("form[data-concept]");
    if (!formulier || g.detail.requestConfig.verb !== "post") return;
    sessionStorage.removeItem(VERSTUURD);
    if (g.detail.successful) vergeet(formulier.dataset.concept);
    else bewaar(formulier);
  });
  addEventListener("online", () => {
    meldVerbinding(true);
    for (const formulier of document.querySelectorAll("form[data-concept]")) {
      if (localStorage.getItem(plaats(formulier.dataset.concept))) bewaar(formulier);
    }
  });
  addEventListener("offline", () => meldVerbinding(false));
  addEventListener("pagehide", () => {
    for (const formulier of document.querySelectorAll("form[data-concept]")) {
      if (klokken.has(formulier)) bewaar(formulier); // typed less than a moment ago
    }
  });
}

export function bekijk(wortel) {
  if (!wie) return;
  const nieuw = [];
  for (const formulier of wortel.querySelectorAll("form")) {
    if (gezien.has(formulier)) continue;
    gezien.add(formulier);
    benoem(formulier);
    if (formulier.dataset.concept && formulier.dataset.concept !== opgeruimd) nieuw.push(formulier);
  }
  zetAllesTerug(nieuw);
}
