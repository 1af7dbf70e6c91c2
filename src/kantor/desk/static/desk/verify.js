// The form: one key from doubtful field to doubtful field, checks while one types, suggestions, and the decision.
"use strict";

(() => {
  const form = document.getElementById("values");
  if (!form) return;
  const approve = document.getElementById("approve");
  const list = document.getElementById("suggestions");
  const text = (selector) => document.querySelector(selector);

  const values = () => (approve ? [...form.querySelectorAll("fieldset .value")] : []);
  const fieldOf = (input) => input.closest(".field");
  const carrierOf = (input) => (input.dataset.hidden ? document.getElementById(input.dataset.hidden) : input);
  const isDirty = (input) => carrierOf(input).value !== carrierOf(input).dataset.was || (!input.dataset.hidden && input.value !== input.dataset.was);
  // A choice that the list does not have joins it as it is, so that nothing is lost; the checks say what is wrong with it.
  const put = (input, said) => {
    if (input.matches("select") && ![...input.options].some((option) => option.value === said)) {
      const added = new Option(said, said);
      added.className = "unlisted";
      input.add(added);
    }
    input.value = said;
  };
  // A choice may be said by its code or by its word.
  const meant = (input, said) => {
    const word = said.trim().toLowerCase();
    const option = input.matches("select") && [...input.options].find((one) => one.value === said || one.text.toLowerCase() === word);
    return option ? option.value : said;
  };
  const doubtful = () => values().filter((input) => fieldOf(input).matches(".look, .stop"));
  // What was typed, and for what was taken from the page where it stood there.
  const typedNow = () => {
    const dirty = values().filter(isDirty);
    const taken = dirty.map(fieldOf).filter((field) => field.dataset.from);
    const seen = values().map(fieldOf).filter((field) => field.dataset.version); // where the person chose between two values
    return Object.fromEntries([
      ["version", document.getElementById("version").value],
      ...seen.map((field) => [`version:${field.dataset.address}`, field.dataset.version]),
      ...dirty.map((input) => [carrierOf(input).name, carrierOf(input).value]),
      ...taken.map((field) => [`place:${field.dataset.address}`, field.dataset.from]),
    ]);
  };
  window.kantor.field = () => last;
  window.kantor.typed = typedNow;
  let last = null;
  let pause = 0;
  let isDecided = false; // the next document is on its way
  let asked = {}; // what was typed when the server was asked: taken back meanwhile, it does not come back with the answer

  const count = () => {
    if (!approve) return;
    const open = doubtful().length;
    const need = document.getElementById("need");
    need.textContent = open ? approve.dataset.need.replace("{count}", open) : "";
    approve.firstElementChild.textContent = open ? approve.dataset.look.replace("{count}", open) : approve.dataset.ready;
    approve.classList.toggle("look", open > 0);
    approve.classList.toggle("main", open === 0);
  };

  // What the server says about the values, from the first page and from every preview alike.
  const applyMarks = () => {
    const marks = new Map([...document.querySelectorAll("#marks i")].map((mark) => [mark.dataset.mark, mark.dataset]));
    for (const input of values()) {
      const field = fieldOf(input);
      const mark = marks.get(field.dataset.address) || { status: "fine", word: "", text: "", value: "" };
      field.classList.remove("fine", "look", "stop");
      field.classList.add(mark.status);
      field.classList.toggle("dirty", isDirty(input));
      const word = document.getElementById(`${input.id}-word`);
      if (word) word.textContent = mark.word;
      if (isDirty(input) || carrierOf(input).name in asked || input === document.activeElement || !mark.value) continue;
      if (input.dataset.hidden) {
        const carrier = carrierOf(input);
        carrier.value = carrier.dataset.was = mark.value;
        input.value = input.dataset.was = mark.text;
      } else if (input.matches("select")) {
        put(input, mark.value);
        input.dataset.was = mark.value;
      } else {
        input.value = input.dataset.was = mark.text;
      }
    }
    count();
    document.dispatchEvent(new CustomEvent("kantor:marked"));
  };

  const changed = (input) => {
    fieldOf(input).classList.toggle("dirty", isDirty(input));
    form.dispatchEvent(new CustomEvent("typed"));
  };
  const forget = (input) => {
    if (!fieldOf(input).dataset.from) return;
    delete fieldOf(input).dataset.from;
    document.dispatchEvent(new CustomEvent("kantor:taken", { detail: fieldOf(input) }));
  };
  // A slip of the reading may be put right, by half of it at most; what is typed anew was not taken from the page.
  const isStill = (value, said) => {
    let [ahead, behind] = [0, 0];
    while (ahead < said.length && said[ahead] === value[ahead]) ahead += 1;
    while (behind < said.length - ahead && said[said.length - 1 - behind] === value[value.length - 1 - behind]) behind += 1;
    return said.length > 0 && 2 * (ahead + behind) >= said.length;
  };
  // from: "page x0 y0 x1 y1" in parts of the page, '' where it was taken from no page.
  window.kantor.fill = (input, said, from) => {
    put(input, meant(input, said));
    forget(input);
    if (from) {
      fieldOf(input).dataset.from = from;
      fieldOf(input).dataset.said = said;
      document.dispatchEvent(new CustomEvent("kantor:taken", { detail: fieldOf(input) }));
    }
    if (input.dataset.hidden) return suggest(input);
    changed(input);
    return undefined;
  };

  const go = (input) => {
    if (!input) return approve && approve.focus();
    input.focus();
    if (input.select && !input.matches("select")) input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
    return undefined;
  };

  const step = (from, forward) => {
    const all = values();
    const open = doubtful().filter((input) => input !== from);
    const at = all.indexOf(from);
    const beyond = forward ? open.filter((input) => all.indexOf(input) > at) : open.filter((input) => all.indexOf(input) < at).reverse();
    if (beyond.length) return go(beyond[0]);
    return forward ? go(open[0]) : go(all[Math.max(0, at - 1)]);
  };

  const confirmField = (input) => {
    const field = fieldOf(input);
    if (!field.matches(".look") || !input.value || !form.dataset.confirm) return;
    field.classList.replace("look", "fine"); // at once; the server has the last word
    const word = document.getElementById(`${input.id}-word`);
    if (word) word.textContent = form.dataset.confirmed;
    const isAsking = form.classList.contains("htmx-request"); // an answer that knows nothing of it yet would mark the field again
    if (isAsking) htmx.trigger(form, "htmx:abort");
    htmx
      .ajax("POST", form.dataset.confirm, { values: { ...typedNow(), address: field.dataset.address }, swap: "none" })
      .then(() => isAsking && form.dispatchEvent(new CustomEvent("typed")));
    count();
    document.dispatchEvent(new CustomEvent("kantor:marked"));
  };

  const decide = () => {
    if (!approve || document.body.classList.contains("leaving")) return;
    const open = doubtful();
    if (open.length) return go(open[0]);
    document.body.classList.add("leaving");
    approve.disabled = true;
    htmx.trigger(form, "htmx:abort"); // nobody may ask any more about what is decided
    htmx.ajax("POST", approve.dataset.url, { values: typedNow(), target: "#refusal", swap: "innerHTML" }).finally(() => {
      document.body.classList.remove("leaving");
      approve.disabled = false;
    });
    return undefined;
  };

  // Two people changed the same field: either value may stand, and what was chosen was seen.
  const keep = (button) => {
    const told = button.closest("[data-conflict]");
    const field = form.querySelector(`.field[data-address="${CSS.escape(told.dataset.conflict)}"]`);
    const input = field && field.querySelector(".value");
    if (!input) return window.location.reload();
    field.dataset.version = told.dataset.version;
    const carrier = carrierOf(input);
    carrier.dataset.was = input.dataset.hidden || input.matches("select") ? told.dataset.value : told.dataset.text;
    if (input.dataset.hidden) input.dataset.was = told.dataset.text;
    if (button.dataset.keeps === "theirs") {
      carrier.value = carrier.dataset.was;
      put(input, input.dataset.was);
      forget(input);
    }
    changed(input);
    const next = told.nextElementSibling || told.previousElementSibling;
    const box = told.closest(".conflicts");
    told.remove();
    if (next) return next.querySelector("button").focus();
    box.remove();
    return approve ? approve.focus() : undefined;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keeps]");
    if (button) keep(button);
  });

  // Suggestions (F4).
  const suggesting = new Set(["party", "account", "tax_code", "cost_centre"]);
  const close = () => {
    list.hidden = true;
    if (last && last.getAttribute("role") === "combobox") last.setAttribute("aria-expanded", "false");
  };
  const suggest = (input) => {
    if (!suggesting.has(input.dataset.kind) || !form.dataset.suggest) return;
    const box = input.getBoundingClientRect();
    list.style.left = `${Math.min(box.left, window.innerWidth - 460)}px`;
    list.style.top = `${box.bottom + 4}px`;
    const wanted = input.value === input.dataset.was ? "" : input.value; // what stands there already hides nothing else
    htmx
      .ajax("GET", form.dataset.suggest, { values: { q: wanted, address: fieldOf(input).dataset.address }, target: "#suggestions", swap: "innerHTML" })
      .then(() => {
        list.hidden = false;
        input.setAttribute("role", "combobox");
        input.setAttribute("aria-controls", "suggestions");
        input.setAttribute("aria-expanded", "true");
        const below = list.getBoundingClientRect();
        if (below.bottom > window.innerHeight) list.style.top = `${Math.max(8, box.top - below.height - 4)}px`;
      });
  };
  const options = () => [...list.querySelectorAll("li[data-value]")];
  const move = (by) => {
    const all = options();
    if (!all.length) return;
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = all[(at + by + all.length) % all.length];
    for (const option of all) option.setAttribute("aria-selected", String(option === next));
    next.scrollIntoView({ block: "nearest" });
    last.setAttribute("aria-activedescendant", next.id);
  };
  const choose = (option) => {
    if (!option || !last) return;
    carrierOf(last).value = option.dataset.value;
    last.value = option.dataset.text;
    close();
    changed(last);
    last.focus();
  };
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(event.target.closest("li[data-value]"));
  });

  form.addEventListener("input", (event) => {
    const input = event.target.closest(".value");
    if (!input) return;
    if (!isStill(input.value, fieldOf(input).dataset.said || "")) forget(input);
    if (input.dataset.hidden) {
      clearTimeout(pause);
      pause = setTimeout(() => suggest(input), 120);
      return;
    }
    changed(input);
  });
  form.addEventListener("focusin", (event) => {
    const input = event.target.closest(".value");
    if (!input) return;
    if (last !== input) close();
    last = input;
    document.dispatchEvent(new CustomEvent("kantor:place", { detail: fieldOf(input) }));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".to-field");
    if (link) {
      const field = form.querySelector(`.field[data-address="${CSS.escape(link.dataset.field)}"]`);
      if (field) go(field.querySelector(".value"));
    }
  });
  if (approve) approve.addEventListener("click", decide);

  // Only what was typed is sent.
  document.addEventListener("htmx:configRequest", (event) => {
    const dirty = typedNow();
    if (event.detail.elt === form && (isDecided || document.body.classList.contains("leaving"))) return event.preventDefault();
    if (event.detail.elt === form) asked = dirty;
    for (const name of [...event.detail.formData.keys()]) {
      if (name.startsWith("field:") && !(name in dirty)) event.detail.formData.delete(name);
    }
    for (const [name, text] of Object.entries(dirty)) {
      if (name.startsWith("place:") || (name.startsWith("version:") && event.detail.formData.has("version"))) event.detail.formData.set(name, text);
    }
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) isDecided = true;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const asked = event.detail.target.id === "refusal" && text("#refusal [data-keeps]");
    if (asked) {
      for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
      asked.focus();
    }
    if (event.detail.target.id === "fragments" || document.getElementById("fragments") === event.detail.elt) applyMarks();
  });

  window.kantor.onKey((name, event) => {
    if (document.querySelector("dialog[open]")) return false;
    const input = event.target instanceof HTMLElement ? event.target.closest("#values .value") : null;
    if (name === "Ctrl+Enter") return decide(), true;
    if (name === "Ctrl+Z" && input && isDirty(input)) return "native";
    if (!input) return false;
    if (!list.hidden) {
      if (name === "Down") return move(1), true;
      if (name === "Up") return move(-1), true;
      if (name === "Enter") return choose(options().find((option) => option.getAttribute("aria-selected") === "true")), true;
      if (name === "Esc") return close(), true;
    }
    if (name === "Enter") return confirmField(input), step(input, true), true;
    if (name === "Shift+Enter") return step(input, false), true;
    if (name === "F4") return input.matches("select") ? input.showPicker() : suggest(input), true;
    if (name === "Esc") {
      carrierOf(input).value = carrierOf(input).dataset.was;
      put(input, input.dataset.was);
      forget(input);
      changed(input);
      return true;
    }
    if ((name === "Down" || name === "Up") && input.closest("td")) {
      const cell = input.closest("td");
      const row = cell.parentElement[name === "Down" ? "nextElementSibling" : "previousElementSibling"];
      if (row) go(row.cells[cell.cellIndex].querySelector(".value"));
      return true;
    }
    return false;
  });

  applyMarks();
  const first = doubtful()[0] || (approve ? null : undefined);
  if (first !== undefined) go(first || undefined);

  // An approval can be taken back for some seconds.
  const undo = text("#undo");
  if (undo) {
    const wait = Number(undo.dataset.until) * 1000 - Date.now();
    setTimeout(() => undo.remove(), Math.max(2500, wait));
  }
})();
