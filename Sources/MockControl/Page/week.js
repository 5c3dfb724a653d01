// The hours in which a campaign may call: as bars of a week, and in words. Pure functions of a campaign and a time.
//
// Times are milliseconds since 1970 in UTC. A wall time is written the same way, as if the zone were UTC. It is the
// wall clock that decides: an hour that a clock change skips never comes, one that it repeats comes twice.

import { ahead, parts } from "./words.js";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** The week begins on Monday. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * @typedef {object} Plan what a campaign says about its hours; times are `HH:MM` or `HH:MM:SS`.
 * @property {string} timezone
 * @property {string[]} allowed_days
 * @property {string} allowed_hours_start_time
 * @property {string} allowed_hours_end_time its minute counts.
 *
 * @typedef {object} Bar
 * @property {number} from minute of the day, 0 to 1440.
 * @property {number} to
 * @property {boolean} [goesOn] runs into the next day.
 * @property {string} [night] the day to which these hours after midnight belong: `Mon`.
 *
 * @typedef {object} Row one day of a week.
 * @property {number} day days since 1970 of the date.
 * @property {string} name `Mon 23`.
 * @property {Bar[]} bars
 * @property {{from: number, to: number}[]} skipped minutes that a clock change leaves out.
 * @property {{from: number, to: number}[]} twice minutes that a clock change repeats.
 */

/** The wall time of an instant, in whole seconds. @param {number} time @param {string} zone */
export function wall(time, zone) {
  const { year, monthNumber, day, hour, minute, second } = parts(time, zone);
  return Date.UTC(year, monthNumber - 1, day, hour, minute, second);
}

/** What the wall clock is ahead of UTC. @param {number} time @param {string} zone */
export function offset(time, zone) {
  return wall(time, zone) - Math.floor(time / 1000) * 1000;
}

/**
 * The instants, in order, at which the wall clock shows a time: none, one or two.
 *
 * @param {number} at @param {string} zone
 */
export function instants(at, zone) {
  const offsets = new Set([offset(at - DAY, zone), offset(at + DAY, zone)]);
  return [...offsets].map((ahead) => at - ahead).filter((time) => wall(time, zone) === at).sort((a, b) => a - b);
}

/**
 * The clock changes after `from`, up to and including `to`.
 *
 * @param {number} from @param {number} to @param {string} zone
 * @returns {{time: number, before: number, after: number}[]} `before` and `after` are the wall times of that instant.
 */
export function clockChanges(from, to, zone) {
  const found = [];
  for (let start = from, before = offset(from, zone); start < to;) {
    const end = Math.min(start + DAY, to);
    const after = offset(end, zone);
    if (before !== after) {
      let [low, high] = [start, end];
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (offset(middle, zone) === before) low = Math.max(middle, low + 1000);
        else high = middle;
      }
      found.push({ time: high, before: high + before, after: high + after });
    }
    [start, before] = [end, after];
  }
  return found;
}

/** Days since 1970 of a wall time's date. @param {number} at */
export const dayOf = (at) => Math.floor(at / DAY);
/** 0 is Monday. @param {number} day */
export const weekdayOf = (day) => (((day + 3) % 7) + 7) % 7;
/** `Mon` @param {number} index */
export const shortDay = (index) => WEEKDAYS[index][0].toUpperCase() + WEEKDAYS[index].slice(1, 3);

/** Monday of the week in which an instant lies, as a day. @param {number} time @param {string} zone */
export function mondayOf(time, zone) {
  const day = dayOf(wall(time, zone));
  return day - weekdayOf(day);
}

/** Minutes of the day. @param {string} text `HH:MM` or `HH:MM:SS`. */
const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** @param {Plan} plan */
function hours(plan) {
  const start = minutes(plan.allowed_hours_start_time), end = minutes(plan.allowed_hours_end_time);
  const days = new Set(plan.allowed_days.map((name) => WEEKDAYS.indexOf(name)));
  return { start, end, days, overMidnight: start > end };
}

/** Whether the wall clock stands inside the hours. @param {Plan} plan @param {number} at a wall time. */
function allows(plan, at) {
  const { start, end, days, overMidnight } = hours(plan);
  const today = weekdayOf(dayOf(at)), minute = Math.floor((((at % DAY) + DAY) % DAY) / MINUTE);
  if (!overMidnight) return days.has(today) && minute >= start && minute <= end;
  // A night belongs to the day on which it begins.
  return (minute >= start && days.has(today)) || (minute <= end && days.has((today + 6) % 7));
}

/** Whether a campaign may call now. @param {Plan} plan @param {number} time */
export const isOpen = (plan, time) => allows(plan, wall(time, plan.timezone));

/**
 * The bars of seven days.
 *
 * @param {Plan} plan
 * @param {number} monday the first day, as days since 1970.
 * @returns {Row[]}
 */
export function week(plan, monday) {
  const changes = clockChanges((monday - 2) * DAY, (monday + 9) * DAY, plan.timezone);
  return WEEKDAYS.map((_, index) => {
    const day = monday + index, weekday = weekdayOf(day);
    const skipped = changes.filter((one) => one.after > one.before).flatMap((one) => part(day, one.before, one.after));
    const twice = changes.filter((one) => one.after < one.before).flatMap((one) => part(day, one.after, one.before));
    return {
      day,
      skipped,
      twice,
      name: `${shortDay(weekday)} ${new Date(day * DAY).getUTCDate()}`,
      bars: skipped.reduce(without, dayBars(plan, weekday)),
    };
  });
}

/**
 * The bars of a day whose clock does not change.
 *
 * @param {Plan} plan
 * @param {number} weekday 0 is Monday.
 */
