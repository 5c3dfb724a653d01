// The field of a list's filter. Its words are coloured, and unknown ones are underlined.

import { nearest, parse } from "./filter.js";
import { icon } from "./icons.js";
import { iconButton } from "./parts.js";
import { update } from "./store.js";
import { h } from "./view.js";

/**
 * @typedef {object} FieldState
 * @property {boolean} hasFocus
 * @property {boolean} isHelpHidden
 */

/**
 * @param {object} options
 * @param {string} options.text
 * @param {FieldState} options.field
 * @param {(text: string) => void} options.change
 * @param {import("./filter.js").Language} options.language
 * @param {string} options.label
 * @param {string} options.placeholder
 */
export function filterField({ text, field, change, language, label, placeholder }) {
  const { words } = language;
  const terms = parse(text, language);
  const wrong = terms.find(({ mistake }) => mistake !== "");
  const isHelpShown = field.hasFocus && !field.isHelpHidden && (wrong || text === "");
  return h("div", { class: "filter", role: "search" },
    h("label", { class: "filter-box" }, icon("search", "small"), h("span", { class: "spoken" }, label),
      h("span", { class: "filter-text" },
        // The field's own text is transparent: this one, behind it, has colours.
        h("span", { class: "colours", "aria-hidden": "true", key: "colours" }, coloured(text, terms)),
        h("input", {
          id: "filter", type: "text", value: text, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
          placeholder, enterkeyhint: "search",
          "aria-describedby": wrong ? "filter-mistake" : null,
          oninput: (/** @type {InputEvent} */ event) => {
            field.isHelpHidden = false;
            change(/** @type {HTMLInputElement} */ (event.currentTarget).value);
          },
          onscroll: follow, onkeyup: follow,
          onfocus: () => update(() => { field.hasFocus = true; }),
          onblur: () => update(() => { field.hasFocus = false; field.isHelpHidden = false; }),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            if (event.key !== "Escape" && event.key !== "Enter") return;
            if (event.key === "Escape" && isHelpShown) update(() => { field.isHelpHidden = true; });
            else /** @type {HTMLInputElement} */ (event.currentTarget).blur();
            event.preventDefault();
          },
        })),
      text ? iconButton("cross", "Clear the filter", () => change("")) : h("kbd", { class: "wide-only" }, "/")),
    wrong && !field.hasFocus && h("p", { class: "filter-mistake", role: "status" }, mistakeLine(wrong, text, change, language)),
    // A click in the box must not take the focus from the field: the box would go before the click arrives.
    isHelpShown && h("div", { class: "floating filter-help", onmousedown: (/** @type {Event} */ event) => event.preventDefault() },
      wrong && h("p", { id: "filter-mistake", role: "status" }, mistakeLine(wrong, text, change, language)),
      h("ul", {}, words.map(({ word, example }) => h("li", {}, h("button", {
        type: "button", tabindex: -1,
        onclick: () => change(`${text.trimEnd()}${text.trim() ? " " : ""}${word === "json." ? "json.name:" : `${word}:`}${example}`),
      }, h("span", { class: "word" }, word === "json." ? ["json.", h("em", {}, "name")] : word, ":"), example))),
        h("li", {}, h("code", {}, '"any text"')), h("li", {}, h("code", {}, "-"), " in front leaves out"))));
}

/**
 * @param {import("./filter.js").Term} wrong
 * @param {string} text
 * @param {(text: string) => void} change
 * @param {import("./filter.js").Language} language
 */
function mistakeLine(wrong, text, change, language) {
  const near = wrong.mistake.includes("not a word") ? nearest(wrong.word, language) : "";
  const [first, ...rest] = wrong.mistake.split(" ");
  return [h("code", {}, first), ` ${rest.join(" ")}`, near && [" Did you mean ", h("button", {
    type: "button", class: "text-button",
    onclick: () => {
      const begin = wrong.start + (wrong.isNegated ? 1 : 0);
      const word = near === "json." ? `json.${wrong.word.split(".")[1] ?? "name"}` : near;
      change(text.slice(0, begin) + word + text.slice(begin + wrong.word.length));
    },
  }, near.replace(/\.$/, "")), "?"]];
}

/**
 * @param {string} text
 * @param {import("./filter.js").Term[]} terms
 */
function coloured(text, terms) {
  const parts = [];
  let end = 0;
  for (const { start, text: term, word, isNegated, mistake } of terms) {
    const wordEnd = word ? term.indexOf(":") + 1 : isNegated ? 1 : 0;
    parts.push(text.slice(end, start), h("span", { key: start, class: mistake ? "unknown" : "" },
      h("span", { class: "word" }, term.slice(0, wordEnd)), term.slice(wordEnd)));
    end = start + term.length;
  }
  return [...parts, text.slice(end)];
}

/** The coloured text scrolls with the field. @param {Event} event */
function follow({ currentTarget }) {
  const field = /** @type {HTMLInputElement} */ (currentTarget);
  const text = field.previousElementSibling;
  if (text && text.scrollLeft !== field.scrollLeft) text.scrollLeft = field.scrollLeft;
}
