// The filter of the requests: `status:422 account:demo -method:OPTIONS "free text"`. Its words are the journal's own.

/** @typedef {import("./request-row.js").Entry} Entry */

/**
 * One term of a filter.
 *
 * @typedef {object} Term
 * @property {string} text as typed.
 * @property {number} start where it begins in the filter.
 * @property {boolean} isNegated
 * @property {string} word without its colon; empty for a free text.
 * @property {string} value without quotes.
 * @property {string} mistake why the term is left out; empty for none.
 */

/** The words, each with an example and what it asks of an entry. `json.` is followed by a member's path. */
export const words = [
  { word: "status", example: "422" }, { word: "account", example: "demo" }, { word: "method", example: "POST" },
  { word: "path", example: "/user/*" }, { word: "json.", example: "Spring" }, { word: "campaign", example: "3" },
  { word: "lead", example: "17" }, { word: "since", example: "14:00" }, { word: "has", example: "warnings" },
  { word: "is", example: "fault" }, { word: "fault", example: "fault-1" }, { word: "absent", example: "timezone" },
];

/**
 * @param {string} text
 * @returns {Term[]}
 */
export function parse(text) {
  const terms = [];
  for (const match of text.matchAll(/(-?)(?:([a-z_]+(?:\.[^\s:"]+)?):)?("[^"]*"?|\S*)/gi)) {
    const [whole, minus, word = "", raw] = match;
    if (whole === "") continue;
    const value = raw.replace(/^"|"$/g, "");
    const term = { text: whole, start: match.index, isNegated: minus === "-" && (word !== "" || raw !== ""), word, value, mistake: "" };
    term.mistake = mistake(term);
    terms.push(term);
  }
  return terms;
}

/** @param {Term} term */
function mistake({ word, value }) {
  if (word === "" || word.startsWith("json.")) return "";
  if (!words.some((known) => known.word === word)) return `${word} is not a word of the filter.`;
  if (value === "") return `${word} needs a value.`;
  if (word === "status" && !/^([2-5]\d\d|[2-5]xx|cut)$/i.test(value)) return "status takes a number such as 422, 4xx, or cut.";
  if ((word === "campaign" || word === "lead") && !/^\d+$/.test(value)) return `${word} takes an id.`;
  if (word === "since" && since(value) === null) return "since takes a time such as 14:00, or a request's number.";
  if (word === "has" && value !== "warnings") return "has takes warnings.";
  if (word === "is" && value !== "fault") return "is takes fault.";
  return "";
}

/**
 * The known word that is nearest to an unknown one; empty where none is near.
 *
 * @param {string} word
 */
export function nearest(word) {
  const near = words.map(({ word: known }) => ({ known, away: distance(word.split(".")[0], known.replace(".", "")) }))
    .sort((left, right) => left.away - right.away)[0];
  return near.away <= Math.max(1, Math.floor(near.known.length / 2)) ? near.known : "";
}

/**
 * The edit distance (Levenshtein).
 *
 * @param {string} left
 * @param {string} right
 */
function distance(left, right) {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[right.length];
}

/**
 * A term as it is written in a filter.
 *
 * @param {string} word
 * @param {string} value
 */
export function term(word, value) {
  return `${word}:${/[\s"]/.test(value) || value === "" ? `"${value.replaceAll('"', "")}"` : value}`;
}

/**
 * The filter with a term more, or without it where it is there already.
 *
 * @param {string} filter
 * @param {string} added
 */
export function toggled(filter, added) {
  const terms = parse(filter).map(({ text }) => text);
  return (terms.includes(added) ? terms.filter((text) => text !== added) : [...terms, added]).join(" ");
}

/**
 * What the mock filters by itself, as parameters of `GET /_mock/requests`. It knows no negation and each word once.
 *
 * @param {Term[]} terms
 * @returns {{pairs: [string, string][], isWhole: boolean}} `isWhole`: the mock decides alone.
 */
export function parameters(terms) {
  /** @type {[string, string][]} */
  const pairs = [];
  let isWhole = true;
  const good = terms.filter((one) => one.mistake === "");
  for (const one of good) {
    const isAlone = good.filter(({ word, isNegated }) => word === one.word && !isNegated).length === 1;
    const pair = one.isNegated || (!isAlone && !one.word.startsWith("json.")) ? null : parameter(one);
    if (pair) pairs.push(pair);
    else isWhole = false;
  }
  return { pairs, isWhole };
}

/**
 * @param {Term} term
 * @returns {[string, string] | null} `null` where the mock has no such filter.
 */
function parameter({ word, value }) {
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

/**
 * Whether an entry fits a filter. Terms with mistakes are left out; of several terms of one word, one has to fit.
 *
 * @param {Term[]} terms
 * @param {Entry} entry
 */
export function fits(terms, entry) {
  const good = terms.filter((one) => one.mistake === "");
  const isAlternative = (/** @type {Term} */ { word, isNegated }) => !isNegated && word !== "" && !word.startsWith("json.");
  const kinds = new Set(good.filter(isAlternative).map(({ word }) => word));
  return [...kinds].every((kind) => good.some((one) => isAlternative(one) && one.word === kind && holds(one, entry)))
    && good.every((one) => isAlternative(one) || holds(one, entry) !== one.isNegated);
}

/**
 * @param {Term} term
 * @param {Entry} entry
 * @returns {boolean}
 */
function holds({ word, value }, entry) {
  if (word.startsWith("json.")) return hasMember(entry, word.slice(5), value);
  switch (word) {
    case "": return textOf(entry).includes(value.toLowerCase());
    case "status": return statusFits(entry.status, value.toLowerCase());
    case "account": return entry.account === value || (entry.account === null && value === "none");
    case "method": return entry.method === value.toUpperCase();
    case "path": return pattern(value).test(plainPath(entry.target ?? ""));
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

/** @param {string} text with `*` for any text. */
function pattern(text) {
  const plain = text.startsWith("/") ? plainPath(text) : text;
  return new RegExp(`^${plain.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`);
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
