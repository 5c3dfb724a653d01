// What stands in place of the list before the first request.

import { h } from "./view.js";

export function requestsEmpty() {
  return h("section", { class: "requests-empty" }, h("h2", {}, "No requests yet"));
}
