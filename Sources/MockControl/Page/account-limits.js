// The limits of an account, edited where they stand. What a change does is said before it is saved.

import { useBar } from "./accounts.js";
import { icon } from "./icons.js";
import { control, Refused } from "./mock.js";
import { button, iconButton } from "./parts.js";
import { isOff, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./accounts.js").Own} Own */

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
      title: "Campaigns",
      value: plan.max_campaigns,
      used: campaigns,
      text: plan.max_campaigns.toLocaleString("en"),
      change: (value) => ({ plan: { max_campaigns: value } }),
      effect: (value) =>
        (value ?? 0) <= campaigns
          ? [`With a limit of ${value}, the next create answers 403.`, true]
          : [`With a limit of ${value}, ${(value ?? 0) - campaigns} more can be created.`, false],
    },
    calls: {
      title: "Calls at once",
      value: plan.max_calls_in_parallel,
      text: plan.max_calls_in_parallel.toLocaleString("en"),
      change: (value) => ({ plan: { max_calls_in_parallel: value } }),
      effect: (value) => [`A create with max_calls_in_parallel above ${value} answers 422.`, false],
    },
    rate: {
      title: "Requests a minute",
      value: plan.rate_limit,
      canBeNone: true,
      text: plan.rate_limit?.toLocaleString("en") ?? "none",
      change: (value) => ({ plan: { rate_limit: value } }),
      effect: (value) =>
        value === null
          ? ["Empty: as many requests as wanted.", false]
          : [`Request ${value + 1} of a minute answers 429.`, false],
    },
    balance: {
      title: "Balance",
      value: balance,
      text: balance.toFixed(2),
      change: (value) => ({ balance: value }),
      effect: (value) =>
        (value ?? 0) > 0 ? ["Campaigns can be started.", false] : ["With no balance, a start answers 400.", true],
    },
  };
}

/** @param {Own} own @param {any} account */
export function limits(own, account) {
  return h("section", { class: "limits", key: `limits ${account.name}`, "aria-label": "Plan and use" },
    h("div", { class: "limit heading" }, h("h3", {}, "Plan and use"), h("span", {}), h("span", {}, "In use"), h("span", {}, "Limit")),
    Object.entries(limitsOf(account)).map(([of, limit]) =>
      own.edit?.of === of ? editor(own, account, of, limit) : h("div", { key: of, class: "limit" },
        ...limitStart(limit),
        h("span", { class: "value" },
          h("b", { class: limit.text === "none" ? "quiet-text" : "" }, limit.text),
          iconButton("edit", `Edit: ${limit.title}`, () => edit(own, of, limit), { disabled: isOff(), id: `edit-${of}` })))
    ));
}

/** @param {Limit} limit */
function limitStart({ title, used, value }) {
  const isFull = used !== undefined && used >= (value ?? 0);
  return [
    h("span", {}, title),
    used === undefined ? h("span", {}) : useBar(used, value ?? 0),
    h("span", { class: isFull ? "warn" : "second" }, used === undefined ? "" : `${used.toLocaleString("en")}${isFull ? ", full" : ""}`),
  ];
}

/** @param {Own} own @param {string} of @param {Limit} limit */
function edit(own, of, limit) {
  update(() => {
    own.edit = { of, text: limit.value === undefined ? "" : String(limit.value), mistake: "" };
  });
}

/** What was typed: `null` is none, and `undefined` no number. @param {Limit} limit @param {string} text */
function read({ canBeNone }, text) {
  if (text.trim() === "") return canBeNone ? null : undefined;
  return Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** @param {Own} own @param {any} account @param {string} of @param {Limit} limit */
function editor(own, account, of, limit) {
  const { text = "", mistake = "" } = own.edit ?? {};
  const value = read(limit, text);
  const isNumber = value !== undefined;
  const [effect, isWarning] = isNumber ? limit.effect(value) : ["A number goes here.", true];
  const leave = () => {
    update(() => {
      own.edit = null;
    });
    requestAnimationFrame(() => document.getElementById(`edit-${of}`)?.focus());
  };
  const save = async () => {
    // Enter may come before what was typed last is drawn.
    const value = read(limit, own.edit?.text ?? "");
    if (value === undefined) return;
    try {
      await control("PATCH", `accounts/${encodeURIComponent(account.name)}`, limit.change(value));
      leave();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      update(() => {
        if (own.edit) own.edit.mistake = error.message;
      });
    }
  };
  return h("form", {
    key: `edit ${of}`,
    class: "limit-form",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void save();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") leave();
    },
  },
    h("div", { class: "limit" },
      ...limitStart(limit),
      h("input", {
        value: text,
        inputmode: "decimal",
        focus: true,
        autocomplete: "off",
        "aria-label": `Limit: ${limit.title}`,
        "aria-invalid": !isNumber || mistake !== "",
        onmount: (/** @type {HTMLInputElement} */ element) => element.select(),
        oninput: (/** @type {any} */ event) =>
          update(() => {
            own.edit = { of, text: event.target.value, mistake: "" };
          }),
      })),
    h("div", { class: "effect" },
      mistake
        ? h("span", { class: "mistake", role: "alert" }, icon("cross", "small"), mistake)
        : h("span", { class: "second", "aria-live": "polite" }, isWarning && icon("warning", "small warn"), effect),
      button("Save", () => {}, { kind: "primary", type: "submit", off: !isNumber || isOff() }),
      button("Cancel", leave, { kind: "quiet" })));
}
