// The body of a request as it was sent, and beside each member what became of it.

import { icon } from "./icons.js";
import { lines, read } from "./json-text.js";
import { h } from "./view.js";

/** @typedef {import("./request-row.js").Member} Member */
/** @typedef {import("./request-row.js").Entry} Entry */
/** @typedef {import("./json-text.js").Line} Line */

/**
 * How many members have errors.
 *
 * @param {Entry} entry
 */
export function errorCount({ members }) {
  return (members ?? []).reduce((sum, { messages }) => sum + messages.length, 0);
}

/**
 * @param {Entry} entry
 * @param {(path: string, value: string) => void} filterBy adds a member's value to the filter.
 */
export function requestBody(entry, filterBy) {
  const members = entry.members ?? [];
  const queried = members.filter((one) => one.in === "query" && one.sent);
  const sent = members.filter((one) => one.in !== "query" && one.sent);
  const absent = members.filter((one) => !one.sent);
  const value = entry.body ? read(entry.body) : null;
  const hasVerdicts = members.length > 0;
  return h("div", { class: `verdicts ${hasVerdicts ? "" : "without"}` },
    entry.members_note && h("p", { class: "fine note-line" }, entry.members_note),
    entry.body_truncated && !entry.members_note
      && h("p", { class: "fine note-line" }, `The body has ${entry.body_bytes.toLocaleString("en")} bytes; this is its beginning.`),
    queried.length > 0 && [heads("Query", "What became of it", "Rule"), queried.map((member, index) => line(
      `query ${index}`, [h("span", { class: "name" }, member.path), "=", valueButton(member.path, text(member.value), text(member.value), member, null)],
      1, member))],
    value && [hasVerdicts && heads("As sent", "What became of it", "Rule", "as-sent"), bodyLines(value, sent, absent, filterBy)],
    !value && entry.body && h("pre", { class: "plain-body", tabindex: 0, "aria-label": "Body" }, entry.body),
    !value && entry.body_base64 && h("pre", { class: "plain-body", tabindex: 0, "aria-label": "Body, in Base64" }, entry.body_base64),
    entry.body_bytes === 0 && queried.length === 0 && h("p", { class: "fine note-line" }, "Nothing was sent: no body."),
    absentLines(absent.filter((one) => one.verdict === "missing" && !one.path.includes(".")), "Missing", "What became of it"),
    absentLines(absent.filter((one) => one.verdict === "not_sent"), "Not sent", "Default"));
}

/**
 * @param {string} sent
 * @param {string} verdict
 * @param {string} rule
 * @param {string} [kind] a class.
 */
function heads(sent, verdict, rule, kind = "") {
  return h("div", { class: `member-line head ${kind}` }, h("span", { class: "sent" }, sent), h("span", { class: "sign" }),
    h("span", { class: "verdict" }, verdict), h("span", { class: "rule" }, rule));
}

/**
 * @param {import("./json-text.js").Value} value
 * @param {Member[]} sent
 * @param {Member[]} absent
 * @param {(path: string, value: string) => void} filterBy
 */
function bodyLines(value, sent, absent, filterBy) {
  /** The members of each path, in the order sent: a name may be there twice. @type {Map<string, Member[]>} */
  const byPath = new Map();
  for (const member of sent) byPath.set(member.path, [...(byPath.get(member.path) ?? []), member]);
  const hasInner = (/** @type {string} */ path) => [...sent, ...absent].some((one) => one.path.startsWith(`${path}.`)
    && (one.verdict !== "valid" || one.warnings.length > 0));
  return lines(value, hasInner).map((one, index) => {
    const member = one.path ? byPath.get(one.path)?.[one.occurrence] ?? quietElement(one, byPath) : undefined;
    const code = [one.name && h("span", { class: "name" }, one.name), one.name && ": ", shownValue(one, member, filterBy), one.comma];
    const lacking = one.end ? absent.filter((other) => other.verdict === "missing" && other.path.startsWith(`${one.end}.`)
      && !other.path.slice(one.end.length + 1).includes(".")) : [];
    return [lacking.map((other) => line(`missing ${other.path}`,
      [h("span", { class: "quiet-text" }, other.path.slice(one.end.length + 1))], one.depth + 1, other)),
      line(`line ${index}`, code, one.depth, member, isOpening(one))];
  });
}

/**
 * An element of a list of which nothing is said is a valid one.
 *
 * @param {Line} one
 * @param {Map<string, Member[]>} byPath
 * @returns {Member | undefined}
 */
function quietElement({ path, isPlain, name, text }, byPath) {
  const parent = byPath.get(path.replace(/\.[^.]+$/, ""))?.[0];
  if (isOpening({ isPlain, text }) || name || parent?.verdict !== "valid") return undefined;
  return { path, verdict: "valid", sent: true, messages: [], warnings: [] };
}

/**
 * @param {Line} one
 * @param {Member | undefined} member
 * @param {(path: string, value: string) => void} filterBy
 */
