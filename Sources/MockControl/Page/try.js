// Try it: fields, the curl line as it is typed, and the answer.

import { codeBox, fill, h, statusMark } from "./elements.js";
import { exampleText } from "./operation.js";
import { build, curlLine, readable, send, shownBytes } from "./request.js";
import { shown } from "./schema.js";
import { controlToken } from "./token.js";

/** @typedef {import("./description.js").Operation} Operation */
/** @typedef {import("./request.js").Received} Received */

/** The key that was typed last, for the next operation. */
let lastKey = "demo-key";

/** Ends the request of the operation that was shown before. */
let ongoing = new AbortController();

/**
 * @param {Operation} operation
 * @param {boolean} isControl whether the control plane answers the operation; it takes the control token for its key.
 */
export function tryView(operation, isControl) {
  ongoing.abort();
  const answer = h("div", { id: "answer", "aria-live": "polite" });
  const curl = codeBox("curl line", "", "As a command");
  const fields = operation.parameters.map((one) => ({
    place: one.place, name: one.name,
    input: h("input", {
      id: `field-${one.name}`, type: "text", autocomplete: "off", spellcheck: "false", required: one.required,
      value: one.required && one.example !== undefined ? shown(one.example) : "",
      placeholder: one.required ? "" : placeholder(one), oninput: refresh,
    }),
    required: one.required,
  }));
  const key = h("input", { id: "field-key", type: "text", autocomplete: "off", spellcheck: "false", value: lastKey,
    oninput: refresh });
  const content = operation.body?.contents.find((one) => one.mediaType === "application/json")
    ?? operation.body?.contents[0];
  const text = content?.examples[0] ? exampleText(content.examples[0].value) : operation.body?.required ? "{}" : "";
  const body = h("textarea", { id: "field-body", rows: Math.min(18, Math.max(4, text.split("\n").length)),
    spellcheck: "false", autocomplete: "off", oninput: refresh });
  body.value = text;
  const button = h("button", { class: "primary" }, "Send it");

  function request(/** @type {string} */ token) {
    /** @param {string} place */
    const typed = (place) => Object.fromEntries(fields.filter((one) => one.place === place)
      .map((one) => [one.name, one.input.value]));
    return build(operation, { path: typed("path"), query: typed("query"), header: typed("header"), body: body.value,
      mediaType: content?.mediaType ?? "", token });
  }
  function refresh() {
    if (!isControl) lastKey = key.value;
    // The line shows a variable of the shell instead of the token, which is a secret.
    const line = curlLine(request(isControl ? (controlToken() && "\u0000") : operation.key === "required" ? key.value : ""));
    curl.show(line.replace("'Authorization: Bearer \u0000'", '"Authorization: Bearer $CONTROL_TOKEN"'));
  }
  async function submit(/** @type {Event} */ event) {
    event.preventDefault();
    if (button.textContent === "Stop") return ongoing.abort();
    ongoing = new AbortController();
    const signal = ongoing.signal;
    button.textContent = "Stop";
    fill(answer, h("p", { class: "fine" }, "Waiting for the answer."));
    let isInView = false;
    // The answer stands below the body and the curl line, often beyond the edge. A stream moves the page once only.
    const show = (/** @type {HTMLElement[]} */ parts, /** @type {boolean} */ isWhole) => {
      fill(answer, ...parts);
      if (isWhole || !isInView) answer.scrollIntoView({ block: "nearest" });
      isInView = true;
    };
    try {
      const token = isControl ? controlToken() : operation.key === "required" ? key.value : "";
      show(answerView(await send(request(token), signal, (part) => show(answerView(part), false))), true);
    } catch (error) {
      show([h("p", { class: "mistake" }, signal.aborted ? "Stopped: no answer was waited for."
        : `✕ No answer came: ${error instanceof Error ? error.message : error}. The mock may have stopped, or a fault cut the connection.`)], true);
    }
    button.textContent = "Send it";
  }

  const view = h("form", { class: "try", "aria-label": "Try it", onsubmit: submit },
    h("div", { class: "try-head" }, h("h2", {}, "Try it"), button),
    !isControl && operation.key === "required" && field("key", "key", "an account's API key", key),
    fields.map((one) => field(one.name, one.name, `${one.required ? "required, " : ""}in the ${one.place}`, one.input)),
    operation.body && field("body", "body", content?.mediaType ?? "", body, examples(content, body, refresh)),
    curl.box, answer);
  refresh();
  return view;
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} hint
 * @param {HTMLElement} input
 * @param {HTMLElement | null} [choice]
 */
function field(id, name, hint, input, choice) {
  return h("div", { class: "field" }, h("label", { for: `field-${id}` }, h("code", {}, name), " ",
    h("span", { class: "fine" }, hint)), choice, input);
}

/**
 * A choice of the body's examples; nothing when there are not two.
 *
 * @param {import("./description.js").Content | undefined} content
 * @param {HTMLTextAreaElement} body
 * @param {() => void} refresh
 */
function examples(content, body, refresh) {
  if (!content || content.examples.length < 2) return null;
  const choice = h("select", {
    "aria-label": "Example of the body",
    onchange: () => {
      body.value = exampleText(content.examples[choice.selectedIndex].value);
      refresh();
    },
  }, content.examples.map((one) => h("option", {}, one.summary)));
  return choice;
}

/**
 * @param {import("./description.js").Parameter} parameter
 */
function placeholder(parameter) {
  const value = parameter.schema.default ?? parameter.example;
  return value === undefined ? "not sent" : `not sent; ${parameter.schema.default === undefined ? "such as" : "default"} ${shown(value)}`;
}

/**
 * @param {Received} received
 * @returns {HTMLElement[]}
 */
function answerView(received) {
  const text = readable(received.text);
  const box = codeBox("body of the answer", text, "Body");
  const time = received.milliseconds < 10 ? received.milliseconds.toFixed(1) : received.milliseconds.toFixed(0);
  return [
    h("p", { class: "answered" }, statusMark(received.status), h("span", {}, received.reason),
      h("span", { class: "time" }, `${time} ms`)),
    h("details", {}, h("summary", {}, `${received.headers.length} header fields`),
      h("dl", {}, received.headers.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
    text ? box.box : h("p", { class: "fine" }, "Without a body."),
    ...(received.isCut ? [h("p", { class: "fine" }, `Only ${shownBytes} characters of the body are shown.`)] : []),
  ];
}
