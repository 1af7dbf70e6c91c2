// The original: the place of the field under the cursor is lit and tied to it, words and frames fill the field.
"use strict";

(() => {
  const stage = document.getElementById("stage");
  const form = document.getElementById("values");
  if (!stage || !form) return;
  const thread = document.getElementById("thread");
  const data = document.getElementById("data");
  const pages = document.getElementById("pages");
  let current = null;
  let words = [];

  const digits = (said) => said.replace(/\D/g, "");
  const plain = (said) => said.replace(/[\s\u00a0.,]/g, "").toUpperCase();
  const dayOf = (said) => {
    const parts = said.split(/[./-]/).filter(Boolean);
    if (parts.length !== 3 || parts.some((part) => !/^\d+$/.test(part))) return "";
    return parts[0].length === 4 ? `${parts[0]}-${parts[1]}-${parts[2]}` : `${parts[2]}-${parts[1]}-${parts[0]}`;
  };

  // Where a person took the value from just now, else where it was read.
  const boxOnPage = (field) => {
    const said = field.dataset.from || (field.dataset.box ? `${field.dataset.page} ${field.dataset.box}` : "");
    if (!said) return null;
    const [page, x0, y0, x1, y1] = said.split(" ").map(Number);
    return { page, x0, y0, x1, y1 };
  };

  const boxOf = (part) => ({ page: part[0][1], x0: Math.min(...part.map((w) => w[2])), y0: Math.min(...part.map((w) => w[3])), x1: Math.max(...part.map((w) => w[4])), y1: Math.max(...part.map((w) => w[5])) });
  const around = (part) => {
    if (!part.length) return "";
    const box = boxOf(part);
    return [box.page, ...[box.x0, box.y0, box.x1, box.y1].map((edge) => Math.min(1, Math.max(0, edge)).toFixed(5))].join(" ");
  };

  // Where a value that was read from data stands on the page: the run of words that says the same.
  const search = (said) => {
    const wanted = plain(said);
    const on = dayOf(said);
    if (wanted.length < 3) return null;
    for (let start = 0; start < words.length; start += 1) {
      let run = "";
      for (let end = start; end < Math.min(words.length, start + 9) && words[end][1] === words[start][1]; end += 1) {
        run += plain(words[end][0]);
        if (run === wanted || (on && dayOf(words[end][0].replace(/[,;]$/, "")) === on && end === start)) {
          return boxOf(words.slice(start, end + 1));
        }
        if (run.length > wanted.length + 2) break;
      }
    }
    return null;
  };

  const figureOf = (number) => pages && pages.querySelector(`.page[data-page="${number}"]`);

  const put = (element, box) => {
    element.style.left = `${box.x0 * 100}%`;
    element.style.top = `${box.y0 * 100}%`;
    element.style.width = `${(box.x1 - box.x0) * 100}%`;
    element.style.height = `${(box.y1 - box.y0) * 100}%`;
  };

  // A place for every field that has one, on the sheet of data or on the page.
  const mark = () => {
    for (const field of form.querySelectorAll(".field[data-address]")) {
      const status = field.classList.contains("stop") ? "stop" : field.classList.contains("look") ? "look" : "known";
      if (!field.place) {
        if (data && field.dataset.place) field.onData = data.querySelector(`.box[data-path="${CSS.escape(field.dataset.place)}"]`);
        const input = field.querySelector(".value");
        const box = boxOnPage(field) || (words.length && input && !input.closest("td") && input.value ? search(input.dataset.kind === "party" ? "" : input.value) : null);
        const figure = box && figureOf(box.page);
        if (figure) {
          field.onPage = document.createElement("div");
          put(field.onPage, box);
          field.onPage.box = box;
          figure.querySelector(".words").append(field.onPage);
        }
        field.place = true;
      }
      if (field.onData) field.onData.className = `box ${status}${field === current ? " lit" : ""}`;
      if (field.onPage) field.onPage.className = `place ${status}${field === current ? " lit" : ""}`;
      cut(field);
    }
  };

  const isSeen = (element) => element && element.offsetParent !== null;
  const placeOf = (field) => (isSeen(field.onPage) ? field.onPage : isSeen(field.onData) ? field.onData : field.onPage || field.onData || null);

  // The cut-out of the page stands directly above a doubtful field, and above one that a person filled from the page.
  const cut = (field) => {
    const strip = field.querySelector(".cut");
    if (!strip) return;
    const isWanted = field.matches(".look, .stop, [data-taken], [data-from]");
    const place = placeOf(field);
    if (!isWanted || !place) {
      strip.hidden = true;
      return;
    }
    const from = place === field.onPage ? "page" : "data";
    if (!strip.hidden && strip.dataset.from === from) return;
    strip.dataset.from = from;
    if (place === field.onPage) {
      const img = place.closest(".page").querySelector("img");
      if (!img.complete || !img.naturalWidth) {
        strip.dataset.from = "";
        img.addEventListener("load", () => cut(field), { once: true });
        return;
      }
      strip.hidden = false;
      const canvas = document.createElement("canvas");
      const { box } = place;
      const ratio = strip.clientWidth / Math.max(1, strip.clientHeight);
      const high = (box.y1 - box.y0) * img.naturalHeight * 1.5;
      const wide = Math.max(high * ratio, (box.x1 - box.x0) * img.naturalWidth + 12); // six to the left and to the right
      canvas.width = wide;
      canvas.height = wide / ratio;
      const middle = ((box.y0 + box.y1) / 2) * img.naturalHeight;
      canvas.getContext("2d").drawImage(img, Math.max(0, box.x0 * img.naturalWidth - 6), middle - canvas.height / 2, wide, canvas.height, 0, 0, canvas.width, canvas.height);
      strip.replaceChildren(canvas);
    } else {
      const label = place.closest("div")?.querySelector("dt")?.textContent || place.previousElementSibling?.textContent || place.title;
      strip.textContent = `${label}: ${place.dataset.text}`;
      strip.hidden = false;
    }
  };

  const draw = () => {
    const place = current && placeOf(current);
    if (!place || !isSeen(place) || !thread) return thread && thread.setAttribute("d", "");
    const root = thread.ownerSVGElement.getBoundingClientRect();
    const view = stage.getBoundingClientRect();
    const from = place.getBoundingClientRect();
    const to = current.querySelector(".value").getBoundingClientRect();
    const scroll = document.getElementById("scroll").getBoundingClientRect();
    const y = (from.top + from.bottom) / 2;
    const end = (to.top + to.bottom) / 2;
    if (y < view.top || y > view.bottom || end < scroll.top || end > scroll.bottom) return thread.setAttribute("d", "");
    const x0 = Math.min(from.right, view.right) - root.left + 4;
    const x1 = to.left - root.left - 3;
    const bend = Math.max(40, (x1 - x0) / 2);
    return thread.setAttribute("d", `M${x0} ${y - root.top} C${x0 + bend} ${y - root.top} ${x1 - bend} ${end - root.top} ${x1} ${end - root.top}`);
  };

  const light = (field) => {
    current = field;
    mark();
    const place = placeOf(field);
    if (place && isSeen(place)) {
      const view = stage.getBoundingClientRect();
      const box = place.getBoundingClientRect();
      if (box.top < view.top + 40 || box.bottom > view.bottom - 40) stage.scrollTop += box.top - view.top - view.height / 2;
      if (box.left < view.left || box.right > view.right) stage.scrollLeft += box.left - view.left - view.width / 3;
    }
    draw();
  };

  document.addEventListener("kantor:place", (event) => light(event.detail));
  document.addEventListener("kantor:taken", (event) => {
    const field = event.detail;
    if (field.onPage) field.onPage.remove();
    field.onPage = null;
    field.place = false;
    const strip = field.querySelector(".cut");
    if (strip) strip.hidden = true; // drawn anew from the new place
    mark();
    if (field === current) light(field);
  });
  document.addEventListener("kantor:marked", () => {
    mark();
    draw();
  });
  stage.addEventListener("scroll", draw, { passive: true });
  document.getElementById("scroll").addEventListener("scroll", draw, { passive: true });
  window.addEventListener("resize", draw);

  // Page or data.
  for (const button of document.querySelectorAll("[data-shows]")) {
    button.addEventListener("click", () => {
      for (const other of document.querySelectorAll("[data-shows]")) other.setAttribute("aria-pressed", String(other === button));
      pages.hidden = button.dataset.shows !== "pages";
      data.hidden = button.dataset.shows !== "data";
      if (current) light(current);
    });
  }

  const zoom = document.getElementById("zoom");
  zoom.addEventListener("click", () => {
    const zoomed = stage.classList.toggle("zoomed");
    zoom.setAttribute("aria-pressed", String(zoomed));
    requestAnimationFrame(() => current && light(current));
  });

  const fill = (said, from = "") => {
    const input = window.kantor.field && window.kantor.field();
    if (!input || !said) return;
    window.kantor.fill(input, said, from);
    input.focus();
  };
  if (data) data.addEventListener("click", (event) => {
    const box = event.target.closest(".box");
    if (!box) return;
    const owner = [...form.querySelectorAll(".field[data-place]")].find((field) => field.onData === box);
    if (owner) owner.querySelector(".value").focus();
    else fill(box.dataset.text);
  });

  if (!pages) return;

  // A click on a word, or a frame around several, fills the field.
  let drawn = null;
  const at = (event, figure) => {
    const box = figure.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  pages.addEventListener("pointerdown", (event) => {
    const figure = event.target.closest(".page");
    if (!figure || event.button !== 0) return;
    event.preventDefault();
    const [x, y] = at(event, figure);
    drawn = { figure, x, y, x1: x, y1: y, element: document.createElement("div") };
    drawn.element.className = "frame-drawn";
    figure.append(drawn.element);
  });
  window.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    [drawn.x1, drawn.y1] = at(event, drawn.figure);
    put(drawn.element, { x0: Math.min(drawn.x, drawn.x1), y0: Math.min(drawn.y, drawn.y1), x1: Math.max(drawn.x, drawn.x1), y1: Math.max(drawn.y, drawn.y1) });
  });
  // A frame round lines that stand one below the other.
  const isSeveral = (some) => {
    const middles = some.map((word) => (word[3] + word[5]) / 2);
    return Math.max(...middles) - Math.min(...middles) > 0.8 * Math.max(...some.map((word) => word[5] - word[3]));
  };
  // "page x0 y0 x1 y1" for each page that a frame reaches over, from where it began to where the pointer is; pages lie one below the other.
  const framesOf = (event, figure, x, y) => {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const last = (under && under.closest("#pages .page")) || figure;
    const all = [...pages.querySelectorAll(".page")];
    const [x1, y1] = at(event, last);
    const [from, to] = all.indexOf(figure) <= all.indexOf(last) ? [[figure, y], [last, y1]] : [[last, y1], [figure, y]];
    const over = all.slice(all.indexOf(from[0]), all.indexOf(to[0]) + 1);
    const across = [Math.min(x, x1), Math.max(x, x1)];
    return over.map((page) => {
      const [begin, end] = [page === from[0] ? from[1] : 0, page === to[0] ? to[1] : 1];
      const edges = [across[0], Math.min(begin, end), across[1], Math.max(begin, end)];
      return [page.dataset.page, ...edges.map((edge) => Math.min(1, Math.max(0, edge)).toFixed(5))].join(" ");
    });
  };
  window.addEventListener("pointerup", (event) => {
    if (!drawn) return;
    const { figure, x, y, x1, y1, element } = drawn;
    element.remove();
    drawn = null;
    const number = Number(figure.dataset.page);
    const frames = framesOf(event, figure, x, y);
    const [left, right, top, bottom] = [Math.min(x, x1), Math.max(x, x1), Math.min(y, y1), Math.max(y, y1)];
    const small = right - left < 0.006 && bottom - top < 0.006;
    const hit = words.filter((word) => word[1] === number && (small ? left >= word[2] && left <= word[4] && top >= word[3] && top <= word[5] : (word[2] + word[4]) / 2 >= left && (word[2] + word[4]) / 2 <= right && (word[3] + word[5]) / 2 >= top && (word[3] + word[5]) / 2 <= bottom));
    if (!small && !event.shiftKey && (frames.length > 1 || isSeveral(hit)) && window.kantor.readTable && window.kantor.readTable(frames)) return;
    fill(hit.map((word) => word[0]).join(" "), around(hit));
  });

  if (pages.dataset.words) {
    fetch(pages.dataset.words, { credentials: "same-origin" })
      .then((answer) => answer.json())
      .then((found) => {
        words = found;
        for (const word of words) {
          const figure = figureOf(word[1]);
          if (!figure) continue;
          const box = document.createElement("div");
          box.className = "word";
          put(box, { x0: word[2], y0: word[3], x1: word[4], y1: word[5] });
          figure.querySelector(".words").append(box);
        }
        for (const field of form.querySelectorAll(".field[data-address]")) if (!field.onPage) field.place = false;
        mark();
        if (current) light(current);
      });
  }
})();
