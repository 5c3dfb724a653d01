// The calls of a campaign's week: which are drawn, and where.
//
// A day with up to 60 calls shows each as a mark. One with more shows columns of half an hour.

import { kindOf } from "./call-words.js";
import { control, query } from "./mock.js";
import { dayOf, isOpen, nextEdge, wall } from "./week.js";
import { momentOf } from "./zones.js";

/** @typedef {import("./call-words.js").Call} Call */
/** @typedef {import("./campaigns.js").Campaign} Campaign */
/** @typedef {import("./campaigns.js").Lead} Lead */

/**
 * @typedef {object} Mark
 * @property {string} kind
 * @property {number} minute of the day, with a fraction.
 * @property {number} lead
 * @property {Call} [call] none for a planned one.
 * @property {Lead} [planned]
 * @property {number} time milliseconds since 1970.
 *
 * @typedef {{minute: number, counts: Record<string, number>, total: number}} Column half an hour.
 * @typedef {{marks: Mark[], columns: Column[]}} Day
 * @typedef {object} WeekCalls
 * @property {number} monday
 * @property {Day[]} days
 * @property {Record<string, number>} counts by kind, of the week.
 */

/** The most marks of a day. */
export const mostMarks = 60;
/** The most leads that are drawn as planned. */
const mostPlanned = 200;
/** Zones differ from UTC by quarters of an hour. */
const step = 900;
const [MINUTE, DAY] = [60_000, 86_400_000];

/**
 * @param {Campaign} campaign
 * @param {number} monday days since 1970.
 * @param {number} now
 * @returns {Promise<WeekCalls>}
 */
export async function readWeek(campaign, monday, now) {
  const zone = campaign.timezone;
  const from = (/** @type {number} */ day) => new Date(momentOf(zone, (monday + day) * DAY)).toISOString();
  const between = (/** @type {number} */ first, /** @type {number} */ end, /** @type {any} */ more) => control("GET", `calls${
    query({ campaign_id: campaign.id, began_from: from(first), began_before: from(end), ...more })}`);
  const [counted, planned] = await Promise.all([between(0, 7, { step, limit: 1 }), readPlanned(campaign, now)]);
  /** @type {Day[]} */
  const days = Array.from({ length: 7 }, () => ({ marks: [], columns: [] }));
  const totals = days.map(() => 0);
  /** @type {Map<number, Column>[]} */
  const columns = days.map(() => new Map());
  const place = (/** @type {number} */ time) => {
    const at = wall(time, zone);
    return { day: dayOf(at) - monday, minute: at / MINUTE - dayOf(at) * 1440 };
  };
  for (const span of counted.spans) {
    const { day, minute } = place(Date.parse(span.time));
    if (!days[day]) continue;
    const half = Math.floor(minute / 30) * 30;
    const column = columns[day].get(half) ?? { minute: half, counts: {}, total: 0 };
    columns[day].set(half, column);
    for (const [kind, count] of [...Object.entries(span.outcomes), ["going on", span.going_on]]) {
      if (!count) continue;
      column.counts[kind] = (column.counts[kind] ?? 0) + count;
      column.total += count;
      totals[day] += count;
    }
  }
  const plans = planned.map((mark) => ({ ...mark, ...place(mark.time) })).filter(({ day }) => days[day]);
  for (const { day } of plans) totals[day] += 1;
  await Promise.all(days.map(async (one, day) => {
    if (totals[day] > mostMarks) {
      for (const { minute, day: its } of plans) {
        if (its !== day) continue;
        const half = Math.floor(minute / 30) * 30;
        const column = columns[day].get(half) ?? { minute: half, counts: {}, total: 0 };
        columns[day].set(half, column);
        column.counts.planned = (column.counts.planned ?? 0) + 1;
        column.total += 1;
      }
      one.columns = [...columns[day].values()].sort((a, b) => a.minute - b.minute);
    } else {
      const { calls } = columns[day].size ? await between(day, day + 1, { limit: 1000 }) : { calls: [] };
      one.marks = [...calls.map((/** @type {Call} */ call) => {
        const time = Date.parse(call.created_at);
        return { kind: kindOf(call), lead: call.lead_id ?? 0, call, time, minute: place(time).minute };
      }), ...plans.filter((plan) => plan.day === day)].sort((a, b) => a.time - b.time);
    }
  }));
  return { monday, days, counts: { ...counted.outcomes, "going on": counted.going_on, planned: plans.length } };
}

/** The leads that wait for their time, and when it comes: a window that is shut opens first. @param {Campaign} campaign @param {number} now */
async function readPlanned(campaign, now) {
  if (campaign.status !== "in-progress") return [];
  const pages = await Promise.all(["rescheduled", "scheduled"].map((status) => control("GET", `leads${
    query({ campaign_id: campaign.id, status, limit: mostPlanned })}`)));
  /** The last shut time, from when to when. */
  let shut = [0, 0];
  return pages.flatMap(({ leads }) => leads).filter((/** @type {Lead} */ { due_at: due }) => due).slice(0, mostPlanned).flatMap((/** @type {Lead} */ lead) => {
    let time = Math.max(Date.parse(lead.due_at ?? ""), now);
    if (time < shut[0] || time >= shut[1]) {
      if (isOpen(campaign, time)) return [{ kind: "planned", lead: lead.id, planned: lead, time }];
      const opens = nextEdge(campaign, time);
      if (opens === undefined) return [];
      shut = [time, opens];
    }
    time = shut[1];
    return [{ kind: "planned", lead: lead.id, planned: lead, time }];
  });
}

/**
 * Gives marks of a day their places: three lanes where they would touch. Those that still would are moved a little, so that
 * none hides another.
 *
 * @param {Mark[]} marks in the order of time.
 * @param {number} width of the day, in pixels.
 * @returns {{mark: Mark, x: number, lane: number}[]} `x` in percent, `lane` from the top.
 */
export function laid(marks, width) {
  const size = 10;
  /** The end of what each lane has: the middle one is filled first. */
  const ends = new Map([[1, -size], [0, -size], [2, -size]]);
  return marks.map((mark) => {
    const x = (mark.minute / 1440) * width;
    const free = [...ends].find(([, end]) => end <= x - size / 2) ?? [...ends].sort(([, a], [, b]) => a - b)[0];
    const at = Math.max(x, free[1]);
    ends.set(free[0], at + size / 2);
    return { mark, x: (at / width) * 100, lane: free[0] };
  });
}
