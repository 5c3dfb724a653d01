// The form of a new lead, and the same as a line for a terminal.

import { accountOf, asAccount } from "./campaign-account.js";
import { icon } from "./icons.js";
import { address } from "./mock.js";
import { button, copyButton, textField } from "./parts.js";
import { isOff, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** Numbers whose calls end in a known way, whatever else is set. The first is no test number: it is reached. */
const testNumbers = [
  ["reached", "+15005550100"], ["no-answer", "+15005550001"], ["busy", "+15005550002"], ["failed", "+15005550003"],
  ["voicemail", "+15005550004"], ["goal-incomplete", "+15005550005"], ["no-answer twice, then reached", "+15005551102"],
];

/** @param {Own} own @param {Campaign} campaign @param {boolean} canClose */
export function leadForm(own, campaign, canClose) {
  const { form } = own;
  const close = () => update(() => { form.isOpen = false; });
  return h("form", { class: "lead-form", key: "lead form", "aria-label": "Add lead",
    onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape" && canClose) close(); },
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      void add(own, campaign);
    } },
  textField("Phone number", form, "phone", { placeholder: "+15550100160", focus: canClose, mistakes: form.mistakes }),
  textField("Variables", form, "variables", { placeholder: '{"name": "Ana"}', mistakes: form.mistakes }),
  h("div", { class: "buttons" },
    button("Add lead", () => {}, { kind: "primary", type: "submit", off: isOff() }), canClose && button("Close", close, { kind: "quiet" })),
  Object.values(form.mistakes).map((text) => h("p", { class: "mistake", role: "alert", key: text }, icon("cross", "small"), text)),
  h("div", { class: "toggles wide", role: "group", "aria-label": "Test numbers" }, h("span", { class: "fine" }, "Test numbers"),
    testNumbers.map(([text, number]) => h("button", { key: number, type: "button", title: number, "aria-pressed": form.phone === number,
      onclick: () => update(() => { Object.assign(form, { phone: form.phone === number ? "" : number, mistakes: {} }); }) },
    form.phone === number && icon("check", "small"), text))));
}

/** @param {Own} own @param {Campaign} campaign */
async function add(own, campaign) {
  const { form } = own;
  /** @type {any} */
  let variables;
  try {
    variables = form.variables.trim() ? JSON.parse(form.variables) : undefined;
  } catch {
    return update(() => { form.mistakes = { variables: 'Variables are not JSON. Write them like {"name": "Ana"}.' }; });
  }
  const body = { campaign_id: campaign.id, phone_number: form.phone, ...(variables === undefined ? {} : { variables }) };
  const answer = await asAccount(campaign, "POST", "/user/lead", body);
  if (!answer) return;
  const errors = Object.entries(answer.json?.errors ?? {});
  update(() => {
    form.mistakes = answer.status < 400 ? {} : errors.length
      ? Object.fromEntries(errors.map(([name, texts]) => [name.startsWith("variables") ? "variables" : "phone", [texts].flat().join(" ")]))
      : { phone: `${answer.status}: ${answer.json?.message ?? answer.text.slice(0, 200)}` };
    if (answer.status >= 400) return;
    Object.assign(form, { isOpen: true, phone: "", variables: "" });
    Object.assign(own, { before: [], status: "", part: "leads" });
  });
}

/** @param {Own} own @param {Campaign} campaign */
export function terminalLine(own, campaign) {
  const key = accountOf(campaign)?.api_keys[0] ?? "YOUR_API_KEY";
  const body = `{"campaign_id": ${campaign.id}, "phone_number": ${JSON.stringify(own.form.phone || "+15550100160")}}`;
  const line = `curl -X POST ${address}/user/lead -H 'Authorization: Bearer ${key}' \\\n  -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
  return [
    h("p", { class: "second" }, "Or from a terminal:"),
    h("div", { class: "code-box" },
      h("pre", { class: "code", tabindex: 0, role: "region", "aria-label": "Command" }, line), copyButton("command", line)),
  ];
}
