// The token of a mock that was started with --control-token. This tab keeps it until it is closed.

import { fill, h } from "./elements.js";

const name = "campaign-mock.control-token";

/** The token; empty for none. */
export function controlToken() {
  return sessionStorage.getItem(name) ?? "";
}

/**
 * The refusal of a request without the right token.
 */
export class TokenNeeded extends Error {}

/**
 * Reads a JSON document of the mock.
 *
 * @param {string} url
 * @returns {Promise<any>}
 * @throws {TokenNeeded}
 */
export async function readDocument(url) {
  const token = controlToken();
  const response = await fetch(url, {
    headers: token ? { Authorization: `Bearer ${token}` } : {}, credentials: "omit", referrerPolicy: "no-referrer",
  });
  if (response.status === 401) throw new TokenNeeded();
  if (response.ok) return response.json();
  const text = await response.text();
  let message = text;
  try {
    message = JSON.parse(text).message ?? text;
  } catch { /* The text itself is the message. */ }
  throw new Error(`${response.status}: ${message}`);
}

/**
 * Asks for the token, and calls `retry` with the token set.
 *
 * @param {Element} place
 * @param {() => Promise<void>} retry
 */
export function askForToken(place, retry) {
  const field = h("input", {
    id: "token", type: "password", autocomplete: "off", spellcheck: "false", required: true,
    "aria-describedby": "token-mistake",
  });
  const mistake = h("p", { id: "token-mistake", class: "mistake", role: "alert" });
  if (controlToken()) mistake.textContent = "✕ This is not the token.";
  const form = h("form", {
    class: "token",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      sessionStorage.setItem(name, field.value.trim());
      void retry();
    },
  },
    h("h1", {}, "This mock asks for a token"),
    h("label", { for: "token" }, "It is the one given with ", h("code", {}, "--control-token"),
      ". This tab keeps it until you close it."),
    h("div", { class: "row" }, field, h("button", { class: "primary" }, "Open")), mistake);
  fill(place, form);
  field.focus();
}
