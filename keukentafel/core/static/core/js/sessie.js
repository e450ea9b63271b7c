// After a while away the screen locks in place: what was typed stays, what was shown is hidden.
import { getJson } from "./verzoek.js";

const ELKE = 60_000; // ms
const slot = () => document.querySelector("dialog[data-ontgrendelen]");

function vergrendel(dialoog) {
  if (dialoog.open) return;
  document.documentElement.dataset.vergrendeld = "";
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  dialoog.showModal();
}

async function kijk() {
  const dialoog = slot();
  if (!dialoog || document.hidden || dialoog.open) return;
  const stand = await getJson(dialoog.dataset.sessie);
  if (stand && stand.open === false) vergrendel(dialoog);
}

async function ontgrendel(formulier) {
  const fout = formulier.querySelector("[role=alert]");
  const veld = formulier.querySelector("input[type=password]");
  fout.hidden = true;
  const antwoord = await fetch(formulier.action, {
    method: "POST", body: new FormData(formulier), headers: { Accept: "application/json" }, credentials: "same-origin",
  }).catch(() => null);
  const uitkomst = antwoord?.ok && !antwoord.redirected ? await antwoord.json().catch(() => null) : null;
  if (antwoord?.redirected) location.assign(antwoord.url);
  if (uitkomst?.open) {
    delete document.documentElement.dataset.vergrendeld;
    veld.value = "";
    formulier.closest("dialog").close();
    return;
  }
  fout.textContent = antwoord ? "Dit wachtwoord klopt niet. Probeer het opnieuw." : "Geen verbinding. Probeer het zo nog eens.";
  fout.hidden = false;
  veld.focus();
}

export function start() {
  if (!slot()) return;
  setInterval(kijk, ELKE);
  document.addEventListener("visibilitychange", kijk);
  document.addEventListener("cancel", (g) => { if (g.target === slot()) g.preventDefault(); }, true);
  slot().querySelector("form").addEventListener("submit", (g) => {
    g.preventDefault();
    g.stopPropagation();
    ontgrendel(g.target);
  });
}
