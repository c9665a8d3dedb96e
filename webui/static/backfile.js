// Enhancements only: every page works without this file.
"use strict";

// Filters: open where there is room beside the list, folded where they stand above it.
const filters = document.querySelector("details.filters");
if (filters) {
  const wide = window.matchMedia("(min-width: 60em)");
  const fit = () => { filters.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

// Keys: the panel keys.html lists them. They can be switched off, for who dictates or slips.
const panel = document.querySelector(".key-panel");
const switched = panel.querySelector("input");
const KEYS_OFF = "backfile-keys-off";
const typed = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const remembered = (change) => {
  // A browser may refuse to remember anything.
  try { return change(localStorage); } catch { return null; }
};
switched.checked = !remembered((store) => store.getItem(KEYS_OFF));
switched.addEventListener("change", () => remembered((store) => switched.checked
  ? store.removeItem(KEYS_OFF) : store.setItem(KEYS_OFF, "1")));
for (const place of document.querySelectorAll(".keys, .keys-button")) place.hidden = false;
document.querySelector(".keys-button button").addEventListener("click", () => panel.showModal());

const follow = (selector) => document.querySelector(selector)?.click();
const entries = [...document.querySelectorAll("ol.found > li")];
const hits = [...document.querySelectorAll("mark[id^='hit-']")];

// On a list the article at hand; on an article's page the one before or after.
const toEntry = (step) => {
  if (!entries.length) return follow(step > 0 ? ".beside [rel=next]" : ".beside [rel=prev]");
  const current = entries.findIndex((entry) => entry.classList.contains("at-hand"));
  const next = Math.min(Math.max(current + step, 0), entries.length - 1);
  entries[current]?.classList.remove("at-hand");
  entries[next].classList.add("at-hand");
  entries[next].querySelector("h2 a").focus({ preventScroll: true });
  entries[next].scrollIntoView({ block: "nearest" });
};
// The links beside a hit lead to the next and the previous one, also in another part of the article.
const toHit = (step) => {
  const firstHit = document.querySelector(".hits a");
  if (!firstHit) return follow(step > 0 ? ".pages [rel=next]" : ".pages [rel=prev]");
  const current = hits.find((hit) => `#${hit.id}` === location.hash);
  if (current) current.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
  else if (hits.length) location.hash = hits.at(step > 0 ? 0 : -1).id;
  else firstHit.click();
};
const KEYS = {
  "/": () => {
    const words = document.querySelector("#q");
    words?.focus();
    words?.setSelectionRange(words.value.length, words.value.length);
  },
  "j": () => toEntry(1),
  "k": () => toEntry(-1),
  "o": () => follow(".at-hand h2 a"),
  "n": () => toHit(1),
  "p": () => toHit(-1),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(typed) || panel.open) return;
  if (event.key === "?") panel.showModal();
  else if (switched.checked && Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
});

// Facets: ticking acts at once, arrows move among values, and long facets are searched in place.
const facets = document.querySelector(".facets");
if (facets) {
  const form = document.getElementById("search");
  const KEPT = "backfile:facet";
  // A box that excludes "region:Asia" is about the same value as one that ticks it.
  const valueOf = ({ name, value }) => (name === "not" ? value : `${name}:${value}`);

  // The reader goes on where she was: focus and scroll position outlive the loading of the list.
  const keep = (element) => {
    const input = element.closest(".value")?.querySelector("input");
    const { facet } = element.closest("[data-facet]")?.dataset ?? {};
    const top = element.getBoundingClientRect().top;
    sessionStorage.setItem(KEPT, JSON.stringify({ value: input && valueOf(input), facet, top }));
  };

  const resume = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    sessionStorage.removeItem(KEPT);
    if (!kept || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    const boxes = [...facets.querySelectorAll(".value input")];
    const same = (input) => valueOf(input) === kept.value;
    const group = facets.querySelector(`[data-facet="${CSS.escape(kept.facet ?? "")}"]`);
    const target = boxes.find(same) ?? group?.querySelector(".roles [aria-current]")
      ?? group?.querySelector(".value input, summary");
    if (!target) return;
    filters.open = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    target.focus({ preventScroll: true });
    const moved = target.getBoundingClientRect().top - kept.top;
    window.scrollBy({ top: moved, behavior: "instant" });
  };

  facets.addEventListener("change", (event) => {
    const { target } = event;
    if (target.type !== "checkbox") return;
    // One value may have two boxes: in the list, and among what was found.
    for (const other of facets.querySelectorAll(".value input")) {
      if (valueOf(other) === valueOf(target)) other.checked = target.checked;
    }
    keep(target);
    form.requestSubmit();
  });
  facets.addEventListener("click", (event) => {
    const link = event.target.closest(".value a, .roles a, .clear");
    if (link) keep(link);
  });
  // A browser that goes back keeps a box as it was when the list was left.
  window.addEventListener("pageshow", () => {
    for (const input of facets.querySelectorAll("input")) {
      if (input.type === "checkbox") input.checked = input.defaultChecked;
    }
  });

  // Each facet is one stop of Tab; the arrows, Home and End move among its values.
  const stops = (value) => [...value.querySelectorAll("input, a, summary")]
    .filter((stop) => stop.closest("li") === value);
  const current = (facet, item) => {
    for (const value of facet.querySelectorAll("li:has(> .value)")) {
      for (const stop of stops(value)) stop.tabIndex = value === item ? 0 : -1;
    }
  };
  const rove = (facet) => {
    const ticked = facet.querySelector(".value input:checked") ?? facet.querySelector(".value input");
    if (ticked) current(facet, ticked.closest("li"));
  };
  facets.classList.add("roving");
  for (const facet of facets.querySelectorAll("[data-facet]")) {
    rove(facet);
    facet.addEventListener("focusin", (event) => {
      const value = event.target.closest("li:has(> .value)");
      if (value) current(facet, value);
    });
    facet.addEventListener("keydown", (event) => {
      if (event.target.type !== "checkbox" || event.ctrlKey || event.metaKey || event.altKey) return;
      const boxes = [...facet.querySelectorAll(".value input")].filter((box) => box.checkVisibility());
      const at = boxes.indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      boxes[Math.min(Math.max(to, 0), boxes.length - 1)].focus();
    });
  }

  // Search in a long facet: its values, as the page of the facet has them, become check boxes.
  const SHOWN = 20;
  for (const finder of facets.querySelectorAll("form[data-find]")) {
    const input = finder.elements.namedItem("find");
    const list = document.createElement("ul");
    const status = document.createElement("p");
    status.className = "hint";
    status.setAttribute("role", "status");
    finder.after(list, status);
    let timer = 0;
    let asking = null;

    const itemOf = (found) => {
      const item = document.createElement("li");
      const value = document.createElement("div");
      const label = document.createElement("label");
      const tick = document.createElement("input");
      const named = document.createElement("span");
      const name = document.createElement("bdi");
      const count = document.createElement("span");
      value.className = "value";
      tick.type = "checkbox";
      tick.setAttribute("form", "search");
      tick.name = found.excluded ? "not" : finder.dataset.find;
      tick.value = found.excluded ? `${finder.dataset.find}:${found.value}` : found.value;
      tick.checked = tick.defaultChecked = found.selected || found.excluded;
      named.className = "label";
      name.textContent = found.label;
      if (found.excluded) named.append("not ");
      if (found.within.length) {
        const within = document.createElement("span");
        within.className = "within";
        within.textContent = `${found.within.join(" › ")} › `;
        named.append(within);
      }
      named.append(name);
      count.className = "count";
      count.textContent = found.count.toLocaleString("en");
      label.append(tick, named, count);
      value.append(label);
      item.append(value);
      return item;
    };

    const find = async () => {
      asking?.abort();
      if (!input.value.trim()) {
        list.replaceChildren();
        status.textContent = "";
        return;
      }
      asking = new AbortController();
      const { signal } = asking;
      const query = new URLSearchParams(new FormData(finder));
      query.set("limit", SHOWN);
      try {
        const answer = await fetch(`${finder.dataset.source}?${query}`, { signal });
        const { found, values } = answer.ok ? await answer.json() : { found: 0, values: [] };
        if (signal.aborted) return;
        list.replaceChildren(...values.map(itemOf));
        const more = found - values.length;
        status.textContent = more > 0
          ? `${more.toLocaleString("en")} more: Enter shows all` : `${found} found`;
        status.scrollIntoView({ block: "nearest" });
      } catch {
        if (!signal.aborted) status.textContent = "";
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      asking?.abort();
      timer = setTimeout(find, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value) return;
      event.preventDefault();
      input.value = "";
      find();
    });
  }

  resume();
}

// Bars over a list: dragging over some of them narrows the list to their time, as a link does for
// one of them.
for (const chart of document.querySelectorAll("svg.bars")) {
  const bars = [...chart.querySelectorAll("a[href]")];
  const DRAGGED_PX = 5;
  let picked = null;
  let from = 0;
  let dragged = false;

  const place = (event) => event.clientX - chart.getBoundingClientRect().left;

  const stop = () => {
    picked?.remove();
    picked = null;
  };

  const chosen = (one, other) => bars.filter((bar) => {
    const slot = bar.querySelector(".slot");
    const start = slot.x.baseVal.value;
    return start < Math.max(one, other) && start + slot.width.baseVal.value > Math.min(one, other);
  });

  chart.addEventListener("dragstart", (event) => event.preventDefault());

  chart.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button || !bars.length) return;
    from = place(event);
    picked = document.createElementNS(chart.namespaceURI, "rect");
    for (const [name, value] of Object.entries({ class: "picked", y: 0, width: 0, height: 96 })) {
      picked.setAttribute(name, value);
    }
    chart.append(picked);
  });

  window.addEventListener("pointermove", (event) => {
    if (!picked) return;
    const to = place(event);
    dragged ||= Math.abs(to - from) > DRAGGED_PX;
    picked.setAttribute("x", Math.min(from, to));
    picked.setAttribute("width", dragged ? Math.abs(to - from) : 0);
  });

  window.addEventListener("pointerup", (event) => {
    if (!picked) return;
    stop();
    const some = dragged ? chosen(from, place(event)) : [];
    if (!some.length) return;
    const address = new URL(some[0].href.baseVal, location.href);
    address.searchParams.set("from", some[0].dataset.from);
    address.searchParams.set("to", some.at(-1).dataset.to);
    location.assign(address);
  });

  window.addEventListener("pointercancel", stop);
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  // The bar on which dragging ends is not what was asked for.
  chart.addEventListener("click", (event) => { if (dragged) event.preventDefault(); });
}

