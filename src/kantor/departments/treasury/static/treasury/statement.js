// A statement beside its file: the line where the keyboard stands is lit in the file.
"use strict";

(() => {
  let lit = null;
  document.addEventListener("focusin", (event) => {
    const row = event.target instanceof HTMLElement && event.target.closest("tr[data-place]");
    if (!row) return;
    if (lit) lit.classList.remove("lit");
    lit = document.getElementById(`text-${row.dataset.place}`);
    if (!lit) return;
    lit.classList.add("lit");
    lit.parentElement.scrollTop = lit.offsetTop - lit.parentElement.offsetTop - 40;
  });
})();
