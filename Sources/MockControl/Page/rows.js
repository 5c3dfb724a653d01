// The rows of a list of what happens, newest first: read, added to as more comes, held back while paused. See `list-view.js`.

import { fits, parameters, parse } from "./filter.js";
import { moveTo, startList } from "./list.js";
import { control } from "./mock.js";
import { go, link } from "./router.js";
import { state, update } from "./store.js";

/** @typedef {import("./list-view.js").Source} Source */
/** @typedef {{number: number, [member: string]: any}} Row an entry in short: the list keeps no bodies. */

/** The most rows that are kept. */
export const mostRows = 1000;

/**
 * @typedef {object} Own
 * @property {Source} source
 * @property {Row[]} rows the newest first.
 * @property {number} matched how many fit the filter.
 * @property {boolean} isPart whether only the newest of all were looked at: the mock cannot filter so.
 * @property {string} filter as typed; the URL has it a moment later.
 * @property {string} loaded the filter and the account that the rows were read with.
 * @property {Row[]} fresh what came since the last frame.
 * @property {boolean} isPaused
 * @property {Row[]} held what came while paused.
 * @property {number} heldCount
 * @property {{number: number, [member: string]: any} | null} detail what is open, as `source.read` reads it.
 * @property {string} tab
 * @property {import("./list.js").ListState} list
 * @property {import("./filter-field.js").FieldState} field
 * @property {string} announced
 */

/** @param {Source} source @returns {Own} */
export function startRows(source) {
  const own = {
    source, rows: [], matched: 0, isPart: false, filter: "", loaded: "", fresh: [], isPaused: false, held: [], heldCount: 0,
    detail: null, tab: "", list: startList(), field: { hasFocus: false, isHelpHidden: false }, announced: "",
  };
  lists.push(own);
  return own;
}
/** All lists of the page. @type {Own[]} */
export const lists = [];

/** What the mock filters by itself. @param {Own} own */
export function parametersOf({ filter, source: { language } }) {
  const { pairs, isWhole } = parameters(parse(filter, language), language);
  const hasAccount = pairs.some(([name]) => name === "account");
  return {
    pairs: /** @type {[string, string][]} */ (state.account && !hasAccount ? [...pairs, ["account", state.account]] : pairs), isWhole,
  };
}

/** @param {Own} own @param {any} entry */
function isWanted({ filter, source: { language } }, entry) {
  if (parsed.text !== filter || parsed.language !== language) parsed = { text: filter, language, terms: parse(filter, language) };
  return (!state.account || entry.account === state.account) && fits(parsed.terms, entry, language);
}
/** The filter that was parsed last: thousands ask for the same one. */
let parsed = { text: "", language: /** @type {any} */ (null), terms: /** @type {import("./filter.js").Term[]} */ ([]) };

/** What came while lists were on their way, one for each. @type {Map<Row[], Own>} */
const collecting = new Map();

/** Reads the list. @param {Own} own */
export async function loadRows(own) {
  const { source } = own;
  const { pairs, isWhole } = parametersOf(own);
  const wanted = key(own);
  /** @type {Row[]} */
  const late = [];
  collecting.set(late, own);
  try {
    // The newest hundred are there at once; the others follow.
    for (const limit of isWhole ? [100, mostRows] : [mostRows]) {
      const query = new URLSearchParams([...pairs, ...Object.entries(source.query), ["limit", String(limit)]]);
      const answer = await control("GET", `${source.name}?${query}`);
      if (key(own) !== wanted) return;
      const entries = /** @type {any[]} */ (answer[source.name]);
      const fitting = entries.filter((entry) => isWanted(own, entry));
      const newest = entries.length ? source.row(entries[0]).number : 0;
      const fresh = late.filter(({ number }) => number > newest || source.changes);
      update(() => {
        source.learn?.(fitting);
        const rows = fitting.map(source.row);
        const added = fresh.filter((one) => insert(rows, one)).length;
        Object.assign(own, {
          rows, matched: isWhole ? answer.total + added : rows.length, isPart: !isWhole && answer.total > entries.length,
          loaded: wanted, fresh: [], held: [], heldCount: 0,
        });
      });
      if (answer.total <= limit) return;
    }
  } finally {
    collecting.delete(late);
  }
}

/** What the rows depend on. @param {Own} own */
export function key(own) {
  return `${own.filter.trim()} ${state.account}`;
}

/**
 * Takes in what came: a new entry, or a known one that has changed.
 *
 * @param {Own} own
 * @param {any} entry
 */
export function takeEntry(own, entry) {
  const { source } = own;
  source.learn?.([entry]);
  const one = source.row(entry);
  if (!isWanted(own, entry)) {
    const known = source.changes ? own.rows.findIndex(({ number }) => number === one.number) : -1;
    if (known >= 0) {
      own.rows.splice(known, 1);
      own.matched -= 1;
    }
    return;
  }
  for (const [late, its] of collecting) if (its === own && late.length < mostRows) late.push(one);
  own.fresh.push(one);
  if (own.fresh.length >= mostRows) takeFresh(own);
}

/** Puts the rows that came since the last frame into the list: all at once, because there may be hundreds. @param {Own} own */
export function takeFresh(own) {
  if (own.fresh.length === 0) return;
  // Of an entry that changed, the last form counts.
  const fresh = [...new Map(own.fresh.map((one) => [one.number, one])).values()].sort((left, right) => right.number - left.number);
  own.fresh = [];
  const known = own.isPaused ? new Set(own.rows.map(({ number }) => number)) : null;
  const rows = own.isPaused ? own.held : own.rows;
  const newest = rows[0]?.number ?? 0;
  const above = fresh.filter((one) => one.number > newest && !known?.has(one.number));
  const among = fresh.filter((one) => {
    if (!known?.has(one.number)) return one.number <= newest && insert(rows, one);
    insert(own.rows, one);
    return false;
  });
  rows.unshift(...above);
  if (rows.length > mostRows) rows.length = mostRows;
  if (own.isPaused) own.heldCount += above.length + among.length;
  else own.matched += above.length + among.length;
}

/**
 * Puts a row at its place.
 *
 * @param {Row[]} rows
 * @param {Row} one
 * @returns {boolean} whether it was not there yet.
 */
function insert(rows, one) {
  let place = 0;
  while (place < rows.length && rows[place].number > one.number) place += 1;
  if (rows[place]?.number === one.number) {
    rows[place] = one;
    return false;
  }
  if (place >= mostRows) return false;
  rows.splice(place, 0, one);
  if (rows.length > mostRows) rows.length = mostRows;
  return true;
}

/** The URL of the list, or of one of its entries. @param {Own} own @param {number | string} [number] */
export function urlOf({ source: { path: [view, ...path] }, filter }, number) {
  return link(view, number ? [...path, number] : path, { filter: filter.trim() });
}

/** The URL gets the filter a moment after the last key. */
let filterTimer = 0;

/** @param {Own} own @param {string} text */
export function changeFilter(own, text) {
  update(() => { own.filter = text; });
  clearTimeout(filterTimer);
  filterTimer = setTimeout(() => {
    const [view, ...path] = own.source.path;
    if (state.route.view === view) go(urlOf(own, state.route.path[path.length]), { replace: true });
  }, 250);
}

/** @param {Own} own */
export function togglePause(own) {
  update(() => {
    takeFresh(own);
    own.isPaused = !own.isPaused;
    if (own.isPaused) return;
    // Takes in what was held back.
    for (const one of own.held) insert(own.rows, one);
    own.matched += own.heldCount;
    own.held = [];
    own.heldCount = 0;
    moveTo(own.list, 0);
  });
}