export function dayBars(plan, weekday) {
  const { start, end, days, overMidnight } = hours(plan), before = (weekday + 6) % 7;
  /** @type {Bar[]} */
  const bars = [];
  if (!overMidnight && days.has(weekday)) bars.push({ from: start, to: end + 1 });
  if (overMidnight && days.has(before)) bars.push({ from: 0, to: end + 1, night: shortDay(before) });
  if (overMidnight && days.has(weekday)) bars.push({ from: start, to: 1_440, goesOn: true });
  return bars;
}

/** The part of a span of wall times that lies in a day. @param {number} day @param {number} from @param {number} to */
function part(day, from, to) {
  const start = Math.max(from / MINUTE - day * 1_440, 0), end = Math.min(to / MINUTE - day * 1_440, 1_440);
  return start < end ? [{ from: start, to: end }] : [];
}

/** @param {Bar[]} bars @param {{from: number, to: number}} hole @returns {Bar[]} */
function without(bars, hole) {
  return bars.flatMap((bar) => {
    if (hole.to <= bar.from || hole.from >= bar.to) return [bar];
    const { goesOn, night, ...rest } = bar;
    const first = hole.from > bar.from ? [{ ...rest, night, to: hole.from }] : [];
    const last = hole.to < bar.to ? [{ ...rest, from: hole.to, goesOn, ...(first.length ? {} : { night }) }] : [];
    return [...first, ...last];
  });
}

/**
 * The next instant after `time` at which the campaign opens or closes; `undefined` within 15 days.
 *
 * @param {Plan} plan @param {number} time
 */
export function nextEdge(plan, time) {
  const { start, end } = hours(plan), zone = plan.timezone, today = dayOf(wall(time, zone)), open = isOpen(plan, time);
  const edges = clockChanges(time, time + 15 * DAY, zone).map((change) => change.time);
  for (let day = today - 1; day <= today + 15; day += 1) {
    for (const minute of [0, start, end + 1]) edges.push(...instants(day * DAY + minute * MINUTE, zone));
  }
  return edges.filter((edge) => edge > time).sort((a, b) => a - b).find((edge) => isOpen(plan, edge) !== open);
}

/** `09:05` @param {number} at a wall time. */
const clock = (at) => new Date(at).toISOString().slice(11, 16);

/**
 * Whether the campaign may call now, and when that changes, in words.
 *
 * @param {Plan} plan @param {number} time
 * @param {boolean} [running] a campaign that does not run would be open.
 * @returns {{open: boolean, text: string}}
 */
export function opening(plan, time, running = true) {
  if (!plan.allowed_days.length) return { open: false, text: "Never opens: no day is chosen." };
  const zone = plan.timezone, open = isOpen(plan, time), edge = nextEdge(plan, time), now = dayOf(wall(time, zone));
  if (open) {
    const words = running ? "Open now" : "Would be open now";
    if (edge === undefined) return { open, text: `${words}, and at all hours.` };
    // The end's minute counts, so the last minute is the one that the campaign names.
    const last = wall(edge - MINUTE, zone);
    return { open, text: `${words}, until ${dayName(dayOf(last), now, edge - time < DAY)}${clock(last)}.` };
  }
  const words = running ? "Opens" : "Would open";
  if (edge === undefined) return { open, text: "Does not open in the next two weeks." };
  const at = wall(edge, zone);
  return { open, text: `${words} ${dayName(dayOf(at), now, false)}${clock(at)}, ${ahead(edge - time)}.` };
}

/**
 * `Mon `, `today `, `Mon 9 Mar `
 *
 * @param {number} day @param {number} today @param {boolean} near leaves the day out.
 */
function dayName(day, today, near) {
  if (near) return "";
  if (day === today) return "today ";
  const name = shortDay(weekdayOf(day));
  return day - today < 7 ? `${name} ` : `${name} ${dateText(day)} `;
}

/** `9 Mar` @param {number} day */
export const dateText = (day) => new Date(day * DAY).toUTCString().slice(5, 11).replace(/^0/, "");

/** `23 Feb to 1 Mar` @param {number} monday */
export const weekText = (monday) => `${dateText(monday)} to ${dateText(monday + 6)}`;

/** `Mon to Fri`, `Mon, Wed, Fri`, `every day`, `no day chosen` @param {string[]} names @param {boolean} [long] */
export function daysText(names, long = false) {
  const days = WEEKDAYS.map((name) => names.includes(name));
  if (days.every(Boolean)) return "every day";
  const word = (/** @type {number} */ index) =>
    long ? WEEKDAYS[index][0].toUpperCase() + WEEKDAYS[index].slice(1) : shortDay(index);
  const texts = [];
  for (let first = 0; first < 7; first += 1) {
    if (!days[first]) continue;
    let last = first;
    while (days[last + 1]) last += 1;
    if (last - first >= 2) texts.push(`${word(first)} to ${word(last)}`);
    else for (let day = first; day <= last; day += 1) texts.push(word(day));
    first = last;
  }
  return texts.join(", ") || "no day chosen";
}

/** `Mon to Fri, 09:00 to 17:00` @param {Plan} plan @param {boolean} [long] */
export function hoursText(plan, long = false) {
  const [start, end] = [plan.allowed_hours_start_time, plan.allowed_hours_end_time].map((text) => text.slice(0, 5));
  const days = daysText(plan.allowed_days, long);
  if (!plan.allowed_days.length) return days;
  return `${days}, ${start === "00:00" && end === "23:59" ? "all day" : `${start} to ${end}`}`;
}