// Completions below the search box: an editable combobox with a list (WAI-ARIA Authoring
// Practices 1.2). Answers of the server become text, never markup.
const PAUSE_MS = 80;
const LONGEST = 300;
const box = document.querySelector("form[data-suggest]");
if (box) {
  const input = box.elements.namedItem("q");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.append(list, status);
  // A search field cannot be a combobox (ARIA in HTML); a text field can.
  input.type = "text";
  for (const [name, value] of Object.entries({
    "role": "combobox", "aria-autocomplete": "list", "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  const part = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    options = [];
    list.replaceChildren();
    list.hidden = true;
    status.textContent = "";
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const choose = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const take = (option) => {
    input.value = option.query;
    input.setSelectionRange(input.value.length, input.value.length);
    close();
    // After a field comes what to look for in it.
    if (option.kind === "field") ask();
  };

  const show = (completions) => {
    close();
    if (!completions.length || document.activeElement !== input) return;
    options = completions;
    list.replaceChildren(...options.map((option, index) => {
      const item = document.createElement("li");
      item.id = `suggestion-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(part("bdi", "named", option.text), " ");
      if (option.kind !== "word") item.append(part("span", "kind", option.kind), " ");
      if (option.count !== null) {
        item.append(part("span", "count", option.count.toLocaleString("en")));
      }
      return item;
    }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
  };

  const ask = async () => {
    // Only the end of the text can be completed; pasted text is complete already.
    const { length } = input.value;
    if (!input.value.trim() || input.selectionStart !== length || length > LONGEST) return close();
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const address = `${box.dataset.suggest}?${new URLSearchParams({ q: input.value })}`;
      const answer = await fetch(address, { signal });
      const completions = answer.ok ? (await answer.json()).completions : [];
      if (!signal.aborted) show(completions);
    } catch {
      // Typing on cancels the request; without a server there are no suggestions.
      if (!signal.aborted) close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    // A late answer to an earlier text would close the list and clear this timer.
    asking?.abort();
    timer = setTimeout(ask, PAUSE_MS);
  });

  input.addEventListener("keydown", (event) => {
    // While an input method composes a character, the keys belong to it.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      // The box itself comes between the last option and the first.
      const places = options.length + 1;
      choose((active + 1 + step + places) % places - 1);
    } else if (event.key === "ArrowDown") {
      ask();
    } else if (event.key === "Escape" && options.length) {
      event.preventDefault();
      close();
    } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
      if (event.key === "Enter") event.preventDefault();
      take(options[active]);
    } else if (event.key === "Enter") {
      close();
    }
  });

  // The box keeps the focus while an option is clicked.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) take(options[[...list.children].indexOf(item)]);
  });
  input.addEventListener("blur", close);
}
