// The check: a file dropped on its place is put into the field, which sends it.
"use strict";

(() => {
  const place = document.querySelector("[data-drop-own]");
  if (!place) return;
  const input = place.querySelector("input[type=file]");
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
