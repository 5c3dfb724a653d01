// The view Calls: the calls of all campaigns, live, and their webhooks; one of them beside the list.

import { saveArchive } from "./archive.js";
import { callDetail, readCall, readWebhook, webhookDetail } from "./call-detail.js";
import { callLanguage, webhookLanguage } from "./call-filter.js";
import { callMark, kindOf, outcomes, seconds } from "./call-words.js";
import { names, wantNames } from "./campaign-names.js";
import { noCalls, noWebhooks } from "./empty.js";
import { listKeys, listView, loadListView, takeIn } from "./list-view.js";
import { control } from "./mock.js";
import { confirmButton, path as pathPart } from "./parts.js";
import { attempt } from "./refusals.js";
import { go, link } from "./router.js";
import { parametersOf, startRows, urlOf } from "./rows.js";
import { isOff, state } from "./store.js";
import { h } from "./view.js";
import { webhookMark } from "./webhook-parts.js";
import { count, date, milliseconds, timeOfDay } from "./words.js";

/** @typedef {import("./call-words.js").Call} Call */
/** @typedef {import("./webhook-parts.js").Webhook} Webhook */
/** @typedef {import("./list-view.js").Source} Source */
/** @typedef {{calls: import("./rows.js").Own, webhooks: import("./rows.js").Own}} Own */

const newestFirst = { before: "9007199254740991" };

/** @param {string} text */
function timeCell(text) {
  const time = Date.parse(text);
  return h("time", { title: date(time) }, `${date(time, undefined, { year: false })}, ${timeOfDay(time)}`);
}

/** @param {number | null} campaign */
function campaignCell(campaign) {
  const name = campaign === null ? "" : names.get(campaign);
  return h("span", { class: `text ${name ? "" : "quiet-text"}`, title: name || null }, h("bdi", {}, name || (campaign === null ? "no campaign" : `campaign ${campaign}`)));
}

/** @type {Source} */
const calls = {
  path: ["calls"], name: "calls", noun: "call", nouns: "calls", title: "Calls", query: { ...newestFirst, counts: "1" },
  placeholder: "campaign:3 lead:17 outcome:no-answer account:demo status:in-progress", language: callLanguage, changes: true,
  heads: ["Time", "Outcome", "Lead", "Phone number", "Account", "Campaign", "Took"],
  row: (/** @type {Call} */ call) => ({ number: call.id, call }),
  cells: (/** @type {{call: Call}} */ { call }) => [
    timeCell(call.created_at),
    h("span", { class: "status" }, callMark(kindOf(call)), outcomes.includes(kindOf(call)) ? h("code", {}, kindOf(call)) : kindOf(call)),
    h("span", { class: "method" }, call.lead_id ? `lead ${call.lead_id}` : "no lead"), h("span", { class: "path number" }, h("bdi", {}, call.client_phone_number)),
    campaignCell(call.campaign_id),
    h("span", { class: "end" }, h("span", { class: "of-account" }, call.account),
      h("span", { class: "duration" }, call.ended_at === null ? "" : `${seconds(call).toLocaleString("en")} s`)),
  ],
  read: readCall, detail: callDetail, total: () => state.totals.calls, empty: noCalls,
};

/** @type {Source} */
const webhooks = {
  path: ["calls", "webhooks"], name: "webhooks", noun: "webhook", nouns: "webhooks", title: "Webhooks", query: {},
  placeholder: "state:failed call:12 campaign:3 account:demo", language: webhookLanguage, changes: true,
  heads: ["Time", "Answer", "Call", "Address", "Account", "Campaign", "ms"],
  row: ({ request, answer, ...webhook }) => ({ number: webhook.number, webhook: { ...webhook, answer: answer && { status: answer.status } } }),
  cells: (/** @type {{webhook: Webhook}} */ { webhook }) => [
    timeCell(webhook.made_at), h("span", { class: "status" }, webhookMark(webhook)),
    h("span", { class: "method" }, `call ${webhook.call_id}`), pathPart(webhook.url), campaignCell(webhook.campaign_id),
    h("span", { class: "end" }, h("span", { class: "of-account" }, webhook.account),
      h("span", { class: "duration" }, webhook.milliseconds === null ? "" : [milliseconds(webhook.milliseconds * 1000), h("span", { class: "unit" }, " ms")])),
  ],
  read: readWebhook, detail: webhookDetail, total: () => state.totals.webhooks, empty: noWebhooks,
};

/** The list that the URL names. @param {Own} own @param {import("./router.js").Route} route */
const shown = (own, route) => (route.path[0] === "webhooks" ? own.webhooks : own.calls);

/** @type {import("./app.js").View} */
export const callsView = {
  name: "calls", title: "Calls", letter: "l", icon: "calls",
  start: () => ({ calls: startRows(calls), webhooks: startRows(webhooks) }),
  count: () => state.totals.calls,
  load: ({ own, route }, { isStale }) => loadListView(shown(own, route), route, isStale),

  onEvent({ name, data }, { own }) {
    if (name === "call") takeIn(own.calls, data);
    if (name === "webhook") takeIn(own.webhooks, data);
    if (["reset", "state", "snapshot"].includes(name)) own.calls.detail = own.webhooks.detail = null;
  },

  render: ({ own, route }) => {
    const list = shown(own, route);
    const isWebhooks = list === own.webhooks;
    wantNames(list.rows.slice(0, 40).flatMap(({ call, webhook }) => (call ?? webhook).campaign_id ?? []));
    const { pairs, isWhole } = parametersOf(list);
    return listView(list, {
      before: h("div", { class: "segments", role: "group", "aria-label": "What is listed" }, [own.calls, own.webhooks].map((one) =>
        h("button", { key: one.source.name, type: "button", "aria-pressed": one === list, onclick: () => go(link("calls", one.source.path.slice(1))) }, one.source.title))),
      after: isWebhooks && h("span", { class: "wide-only" }, confirmButton("forget webhooks", "Delete…", { kind: "quiet", off: isOff() || !list.rows.length || !isWhole,
        question: "Delete what is recorded of these webhooks?", goes: `What goes: ${count(list.matched, "webhook")}. The calls stay.`, word: "Delete",
        run: () => void attempt(async () => {
          await control("DELETE", `webhooks?${new URLSearchParams(pairs)}`);
          await loadListView(list, route, true);
        }) })),
      items: [{ text: "Open the newest", run: () => go(urlOf(list, "latest")) }, ...(isWebhooks ? [saveArchive(list)] : [])],
    });
  },

  keys: ({ own, route }) => [...listKeys(shown(own, route)),
    { keys: ["w"], words: "webhooks, or calls", run: () => go(link("calls", shown(own, route) === own.calls ? ["webhooks"] : [])) }],
};
