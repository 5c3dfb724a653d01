// A list of links, one to a row. Rows have a fixed height and only those in sight are in the document, so that a thousand
// rows and ten thousand new ones a second cost little.

import { icon } from "./icons.js";
import { update } from "./store.js";
import { h } from "./view.js";

/** From this width of the list on, a row is one line. */
const wideFrom = 720;
/** Under this width, rows do without the duration. */
const durationFrom = 400;
const heights = { wide: 32, narrow: 56 };
/** The rows above and below the visible ones, so that scrolling shows no gap. */
const margin = 6;

/**
 * The list's own part of the state.
 *
 * @typedef {object} ListState
 * @property {number} width
 * @property {number} height
 * @property {number} top how far it is scrolled.
 * @property {boolean} isMoved whether `top` is to become the element's: to read it there costs a layout.
 * @property {number} focused the number of the row that keys have moved to; 0 for none.
 * @property {number} wanted the number of the row that gets the focus when it is drawn next; 0 for none.
 * @property {HTMLElement | null} element
 * @property {number} above how many rows came in above what is in sight.
 * @property {number} first the number of the first row when it was drawn last.
 */

/** @returns {ListState} */
export const startList = () => ({ width: 0, height: 0, top: 0, isMoved: false, focused: 0, wanted: 0, element: null, above: 0, first: 0 });

/** @param {ListState} list */
function rowHeight({ width }) {
  return width >= wideFrom ? heights.wide : heights.narrow;
}

/**
 * @param {object} options
 * @param {import("./rows.js").Row[]} options.rows
 * @param {ListState} options.list
 * @param {number} options.open the number of the open row; 0 for none.
 * @param {string} options.label
 * @param {string[]} options.heads
 * @param {string} options.kind the class of its rows.
 * @param {(number: number) => string} options.url
 * @param {(row: import("./rows.js").Row) => import("./view.js").Contents} options.cells what a row shows: one line on wide lists, else two.
 */
export function rowList({ rows, list, open, label, heads, kind, url, cells }) {
  const height = rowHeight(list);
  keepPlace(rows, list, height, open);
  const from = Math.max(0, Math.floor(list.top / height) - margin);
  const to = Math.min(rows.length, Math.ceil((list.top + list.height) / height) + margin);
  const isWide = list.width >= wideFrom;
  return h("section", { class: `row-list of-${kind} ${isWide ? "list-wide" : list.width < durationFrom ? "list-narrow list-small" : "list-narrow"}`, "aria-label": label },
    isWide && h("div", { class: "head", "aria-hidden": "true" }, heads.map((name) => h("span", {}, name))),
    list.above > 0 && h("button", { type: "button", class: "button above", onclick: () => update(() => moveTo(list, 0)) },
      icon("up"), `${list.above.toLocaleString("en")} new`),
    h("div", {
      class: "rows", key: "rows",
      onmount: (/** @type {HTMLElement} */ element) => watch(element, list),
      onpatch: (/** @type {HTMLElement} */ element) => {
        if (list.isMoved) element.scrollTop = list.top;
        list.isMoved = false;
      },
      onscroll: () => {
        if (list.element && list.element.scrollTop !== list.top) update(() => { list.top = list.element?.scrollTop ?? 0; });
      },
    },
      space(from * height, "above"),
      h("ul", {}, rows.slice(from, to).map((row, index) => h("li", { key: row.number, "aria-setsize": rows.length, "aria-posinset": from + index + 1 },
        h("a", {
          href: url(row.number), class: `list-row ${kind}-row`, "aria-current": row.number === open ? "true" : null,
          onfocus: () => Object.assign(list, { focused: row.number, wanted: 0 }),
          onpatch: row.number === list.wanted ? (/** @type {HTMLElement} */ element) => element.focus({ preventScroll: true }) : undefined,
        }, cells(row))))),
      // What is in sight stays where it is, also where too little follows to scroll so far.
      space(Math.max((rows.length - to) * height, list.top + list.height - to * height), "below")));
}

/**
 * Stands for the rows that are not in the document.
 *
 * @param {number} height
 * @param {string} key
 */
export function space(height, key) {
  return h("svg", { key, class: "list-space", width: 1, height: Math.max(0, height), "aria-hidden": "true" });
}

/**
 * New rows come in at the top. The list follows them while it is at its top and no request is open; else what is in sight
 * stays where it is.
 *
 * @param {import("./rows.js").Row[]} rows
 * @param {ListState} list
 * @param {number} height
 * @param {number} open
 */
function keepPlace(rows, list, height, open) {
  const before = list.first;
  list.first = rows[0]?.number ?? 0;
  if (list.top > 0 || open) {
    const added = rows.findIndex((row) => row.number === before);
    if (before && added > 0) {
      moveTo(list, list.top + added * height);
      list.above += added;
    }
  }
  if (list.top < height) list.above = 0;
  moveTo(list, Math.max(0, Math.min(list.top, (rows.length - 1) * height)));
}

/**
 * @param {ListState} list
 * @param {number} top
 */
export function moveTo(list, top) {
  if (top === list.top) return;
  list.top = top;
  list.isMoved = true;
}

/**
 * Keeps the size of the list in the state.
 *
 * @param {HTMLElement} element
 * @param {ListState} list
 */
function watch(element, list) {
  list.element = element;
  const measure = () => update(() => {
    const before = rowHeight(list);
    list.width = element.clientWidth;
    list.height = element.clientHeight;
    moveTo(list, (list.top / before) * rowHeight(list));
  });
  new ResizeObserver(measure).observe(element);
  measure();
}

/**
 * Scrolls so that a row is in sight.
 *
 * @param {ListState} list
 * @param {number} index
 */
export function reveal(list, index) {
  const height = rowHeight(list);
  const top = index * height;
  if (top < list.top) moveTo(list, top);
  else if (top + height > list.top + list.height) moveTo(list, top + height - list.height);
}
