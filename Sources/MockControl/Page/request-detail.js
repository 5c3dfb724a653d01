// One request: what happened in a sentence, and all that was recorded.

import { bodyView, detailFrame, fact, factTime, pairs } from "./detail.js";
import { button, copyButton, iconButton, menu, statusMark } from "./parts.js";
import { completeCurl, failNext, failures, sendAgain, verifyLine, whyNotAgain } from "./request-actions.js";
import { errorCount, requestBody } from "./request-body.js";
import { reason, reasonContents, row } from "./request-row.js";
import { go, link } from "./router.js";
import { isOff } from "./store.js";
import { h } from "./view.js";
import { count, date, milliseconds, timeOfDay } from "./words.js";

/** @typedef {import("./request-row.js").Entry} Entry */

/**
 * @param {{entry: Entry, curl: string}} detail `curl`: the mock's curl line.
 * @param {import("./list-view.js").Frame} frame
 */
export function requestDetail({ entry, curl }, frame) {
  const { filterBy } = frame;
  return detailFrame(frame, {
    name: `Request ${entry.number}`, key: entry.number, facts: facts(entry, filterBy), actions: actions(entry, curl), tabs: detailTabs(entry, filterBy),
    headline: [statusMark(entry.status, { isLarge: true, isAlone: true }),
      h("span", {}, `${entry.status ?? "cut"}: `, reasonContents(reason(entry), row(entry).field))],
  });
}

/** @param {Entry} entry @param {(word: string, value: string) => void} filterBy */
function facts(entry, filterBy) {
  const { path, method } = row(entry);
  return [
    h("span", {}, fact(filterBy, "method", method, "method"), " ", fact(filterBy, "path", path.split("?")[0], "mono", path)),
    fact(filterBy, "account", entry.account ?? "none", "", entry.account ?? "no account"), factTime(Date.parse(entry.time)),
    h("span", {}, `${milliseconds(entry.duration_us)} ms`), h("span", { class: "quiet-text" }, `request ${entry.number}`),
    entry.fault && fact(filterBy, "fault", entry.fault),
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
  return [
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
    ])),
  ];
}

/** @param {[string, string][]} rows */
const coded = (rows) => rows.map((row) => row.map((text) => h("code", {}, text)));

/**
 * @param {Entry} entry
 * @param {(word: string, value: string) => void} filterBy
 * @returns {import("./detail.js").Tab[]}
 */
function detailTabs(entry, filterBy) {
  const errors = errorCount(entry);
  const fields = Object.entries(entry.headers);
  return [
    { name: "body", title: entry.body_bytes === 0 && entry.members?.some((one) => one.in === "query") ? "Query" : "Body", note: errors ? count(errors, "error") : "", view: () => requestBody(entry, (path, value) => filterBy(`json.${path}`, value)) },
    { name: "answer", title: "Answer", note: String(entry.status ?? "none"), view: () => answerView(entry) },
    ...(entry.warnings.length ? [{
      name: "warnings", title: "Warnings", note: String(entry.warnings.length),
      view: () => pairs("", entry.warnings.map(({ field, message }) => [h("code", {}, field), message])),
    }] : []),
    { name: "headers", title: "Headers", note: String(fields.length), view: () => [
      pairs("Sent", coded(fields)), entry.answer && pairs("Answered", coded(Object.entries(entry.answer.headers)))] },
    { name: "timing", title: "Timing", note: `${milliseconds(entry.duration_us)} ms`, view: () => timing(entry) },
  ];
}

/** @param {Entry} entry */
function answerView({ answer, refusal }) {
  if (!answer) return h("p", { class: "fine" }, refusal ?? "No answer went out: the connection was cut.");
  return [
    bodyView("answer", answer.body ?? answer.body_base64 ?? "", answer.headers["content-type"]),
    answer.body_truncated && h("p", { class: "fine" }, `The answer has ${answer.body_bytes?.toLocaleString("en")} bytes; this is its beginning.`),
  ];
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
  return pairs("", rows);
}
