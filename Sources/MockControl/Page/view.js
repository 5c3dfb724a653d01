// Descriptions of elements, and the one place that changes the page's elements to fit them.
//
// A view is a function of the state that returns descriptions. `patch` compares them with the last ones and changes what
// differs. So focus, scroll positions and what was typed stay. Texts become text nodes, so no text becomes markup.

/**
 * @typedef {object} Description
 * @property {string} tag
 * @property {string | number | undefined} key
 * @property {Record<string, any>} attributes
 * @property {Contents[]} children
 */

/** @typedef {Description | string | number | null | undefined | boolean} Content */
/** One or many, in lists within lists. @typedef {Content | any[]} Contents */

/**
 * Describes an element.
 *
 * @param {string} tag `svg` and what is in it get SVG's namespace.
 * @param {Record<string, any> | null} [attributes]
 *   - `key`: keeps an element the same while its neighbours come, go and change places. Unique among its siblings.
 *   - `onclick` and the like: listeners. `onmount(element)` is called once, when the element stands in the page;
 *     `onpatch(element)` after each comparison.
 *   - `value` and `checked`: what a field holds. Without them a field keeps what was typed.
 *   - `focus: true`: the element gets the focus when it comes into the page.
 *   - All others are attributes. `true` sets one without a value, `false`, `null` and `undefined` leave it out; for
 *     `aria-…`, `true` and `false` are written.
 * @param {...Contents} children
 * @returns {Description}
 */
export function h(tag, attributes, ...children) {
  const { key, ...rest } = attributes ?? {};
  return { tag, key, attributes: rest, children };
}

/** @typedef {{key: string, node: Element | Text, content: Description | string}} Shown */
/** What an element shows, and the listeners that are called. @type {WeakMap<Node, {children: Shown[], listeners: Record<string, (event: Event) => void>}>} */
const records = new WeakMap();

/** @param {Node} node */
function record(node) {
  let found = records.get(node);
  if (!found) records.set(node, found = { children: [], listeners: {} });
  return found;
}

/**
 * Changes what a container shows.
 *
 * @param {Element} container
 * @param {...Contents} contents
 */
export function patch(container, ...contents) {
  const focused = document.activeElement;
  /** @type {(() => void)[]} */
  const later = [];
  patchChildren(container, contents, container.namespaceURI === svg, later);
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
  for (const run of later) run();
}

const svg = "http://www.w3.org/2000/svg";

/**
 * @param {Element} parent
 * @param {Contents[]} contents
 * @param {boolean} isDrawing
 * @param {(() => void)[]} later
 */
function patchChildren(parent, contents, isDrawing, later) {
  const wanted = named(contents, "", []);
  const own = record(parent);
  const before = new Map(own.children.map((shown) => [shown.key, shown]));
  own.children = wanted.map(({ key, content }) => {
    const old = before.get(key);
    before.delete(key);
    return { key, content, node: old?.node ?? make(content, isDrawing) };
  });
  for (const gone of before.values()) gone.node.remove();
  let place = parent.firstChild;
  wanted.forEach(({ content }, index) => {
    const { node } = own.children[index];
    const isNew = node.parentNode !== parent;
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
    if (typeof content === "string") {
      if (node.nodeValue !== content) node.nodeValue = content;
    } else if (node instanceof Element) {
      patchElement(node, content, isDrawing, later);
      if (isNew) arrive(node, content, later);
      if (content.attributes.onpatch) later.push(() => content.attributes.onpatch(node));
    }
  });
}

/**
 * Gives each child a key: its own, or its place and kind. An absent child keeps its place, so its neighbours keep theirs.
 *
 * @param {Contents[]} contents
 * @param {string} path
 * @param {{key: string, content: Description | string}[]} found
 */
function named(contents, path, found) {
  contents.forEach((content, index) => {
    if (Array.isArray(content)) named(content, `${path}${index}.`, found);
    else if (content === null || content === undefined || typeof content === "boolean") return;
    else if (typeof content === "object") {
      found.push({ key: `${content.key === undefined ? path + index : `=${content.key}`} ${content.tag}`, content });
    } else found.push({ key: path + index, content: String(content) });
  });
  return found;
}

/**
 * @param {Description | string} content
 * @param {boolean} isDrawing
 */
function make(content, isDrawing) {
  if (typeof content === "string") return document.createTextNode(content);
  return isDrawing || content.tag === "svg" ? document.createElementNS(svg, content.tag) : document.createElement(content.tag);
}

/** @type {WeakMap<Element, Record<string, any>>} */
const written = new WeakMap();
const special = new Set(["value", "checked", "focus", "onmount", "onpatch"]);

/**
 * @param {Element} element
 * @param {Description} description
 * @param {boolean} isDrawing
 * @param {(() => void)[]} later
 */
function patchElement(element, { tag, attributes, children }, isDrawing, later) {
  const before = written.get(element) ?? {};
  const { listeners } = record(element);
  for (const name of Object.keys(before)) if (!(name in attributes)) write(element, name, undefined, listeners);
  for (const [name, value] of Object.entries(attributes)) {
    if (before[name] !== value && !special.has(name)) write(element, name, value, listeners);
  }
  written.set(element, attributes);
  patchChildren(element, children, (isDrawing || tag === "svg") && tag !== "foreignObject", later);
  // A list of options has the value only once it has the options.
  const field = /** @type {any} */ (element);
  if ("value" in attributes && field.value !== String(attributes.value ?? "")) field.value = attributes.value ?? "";
  if ("checked" in attributes && field.checked !== Boolean(attributes.checked)) field.checked = Boolean(attributes.checked);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 * @param {Record<string, (event: Event) => void>} listeners
 */
function write(element, name, value, listeners) {
  if (special.has(name)) return;
  if (name.startsWith("on")) {
    const event = name.slice(2);
    if (!(event in listeners)) element.addEventListener(event, (happened) => listeners[event]?.(happened));
    listeners[event] = value;
  } else if (name.startsWith("aria-") && typeof value === "boolean") element.setAttribute(name, String(value));
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {Element} element
 * @param {Description} description
 * @param {(() => void)[]} later
 */
function arrive(element, { attributes }, later) {
  if (attributes.focus && element instanceof HTMLElement) later.push(() => element.focus());
  if (attributes.onmount) later.push(() => attributes.onmount(element));
}
