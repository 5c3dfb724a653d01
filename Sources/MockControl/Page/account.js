// One account: its plan and use, its keys, its assistants and numbers; and the form of a new one.

import { useBar } from "./accounts.js";
import { icon } from "./icons.js";
import { address, control, Refused } from "./mock.js";
import { button, confirmButton, copyButton, iconButton, pill } from "./parts.js";
import { attempt } from "./refusals.js";
import { go, link } from "./router.js";
import { isOff, note, state, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

/** @typedef {import("./accounts.js").Own} Own */

/** @param {any} account @param {string} [rest] */
const path = (account, rest = "") => `accounts/${encodeURIComponent(account.name)}${rest}`;

/** @param {Own} own @param {any} account */
export function accountView(own, account) {
  const { name } = account;
  const goes = account.campaigns ? `its ${count(account.campaigns, "campaign")} with all leads` : "no campaign";
  return [
    h("header", { class: "account-head", key: `head ${name}` },
      h("a", { class: "back", href: link("accounts") }, icon("left"), "Accounts"),
      h("h2", {}, name), pill(`plan ${account.plan.name}`), h("span", { class: "second" }, account.timezone),
      h("div", { class: "right" },
        confirmButton("reset-account", "Reset this account…", {
          icon: "reset", kind: "quiet", off: isOff(), question: `Reset ${name}?`, word: "Reset",
          goes: `What goes: ${goes}, its requests, faults and clock. Its plan and keys are as at the start again.`,
          run: () => void attempt(async () => {
            await control("POST", path(account, "/reset"));
            note(`${name} is reset.`);
          }),
        }),
        confirmButton("delete-account", "Delete…", {
          icon: "trash", off: isOff(), question: `Delete ${name}?`, word: "Delete",
          goes: `What goes: the account and ${goes}. Its keys are then unknown.`,
          run: () => void attempt(async () => {
            await control("DELETE", path(account));
            go(link("accounts"), { replace: true });
          }),
        }))),
    limits(own, account), keys(account), assistants(account), numbers(account),
  ];
}

// MARK: Limits

/**
 * What can be edited: its title, what it is now, how a change is written, and what it does.
 *
 * @typedef {{title: string, value: number | undefined, used?: number, text: string, change: (value: number | null) => any,
 *   canBeNone?: boolean, effect: (value: number | null) => [words: string, isWarning: boolean]}} Limit
 */

/** @param {any} account @returns {Record<string, Limit>} */
function limitsOf({ plan, campaigns, balance }) {
  return {
    campaigns: {
      title: "Campaigns", value: plan.max_campaigns, used: campaigns, text: plan.max_campaigns.toLocaleString("en"),
      change: (value) => ({ plan: { max_campaigns: value } }),
      effect: (value) => (value ?? 0) <= campaigns ? [`With a limit of ${value}, the next create answers 403.`, true]
        : [`With a limit of ${value}, ${(value ?? 0) - campaigns} more can be created.`, false],
    },
    calls: {
      title: "Calls at once", value: plan.max_calls_in_parallel, text: plan.max_calls_in_parallel.toLocaleString("en"),
      change: (value) => ({ plan: { max_calls_in_parallel: value } }),
      effect: (value) => [`A create with max_calls_in_parallel above ${value} answers 422.`, false],
    },
    rate: {
      title: "Requests a minute", value: plan.rate_limit, canBeNone: true, text: plan.rate_limit?.toLocaleString("en") ?? "none",
      change: (value) => ({ plan: { rate_limit: value } }),
      effect: (value) => value === null ? ["Empty: as many requests as wanted.", false]
        : [`Request ${value + 1} of a minute answers 429.`, false],
    },
    balance: {
      title: "Balance", value: balance, text: balance.toFixed(2), change: (value) => ({ balance: value }),
      effect: (value) => (value ?? 0) > 0 ? ["Campaigns can be started.", false] : ["With no balance, a start answers 400.", true],
    },
  };
}

/** @param {Own} own @param {any} account */
function limits(own, account) {
  return h("section", { class: "limits", key: `limits ${account.name}`, "aria-label": "Plan and use" },
    h("div", { class: "limit heading" }, h("h3", {}, "Plan and use"), h("span", {}), h("span", {}, "In use"), h("span", {}, "Limit")),
    Object.entries(limitsOf(account)).map(([of, limit]) => own.edit?.of === of ? editor(own, account, of, limit)
      : h("div", { key: of, class: "limit" }, ...limitStart(limit), h("span", { class: "value" },
        h("b", { class: limit.text === "none" ? "quiet-text" : "" }, limit.text),
        iconButton("edit", `Edit: ${limit.title}`, () => edit(own, of, limit), { disabled: isOff(), id: `edit-${of}` })))));
}

/** @param {Limit} limit */
function limitStart({ title, used, value }) {
  const isFull = used !== undefined && used >= (value ?? 0);
  return [h("span", {}, title), used === undefined ? h("span", {}) : useBar(used, value ?? 0),
    h("span", { class: isFull ? "warn" : "second" }, used === undefined ? "" : `${used.toLocaleString("en")}${isFull ? ", full" : ""}`)];
}

/** @param {Own} own @param {string} of @param {Limit} limit */
function edit(own, of, limit) {
  update(() => { own.edit = { of, text: limit.value === undefined ? "" : String(limit.value), mistake: "" }; });
}

/** @param {Own} own @param {any} account @param {string} of @param {Limit} limit */
function editor(own, account, of, limit) {
  const { text = "", mistake = "" } = own.edit ?? {};
  const value = text.trim() === "" && limit.canBeNone ? null : Number(text);
  const isNumber = value === null || (text.trim() !== "" && Number.isFinite(value));
  const [effect, isWarning] = isNumber ? limit.effect(value) : ["A number goes here.", true];
  const leave = () => {
    update(() => { own.edit = null; });
    requestAnimationFrame(() => document.getElementById(`edit-${of}`)?.focus());
  };
  const save = async () => {
    if (!isNumber) return;
    try {
      await control("PATCH", path(account), limit.change(value));
      leave();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      update(() => { if (own.edit) own.edit.mistake = error.message; });
    }
  };
  return h("form", { key: `edit ${of}`, class: "limit-form", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void save();
  }, onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") leave(); } },
    h("div", { class: "limit" }, ...limitStart(limit), h("input", {
      value: text, inputmode: "decimal", focus: true, autocomplete: "off", "aria-label": `Limit: ${limit.title}`, "aria-invalid": !isNumber || mistake !== "",
      onmount: (/** @type {HTMLInputElement} */ element) => element.select(),
      oninput: (/** @type {any} */ event) => update(() => { own.edit = { of, text: event.target.value, mistake: "" }; }),
    })),
    h("div", { class: "effect" },
      mistake ? h("span", { class: "mistake", role: "alert" }, icon("cross", "small"), mistake)
        : h("span", { class: "second", "aria-live": "polite" }, isWarning && icon("warning", "small warn"), effect),
      button("Save", () => {}, { kind: "primary", type: "submit", off: !isNumber || isOff() }), button("Cancel", leave, { kind: "quiet" })));
}

// MARK: Keys, assistants, numbers

/** @param {any} account */
function keys(account) {
  const [key = ""] = account.api_keys;
  const line = (/** @type {import("./icons.js").IconName} */ name, /** @type {any} */ text, /** @type {string} */ label, /** @type {string} */ value) =>
    h("li", { key: label }, icon(name, "small"), h("span", {}, text), copyButton(label, value, { kind: "quiet" }));
  return h("div", { class: "key-columns", key: `keys ${account.name}` },
    h("section", { "aria-label": "Keys" }, h("h3", {}, "Keys"),
      h("ul", { class: "key-list" }, account.api_keys.map((/** @type {string} */ one) => line("key", h("code", {}, one), `key ${one}`, one)))),
    h("section", { "aria-label": "For your client" }, h("h3", {}, "For your client"),
      h("ul", { class: "key-list" }, line("link", h("code", {}, address), "base address", address),
        line("try", ["Address and key, as ", h("code", {}, ".env"), " lines"], "lines", `API_URL=${address}\nAPI_KEY=${key}\n`))));
}

/**
 * @param {string} title @param {string} name its class. @param {string[]} heads @param {any[][]} rows
 */
function table(title, name, heads, rows) {
  return h("section", { class: "wide-table", "aria-label": title }, h("h3", {}, title),
    rows.length === 0 ? h("p", { class: "quiet-text" }, "none") : h("table", { class: name },
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map((cells) => h("tr", { key: cells[0] }, cells.map((cell, index) =>
        h("td", { "data-head": heads[index] }, h("span", {}, cell))))))));
}

