// The page `docs`: both OpenAPI documents of the mock, readable, with Try it.

import { Description } from "./description.js";
import { copyButton, fill, h, prose } from "./elements.js";
import { operationView } from "./operation.js";
import { askForToken, readDocument, TokenNeeded } from "./token.js";
import { tryView } from "./try.js";

/** @typedef {import("./description.js").Operation} Operation */

/** @type {Element} */
const main = document.querySelector("#main") ?? document.body;
/** @type {Element} */
const list = document.querySelector("#list") ?? document.body;
const menu = document.querySelector("#menu");

/** The documents, relative to the page: it may be behind a path prefix. `up` leads to what a document's paths follow. */
const sources = [
  { url: "openapi.json", up: "../api", isControl: false },
  { url: "control-openapi.json", up: "..", isControl: true },
];

/** @type {{description: Description, url: string, isControl: boolean}[]} */
let documents = [];

async function load() {
  try {
    documents = await Promise.all(sources.map(async ({ url, up, isControl }) => ({
      description: new Description(await readDocument(url), new URL(up, location.href).href.replace(/\/$/, "")), url,
      isControl,
    })));
    fill(list, ...listView());
    route();
  } catch (error) {
    fill(list);
    if (error instanceof TokenNeeded) return askForToken(main, load);
    fill(main, h("h1", {}, "The description could not be read"),
      h("p", { class: "mistake" }, error instanceof Error ? error.message : String(error)),
      h("button", { type: "button", onclick: load }, "Try again"));
  }
}

function operations() {
  return documents.flatMap((one) => one.description.operations.map((operation) => ({ operation, isControl: one.isControl })));
}

/**
 * The fragment of the URL that names an operation. Both documents may have operations of one id.
 *
 * @param {Operation} operation
 */
function fragment(operation) {
  const isControl = documents.some((one) => one.isControl && one.description === operation.source);
  return `#/${isControl ? "control/" : ""}${encodeURIComponent(operation.id)}`;
}

// The list

function listView() {
  const count = h("p", { class: "fine", role: "status" });
  const none = h("p", { class: "fine", hidden: true }, "None has all these words. Esc clears the filter.");
  const groups = documents.flatMap(({ description }) => description.tags.map((tag) => ({
    view: h("section", { "aria-label": tag.name }, h("h2", {}, tag.name),
      h("ul", {}, tag.operations.map((operation) => h("li", {}, link(operation))))),
    operations: tag.operations,
  })));
  const filter = h("input", {
    id: "filter", type: "search", "aria-label": "Filter the operations", placeholder: "Filter", autocomplete: "off",
    spellcheck: "false", oninput: apply,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      filter.value = "";
      apply();
    },
  });
  function apply() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shownCount = 0;
    for (const group of groups) {
      const items = group.view.querySelectorAll("li");
      const hits = group.operations.map((one) => {
        const text = `${one.method} ${one.path} ${one.id} ${one.summary} ${one.tag}`.toLowerCase();
        return words.every((word) => text.includes(word));
      });
      hits.forEach((hit, index) => { items[index].hidden = !hit; });
      group.view.hidden = !hits.includes(true);
      shownCount += hits.filter(Boolean).length;
    }
    const all = operations().length;
    count.textContent = shownCount === all ? `${all} operations` : `${shownCount} of ${all} operations`;
    none.hidden = shownCount > 0;
  }
  apply();
  return [filter, count, none, ...groups.map((group) => group.view)];
}

/**
 * @param {Operation} operation
 */
function link(operation) {
  return h("a", { href: fragment(operation), title: operation.summary },
    h("span", { class: "method" }, operation.method), h("span", { class: "path" }, operation.path));
}

// What the URL's fragment names

function route() {
  if (documents.length === 0 || (location.hash && !location.hash.startsWith("#/"))) return;
  const id = location.hash.slice(2);
  const found = operations().find((one) => fragment(one.operation) === location.hash);
  for (const anchor of list.querySelectorAll("a")) {
    if (found && anchor.getAttribute("href") === location.hash) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  showList(false);
  document.title = `${found ? found.operation.summary : "API description"} · campaign-mock`;
  if (found) {
    fill(main, h("article", {}, operationView(found.operation)), tryView(found.operation, found.isControl));
  } else {
    fill(main, h("article", {}, id && h("p", { class: "mistake" }, `There is no operation ${id}.`), overview()));
  }
  main.scrollTop = 0;
}

function overview() {
  return documents.flatMap(({ description, url }) => [
    h("h1", {}, description.title),
    h("p", { class: "target" }, description.base, " ", copyButton("address", () => description.base)),
    ...prose(description.text),
    h("p", {}, "The document: ", h("a", { href: url }, url)),
    ...description.tags.flatMap((tag) => [
      h("h2", {}, tag.name),
      h("ul", { class: "operations" }, tag.operations.map((operation) => h("li", {}, link(operation),
        h("span", {}, operation.summary)))),
    ]),
  ]);
}

/** @param {boolean} isShown */
function showList(isShown) {
  list.classList.toggle("open", isShown);
  menu?.setAttribute("aria-expanded", String(isShown));
}

menu?.addEventListener("click", () => showList(menu.getAttribute("aria-expanded") === "false"));
addEventListener("hashchange", () => {
  route();
  if (location.hash.startsWith("#/")) /** @type {HTMLElement} */ (main).focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key === "Escape" && list.classList.contains("open")) showList(false);
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const filter = document.querySelector("#filter");
  if (!(filter instanceof HTMLElement)) return;
  event.preventDefault();
  showList(true);
  filter.focus();
});

await load();
