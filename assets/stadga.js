// The little that plain HTML cannot do. Every task works without this file.
// All listeners sit on the document, so that content swapped in later is served too.

const root = document.documentElement;
const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element && event.target.closest(selector);
    if (element) act(element, event);
  });

// Elements that are of use only with script are marked data-script and hidden until now.
const reveal = () => {
  for (const element of document.querySelectorAll("[data-script][hidden]")) element.hidden = false;
};

// Dates, spans of years and numbers of records within sentences stay on one line: a browser breaks them at their strokes.
const WHOLE = /\d{4}-\d\d-\d\d[).,;:]*|\d{4}–\d{2,4}|\p{Lu}{2,5}-\d{4}-\d{4}/u;
const hold = () => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT, (text) =>
    WHOLE.test(text.data) && !text.parentElement.closest(".nowrap, time, textarea, option, svg")
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  while (texts.nextNode()) {
    const [whole] = texts.currentNode.data.match(WHOLE);
    const found = texts.currentNode.splitText(texts.currentNode.data.indexOf(whole));
    found.splitText(whole.length);
    const span = document.createElement("span");
    span.className = "nowrap";
    found.replaceWith(span);
    span.append(found);
  }
};

// On a narrow screen a table's row becomes a card, and each cell says what its column is called.
const label = () => {
  for (const table of document.querySelectorAll(".ds-table:not(.list .ds-table)")) {
    const heads = [...table.querySelectorAll("thead tr:only-child > *")].map((head) => head.textContent.trim());
    if (!heads.length || table.querySelector("[colspan], [rowspan]")) continue;
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, at) => {
        cell.dataset.label ??= heads[at] ?? "";
        cell.toggleAttribute("data-long", cell.textContent.length > 40);
      });
    }
    table.classList.add("cards");
  }
};

const dress = () => { reveal(); hold(); label(); };
dress();
document.addEventListener("htmx:after:swap", dress);

// Where there are more tabs than room, the open one is in sight.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;

// Light or dark: the choice is kept in a cookie, so that the server can send the next page right.
on("click", "[data-theme-toggle]", (button) => {
  const dark = root.dataset.colorScheme === "auto"
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : root.dataset.colorScheme === "dark";
  root.dataset.colorScheme = dark ? "light" : "dark";
  button.setAttribute("aria-pressed", String(!dark));
  const [prefix, secure] = location.protocol === "https:" ? ["__Host-", "; secure"] : ["", ""];
  document.cookie = `${prefix}theme=${root.dataset.colorScheme}; path=/; max-age=31536000; samesite=lax${secure}`;
});

// Paper is white: a dark page prints as a light one.
let scheme;
addEventListener("beforeprint", () => { scheme = root.dataset.colorScheme; root.dataset.colorScheme = "light"; });
addEventListener("afterprint", () => { root.dataset.colorScheme = scheme; });

// Ctrl+K (or Cmd+K) goes to the search box.
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const box = document.querySelector("input[type=search]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  }
  if (event.key === "Escape") closeDropDowns();
});

// Boxes under a button close when one looks elsewhere.
const closeDropDowns = (except) => {
  for (const box of document.querySelectorAll("details.drop-down[open]")) {
    if (box === except) continue;
    const held = box.contains(document.activeElement);
    box.open = false;
    if (held) box.querySelector("summary")?.focus();
  }
};
document.addEventListener("click", (event) => closeDropDowns(event.target.closest("details.drop-down")));

// Where there is room the menu and the filters are open. The style sheet shows them so without a script, but only an
// open fold can be walked with the keyboard everywhere.
const fold = document.querySelector(".menu > details");
const wide = matchMedia("(min-width: 68.01rem)");
const unfold = () => { if (fold) fold.open = wide.matches; };
wide.addEventListener("change", unfold);
unfold();
const roomy = matchMedia("(min-width: 40.01rem)");
const spread = () => {
  if (roomy.matches) for (const filters of document.querySelectorAll("[data-unfold]")) filters.open = true;
};
roomy.addEventListener("change", spread);
document.addEventListener("htmx:after:swap", spread);
spread();

// The enter key in a search beside a field presses that search's own button.
on("keydown", "input[data-find]", (box, event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  box.parentElement.querySelector("button").click();
});

