// Wall times and clock changes. A wall time is what clocks in a zone show, in milliseconds as if it were UTC.

import { parts } from "./words.js";

const minute = 60_000;
const day = 86_400_000;

/**
 * @param {string} zone
 * @param {number} moment in milliseconds.
 * @returns {number} the wall time, in whole seconds.
 */
export function wallTime(zone, moment) {
  const { year, monthNumber, day, hour, minute, second } = parts(moment, zone);
  return Date.UTC(year, monthNumber - 1, day, hour, minute, second);
}

/**
 * @param {string} zone
 * @param {number} moment
 * @returns {number} milliseconds east of UTC.
 */
export function offset(zone, moment) {
  const second = Math.floor(moment / 1000) * 1000;
  return wallTime(zone, second) - second;
}

/**
 * The moment at which clocks show a wall time: the first of two, where clocks are set back. A wall time that clocks leave
 * out is read with the offset before their change: 02:30 becomes 03:30.
 *
 * @param {string} zone
 * @param {number} wall
 */
export function momentOf(zone, wall) {
  const before = wall - offset(zone, wall - day);
  const after = wall - offset(zone, wall + day);
  return [before, after].find((one) => wallTime(zone, one) === wall) ?? before;
}

/**
 * @typedef {Object} ClockChange
 * @property {string} zone
 * @property {number} at the moment, in milliseconds.
 * @property {number} from the wall time at which clocks change.
 * @property {number} to the wall time to which they change.
 */

/** @type {Map<string, {since: number, change: ClockChange | null}>} */
const changes = new Map();

/**
 * The next change of a zone's clocks within 400 days.
 *
 * @param {string} zone
 * @param {number} moment
 * @returns {ClockChange | null}
 */
export function nextChange(zone, moment) {
  const known = changes.get(zone);
  if (known && known.since <= moment && moment < (known.change?.at ?? known.since + 30 * day)) return known.change;
  const change = search(zone, moment);
  changes.set(zone, { since: moment, change });
  return change;
}

/**
 * @param {string} zone
 * @param {number} moment
 */
function search(zone, moment) {
  const start = Math.floor(moment / minute) * minute;
  const now = offset(zone, start);
  for (let step = 1; step <= 80; step += 1) {
    // The Ramadan pause of Morocco's summer time is the shortest span between two changes: some five weeks.
    let late = start + step * 5 * day;
    if (offset(zone, late) === now) continue;
    let early = late - 5 * day;
    while (late - early > minute) {
      const middle = Math.floor((early + late) / 2 / minute) * minute;
      if (offset(zone, middle) === now) early = middle;
      else late = middle;
    }
    return { zone, at: late, from: late + now, to: late + offset(zone, late) };
  }
  return null;
}

/**
 * A wall time as it is typed: `2026-02-26 09:00:00`; the time or its seconds may be left out.
 *
 * @param {string} text
 * @returns {number | null} `null` for any other text.
 */
export function readWallTime(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]+(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim());
  if (!found) return null;
  const [year, month, date, hour, minutes, seconds] = found.slice(1).map((one) => Number(one ?? 0));
  const wall = Date.UTC(year, month - 1, date, hour, minutes, seconds);
  return typedWallTime(wall).startsWith(found[0].trim().replace(/[ T]+/, " ")) ? wall : null;
}

/**
 * @param {number} wall
 */
export function typedWallTime(wall) {
  return new Date(wall).toISOString().slice(0, 19).replace("T", " ");
}
