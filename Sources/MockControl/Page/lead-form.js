// The form of a new lead, and the same as a line for a terminal.

import { accountOf, asAccount } from "./campaign.js";
import { icon } from "./icons.js";
import { address } from "./mock.js";
import { button, copyButton } from "./parts.js";
import { isOff, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {Campaign} campaign @param {boolean} canClose */
export function leadForm(own, campaign, canClose) {
  const { form } = own;
  const field = (
    /** @type {"phone" | "variables"} */ name,
    /** @type {string} */ title,
    /** @type {string} */ placeholder,
  ) =>
    h(
      "label",
      { class: name },
      h("span", {}, title),
      h("input", {
        type: "text",
        value: form[name],
        placeholder,
        class: "mono",
        autocomplete: "off",
        spellcheck: "false",
        focus: canClose && name === "phone",
        "aria-invalid": name in form.mistakes,
        oninput: (/** @type {any} */ event) =>
          update(() => {
            form[name] = event.target.value;
            delete form.mistakes[name];
          }),
      }),
    );
  const close = () =>
    update(() => {
      form.isOpen = false;
    });
  return h(
    "form",
    {
      class: "lead-form",
      "aria-label": "Add lead",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Escape" && canClose) close();
      },
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void add(own, campaign);
      },
    },
    field("phone", "Phone number", "+15550100160"),
    field("variables", "Variables", '{"name": "Ana"}'),
    h(
      "div",
      { class: "buttons" },
      button("Add lead", () => {}, { kind: "primary", type: "submit", off: isOff() }),
      canClose && button("Close", close, { kind: "quiet" }),
    ),
    Object.values(form.mistakes).map((text) =>
      h("p", { class: "mistake", role: "alert", key: text }, icon("cross", "small"), text)
    ),
  );
}

/** @param {Own} own @param {Campaign} campaign */
async function add(own, campaign) {
  const { form } = own;
  /** @type {any} */
  let variables;
  try {
    variables = form.variables.trim() ? JSON.parse(form.variables) : undefined;
  } catch {
    return update(() => {
      form.mistakes = { variables: 'Variables are not JSON. Write them like {"name": "Ana"}.' };
    });
  }
  const body = {
    campaign_id: campaign.id,
    phone_number: form.phone,
    ...(variables === undefined ? {} : { variables }),
  };
  const answer = await asAccount(campaign, "POST", "/user/lead", body);
  if (!answer) return;
  const errors = Object.entries(answer.json?.errors ?? {});
  update(() => {
    form.mistakes = answer.status < 400 ? {} : errors.length
      ? Object.fromEntries(
        errors.map(([name, texts]) => [name.startsWith("variables") ? "variables" : "phone", [texts].flat().join(" ")]),
      )
      : { phone: `${answer.status}: ${answer.json?.message ?? answer.text.slice(0, 200)}` };
    if (answer.status >= 400) return;
    Object.assign(form, { isOpen: true, phone: "", variables: "" });
    Object.assign(own, { before: [], status: "" });
  });
}

/** @param {Own} own @param {Campaign} campaign */
export function terminalLine(own, campaign) {
  const key = accountOf(campaign)?.api_keys[0] ?? "YOUR_API_KEY";
  const body = `{"campaign_id": ${campaign.id}, "phone_number": ${JSON.stringify(own.form.phone || "+15550100160")}}`;
  const line =
    `curl -X POST ${address}/user/lead -H 'Authorization: Bearer ${key}' \\\n  -H 'Content-Type: application/json' -d '${
      body.replaceAll("'", "'\\''")
    }'`;
  return [
    h("p", { class: "second" }, "Or from a terminal:"),
    h(
      "div",
      { class: "code-box" },
      h("pre", { class: "code", tabindex: 0, role: "region", "aria-label": "Command" }, line),
      copyButton("command", line),
    ),
  ];
}
