// "Nog nodig om af te sluiten: 2": counts the groups that still miss an answer. Help, never a lock.
const telling = document.querySelector("[data-nog-nodig]");
const formulier = document.querySelector("form[data-telt-nodig]");

function tel() {
  const groepen = [...formulier.querySelectorAll("[data-nodig]")];
  telling.textContent = groepen.filter((groep) => !groep.querySelector("input:checked")).length;
}

if (telling && formulier) {
  formulier.addEventListener("input", tel);
  tel();
}
