// The page `docs`: both OpenAPI documents of the mock, readable, with Try it.

import { Description } from "./description.js";
import { icon } from "./icons.js";
import { address, control, controlURL, Refused } from "./mock.js";
import { operationView } from "./operation.js";
import { button, copyButton, iconButton } from "./parts.js";
import { prose } from "./prose.js";
import { signIn } from "./sign-in.js";
import { drawWith, state, update } from "./store.js";
import { tryView } from "./try.js";
import { h, patch } from "./view.js";

/** @typedef {import("./description.js").Operation} Operation */
/** @typedef {{url: string, isControl: boolean, description: Description}} Source */

const own = { sources: /** @type {Source[]} */ ([]), failure: "", filter: "", isListOpen: false };

async function load() {
  try {
    const [platform, mock] = await Promise.all(["openapi.json", "control-openapi.json"].map((url) => control("GET", url)));
    const root = new URL("..", controlURL).href.replace(/\/$/, "");
    update(() => {
      state.token = "none";
      own.failure = "";
      own.sources = [{ url: "openapi.json", isControl: false, description: new Description(platform, address) },
        { url: "control-openapi.json", isControl: true, description: new Description(mock, root) }];
    });
  } catch (error) {
    update(() => {
      if (error instanceof Refused && error.status === 401) state.token = state.token === "none" ? "asked" : "wrong";
      else own.failure = error instanceof Error ? error.message : String(error);
    });
  }
}

/**
 * The fragment of the URL that names an operation. Both documents may have operations of one id.
 * @param {Operation} operation
 */
function fragment(operation) {
  const isControl = own.sources.some((one) => one.isControl && one.description === operation.source);
  return `#/${isControl ? "control/" : ""}${encodeURIComponent(operation.id)}`;
}

function draw() {
  const id = location.hash.slice(2);
  const operations = own.sources.flatMap(({ description, isControl }) => description.operations.map((operation) => ({ operation, isControl })));
  const found = operations.find((one) => fragment(one.operation) === location.hash);
  document.title = `${found ? found.operation.summary : "API description"} · campaign-mock`;
  const root = document.querySelector("#page");
  if (root) patch(root,
    h("a", { class: "skip", href: "#main", onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      focusMain();
    } }, "Skip to the description"),
    h("header", { class: "docs-bar" },
      iconButton("menu", "Operations", () => update(() => { own.isListOpen = !own.isListOpen; }), { class: "menu-button", "aria-expanded": own.isListOpen }),
      h("a", { class: "brand", href: "./" }, "campaign-mock"), h("a", { class: "place", href: "#/" }, "API description")),
    h("nav", { id: "list", class: own.isListOpen ? "open" : "", "aria-label": "Operations" }, list(operations.length)),
    h("main", { id: "main", tabindex: -1, key: location.hash }, state.token !== "none" ? signIn({ signIn: enter })
      : own.failure ? h("article", {}, h("h1", {}, "The description could not be read"), h("p", { class: "mistake" }, icon("cross"), own.failure),
        button("Try again", () => void load()))
      : found ? [h("article", {}, operationView(found.operation)), tryView(found.operation, found.isControl)]
      : own.sources.length > 0 && h("article", {}, id && h("p", { class: "mistake" }, `There is no operation ${id}.`), overview())));
}

/** @param {string} token */
function enter(token) {
  sessionStorage.setItem("campaign-mock.control-token", token);
  void load();
}

/** @param {number} total */
function list(total) {
  if (total === 0) return null;
  const words = own.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (/** @type {Operation} */ one) => {
    const text = `${one.method} ${one.path} ${one.id} ${one.summary} ${one.tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = own.sources.flatMap(({ description, isControl }) => description.tags.map(({ name, operations }) => ({
    key: `${isControl} ${name}`, name, operations: operations.filter(fits) }))).filter((group) => group.operations.length > 0);
  const count = groups.reduce((sum, group) => sum + group.operations.length, 0);
  return [
    h("input", { id: "filter", type: "search", "aria-label": "Filter the operations", placeholder: "Filter", autocomplete: "off",
      spellcheck: "false", value: own.filter, oninput: (/** @type {any} */ event) => update(() => { own.filter = event.target.value; }),
      onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") update(() => { own.filter = ""; }); } }),
    h("p", { class: "fine", role: "status" }, count === total ? `${total} operations` : `${count} of ${total} operations`,
      count === 0 && ". None has all these words. Esc clears the filter."),
    groups.map((group) => h("section", { key: group.key, "aria-label": group.name }, h("h2", {}, group.name),
      h("ul", {}, group.operations.map((one) => h("li", { key: one.id }, operationLink(one)))))),
  ];
}

/** @param {Operation} operation */
function operationLink(operation) {
  const href = fragment(operation);
  return h("a", { href, title: operation.summary, "aria-current": href === location.hash ? "page" : null },
    h("span", { class: "method" }, operation.method), h("span", { class: "place" }, operation.path));
}

function overview() {
  return own.sources.map(({ description, url }) => [
    h("h1", {}, description.title),
    h("p", { class: "target" }, description.base, copyButton(`address ${description.base}`, description.base, { isIcon: true })),
    prose(description.text),
    h("p", {}, "The document: ", h("a", { href: url }, url)),
    description.tags.map((tag) => [
      h("h2", {}, tag.name),
      h("ul", { class: "operations" }, tag.operations.map((one) => h("li", {}, operationLink(one), h("span", {}, one.summary)))),
    ]),
  ]);
}

function focusMain() {
  /** @type {HTMLElement | null} */ (document.querySelector("#main"))?.focus({ preventScroll: true });
}

drawWith(draw);
addEventListener("hashchange", () => {
  if (!location.hash.startsWith("#/")) return;
  update(() => { own.isListOpen = false; });
  requestAnimationFrame(() => requestAnimationFrame(focusMain));
});
addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key === "Escape" && own.isListOpen) update(() => { own.isListOpen = false; });
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  update(() => { own.isListOpen = true; });
  requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector("#filter"))?.focus()));
});
await load();
