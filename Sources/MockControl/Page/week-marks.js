// The calls of a week as marks and columns, in front of its hours; and what is told of the one that is pointed at.

import { callMark, fate, kindClass, kinds, kindWord, markPath, outcomes, took } from "./call-words.js";
import { link } from "./router.js";
import { update } from "./store.js";
import { h } from "./view.js";
import { laid } from "./week-calls.js";
import { dayNumber, moment, timeOfDay, two } from "./words.js";

/** @typedef {import("./week-calls.js").Mark} Mark */
/** @typedef {import("./week-calls.js").Column} Column */
/** @typedef {import("./week-calls.js").WeekCalls} WeekCalls */
/** @typedef {import("./campaigns.js").Campaign} Campaign */

export const rowHeight = 38;

/** What is pointed at, and the width of the picture. */
const own = { pointed: /** @type {Mark | null} */ (null), focused: "", width: 800 };

/** @param {Mark} mark */
const keyOf = ({ call, lead }) => (call ? `call-${call.id}` : `planned-${lead}`);

/**
 * @param {Campaign} campaign
 * @param {WeekCalls} week
 * @param {number} now
 * @param {number} top where the first row begins.
 * @param {(day: number, column: Column) => void} open shows the calls of a column.
 */
export function weekMarks(campaign, week, now, top, open) {
  const rows = week.days.map(({ marks }) => laid(marks, own.width));
  const places = rows.flatMap((row, day) => row.map((place) => ({ ...place, day })));
  const first = places.some(({ mark }) => keyOf(mark) === own.focused) ? own.focused : places[0] && keyOf(places[0].mark);
  const pointed = places.find(({ mark }) => own.pointed && keyOf(mark) === keyOf(own.pointed));
  const most = Math.max(...week.days.flatMap(({ columns }) => columns.map(({ total }) => total)));
  return h("svg", {
    class: "week-marks", width: "100%", height: top + 7 * rowHeight + 1, role: "group", "aria-label": "Calls of the week", onkeydown: moveFocus,
    onmount: (/** @type {Element} */ element) => new ResizeObserver(() => update(() => { own.width = element.clientWidth || 800; })).observe(element),
  },
    week.days.map(({ columns }, day) => columns.length > 0 && columnsOf(day, columns, Math.max(most / 3, ...columns.map(({ total }) => total)), top + day * rowHeight, open)),
    pointed && ring(places, pointed, top),
    places.map(({ mark, x, lane, day }) => markView(campaign, mark, x, top + day * rowHeight + 9 + lane * 10, keyOf(mark) === first, now)),
    pointed && card(campaign, week, pointed, top, now));
}

/** @param {Campaign} campaign @param {Mark} mark @param {number} x @param {number} y @param {boolean} isFirst @param {number} now */
function markView(campaign, mark, x, y, isFirst, now) {
  const { call, kind, time, lead } = mark;
  const point = () => update(() => { own.pointed = mark; });
  const leave = () => update(() => { own.pointed = null; });
  const when = moment(time, now, campaign.timezone);
  return h("a", {
    key: keyOf(mark), class: "call", tabindex: isFirst ? 0 : -1, href: call ? link("calls", [call.id]) : link("calls", [], { filter: `lead:${lead}` }),
    "aria-label": `${kind}, lead ${lead}, ${when}`, onpointerenter: point, onpointerleave: leave, onblur: leave,
    onfocus: () => {
      own.focused = keyOf(mark);
      point();
    },
  }, h("svg", { x: `${x}%`, y, overflow: "visible" }, h("circle", { class: "touch", r: 5 }), markPath(kind)));
}

/** The arrow keys go from mark to mark. @param {KeyboardEvent} event */
function moveFocus(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const { currentTarget, target } = event;
  if (!(currentTarget instanceof Element) || !(target instanceof Element)) return;
  if (event.key === "Escape") return /** @type {SVGElement} */ (target).blur();
  if (!step) return;
  const all = /** @type {NodeListOf<SVGElement>} */ (currentTarget.querySelectorAll(".call, .column"));
  event.preventDefault();
  event.stopPropagation();
  all[[...all].findIndex((one) => one === target) + step]?.focus();
}

