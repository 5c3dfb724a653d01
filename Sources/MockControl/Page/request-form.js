// The form of a request, its command and its answer, as Try it and the API description show them.

import { commandLines, fields, written } from "./draft.js";
import { icon } from "./icons.js";
import { copyButton, statusMark } from "./parts.js";
import { readable, shownBytes } from "./request.js";
import { h } from "./view.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Field} Field */
/** @typedef {import("./view.js").Contents} Contents */
/**
 * What is known of a field beyond the document.
 *
 * @typedef {Object} Known
 * @property {string} [hint]
 * @property {string} [fallback]
 * @property {{value: string, text: string, note?: string}[]} [options]
 * @property {boolean} [isList] whether several of the options can be chosen.
 */

/**
 * @param {Draft} draft
 * @param {(change: () => void) => void} change runs it, and draws again.
 * @param {(field: Field) => Known} [known]
 * @param {Record<string, string[]>} [mistakes] by the fields' ids.
 */
export function requestFields(draft, change, known = () => ({}), mistakes = {}) {
  const shown = fields(draft.operation).filter((one) => one.place !== "body" || draft.text === null);
  return [
    shown.map((field) => row(field, draft, change, known(field), mistakes[field.id] ?? [])),
    draft.operation.body && draft.text !== null && h("textarea", { id: "body", key: "body", class: "code", spellcheck: "false",
      autocomplete: "off", "aria-label": "Body", rows: Math.min(24, Math.max(6, draft.text.split("\n").length + 1)), value: draft.text,
      oninput: (/** @type {any} */ event) => change(() => { draft.text = event.target.value; }) }),
  ];
}

/**
 * @param {Field} field
 * @param {Draft} draft
 * @param {(change: () => void) => void} change
 * @param {Known} known
 * @param {string[]} mistakes
 */
function row(field, draft, change, known, mistakes) {
  const { id, name, place, required } = field;
  const hint = known.hint ?? (field.hint || (place === "body" ? "" : `in the ${place}`));
  const set = (/** @type {string} */ text) => change(() => {
    draft.typed[id] = text;
    draft.last = id;
  });
  return h("div", { class: "field-row", key: id, title: field.description.replaceAll("`", "") },
    h("div", {}, h("label", { for: id, id: `${id}-name` }, h("code", {}, name), required && " required"),
      h("p", { class: "hint", id: `${id}-hint` }, hint)),
    h("div", {}, input(field, draft.typed[id] ?? "", set, { ...field, ...known }, mistakes.length > 0),
      mistakes.map((text) => h("p", { class: "mistake", role: "alert" }, icon("cross"), text))));
}

/**
 * @param {Field} field
 * @param {string} typed
 * @param {(text: string) => void} set
 * @param {Field & Known} known
 * @param {boolean} isWrong
 */
function input({ id, kind, name }, typed, set, { fallback, options, isList, choices, example }, isWrong) {
  const base = { id, "aria-describedby": `${id}-hint`, "aria-invalid": isWrong || null };
  const group = { id, role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-hint` };
  if (kind === "boolean") {
    const isSent = typed !== "";
    return h("div", { ...group, class: "segments" }, ["", "true", "false"].map((value) => h("button", { key: value, type: "button",
      "aria-pressed": isSent ? typed === value : value === "", onclick: () => set(value) },
      value || [h("span", {}, "not sent"), fallback && h("span", { class: "default" }, fallback)])));
  }
  if (kind === "choices" || isList) {
    const list = options ?? choices.map((one) => ({ value: JSON.stringify(one), text: weekday(String(one)), note: "" }));
    const chosen = new Set(typed ? JSON.parse(typed).map(written) : []);
    return h("div", { ...group, class: "toggles" }, list.map(({ value, text, note }) => h("button", { key: value, type: "button",
      title: note, "aria-pressed": chosen.has(value), onclick: () => {
        const kept = list.map((one) => one.value).filter((one) => chosen.has(one) !== (one === value));
        set(kept.length > 0 ? `[${kept.join(", ")}]` : "");
      } }, text)));
  }
  if (options || kind === "choice") {
    const list = options ?? choices.map((one) => ({ value: String(one), text: String(one), note: "" }));
    const isOther = typed !== "" && !list.some((one) => one.value === typed);
    return h("select", { ...base, class: typed ? "" : "untouched", value: typed, onchange: (/** @type {any} */ event) => set(event.target.value) },
      h("option", { value: "" }, fallback || "not sent"), isOther && h("option", { value: typed }, typed),
      list.map(({ value, text, note }) => h("option", { key: value, value }, note ? `${text} ${note}` : text)));
  }
  const isShort = kind === "number" || /time$|date/.test(name);
  return h("input", { ...base, class: `${isShort ? "short" : ""} ${kind === "json" ? "code" : ""}`, value: typed,
    autocomplete: "off", spellcheck: "false", inputmode: kind === "number" ? "numeric" : null,
    placeholder: fallback || (kind === "json" && example ? `such as ${example}` : "not sent"), oninput: (/** @type {any} */ event) => set(event.target.value) });
}

/** @param {string} text */
function weekday(text) {
  return text.endsWith("day") ? text[0].toUpperCase() + text.slice(1, 3) : text;
}

/**
 * The request as a command, as it is typed.
 * @param {Draft} draft
 * @param {boolean} [isSecret] whether the token is not shown.
 */
export function command(draft, isSecret) {
  const lines = commandLines(draft, isSecret);
  return h("section", { class: "command", "aria-label": "As a command" },
    h("header", {}, h("h2", {}, "As a command"), copyButton("curl line", lines.map((line) => line.text).join("\n"), { kind: "quiet" })),
    curlBox(lines));
}

/** @param {{text: string, isLast?: boolean}[]} lines */
export function curlBox(lines) {
  return h("pre", { class: "code", tabindex: 0, role: "region", "aria-label": "curl line" }, lines.map(({ text, isLast }, index) =>
    h("span", { class: isLast ? "line lit" : "line" }, text, index < lines.length - 1 && "\n")));
}

/**
 * @param {import("./request.js").Received} received
 * @param {{headline?: Contents, time?: string}} [entry] what the journal knows of it.
 */
export function answer(received, { headline = received.reason, time = milliseconds(received.milliseconds) } = {}) {
  const text = readable(received.text);
  return h("section", { id: "answer", key: received.number, class: "answer", "aria-label": "Answer",
    onmount: (/** @type {Element} */ element) => element.scrollIntoView({ block: "nearest" }) },
    h("header", { class: "answered" }, h("h2", { "aria-live": "polite" }, statusMark(received.status, { isAlone: true }),
      h("span", {}, received.status, headline && [": ", headline])), h("span", { class: "time" }, `${time} ms`)),
    text ? h("pre", { class: "code", tabindex: 0, role: "region", "aria-label": "Body of the answer" }, text)
      : h("p", { class: "hint" }, "Without a body."),
    received.isCut && h("p", { class: "hint" }, `Only ${shownBytes} characters of the body are shown.`),
    h("details", {}, h("summary", {}, `${received.headers.length} header fields`),
      h("dl", {}, received.headers.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))));
}

/** @param {number} time */
function milliseconds(time) {
  return time < 10 ? time.toFixed(1) : time.toFixed(0);
}
