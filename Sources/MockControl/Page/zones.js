// When clocks change next, and wall times as they are typed. See week.js for wall times.

import { clockChanges, instants, offset } from "./week.js";

const day = 86_400_000;

/**
 * The moment of a wall time: the first of two, where clocks are set back. One that clocks leave out is read with the offset
 * before their change: 02:30 becomes 03:30.
 * @param {string} zone @param {number} wall
 */
export function momentOf(zone, wall) {
  return instants(wall, zone)[0] ?? wall - offset(wall - day, zone);
}

/** @typedef {{zone: string, time: number, before: number, after: number}} Change `before` and `after` are wall times. */
/** @type {Map<string, {since: number, change: Change | null}>} */
const known = new Map();

/**
 * The next change of a zone's clocks within a year.
 * @param {string} zone @param {number} moment
 * @returns {Change | null}
 */
export function nextChange(zone, moment) {
  const last = known.get(zone);
  if (last && last.since <= moment && moment < (last.change?.time ?? last.since + 30 * day)) return last.change;
  let change = null;
  for (let month = 0; month < 12 && !change; month += 1) {
    const from = Math.floor(moment / 1000) * 1000 + month * 31 * day;
    const [found] = clockChanges(from, from + 31 * day, zone);
    if (found) change = { zone, ...found };
  }
  known.set(zone, { since: moment, change });
  return change;
}

/**
 * Reads `2026-02-26 09:00:00`; the time or its seconds may be left out.
 * @param {string} text
 * @returns {number | null} the wall time; `null` for any other text.
 */
export function readWallTime(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]+(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim());
  if (!found) return null;
  const [year, month, date, hour, minutes, seconds] = found.slice(1).map((one) => Number(one ?? 0));
  const wall = Date.UTC(year, month - 1, date, hour, minutes, seconds);
  return typedWallTime(wall).startsWith(found[0].replace(/[ T]+/, " ")) ? wall : null;
}

/** @param {number} wall */
export function typedWallTime(wall) {
  return new Date(wall).toISOString().slice(0, 19).replace("T", " ");
}