/** Rings around all tries of a lead. @param {{mark: Mark, x: number, lane: number, day: number}[]} places @param {any} pointed @param {number} top */
function ring(places, pointed, top) {
  const tries = places.filter(({ mark }) => mark.lead === pointed.mark.lead);
  const y = (/** @type {{day: number, lane: number}} */ { day, lane }) => top + day * rowHeight + 9 + lane * 10;
  return [
    tries.slice(1).map((one, index) => one.day === tries[index].day && h("line", { class: "between", x1: `${tries[index].x}%`, x2: `${one.x}%`, y1: y(tries[index]), y2: y(one) })),
    tries.map((one) => h("circle", { class: `ring ${one.mark === pointed.mark ? "own" : ""}`, cx: `${one.x}%`, cy: y(one), r: 7.5 })),
  ];
}

/** @param {Campaign} campaign @param {WeekCalls} week @param {{mark: Mark, x: number, lane: number, day: number}} place @param {number} top @param {number} now */
function card(campaign, week, { mark, x, lane, day }, top, now) {
  const { call, planned, lead, kind, time } = mark;
  const most = campaign.max_retries + 1;
  const zone = campaign.timezone;
  const when = (/** @type {number} */ at) => moment(at, now, zone);
  const tries = week.days.flatMap(({ marks }) => marks).flatMap((one) => (one.lead === lead && one.call ? [one.call] : []));
  const next = week.days.flatMap(({ marks }) => marks).find((one) => one.lead === lead && one.planned);
  const fateText = fate(tries, most, (text) => (dayNumber(Date.parse(text), zone) === dayNumber(time, zone) ? timeOfDay(Date.parse(text), zone) : when(Date.parse(text))))
    || (call && next ? `Next try ${when(next.time)}` : "");
  const y = top + day * rowHeight + 9 + lane * 10;
  return h("foreignObject", { key: "card", class: "card-place", x: `${x}%`, y: day > 3 ? y - 116 : y + 12, width: 264, height: 104,
    transform: x > 62 ? "translate(-272 0)" : "translate(8 0)" },
  h("div", { class: "floating card" },
    h("p", {}, kindWord(kind), h("span", { class: "fine" }, `try ${call?.attempt ?? (planned?.call_tries ?? 0) + 1} of ${most}`)),
    h("p", {}, h("code", {}, call?.client_phone_number ?? planned?.phone_number), lead > 0 && `, lead ${lead}`),
    h("p", {}, `${when(time).replace(/ \w+,/, "")}${call ? `, ${took(call, zone)}` : Date.parse(planned?.due_at ?? "") < time ? ", as the window opens" : ""}`),
    fateText && h("p", { class: "fine" }, fateText)));
}

/** @param {number} day @param {Column[]} columns @param {number} most calls of the highest column. @param {number} y @param {(day: number, column: Column) => void} open */
function columnsOf(day, columns, most, y, open) {
  return columns.map((column) => {
    let bottom = y + rowHeight - 3;
    const clock = (/** @type {number} */ minute) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
    const name = `${clock(column.minute)} to ${clock(column.minute + 30)}: ${kinds.filter((kind) => column.counts[kind]).map((kind) => `${column.counts[kind].toLocaleString("en")} ${kind}`).join(", ")}`;
    return h("g", { key: `${day} ${column.minute}`, class: "column", role: "button", tabindex: column === columns[0] ? 0 : -1, "aria-label": name, onclick: () => open(day, column),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open(day, column);
      } },
    h("title", {}, name),
    h("rect", { class: "touch", x: `${column.minute / 14.4}%`, width: `${30 / 14.4}%`, y: y + 1, height: rowHeight - 1 }),
    kinds.filter((kind) => column.counts[kind]).map((kind) => {
      const height = Math.max(1, (column.counts[kind] / most) * (rowHeight - 7));
      bottom -= height;
      return h("rect", { key: kind, class: `part ${kindClass(kind)}`, x: `${(column.minute + 7) / 14.4}%`, width: `${16 / 14.4}%`, y: bottom, height });
    }));
  });
}

/** What the marks mean, with counts. @param {WeekCalls} week */
export function callLegend({ counts }) {
  const shown = kinds.filter((kind) => counts[kind]);
  return shown.length > 0 && h("ul", { class: "legend call-legend", "aria-label": "Calls of this week" }, shown.map((kind) => h("li", { key: kind },
    callMark(kind), outcomes.includes(kind) ? h("code", {}, kind) : kind, h("b", {}, counts[kind].toLocaleString("en")))));
}

