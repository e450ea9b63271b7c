// Small things on the page: menus, dialogs, messages, colour theme, counters.
const TOAST = 10_000; // ms

const sluitMenus = (behalve) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== behalve) menu.open = false;
};

function plaats(menu) { // a menu hangs from its right; where that falls off the screen, from its left
  menu.classList.remove("kt-menu--links");
  const lijst = menu.querySelector(".kt-menu__lijst");
  menu.classList.toggle("kt-menu--links", lijst !== null && lijst.getBoundingClientRect().left < 0);
}

function kiesThema(thema) {
  if (thema) document.documentElement.dataset.thema = thema;
  else delete document.documentElement.dataset.thema;
  document.cookie = `thema=${thema}; path=/; max-age=${thema ? 31_536_000 : 0}; samesite=lax`;
}

function tel(regel) {
  const veld = document.getElementById(regel.dataset.voor);
  if (!veld) return;
  const over = Number(regel.dataset.teller) - [...veld.value].length;
  regel.toggleAttribute("data-over", over < 0);
  regel.textContent = over < 0 ? `${-over} tekens te veel.` : `Nog ${over} tekens.`;
}

function toon(toast) {
  const houder = toast.parentElement;
  toast.remove();
  setTimeout(() => houder.append(toast), 60); // so that a screen reader hears it arrive
  let klok;
  const loop = () => { klok = setTimeout(() => toast.remove(), TOAST); };
  for (const soort of ["pointerenter", "focusin"]) toast.addEventListener(soort, () => clearTimeout(klok));
  for (const soort of ["pointerleave", "focusout"]) toast.addEventListener(soort, loop);
  loop();
}

function toonTab(tab) { // the open tab of a strip that is wider than the screen
  const strook = tab.closest(".kt-tabs");
  strook.scrollLeft = tab.offsetLeft - strook.offsetLeft - (strook.clientWidth - tab.offsetWidth) / 2;
}

function wachttijd(seconden) { // as somebody says it: nobody counts to 3,540
  if (seconden < 120) return `${seconden} seconden`;
  const minuten = Math.ceil(seconden / 60);
  return minuten < 120 ? `${minuten} minuten` : `${Math.ceil(minuten / 60)} uur`;
}

let fout = { toast: null, sinds: -Infinity };

function zegFout(tekst) { // once: who types on gets the same answer again and again, and a screen reader reads each
  if (fout.toast?.isConnected || performance.now() - fout.sinds < 500) return; // `toon` takes it away for a moment
  const toast = Object.assign(document.createElement("div"), { className: "kt-toast kt-toast--fout", textContent: tekst });
  fout = { toast, sinds: performance.now() };
  document.getElementById("berichten")?.append(toast);
  toon(toast);
}

export function start() {
  for (const tab of document.querySelectorAll(".kt-tabs [aria-current]")) toonTab(tab);
  document.addEventListener("click", (g) => {
    const doel = g.target.closest("[data-opent], [data-toast-weg], [data-thema-keuze]");
    sluitMenus(g.target.closest("details[data-menu]"));
    if (doel?.dataset.opent) {
      sluitMenus();
      document.getElementById(doel.dataset.opent)?.showModal();
    } else if (doel?.matches("[data-toast-weg]")) doel.closest("[data-toast]").remove();
    else if (doel?.dataset.themaKeuze !== undefined) {
      kiesThema(doel.dataset.themaKeuze);
      sluitMenus();
    }
  });
  document.addEventListener("toggle", (g) => { if (g.target.matches("details[data-menu][open]")) plaats(g.target); }, true);
  document.addEventListener("keydown", (g) => {
    const open = g.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("input", (g) => {
    const regel = g.target.id && document.querySelector(`[data-voor="${CSS.escape(g.target.id)}"]`);
    if (regel) tel(regel);
  });
  for (const soort of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(soort, (g) => {
      const wacht = g.detail.xhr?.status === 429 ? Number(g.detail.xhr.getResponseHeader("Retry-After")) : 0;
      zegFout(wacht
        ? `Dit ging te vaak achter elkaar. Over ${wachttijd(wacht)} kunt u verder; wat u typte, staat er nog.`
        : "Dat lukte niet. Probeer het zo nog eens; wat u typte, staat er nog.");
    });
  }
}

export function bekijk(wortel) {
  for (const element of wortel.querySelectorAll("[data-alleen-script]")) element.hidden = false;
  for (const regel of wortel.querySelectorAll("[data-teller]")) tel(regel);
  for (const toast of document.querySelectorAll("[data-toast]:not([data-getoond])")) {
    toast.dataset.getoond = "";
    toon(toast);
  }
  for (const nu of wortel.querySelectorAll(".kt-tabs a[aria-current]")) {
    const balk = nu.closest(".kt-tabs");
    balk.scrollLeft = nu.offsetLeft - (balk.clientWidth - nu.clientWidth) / 2;
  }
}
