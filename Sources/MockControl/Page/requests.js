// The view Requests: what was asked, live, newest first; and one request beside the list.

import { forgetNames, learnName, names, wantNames } from "./campaign-names.js";
import { filterField } from "./filter-field.js";
import { fits, parameters, parse, term, toggled } from "./filter.js";
import { icon } from "./icons.js";
import { control } from "./mock.js";
import { button, copy, iconButton, menu, toggle } from "./parts.js";
import { attempt } from "./refusals.js";
import { requestDetail } from "./request-detail.js";
import { requestList, reveal, startList } from "./request-list.js";
import { row } from "./request-row.js";
import { requestsEmpty } from "./requests-empty.js";
import { completeCurl, sendAgain, whyNotAgain } from "./request-actions.js";
import { go, link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

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
 * @property {boolean} isPaused
 * @property {Row[]} held what came while paused.
 * @property {number} heldCount
 * @property {{entry: Entry, curl: string} | null} detail
 * @property {string} tab
 * @property {import("./request-list.js").ListState} list
 * @property {import("./filter-field.js").FieldState} field
 * @property {string} announced
 */

/** @type {() => Own} */
const start = () => ({
  rows: [], matched: 0, filter: "", loaded: "", isPaused: false, held: [], heldCount: 0, detail: null, tab: "body",
  list: startList(), field: { hasFocus: false, isHelpHidden: false }, announced: "",
});

/** What came while a list was on its way. @type {Row[] | null} */
let late = null;

/** The whole filter: what is typed, and the picked account. @param {Own} own */
function terms(own) {
  const typed = parse(own.filter);
  return state.account ? [...typed, ...parse(term("account", state.account)).map((one) => ({ ...one, word: "account" }))] : typed;
}

/** @param {Own} own */
function parametersOf(own) {
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
  return (!state.account || entry.account === state.account) && fits(parse(own.filter), entry);
}

/** Reads the list. @param {Own} own */
async function loadRows(own) {
  const { pairs, isWhole } = parametersOf(own);
  const wanted = `${own.filter} ${state.account}`;
  late = [];
  const filter = own.filter;
  // The newest hundred are there at once; the others follow.
  for (const limit of isWhole ? [100, mostRows] : [mostRows]) {
    const query = new URLSearchParams([...pairs, ["limit", String(limit)]]);
    /** @type {{requests: Entry[], total: number}} */
    const answer = await control("GET", `requests?${query}`);
    if (own.filter !== filter) return;
    const fitting = answer.requests.filter((entry) => isWanted(own, entry));
    update(() => {
      learnFrom(fitting);
      own.rows = merged(late ?? [], fitting.map(row));
      own.matched = isWhole ? answer.total + own.rows.length - fitting.length : own.rows.length;
      own.loaded = wanted;
      own.held = [];
      own.heldCount = 0;
    });
    if (answer.total <= limit) break;
  }
  late = null;
}

/** @param {Entry[]} entries */
function learnFrom(entries) {
  for (const { campaign_id: id, lead_id: lead, json, status } of entries) {
    if (id !== null && lead === null && status === 201 && typeof json?.name === "string") learnName(id, json.name.trim());
  }
}

/**
 * Rows with others put among them by their numbers, which are not always in order.
 *
 * @param {Row[]} added
 * @param {Row[]} rows
 */
function merged(added, rows) {
  const result = [...rows];
  for (const one of added) {
    let place = 0;
    while (place < result.length && result[place].number > one.number) place += 1;
    if (result[place]?.number !== one.number) result.splice(place, 0, one);
  }
  if (result.length > mostRows) result.length = mostRows;
  return result;
}

/** The number in the URL; the newest for `latest`. @param {Own} own */
function openNumber(own) {
  const [which] = state.route.view === "requests" ? state.route.path : [];
  return which === "latest" ? own.rows[0]?.number ?? 0 : Number(which) || 0;
}

/** Reads the open request. @param {Own} own */
async function loadDetail(own) {
  const number = openNumber(own);
  if (number === 0) {
    update(() => { own.detail = null; });
    return;
  }
  if (own.detail?.entry.number === number) return;
  const [entry, curl] = await Promise.all([
    control("GET", `requests/${number}`), control("GET", `requests/${number}/curl`, undefined, { accept: "text/plain" }),
  ]);
  if (openNumber(own) === number) update(() => { own.detail = { entry, curl: String(curl).trimEnd() }; });
}

/** The URL gets the filter a moment after the last key. */
let filterTimer = 0;

/**
 * @param {Own} own
 * @param {string} text
 */
function changeFilter(own, text) {
  update(() => { own.filter = text; });
  clearTimeout(filterTimer);
  filterTimer = setTimeout(() => go(link("requests", state.route.path, { filter: text.trim() }), { replace: true }), 250);
}

/** Takes in what was held back. @param {Own} own */
function goOn(own) {
  own.isPaused = false;
  own.rows = merged(own.held, own.rows);
  own.matched += own.heldCount;
  own.held = [];
  own.heldCount = 0;
  own.list.top = 0;
}

/** @param {Own} own */
function togglePause(own) {
  update(() => {
    if (own.isPaused) goOn(own);
    else own.isPaused = true;
  });
}

/**
 * @param {Own} own
 * @param {number} step 1 for the older one.
 */
function move(own, step) {
  const open = openNumber(own);
  const index = own.rows.findIndex(({ number }) => number === (open || own.list.focused));
  const next = own.rows[index < 0 ? 0 : index + step];
  if (!next) return;
  if (open) go(link("requests", [next.number], { filter: own.filter }));
  update(() => {
    own.list.focused = next.number;
    reveal(own.list, own.rows.indexOf(next));
  });
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

/** Screen readers hear how many came, at most every five seconds. @param {Own} own */
function announce(own) {
  arrivedCount += 1;
  if (arrivedCount > 1) return;
  setTimeout(() => update(() => {
    own.announced = `${count(arrivedCount, "new request")}`;
    arrivedCount = 0;
  }), 5000);
}
let arrivedCount = 0;

/** @param {Own} own */
async function copyOpen(own) {
  if (!own.detail) return;
  note((await copy(completeCurl(own.detail.entry, own.detail.curl))) ? [icon("check", "ok"), "Copied"] : "Not copied");
}

/** @param {Own} own */
function sendOpen(own) {
  if (own.detail && !isOff() && !whyNotAgain(own.detail.entry)) void sendAgain(own.detail.entry);
}

/**
 * Where the open request stands in the list.
 *
 * @param {Own} own
 * @param {number} open
 */
function place(own, open) {
  const index = own.rows.findIndex(({ number }) => number === open);
  const url = (/** @type {Row | undefined} */ one) => (one && index >= 0 ? link("requests", [one.number], { filter: own.filter }) : "");
  return {
    index, total: own.rows.length, previous: url(own.rows[index - 1]), next: url(own.rows[index + 1]),
    list: link("requests", [], { filter: own.filter }),
  };
}

/** The second bar: the filter, how many fit, and what the list can do. @param {Own} own */
function bar(own) {
  const newest = own.rows[0]?.number ?? 0;
  const pauseWords = !own.isPaused ? "Pause" : own.heldCount ? `Show ${own.heldCount.toLocaleString("en")} new` : "Go on";
  return h("header", { class: "second-bar" },
    h("h1", { class: "spoken" }, "Requests"),
    filterField({ text: own.filter, field: own.field, change: (text) => changeFilter(own, text) }),
    own.filter.trim() !== "" && h("span", { class: "matched" }, `${own.matched.toLocaleString("en")} of ${state.totals.requests.toLocaleString("en")}`),
    h("span", { class: "pause" }, button(pauseWords, () => togglePause(own), { icon: own.isPaused ? "play" : "pause", label: pauseWords })),
    h("span", { class: "wide-only" }, button("Clear list", () => clearList(own, newest), { kind: "quiet", off: newest === 0 })),
    menu("requests", iconButton("more", "More", () => {}, { class: "boxed" }), [
      { text: "Open the newest", run: () => go(link("requests", ["latest"], { filter: own.filter })) },
      { text: "Clear list", off: newest === 0, run: () => clearList(own, newest) },
      { text: "Save as HTTP Archive", off: isOff() || newest === 0, run: () => void attempt(() => saveArchive(own)) },
    ]));
}

/**
 * Hides what came so far. Nothing is deleted: the filter says what is shown.
 *
 * @param {Own} own
 * @param {number} newest
 */
function clearList(own, newest) {
  const others = parse(own.filter).filter(({ word }) => word !== "since").map(({ text }) => text);
  changeFilter(own, [...others, `since:${newest}`].join(" "));
}

/** @param {Own} own */
async function saveArchive(own) {
  const { pairs } = parametersOf(own);
  const archive = await control("GET", `requests.har?${new URLSearchParams(pairs)}`);
  const url = URL.createObjectURL(new Blob([JSON.stringify(archive, null, 1)], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = "requests.har";
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @type {import("./app.js").View} */
export const requests = {
  name: "requests", title: "Requests", letter: "r", icon: "requests",
  start,
  count: () => state.totals.requests,

  async load({ own, route }, { isStale }) {
    const filter = route.query.get("filter") ?? "";
    const isTyping = own.field.hasFocus && own.filter.trim() === filter;
    if (!isTyping && own.filter !== filter) update(() => { own.filter = filter; });
    const isOther = own.loaded !== `${own.filter} ${state.account}`;
    // The detail of a request does not change, so another URL with the same filter needs no new list.
    if (isOther || isStale) await loadRows(own);
    await loadDetail(own);
  },

  onEvent({ name, data }, { own }) {
    if (["reset", "state", "lost"].includes(name)) {
      forgetNames();
      own.detail = name === "lost" ? own.detail : null;
    }
    if (name !== "request") return;
    announce(own);
    const entry = /** @type {Entry} */ (data);
    learnFrom([entry]);
    if (!isWanted(own, entry)) return;
    const one = row(entry);
    late?.push(one);
    if (own.isPaused) {
      own.held = merged([one], own.held);
      own.heldCount += 1;
    } else if (insert(own.rows, one)) own.matched += 1;
    if (state.route.path[0] === "latest" && !own.isPaused) void attempt(() => loadDetail(own));
  },

  render: ({ own }) => {
    const open = openNumber(own);
    const shown = own.detail && open === own.detail.entry.number ? own.detail : null;
    const isEmpty = own.rows.length === 0 && own.filter === "" && state.totals.requests === 0 && !open;
    wantNames(own.rows.slice(0, 40).flatMap((/** @type {Row} */ one) => (one.campaign !== null && !one.name ? [one.campaign] : [])));
    return h("div", { class: `view requests ${open ? "with-detail" : ""}` },
      bar(own),
      h("p", { class: "spoken", role: "status" }, own.announced),
      isEmpty ? requestsEmpty() : h("div", { class: "columns" },
        h("div", { class: "list-column" },
          requestList({ rows: own.rows, list: own.list, open, filter: own.filter, names }),
          own.rows.length === 0 && own.loaded !== "" && h("p", { class: "fine none" }, "No request fits the filter. ",
            h("button", { type: "button", class: "text-button", onclick: () => changeFilter(own, "") }, "Clear the filter"))),
        open > 0 && h("div", { class: "detail-column" }, shown
          ? requestDetail({
            entry: shown.entry, curl: shown.curl, tab: own.tab, place: place(own, open),
            showTab: (tab) => update(() => { own.tab = tab; }),
            filterBy: (word, value) => changeFilter(own, toggled(own.filter, term(word, value))),
          }) : state.failure ? null : h("p", { class: "fine none" }, "Reading…"))));
  },

  keys: ({ own }) => [
    { keys: ["/"], words: "filter", run: () => /** @type {HTMLElement | null} */ (document.querySelector("#filter"))?.focus() },
    { keys: ["j", "ArrowDown"], words: "the older request", run: () => move(own, 1) },
    { keys: ["k", "ArrowUp"], words: "the newer request", run: () => move(own, -1) },
    { keys: ["Enter"], words: "open it", run: () => { if (own.list.focused) go(link("requests", [own.list.focused], { filter: own.filter })); } },
    { keys: ["Escape"], words: "close it", run: () => {
      if (state.frame.open) toggle(state.frame.open);
      else if (openNumber(own)) go(link("requests", [], { filter: own.filter }));
    } },
    { keys: ["c"], words: "copy it as curl", run: () => void copyOpen(own) },
    { keys: ["r"], words: "send it again", run: () => sendOpen(own) },
    { keys: ["p"], words: "pause, or go on", run: () => togglePause(own) },
  ],
};
