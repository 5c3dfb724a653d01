// The calling week as a picture: seven days by 24 hours of the wall clock. Positions are percents of the width, so the
// picture fits any. Calls are marks in front of it (`week-marks.js`).

import { h } from "./view.js";
import { dayBars, dayOf, mondayOf, wall, week, weekdayOf, WEEKDAYS } from "./week.js";
import { two } from "./words.js";

/** @typedef {import("./week.js").Plan} Plan */

export const axisHeight = 24;

/** The paths of small weeks by what they show. @type {Map<string, string>} */
const smallPaths = new Map();

/** A week of 72 by 20, to stand beside its words. @param {Plan} plan */
export function smallWeek(plan) {
  const key = [plan.allowed_hours_start_time, plan.allowed_hours_end_time, ...plan.allowed_days].join();
  let path = smallPaths.get(key);
  if (path === undefined) {
    path = WEEKDAYS.flatMap((_, day) => dayBars(plan, day).map(({ from, to }) => {
      const width = Math.max(0.5, (to - from) / 20);
      return `M${from / 20} ${0.8 + day * 2.7}h${width}v1.9h-${width}z`;
    })).join("");
    smallPaths.set(key, path);
  }
  return h("svg", { class: "small-week", viewBox: "0 0 72 20", width: 72, height: 20, "aria-hidden": "true" },
    h("rect", { width: 72, height: 20, rx: 2 }), h("path", { d: path }));
}

/** @param {number} minute */
const percent = (minute) => `${+((minute / 1_440) * 100).toFixed(3)}%`;

/**
 * @param {Plan} plan
 * @param {number} monday the first day that is shown.
 * @param {number} now milliseconds since 1970.
 * @param {string} name for screen readers.
 * @param {number} rowHeight
 * @param {import("./view.js").Contents} [marks] what stands in front of it.
 */
export function weekPicture(plan, monday, now, name, rowHeight, marks) {
  const clock = wall(now, plan.timezone);
  const isNow = mondayOf(now, plan.timezone) === monday;
  const today = isNow ? weekdayOf(dayOf(clock)) : -1;
  const minute = Math.floor(clock / 60_000) - dayOf(clock) * 1_440;
  const rows = week(plan, monday);
  const upright = (/** @type {string} */ kind, /** @type {number} */ y1, /** @type {number} */ y2) =>
    h("line", { class: kind, x1: percent(minute), x2: percent(minute), y1, y2 });
  return h("div", { class: `week rows-${rowHeight}` },
    h("div", { class: "week-days", "aria-hidden": "true" }, rows.map((row, index) => h("span", { class: index === today ? "today" : "" }, row.name))),
    h("div", { class: "week-hours" },
      h("svg", { class: "week-picture", width: "100%", height: axisHeight + 7 * rowHeight + 1, role: "img", "aria-label": name },
        h("pattern", { id: "skipped", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, h("path", { d: "M0 0v5" })),
        axis(isNow ? minute : null, rowHeight),
        rows.map((row, index) => h("svg", { key: row.day, y: axisHeight + index * rowHeight, width: "100%", height: rowHeight + 1 },
          row.skipped.map(({ from, to }) => h("rect", { class: "skipped", x: percent(from), width: percent(to - from), y: 1, height: rowHeight - 1, fill: "url(#skipped)" })),
          row.bars.map((bar, place) => drawBar(bar, (row.bars[place + 1]?.from ?? 1_440) - bar.to, rowHeight)),
          row.twice.map(({ from, to }) => h("line", { class: "twice", x1: percent(from), x2: percent(to), y1: rowHeight - 3, y2: rowHeight - 3 })))),
        isNow && [
          upright("until-now", axisHeight - 3, axisHeight + today * rowHeight),
          upright("now", axisHeight + today * rowHeight, axisHeight + (today + 1) * rowHeight),
        ]),
      marks));
}

/**
 * The hours, and lines beneath them.
 *
 * @param {number | null} now the minute that takes the place of the hour beneath.
 * @param {number} rowHeight
 */
function axis(now, rowHeight) {
  const hours = Array.from({ length: 25 }, (_, hour) => hour);
  const anchor = (/** @type {number} */ at) => (at < 90 ? "start" : at > 1_350 ? "end" : "middle");
  return [
    hours.map((hour) => h("line", {
      class: hour % 6 || hour % 24 === 0 ? "" : "stronger", x1: percent(hour * 60), x2: percent(hour * 60), y1: axisHeight, y2: axisHeight + 7 * rowHeight,
      transform: hour === 0 ? "translate(.5 0)" : hour === 24 ? "translate(-.5 0)" : null,
    })),
    hours.slice(0, 8).map((row) => h("line", { x2: "100%", y1: axisHeight + row * rowHeight + 0.5, y2: axisHeight + row * rowHeight + 0.5 })),
    hours.filter((hour) => hour % 3 === 0).map((hour) => {
      const distance = now === null ? Infinity : Math.abs(now - hour * 60);
      // Fewer hours stand where there is little room.
      const isWide = distance < 240 || hour % 6 !== 0;
      return distance >= 110 && h("text", { class: isWide ? "wide-hour" : "", x: percent(hour * 60), y: 14, "text-anchor": anchor(hour * 60) }, two(hour));
    }),
    now !== null && h("text", { class: "now-text", x: percent(now), y: 14, "text-anchor": anchor(now) }, `now, ${two(Math.floor(now / 60))}:${two(now % 60)}`),
  ];
}

/** @param {import("./week.js").Bar} bar @param {number} room the minutes behind it, for words. @param {number} rowHeight */
function drawBar({ from, to, goesOn, night }, room, rowHeight) {
  const height = rowHeight - 8;
  // An open end lies outside of the inner drawing, which cuts it off.
  const outer = { x: percent(from), y: 4, width: percent(to - from), height: height + 1, overflow: goesOn || night ? "hidden" : "visible" };
  const inner = goesOn ? { x: 0.5, width: "120%" }
    : night && from === 0 ? { x: "-20%", width: "120%", transform: "translate(-.5 0)" } : { x: 0, width: "100%" };
  return [
    h("svg", outer, h("rect", { class: "window", y: 0.5, height, rx: 3, ...inner })),
    night && from === 0 && room > 130
      && h("text", { class: room > 340 ? "night" : "night wide-hour", x: percent(to), dx: 8, y: rowHeight / 2 + 4 }, `${night}’s night`),
  ];
}
