// The words of the filters of calls and of webhooks: the mock's own filters of both.

import { pattern } from "./filter.js";
import { outcomes } from "./call-words.js";

/** @typedef {import("./filter.js").Language} Language */

/** Words for ids, and the members that they mean. @type {Record<string, string>} */
const ids = { campaign: "campaign_id", lead: "lead_id", call: "call_id", assistant: "assistant_id" };

/**
 * @param {Record<string, string>} examples by word.
 * @param {Record<string, string[]>} choices of the words that have a few values.
 * @returns {Language}
 */
function language(examples, choices) {
  return {
    words: Object.entries(examples).map(([word, example]) => ({ word, example })),
    mistake(word, value) {
      if (word in ids && !/^[1-9]\d*$/.test(value)) return `${word} takes an id.`;
      if (choices[word] && !choices[word].includes(value)) return `${word} takes ${choices[word].join(", ")}.`;
      return "";
    },
    parameter: (word, value) => (word === "number" ? null : [ids[word] ?? word, value]),
    holds(word, value, entry) {
      if (word === "") return JSON.stringify(entry).toLowerCase().includes(value.toLowerCase());
      if (word === "number") return pattern(value).test(entry.client_phone_number ?? "");
      return String(entry[ids[word] ?? word]) === value;
    },
  };
}

export const callLanguage = language(
  { account: "demo", campaign: "3", lead: "17", outcome: "busy", status: "in-progress", number: "+1555*" },
  { outcome: outcomes, status: ["in-progress", "completed", "no-answer", "busy", "failed", "initiated", "ringing", "ended", "ended_by_customer", "ended_by_assistant"] },
);

export const webhookLanguage = language(
  { account: "demo", campaign: "3", lead: "17", call: "12", assistant: "127", state: "failed" },
  { state: ["waiting", "delivered", "failed", "blocked"] },
);
