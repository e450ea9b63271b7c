// Drafts: what is typed is kept, valid or not. On the server, and in this browser only while the server is out of reach.
import { getJson, klok, meldVerbinding, postJson } from "./verzoek.js";

const URL_CONCEPT = "/concept/";
const WACHT = 1200; // ms of rest in typing
const NIET = new Set(["concept", "csrfmiddlewaretoken", "idempotentiesleutel", "versie"]);
const VERSTUURD = "concept-verstuurd";
const wie = document.documentElement.dataset.ingelogd ?? "";
const plaats = (sleutel) => `concept:${wie}:${sleutel}`;
const klokken = new WeakMap(); // forms with something typed that is not kept yet
const gezien = new WeakSet();

function lees(formulier) {
  const velden = {};
  for (const element of formulier.elements) {
    if (!element.name || NIET.has(element.name) || ["password", "file", "submit", "button"].includes(element.type)) continue;
    if (["radio", "checkbox"].includes(element.type) && !element.checked) continue;
    (velden[element.name] ??= []).push(element.value);
  }
  return velden;
}

function schrijf(formulier, velden) {
  for (const element of formulier.elements) {
    if (!element.name || NIET.has(element.name) || !(element.name in velden)) continue;
    if (["radio", "checkbox"].includes(element.type)) element.checked = velden[element.name].includes(element.value);
    else if (!["submit", "button", "file", "password"].includes(element.type)) element.value = velden[element.name][0] ?? "";
    element.dispatchEvent(new Event("input", { bubbles: false }));
  }
}

function zeg(formulier, tekst) {
  const stand = formulier.querySelector("[data-concept-stand]");
  if (stand) stand.textContent = tekst;
}

function stil(formulier) {
  clearTimeout(klokken.get(formulier));
  klokken.delete(formulier);
}

async function bewaar(formulier) {
  stil(formulier);
  const sleutel = formulier.dataset.concept;
  const velden = lees(formulier);
  try {
    await postJson(URL_CONCEPT, { sleutel, velden });
    localStorage.removeItem(plaats(sleutel));
    zeg(formulier, `Bewaard om ${klok()}`);
    meldVerbinding(true);
  } catch {
    localStorage.setItem(plaats(sleutel), JSON.stringify({ velden, op: Date.now() }));
    zeg(formulier, "Bewaard op dit apparaat");
    if (!navigator.onLine) meldVerbinding(false);
  }
}

/** Nothing to keep any more: forget it here and on the server. */
export async function vergeet(sleutel) {
  localStorage.removeItem(plaats(sleutel));
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

async function zetTerug(formulier) {
  if (formulier.querySelector("[data-foutsamenvatting], [aria-invalid=true]")) return;
  const sleutel = formulier.dataset.concept;
  const begin = JSON.stringify(lees(formulier));
  const hier = JSON.parse(localStorage.getItem(plaats(sleutel)) ?? "null");
  const daar = await getJson(`${URL_CONCEPT}?sleutel=${encodeURIComponent(sleutel)}`);
  const velden = hier?.velden ?? daar?.velden;
  // Somebody who is already typing, or a draft that says what the page says: leave it.
  if (!velden || Object.keys(velden).length === 0 || JSON.stringify(lees(formulier)) !== begin || JSON.stringify(velden) === begin) return;
  schrijf(formulier, velden);
  zeg(formulier, "Uw eerdere tekst staat er nog");
  if (hier) plan(formulier);
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
      for (const naam of Object.keys(localStorage)) if (naam.startsWith("concept:")) localStorage.removeItem(naam);
      sessionStorage.clear();
    } else if (formulier.dataset.concept && !g.defaultPrevented) {
      stil(formulier);
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
  for (const formulier of wortel.querySelectorAll("form[data-concept]")) {
    if (gezien.has(formulier)) continue;
    gezien.add(formulier);
    if (formulier.dataset.concept !== opgeruimd) zetTerug(formulier);
  }
}
