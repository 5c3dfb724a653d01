// All that is stored of a campaign, and which of it was sent.

import { accountOf } from "./campaign-account.js";
import { link } from "./router.js";
import { clockNow } from "./store.js";
import { h } from "./view.js";
import { shortDay, WEEKDAYS } from "./week.js";
import { city, moment, parts, two } from "./words.js";

/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Own} Own */

/** @param {Own} own @param {Campaign} campaign */
export function fieldsPart(own, campaign) {
  const owner = accountOf(campaign);
  const { made, total } = own.requests;
  const sent = sentNames(made);
  const assistant = owner?.assistants.find((/** @type {any} */ one) => one.id === campaign.assistant_id)?.name;
  const unit = (/** @type {string} */ text) => [" ", h("bdi", { class: "quiet-text" }, text)];
  const days = WEEKDAYS.filter((day) => campaign.allowed_days.includes(day)).map((day) =>
    shortDay(WEEKDAYS.indexOf(day))
  );
  /** @type {[string, any, any?][]} name, content, and the default where it is known. */
  const fields = [
    ["id", campaign.id],
    ["account", h("a", { href: link("accounts", [campaign.account]) }, campaign.account)],
    ["assistant_id", [campaign.assistant_id, assistant && unit(assistant)]],
    ["timezone", campaign.timezone, owner?.timezone],
    ["allowed_hours_start_time", campaign.allowed_hours_start_time.slice(0, 5), "00:00"],
    ["allowed_hours_end_time", campaign.allowed_hours_end_time.slice(0, 5), "23:59"],
    ["allowed_days", days.length === 7 ? "every day" : days.join(" ") || "none", "every day"],
    ["max_calls_in_parallel", campaign.max_calls_in_parallel, Math.min(3, owner?.plan.max_calls_in_parallel ?? 3)],
    ["max_retries", campaign.max_retries, 3],
    ["retry_interval", [campaign.retry_interval, unit("minutes")]],
    ["retry_on_voicemail", campaign.retry_on_voicemail, false],
    ["retry_on_goal_incomplete", campaign.retry_on_goal_incomplete, false],
    ["goal_completion_variable", campaign.goal_completion_variable ?? "none", "none"],
    ["mark_complete_when_no_leads", campaign.mark_complete_when_no_leads, true],
    ["phone_number_ids", campaign.phone_number_ids.join(", ") || "none", "none"],
    ["created_at", dateOf(own, campaign, campaign.created_at)],
    ["updated_at", dateOf(own, campaign, campaign.updated_at)],
  ];
  const optional = new Set(fields.slice(3, 15).map(([name]) => name));
  return h("section", { class: "fields-part", "aria-label": "Stored fields" },
    h("header", {}, h("h2", {}, "Stored fields"), h("span", { class: "fine" }, sent ? "grey: not sent, default" : "grey: as by default")),
    h("dl", {}, fields.map(([name, value, usual]) => {
      const isDefault = optional.has(name) && (sent ? !sent.has(name) : name === "retry_interval" ? campaign.retry_interval === 60 : value === usual);
      return h("div", { key: name }, h("dt", {}, h("code", {}, name)),
        h("dd", { class: isDefault ? "quiet-text" : "", title: isDefault ? (sent ? "not sent" : "the default") : null },
          typeof value === "boolean" ? String(value) : typeof value === "string" ? h("bdi", {}, value) : value));
    })),
    h("p", { class: "links" },
      made && h("a", { href: link("requests", [made.number]) }, "The request that made it"),
      total > (made ? 1 : 0) && h("a", { href: link("requests", [], { filter: `campaign:${campaign.id}` }) },
        total === 1 ? "Its request" : `Its ${total.toLocaleString("en")} requests`)));
}

/**
 * The members that the request sent with a value; `null` where that is not known.
 *
 * @param {any} made
 * @returns {Set<string> | null}
 */
function sentNames(made) {
  if (!made?.members) return null;
  const value = (/** @type {any} */ member) => ("taken_as" in member ? member.taken_as : member.value) ?? "";
  return new Set(made.members.filter((/** @type {any} */ one) => one.sent && value(one) !== "").map((/** @type {any} */ one) => one.path));
}

/**
 * A time in the campaign's zone, with the account's beside it.
 *
 * @param {Own} own @param {Campaign} campaign @param {string} text
 */
function dateOf(own, campaign, text) {
  const [time, now] = [Date.parse(text), clockNow(own.clock)];
  const zone = accountOf(campaign)?.timezone;
  const here = moment(time, now, campaign.timezone);
  const { hour, minute, second, weekday, day } = parts(time, zone ?? campaign.timezone);
  const there = `${two(hour)}:${two(minute)}:${two(second)}`;
  return [
    here,
    zone && !here.endsWith(there)
      && h("span", { class: "beside" }, `${day === parts(time, campaign.timezone).day ? "" : `${weekday} `}${there} in ${city(zone)}`),
  ];
}
