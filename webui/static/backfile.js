// Enhancements only: every page does all of its work without this file.
"use strict";

// Beside the list there is room for the filters; above it they stay folded.
const filters = document.querySelector("details.filters");
if (filters) {
  const wide = window.matchMedia("(min-width: 60em)");
  const fit = () => { filters.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

// n and p go from hit to hit, as the links beside a hit do.
const hits = document.querySelectorAll("mark[id^='hit-']");
if (hits.length) {
  document.querySelector(".keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!step || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const current = [...hits].findIndex((hit) => `#${hit.id}` === location.hash);
    const next = current < 0 && step < 0 ? hits.length - 1 : current + step;
    location.hash = hits[(next + hits.length) % hits.length].id;
  });
}
