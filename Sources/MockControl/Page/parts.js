// Parts that more than one view shows.

import { icon } from "./icons.js";
import { state, update } from "./store.js";
import { h } from "./view.js";

/** @typedef {import("./view.js").Contents} Contents */
/** @typedef {import("./icons.js").IconName} IconName */

/**
 * A status by shape, number and colour: a dot for success, a ring for 204 and redirects, a diamond for refusals, a filled
 * pill for failures, and an outlined pill *cut* where no answer went out.
 *
 * @param {number | null} status
 * @param {{isLarge?: boolean, isAlone?: boolean}} [options] `isAlone`: the shape without the number.
 */
export function statusMark(status, { isLarge = false, isAlone = false } = {}) {
  const kind = status === null ? "cut" : status === 204 || (status >= 300 && status < 400) ? "ring" : status < 400 ? "dot"
    : status < 500 ? "diamond" : "failure";
  const size = isLarge ? 14 : 8;
  const shape = { dot: "M4 0a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", ring: "M4 1a3 3 0 1 0 0 6 3 3 0 0 0 0-6z", diamond: "M4 0 8 4 4 8 0 4z" };
  const isPill = kind === "cut" || kind === "failure";
  return h("span", { class: `status ${kind}` },
    !isPill || isAlone
      ? h("svg", { class: "shape", viewBox: "-0.5 -0.5 9 9", width: size, height: size, "aria-hidden": "true" },
        h("path", { d: isPill ? "M0 0h8v8H0z" : shape[/** @type {"dot"} */ (kind)] }))
      : null,
    !isAlone && h("b", {}, status === null ? "cut" : String(status)));
}

/**
 * @param {string} text
 * @param {() => void} onclick
 * @param {{icon?: IconName, kind?: "primary" | "quiet" | "danger", off?: boolean | string, key?: string, label?: string,
 *   isMenu?: boolean, expanded?: boolean, class?: string, type?: string}} [options] `off`: not usable; a text says why.
 */
export function button(text, onclick, options = {}) {
  return h("button", {
    key: options.key, type: options.type ?? "button", class: `button ${options.kind ?? ""} ${options.class ?? ""}`, onclick,
    disabled: Boolean(options.off), title: typeof options.off === "string" ? options.off : null,
    "aria-label": options.label, "aria-expanded": options.expanded, "aria-haspopup": options.isMenu ? "true" : null,
  }, options.icon && icon(options.icon), text && h("span", {}, text), options.isMenu && icon("down", "small"));
}

/**
 * A button with an icon alone.
 *
 * @param {IconName} name
 * @param {string} label its name for screen readers, and its tooltip.
 * @param {() => void} onclick
 * @param {Record<string, any>} [attributes]
 */
export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", {
    type: "button", onclick, "aria-label": label, title: label, ...attributes, class: `icon-button ${attributes.class ?? ""}`,
  }, icon(name));
}

/**
 * Copies a text, and says so for a while.
 *
 * @param {string} name what is copied: `address`. Unique on the page.
 * @param {string | (() => string | Promise<string>)} text
 * @param {{word?: string, kind?: "quiet", isIcon?: boolean}} [options] `isIcon`: without the word.
 */
export function copyButton(name, text, { word = "Copy", kind, isIcon = false } = {}) {
  const said = copied.get(name);
  return h("button", {
    key: `copy ${name}`, type: "button", class: isIcon ? "icon-button" : `button ${kind ?? ""}`,
    title: isIcon ? said ?? `Copy ${name}` : null, "aria-label": said || word === "Copy" ? `${said ?? word} ${name}` : word,
    onclick: async () => say(name, (await copy(typeof text === "string" ? text : await text())) ? "Copied" : "Not copied"),
  }, icon(said === "Copied" ? "check" : "copy", said === "Copied" ? "ok" : ""), !isIcon && h("span", {}, said ?? word));
}

/** What the copy buttons say, by their names. @type {Map<string, string>} */
const copied = new Map();

/**
 * @param {string} name
 * @param {string} word
 */
function say(name, word) {
  update(() => copied.set(name, word));
  setTimeout(() => update(() => copied.delete(name)), 1500);
}

/**
 * Copies a text. Browsers offer the clipboard on `https` and loopback addresses only; elsewhere the text is selected in
 * a field and copied from there.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied.
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.className = "away";
    field.readOnly = true;
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}

/**
 * A button that asks once more, in place: what goes, in numbers. The focus is on *Cancel*.
 *
 * @param {string} name unique on the page; `state.frame.open` holds it while the question stands.
 * @param {string} text with dots: `Delete…`.
 * @param {{question: string, goes: Contents, word: string, run: () => void, icon?: IconName, kind?: "danger" | "quiet",
 *   off?: boolean | string, more?: Contents}} options `word`: the verb of the button that does it; `more`: stands above
 *   the buttons, such as what is kept.
 */
