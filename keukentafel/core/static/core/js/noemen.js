// Naming a colleague (@) or a goal (#) in a text: a listbox under the field offers the words while one types.
// Without script the words can simply be typed. The words are asked once, when the first sign is typed.
const BEGIN = /(?:^|[\s(])([@#])([\p{L}\d-]*)$/u;
const MOST = 7;
const words = new Map(); // address -> promise of {"@": [...], "#": [...]}
let number = 0;

const ask = (url) => {
  if (!words.has(url)) words.set(url, fetch(url, { credentials: "same-origin" }).then((r) => (r.ok ? r.json() : {})).catch(() => ({})));
  return words.get(url);
};

export function bekijk(wortel) {
  for (const form of wortel.querySelectorAll("form[data-noemen]")) {
    const veld = form.querySelector("textarea");
    if (form.dataset.noemen && veld && !veld.hasAttribute("aria-controls")) begin(veld, form.dataset.noemen);
  }
}

function begin(veld, url) {
  const lijst = document.createElement("ul");
  lijst.id = `noemen-${(number += 1)}`;
  lijst.className = "kt-noemen";
  lijst.setAttribute("role", "listbox");
  lijst.setAttribute("aria-label", "Noemen");
  lijst.hidden = true;
  veld.after(lijst);
  veld.setAttribute("aria-controls", lijst.id);
  veld.setAttribute("aria-autocomplete", "list");
  let gekozen = -1;

  const dicht = () => { lijst.hidden = true; lijst.replaceChildren(); gekozen = -1; veld.removeAttribute("aria-activedescendant"); };
  const kies = (plaats) => {
    gekozen = (plaats + lijst.children.length) % lijst.children.length;
    [...lijst.children].forEach((rij, i) => rij.setAttribute("aria-selected", i === gekozen));
    veld.setAttribute("aria-activedescendant", lijst.children[gekozen].id);
    lijst.children[gekozen].scrollIntoView({ block: "nearest" });
  };
  const neem = (rij) => {
    const voor = veld.value.slice(0, veld.selectionStart);
    const [, teken, deel] = BEGIN.exec(voor) ?? [];
    if (!teken) return dicht();
    veld.setRangeText(`${rij.dataset.woord} `, veld.selectionStart - deel.length, veld.selectionStart, "end");
    veld.dispatchEvent(new Event("input", { bubbles: true }));
    dicht();
    veld.focus();
  };
  veld.addEventListener("input", async () => {
    const gevonden = BEGIN.exec(veld.value.slice(0, veld.selectionStart));
    if (!gevonden) return dicht();
    const alles = (await ask(url))[gevonden[1]] ?? [];
    const nu = BEGIN.exec(veld.value.slice(0, veld.selectionStart)); // may have gone on meanwhile
    if (!nu || nu[1] !== gevonden[1]) return dicht();
    const deel = nu[2].toLowerCase();
    const past = alles.filter(({ woord, naam }) => [woord, ...naam.toLowerCase().split(/[\s:]+/)].some((deze) => deze.startsWith(deel))).slice(0, MOST);
    if (!past.length) return dicht();
    lijst.replaceChildren(...past.map(({ woord, naam }, i) => {
      const rij = document.createElement("li");
      rij.id = `${lijst.id}-${i}`;
      rij.dataset.woord = woord;
      rij.setAttribute("role", "option");
      rij.setAttribute("aria-selected", "false");
      rij.textContent = `${nu[1]}${woord} · ${naam}`;
      return rij;
    }));
    lijst.hidden = false;
    kies(0);
  });
  veld.addEventListener("keydown", (toets) => {
    if (lijst.hidden) return;
    if (toets.key === "ArrowDown") kies(gekozen + 1);
    else if (toets.key === "ArrowUp") kies(gekozen - 1);
    else if ((toets.key === "Enter" && !toets.ctrlKey) || toets.key === "Tab") neem(lijst.children[gekozen]);
    else if (toets.key === "Escape") dicht();
    else return;
    toets.preventDefault();
    toets.stopPropagation();
  });
  lijst.addEventListener("mousedown", (muis) => {
    const rij = muis.target.closest("[role=option]");
    if (rij) { muis.preventDefault(); neem(rij); }
  });
  veld.addEventListener("blur", dicht);
}
