// One request: what happened in a sentence, and all that was recorded.

import { lines, read } from "./json-text.js";
import { button, copyButton, iconButton, menu, statusMark } from "./parts.js";
import { completeCurl, failNext, failures, sendAgain, verifyLine, whyNotAgain } from "./request-actions.js";
import { errorCount, requestBody } from "./request-body.js";
import { reason, reasonContents, row } from "./request-row.js";
import { go, link } from "./router.js";
import { isOff } from "./store.js";
import { h } from "./view.js";
import { count, date, milliseconds, ownZone, timeOfDay } from "./words.js";

/** @typedef {import("./request-row.js").Entry} Entry */

/**
 * @param {object} options
 * @param {Entry} options.entry
 * @param {string} options.curl the mock's curl line.
 * @param {string} options.tab
 * @param {(tab: string) => void} options.showTab
 * @param {(word: string, value: string) => void} options.filterBy
 * @param {{index: number, total: number, previous: string, next: string, list: string}} options.place where it stands in the
 *   list: `index` from 0, -1 for not at all; the URLs of its neighbours, empty for none, and of the list.
 */
export function requestDetail({ entry, curl, tab, showTab, filterBy, place }) {
  const tabs = detailTabs(entry, filterBy);
  const shown = tabs.find(({ name }) => name === tab) ?? tabs[0];
  const { field } = row(entry);
  return h("article", { class: "request-detail", key: "detail", "aria-label": `Request ${entry.number}` },
    h("div", { class: "detail-bar" }, h("a", { href: place.list, class: "to-list" }, "‹ Requests"),
      place.index >= 0 && h("span", { class: "fine" }, `${place.index + 1} of ${place.total}`), steps(place)),
    h("header", {},
      h("div", { class: "facts" }, facts(entry, filterBy), h("span", { class: "detail-steps" }, steps(place),
        iconButton("cross", "Close", () => go(place.list)))),
      h("h1", {}, statusMark(entry.status, { isLarge: true, isAlone: true }),
        h("span", {}, `${entry.status ?? "cut"}: `, reasonContents(reason(entry), field))),
      actions(entry, curl)),
    h("div", { class: "detail-tabs", role: "tablist", "aria-label": "Parts of the request", onkeydown: moveTab },
      tabs.map(({ name, title, note }) => h("button", {
        key: name, type: "button", role: "tab", id: `tab-${name}`, "aria-selected": name === shown.name, "aria-controls": "tab",
        tabindex: name === shown.name ? 0 : -1, onclick: () => showTab(name),
      }, title, note && h("span", { class: "fine" }, note)))),
    h("div", { key: `${entry.number} ${shown.name}`, id: "tab", role: "tabpanel", "aria-labelledby": `tab-${shown.name}`, class: "tab", tabindex: 0 },
      shown.view()));
}

/**
 * @param {Entry} entry
 * @param {(word: string, value: string) => void} filterBy
 */
function facts(entry, filterBy) {
  const { path, method } = row(entry);
  const time = Date.parse(entry.time);
  const item = (/** @type {string} */ word, /** @type {string} */ value, /** @type {string} */ kind, shown = value) => h("button", {
    type: "button", class: `fact ${kind}`, title: `Filter by ${word}`, onclick: () => filterBy(word, value),
  }, shown);
  return [
    h("span", {}, item("method", method, "method"), " ", item("path", path.split("?")[0], "mono", path)),
    item("account", entry.account ?? "none", "", entry.account ?? "no account"),
    h("time", { title: `${date(time)}, ${timeOfDay(time)} in ${ownZone}` }, timeOfDay(time)),
    h("span", {}, `${milliseconds(entry.duration_us)} ms`), h("span", { class: "quiet-text" }, `request ${entry.number}`),
    entry.fault && item("fault", entry.fault, ""),
  ].flatMap((part, index) => (part ? [index > 0 && h("span", { class: "dot", "aria-hidden": "true" }, "·"), part] : []));
}

/** @param {{previous: string, next: string}} place */
function steps({ previous, next }) {
  return [
    iconButton("up", "The newer request", () => go(previous), { disabled: !previous }),
    iconButton("down", "The older request", () => go(next), { disabled: !next }),
  ];
}

/**
 * @param {Entry} entry
 * @param {string} curl
 */
