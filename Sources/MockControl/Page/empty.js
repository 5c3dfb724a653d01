// What stands where nothing is yet: where to point a client, and lines that are ready to be sent.

import { address, control } from "./mock.js";
import { button, copyButton, statusMark } from "./parts.js";
import { attempt } from "./refusals.js";
import { curlBox } from "./request-form.js";
import { curlLines, send } from "./request.js";
import { link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { h } from "./view.js";

/** Which line is chosen, and whether a request was sent that the journal did not keep. */
const own = { chosen: 0, isUnkept: false };

/** In place of the list of requests. */
export function noRequests() {
  return empty("No requests yet", "Point your client here, or send the first one yourself. It appears as it comes.", ready());
}

/** In place of the list of campaigns. */
export function noCampaigns() {
  return empty("No campaigns yet", "Your client creates them, or this line does.", ready().slice(0, 1));
}

/** In place of the list of calls. */
export function noCalls() {
  return hint("No calls yet", "A campaign calls its leads once it is started, when the clock comes to its hours. Nothing is dialled.",
    [h("a", { class: "button primary", href: link("campaigns") }, "Start a campaign"), h("a", { class: "button", href: link("clock") }, "Move the clock")],
    ["Started with ", h("code", {}, "--calls off"), ", the mock makes no calls. Then play one by hand: a lead’s ⋯ has it."]);
}

/** In place of the list of webhooks. */
export function noWebhooks() {
  return hint("No webhooks yet", "Each call that ends is posted to the webhook of its assistant. Give an assistant one, and start a campaign.",
    [h("a", { class: "button primary", href: link("try-it", ["enableWebhook"]) }, "Give it a webhook"), h("a", { class: "button", href: link("campaigns") }, "Start a campaign")],
    ["The mock posts to this machine alone. For another name, start it with ", h("code", {}, "--webhook-host NAME"), "."]);
}

/** @param {string} title @param {string} words @param {any[]} buttons @param {any[]} more */
function hint(title, words, buttons, more) {
  return h("div", { class: "empty-view" }, h("h2", {}, title), h("p", { class: "lead" }, words), h("div", { class: "buttons" }, buttons),
    h("p", { class: "hint" }, more));
}

/** @typedef {{name: string, status: number, request: import("./request.js").Outgoing}} Line */

/** @returns {Line[]} */
function ready() {
  const account = picked();
  const assistant = account?.assistants.find((/** @type {any} */ one) => one.type === "outbound" && one.phone_number_id);
  const create = (/** @type {string} */ name, /** @type {number} */ status, more = "", key = account?.api_keys[0]) => ({ name, status, request: {
    method: "POST", url: `${address}/user/campaign`, body: `{"name": "Product Demo Campaign", "assistant_id": ${assistant?.id ?? 127}${more}}`,
    headers: /** @type {[string, string][]} */ ([...(key ? [["Authorization", `Bearer ${key}`]] : []), ["Content-Type", "application/json"]]),
  } });
  return [create("One that works", 201), create("One with a mistake", 422, ', "max_retries": 9'), create("One without a key", 401, "", "")];
}

function picked() {
  return state.accounts.find(({ name }) => name === state.account) ?? state.accounts[0];
}

/** @param {string} title @param {string} words @param {Line[]} all */
function empty(title, words, all) {
  const key = picked()?.api_keys[0];
  const chosen = all[own.chosen] ?? all[0];
  const lines = curlLines(chosen.request);
  return h("div", { class: "empty-view" }, h("h2", {}, title), h("p", { class: "lead" }, words),
    h("dl", {}, h("div", {}, h("dt", {}, "Address"), h("dd", {}, h("code", {}, address)),
      h("dd", {}, copyButton("address of the API", address, { kind: "quiet" }))),
      h("div", {}, h("dt", {}, "Key"), h("dd", {}, key ? h("code", {}, key) : h("a", { href: link("accounts") }, "none: create an account")),
        key && h("dd", {}, copyButton("key", key, { kind: "quiet" })))),
    all.length > 1 && h("div", { class: "lines-tabs", role: "group", "aria-label": "Lines" }, all.map((one, index) => h("button", { key: one.name,
      type: "button", "aria-pressed": one === chosen, onclick: () => update(() => { own.chosen = index; }) },
    statusMark(one.status, { isAlone: true }), h("span", {}, one.name)))),
    curlBox(lines.map((line) => ({ text: line }))),
    h("div", { class: "buttons" }, button("Send it", () => void sendLine(chosen), { kind: "primary", icon: "send", off: isOff() }),
      copyButton("curl line", lines.join("\n")), h("a", { class: "button quiet", href: link("try-it", ["createCampaign"]) }, "All fourteen fields in Try it")),
    h("p", { class: "hint" }, own.isUnkept ? ["This mock keeps no requests. Start it without ", h("code", {}, "--journal-entries 0"), "."]
      : ["From a container or another machine? Start it with ", h("code", {}, "--host 0.0.0.0"), " and a ", h("code", {}, "--control-token"), "."]));
}

/** @param {Line} line */
async function sendLine({ request }) {
  const received = await send(request, new AbortController().signal).catch(() => null);
  if (!received) return note("No answer came.");
  const page = await attempt(() => control("GET", "requests?limit=1"));
  update(() => { own.isUnkept = page?.total === 0; });
}
