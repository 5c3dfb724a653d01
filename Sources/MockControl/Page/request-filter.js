// The words of the filter of the requests. They are the journal's own.

import { pattern } from "./filter.js";

/** @typedef {import("./request-row.js").Entry} Entry */

/** @type {import("./filter.js").Language} */
export const requestLanguage = {
  words: [
    { word: "status", example: "422" }, { word: "account", example: "demo" }, { word: "method", example: "POST" },
    { word: "path", example: "/user/*" }, { word: "json.", example: "Spring" }, { word: "campaign", example: "3" },
    { word: "lead", example: "17" }, { word: "since", example: "14:00" }, { word: "has", example: "warnings" },
    { word: "is", example: "fault" }, { word: "fault", example: "fault-1" }, { word: "absent", example: "timezone" },
  ],
  mistake, parameter, holds,
};

/** @param {string} word @param {string} value */
function mistake(word, value) {
  if (word === "status" && !/^([2-5]\d\d|[2-5]xx|cut)$/i.test(value)) return "status takes a number such as 422, 4xx, or cut.";
  if ((word === "campaign" || word === "lead") && !/^\d+$/.test(value)) return `${word} takes an id.`;
  if (word === "since" && since(value) === null) return "since takes a time such as 14:00, or a request's number.";
  if (word === "has" && value !== "warnings") return "has takes warnings.";
  if (word === "is" && value !== "fault") return "is takes fault.";
  return "";
}

/** @param {string} word @param {string} value @returns {[string, string] | null} */
function parameter(word, value) {
  if (word.startsWith("json.")) return value.includes("*") ? null : [word, value];
  switch (word) {
    case "status": return /^\d+$/.test(value) ? ["status", value] : null;
    case "account": return value === "none" ? null : ["account", value];
    case "method": return ["method", value.toUpperCase()];
    case "path": case "fault": case "absent": return [word, value];
    case "campaign": return ["campaign_id", value];
    case "lead": return ["lead_id", value];
    case "has": return ["has_warnings", "true"];
    case "since": {
      const from = since(value);
      return [word, from?.number !== undefined ? String(from.number) : new Date(from?.time ?? 0).toISOString()];
    }
    default: return null;
  }
}

/** @param {string} word @param {string} value @param {Entry} entry @returns {boolean} */
function holds(word, value, entry) {
  if (word.startsWith("json.")) return hasMember(entry, word.slice(5), value);
  switch (word) {
    case "": return textOf(entry).includes(value.toLowerCase());
    case "status": return statusFits(entry.status, value.toLowerCase());
    case "account": return entry.account === value || (entry.account === null && value === "none");
    case "method": return entry.method === value.toUpperCase();
    case "path": return pattern(value.startsWith("/") ? plainPath(value) : value).test(plainPath(entry.target ?? ""));
    case "campaign": return entry.campaign_id === Number(value);
    case "lead": return entry.lead_id === Number(value);
    case "has": return entry.warnings.length > 0;
    case "is": return entry.fault !== null;
    case "fault": return entry.fault === value;
    case "absent": return entry.json !== null && typeof entry.json === "object" && member(entry.json, value) === undefined;
    case "since": {
      const from = since(value);
      return from?.number !== undefined ? entry.number > from.number : Date.parse(entry.time) >= (from?.time ?? 0);
    }
    default: return true;
  }
}

/** @param {Entry} entry */
function textOf(entry) {
  return [
    entry.method, entry.target, entry.account, entry.body, entry.answer?.body, entry.reason, entry.fault, entry.refusal,
    ...entry.warnings.map(({ message }) => message), ...Object.values(entry.headers),
  ].join("\n").toLowerCase();
}

/**
 * @param {number | null} status
 * @param {string} value
 */
function statusFits(status, value) {
  if (value === "cut" || status === null) return value === "cut" && status === null;
  return value.endsWith("xx") ? Math.floor(status / 100) === Number(value[0]) : status === Number(value);
}

/**
 * @param {Entry} entry
 * @param {string} path
 * @param {string} value
 */
function hasMember(entry, path, value) {
  const found = member(entry.json, path);
  if (found === undefined) return false;
  const text = typeof found === "string" ? found : JSON.stringify(found);
  return value.includes("*") ? pattern(value).test(text) : text === value || JSON.stringify(found) === value;
}

/**
 * The member at a path: dotted, or a JSON Pointer (RFC 6901).
 *
 * @param {any} value
 * @param {string} path
 */
export function member(value, path) {
  const parts = path.startsWith("/")
    ? path.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")) : path.split(".");
  let found = value;
  for (const part of parts) {
    if (found === null || typeof found !== "object" || !Object.hasOwn(found, part)) return undefined;
    found = found[part];
  }
  return found;
}

/**
 * A path without its query and without a leading `/api`, which makes no difference.
 *
 * @param {string} target
 */
export function plainPath(target) {
  const path = target.split(/[?#]/)[0].replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1").replace(/^\/api(?=\/|$)/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * @param {string} value `14:00`, `14:00:30`, a request's number, or a time with its date.
 * @returns {{number?: number, time?: number} | null} times in milliseconds since 1970.
 */
function since(value) {
  if (/^\d+$/.test(value)) return { number: Number(value) };
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(value);
  if (clock) {
    const day = new Date();
    day.setHours(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0), 0);
    return { time: day.getTime() };
  }
  const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : { time };
}
