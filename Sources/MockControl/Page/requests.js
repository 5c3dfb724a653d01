// The view Requests: what was asked, live, newest first; and one request beside the list.

import { forgetNames, names, wantNames } from "./campaign-names.js";
import { noRequests } from "./empty.js";
import { term, toggled } from "./filter.js";
import { icon } from "./icons.js";
import { control } from "./mock.js";
import { copy, toggle } from "./parts.js";
import { attempt } from "./refusals.js";
import { requestDetail } from "./request-detail.js";
import { completeCurl, sendAgain, whyNotAgain } from "./request-actions.js";
import { requestList, reveal } from "./request-list.js";
import { changeFilter, key, loadRows, start, takeFresh, takeRequest, togglePause } from "./request-rows.js";
import { requestsBar } from "./requests-bar.js";
import { go, link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

/** @typedef {import("./request-row.js").Row} Row */
/** @typedef {import("./request-rows.js").Own} Own */

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
    own.list.focused = own.list.wanted = next.number;
    reveal(own.list, own.rows.indexOf(next));
  });
}

/** Opens the newest as they come, but not each of thousands. @param {Own} own */
function follow(own) {
  clearTimeout(followTimer);
  followTimer = setTimeout(() => void attempt(() => loadDetail(own)), 100);
}
let followTimer = 0;

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

/** @type {import("./app.js").View} */
export const requests = {
  name: "requests", title: "Requests", letter: "r", icon: "requests",
  start,
  count: () => state.totals.requests,

  async load({ own, route }, { isStale }) {
    const filter = route.query.get("filter") ?? "";
    const isTyping = own.field.hasFocus && own.filter.trim() === filter;
    if (!isTyping && own.filter !== filter) update(() => { own.filter = filter; });
    // Another URL with the same filter needs no new list.
    if (isStale || own.loaded !== key(own)) await loadRows(own);
    await loadDetail(own);
    const index = own.rows.findIndex((/** @type {Row} */ { number }) => number === openNumber(own));
    if (index >= 0) update(() => reveal(own.list, index));
  },

  onEvent({ name, data }, { own }) {
    if (["reset", "state", "snapshot"].includes(name)) {
      forgetNames();
      own.detail = null;
    }
    if (name !== "request") return;
    announce(own);
    takeRequest(own, data);
    if (state.route.path[0] === "latest" && !own.isPaused) follow(own);
  },

  render: ({ own }) => {
    takeFresh(own);
    const open = openNumber(own);
    const shown = own.detail && open === own.detail.entry.number ? own.detail : null;
    const isEmpty = own.rows.length === 0 && own.filter === "" && state.totals.requests === 0 && !open;
    wantNames(own.rows.slice(0, 40).flatMap((/** @type {Row} */ one) => (one.campaign !== null && !one.name ? [one.campaign] : [])));
    return h("div", { class: `view requests ${open ? "with-detail" : ""}` },
      requestsBar(own),
      h("p", { class: "spoken", role: "status" }, own.announced),
      isEmpty ? noRequests() : h("div", { class: "request-columns" },
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