// The reader: a finding lights up the lines it came from.
const light = (found, scroll) => {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  found.classList.add("lit");
  const from = Number(found.dataset.from);
  const to = Number(found.dataset.to || from);
  for (let line = from; line <= to; line++) document.getElementById(`L${line}`)?.classList.add("lit");
  const first = document.getElementById(`L${from}`);
  const pane = first?.closest(".source");
  if (!scroll || !first || !pane) return;
  if (getComputedStyle(pane).position === "sticky") {
    pane.scrollTo({ top: first.offsetTop - pane.clientHeight / 3 });
  } else {
    first.scrollIntoView({ block: "center" });
  }
};
on("click", ".found .where", (link, event) => {
  const found = link.closest("[data-from]");
  if (!found) return;
  event.preventDefault();
  light(found, true);
});
on("focusin", ".found [data-from], .found > [data-from]", (found) => light(found, matchMedia("(min-width: 62rem)").matches));

// One key reviews the finding that one is in: 1 accepts, 2 mends, 3 drops; then comes the next that is not reviewed.
on("keydown", ".found > [data-from]", (found, event) => {
  const verdict = { 1: "accept", 2: "mend", 3: "drop" }[event.key];
  if (!verdict || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("textarea, select, input:not([type=radio])")) return;
  const choice = (verdict) => found.querySelector(`.verdict [value=${verdict}]`);
  const chosen = choice(verdict) ?? choice("mend");
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  const all = [...document.querySelectorAll(".found > [data-from]")];
  const next = all.slice(all.indexOf(found) + 1).find((other) => other.querySelector(".verdict") && !other.querySelector(".verdict :checked"));
  (chosen.value === "mend" ? found.querySelector(".mend :is(input, textarea, select)") : next?.querySelector(".verdict input"))?.focus();
});

// One box at the head of a table chooses all rows below it.
on("change", "[data-select-all]", (all) => {
  for (const box of all.closest("table").querySelectorAll("tbody .pick input")) box.checked = all.checked;
});
on("change", "tbody .pick input", (box) => {
  const table = box.closest("table");
  const all = table.querySelector("[data-select-all]");
  if (!all) return;
  const boxes = [...table.querySelectorAll("tbody .pick input")];
  const chosen = boxes.filter((each) => each.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
});

// How many rows are chosen stands beside what can be done with them.
const count = (form) => {
  const told = form?.querySelector("[data-chosen]");
  if (told) told.textContent = String(form.querySelectorAll("tbody .pick input:checked").length);
};
on("change", ".pick input", (box) => count(box.form));
addEventListener("pageshow", () => { for (const told of document.querySelectorAll("[data-chosen]")) count(told.closest("form")); });

// A form with unsaved changes asks before the page is left.
let unsaved = false;
on("input", "form[data-guard]", () => { unsaved = true; });
on("submit", "form:not([data-guard])", () => { unsaved = false; });
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// Before what is written is sent, it is asked whether its writer is still signed in. If not, it stays where it is, on the
// page and nowhere else, and the page says how it can be sent all the same. The sending waits for the answer, so that one
// press is one sending.
const { person } = document.body.dataset;
const isSignedIn = () => {
  const ask = new XMLHttpRequest();
  ask.open("GET", "/account", false);
  try { ask.send(); } catch { return true; } // Nobody answers: sent, it is told so.
  const account = new DOMParser().parseFromString(ask.responseText, "text/html");
  return ask.status >= 400 || account.body.dataset.person === person;
};
const tellSignedOut = () => {
  const told = document.querySelector("[data-signed-out]");
  told.hidden = false;
  told.focus();
};
on("submit", "form[data-guard]", (form, event) => {
  if (isSignedIn()) { unsaved = false; return; }
  event.preventDefault();
  tellSignedOut();
});
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.status !== 401 || !unsaved) return;
  event.preventDefault();
  tellSignedOut();
});

// A file may be dropped on the box instead of chosen; its name is then shown in the field itself.
for (const type of ["dragenter", "dragover"]) {
  on(type, ".drop", (box, event) => { event.preventDefault(); box.dataset.over = ""; });
}
on("dragleave", ".drop", (box, event) => { if (!box.contains(event.relatedTarget)) delete box.dataset.over; });
on("drop", ".drop", (box, event) => {
  event.preventDefault();
  delete box.dataset.over;
  const field = box.querySelector("input[type=file]");
  if (!field || !event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