function shownValue(one, member, filterBy) {
  if (!one.path || isOpening(one)) return one.text;
  return valueButton(one.path, one.text, plain(one.text), member, filterBy);
}

/** Whether a line opens a list or an object whose members follow. @param {{isPlain: boolean, text: string}} line */
function isOpening({ isPlain, text }) {
  return !isPlain && /^[[{]$/.test(text);
}

/**
 * A value. A click adds it to the filter.
 *
 * @param {string} path
 * @param {string} shown as sent.
 * @param {string} value without quotes.
 * @param {Member | undefined} member
 * @param {((path: string, value: string) => void) | null} filterBy
 */
function valueButton(path, shown, value, member, filterBy) {
  const isWrong = member?.verdict === "invalid";
  const content = cutBlanks(shown, member);
  if (!filterBy) return h("span", { class: `value ${isWrong ? "wrong" : ""}` }, content);
  return h("button", {
    type: "button", class: `value ${isWrong ? "wrong" : ""}`, title: `Filter by ${path}`, onclick: () => filterBy(path, value),
  }, content);
}

/**
 * Blanks that the API has cut off show as dots.
 *
 * @param {string} shown
 * @param {Member | undefined} member
 */
function cutBlanks(shown, member) {
  const parts = /^"(\s*)([^]*?)(\s*)"$/.exec(shown);
  if (!parts || typeof member?.taken_as !== "string" || (!parts[1] && !parts[3])) return shown;
  const dots = (/** @type {string} */ blanks) => blanks && h("span", { class: "blanks" }, "·".repeat(blanks.length));
  return ['"', dots(parts[1]), parts[2], dots(parts[3]), '"'];
}

/** @param {string} raw */
function plain(raw) {
  try {
    const value = JSON.parse(raw);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw;
  }
}

/** @param {any} value */
function defaultText(value) {
  if (value === undefined || value === null) return "none";
  return Array.isArray(value) ? value.map(text).join(", ") || "none" : text(value);
}

/** @param {any} value */
function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * @param {string} key
 * @param {import("./view.js").Contents} code
 * @param {number} depth
 * @param {Member | undefined} member
 * @param {boolean} [isOpen] whether its elements follow and speak for themselves.
 */
function line(key, code, depth, member, isOpen = false) {
  const { kind, name } = sign(member, isOpen);
  const said = member ? verdict(member) : [];
  return h("div", { key, class: `member-line depth-${Math.min(depth, 6)} ${kind} ${said.length ? "" : "silent"}` },
    h("code", { class: "sent" }, code),
    h("span", { class: "sign" }, name && icon(name, `small ${kind}`), name && h("span", { class: "spoken" }, spoken[name])),
    h("span", { class: "verdict" }, said),
    h("span", { class: "rule" }, member?.rule));
}

/** @type {Partial<Record<import("./icons.js").IconName, string>>} */
const spoken = { check: "taken", warning: "warning", cross: "error", dash: "default" };

/**
 * @param {Member | undefined} member
 * @param {boolean} [isOpen]
 * @returns {{kind: string, name?: import("./icons.js").IconName}}
 */
function sign(member, isOpen = false) {
  if (!member) return { kind: "" };
  if (member.messages.length > 0) return { kind: "bad", name: "cross" };
  if (member.verdict === "not_sent") return { kind: "grey", name: "dash" };
  if (member.warnings.length > 0 || member.verdict === "repeated") return { kind: "warn", name: "warning" };
  return member.verdict === "valid" && !isOpen ? { kind: "ok", name: "check" } : { kind: "" };
}

/** @param {Member} member */
function verdict(member) {
  const parts = [];
  // A query has texts alone: that a number was one is no news.
  if (member.taken_as !== undefined && !(member.in === "query" && String(member.taken_as) === member.value)) {
    const taken = JSON.stringify(member.taken_as);
    parts.push("Taken as ", h("code", {}, taken), member.warnings.length > 0 ? ". " : "");
  }
  if (member.verdict === "repeated") parts.push("Not used: the same name stands again below. ");
  parts.push(...[...member.messages, ...member.warnings].flatMap((said, index) => [index > 0 && h("br", {}), said]));
  return parts;
}

/**
 * @param {Member[]} members
 * @param {string} heading
 * @param {string} what
 */
function absentLines(members, heading, what) {
  if (members.length === 0) return null;
  return [h("div", { key: heading, class: "gap" }), heads(heading, what, ""), members.map((member) => {
    const { kind, name } = sign(member);
    return h("div", { key: `absent ${member.path}`, class: `member-line depth-1 ${kind}` },
      h("code", { class: "sent" }, member.path),
      h("span", { class: "sign" }, name && icon(name, `small ${kind}`)),
      h("span", { class: "verdict" }, member.messages.length > 0 ? member.messages.join(" ")
        : h("code", {}, defaultText(member.default))),
      h("span", { class: "rule" }, member.rule));
  })];
}