function actions(entry, curl) {
  const why = whyNotAgain(entry);
  const edit = link("try-it", [], { request: String(entry.number) });
  const path = (entry.target ?? "").split("?")[0];
  const faults = link("faults", [], { method: entry.method ?? "", path, account: entry.account ?? "" });
  const fails = [...failures.map(({ text, effect }) => ({ text, run: () => void failNext(entry, effect) })),
    { text: "Another one…", run: () => go(faults) }];
  return h("div", { class: "actions" },
    copyButton("as curl", () => completeCurl(entry, curl), { word: "Copy as curl" }),
    h("span", { class: "more-room" }, copyButton("as verify", () => verifyLine(entry), { word: "Copy as verify" })),
    button("Send again", () => void sendAgain(entry), { icon: "again", off: isOff() || why }),
    h("span", { class: "more-room" }, button("Edit and send", () => go(edit), { icon: "edit", off: why })),
    h("span", { class: "more-room" },
      menu("fail", button("Make the next one fail", () => {}, { icon: "faults", isMenu: true, off: isOff() || !entry.method }), fails)),
    h("span", { class: "less-room" }, menu("more of the request", iconButton("more", "More", () => {}, { class: "boxed" }), [
      { text: "Copy as verify", icon: "copy", run: () => void navigator.clipboard?.writeText(verifyLine(entry)) },
      { text: "Edit and send", icon: "edit", off: why !== "", run: () => go(edit) },
      ...fails.map((item) => ({ ...item, text: `Next one: ${item.text}`, off: isOff() })),
    ])));
}

/**
 * @param {Entry} entry
 * @param {(word: string, value: string) => void} filterBy
 * @returns {{name: string, title: string, note?: string, view: () => import("./view.js").Contents}[]}
 */
function detailTabs(entry, filterBy) {
  const errors = errorCount(entry);
  const fields = Object.entries(entry.headers);
  return [
    { name: "body", title: entry.body_bytes === 0 && entry.members?.some((one) => one.in === "query") ? "Query" : "Body", note: errors ? count(errors, "error") : "", view: () => requestBody(entry, (path, value) => filterBy(`json.${path}`, value)) },
    { name: "answer", title: "Answer", note: String(entry.status ?? "none"), view: () => answerView(entry) },
    ...(entry.warnings.length ? [{
      name: "warnings", title: "Warnings", note: String(entry.warnings.length), view: () => h("dl", { class: "pairs" },
        entry.warnings.map(({ field, message }) => h("div", {}, h("dt", { class: "mono" }, field), h("dd", {}, message)))),
    }] : []),
    { name: "headers", title: "Headers", note: String(fields.length), view: () => [
      pairs("Sent", fields), entry.answer && pairs("Answered", Object.entries(entry.answer.headers))] },
    { name: "timing", title: "Timing", note: `${milliseconds(entry.duration_us)} ms`, view: () => timing(entry) },
  ];
}

/** @param {Entry} entry */
function answerView({ answer, refusal }) {
  if (!answer) return h("p", { class: "fine" }, refusal ?? "No answer went out: the connection was cut.");
  const text = answer.body ?? answer.body_base64 ?? "";
  const value = answer.body ? read(answer.body) : null;
  if (!text) return h("p", { class: "fine" }, "The answer has no body.");
  return [
    h("div", { class: "code-head" }, h("span", { class: "fine" }, answer.headers["content-type"] ?? ""),
      copyButton("answer", text, { kind: "quiet" })),
    h("pre", { class: "json", tabindex: 0, "aria-label": "Body of the answer" }, value ? lines(value).map((line, index) => h("span", { key: index },
      "  ".repeat(line.depth), line.name && h("span", { class: "name" }, line.name), line.name && ": ", line.text, line.comma, "\n")) : text),
    answer.body_truncated && h("p", { class: "fine" }, `The answer has ${answer.body_bytes?.toLocaleString("en")} bytes; this is its beginning.`),
  ];
}

/**
 * @param {string} heading
 * @param {[string, string][]} rows
 */
function pairs(heading, rows) {
  return [h("h2", { key: heading }, heading), h("dl", { class: "pairs", key: `${heading} rows` },
    rows.map(([name, value]) => h("div", {}, h("dt", { class: "mono" }, name), h("dd", { class: "mono" }, value))))];
}

/** @param {Entry} entry */
function timing(entry) {
  const [mock, real] = [Date.parse(entry.time), Date.parse(entry.real_time)];
  /** @type {[string, string][]} */
  const rows = [
    ["By the mock's clock", `${date(mock)}, ${timeOfDay(mock)}`], ["By this machine's", `${date(real)}, ${timeOfDay(real)}`],
    ["From request to answer", `${milliseconds(entry.duration_us)} ms`], ["Connection", `${entry.connection}`],
    ["Client", entry.peer ?? "unknown"], ["Fault", entry.fault ?? "none"],
  ];
  return h("dl", { class: "pairs" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** The arrow keys go from tab to tab. @param {KeyboardEvent} event */
function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const { currentTarget, target } = event;
  if (!step || !(currentTarget instanceof Element)) return;
  const tabs = [...currentTarget.querySelectorAll("button")];
  const next = tabs[(tabs.findIndex((one) => one === target) + step + tabs.length) % tabs.length];
  event.preventDefault();
  next?.click();
  next?.focus();
}
