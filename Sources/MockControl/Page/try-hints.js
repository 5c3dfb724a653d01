// What is known of the fields of Try it beyond the document: from the accounts, and in shorter words.

import { count, list } from "./words.js";

/** @typedef {import("./request-form.js").Known} Known */

/** @type {Record<string, string>} */
const hints = {
  name: "up to 255 characters", allowed_hours_start_time: "HH:MM", allowed_hours_end_time: "HH:MM, may be past midnight",
  allowed_days: "none chosen: all seven", max_retries: "1 to 5, after the first call", retry_interval: "10 to 4320 minutes",
  retry_on_voicemail: "call again after a mailbox", retry_on_goal_incomplete: "call again until the goal is met",
  mark_complete_when_no_leads: "done when no lead is left to call", phone_number_ids: "none: the assistant’s number",
  variables: "an object", secondary_contacts: "a list of objects", phone_number: "+ and 7 to 15 digits",
  allow_dupplicate: "the same number twice", Prefer: "fails or waits on purpose", date_from: "YYYY-MM-DD", date_to: "YYYY-MM-DD",
};

/**
 * @param {import("./draft.js").Field} field
 * @param {import("./draft.js").Draft} draft
 * @param {any} account whose key is sent; `undefined` for none.
 * @returns {Known}
 */
export function known({ name, place }, draft, account) {
  /** @type {Known} */
  const found = name in hints && (place !== "query" || name.startsWith("date")) ? { hint: hints[name] } : {};
  if (name === "Prefer") found.fallback = "code=503, wait=1";
  if (!account || place !== "body") return found;
  const assistants = account.assistants.filter((/** @type {any} */ one) => one.type === "outbound");
  /** The names of the yes-or-no values in an assistant's post-call schema. @param {any} one @returns {string[]} */
  const goals = (one) => one.post_call_schema.filter((/** @type {any} */ member) => member.type === "bool").map((/** @type {any} */ member) => member.name);
  if (name === "assistant_id") {
    return { hint: `an outbound assistant of ${account.name}`,
      options: account.assistants.map((/** @type {any} */ one) => ({ value: String(one.id), text: `${one.id} ${one.name}`,
        note: one.type === "outbound" ? "" : "(inbound)" })) };
  }
  if (name === "timezone") return { hint: "a name such as Europe/Berlin", fallback: `${account.timezone}, the account’s` };
  if (name === "max_calls_in_parallel") {
    const most = account.plan.max_calls_in_parallel;
    return { hint: `1 to ${most}, by plan`, fallback: String(Math.min(3, most)) };
  }
  if (name === "goal_completion_variable") {
    const having = assistants.filter((/** @type {any} */ one) => goals(one).length > 0);
    return { hint: having.length > 0 ? list(having.map((/** @type {any} */ one) => `${count(goals(one).length, "variable")} in ${one.id}`))
      : "no assistant has one", fallback: "none",
    options: [...new Set(having.flatMap(goals))].map((one) => ({ value: String(one), text: String(one) })) };
  }
  if (name === "phone_number_ids") {
    return { ...found, isList: true, options: account.phone_numbers.map((/** @type {any} */ one) => ({ value: String(one.id),
      text: `${one.id} …${one.phone_number.slice(-4)}`, note: one.phone_number })) };
  }
  return found;
}