export function confirmButton(name, text, options) {
  const isOpen = state.frame.open === name;
  return h("div", { class: "menu-place", key: name },
    button(text, () => toggle(name), { icon: options.icon, kind: options.kind ?? "danger", off: options.off, expanded: isOpen }),
    isOpen && h("div", { class: "floating question", role: "alertdialog", "aria-label": options.question, onkeydown: closeOnEscape },
      h("strong", {}, options.question), h("p", {}, options.goes), options.more,
      h("div", { class: "buttons" },
        button(options.word, () => {
          toggle(name);
          options.run();
        }, { kind: "danger" }),
        h("button", { type: "button", class: "button", focus: true, onclick: () => toggle(name) }, "Cancel"))));
}

/**
 * A button that opens a list of choices.
 *
 * @param {string} name unique on the page.
 * @param {import("./view.js").Description} opener see `button`; its click is set here.
 * @param {{text: Contents, run: () => void, isChosen?: boolean, off?: boolean, icon?: IconName}[]} items
 */
export function menu(name, opener, items) {
  const isOpen = state.frame.open === name;
  return h("div", { class: "menu-place", key: name, onkeydown: closeOnEscape },
    { ...opener, attributes: { ...opener.attributes, onclick: () => toggle(name), "aria-expanded": isOpen } },
    isOpen && h("div", { class: "floating menu", role: "group" }, items.map((item) => h("button", {
      type: "button", class: "menu-item", disabled: item.off, "aria-current": item.isChosen ? "true" : null,
      onclick: () => {
        toggle(name);
        item.run();
      },
    }, item.icon && icon(item.icon), h("span", {}, item.text), item.isChosen && icon("check", "accent")))));
}

/**
 * Opens or closes a menu or a question. One is open at a time.
 *
 * @param {string} name
 */
export function toggle(name) {
  update(({ frame }) => { frame.open = frame.open === name ? "" : name; });
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  if (event.key !== "Escape" || !state.frame.open) return;
  event.preventDefault();
  const place = event.currentTarget instanceof Element ? event.currentTarget.closest(".menu-place") : null;
  place?.querySelector("button")?.focus();
  update(({ frame }) => { frame.open = ""; });
}

/**
 * A small rounded box with a sign and a word, such as a campaign's status.
 *
 * @param {string} text
 * @param {{icon?: IconName, kind?: "ok" | "warn" | "bad" | ""}} [options]
 */
export function pill(text, { icon: name, kind = "" } = {}) {
  return h("span", { class: `pill ${kind}` }, name && icon(name, "small"), text);
}

/**
 * A path that loses its left where there is no room, with the whole as its tooltip.
 *
 * @param {string} path
 */
export function path(path) {
  // The text runs from right to left, so that its left is cut. The marks keep the slash at its place.
  return h("span", { class: "path", title: path }, h("bdi", {}, path));
}

/**
 * A bar of segments. The numbers stand beneath it, so it is hidden from screen readers.
 *
 * @param {{value: number, kind: string}[]} segments `kind`: its class.
 * @param {number} total
 */
export function bar(segments, total) {
  let begin = 0;
  return h("svg", { class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", width: "100%", height: 6, "aria-hidden": "true" },
    h("rect", { class: "rest", width: 100, height: 6 }),
    segments.filter(({ value }) => value > 0).map(({ value, kind }) => {
      const width = total > 0 ? Math.min(100, (value / total) * 100) : 0;
      const x = begin;
      begin += width;
      return h("rect", { key: kind, class: kind, x, width, height: 6 });
    }));
}

/**
 * A field of a form with its name above it. What is typed stands in the form.
 *
 * @template {Record<string, any>} Form
 * @param {string} title
 * @param {Form} form
 * @param {keyof Form & string} name of the member.
 * @param {{placeholder?: string, focus?: boolean, class?: string, mistakes?: Record<string, string>}} [options] `mistakes`:
 *   by the names of fields. One that is typed in has none any more.
 */
export function textField(title, form, name, { placeholder, focus, class: kind = "", mistakes } = {}) {
  return h("label", { class: kind, key: name }, h("span", {}, title), h("input", {
    type: "text", class: "mono", value: form[name], placeholder, focus, autocomplete: "off", spellcheck: "false",
    "aria-invalid": mistakes ? name in mistakes : null,
    oninput: (/** @type {any} */ event) => update(() => {
      /** @type {any} */ (form)[name] = event.target.value;
      if (mistakes) delete mistakes[name];
      else if ("mistake" in form) /** @type {any} */ (form).mistake = "";
    }),
  }));
}
