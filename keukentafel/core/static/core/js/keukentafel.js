// Everything the page does beyond what the server rendered. Without script, the page still works.
for (const element of document.querySelectorAll("[data-alleen-script]")) element.hidden = false;
