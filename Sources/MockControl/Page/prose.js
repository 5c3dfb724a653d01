// Texts in the part of CommonMark that descriptions use.

import { h } from "./view.js";

/**
 * Paragraphs, lists (`- `), and what `line` knows.
 *
 * @param {string} text
 */
export function prose(text) {
  return text.split(/\n{2,}/).filter((block) => block.trim()).map((block) => {
    const items = block.split(/\n(?=- )/);
    return items.every((item) => item.startsWith("- ")) ? h("ul", {}, items.map((item) => h("li", {}, line(item.slice(2)))))
      : h("p", {}, line(block));
  });
}

/**
 * A text with `code`, **strong** and *stressed* words.
 *
 * @param {string} text
 */
export function line(text) {
  return text.split("`").flatMap((part, index) => (index % 2 ? [h("code", {}, part)] : part.split("**").flatMap(
    (piece, place) => (place % 2 ? [h("strong", {}, piece)] : piece.split(/\*(?=\S)(.+?)\*/).map(
      (word, number) => (number % 2 ? h("em", {}, word) : word))))));
}