/** @param {any} account */
function assistants(account) {
  const numberOf = new Map(account.phone_numbers.map((/** @type {any} */ one) => [one.id, one.phone_number]));
  return table("Assistants", "assistants", ["Id", "Name", "Takes calls", "Calls from", "Variables after a call"],
    account.assistants.map((/** @type {any} */ one) => [
      one.id, h("bdi", {}, one.name), one.type,
      numberOf.has(one.phone_number_id) ? h("code", {}, numberOf.get(one.phone_number_id))
        : one.type === "outbound" ? h("span", { class: "warn" }, icon("warning", "small"), "no number") : "",
      one.post_call_schema.length === 0 ? h("span", { class: "quiet-text" }, "none")
        : one.post_call_schema.map((/** @type {any} */ variable, /** @type {number} */ index) => [index > 0 && ", ",
          h("code", {}, variable.name), ` ${variable.type}`]),
    ]));
}

const kinds = /** @type {Record<string, string>} */ ({ normal: "Normal", sip: "SIP", caller_id: "Caller ID" });

/** @param {any} account */
function numbers(account) {
  return table("Phone numbers", "phone-numbers", ["Id", "Number", "Kind", "In use by", "Country"],
    account.phone_numbers.map((/** @type {any} */ one) => {
      const users = account.assistants.filter((/** @type {any} */ assistant) => assistant.phone_number_id === one.id);
      return [one.id, h("code", {}, one.phone_number), kinds[one.type] ?? one.type,
        users.length ? users.map((/** @type {any} */ user) => `${user.id} ${user.name}`).join(", ") : h("span", { class: "quiet-text" }, "free"),
        one.country_code];
    }));
}

