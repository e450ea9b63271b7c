// Everything the page does beyond what the server rendered. Without script every page still works.
import * as concepten from "./concepten.js";
import * as noemen from "./noemen.js";
import * as scherm from "./scherm.js";
import * as sessie from "./sessie.js";
import * as toetsen from "./toetsen.js";
import * as verzenden from "./verzenden.js";
import * as zoekkeuze from "./zoekkeuze.js";

const delen = [scherm, verzenden, concepten, zoekkeuze, noemen, toetsen, sessie];
for (const deel of delen) deel.start?.();
for (const deel of delen) deel.bekijk?.(document);
// What htmx brings in gets the same treatment as what was there from the start.
document.addEventListener("htmx:afterSettle", (gebeurtenis) => {
  for (const deel of delen) deel.bekijk?.(gebeurtenis.detail.elt);
});
