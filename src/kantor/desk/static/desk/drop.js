// Files dropped anywhere on the desk: each is sent by itself, and its line tells what became of the documents in it.
"use strict";

(() => {
  const dialog = document.getElementById("handing-in");
  if (!dialog) return;
  const veil = document.querySelector(".drop-veil");
  const lines = dialog.querySelector(".lines");
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const AT_ONCE = 2;
  const waiting = [];
  let running = 0;
  let depth = 0;

  const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const isElsewhere = (event) => event.target instanceof Element && event.target.closest("[data-drop-own]");

  const lineFor = (file) => {
    const group = document.createElement("li");
    group.className = "taken";
    const name = document.createElement("b");
    name.textContent = file.name;
    const word = document.createElement("span");
    word.className = "mark";
    word.textContent = dialog.dataset.waiting;
    group.append(name, " ", word);
    lines.append(group);
    return group;
  };

  const send = async ({ file, line, client, secret }) => {
    const body = new FormData();
    body.append("client", client);
    if (secret) body.append("confidential", "yes");
    body.append("file", file);
    const answer = await fetch(dialog.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!answer.ok && answer.status !== 413 && answer.status !== 400) throw new Error(String(answer.status));
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      const whole = text.lastIndexOf("</li>");
      if (whole < 0) continue;
      line.insertAdjacentHTML("beforebegin", text.slice(0, whole + 5));
      text = text.slice(whole + 5);
    }
    line.remove();
  };

  const next = () => {
    while (running < AT_ONCE && waiting.length) {
      const one = waiting.shift();
      running += 1;
      send(one)
        .catch(() => {
          one.line.classList.add("stop");
          one.line.querySelector(".mark").textContent = dialog.dataset.failed;
        })
        .finally(() => {
          running -= 1;
          next();
        });
    }
  };

  const handIn = (files) => {
    if (!files.length) return;
    if (!dialog.open) dialog.showModal();
    const chosen = document.querySelector("[data-client]");
    const secret = document.querySelector("[data-confidential]")?.checked ?? false;
    for (const file of files) waiting.push({ file, line: lineFor(file), client: chosen ? chosen.value : "", secret });
    next();
  };

  document.addEventListener("dragenter", (event) => {
    if (!hasFiles(event) || isElsewhere(event)) return;
    depth += 1;
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (!depth) veil.hidden = true;
  });
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    depth = 0;
    veil.hidden = true;
    if (!hasFiles(event) || isElsewhere(event)) return;
    event.preventDefault();
    handIn([...event.dataTransfer.files]);
  });
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.matches("[data-chosen]")) return;
    handIn([...event.target.files]);
    event.target.value = "";
  });
})();
