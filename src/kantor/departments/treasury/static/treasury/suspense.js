// The suspense account: 1, 2, 3 accept the offers of the row where the keyboard stands, or of the first one.
"use strict";

(() => {
  window.kantor.onKey((name, event) => {
    if (!/^[1-3]$/.test(name) || window.kantor.isTyping(event.target) || document.querySelector("dialog[open]")) return false;
    const here = event.target instanceof HTMLElement && event.target.closest("tr[data-row]");
    const row = here || document.querySelector("tr[data-row]");
    const button = row && row.querySelectorAll("button[data-offer]")[Number(name) - 1];
    if (button) button.click();
    return Boolean(button);
  });
})();
