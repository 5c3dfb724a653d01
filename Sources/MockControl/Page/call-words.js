// Calls in words and signs: what came of one, how long it took, and what became of its lead.

import { h } from "./view.js";
import { timeOfDay } from "./words.js";

/**
 * @typedef {object} Call a row of `GET /_mock/calls`.
 * @property {number} id
 * @property {string} account
 * @property {number | null} campaign_id
 * @property {number | null} lead_id
 * @property {number} assistant_id
 * @property {string | null} assistant_phone_number
 * @property {string} client_phone_number
 * @property {string} outcome
 * @property {number} attempt
 * @property {string} status
 * @property {string} created_at
 * @property {string} ends_at
 * @property {string | null} ended_at
 * @property {any} webhook_response
 */

/** The shape of each outcome, around its middle; those with an open shape are lines. @type {Record<string, string>} */
const shapes = {
  completed: "M0-4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  "goal-incomplete": "M0-4 4 0 0 4-4 0z",
  voicemail: "M-3.8-3.8h7.6v7.6h-7.6z",
  "no-answer": "M0-3.4a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z",
  busy: "M0-4 4.4 3.8h-8.8z",
  failed: "M-3.4-3.4 3.4 3.4M3.4-3.4-3.4 3.4",
  "going on": "M0-3.6a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2zM0-.6a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z",
  planned: "M0-3.6a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z",
};

/** The outcomes of calls in the order of their legend; the last two are no outcomes yet. */
export const kinds = Object.keys(shapes);
export const outcomes = kinds.slice(0, 6);

/** @param {Call} call */
export const kindOf = ({ ended_at: end, outcome }) => (end === null ? "going on" : outcome);

/** The class of a kind. @param {string} kind */
export const kindClass = (kind) => `k-${kind.replace(" ", "-")}`;

/** The shape of a kind around 0, 0. @param {string} kind */
export function markPath(kind) {
  return h("path", { class: `mark ${kindClass(kind)}`, d: shapes[kind] ?? shapes.failed });
}

/** @param {string} kind */
export function callMark(kind) {
  return h("svg", { class: "call-mark", viewBox: "-5 -5 10 10", width: 10, height: 10, "aria-hidden": "true" }, markPath(kind));
}

/** @param {string} kind */
export function kindWord(kind) {
  return h("span", { class: "state" }, callMark(kind), outcomes.includes(kind) ? h("code", {}, kind) : kind);
}

/** @param {Call} call */
export function seconds({ created_at: begin, ended_at: end, ends_at: planned }) {
  return Math.max(0, Date.parse(end ?? planned) - Date.parse(begin)) / 1000;
}

/** `rang for 30 s` @param {Call} call @param {string} [zone] */
export function took(call, zone) {
  if (call.ended_at === null) return `ends at ${timeOfDay(Date.parse(call.ends_at), zone)}`;
  const verb = call.outcome === "no-answer" ? "rang for" : call.outcome === "busy" || call.outcome === "failed" ? "ended after" : "lasted";
  return `${verb} ${seconds(call).toLocaleString("en")} s`;
}

const ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth"];

/**
 * What became of the one who was called, by the tries that are known.
 *
 * @param {Call[]} tries in the order of time.
 * @param {number} most how many tries a lead gets.
 * @param {(text: string) => string} when
 */
export function fate(tries, most, when) {
  const last = tries[tries.length - 1];
  if (!last) return "";
  const nth = ordinals[last.attempt] ?? `${last.attempt}th`;
  if (last.ended_at === null) return `The ${nth} try goes on.`;
  if (last.outcome === "completed") return `Reached at the ${nth} try, ${when(last.created_at)}`;
  if (last.attempt >= most && last.outcome !== "voicemail") return "Not reached, and no try is left.";
  return "";
}
