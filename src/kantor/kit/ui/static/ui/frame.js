// The frame: dialogs, the palette (Ctrl+K), the help (F1), and the place where one was in a list.
"use strict";

(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog && !dialog.open) {
        dialog.showModal();
        dialog.dispatchEvent(new CustomEvent("opened"));
        const first = dialog.querySelector("[autofocus], input, select, textarea, button");
        if (first) first.focus();
      }
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
    if (event.target instanceof HTMLDialogElement) event.target.close(); // a click beside it
    for (const menu of document.querySelectorAll("details.me[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // Everything that the server sends as an error page still tells what happened.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422 || event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // What a page asks for by its clock is no sign of a person: a log-in that lies idle still ends.
  document.addEventListener("htmx:configRequest", (event) => {
    const by = event.detail.triggeringEvent;
    if (!by || by.type === "live") event.detail.headers["X-By-Itself"] = "1";
  });

  // What failed is said: the house has a fault, does not answer, or refuses; the page keeps what was typed.
  const tell = (why) => {
    const toasts = document.getElementById("toasts");
    if (!toasts || !toasts.dataset[why]) return;
    const note = document.createElement("p");
    note.className = "notice stop";
    note.textContent = toasts.dataset[why];
    toasts.append(note);
    setTimeout(() => note.remove(), 8000);
  };
  document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status < 500 ? "refused" : "fault"));
  document.addEventListener("htmx:sendError", () => tell("away"));

  const found = () => [...document.querySelectorAll("#found a")];

  const choose = (step) => {
    const links = found();
    if (!links.length) return;
    const at = links.findIndex((link) => link.getAttribute("aria-selected") === "true");
    const next = links[(at + step + links.length) % links.length];
    for (const link of links) link.setAttribute("aria-selected", String(link === next));
    next.scrollIntoView({ block: "nearest" });
    const input = document.querySelector("#palette input");
    if (input) input.setAttribute("aria-activedescendant", next.id);
  };

  window.kantor.onKey((name, event) => {
    const palette = document.getElementById("palette");
    if (!palette || !palette.open || !palette.contains(event.target)) return false;
    if (name === "Down") return choose(1), true;
    if (name === "Up") return choose(-1), true;
    if (name === "Enter") {
      const chosen = found().find((link) => link.getAttribute("aria-selected") === "true") || found()[0];
      if (chosen) chosen.click();
      return true;
    }
    return false;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "found") choose(1);
  });

  // A list row is a link as a whole.
  window.kantor.onKey((name, event) => {
    const row = event.target instanceof HTMLElement && event.target.closest("tr[data-row]");
    if (!row || (name !== "Down" && name !== "Up")) return false;
    const rows = [...row.parentElement.querySelectorAll("tr[data-row]")];
    const next = rows[rows.indexOf(row) + (name === "Down" ? 1 : -1)];
    if (next) next.querySelector("a").focus();
    return true;
  });
})();
