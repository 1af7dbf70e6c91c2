// Keys: whatever carries data-key="Ctrl+Enter" is pressed by that key; in an open dialog only what lies in it.
"use strict";

(() => {
  const NAMES = { Escape: "Esc", ArrowUp: "Up", ArrowDown: "Down" };

  const nameOf = (event) => {
    const parts = [];
    if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
    if (event.shiftKey && event.key.length > 1) parts.push("Shift");
    const key = NAMES[event.key] || (event.key.length === 1 ? event.key.toUpperCase() : event.key);
    return [...parts, key].join("+");
  };

  const isTyping = (target) => target instanceof HTMLElement && (target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select") || target.isContentEditable);

  const handlers = [];
  // A screen's own keys come first: handle(name, event) answers true when it has done what was asked.
  window.kantor = { onKey: (handle) => handlers.unshift(handle), isTyping };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.isComposing || event.defaultPrevented) return;
    const name = nameOf(event);
    for (const handle of handlers) {
      const done = handle(name, event);
      if (done === "native") return; // the browser's own meaning of the key counts
      if (done) {
        event.preventDefault();
        return;
      }
    }
    if (name.length === 1 && isTyping(event.target)) return;
    const room = document.querySelector("dialog[open]") || document;
    const pressed = [...room.querySelectorAll(`[data-key="${CSS.escape(name)}"]:not([disabled])`)].find((one) => one.checkVisibility()); // not what a closed dialog holds
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches("input, select, textarea")) pressed.focus();
    else pressed.click();
  });
})();
