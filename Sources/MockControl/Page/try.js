// Try it of the API description: one call, with its body as JSON.

import { jsonContent, newDraft, request } from "./draft.js";
import { icon } from "./icons.js";
import { button } from "./parts.js";
import { answer, command, requestFields } from "./request-form.js";
import { send } from "./request.js";
import { update } from "./store.js";
import { controlToken } from "./token.js";
import { h } from "./view.js";

/** @typedef {import("./description.js").Operation} Operation */
/** @typedef {{draft: import("./draft.js").Draft, received: import("./request.js").Received | null, failure: string}} Attempt */

/** The key that was typed last, for the next call. */
let lastKey = "demo-key";
/** @type {Attempt | null} */
let shown = null;
/** @type {AbortController | null} */
let ongoing = null;

/**
 * @param {Operation} operation
 * @param {boolean} isControl whether the control plane answers the call; it takes the control token for its key.
 */
export function tryView(operation, isControl) {
  const takesKey = !isControl && operation.key === "required";
  if (shown?.draft.operation !== operation) {
    ongoing?.abort();
    shown = { draft: newDraft(operation, ""), received: null, failure: "" };
    if (operation.body) shown.draft.text = exampleText(jsonContent(operation)?.examples[0]?.value ?? (operation.body.required ? {} : ""));
  }
  const { draft, received, failure } = shown;
  draft.token = isControl ? controlToken() : takesKey ? lastKey : "";
  const change = (/** @type {() => void} */ how) => update(how);
  return h("form", { class: "try", "aria-label": "Try it", onsubmit: submit },
    h("header", {}, h("h2", {}, "Try it"), button(ongoing ? "Stop" : "Send it", () => {}, { kind: "primary", type: "submit" })),
    takesKey && h("div", { class: "field-row" },
      h("div", {}, h("label", { for: "token" }, h("code", {}, "key")), h("p", { class: "hint" }, "an account’s API key")),
      h("input", { id: "token", class: "code", value: lastKey, autocomplete: "off", spellcheck: "false",
        oninput: (/** @type {any} */ event) => change(() => {
          lastKey = event.target.value;
          draft.last = "token";
        }) })),
    examples(draft), requestFields(draft, change), command(draft, isControl),
    failure && h("p", { class: "mistake", role: "alert" }, icon("cross"), failure), received && answer(received));
}

/** A choice of the body's examples; nothing when there are not two. @param {import("./draft.js").Draft} draft */
function examples(draft) {
  const content = jsonContent(draft.operation);
  if (!content || content.examples.length < 2) return null;
  return h("select", { class: "examples", "aria-label": "Example of the body", onchange: (/** @type {any} */ event) => update(() => {
    draft.text = exampleText(content.examples[event.target.selectedIndex].value);
  }) }, content.examples.map((one) => h("option", { key: one.name }, one.summary)));
}

/** @param {Event} event */
async function submit(event) {
  event.preventDefault();
  const current = shown;
  if (ongoing || !current) return ongoing?.abort();
  const { signal } = ongoing = new AbortController();
  const show = (/** @type {Partial<Attempt>} */ part) => update(() => Object.assign(current, part));
  show({ received: null, failure: "" });
  try {
    show({ received: await send(request(current.draft), signal, (received) => show({ received })) });
  } catch (error) {
    show({ failure: signal.aborted ? "Stopped: no answer was waited for."
      : `No answer came: ${error instanceof Error ? error.message : error}. The mock may have stopped, or a fault cut the connection.` });
  }
  update(() => { ongoing = null; });
}

/** @param {any} value @returns {string} */
export function exampleText(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
