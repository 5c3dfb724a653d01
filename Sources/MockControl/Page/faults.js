// The view of the faults: which are armed, and a form to arm another.

import { emptyForm, read } from "./fault-form.js";
import { firedText, forecast, readyMade, scope, title } from "./fault-words.js";
import { address, control, controlURL } from "./mock.js";
import { bar, button, confirmButton, copyButton } from "./parts.js";
import { icon } from "./icons.js";
import { attempt } from "./refusals.js";
import { curlLine } from "./request.js";
import { link } from "./router.js";
import { isOff, state, update } from "./store.js";
import { h } from "./view.js";
import { count, timeOfDay } from "./words.js";

/** @typedef {import("./fault-words.js").Fault} Fault */
/** @typedef {import("./fault-form.js").FaultForm} FaultForm */

/** `firedAt`: when each fault fired last, in milliseconds. @type {{form: FaultForm, mistake: string, firedAt: Record<string, number>}} */
const own = { form: emptyForm(), mistake: "", firedAt: {} };

/** `#/faults?method=POST&path=/user/campaign&account=demo` fills the form. @type {import("./app.js").View} */
export const faults = {
  name: "faults", title: "Faults", letter: "f", icon: "faults",
  start: () => own,
  load: async ({ route }) => {
    update(() => { for (const name of /** @type {const} */ (["method", "path", "account"])) own.form[name] = route.query.get(name) ?? own.form[name]; });
    const { faults: all } = await control("GET", "faults");
    const used = all.filter((/** @type {Fault} */ one) => one.exhausted && !(one.id in own.firedAt)).slice(0, 20);
    const pages = await Promise.all(used.map((/** @type {Fault} */ { id }) => control("GET", `requests?limit=1&fault=${id}`)));
    update(() => {
      state.faults = all;
      for (const { requests: [request] } of pages) note(request);
    });
  },
  onEvent: ({ name, data }) => { if (name === "request") note(data); },
  render: () => {
    const all = shown();
    const [armed, used] = [all.filter((one) => !one.exhausted), all.filter((one) => one.exhausted)];
    return h("div", { class: "view faults-view" },
      h("header", { class: "second-bar" }, h("h1", {}, "Faults"),
        h("span", { class: "second" }, armed.length === 0 ? "none armed" : `${armed.length} armed`), h("span", { class: "space" }),
        state.faults.length > 0 && confirmButton("remove faults", "Remove all…", { question: "Remove all faults?", icon: "trash",
          goes: `What goes: ${count(state.faults.length, "fault")}, of all accounts.`, word: "Remove", off: isOff(),
          run: () => void attempt(() => control("DELETE", "faults")) })),
      h("div", { class: "panes" },
        h("div", { class: "main" },
          armed.length > 0 ? h("ul", { class: "lines" }, armed.map(line))
            : h("p", { class: "empty" }, "No request fails on purpose. Choose how one shall fail, and arm it."),
          used.length > 0 && [h("h2", { class: "small" }, "Used up"), h("ul", { class: "lines used" }, used.map(line))],
          h("h2", {}, "For one request alone"),
          h("p", { class: "second" }, "A request can ask for its own fault. Nothing needs to be armed."),
          h("pre", { class: "code", tabindex: 0 }, `curl -i -X POST ${address}/user/campaign `,
            h("span", { class: "word" }, "-H 'Prefer: code=503, wait=1'"))),
        h("section", { class: "side", "aria-label": "Add a fault" }, h("h2", {}, "Add a fault"), form())));
  },
  count: () => shown().filter((one) => !one.exhausted).length || null,
};

/** @param {any} request of the journal, or `undefined`. */
function note(request) {
  if (request?.fault) own.firedAt[request.fault] = Date.parse(request.real_time);
}

/** @returns {Fault[]} */
function shown() {
  return state.faults.filter((one) => !state.account || !one.match?.account || one.match.account === state.account);
}

/** @param {import("./fault-words.js").Word[]} words */
function sentence(words) {
  return words.map((word) => typeof word === "string" ? word : h("code", {}, word.code));
}

