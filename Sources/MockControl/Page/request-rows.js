// The rows of the list of requests: read, added to as requests come, held back while paused.

import { learnName } from "./campaign-names.js";
import { fits, parameters, parse } from "./filter.js";
import { control } from "./mock.js";
import { moveTo, startList } from "./request-list.js";
import { row } from "./request-row.js";
import { go, link } from "./router.js";
import { state, update } from "./store.js";

/** @typedef {import("./request-row.js").Row} Row */
/** @typedef {import("./request-row.js").Entry} Entry */

/** The most rows that are kept. */
const mostRows = 1000;

/**
 * @typedef {object} Own
 * @property {Row[]} rows the newest first.
 * @property {number} matched how many requests fit the filter.
 * @property {string} filter as typed; the URL has it a moment later.
 * @property {string} loaded the filter and the account that the rows were read with.
 * @property {Row[]} fresh what came since the last frame.
 * @property {boolean} isPaused
 * @property {Row[]} held what came while paused.
 * @property {number} heldCount
 * @property {{entry: Entry, curl: string} | null} detail
 * @property {string} tab
 * @property {import("./request-list.js").ListState} list
 * @property {import("./filter-field.js").FieldState} field
 * @property {string} announced
 */

/** @returns {Own} */
export const start = () => ({
  rows: [], matched: 0, filter: "", loaded: "", fresh: [], isPaused: false, held: [], heldCount: 0, detail: null, tab: "body",
  list: startList(), field: { hasFocus: false, isHelpHidden: false }, announced: "",
});

/** @param {Own} own */
export function parametersOf(own) {
  const { pairs, isWhole } = parameters(parse(own.filter));
  const hasAccount = pairs.some(([name]) => name === "account");
  return {
    pairs: /** @type {[string, string][]} */ (state.account && !hasAccount ? [...pairs, ["account", state.account]] : pairs), isWhole,
  };
}

/**
 * @param {Own} own
 * @param {Entry} entry
 */
function isWanted(own, entry) {
  if (parsed.text !== own.filter) parsed = { text: own.filter, terms: parse(own.filter) };
  return (!state.account || entry.account === state.account) && fits(parsed.terms, entry);
}
/** The filter that was parsed last: thousands of requests ask for the same one. */
let parsed = { text: "", terms: parse("") };

/** What came while lists were on their way, one for each. @type {Set<Row[]>} */
const collecting = new Set();

/** Reads the list. @param {Own} own */
export async function loadRows(own) {
  const { pairs, isWhole } = parametersOf(own);
  const wanted = key(own);
  /** @type {Row[]} */
  const late = [];
  collecting.add(late);
  try {
    // The newest hundred are there at once; the others follow.
    for (const limit of isWhole ? [100, mostRows] : [mostRows]) {
      const query = new URLSearchParams([...pairs, ["limit", String(limit)]]);
      /** @type {{requests: Entry[], total: number}} */
      const answer = await control("GET", `requests?${query}`);
      if (key(own) !== wanted) return;
      const fitting = answer.requests.filter((entry) => isWanted(own, entry));
      const newest = answer.requests[0]?.number ?? 0;
      const fresh = late.filter(({ number }) => number > newest);
      update(() => {
        own.fresh = [];
        learnFrom(fitting);
        const rows = fitting.map(row);
        for (const one of fresh) insert(rows, one);
        own.rows = rows;
        own.matched = isWhole ? answer.total + fresh.length : rows.length;
        own.loaded = wanted;
        own.held = [];
        own.heldCount = 0;
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
 * Takes in a request that came.
 *
 * @param {Own} own
 * @param {Entry} entry
 */
export function takeRequest(own, entry) {
  learnFrom([entry]);
  if (!isWanted(own, entry)) return;
  const one = row(entry);
  for (const late of collecting) if (late.length < mostRows) late.push(one);
  own.fresh.push(one);
  if (own.fresh.length >= mostRows) takeFresh(own);
}

/** Puts the rows that came since the last frame into the list: all at once, because there may be hundreds. @param {Own} own */
export function takeFresh(own) {
  if (own.fresh.length === 0) return;
  const rows = own.isPaused ? own.held : own.rows;
  const newest = rows[0]?.number ?? 0;
  const fresh = own.fresh.sort((left, right) => right.number - left.number);
  own.fresh = [];
  const above = fresh.filter((one, index) => one.number > newest && one.number !== fresh[index - 1]?.number);
  const among = fresh.filter((one) => one.number <= newest && insert(rows, one));
  rows.unshift(...above);
  if (rows.length > mostRows) rows.length = mostRows;
  if (own.isPaused) own.heldCount += above.length + among.length;
  else own.matched += above.length + among.length;
}

/** @param {Entry[]} entries */
function learnFrom(entries) {
  for (const { campaign_id: id, lead_id: lead, json, status } of entries) {
    if (id !== null && lead === null && status === 201 && typeof json?.name === "string") learnName(id, json.name.trim());
  }
}

/**
 * Puts a new row at its place.
 *
 * @param {Row[]} rows
 * @param {Row} one
 * @returns {boolean} whether it was not there yet.
 */
function insert(rows, one) {
  let place = 0;
  while (place < rows.length && rows[place].number > one.number) place += 1;
  if (rows[place]?.number === one.number) return false;
  rows.splice(place, 0, one);
  if (rows.length > mostRows) rows.length = mostRows;
  return true;
}

/** The URL gets the filter a moment after the last key. */
let filterTimer = 0;

/**
 * @param {Own} own
 * @param {string} text
 */
export function changeFilter(own, text) {
  update(() => { own.filter = text; });
  clearTimeout(filterTimer);
  filterTimer = setTimeout(() => go(link("requests", state.route.path, { filter: text.trim() }), { replace: true }), 250);
}

/** Takes in what was held back. @param {Own} own */
function goOn(own) {
  own.isPaused = false;
  for (const one of own.held) insert(own.rows, one);
  own.matched += own.heldCount;
  own.held = [];
  own.heldCount = 0;
  moveTo(own.list, 0);
}

/** @param {Own} own */
export function togglePause(own) {
  update(() => {
    takeFresh(own);
    if (own.isPaused) goOn(own);
    else own.isPaused = true;
  });
}

