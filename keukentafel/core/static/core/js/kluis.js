// What waits in this browser is sealed: without a page of who is logged in nobody can read it (ASVS 14.3.3). The key
// comes with each page, is the same as long as the server has its own, and lies nowhere in the browser.
const IV = 12; // bytes
const ruw = document.documentElement.dataset.conceptsleutel;
const uitTekst = (tekst) => Uint8Array.from(atob(tekst), (teken) => teken.charCodeAt(0));
const sleutel = ruw && globalThis.crypto?.subtle?.importKey("raw", uitTekst(ruw), "AES-GCM", false, ["encrypt", "decrypt"]);
const beurten = new Map(); // per place: which seal is the newest, as sealing takes a moment

/** Keep `inhoud` under `plaats`. Where nothing can be sealed (no https) nothing is kept. */
export async function leg(plaats, inhoud) {
  if (!sleutel) return;
  const beurt = (beurten.get(plaats) ?? 0) + 1;
  beurten.set(plaats, beurt);
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const dicht = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sleutel, new TextEncoder().encode(JSON.stringify(inhoud)));
  if (beurten.get(plaats) !== beurt) return; // kept anew, or no longer needed
  localStorage.setItem(plaats, btoa(String.fromCharCode(...iv) + [...new Uint8Array(dicht)].map((b) => String.fromCharCode(b)).join("")));
}

/** What was kept under `plaats`; null when there is nothing, or when it was sealed with another key. */
export async function neem(plaats) {
  const bewaard = localStorage.getItem(plaats);
  if (!bewaard || !sleutel) return null;
  try {
    const alles = uitTekst(bewaard);
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: alles.slice(0, IV) }, await sleutel, alles.slice(IV));
    return JSON.parse(new TextDecoder().decode(open));
  } catch {
    localStorage.removeItem(plaats);
    return null;
  }
}

/** Forget what is kept under `plaats`, also when it is being sealed right now. */
export function weg(plaats) {
  beurten.set(plaats, (beurten.get(plaats) ?? 0) + 1);
  localStorage.removeItem(plaats);
}
