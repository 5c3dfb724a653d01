// A request as the list shows it. The list keeps these short forms, not the entries with their bodies.

import { plainPath } from "./request-filter.js";
import { names } from "./campaign-names.js";
import { icon } from "./icons.js";
import { path as pathPart, statusMark } from "./parts.js";
import { h } from "./view.js";
import { count, date, milliseconds, timeOfDay } from "./words.js";

/**
 * An entry of the mock's journal.
 *
 * @typedef {object} Entry
 * @property {number} number
 * @property {string} time of the mock's clock.
 * @property {string} real_time of the machine's clock.
 * @property {string | null} account
 * @property {string | null} method
 * @property {string | null} target
 * @property {Record<string, string>} headers
 * @property {string} [body]
 * @property {string} [body_base64] where the body is no text.
 * @property {number} body_bytes
 * @property {boolean} body_truncated
 * @property {any} json
 * @property {{field: string, message: string}[]} warnings
 * @property {number | null} status
 * @property {{headers: Record<string, string>, body?: string, body_base64?: string, body_bytes?: number,
 *   body_truncated?: boolean} | null} answer
 * @property {number | null} campaign_id
 * @property {number | null} lead_id
 * @property {number} duration_us
 * @property {string | null} fault
 * @property {string | null} refusal
 * @property {number} connection
 * @property {string | null} peer
 * @property {string} [reason]
 * @property {Member[] | null} [members]
 * @property {string | null} [members_note]
 */

/**
 * What became of a member.
 *
 * @typedef {object} Member
 * @property {string} path
 * @property {"valid" | "invalid" | "missing" | "unknown" | "repeated" | "not_sent"} verdict
 * @property {boolean} sent
 * @property {any} [value]
 * @property {"query"} [in]
 * @property {any} [taken_as]
 * @property {string} [rule]
 * @property {string[]} messages
 * @property {string[]} warnings
 * @property {any} [default]
 */

/**
 * @typedef {object} Row
 * @property {number} number
 * @property {number} time milliseconds since 1970.
 * @property {string | null} account
 * @property {string} method
 * @property {string} path with its query.
 * @property {number | null} status
 * @property {number} warnings how many.
 * @property {boolean} isFault
 * @property {string} duration in milliseconds.
 * @property {string} reason
 * @property {string} field the member that the reason begins with.
 * @property {string} name the campaign's name.
 * @property {number | null} campaign whose name belongs in the row.
 */

/**
 * @param {Entry} entry
 * @returns {Row}
 */
export function row(entry) {
  const isDone = entry.status !== null && entry.status < 300 && entry.fault === null;
  return {
    number: entry.number, time: Date.parse(entry.time), account: entry.account, method: entry.method ?? "",
    path: shownPath(entry.target ?? ""), status: entry.status, warnings: entry.warnings.length,
    isFault: entry.fault !== null, duration: milliseconds(entry.duration_us), reason: reason(entry),
    field: errorField(entry), name: isDone && entry.campaign_id !== null && entry.lead_id === null ? campaignName(entry) : "",
    campaign: isDone ? entry.campaign_id : null,
  };
}

/** @param {string} target */
function shownPath(target) {
  const mark = target.indexOf("?");
  return plainPath(target) + (mark < 0 ? "" : target.slice(mark));
}

/** @param {Entry} entry */
function campaignName({ json, answer }) {
  const own = json && typeof json === "object" ? json.name : undefined;
  if (typeof own !== "string" || !answer) return "";
  return own.trim();
}

/**
 * Why the request got its answer, in one sentence.
 *
 * @param {Entry} entry
 */
export function reason(entry) {
  if (entry.reason) return entry.reason;
  if (entry.status === null) return "no answer went out";
  return message(entry) ?? entry.refusal ?? "";
}

/** @param {Entry} entry */
function message({ answer }) {
  try {
    const said = JSON.parse(answer?.body ?? "")?.message;
    return typeof said === "string" ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The member of the first error. @param {Entry} entry */
export function errorField({ status, answer }) {
  if (status !== 422) return "";
  const found = /"errors":\s*\{\s*"([^"\\]+)"/.exec(answer?.body ?? "");
  return found ? found[1] : "";
}

/**
 * A reason with the names of the API in mono.
 *
 * @param {string} text
 * @param {string} field
 */
export function reasonContents(text, field) {
  const isField = field !== "" && text.startsWith(`${field} `);
  const rest = isField ? text.slice(field.length) : text;
  return [isField && h("code", {}, field),
    rest.split(/\b([a-z]+(?:_[a-z0-9]+)+(?:\.[a-z0-9_]+)*)\b/).map((part, index) => (index % 2 ? h("code", {}, part) : part))];
}

/** The text of a row: the campaign's name, else the reason as a sentence. @param {Row} row */
function rowText({ name, campaign, reason: text, field, status, method }) {
  const known = name || (campaign === null ? "" : names.get(campaign));
  if (known) return h("span", { class: "text", title: known }, h("bdi", {}, known));
  const isQuiet = status !== null && status < 300 && method === "GET";
  // A name of the API keeps its small letter.
  const isName = (field !== "" && text.startsWith(`${field} `)) || /^[a-z]+_/.test(text);
  const starts = isName ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return h("span", { class: `text ${isQuiet ? "quiet-text" : ""}`, title: starts }, reasonContents(starts, field));
}

/** What the list shows of a request. @param {Row} row */
export function requestCells(row) {
  return [
    h("time", { title: date(row.time) }, timeOfDay(row.time)),
    statusMark(row.status),
    h("span", { class: "method" }, row.method), pathPart(row.path),
    rowText(row),
    h("span", { class: "end" },
      h("span", { class: "signs" },
        row.warnings > 0 && h("span", { class: "warn sign", title: count(row.warnings, "warning") },
          icon("warning", "small"), String(row.warnings), h("span", { class: "spoken" }, row.warnings === 1 ? "warning" : "warnings")),
        row.isFault && h("span", { class: "sign", title: "a fault" }, icon("faults", "small"), h("span", { class: "spoken" }, "fault"))),
      h("span", { class: "of-account" }, row.account ?? [h("span", { class: "unit" }, "no account"), h("span", { class: "wide-unit" }, "none")]),
      h("span", { class: "duration" }, row.duration, h("span", { class: "unit" }, " ms"))),
  ];
}