// MARK: A new account

/** @param {Own} own */
export function beginNew(own) {
  update(() => { own.made ??= { name: "", key: "", mistake: "" }; });
}

/** @param {Own} own */
export function newAccount(own) {
  const form = /** @type {{name: string, key: string, mistake: string}} */ (own.made);
  const close = () => update(() => { own.made = null; });
  const field = (/** @type {"name" | "key"} */ name, /** @type {string} */ title) => h("label", {}, h("span", {}, title), h("input", {
    class: "mono", value: form[name], placeholder: "random", focus: name === "name", autocomplete: "off", spellcheck: "false",
    oninput: (/** @type {any} */ event) => update(() => {
      form[name] = event.target.value;
      form.mistake = "";
    }),
  }));
  return h("form", {
    key: "new account", class: "new-account", "aria-label": "New account",
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); },
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      try {
        const made = await control("POST", "accounts", { ...(form.name ? { name: form.name } : {}), ...(form.key ? { api_keys: [form.key] } : {}) });
        update(() => {
          own.made = null;
          if (!state.accounts.some(({ name }) => name === made.name)) state.accounts = [...state.accounts, made];
        });
        go(link("accounts", [made.name]));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        update(() => { form.mistake = error.message; });
      }
    },
  },
    field("name", "Name"), field("key", "Key"),
    h("div", { class: "buttons" }, button("Create", () => {}, { kind: "primary", type: "submit", off: isOff() }), button("Close", close, { kind: "quiet" })),
    form.mistake ? h("p", { class: "mistake", role: "alert" }, icon("cross", "small"), form.mistake)
      : h("p", { class: "fine" }, "A copy of the account demo, with its plan, assistants and numbers."));
}
