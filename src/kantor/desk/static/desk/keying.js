// The second entry: one key from field to field, a larger page, and the cut-out of the page above each difference.
"use strict";

(() => {
  const form = document.getElementById("values");
  const stage = document.getElementById("stage");
  if (!form || !stage) return;
  const zoom = document.getElementById("zoom");
  zoom.addEventListener("click", () => zoom.setAttribute("aria-pressed", String(stage.classList.toggle("zoomed"))));

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("input, select")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input, select")].filter((one) => one.type !== "radio" || one.checked || one.value === "first");
    const next = fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    (next || form.querySelector("[type=submit]")).focus();
  });

  // Whoever types a third value has chosen it.
  form.addEventListener("input", (event) => {
    if (event.target.matches(".other")) event.target.closest(".choice").querySelector("[type=radio]").checked = true;
  });

  form.querySelector("fieldset input, fieldset select")?.focus();

  const cut = (field) => {
    const img = document.querySelector(`.page[data-page="${CSS.escape(field.dataset.page)}"] img`);
    if (!img) return;
    if (!img.complete || !img.naturalWidth) {
      img.addEventListener("load", () => cut(field), { once: true });
      return;
    }
    const strip = field.querySelector(".cut");
    strip.hidden = false;
    const [x0, y0, x1, y1] = field.dataset.box.split(" ").map(Number);
    const high = (y1 - y0) * img.naturalHeight * 1.8;
    const own = (x1 - x0) * img.naturalWidth;
    const wide = Math.max(high * (strip.clientWidth / Math.max(1, strip.clientHeight)), own + 12);
    const before = Math.min(wide / 4, (wide - own) / 2); // nothing of a wide value falls off at its end
    const canvas = document.createElement("canvas");
    canvas.width = wide;
    canvas.height = high;
    const top = ((y0 + y1) / 2) * img.naturalHeight - high / 2;
    canvas.getContext("2d").drawImage(img, Math.max(0, x0 * img.naturalWidth - before), top, wide, high, 0, 0, wide, high);
    strip.replaceChildren(canvas);
  };
  for (const field of form.querySelectorAll(".difference[data-box]")) cut(field);
})();
