// The strip of small pages: walked, marked, turned, moved, cut off, joined and left out by key or by mouse.
"use strict";

(() => {
  const strip = document.getElementById("strip");
  const opener = document.getElementById("strips");
  const stage = document.getElementById("stage");
  if (!strip || !opener) return;
  const pages = [...strip.querySelectorAll(".small-page")];
  let current = pages[0];
  let dragged = null;

  const placeOf = (page) => Number(page.dataset.place);
  const isMarked = (page) => page.getAttribute("aria-selected") === "true";
  const mark = (page, on) => page.setAttribute("aria-selected", String(on));
  // What a key means: the marked pages, else the one under the cursor.
  const chosen = () => {
    const marked = pages.filter(isMarked);
    return (marked.length ? marked : [current]).map(placeOf);
  };

  const show = (page) => {
    const large = document.querySelector(`.sheets .page[data-page="${page.dataset.place}"]`);
    if (large && large.offsetParent) stage.scrollTop += large.getBoundingClientRect().top - stage.getBoundingClientRect().top - 20;
  };
  const go = (page) => {
    if (!page) return;
    current.tabIndex = -1;
    current = page;
    page.tabIndex = 0;
    page.focus({ preventScroll: true });
    page.scrollIntoView({ block: "nearest" });
    show(page);
  };
  const open = (on) => {
    strip.hidden = !on;
    opener.setAttribute("aria-pressed", String(on));
    if (!on) return;
    for (const picture of strip.querySelectorAll("img[data-src]")) {
      picture.src = picture.dataset.src;
      picture.removeAttribute("data-src");
    }
  };
  opener.addEventListener("click", () => {
    const isOpen = !strip.hidden && strip.contains(document.activeElement);
    open(!isOpen);
    if (isOpen) opener.focus();
    else go(current);
  });

  const send = (url, asked) => {
    if (!url || document.body.classList.contains("leaving")) return;
    document.body.classList.add("leaving");
    strip.setAttribute("aria-busy", "true");
    htmx.ajax("POST", url, { values: { ...window.kantor.typed(), ...asked }, target: "#refusal", swap: "innerHTML" }).finally(() => {
      document.body.classList.remove("leaving");
      strip.removeAttribute("aria-busy");
    });
  };
  const arrange = (kind, asked = {}) => send(strip.dataset.arrange, { arrange: kind, places: chosen().join(","), at: placeOf(current), ...asked });
  const cut = () => {
    const marked = pages.filter(isMarked);
    const places = (marked.length ? marked : pages.slice(pages.indexOf(current))).map(placeOf);
    arrange("cut", { places: places.join(","), at: Math.max(1, places[0] - 1) });
  };
  const move = (by) => {
    const places = chosen();
    const to = by < 0 ? Math.max(0, places[0] - 2) : Math.min(pages.length, places[places.length - 1] + 1);
    const kept = pages.map(placeOf).filter((place) => place <= to && !places.includes(place)).length;
    arrange("move", { to, at: kept + 1 + Math.max(0, places.indexOf(placeOf(current))) });
  };

  const KEYS = {
    R: () => arrange("turn", { by: 90 }),
    "Shift+R": () => arrange("turn", { by: 270 }),
    C: cut,
    J: () => document.getElementById("joins").click(),
    "Ctrl+Up": () => move(-1),
    "Ctrl+Down": () => move(1),
    Delete: () => arrange("leave_out", { at: Math.max(1, chosen()[0] - 1) }),
    "Ctrl+Z": () => send(strip.dataset.undo, { at: placeOf(current) }),
  };
  const NEXT = { Down: 1, ArrowRight: 1, Up: -1, ArrowLeft: -1 };

  window.kantor.onKey((name, event) => {
    const page = event.target instanceof HTMLElement && event.target.closest(".small-page");
    if (!page || document.querySelector("dialog[open]")) return false;
    const plain = name.length === 1 && event.shiftKey ? `Shift+${name}` : name;
    if (NEXT[name]) return go(pages[pages.indexOf(page) + NEXT[name]]), true;
    if (name === "Home" || name === "End") return go(name === "Home" ? pages[0] : pages[pages.length - 1]), true;
    if (name === " ") return mark(page, !isMarked(page)), true;
    if (name === "Esc") {
      if (pages.some(isMarked)) for (const one of pages) mark(one, false);
      else opener.focus();
      return true;
    }
    if (!KEYS[plain] || !strip.dataset.arrange) return false;
    KEYS[plain]();
    return true;
  });

  strip.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-page-key]");
    if (tool) return KEYS[tool.dataset.pageKey]();
    const back = event.target.closest("[data-take-in]");
    if (back) return arrange("take_in", { sheet: back.dataset.takeIn, at: pages.length + 1 });
    const page = event.target.closest(".small-page");
    if (!page) return undefined;
    if (event.ctrlKey || event.metaKey) mark(page, !isMarked(page));
    else if (event.shiftKey) for (const one of pages.slice(Math.min(pages.indexOf(current), pages.indexOf(page)), Math.max(pages.indexOf(current), pages.indexOf(page)) + 1)) mark(one, true);
    return go(page);
  });

  // A page, or all that are marked, is dragged to where it belongs.
  const clear = () => {
    for (const one of pages) one.classList.remove("before", "behind");
  };
  strip.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".small-page");
    if (!dragged) return;
    current = dragged;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.place);
  });
  strip.addEventListener("dragover", (event) => {
    const over = event.target.closest(".small-page");
    if (!dragged || !over) return;
    event.preventDefault();
    clear();
    const box = over.getBoundingClientRect();
    over.classList.add(event.clientY < box.top + box.height / 2 ? "before" : "behind");
  });
  strip.addEventListener("dragend", () => {
    clear();
    dragged = null;
  });
  strip.addEventListener("drop", (event) => {
    const over = event.target.closest(".small-page");
    if (!dragged || !over) return;
    event.preventDefault();
    const to = placeOf(over) - (over.classList.contains("before") ? 1 : 0);
    const places = isMarked(dragged) ? chosen() : [placeOf(dragged)];
    clear();
    arrange("move", { places: places.join(","), to, at: Math.max(1, to) });
  });

  const form = document.getElementById("join-form");
  if (form) form.addEventListener("submit", (event) => {
    event.preventDefault();
    const other = document.getElementById("join-other").value;
    if (!other) return;
    document.getElementById("join").close();
    arrange("join", { other, at: pages.length + 1 });
  });

  if (!strip.hidden) {
    open(true);
    go(pages[Math.min(pages.length, Number(strip.dataset.at)) - 1] || pages[0]);
  }
})();
