// One call, and one webhook: what came of it, and all that is known of it.

import { callMark, kindOf, took } from "./call-words.js";
import { bodyView, detailFrame, fact, factTime, pairs } from "./detail.js";
import { icon } from "./icons.js";
import { control, query } from "./mock.js";
import { link } from "./router.js";
import { state } from "./store.js";
import { h } from "./view.js";
import { sendWebhookAgain, webhookMark, webhookPost, webhookWords } from "./webhook-parts.js";
import { city, date, timeOfDay } from "./words.js";

/** @typedef {import("./call-words.js").Call} Call */
/** @typedef {import("./webhook-parts.js").Webhook} Webhook */
/** @typedef {import("./list-view.js").Frame} Frame */

/** @param {number} id */
export async function readCall(id) {
  const call = await control("GET", `calls/${id}`);
  const [{ campaigns: [campaign] }, { webhooks }] = await Promise.all([
    call.campaign_id ? control("GET", `campaigns${query({ campaign_id: call.campaign_id })}`) : { campaigns: [] },
    control("GET", `webhooks${query({ call_id: id })}`),
  ]);
  return { call, campaign, webhooks };
}

/** @param {number} number */
export async function readWebhook(number) {
  return { webhook: await control("GET", `webhooks/${number}`) };
}

/**
 * @param {{call: Call & {seen_by_client: any, variables: any, extracted_variables: any}, campaign: import("./campaigns.js").Campaign | undefined, webhooks: Webhook[]}} detail
 * @param {Frame} frame
 */
export function callDetail({ call, campaign, webhooks }, frame) {
  const { filterBy } = frame;
  const [webhook] = webhooks;
  const kind = kindOf(call);
  const zone = campaign?.timezone ?? state.accounts.find(({ name }) => name === call.account)?.timezone;
  const time = Date.parse(call.created_at);
  const most = campaign && campaign.max_retries + 1;
  return detailFrame(frame, {
    name: `Call ${call.id}`, key: call.id,
    facts: [
      fact(filterBy, "account", call.account),
      campaign && fact(filterBy, "campaign", String(campaign.id), "", h("bdi", {}, campaign.name)),
      call.lead_id && fact(filterBy, "lead", String(call.lead_id), "", `lead ${call.lead_id}`),
      fact(filterBy, "number", call.client_phone_number, "mono"),
      h("span", {}, `${date(time, zone, { year: false })}, ${timeOfDay(time, zone)}${zone ? ` in ${city(zone)}` : ""}`),
      most && h("span", {}, `try ${call.attempt} of ${most}`), h("span", { class: "quiet-text" }, `call ${call.id}`),
    ],
    headline: [callMark(kind), h("span", {}, `${kind}: ${took(call, zone)}`)],
    actions: [
      campaign && h("a", { class: "button", href: link("campaigns", [campaign.id]) }, icon("campaigns"), "Open the campaign"),
      webhook && sendWebhookAgain(webhook),
    ],
    tabs: [
      { name: "transcript", title: "Transcript", view: () => transcript(call) },
      { name: "webhook", title: "Webhook", note: webhook ? webhook.answer ? String(webhook.answer.status) : webhook.state : "none", view: () => webhooks.length
        ? webhooks.map((one) => h("div", { key: one.number }, h("p", {}, webhookMark(one), " ", webhookWords(one)), webhookPost(one))) : noPost(call) },
      { name: "variables", title: "Variables", view: () => [
        variables("Extracted after the call", call.seen_by_client?.evaluation ?? call.extracted_variables),
        variables("Those of the lead", call.seen_by_client?.variables ?? call.variables)] },
      { name: "fields", title: "Stored", view: () => bodyView("call", JSON.stringify(call)) },
    ],
  });
}

/** @param {{seen_by_client: any, ended_at: string | null}} call */
function transcript({ seen_by_client: seen, ended_at: end }) {
  const text = seen?.transcript;
  if (!text) return h("p", { class: "fine" }, end === null ? "The call goes on. What was said is known at its end." : "Nothing was said.");
  return h("dl", { class: "said" }, String(text).split("\n").map((line, index) => {
    const [, who = "", words = line] = /^(\w+): ([^]*)$/.exec(line) ?? [];
    return h("div", { key: index, class: who === "AI" ? "" : "other" }, h("dt", {}, who), h("dd", {}, words));
  }));
}

/** @param {string} heading @param {any} values */
function variables(heading, values) {
  const rows = Object.entries(values ?? {}).map(([name, value]) => [h("code", {}, name), h("bdi", {}, typeof value === "string" ? value || '""' : JSON.stringify(value))]);
  return rows.length ? pairs(heading, rows) : [h("h2", {}, heading), h("p", { class: "fine" }, "none")];
}

/** @param {Call} call */
function noPost(call) {
  if (call.ended_at === null) return h("p", { class: "fine" }, "No post yet: it follows the end of the call.");
  const assistant = state.accounts.find(({ name }) => name === call.account)?.assistants.find((/** @type {any} */ { id }) => id === call.assistant_id);
  return h("p", { class: "fine" }, assistant && !assistant.is_webhook_active
    ? [`Assistant ${call.assistant_id} has no webhook. `, h("a", { href: link("try-it", ["enableWebhook"]) }, "Give it one"), ", and each call that ends is posted to it."]
    : "No post is recorded. The mock keeps the last 1,000, and posts those calls that end by themselves.");
}

/** @param {{webhook: Webhook}} detail @param {Frame} frame */
export function webhookDetail({ webhook }, frame) {
  const { filterBy } = frame;
  const { answer, state: its } = webhook;
  return detailFrame(frame, {
    name: `Webhook ${webhook.number}`, key: webhook.number,
    facts: [
      fact(filterBy, "account", webhook.account), fact(filterBy, "call", String(webhook.call_id), "", `call ${webhook.call_id}`),
      webhook.campaign_id && fact(filterBy, "campaign", String(webhook.campaign_id), "", `campaign ${webhook.campaign_id}`),
      webhook.lead_id && fact(filterBy, "lead", String(webhook.lead_id), "", `lead ${webhook.lead_id}`), factTime(Date.parse(webhook.made_at)),
      webhook.attempts > 1 && h("span", {}, `sent ${webhook.attempts} times`), h("span", { class: "quiet-text" }, `webhook ${webhook.number}`),
    ],
    headline: [webhookMark(webhook), h("span", {}, answer ? answer.status < 300 ? "delivered" : "not taken" : its === "waiting" ? "not sent yet" : its === "blocked" ? "nothing was sent" : "no answer")],
    actions: [sendWebhookAgain(webhook), h("a", { class: "button", href: link("calls", [webhook.call_id]) }, icon("calls"), "Open the call")],
    tabs: [{ name: "post", title: "Post and answer", view: () => [h("p", {}, webhookWords(webhook)), webhookPost(webhook)] }],
  });
}
