// Sending: once, and with Ctrl+Enter. The server holds double clicks too, by the idempotency key in the form.
import { meldVerbinding } from "./verzoek.js";

const bezig = new WeakSet();

function vrij(formulier) {
  bezig.delete(formulier);
  for (const knop of formulier.querySelectorAll("[aria-busy]")) {
    knop.removeAttribute("aria-busy");
    knop.disabled = false;
  }
}

function verstuur(formulier, door) {
  let veld = formulier.querySelector("input[name=volgende]");
  if (door && !veld) {
    veld = Object.assign(document.createElement("input"), { type: "hidden", name: "volgende", value: "ja" });
    formulier.append(veld);
  } else if (!door) veld?.remove();
  formulier.requestSubmit(formulier.querySelector("button[type=submit], button:not([type])") ?? undefined);
}

export function start() {
  document.addEventListener("submit", (g) => {
    const formulier = g.target;
    if (formulier.method !== "post") return;
    if (bezig.has(formulier)) {
      g.preventDefault();
      return;
    }
    if (!navigator.onLine) {
      g.preventDefault();
      meldVerbinding(false);
      return;
    }
    bezig.add(formulier);
    // After this turn: a button that is disabled at once would not send its own name.
    setTimeout(() => {
      // Somebody else took this form in hand (the lock screen does); htmx reports back by itself.
      if (g.defaultPrevented && !formulier.matches("[hx-post], [hx-put], [hx-patch]")) bezig.delete(formulier);
      const knop = g.submitter;
      if (knop && bezig.has(formulier)) {
        knop.setAttribute("aria-busy", "true");
        knop.disabled = true;
      }
    });
  }, true);
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach(vrij));
  document.addEventListener("htmx:afterRequest", (g) => {
    const formulier = g.target.closest?.("form");
    if (formulier) vrij(formulier);
  });
  document.addEventListener("keydown", (g) => {
    if (g.key !== "Enter" || !(g.ctrlKey || g.metaKey)) return;
    const formulier = g.target.closest?.("form");
    if (formulier?.method !== "post") return;
    g.preventDefault();
    verstuur(formulier, g.shiftKey);
  });
}

export function bekijk(wortel) {
  wortel.querySelector("[data-foutsamenvatting]")?.focus();
}
