// A post-call webhook: what was sent, what came back, and why nothing did.

import { bodyView, pairs } from "./detail.js";
import { control } from "./mock.js";
import { button, pill, statusMark } from "./parts.js";
import { attempt } from "./refusals.js";
import { link } from "./router.js";
import { isOff, note } from "./store.js";
import { h } from "./view.js";

/**
 * @typedef {object} Webhook a row of `GET /_mock/webhooks`.
 * @property {number} number
 * @property {"waiting" | "delivered" | "failed" | "blocked"} state
 * @property {string} account
 * @property {number} call_id
 * @property {number | null} campaign_id
 * @property {number | null} lead_id
 * @property {number} assistant_id
 * @property {string} url
 * @property {string} made_at
 * @property {number} attempts
 * @property {{headers: Record<string, string>, body: any}} [request] not in events.
 * @property {{status: number, headers?: Record<string, string>, body?: string, body_base64?: string,
 *   body_truncated?: boolean} | null} answer
 * @property {string | null} error
 * @property {string | null} sent_at
 * @property {number | null} milliseconds
 */

/** The state by shape and number. @param {Webhook} webhook */
export function webhookMark({ state, answer }) {
  return answer ? statusMark(answer.status) : pill(state, { kind: state === "waiting" ? "" : "bad" });
}

/** What happened, and which flag changes it. @param {Webhook} webhook */
export function webhookWords({ state, answer, error }) {
  if (state === "waiting") return "It waits for its turn, or for its answer: a receiver gets one post at a time.";
  if (answer) return `The receiver answered ${answer.status}.`;
  const text = `${error ?? "No answer came."}${error?.includes(" within ") ? " More time gives --webhook-timeout." : ""}`;
  const said = text.split(/(--webhook-[a-z]+(?: [\w.:-]*\w)?)/).map((part, index) => (index % 2 ? h("code", {}, part) : part));
  return [state === "blocked" && "Nothing was sent. ", said];
}

/** One that is blocked cannot be sent. @param {Webhook} webhook @param {{kind?: "quiet", class?: string}} [options] */
export function sendWebhookAgain({ number, state }, options = {}) {
  return state !== "blocked" && button("Send again", () => void attempt(async () => {
    const again = await control("POST", `webhooks/${number}/redeliver`);
    note([again?.answer ? statusMark(again.answer.status, { isAlone: true }) : null, "Sent again",
      h("a", { href: link("calls", ["webhooks", again?.number ?? number]) }, "Open")]);
  }), { ...options, icon: options.class ? undefined : "again", off: isOff() || (state === "waiting" && "It is not sent yet"), label: `Send webhook ${number} again` });
}

/** The post and its answer. @param {Webhook} webhook */
export function webhookPost({ url, request, answer }) {
  const coded = (/** @type {Record<string, string>} */ fields) => Object.entries(fields).map((row) => row.map((text) => h("code", {}, text)));
  return [
    h("h2", {}, "The post"), h("p", {}, h("code", { class: "wrapped" }, `POST ${url}`)),
    request && [bodyView("post", JSON.stringify(request.body)), pairs("Its header fields", coded(request.headers))],
    answer && [h("h2", {}, "The answer"), h("p", {}, statusMark(answer.status)),
      bodyView("answer", answer.body ?? answer.body_base64 ?? ""), answer.body_truncated && h("p", { class: "fine" }, "This is its beginning."), answer.headers && pairs("Its header fields ", coded(answer.headers))],
  ];
}
