// What stands in place of a view while the mock waits for its control token.

import { icon } from "./icons.js";
import { state } from "./store.js";
import { h } from "./view.js";

/** @param {{signIn: (token: string) => void}} actions */
export function signIn(actions) {
  return h("form", {
    class: "sign-in",
    onsubmit: (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.currentTarget);
      actions.signIn(String(new FormData(form).get("token") ?? "").trim());
    },
  },
    h("h1", {}, "This mock asks for a token"),
    h("label", { for: "token" }, "It is the one given with ", h("code", {}, "--control-token"),
      ". This tab keeps it until you close it."),
    h("div", { class: "row" },
      h("input", {
        id: "token", name: "token", type: "password", autocomplete: "off", spellcheck: "false", required: true, focus: true,
        "aria-describedby": "token-mistake", "aria-invalid": state.token === "wrong" ? "true" : null,
      }),
      h("button", { class: "button primary" }, "Open")),
    h("p", { id: "token-mistake", class: "mistake", role: "alert" },
      state.token === "wrong" && [icon("cross", "small"), "This is not the token."]));
}
