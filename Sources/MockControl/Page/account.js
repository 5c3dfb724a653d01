// One account: its plan and use (`account-limits.js`), its keys, its assistants and numbers; and the form of a new one.

import { limits } from "./account-limits.js";
import { outcomesPart } from "./account-outcomes.js";
import { icon } from "./icons.js";
import { address, control, Refused } from "./mock.js";
import { button, confirmButton, copyButton, pill, textField } from "./parts.js";
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
      h("h2", {}, name),
      pill(`plan ${account.plan.name}`),
      h("span", { class: "second" }, account.timezone),
      h("div", { class: "right" },
        confirmButton("reset-account", "Reset this account…", {
          icon: "reset",
          kind: "quiet",
          off: isOff(),
          question: `Reset ${name}?`,
          word: "Reset",
          goes: `What goes: ${goes}, its calls, requests, faults, rules for calls, webhooks and clock. Its plan and keys are as at the start again.`,
          run: () =>
            void attempt(async () => {
              await control("POST", path(account, "/reset"));
              note(`${name} is reset.`);
            }),
        }),
        confirmButton("delete-account", "Delete…", {
          icon: "trash",
          off: isOff(),
          question: `Delete ${name}?`,
          word: "Delete",
          goes: `What goes: the account and ${goes}. Its keys are then unknown.`,
          run: () =>
            void attempt(async () => {
              await control("DELETE", path(account));
              go(link("accounts"), { replace: true });
            }),
        }))),
    limits(own, account),
    keys(account),
    outcomesPart(account),
    assistants(account),
    numbers(account),
  ];
}

// MARK: Keys, assistants, numbers

/** @param {any} account */
function keys(account) {
  const [key = ""] = account.api_keys;
  const line = (
    /** @type {import("./icons.js").IconName} */ name,
    /** @type {any} */ text,
    /** @type {string} */ label,
    /** @type {string} */ value,
  ) => h("li", { key: label }, icon(name, "small"), h("span", {}, text), copyButton(label, value, { kind: "quiet" }));
  return h("div", { class: "key-columns", key: `keys ${account.name}` },
    h("section", { "aria-label": "Keys" },
      h("h3", {}, "Keys"),
      h("ul", { class: "key-list" },
        account.api_keys.map((/** @type {string} */ one) => line("key", h("code", {}, one), `key ${one}`, one)))),
    h("section", { "aria-label": "For your client" },
      h("h3", {}, "For your client"),
      h("ul", { class: "key-list" },
        line("link", h("code", {}, address), "base address", address),
        line("try", ["Address and key, as ", h("code", {}, ".env"), " lines"], "lines", `API_URL=${address}\nAPI_KEY=${key}\n`))));
}

/**
 * @param {string} title @param {string} name its class. @param {string[]} heads @param {any[][]} rows
 */
function table(title, name, heads, rows) {
  return h("section", { class: "wide-table", "aria-label": title },
    h("h3", {}, title),
    rows.length === 0 ? h("p", { class: "quiet-text" }, "none") : h("table", { class: name },
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {},
        rows.map((cells) =>
          h("tr", { key: cells[0] }, cells.map((cell, index) => h("td", { "data-head": heads[index] }, h("span", {}, cell))))
        ))));
}

/** @param {any} account */
function assistants(account) {
  const numberOf = new Map(account.phone_numbers.map((/** @type {any} */ one) => [one.id, one.phone_number]));
  return table(
    "Assistants",
    "assistants",
    ["Id", "Name", "Takes calls", "Calls from", "Variables after a call"],
    account.assistants.map((/** @type {any} */ one) => [
      one.id,
      h("bdi", {}, one.name),
      one.type,
      numberOf.has(one.phone_number_id)
        ? h("code", {}, numberOf.get(one.phone_number_id))
        : one.type === "outbound"
        ? h("span", { class: "warn" }, icon("warning", "small"), "no number")
        : "",
      one.post_call_schema.length === 0 ? h("span", { class: "quiet-text" }, "none") : one.post_call_schema.map((
        /** @type {any} */ variable,
        /** @type {number} */ index,
      ) => [index > 0 && ", ", h("code", {}, variable.name), ` ${variable.type}`]),
    ]),
  );
}

const kinds = /** @type {Record<string, string>} */ ({ normal: "Normal", sip: "SIP", caller_id: "Caller ID" });

/** @param {any} account */
function numbers(account) {
  return table(
    "Phone numbers",
    "phone-numbers",
    ["Id", "Number", "Kind", "In use by", "Country"],
    account.phone_numbers.map((/** @type {any} */ one) => {
      const users = account.assistants.filter((/** @type {any} */ assistant) => assistant.phone_number_id === one.id);
      return [
        one.id,
        h("code", {}, one.phone_number),
        kinds[one.type] ?? one.type,
        users.length
          ? users.map((/** @type {any} */ user, /** @type {number} */ index) => [
            index > 0 && ", ",
            `${user.id} `,
            h("bdi", {}, user.name),
          ])
          : h("span", { class: "quiet-text" }, "free"),
        one.country_code,
      ];
    }),
  );
}

// MARK: A new account

/** @param {Own} own */
export function beginNew(own) {
  update(() => {
    own.made ??= { name: "", key: "", mistake: "" };
  });
}

/** @param {Own} own */
export function newAccount(own) {
  const form = /** @type {{name: string, key: string, mistake: string}} */ (own.made);
  const close = () =>
    update(() => {
      own.made = null;
    });
  return h("form", {
    key: "new account",
    class: "new-account",
    "aria-label": "New account",
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") close();
    },
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      try {
        const made = await control("POST", "accounts", {
          ...(form.name ? { name: form.name } : {}),
          ...(form.key ? { api_keys: [form.key] } : {}),
        });
        update(() => {
          own.made = null;
          if (!state.accounts.some(({ name }) => name === made.name)) state.accounts = [...state.accounts, made];
        });
        go(link("accounts", [made.name]));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        update(() => {
          form.mistake = error.message;
        });
      }
    },
  },
    textField("Name", form, "name", { placeholder: "random", focus: true }),
    textField("Key", form, "key", { placeholder: "random" }),
    h("div", { class: "buttons" },
      button("Create", () => {}, { kind: "primary", type: "submit", off: isOff() }),
      button("Close", close, { kind: "quiet" })),
    form.mistake
      ? h("p", { class: "mistake", role: "alert" }, icon("cross", "small"), form.mistake)
      : h("p", { class: "fine" }, "A copy of the account demo, with its plan, assistants and numbers."));
}
