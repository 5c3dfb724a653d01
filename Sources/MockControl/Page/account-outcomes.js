// What shall come of an account's calls: sentences in their order, and a form for another one.

import { outcomes } from "./call-words.js";
import { icon } from "./icons.js";
import { control, Refused } from "./mock.js";
import { button, confirmButton, iconButton, textField } from "./parts.js";
import { attempt } from "./refusals.js";
import { isOff, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

/**
 * @typedef {object} Setting an element of `/_mock/accounts/{name}/outcomes`.
 * @property {{phone_number?: string, campaign_id?: number, attempt?: number}} [match]
 * @property {string | {weights: Record<string, number>, seed?: number}} outcome
 * @property {number} [seconds]
 * @property {any} [extracted_variables]
 * @property {string[][]} [transcript]
 */

const emptyForm = () => ({ phone: "", campaign: "", attempt: "", outcome: "voicemail", weights: "completed 5, voicemail 3, no-answer 2", seconds: "", variables: "", mistake: "" });

/** `of`: the account that was read; `asked`: the one that is being read. */
const own = { of: "", asked: "", list: /** @type {Setting[]} */ ([]), form: /** @type {ReturnType<typeof emptyForm> | null} */ (null) };

/** @param {string} name */
const path = (name) => `accounts/${encodeURIComponent(name)}/outcomes`;

/** Reads those of an account. @param {string | undefined} name */
export async function loadOutcomes(name) {
  if (!name) return;
  const list = await control("GET", path(name));
  update(() => Object.assign(own, { list, form: own.of === name ? own.form : null, of: name }));
}

/** @param {string} name @param {Setting[]} list */
async function save(name, list) {
  const saved = await control("PUT", path(name), list);
  update(() => { own.list = saved; });
}

/** @param {any} account */
export function outcomesPart({ name }) {
  const { list, form } = own;
  if (own.of !== name) {
    // Which account is shown first is known once all are read.
    if (own.asked !== name) {
      own.asked = name;
      void attempt(() => loadOutcomes(name));
    }
    return null;
  }
  return h("section", { class: "outcomes", key: `outcomes ${name}`, "aria-label": "What comes of calls" },
    h("h3", {}, "What comes of calls"),
    h("p", { class: "second" }, list.length ? "The first that fits a call says what comes of it. After them the test numbers, then completed."
      : "Test numbers say what comes of their calls; all others are completed. A rule comes before both."),
    list.length > 0 && h("ol", { class: "lines" }, list.map((one, index) => h("li", { key: index }, h("span", {}, sentence(one)),
      index > 0 && iconButton("up", `Rule ${index + 1} first`, () => void attempt(() => save(name, [one, ...list.filter((other) => other !== one)])), { disabled: isOff() }),
      iconButton("trash", `Remove rule ${index + 1}`, () => void attempt(() => save(name, list.filter((other) => other !== one))), { disabled: isOff() })))),
    form ? ruleForm(name, form) : h("div", { class: "buttons" },
      button("Add a rule", () => update(() => { own.form = emptyForm(); }), { icon: "plus", off: isOff() }),
      list.length > 0 && confirmButton("forget outcomes", "Forget all…", { kind: "quiet", off: isOff(), word: "Forget", question: `Forget the rules of ${name}?`,
        goes: `What goes: ${count(list.length, "rule")}. Calls that go on end as planned.`, run: () => void attempt(async () => {
          await control("DELETE", path(name));
          update(() => { own.list = []; });
        }) })));
}

/** @param {Setting} setting */
function sentence({ match = {}, outcome, seconds, extracted_variables: variables, transcript }) {
  const { phone_number: number, campaign_id: campaign, attempt: nth } = match;
  const code = (/** @type {any} */ text) => h("code", {}, h("bdi", {}, text));
  const weights = typeof outcome === "string" ? null : Object.entries(outcome.weights);
  return [
    nth ? `Call ${nth} of a lead` : "Each call", number && [" to ", code(number)], campaign && ` of campaign ${campaign}`, ": ",
    weights ? [weights.map(([name, weight], index) => [index > 0 && ", ", h("strong", {}, name), ` ${weight}`]), " by weight"] : h("strong", {}, String(outcome)),
    seconds && `, ${seconds.toLocaleString("en")} s`, variables && [", with ", code(JSON.stringify(variables))], transcript && `, ${count(transcript.length, "line")} said`,
  ];
}

/** @param {string} name @param {ReturnType<typeof emptyForm>} form */
function ruleForm(name, form) {
  const close = () => update(() => { own.form = null; });
  return h("form", { class: "lead-form rule-form", "aria-label": "Add a rule", onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); },
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void add(name, form);
    } },
  textField("Phone number", form, "phone", { placeholder: "any, or +4930*", focus: true }), textField("Campaign", form, "campaign", { placeholder: "any" }),
  textField("Which call of a lead", form, "attempt", { placeholder: "any, or 1" }),
  h("label", {}, h("span", {}, "Outcome"), h("select", { value: form.outcome, onchange: (/** @type {any} */ event) => update(() => { form.outcome = event.target.value; }) },
    [...outcomes, "by weight"].map((one) => h("option", { key: one, value: one }, one)))),
  form.outcome === "by weight" && textField("Weights", form, "weights", { class: "wide" }),
  textField("Seconds", form, "seconds", { placeholder: "as usual" }), textField("Extracted variables", form, "variables", { placeholder: '{"appointment_booked": true}' }),
  h("div", { class: "buttons" }, button("Add it", () => {}, { kind: "primary", type: "submit", off: isOff() }), button("Close", close, { kind: "quiet" })),
  form.mistake && h("p", { class: "mistake wide", role: "alert" }, icon("cross", "small"), form.mistake));
}

/** @param {string} name @param {ReturnType<typeof emptyForm>} form */
async function add(name, form) {
  // What is no number goes as it was typed, so that the mock says what is wrong.
  const number = (/** @type {string} */ text) => (text.trim() === "" ? undefined : Number.isNaN(Number(text)) ? text : Number(text));
  const match = { phone_number: form.phone.trim() || undefined, campaign_id: number(form.campaign), attempt: number(form.attempt) };
  const weights = Object.fromEntries(form.weights.split(",").map((part) => part.trim().split(/[\s:=]+/)).map(([word, weight]) => [word, number(weight ?? "") ?? 1]));
  try {
    const setting = /** @type {any} */ ({
      ...(Object.values(match).some((one) => one !== undefined) && { match }), outcome: form.outcome === "by weight" ? { weights } : form.outcome,
      seconds: number(form.seconds), extracted_variables: form.variables.trim() ? JSON.parse(form.variables) : undefined,
    });
    await save(name, [...own.list, setting]);
    update(() => { own.form = null; });
  } catch (error) {
    if (!(error instanceof Refused || error instanceof SyntaxError)) throw error;
    update(() => { form.mistake = error instanceof Refused ? error.message : 'The variables are not JSON. Write them like {"appointment_booked": true}.'; });
  }
}
