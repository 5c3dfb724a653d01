// The view Try it: any call of the API, as a form.

import { h } from "./view.js";

/** @type {import("./app.js").View} */
export const tryIt = {
  name: "try-it", title: "Try it", letter: "t", icon: "try",
  start: () => ({}),
  load: async () => {},
  render: () => h("div", { class: "view try-it" }, h("header", { class: "second-bar" }, h("h1", {}, "Try it"))),
  
};
