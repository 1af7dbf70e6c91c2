// Tables on the form by keyboard: from cell to cell, rows added, doubled, taken out and pasted, the cell above, and sums while one types.
"use strict";

(() => {
  const form = document.getElementById("values");
  if (!form || !document.getElementById("approve")) return;
  const MOST_NEW = 100;

  const inputOf = (cell) => cell && cell.querySelector(".value");
  const rowsOf = (body) => [...body.rows];
  const isBare = (row) => [...row.cells].every((cell) => !inputOf(cell).value);
  const put = (cell, text) => {
    const input = inputOf(cell);
    if (input && input.value !== text) window.kantor.fill(input, text, "");
  };
  const texts = (row) => [...row.cells].map((cell) => inputOf(cell).value);
  const write = (row, said) => [...row.cells].forEach((cell, at) => put(cell, said[at] || ""));
  const go = (cell) => {
    const input = inputOf(cell);
    if (!input) return;
    input.focus();
    if (!input.matches("select")) input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  // Another empty row behind the last one, which is filled by now.
  const grow = (body) => {
    const last = body.rows[body.rows.length - 1];
    if (body.rows.length > Number(body.dataset.began) + MOST_NEW) return last;
    const fresh = last.cloneNode(true);
    last.classList.remove("fresh");
    const [, index] = last.cells[0].dataset.address.split(".");
    const next = Number(index) + 1;
    for (const cell of fresh.cells) {
      const [table, , column] = cell.dataset.address.split(".");
      const input = inputOf(cell);
      cell.className = `field fine${cell.classList.contains("amount") ? " amount" : ""}`;
      cell.dataset.address = `${table}.${next}.${column}`;
      for (const told of ["place", "page", "box", "taken", "from", "said", "version"]) delete cell.dataset[told];
      input.id = `f-${table}-${next}-${column}`;
      input.name = `field:${table}.${next}.${column}`;
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, next + 1));
      input.removeAttribute("title");
      for (const added of input.querySelectorAll(".unlisted")) added.remove();
      input.value = "";
      input.dataset.was = "";
    }
    body.append(fresh);
    return fresh;
  };
  const rowAt = (body, at) => {
    while (body.rows.length <= at) if (grow(body) === body.rows[at - 1]) break;
    return body.rows[at];
  };
  const keepOneBare = (body) => {
    if (!isBare(body.rows[body.rows.length - 1])) grow(body);
  };

  // Values move from row to row, the rows stay: each keeps its address.
  const insert = (row, said) => {
    const body = row.parentElement;
    keepOneBare(body);
    const all = rowsOf(body);
    const at = all.indexOf(row);
    const filled = all.slice(at).map(texts);
    write(row, said);
    filled.slice(0, -1).forEach((one, step) => write(all[at + 1 + step], one));
    keepOneBare(body);
  };
  const takeOut = (row) => {
    const all = rowsOf(row.parentElement);
    const at = all.indexOf(row);
    const behind = all.slice(at + 1).map(texts);
    all.slice(at).forEach((one, step) => write(one, behind[step] || []));
  };
  const paste = (cell, text) => {
    const body = cell.parentElement.parentElement;
    const first = rowsOf(body).indexOf(cell.parentElement);
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    lines.forEach((line, down) => {
      const row = rowAt(body, first + down);
      if (row) line.forEach((said, right) => put(row.cells[cell.cellIndex + right], said.trim()));
    });
    keepOneBare(body);
  };

  // The rows of a table on the page, which was framed there, go below what the lines hold already; Esc takes them back until one types.
  const told = document.getElementById("read-from");
  let taken = [];
  const take = (body, rows, said) => {
    const first = rowsOf(body).findLastIndex((row) => !isBare(row)) + 1;
    taken = [];
    for (const read of rows) {
      const row = rowAt(body, first + taken.length);
      if (!row) break;
      taken.push({ row, was: [...row.cells].map((cell) => inputOf(cell).dataset.was) });
      for (const cell of row.cells) {
        const value = read[cell.dataset.address.split(".")[2]];
        if (value) window.kantor.fill(inputOf(cell), value.text, value.from);
      }
    }
    keepOneBare(body);
    told.textContent = taken.length < rows.length ? told.dataset.full.replace("{count}", taken.length) : said;
    if (taken.length) go(taken[0].row.cells[0]);
  };
  const takeBack = () => {
    for (const { row, was } of taken) {
      [...row.cells].forEach((cell, at) => {
        inputOf(cell).dataset.was = was[at]; // what was proposed for the row meanwhile goes, too
        window.kantor.fill(inputOf(cell), "", "");
      });
    }
    go(taken[0].row.cells[0]);
    taken = [];
    told.textContent = told.dataset.how;
  };
  if (told) told.dataset.how = told.textContent;
  // frames: "page x0 y0 x1 y1" in parts of each page; on: as far as the table goes on behind them; false where the cursor is not in the table
  // that can be read so.
  window.kantor.readTable = (frames, on = false) => {
    const input = window.kantor.field();
    const lines = told && input && input.closest(".grid tbody");
    if (!lines || !lines.closest(".grid").contains(told)) return false;
    told.textContent = told.dataset.waits;
    const body = new URLSearchParams(frames.map((frame) => ["frame", frame]));
    if (on) body.set("on", "1");
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(told.dataset.url, { method: "POST", credentials: "same-origin", headers, body })
      .then((answer) => answer.json())
      .then((found) => (found.rows.length ? take(lines, found.rows, found.said) : (told.textContent = found.said)))
      .catch(() => (told.textContent = told.dataset.failed));
    return true;
  };
  const pageInView = () => {
    const view = document.getElementById("stage").getBoundingClientRect();
    return [...document.querySelectorAll("#pages:not([hidden]) .page")].find((page) => page.getBoundingClientRect().bottom > (view.top + view.bottom) / 2);
  };

  const along = (cell, by) => {
    const row = cell.parentElement;
    const next = row.cells[cell.cellIndex + by];
    if (next) return go(next);
    const other = by > 0 ? row.nextElementSibling || grow(row.parentElement) : row.previousElementSibling;
    return other && go(other.cells[by > 0 ? 0 : other.cells.length - 1]);
  };

  window.kantor.onKey((name, event) => {
    const input = event.target instanceof HTMLElement ? event.target.closest(".grid td .value") : null;
    if (!input || document.querySelector("dialog[open]") || !document.getElementById("suggestions").hidden) return false;
    const cell = input.closest("td");
    const row = cell.parentElement;
    if (name === "Enter" && (cell.matches(".dirty") || (row.matches(".fresh") && !isBare(row)))) return along(cell, 1), true;
    if (name === "Down" && !row.nextElementSibling && !isBare(row)) return go(grow(row.parentElement).cells[cell.cellIndex]), true;
    const isChoice = input.matches("select");
    if (name === "ArrowRight" && (isChoice || input.selectionStart === input.value.length)) return along(cell, 1), true;
    if (name === "ArrowLeft" && (isChoice || input.selectionEnd === 0)) return along(cell, -1), true;
    if (name === "F3") {
      const above = row.previousElementSibling;
      if (above) put(cell, inputOf(above.cells[cell.cellIndex]).value);
      return true;
    }
    if (name === "F10" && told) {
      const page = pageInView();
      return Boolean(page) && window.kantor.readTable([`${page.dataset.page} 0 0 1 1`], true);
    }
    if ((name === "Esc" || name === "Ctrl+Z") && taken.length && row.parentElement === taken[0].row.parentElement) return takeBack(), true;
    if (["Insert", "F3", "Ctrl+D", "Ctrl+Delete"].includes(name)) taken = [];
    if (name === "Insert") return insert(row, []), go(cell), true;
    if (name === "Ctrl+D") return insert(row, texts(row)), go(row.nextElementSibling.cells[cell.cellIndex]), true;
    if (name === "Ctrl+Delete") return takeOut(row), go(cell), true;
    return false;
  });

  form.addEventListener("input", () => {
    taken = [];
  });
  form.addEventListener("paste", (event) => {
    const cell = event.target.closest(".grid td");
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    taken = [];
    paste(cell, text);
    go(cell);
  });

  // The sum of the lines, and how far it is from what the document states.
  const language = document.documentElement.lang || "en";
  const figures = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const mark = language.startsWith("en") ? "." : ",";
  const cents = (said) => {
    const plain = said.replace(/[^\d.,-]/g, "");
    const [whole, part = ""] = plain.includes(mark) || !/[.,]\d{1,2}$/.test(plain) ? plain.split(mark) : plain.split(/[.,](?=\d{1,2}$)/);
    const digits = `${whole.replace(/[.,]/g, "")}.${part || "0"}`;
    return Math.round(Number(digits) * 100) || 0;
  };
  const add = () => {
    for (const told of form.querySelectorAll(".grid .sums")) {
      const amounts = [...told.closest(".grid").querySelectorAll("td[data-address$='.net'] .value")].filter((input) => input.value);
      const stated = form.querySelector(".field[data-address='net'] .value");
      told.textContent = "";
      if (!amounts.length || !stated) continue;
      const sum = amounts.reduce((all, input) => all + cents(input.value), 0);
      const apart = sum - cents(stated.value);
      told.textContent = `${told.dataset.sum} ${figures.format(sum / 100)}${stated.value && apart ? ` · ${told.dataset.apart} ${figures.format(apart / 100)}` : ""}`;
      told.classList.toggle("look", Boolean(stated.value && apart));
    }
  };
  for (const body of form.querySelectorAll(".grid tbody")) body.dataset.began = body.rows.length;
  form.addEventListener("typed", add);
  form.addEventListener("input", add);
  document.addEventListener("kantor:marked", add);
  add();
})();