/** @param {Fault} fault */
function line(fault) {
  const name = title(fault.effect);
  return h("li", { key: fault.id }, icon("faults"),
    h("div", { class: "what" }, h("strong", {}, name), h("p", { class: "second" }, sentence(scope(fault)))),
    h("div", { class: "fired" }, h("a", { href: link("requests", [], { filter: `fault:${fault.id}` }) }, firedText(fault),
      fault.exhausted && own.firedAt[fault.id] && `, at ${timeOfDay(own.firedAt[fault.id])}`),
      fault.times && !fault.exhausted && bar([{ value: fault.fired, kind: "use" }], fault.times)),
    h("code", { class: "id" }, fault.id),
    fault.exhausted ? button("Arm again", () => void armAgain(fault), { kind: "quiet", icon: "again", off: isOff(), label: `Arm again: ${name}` })
      : button("Remove", () => void attempt(() => control("DELETE", `faults/${fault.id}`)), { kind: "quiet", off: isOff(), label: `Remove: ${name}` }));
}

/** @param {Fault} fault */
async function armAgain({ id, matched, fired, exhausted, ...definition }) {
  await attempt(async () => {
    await control("POST", "faults", definition);
    await control("DELETE", `faults/${id}`);
  });
}

function form() {
  const { form: typed } = own;
  const { definition, mistakes } = read(typed);
  const { sentence: words, meaning } = forecast(definition);
  const off = isOff() || (Object.values(mistakes).length > 0 && "A field has a mistake.");
  const names = state.accounts.map((one) => one.name);
  return h("form", { onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void arm(definition);
  } },
  readyMade.map((group) => [h("h3", {}, group.title), h("div", { class: "choices", role: "group", "aria-label": group.title },
    group.items.map(([id, status, text]) => h("button", { key: id, type: "button", class: "choice", "aria-pressed": typed.ready === id,
      onclick: () => update(() => { typed.ready = id; }) }, status && [h("b", {}, status), " "], h("span", {}, text))))]),
  h("div", { class: "fields" },
    typed.ready === "custom" && [field("status", "Status", mistakes, "502", "narrow"), field("body", "Body", mistakes, "none", "wide")],
    typed.ready === "late" && field("delay", "Milliseconds", mistakes, "2000", "all"),
    field("method", "Method", mistakes, "any", "mono"), field("path", "Path", mistakes, "any", "mono"),
    h("label", {}, h("span", {}, "Account"), h("select", { value: typed.account,
      onchange: (/** @type {any} */ event) => update(() => { typed.account = event.target.value; }) },
      h("option", { value: "" }, "any"), names.map((name) => h("option", { key: name, value: name }, name)))),
    field("times", "Times", mistakes, "no limit"), field("after", "Let pass first", mistakes, "0 requests"),
    field("chance", "Chance", mistakes, "100 %"),
    field("where", "Only where the body has", mistakes, "name is Spring", "all mono")),
  h("div", { class: "box" }, h("p", { "aria-live": "polite" }, h("strong", {}, sentence(words))), h("p", { class: "second" }, meaning),
    own.mistake && h("p", { class: "mistake", role: "alert" }, icon("cross"), own.mistake),
    h("div", { class: "buttons" }, button("Arm it", () => {}, { kind: "primary", type: "submit", icon: "faults", off }),
      copyButton("fault as curl", () => curlLine({ method: "POST", url: `${controlURL}faults`, headers: [], body: JSON.stringify(definition) }),
        { word: "Copy as curl" }))));
}

/**
 * @param {Exclude<keyof FaultForm, "ready" | "account">} name
 * @param {string} text
 * @param {Record<string, string>} mistakes
 * @param {string} placeholder
 * @param {string} [classes]
 */
function field(name, text, mistakes, placeholder, classes = "") {
  const mistake = mistakes[name];
  return h("label", { key: name, class: classes }, h("span", {}, text), h("input", { value: own.form[name], placeholder,
    autocomplete: "off", spellcheck: "false", "aria-invalid": mistake ? true : null, oninput: (/** @type {any} */ event) => update(() => {
      own.form[name] = event.target.value;
      own.mistake = "";
    }) }), mistake && h("span", { class: "mistake" }, mistake));
}

/** @param {import("./fault-words.js").Definition} definition */
async function arm(definition) {
  try {
    await control("POST", "faults", definition);
    update(() => { own.mistake = ""; });
  } catch (error) {
    update(() => { own.mistake = error instanceof Error ? error.message : String(error); });
  }
}
