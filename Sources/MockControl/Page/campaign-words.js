// What several parts of the view Campaigns say and draw about campaigns and leads.

import { icon } from "./icons.js";
import { h } from "./view.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./icons.js").IconName} IconName */

/** The sign and the kind of each status of a campaign. @type {Record<string, [IconName, "ok" | ""]>} */
const campaignSigns = {
  draft: ["circle", ""],
  "in-progress": ["play", "ok"],
  stopped: ["stop", ""],
  completed: ["check", "ok"],
};

/** @param {string} status */
function statusIcon(status) {
  const [name, kind] = campaignSigns[status] ?? ["circle", ""];
  return icon(name, `small ${kind} ${name}`);
}

/** @param {string} status */
export function statusPill(status) {
  return h("span", { class: `pill state ${status === "in-progress" ? "ok" : ""}` }, statusIcon(status), status);
}

/** @param {string} status */
export function statusWord(status) {
  return h("span", { class: "state" }, statusIcon(status), h("code", {}, status));
}

/** The statuses of leads in the order of their bar, with their signs. @type {Record<string, [IconName, string]>} */
export const leadSigns = {
  completed: ["check", "ok"],
  processing: ["processing", "accent"],
  rescheduled: ["again", "accent"],
  scheduled: ["clock", "accent"],
  created: ["circle", ""],
  "reached-max-retries": ["cross", ""],
  blacklisted: ["blocked", ""],
};

/** @param {string} status */
export function leadStatus(status) {
  const [name, kind] = leadSigns[status] ?? ["circle", ""];
  return h("span", { class: "state" }, icon(name, `small ${kind}`), h("code", {}, status));
}

/** How many leads a campaign has. @param {Campaign} campaign */
export const leadCount = ({ lead_counts: counts }) => Object.values(counts).reduce((sum, one) => sum + one, 0);

/** A bar of the leads by status. The numbers stand beside it. @param {Campaign} campaign */
export function leadBar(campaign) {
  const total = leadCount(campaign);
  const hatch = `hatch-${campaign.id}`;
  let begin = 0;
  return h("svg", { class: "lead-bar", width: "100%", height: 10, "aria-hidden": "true" },
    h("pattern", { id: hatch, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, h("path", { d: "M1.2 0v5" })),
    Object.keys(leadSigns).map((status) => {
      const number = campaign.lead_counts[status];
      if (!number) return null;
      const x = begin;
      begin += number / total * 100;
      return h("rect", { key: status, class: status, x: `${x}%`, width: `${begin - x}%`, height: 10, fill: status === "rescheduled" ? `url(#${hatch})` : null });
    }));
}
