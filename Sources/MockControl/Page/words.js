// Numbers, times and zones in words.

/**
 * A number with its noun: `1 warning`, `2 warnings`, `2,000 leads`.
 *
 * @param {number} number
 * @param {string} noun
 * @param {string} [nouns] its plural, where it is more than an `s`.
 */
export function count(number, noun, nouns = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
}

/**
 * `a`, `a and b`, `a, b and c`.
 *
 * @param {string[]} items
 */
export function list(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** The browser's own time zone. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * The parts of a moment in a time zone. A zone that this browser does not know is taken as UTC.
 *
 * @param {number} time milliseconds since 1970.
 * @param {string} zone
 * @returns {{year: number, month: string, monthNumber: number, day: number, weekday: string, hour: number,
 *   minute: number, second: number}}
 */
export function parts(time, zone) {
  let format = formats.get(zone);
  if (!format) {
    const options = /** @type {const} */ ({
      hourCycle: "h23", weekday: "short", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit",
      minute: "2-digit", second: "2-digit",
    });
    try {
      format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    formats.set(zone, format);
  }
  const found = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return {
    year: Number(found.year), month: months[Number(found.month) - 1], monthNumber: Number(found.month),
    day: Number(found.day), weekday: found.weekday, hour: Number(found.hour), minute: Number(found.minute),
    second: Number(found.second),
  };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @param {number} number */
export const two = (number) => String(number).padStart(2, "0");

/**
 * `14:20:28`; without seconds `14:20`.
 *
 * @param {number} time milliseconds since 1970.
 * @param {string} [zone]
 * @param {{seconds?: boolean}} [options]
 */
export function timeOfDay(time, zone = ownZone, { seconds = true } = {}) {
  const { hour, minute, second } = parts(time, zone);
  return `${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ""}`;
}

/**
 * `Wed 25 Feb 2026`.
 *
 * @param {number} time milliseconds since 1970.
 * @param {string} [zone]
 * @param {{year?: boolean}} [options]
 */
export function date(time, zone = ownZone, { year = true } = {}) {
  const { weekday, day, month, year: number } = parts(time, zone);
  return `${weekday} ${day} ${month}${year ? ` ${number}` : ""}`;
}

/**
 * `today, 13:58:00`, `yesterday, 15:02:11`, `Mon 23 Feb, 08:41:07`; the year where it is another one.
 *
 * @param {number} time milliseconds since 1970.
 * @param {number} now milliseconds since 1970.
 * @param {string} [zone]
 * @param {{seconds?: boolean}} [options]
 */
export function moment(time, now, zone = ownZone, { seconds = true } = {}) {
  const days = dayNumber(now, zone) - dayNumber(time, zone);
  const day = days === 0 ? "today" : days === 1 ? "yesterday" : days === -1 ? "tomorrow"
    : date(time, zone, { year: parts(time, zone).year !== parts(now, zone).year });
  return `${day}, ${timeOfDay(time, zone, { seconds })}`;
}

/**
 * The days since 1970 of a moment's date in a zone.
 *
 * @param {number} time
 * @param {string} zone
 */
export function dayNumber(time, zone) {
  const { year, monthNumber, day } = parts(time, zone);
  return Date.UTC(year, monthNumber - 1, day) / 86_400_000;
}

/**
 * `in 6 minutes`, `in 2 hours`, `in 3 days`.
 *
 * @param {number} milliseconds
 */
export function ahead(milliseconds) {
  return milliseconds < 1000 ? "now" : `in ${duration(milliseconds)}`;
}

/**
 * The largest unit that fits: `40 seconds`, `6 minutes`, `2 hours`, `3 days`.
 *
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return count(seconds, "second");
  if (seconds < 3600) return count(Math.round(seconds / 60), "minute");
  if (seconds < 86_400 * 2) return count(Math.round(seconds / 3600), "hour");
  return count(Math.round(seconds / 86_400), "day");
}

/**
 * A request's duration: `0.4`, `12`, `2,400` milliseconds.
 *
 * @param {number} microseconds
 */
export function milliseconds(microseconds) {
  const value = microseconds / 1000;
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

/**
 * A time zone by its city: `New York`.
 *
 * @param {string} zone
 */
export function city(zone) {
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}
