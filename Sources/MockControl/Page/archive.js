// The HTTP Archive of a list: what was sent and what was answered, for the tools that read such files.

import { control } from "./mock.js";
import { attempt } from "./refusals.js";
import { parametersOf } from "./rows.js";
import { isOff } from "./store.js";

/** The item of a list's menu that saves what the list shows. @param {import("./rows.js").Own} own */
export function saveArchive(own) {
  return { text: "Save as HTTP Archive", off: isOff() || own.rows.length === 0, run: () => void attempt(() => save(own)) };
}

/** @param {import("./rows.js").Own} own */
async function save(own) {
  const file = `${own.source.name}.har`;
  const archive = await control("GET", `${file}?${new URLSearchParams(parametersOf(own).pairs)}`);
  const url = URL.createObjectURL(new Blob([JSON.stringify(archive, null, 1)], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = file;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
