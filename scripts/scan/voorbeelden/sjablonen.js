// ruleid: kt-js-html
element.innerHTML = tekst;
// ok: kt-js-html
element.textContent = tekst;
// ruleid: kt-js-message
window.addEventListener("message", doe);
// ok: kt-js-message
window.addEventListener("online", doe);
