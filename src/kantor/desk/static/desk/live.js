// Live screens: when the house says that something happened, whatever is marked data-live asks again for what it shows.
"use strict";

(() => {
  const AT_MOST_EVERY_MS = 4000;
  const AGAIN_MS = 30000; // after the house was too busy to answer
  const address = document.querySelector("[data-stream]").dataset.stream;
  let stream = null;
  let heard = false;
  let last = 0;
  let timer = 0;

  // What somebody has under their hands or has scrolled into does not move away from them.
  const isInUse = (part) => {
    if (part.contains(document.activeElement)) return true;
    const work = document.getElementById("work");
    return Boolean(work && work.contains(part) && work.scrollTop > 0);
  };

  const refresh = () => {
    timer = 0;
    last = Date.now();
    const parts = [...document.querySelectorAll("[data-live]")];
    for (const part of parts) if (!isInUse(part)) htmx.trigger(part, "live");
    if (parts.some(isInUse)) soon();
  };

  const soon = () => {
    if (!timer) timer = setTimeout(refresh, Math.max(0, last + AT_MOST_EVERY_MS - Date.now()));
  };

  const listen = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(address);
    stream.addEventListener("open", () => {
      if (heard) soon(); // what happened while nobody listened
      heard = true;
    });
    stream.addEventListener("happened", soon);
    stream.addEventListener("error", () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(listen, AGAIN_MS);
      }
    });
  };

  // A browser keeps six connections to a host: a page that nobody looks at gives its own back.
  const rest = () => {
    if (stream) stream.close();
    stream = null;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", listen);
})();
