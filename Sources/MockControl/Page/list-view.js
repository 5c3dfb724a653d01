// A view of what happens, live, newest first; and one entry beside the list. Requests, Calls and webhooks are such.

import { term, toggled } from "./filter.js";
import { listBar } from "./list-bar.js";
import { reveal, rowList } from "./list.js";
import { toggle } from "./parts.js";
import { attempt } from "./refusals.js";
import { go } from "./router.js";
import { changeFilter, key, loadRows, takeEntry, takeFresh, togglePause, urlOf } from "./rows.js";
import { state, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

/** @typedef {import("./rows.js").Own} Own */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./view.js").Contents} Contents */
/**
 * What a list shows.
 *
 * @typedef {object} Source
 * @property {string[]} path of its URLs: the view's name, and what follows it.
 * @property {string} name of the list in the control plane, and in its answer.
 * @property {string} noun
 * @property {string} nouns
 * @property {string} title
 * @property {Record<string, string>} query what each reading of the list asks for.
 * @property {string} placeholder of the filter.
 * @property {import("./filter.js").Language} language
 * @property {string[]} heads above the columns of a wide list.
 * @property {boolean} [changes] whether an entry changes after it came.
 * @property {(entry: any) => Row} row
 * @property {(row: any) => Contents} cells
 * @property {(number: number) => Promise<any>} read an entry, whole.
 * @property {(entry: any, frame: Frame) => Contents} detail
 * @property {() => number} total how many there are without a filter.
 * @property {(entries: any[]) => void} [learn]
 * @property {() => Contents} empty in place of the list, where nothing is yet.
 *
 * @typedef {object} Frame what a detail gets from its list.
 * @property {Source} source
 * @property {Place} place
 * @property {string} tab
 * @property {(tab: string) => void} showTab
 * @property {(word: string, value: string) => void} filterBy
 *
 * @typedef {{index: number, total: number, previous: string, next: string, list: string}} Place where it stands in the list:
 *   `index` from 0, -1 for not at all; the URLs of its neighbours, empty for none, and of the list.
 */

/** Whether the page shows this list. @param {Own} own */
function isShown({ source: { path } }) {
  return path.every((part, index) => part === [state.route.view, ...state.route.path][index]);
}

/** The number in the URL; the newest for `latest`. @param {Own} own */
export function openNumber(own) {
  const which = isShown(own) ? state.route.path[own.source.path.length - 1] : "";
  return which === "latest" ? own.rows[0]?.number ?? 0 : Number(which) || 0;
}

/** Reads what is open. @param {Own} own @param {boolean} [isStale] */
export async function loadDetail(own, isStale = false) {
  const number = openNumber(own);
  if (number === 0) {
    update(() => { own.detail = null; });
    return;
  }
  if (own.detail?.number === number && !isStale) return;
  const detail = await own.source.read(number);
  if (openNumber(own) === number) update(() => { own.detail = { ...detail, number }; });
}

/** @param {Own} own @param {import("./router.js").Route} route @param {boolean} isStale */
export async function loadListView(own, route, isStale) {
  const filter = route.query.get("filter") ?? "";
  const isTyping = own.field.hasFocus && own.filter.trim() === filter;
  if (!isTyping && own.filter !== filter) update(() => { own.filter = filter; });
  // Another URL with the same filter needs no new list.
  if (isStale || own.loaded !== key(own)) await loadRows(own);
  await loadDetail(own, isStale && own.source.changes);
  const index = own.rows.findIndex(({ number }) => number === openNumber(own));
  if (index >= 0) update(() => reveal(own.list, index));
}

/** Takes in what came. @param {Own} own @param {any} entry */
export function takeIn(own, entry) {
  announce(own);
  takeEntry(own, entry);
  if (!isShown(own)) return;
  const isLatest = state.route.path[own.source.path.length - 1] === "latest" && !own.isPaused;
  const isOpen = own.source.changes && (entry.number ?? entry.id) === openNumber(own);
  if (!isLatest && !isOpen) return;
  // The newest as they come, but not each of thousands.
  clearTimeout(followTimer);
  followTimer = setTimeout(() => void attempt(() => loadDetail(own, isOpen)), 100);
}
let followTimer = 0;

/** Screen readers hear how many came, at most every five seconds. @param {Own} own */
function announce(own) {
  const number = (arrived.get(own) ?? 0) + 1;
  arrived.set(own, number);
  if (number > 1) return;
  setTimeout(() => update(() => {
    own.announced = count(arrived.get(own) ?? 0, `new ${own.source.noun}`);
    arrived.delete(own);
  }), 5000);
}
/** @type {Map<Own, number>} */
const arrived = new Map();

/** @param {Own} own @param {number} step 1 for the older one. */
function move(own, step) {
  const open = openNumber(own);
  const index = own.rows.findIndex(({ number }) => number === (open || own.list.focused));
  const next = own.rows[index < 0 ? 0 : index + step];
  if (!next) return;
  if (open) go(urlOf(own, next.number));
  update(() => {
    own.list.focused = own.list.wanted = next.number;
    reveal(own.list, own.rows.indexOf(next));
  });
}

/** @param {Own} own @param {number} open @returns {Place} */
function place(own, open) {
  const index = own.rows.findIndex(({ number }) => number === open);
  const url = (/** @type {Row | undefined} */ one) => (one && index >= 0 ? urlOf(own, one.number) : "");
  return { index, total: own.rows.length, previous: url(own.rows[index - 1]), next: url(own.rows[index + 1]), list: urlOf(own) };
}

/** @param {Own} own @param {Parameters<typeof listBar>[1]} bar */
export function listView(own, bar) {
  takeFresh(own);
  const { source, detail } = own;
  const open = openNumber(own);
  const isEmpty = own.rows.length === 0 && own.filter === "" && source.total() === 0 && !open;
  return h("div", { class: `view listing ${source.name} ${open ? "with-detail" : ""}`, key: source.name },
    listBar(own, bar),
    h("p", { class: "spoken", role: "status" }, own.announced),
    isEmpty ? source.empty() : h("div", { class: "list-columns" },
      h("div", { class: "list-column" },
        rowList({ rows: own.rows, list: own.list, open, label: source.title, heads: source.heads, kind: source.noun,
          url: (number) => urlOf(own, number), cells: source.cells }),
        own.rows.length === 0 && own.loaded !== "" && h("p", { class: "fine none" }, `No ${source.noun} fits the filter. `,
          h("button", { type: "button", class: "text-button", onclick: () => changeFilter(own, "") }, "Clear the filter"))),
      open > 0 && h("div", { class: "detail-column" }, detail?.number === open
        ? source.detail(detail, {
          source, place: place(own, open), tab: own.tab, showTab: (tab) => update(() => { own.tab = tab; }),
          filterBy: (word, value) => changeFilter(own, toggled(own.filter, term(word, value), source.language)),
        }) : state.failure ? null : h("p", { class: "fine none" }, "Reading…"))));
}

/** @param {Own} own @returns {import("./keys.js").Key[]} */
export function listKeys(own) {
  const { noun } = own.source;
  return [
    { keys: ["/"], words: "filter", run: () => /** @type {HTMLElement | null} */ (document.querySelector("#filter"))?.focus() },
    { keys: ["j", "ArrowDown"], words: `the older ${noun}`, run: () => move(own, 1) },
    { keys: ["k", "ArrowUp"], words: `the newer ${noun}`, run: () => move(own, -1) },
    { keys: ["Enter"], words: "open it", run: () => { if (own.list.focused) go(urlOf(own, own.list.focused)); } },
    { keys: ["Escape"], words: "close it", run: () => {
      if (state.frame.open) toggle(state.frame.open);
      else if (openNumber(own)) go(urlOf(own));
    } },
    { keys: ["p"], words: "pause, or go on", run: () => togglePause(own) },
  ];
}
