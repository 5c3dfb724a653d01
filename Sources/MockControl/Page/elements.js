// Elements of a page. Text goes into a page by `textContent` alone, so no text can become markup.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes] `onclick` and the like are listeners; `true` sets an attribute without a
 *   value; `false`, `null` and `undefined` leave it out.
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/**
 * @param {(Child | Child[])[]} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  return children.flat().filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Replaces the content of an element.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/**
 * A text in the part of CommonMark that descriptions use: paragraphs, lists (`- `), and what `line` knows.
 *
 * @param {string} text
 * @returns {HTMLElement[]}
 */
export function prose(text) {
  return text.split(/\n{2,}/).filter((block) => block.trim()).map((block) => {
    const items = block.split(/\n(?=- )/);
    if (items.every((item) => item.startsWith("- "))) {
      return h("ul", {}, items.map((item) => h("li", {}, line(item.slice(2)))));
    }
    return h("p", {}, line(block));
  });
}

/**
 * A text with `code`, **strong** and *stressed* words.
 *
 * @param {string} text
 * @returns {Child[]}
 */
export function line(text) {
  return text.split("`").flatMap((part, index) => (index % 2 ? [h("code", {}, part)] : part.split("**").flatMap(
    (piece, place) => (place % 2 ? [h("strong", {}, piece)] : piece.split(/\*(?=\S)(.+?)\*/).map(
      (word, number) => (number % 2 ? h("em", {}, word) : word))))));
}

/**
 * A box of code with a button that copies its text.
 *
 * @param {string} name what the box holds, for screen readers.
 * @param {string} text
 * @param {string} [heading] shown above the box.
 */
export function codeBox(name, text, heading = name) {
  const code = h("pre", { tabindex: 0, role: "region", "aria-label": name }, text);
  const box = h("div", { class: "code" },
    h("div", { class: "code-head" }, h("h3", {}, heading), copyButton(name, () => code.textContent ?? "")), code);
  return { box, show: (/** @type {string} */ text) => { code.textContent = text; } };
}

/**
 * @param {string} name what is copied, for screen readers.
 * @param {() => string} text
 */
export function copyButton(name, text) {
  const word = h("span", { "aria-live": "polite" }, "Copy");
  const button = h("button", {
    type: "button", class: "quiet", "aria-label": `Copy ${name}`,
    onclick: async () => {
      word.textContent = (await copy(text())) ? "Copied" : "Not copied";
      button.setAttribute("aria-label", `${word.textContent}: ${name}`);
      setTimeout(() => {
        word.textContent = "Copy";
        button.setAttribute("aria-label", `Copy ${name}`);
      }, 1500);
    },
  }, word);
  return button;
}

/**
 * Copies a text. Browsers offer the clipboard on `https` and loopback addresses only; elsewhere the text is selected in
 * a field and copied from there.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied.
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = h("textarea", { class: "away", "aria-hidden": "true", readonly: true });
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
 * A status by shape, number and colour: a dot for success, a ring for no content and redirects, a diamond for refusals, a
 * filled box for failures.
 *
 * @param {string | number} status
 */
export function statusMark(status) {
  const text = String(status);
  const kind = text === "204" || text[0] === "3" ? "ring" : { 2: "dot", 4: "diamond", 5: "failure" }[text[0]] ?? "ring";
  const sign = { dot: "●", ring: "○", diamond: "◆" }[kind];
  return h("span", { class: `status ${kind}` }, sign && h("span", { "aria-hidden": "true" }, sign), h("b", {}, text));
}
