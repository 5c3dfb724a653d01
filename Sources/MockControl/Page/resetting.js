// The question before a reset: what goes, in numbers, and what is kept.

import { state, update } from "./store.js";
import { h } from "./view.js";
import { count } from "./words.js";

/** The parts that a reset can keep, and their names at the boxes. */
const parts = /** @type {const} */ (["campaigns", "accounts", "requests", "faults", "clock"]);
/** @type {Set<string>} */
const kept = new Set(["accounts"]);

/** The sentence, the boxes, and the parts that are kept. */
export function resetQuestion() {
  const { totals, faults, clock } = state;
  const going = [
    !kept.has("requests") && count(totals.allRequests, "request"),
    !kept.has("campaigns") && `${count(totals.campaigns, "campaign")} with their leads and calls`,
    !kept.has("faults") && count(faults.length, "fault"),
  ].filter((part) => typeof part === "string");
  const sentences = [
    going.length ? `What goes: ${going.join(", ")}.` : "Requests, campaigns and faults stay.",
    kept.has("clock") ? "The clock stays as it is." : clock?.mode === "real" ? "" : "The clock shows real time again.",
    kept.has("accounts") ? "Accounts stay as they are." : "Accounts are again those of the start data.",
  ].filter(Boolean);
  return {
    kept: [...kept], goes: sentences.join(" "),
    boxes: h("fieldset", { class: "boxes" }, h("legend", {}, "Keep"), parts.map((part) => h("label", { key: part },
      h("input", {
        type: "checkbox", checked: kept.has(part),
        onchange: () => update(() => { if (!kept.delete(part)) kept.add(part); }),
      }), part))),
  };
}
