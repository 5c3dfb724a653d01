// The calls of one campaign: those of the shown week, and the list of all.

import { callMark, kindOf, outcomes, seconds } from "./call-words.js";
import { control, query } from "./mock.js";
import { button } from "./parts.js";
import { attempt } from "./refusals.js";
import { link } from "./router.js";
import { clockNow, isOff, update } from "./store.js";
import { h } from "./view.js";
import { sendWebhookAgain, webhookMark } from "./webhook-parts.js";
import { mondayOf } from "./week.js";
import { readWeek } from "./week-calls.js";
import { moment } from "./words.js";
import { momentOf } from "./zones.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */
/** @typedef {import("./call-words.js").Call} Call */
/** @typedef {import("./webhook-parts.js").Webhook} Webhook */

export const startCalls = () => ({
  rows: /** @type {Call[]} */ ([]), total: 0, all: 0, hasMore: false,
  /** The pages before this one. */
  before: /** @type {string[]} */ ([]),
  /** The half an hour whose calls are listed. */
  span: /** @type {{from: string, until: string, words: string} | null} */ (null),
  /** By call. */
  webhooks: /** @type {Map<number, Webhook>} */ (new Map()),
});

const onPage = 100;

/** The Monday of the week that is shown, as days since 1970. @param {Own} own */
export const shownMonday = ({ clock, weeks, campaign }) => mondayOf(clockNow(clock), campaign?.timezone ?? "UTC") + weeks * 7;

/** Reads the calls of the week that is shown. @param {Own} own */
export async function loadWeek(own) {
  const { id, campaign } = own;
  if (!campaign) return;
  const monday = shownMonday(own);
  const week = await readWeek(campaign, monday, clockNow(own.clock));
  if (own.id === id && shownMonday(own) === monday) update(() => { own.week = week; });
}

/** Reads the page of calls that is listed. @param {Own} own */
export async function loadCalls(own) {
  const { id, calls: { before, span } } = own;
  const [page, all, { webhooks }] = await Promise.all([
    control("GET", `calls${query({ campaign_id: id, before: before[before.length - 1] ?? "9007199254740991", limit: onPage + 1, counts: 1,
      began_from: span?.from, began_before: span?.until })}`),
    span ? control("GET", `calls${query({ campaign_id: id, limit: 1, counts: 1 })}`) : null,
    control("GET", `webhooks${query({ campaign_id: id, limit: onPage })}`),
  ]);
  if (own.id !== id || own.calls.before !== before || own.calls.span !== span) return;
  /** @type {Map<number, Webhook>} */
  const posts = new Map();
  // The newest of a call counts.
  for (const one of webhooks) if (!posts.has(one.call_id)) posts.set(one.call_id, one);
  update(() => {
    Object.assign(own.calls, { rows: page.calls.slice(0, onPage), hasMore: page.calls.length > onPage, total: page.total, all: all?.total ?? page.total, webhooks: posts });
  });
}

/** Lists other calls. @param {Own} own @param {Partial<Own["calls"]>} what */
function show(own, what) {
  update(() => Object.assign(own.calls, what));
  void attempt(() => loadCalls(own));
}

/** Lists the calls of half an hour. @param {Own} own @param {Campaign} campaign @param {number} day of the week. @param {import("./week-calls.js").Column} column */
export function showColumn(own, campaign, day, { minute }) {
  const zone = campaign.timezone;
  const wall = (shownMonday(own) + day) * 86_400_000 + minute * 60_000;
  const [from, until] = [wall, wall + 1_800_000].map((at) => momentOf(zone, at));
  const words = `${moment(from, clockNow(own.clock), zone, { seconds: false })} to ${new Date(wall + 1_800_000).toISOString().slice(11, 16)}`;
  own.part = "calls";
  show(own, { before: [], span: { from: new Date(from).toISOString(), until: new Date(until).toISOString(), words } });
}

/** @param {Own} own @param {Campaign} campaign */
export function callsList(own, campaign) {
  const { rows, before, hasMore, span, total, webhooks } = own.calls;
  const now = clockNow(own.clock);
  const all = button("All calls", () => show(own, { before: [], span: null }), { kind: "quiet", class: "link" });
  if (rows.length === 0 && !before.length) {
    return span ? h("p", { class: "second none" }, `No call began ${span.words}. `, all)
      : h("p", { class: "second none" }, campaign.status === "in-progress" ? "No calls yet. They begin when the clock comes to the campaign’s hours."
        : "No calls yet. Start the campaign, and move the clock to its hours.");
  }
  return [
    span && h("p", { class: "second none" }, `${total.toLocaleString("en")} began ${span.words}. `, all),
    h("div", { class: "leads calls-table", role: "table", "aria-label": "Calls" },
      h("div", { role: "row", class: "heading" }, ["Time", "Outcome", "Lead", "Phone number", "Try", "Took", "Webhook"].map((title, index) =>
        h("div", { role: "columnheader", class: `l-${index}` }, title))),
      rows.map((call) => callRow(call, campaign, now, webhooks.get(call.id)))),
    (before.length > 0 || hasMore) && pages(before, hasMore, onPage, (more) => show(own, {
      before: more ? [...before, String(rows[rows.length - 1].id)] : before.slice(0, -1) })),
  ];
}

/**
 * Buttons for the pages of a list.
 *
 * @param {string[]} before @param {boolean} hasMore @param {number} size @param {(isOlder: boolean) => void} turn
 */
export function pages(before, hasMore, size, turn) {
  return h("div", { class: "pages" },
    button("Newer", () => turn(false), { icon: "left", off: !before.length || isOff() }),
    button("Older", () => turn(true), { icon: "right", off: !hasMore || isOff() }),
    h("span", { class: "fine" }, `newest first, ${size} a page`));
}

/** @param {Call} call @param {Campaign} campaign @param {number} now @param {Webhook | undefined} webhook */
function callRow(call, campaign, now, webhook) {
  const kind = kindOf(call);
  const cell = (/** @type {number} */ index, /** @type {any[]} */ ...contents) => h("div", { role: "cell", class: `l-${index}` }, contents);
  const isRefused = webhook && webhook.state !== "waiting" && (!webhook.answer || webhook.answer.status >= 300);
  return h("div", { key: call.id, role: "row", class: "lead" },
    cell(0, h("a", { href: link("calls", [call.id]) }, moment(Date.parse(call.created_at), now, campaign.timezone).replace("today, ", ""))),
    cell(1, h("span", { class: "state" }, callMark(kind), outcomes.includes(kind) ? h("code", {}, kind) : kind)),
    cell(2, call.lead_id !== null && h("a", { href: link("calls", [], { filter: `lead:${call.lead_id}` }), "aria-label": `Calls of lead ${call.lead_id}` }, call.lead_id)),
    cell(3, h("code", {}, h("bdi", {}, call.client_phone_number))),
    cell(4, `${call.attempt} of ${campaign.max_retries + 1}`),
    cell(5, call.ended_at === null ? "" : `${seconds(call).toLocaleString("en")} s`),
    cell(6, webhook ? [webhookMark(webhook), isRefused && sendWebhookAgain(webhook, { kind: "quiet", class: "link" })]
      : h("span", { class: "quiet-text" }, call.ended_at === null ? "no post yet" : "none")));
}
