// The view Requests: what was asked, live; and one request beside the list.

import { saveArchive } from "./archive.js";
import { forgetNames, learnName, wantNames } from "./campaign-names.js";
import { noRequests } from "./empty.js";
import { parse } from "./filter.js";
import { icon } from "./icons.js";
import { listKeys, listView, loadListView, takeIn } from "./list-view.js";
import { control } from "./mock.js";
import { button, copy } from "./parts.js";
import { completeCurl, sendAgain, whyNotAgain } from "./request-actions.js";
import { requestDetail } from "./request-detail.js";
import { requestLanguage } from "./request-filter.js";
import { requestCells, row } from "./request-row.js";
import { go } from "./router.js";
import { changeFilter, startRows, urlOf } from "./rows.js";
import { isOff, note, state } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./request-row.js").Row} Row */
/** @typedef {import("./request-row.js").Entry} Entry */
/** @typedef {import("./rows.js").Own} Own */

/** @type {import("./list-view.js").Source} */
const source = {
  path: ["requests"], name: "requests", noun: "request", nouns: "requests", title: "Requests", query: {},
  placeholder: "status:422 account:demo path:/user/* json.name:Spring has:warnings", language: requestLanguage,
  heads: ["Time", "Status", "Request", "Account", "Campaign, or the first error", "ms"], row, cells: requestCells,
  async read(number) {
    const [entry, curl] = await Promise.all([
      control("GET", `requests/${number}`), control("GET", `requests/${number}/curl`, undefined, { accept: "text/plain" }),
    ]);
    return { entry, curl: String(curl).trimEnd() };
  },
  detail: requestDetail, total: () => state.totals.requests, learn: learnFrom, empty: noRequests,
};

/** @param {Entry[]} entries */
function learnFrom(entries) {
  for (const { campaign_id: id, lead_id: lead, json, status } of entries) {
    if (id !== null && lead === null && status === 201 && typeof json?.name === "string") learnName(id, json.name.trim());
  }
}

/** Hides what came so far. Nothing is deleted: the filter says what is shown. @param {Own} own */
function clearList(own) {
  const others = parse(own.filter, requestLanguage).filter(({ word }) => word !== "since").map(({ text }) => text);
  changeFilter(own, [...others, `since:${own.rows[0]?.number ?? 0}`].join(" "));
}

/** @type {import("./app.js").View} */
export const requests = {
  name: "requests", title: "Requests", letter: "r", icon: "requests",
  start: () => startRows(source),
  count: () => state.totals.requests,
  load: ({ own, route }, { isStale }) => loadListView(own, route, isStale),

  onEvent({ name, data }, { own }) {
    if (["reset", "state", "snapshot"].includes(name)) {
      forgetNames();
      own.detail = null;
    }
    if (name === "request") takeIn(own, data);
  },

  render: ({ own }) => {
    wantNames(own.rows.slice(0, 40).flatMap((/** @type {Row} */ one) => (one.campaign !== null && !one.name ? [one.campaign] : [])));
    const isEmpty = own.rows.length === 0;
    return listView(own, {
      after: h("span", { class: "wide-only" }, button("Clear list", () => clearList(own), { kind: "quiet", off: isEmpty })),
      items: [
        { text: "Open the newest", run: () => go(urlOf(own, "latest")) },
        { text: "Clear list", off: isEmpty, run: () => clearList(own) },
        saveArchive(own),
      ],
    });
  },

  keys: ({ own }) => [
    ...listKeys(own),
    { keys: ["c"], words: "copy it as curl", run: async () => {
      if (!own.detail) return;
      note((await copy(completeCurl(own.detail.entry, own.detail.curl))) ? [icon("check", "ok"), "Copied"] : "Not copied");
    } },
    { keys: ["r"], words: "send it again", run: () => {
      if (own.detail && !isOff() && !whyNotAgain(own.detail.entry)) void sendAgain(own.detail.entry);
    } },
  ],
};
