// A call of a lead that is played by hand: it begins at once, whatever the window says.

import { outcomes } from "./call-words.js";
import { control, Refused } from "./mock.js";
import { button, textField } from "./parts.js";
import { link } from "./router.js";
import { isOff, note, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {{lead: number, number: string, outcome: string, seconds: string, variables: string, mistake: string}} Play */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {import("./campaigns.js").Lead} lead */
export function startPlay(own, { id, phone_number: number }) {
  update(() => { own.play = { lead: id, number, outcome: "completed", seconds: "", variables: "", mistake: "" }; });
}

/** @param {Own} own @param {Play} form */
export function playForm(own, form) {
  const close = () => update(() => { own.play = null; });
  return h("form", { class: "lead-form play-form", key: "play", "aria-label": "Play a call",
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") close(); },
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void play(own, form);
    } },
  h("p", { class: "wide" }, h("strong", {}, `A call to lead ${form.lead}, `, h("code", {}, form.number)), ", begins at once, whatever the window and the limits say."),
  h("label", {}, h("span", {}, "Outcome"), h("select", { value: form.outcome, focus: true, onchange: (/** @type {any} */ event) => update(() => { form.outcome = event.target.value; }) },
    outcomes.map((one) => h("option", { key: one, value: one }, one)))),
  textField("Seconds", form, "seconds", { placeholder: "as usual" }),
  textField("Extracted variables", form, "variables", { placeholder: '{"appointment_booked": true}' }),
  h("div", { class: "buttons" }, button("Play it", () => {}, { kind: "primary", type: "submit", icon: "calls", off: isOff() }), button("Close", close, { kind: "quiet" })),
  form.mistake && h("p", { class: "mistake", role: "alert" }, form.mistake));
}

/** @param {Own} own @param {Play} form */
async function play(own, form) {
  let variables;
  try {
    variables = form.variables.trim() ? JSON.parse(form.variables) : undefined;
  } catch {
    return update(() => { form.mistake = 'Variables are not JSON. Write them like {"appointment_booked": true}.'; });
  }
  try {
    const call = await control("POST", "calls", {
      lead_id: form.lead, outcome: form.outcome, ...(form.seconds.trim() && { seconds: Number(form.seconds) || form.seconds }),
      ...(variables !== undefined && { extracted_variables: variables }),
    });
    note([`Call ${call.id} has begun.`, h("a", { href: link("calls", [call.id]) }, "Open")]);
    update(() => { own.play = null; });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    update(() => { form.mistake = error.message; });
  }
}
