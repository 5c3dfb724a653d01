// The view Try it: any call of the API, as a form.

import { Description } from "./description.js";
import { bodyText, fields, fillForm, messages, newDraft, request } from "./draft.js";
import { plainPath } from "./request-filter.js";
import { icon } from "./icons.js";
import { address, control } from "./mock.js";
import { button } from "./parts.js";
import { answer, command, requestFields } from "./request-form.js";
import { send } from "./request.js";
import { key } from "./request-actions.js";
import { errorField, reason, reasonContents } from "./request-row.js";
import { go, link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { known } from "./try-hints.js";
import { h } from "./view.js";
import { milliseconds } from "./words.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{received: import("./request.js").Received, entry: any, mistakes: Record<string, string[]>}} Outcome */

/**
 * @type {{description: Description | null, drafts: Map<string, Draft>, outcomes: Map<Draft, Outcome>, from: string,
 * ongoing: AbortController | null, failure: string}}
 */
const own = { description: null, drafts: new Map(), outcomes: new Map(), from: "", ongoing: null, failure: "" };

/** `#/try-it/createCampaign`; with `?request=3` the form has what request 3 sent. @type {import("./app.js").View} */
export const tryIt = {
  name: "try-it", title: "Try it", letter: "t", icon: "try",
  start: () => own,
  load: async ({ route }) => {
    const description = own.description ?? new Description(await control("GET", "openapi.json"), address);
    const from = route.query.get("request") ?? "";
    const isNew = from !== "" && from !== own.from;
    const [entry, { accounts }] = isNew ? await Promise.all([control("GET", `requests/${from}`), control("GET", "accounts")]) : [null, state];
    update(() => {
      own.description = description;
      state.accounts = accounts;
      if (entry) take(entry);
    });
  },
  render: () => {
    const operation = shown();
    if (!operation || !state.health) return h("div", { class: "view try-view" }, h("header", { class: "second-bar" }, h("h1", {}, "Try it")));
    const draft = draftOf(operation);
    return h("form", { class: "view try-view", onsubmit: submit },
      h("header", { class: "second-bar" }, h("h1", {}, "Try it"),
        h("span", { class: "target" }, h("code", { class: "method" }, operation.method), " ", h("code", {}, operation.path)),
        h("span", { class: "second" }, operation.summary), h("span", { class: "space" }),
        operation.body && modes(draft), keyChoice(draft),
        own.ongoing ? button("Stop", () => own.ongoing?.abort(), { kind: "primary", icon: "stop" })
          : button("Send", () => {}, { kind: "primary", icon: "send", type: "submit", off: isOff() })),
      h("div", { class: "panes" },
        h("nav", { class: "list", "aria-label": "Calls" }, operation.source.tags.map((tag) => h("section", { key: tag.name }, h("h2", {}, tag.name),
          h("ul", {}, tag.operations.map((one) => h("li", { key: one.id }, h("a", { href: link("try-it", [one.id]), title: one.summary,
            "aria-current": one === operation ? "page" : null }, h("span", { class: "method" }, one.method), h("code", {}, short(one.path))))))))),
        h("div", { class: "main", key: operation.id },
          h("label", { class: "pick" }, "Call", h("select", { value: operation.id, onchange: (/** @type {any} */ event) => go(link("try-it", [event.target.value])) },
            operation.source.operations.map((one) => h("option", { key: one.id, value: one.id }, `${one.method} ${one.path}`)))),
          requestFields(draft, (change) => update(change), (field) => known(field, draft, accountOf(draft)), own.outcomes.get(draft)?.mistakes),
          fields(operation).length === 0 && h("p", { class: "hint" }, "This call needs nothing but a key.")),
        h("div", { class: "side" }, command(draft), outcome(draft))));
  },
};

/** A path that loses its left where it is long. @param {string} path */
function short(path) {
  let rest = path;
  while (rest.length > 21 && rest.indexOf("/", 2) > 0) rest = `…${rest.slice(rest.indexOf("/", 2))}`;
  return rest;
}

function shown() {
  const { route: { path: [id] } } = state;
  const operations = own.description?.operations ?? [];
  return operations.find((one) => one.id === id) ?? operations[0];
}

/** @param {import("./description.js").Operation} operation */
function draftOf(operation) {
  const account = state.accounts.find((one) => one.name === state.account) ?? state.accounts[0];
  let draft = own.drafts.get(operation.id);
  if (!draft) own.drafts.set(operation.id, draft = newDraft(operation, account?.api_keys[0] ?? ""));
  return draft;
}

/** @param {Draft} draft */
function accountOf(draft) {
  return state.accounts.find((one) => one.api_keys.includes(draft.token));
}

/** Puts a request of the journal into its form. @param {any} entry */
function take(entry) {
  own.from = String(entry.number);
  const query = entry.target.split("?")[1] ?? "";
  const target = plainPath(entry.target);
  const operation = own.description?.operations.find((one) => one.method === entry.method
    && new RegExp(`^${one.path.replace(/\{\w+\}/g, "([^/]+)")}/?$`).test(target));
  if (!operation) return note(`No call is ${entry.method} ${target}.`);
  own.drafts.delete(operation.id);
  const draft = draftOf(operation);
  draft.typed = {};
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((one) => one[1]);
  const values = target.split("/").filter((/** @type {string} */ _, /** @type {number} */ index) => operation.path.split("/")[index]?.startsWith("{"));
  names.forEach((name, index) => { draft.typed[`path.${name}`] = decodeURIComponent(values[index]); });
  for (const [name, value] of new URLSearchParams(query)) draft.typed[`query.${name}`] = value;
  if (entry.headers.prefer) draft.typed["header.Prefer"] = entry.headers.prefer;
  draft.token = key(entry) ?? "";
  const body = entry.body ?? "";
  if (operation.body && !fillForm(draft, body)) draft.text = body;
  go(link("try-it", [operation.id], { request: own.from }), { replace: true });
}

/** @param {Draft} draft */
function modes(draft) {
  return h("div", { class: "segments", role: "group", "aria-label": "How the body is written" },
    h("button", { type: "button", "aria-pressed": draft.text === null, onclick: () => update(() => {
      if (draft.text !== null && !fillForm(draft, draft.text)) note("The form cannot show all of this body.");
    }) }, "Form"),
    h("button", { type: "button", "aria-pressed": draft.text !== null, onclick: () => update(() => { draft.text = bodyText(draft); }) }, "JSON"));
}

/** @param {Draft} draft */
function keyChoice(draft) {
  const keys = state.accounts.flatMap((one) => one.api_keys.map((/** @type {string} */ key) => ({ key, text: `${one.name}, ${key}` })));
  return h("select", { class: "key", "aria-label": "Key", value: draft.token, onchange: (/** @type {any} */ event) => update(() => {
    for (const one of [draft, ...own.drafts.values()]) one.token = event.target.value;
    draft.last = "token";
  }) }, keys.map(({ key, text }) => h("option", { key, value: key }, text)),
  h("option", { value: "wrong-key" }, "a wrong key"), h("option", { value: "" }, "without a key"));
}

/** @param {Event} event */
async function submit(event) {
  event.preventDefault();
  const operation = shown();
  if (!operation || own.ongoing) return;
  const draft = draftOf(operation);
  const ongoing = new AbortController();
  update(() => {
    own.ongoing = ongoing;
    own.failure = "";
    own.outcomes.delete(draft);
  });
  const outgoing = request(draft);
  try {
    const received = await send(outgoing, ongoing.signal);
    const entry = await entryOf(outgoing).catch(() => null);
    update(() => own.outcomes.set(draft, { received, entry, mistakes: received.status === 422 ? messages(operation, parsed(received.text)) : {} }));
  } catch {
    update(() => { own.failure = ongoing.signal.aborted ? "Stopped: no answer was waited for."
      : "No answer came. The mock may have stopped, or a fault cut the connection."; });
  }
  update(() => { own.ongoing = null; });
}

/** The entry of the journal that has the request just sent. @param {import("./request.js").Outgoing} outgoing */
async function entryOf({ method, url, body }) {
  const { requests } = await control("GET", `requests?limit=20&method=${method}`);
  const found = requests.find((/** @type {any} */ one) => url.endsWith(one.target) && (one.body ?? "") === (body ?? ""));
  return found && control("GET", `requests/${found.number}`);
}

/** @param {Draft} draft */
function outcome(draft) {
  if (own.failure) return h("p", { class: "mistake", role: "alert" }, icon("cross"), own.failure);
  const result = own.outcomes.get(draft);
  if (!result) return own.ongoing && h("p", { class: "hint" }, "Waiting for the answer.");
  const { received, entry } = result;
  const document = parsed(received.text);
  const isNew = received.status === 201 && typeof document?.data?.id === "number" && draft.operation.path.startsWith("/user/campaign");
  return [
    answer(received, entry ? { headline: reasonContents(reason(entry), errorField(entry)), time: milliseconds(entry.duration_us) }
      : { headline: document?.message }),
    h("div", { class: "links" },
      isNew && h("a", { href: link("campaigns", [document.data.id]) }, `Open campaign ${document.data.id}`),
      entry && h("a", { href: link("requests", [entry.number]) }, "See the request"),
      button("Clear the form", () => update(() => {
        own.outcomes.delete(draft);
        own.drafts.set(draft.operation.id, newDraft(draft.operation, draft.token));
      }), { kind: "quiet", class: "link" })),
  ];
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
