// One field over many documents: Enter goes from the field to the rows, the arrows walk them, Space unticks, Ctrl+Enter decides.
"use strict";

(() => {
  const form = document.getElementById("alike-form");
  if (!form) return;
  const field = document.getElementById("alike-value");
  const all = document.getElementById("alike-all");
  const decide = document.getElementById("alike-decide");
  const ticks = [...form.querySelectorAll("td.tick input")];

  const count = () => {
    const ticked = ticks.filter((tick) => tick.checked).length;
    decide.firstElementChild.textContent = decide.dataset.says.replace("{count}", ticked);
    decide.disabled = ticked === 0;
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
  };

  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    count();
  });
  form.addEventListener("change", count);
  form.addEventListener("click", (event) => {
    const proposed = event.target.closest("[data-value]");
    if (!proposed || !field) return;
    field.value = proposed.dataset.value;
    field.focus();
  });

  window.kantor.onKey((name, event) => {
    if (document.querySelector("dialog[open]") || !form.isConnected) return false;
    if (name === "F4" && field) {
      field.focus();
      if (field.showPicker) field.showPicker();
      return true;
    }
    const at = ticks.indexOf(event.target);
    if (event.target === field && name === "Enter") return ticks[0].focus(), true;
    if (at < 0) return false;
    if (name === "Down" || name === "Enter") return (ticks[at + 1] || decide).focus(), true;
    if (name === "Up") return (ticks[at - 1] || field || all).focus(), true;
    return false;
  });

  // What became of it is read out, and the approval can be taken back for some seconds.
  document.addEventListener("htmx:afterSettle", () => {
    const done = document.getElementById("alike-done");
    if (done) done.focus();
    const undo = document.getElementById("undo");
    if (undo) setTimeout(() => undo.remove(), Math.max(2500, Number(undo.dataset.until) * 1000 - Date.now()));
  });

  count();
  if (field) field.select();
  else ticks[0].focus();
})();
