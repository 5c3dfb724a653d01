// The description of one operation.

import { button, copyButton, statusMark } from "./parts.js";
import { line, prose } from "./prose.js";
import { limitsText, rows, shown, typeText } from "./schema.js";
import { update } from "./store.js";
import { exampleText } from "./try.js";
import { h } from "./view.js";

/** @typedef {import("./description.js").Operation} Operation */
/** @typedef {import("./description.js").Answer} Answer */
/** @typedef {import("./description.js").Content} Content */

/** @param {Operation} operation */
export function operationView(operation) {
  return [
    h("div", { class: "title" }, h("h1", {}, operation.summary || operation.id),
      button("Try it", jump, { class: "jump" })),
    h("p", { class: "target" }, h("b", {}, operation.method), " ", operation.path),
    h("p", { class: "fine" }, "operationId ", h("code", {}, operation.id),
      { required: "; needs an API key", optional: "; needs the control token, if the mock has one", none: "" }[operation.key]),
    ...prose(operation.description),
    ...parameters(operation),
    ...body(operation),
    h("h2", {}, "Answers"),
    ...operation.answers.map((one) => answer(operation, one)),
  ];
}

/** On a small screen Try it is far below. */
function jump() {
  const form = document.querySelector("form.try");
  form?.scrollIntoView();
  const field = /** @type {HTMLElement | null} */ (form?.querySelector("input, textarea, button") ?? null);
  field?.focus({ preventScroll: true });
}

/** @param {Operation} operation */
function parameters(operation) {
  if (operation.parameters.length === 0) return [];
  const source = operation.source;
  return [h("h2", {}, "Parameters"), table("Parameters", ["Name", "Value", "Meaning"], operation.parameters.map((one) => [
    name(one.name, one.required, 0, one.place === "query" ? "" : `in the ${one.place}`),
    value(typeText(source, one.schema), limitsText(source, one.schema)),
    [...line(one.description), one.example === undefined ? null : h("div", { class: "fine" }, "Example: ",
      h("code", {}, shown(one.example)))],
  ]))];
}

/** @param {Operation} operation */
function body(operation) {
  if (!operation.body) return [];
  const types = operation.body.contents.map((content) => content.mediaType).join(", ");
  return [
    h("h2", {}, "Body"),
    ...prose(operation.body.description),
    h("p", { class: "fine" }, `${operation.body.required ? "Required" : "Optional"}, as `, h("code", {}, types)),
    ...shape(operation, operation.body.contents[0], "Members of the body"),
  ];
}

/** @param {Operation} operation @param {Answer} one */
function answer(operation, one) {
  const source = operation.source;
  const name = `Answer ${one.status}`;
  return h("details", { class: "answer", open: one.status[0] === "2" },
    h("summary", {}, statusMark(Number(one.status)), h("span", {}, line(one.description))),
    one.headers.length > 0 && table(`${name}: header fields`, ["Header field", "Value", "Meaning"],
      one.headers.map((field) => [
        h("code", {}, field.name), value(typeText(source, field.schema), limitsText(source, field.schema)),
        line(field.description),
      ])),
    one.contents.flatMap((content) => [
      h("p", { class: "fine" }, h("code", {}, content.mediaType), " ",
        content.schema ? typeText(source, content.schema) : ""),
      ...shape(operation, content, `${name}: members`), examples(`${operation.id} ${name}`, content),
    ]),
    one.contents.length === 0 && h("p", { class: "fine" }, "Without a body."));
}

/** The members as a table. @param {Operation} operation @param {Content | undefined} content @param {string} caption */
function shape(operation, content, caption) {
  const members = content?.schema ? rows(operation.source, content.schema) : [];
  if (members.length === 0) return [];
  return [table(caption, ["Member", "Value", "Meaning"], members.map((row) => [
    name(row.name, row.required, row.depth, ""), value(row.type, row.limits), line(row.description),
  ]))];
}

/** Which example is chosen, by the names of the choices. @type {Map<string, number>} */
const chosen = new Map();

/** One example, or a choice of them. @param {string} name unique on the page. @param {Content} content */
function examples(name, { examples: all }) {
  if (all.length === 0) return null;
  const text = exampleText(all[chosen.get(name) ?? 0]?.value ?? all[0].value);
  return h("div", { class: "example" },
    h("header", {}, all.length === 1 ? h("h3", {}, "Example")
      : h("select", { "aria-label": `${name}: which example`, onchange: (/** @type {any} */ event) => update(() => {
        chosen.set(name, event.target.selectedIndex);
      }) }, all.map((one, index) => h("option", { selected: index === (chosen.get(name) ?? 0) }, one.summary))),
    copyButton(`${name}: example`, text, { kind: "quiet" })),
    h("pre", { class: "code", tabindex: 0, role: "region", "aria-label": `${name}: example` }, text));
}

/** @param {string} text @param {boolean} required @param {number} depth @param {string} note */
function name(text, required, depth, note) {
  return h("span", { class: `depth${Math.min(depth, 5)}` }, h("code", {}, text),
    required && h("span", { class: "fine" }, " required"), note && h("span", { class: "fine" }, ` ${note}`));
}

/** @param {string} type @param {string} limits */
function value(type, limits) {
  return [type, limits && h("span", { class: "limits" }, limits)];
}

/**
 * A table that becomes a list on a small screen; the roles keep it a table for screen readers.
 * @param {string} caption
 * @param {string[]} heads
 * @param {any[][]} lines
 */
function table(caption, heads, lines) {
  return h("table", { role: "table", "aria-label": caption },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
      heads.map((head) => h("th", { role: "columnheader", scope: "col" }, head)))),
    h("tbody", { role: "rowgroup" }, lines.map((cells) => h("tr", { role: "row" },
      cells.map((cell) => h("td", { role: "cell" }, cell))))));
}
