// Suggestions under a text box: the server renders the options, the pattern is the ARIA combobox.
import { token } from "./verzoek.js";

const WACHT = 200; // ms
const gezien = new WeakSet();

class Zoekkeuze {
  constructor(houder) {
    this.houder = houder;
    this.veld = houder.querySelector("input:not([type=hidden])");
    this.sleutel = houder.querySelector("[data-sleutel]");
    this.lijst = houder.querySelector("[role=listbox]");
    for (const [naam, waarde] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.lijst.id,
    })) this.veld.setAttribute(naam, waarde);
    this.mee = (houder.dataset.mee || "").split(" ").map((naam) => this.veld.form?.elements[naam]).filter(Boolean);
    for (const ander of this.mee) ander.addEventListener("change", () => this.vraag());
    this.veld.addEventListener("input", (g) => g.isTrusted && this.typ());
    this.veld.addEventListener("keydown", (g) => this.toets(g));
    this.veld.addEventListener("blur", () => setTimeout(() => this.sluit(), 150));
    this.lijst.addEventListener("pointerdown", (g) => g.preventDefault());
    this.lijst.addEventListener("click", (g) => this.kies(g.target.closest("[role=option]")));
  }

  get opties() { return [...this.lijst.querySelectorAll("[role=option]")]; }
  get nu() { return this.opties.findIndex((optie) => optie.getAttribute("aria-selected") === "true"); }

  typ() {
    this.sleutel.value = "";
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.vraag(), WACHT);
  }

  // Asked by a field beside it, the answer is only announced; the list opens when one is in the box itself.
  async vraag() {
    clearTimeout(this.klok);
    if (this.sleutel.value) return undefined;
    const vraag = this.veld.value.trim();
    if (vraag.length < 2 && !this.mee.some((ander) => ander.value)) return this.sluit();
    this.lopend?.abort();
    this.lopend = new AbortController();
    try {
      // POST, so that no name ends up in an address or a log.
      const antwoord = await fetch(this.houder.dataset.url, {
        method: "POST", body: new URLSearchParams([["q", vraag], ["id", this.veld.id], ...this.mee.map((ander) => [ander.name, ander.value])]), signal: this.lopend.signal,
        headers: { "HX-Request": "true", "X-CSRFToken": token() }, credentials: "same-origin",
      });
      if (!antwoord.ok || antwoord.redirected) return this.sluit();
      this.lijst.innerHTML = await antwoord.text();
    } catch {
      return undefined;
    }
    this.wenk?.remove();
    if (document.activeElement !== this.veld) {
      const aantal = this.opties.length;
      this.sluit();
      if (aantal) this.wijsTerug();
      return undefined;
    }
    const open = this.opties.length > 0;
    this.lijst.hidden = !open;
    this.veld.setAttribute("aria-expanded", String(open));
    this.wijs(-1);
    return undefined;
  }

  wijsTerug() {
    this.wenk = document.createElement("p");
    this.wenk.setAttribute("role", "status");
    this.houder.append(this.wenk);
    const knop = document.createElement("button");
    Object.assign(knop, { type: "button", className: "utrecht-button utrecht-button--subtle", textContent: "Staat misschien al in het systeem. Bekijk wie." });
    knop.addEventListener("click", () => { this.veld.focus(); this.vraag(); });
    this.wenk.append(knop);
  }

  wijs(index) {
    this.opties.forEach((optie, i) => optie.setAttribute("aria-selected", String(i === index)));
    const optie = this.opties[index];
    if (optie) {
      this.veld.setAttribute("aria-activedescendant", optie.id);
      optie.scrollIntoView({ block: "nearest" });
    } else this.veld.removeAttribute("aria-activedescendant");
  }

  toets(g) {
    if (this.lijst.hidden) return;
    const aantal = this.opties.length;
    if (g.key === "ArrowDown") this.wijs((this.nu + 1) % aantal);
    else if (g.key === "ArrowUp") this.wijs((this.nu - 1 + aantal) % aantal);
    else if (g.key === "Enter" && this.nu >= 0) this.kies(this.opties[this.nu]);
    else if (g.key === "Escape") this.sluit();
    else return;
    g.preventDefault();
  }

  kies(optie) {
    if (!optie) return;
    this.veld.value = optie.dataset.tekst;
    this.sleutel.value = optie.dataset.sleutel;
    this.wenk?.remove();
    this.sluit();
    this.veld.dispatchEvent(new Event("input", { bubbles: true }));
    this.houder.dispatchEvent(new CustomEvent("zoekkeuze:gekozen", { bubbles: true, detail: { sleutel: this.sleutel.value } }));
  }

  sluit() {
    this.lijst.hidden = true;
    this.lijst.replaceChildren();
    this.veld.setAttribute("aria-expanded", "false");
    this.veld.removeAttribute("aria-activedescendant");
  }
}

export function bekijk(wortel) {
  for (const houder of wortel.querySelectorAll("[data-zoekkeuze][data-url]")) {
    if (gezien.has(houder)) continue;
    gezien.add(houder);
    new Zoekkeuze(houder);
  }
}
