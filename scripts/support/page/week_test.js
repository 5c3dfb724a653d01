// Tests of the page's calling week. Run: deno test scripts/support/page/week_test.js

import { deepStrictEqual as equal } from "node:assert/strict";
import * as week from "../../../Sources/MockControl/Page/week.js";

const WORKDAYS = week.WEEKDAYS.slice(0, 5);
const at = (/** @type {string} */ text) => Date.parse(text);
const monday = (/** @type {string} */ date) => week.dayOf(at(date + "T00:00Z"));

/** @param {string} start @param {string} end @param {string[]} days @param {string} timezone */
const plan = (start, end, days = WORKDAYS, timezone = "America/New_York") => ({
  timezone,
  allowed_days: days,
  allowed_hours_start_time: start,
  allowed_hours_end_time: end,
});

/** A row as text: `540-1021`, `<0-91 Mon` after midnight, `1200-1440>` before it. @param {week.Row} row */
const text = (row) =>
  row.bars.map(({ from, to, night, goesOn }) =>
    `${night ? "<" : ""}${from}-${to}${goesOn ? ">" : ""}${night ? " " + night : ""}`
  ).join(" ");

Deno.test("an ordinary window is one bar on each of its days, its end minute included", () => {
  equal(week.week(plan("09:00", "17:00"), monday("2026-02-23")).map(text), [
    "540-1021",
    "540-1021",
    "540-1021",
    "540-1021",
    "540-1021",
    "",
    "",
  ]);
});

Deno.test("rows carry weekday and date", () => {
  equal(week.week(plan("09:00", "17:00"), monday("2026-02-23")).map((row) => row.name), [
    "Mon 23",
    "Tue 24",
    "Wed 25",
    "Thu 26",
    "Fri 27",
    "Sat 28",
    "Sun 1",
  ]);
});

Deno.test("00:00 to 23:59 is the whole day", () => {
  equal(text(week.week(plan("00:00:00", "23:59:00"), monday("2026-02-23"))[0]), "0-1440");
});

Deno.test("a window of one minute is a bar of one minute", () => {
  equal(text(week.week(plan("12:00", "12:00"), monday("2026-02-23"))[0]), "720-721");
});

Deno.test("over midnight a bar runs on into the next row, and says whose night it is", () => {
  equal(week.week(plan("20:00", "01:30", WORKDAYS, "Europe/Berlin"), monday("2026-02-23")).map(text), [
    "1200-1440>",
    "<0-91 Mon 1200-1440>",
    "<0-91 Tue 1200-1440>",
    "<0-91 Wed 1200-1440>",
    "<0-91 Thu 1200-1440>",
    "<0-91 Fri",
    "",
  ]);
  equal(text(week.week(plan("20:00", "01:30", ["sunday"]), monday("2026-02-23"))[0]), "<0-91 Sun");
});

Deno.test("no day allowed draws no bar", () => {
  equal(week.week(plan("09:00", "17:00", []), monday("2026-02-23")).map(text), ["", "", "", "", "", "", ""]);
});

Deno.test("an hour that a clock change skips is cut out of the bar", () => {
  const sunday = week.week(plan("00:00", "04:59", ["sunday"]), monday("2026-03-02"))[6];
  equal([text(sunday), sunday.skipped, sunday.twice], ["0-120 180-300", [{ from: 120, to: 180 }], []]);
});

Deno.test("an hour that a clock change repeats is marked and stays in the bar", () => {
  const sunday = week.week(plan("00:00", "04:59", ["sunday"], "Europe/Berlin"), monday("2026-10-19"))[6];
  equal([text(sunday), sunday.skipped, sunday.twice], ["0-300", [], [{ from: 120, to: 180 }]]);
});

Deno.test("a night that a clock change interrupts keeps its ends", () => {
  const sunday = week.week(plan("22:00", "04:59", ["saturday"]), monday("2026-03-02"))[6];
  equal(text(sunday), "<0-120 Sat 180-300");
});

Deno.test("a zone may change its clock by half an hour, at midnight, or by a whole day", () => {
  const howe = week.week(plan("00:00", "23:59", week.WEEKDAYS, "Australia/Lord_Howe"), monday("2026-09-28"))[6];
  equal(howe.skipped, [{ from: 120, to: 150 }]);
  const santiago = week.week(plan("00:00", "23:59", week.WEEKDAYS, "America/Santiago"), monday("2026-08-31"))[6];
  equal([santiago.skipped, text(santiago)], [[{ from: 0, to: 60 }], "60-1440"]);
  const apia = week.week(plan("00:00", "23:59", week.WEEKDAYS, "Pacific/Apia"), monday("2011-12-26"));
  equal(apia.map(text), ["0-1440", "0-1440", "0-1440", "0-1440", "", "0-1440", "0-1440"]);
});

Deno.test("a wall time is shown by no instant, by one or by two", () => {
  const show = (/** @type {string} */ wall) =>
    week.instants(at(wall + "Z"), "America/New_York").map((time) => new Date(time).toISOString().slice(0, 16));
  equal(show("2026-03-08T02:30"), []);
  equal(show("2026-03-08T03:30"), ["2026-03-08T07:30"]);
  equal(show("2026-11-01T01:30"), ["2026-11-01T05:30", "2026-11-01T06:30"]);
});

Deno.test("clock changes are found to the second", () => {
  equal(
    week.clockChanges(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"), "Europe/Berlin")
      .map((change) => new Date(change.time).toISOString()),
    ["2026-03-29T01:00:00.000Z", "2026-10-25T01:00:00.000Z"],
  );
  equal(week.clockChanges(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"), "UTC"), []);
});

Deno.test("a week begins on Monday in the campaign's zone", () => {
  const sunday = at("2026-03-01T23:30:00Z");
  equal(week.mondayOf(sunday, "UTC"), monday("2026-02-23"));
  equal(week.mondayOf(sunday, "Europe/Berlin"), monday("2026-03-02"));
});

/** @type {[string, Parameters<typeof plan>, string, string, boolean?][]} */
const OPENINGS = [
  ["open", ["09:00", "17:00"], "2026-02-25T19:20:30Z", "Open now, until 17:00."],
  ["its last minute", ["09:00", "17:00"], "2026-02-25T22:00:59Z", "Open now, until 17:00."],
  ["just closed", ["09:00", "17:00"], "2026-02-25T22:01:00Z", "Opens Thu 09:00, in 16 hours."],
  ["later today", ["09:00", "17:00"], "2026-02-25T13:54:00Z", "Opens today 09:00, in 6 minutes."],
  ["over the weekend", ["09:00", "17:00"], "2026-02-27T23:00:00Z", "Opens Mon 09:00, in 3 days."],
  [
    "a night, not running",
    ["20:00", "01:30", WORKDAYS, "Europe/Berlin"],
    "2026-02-25T19:20:30Z",
    "Would be open now, until 01:30.",
    false,
  ],
  [
    "after midnight, the day before is allowed",
    ["20:00", "01:30", WORKDAYS, "UTC"],
    "2026-02-28T01:30:30Z",
    "Open now, until 01:30.",
  ],
  [
    "after midnight, the day before is not allowed",
    ["20:00", "01:30", WORKDAYS, "UTC"],
    "2026-02-23T00:30:00Z",
    "Opens today 20:00, in 20 hours.",
  ],
  ["always", ["00:00", "23:59", week.WEEKDAYS], "2026-02-25T19:20:30Z", "Open now, and at all hours."],
  ["nights that touch", ["10:00", "09:59", week.WEEKDAYS], "2026-02-25T19:20:30Z", "Open now, and at all hours."],
  ["days that touch", ["00:00", "23:59"], "2026-02-25T19:20:30Z", "Open now, until Fri 23:59."],
  ["no day", ["09:00", "17:00", []], "2026-02-25T19:20:30Z", "Never opens: no day is chosen."],
  [
    "an hour that is skipped",
    ["02:00", "02:30", ["sunday"]],
    "2026-03-07T12:00:00Z",
    "Opens Sun 15 Mar 02:00, in 8 days.",
  ],
  [
    "an hour that is repeated: the first",
    ["01:00", "01:29", ["sunday"]],
    "2026-11-01T05:10:00Z",
    "Open now, until 01:29.",
  ],
  [
    "an hour that is repeated: between",
    ["01:00", "01:29", ["sunday"]],
    "2026-11-01T05:40:00Z",
    "Opens today 01:00, in 20 minutes.",
  ],
];
for (const [name, hours, now, words, running] of OPENINGS) {
  Deno.test(`opening in words: ${name}`, () => equal(week.opening(plan(...hours), at(now), running).text, words));
}

Deno.test("days and hours in words", () => {
  const { daysText, hoursText } = week;
  equal(daysText(["sunday", "saturday", "saturday"]), "Sat, Sun");
  equal(daysText(["monday", "wednesday", "friday"]), "Mon, Wed, Fri");
  equal(daysText(["monday", "tuesday", "wednesday", "sunday"]), "Mon to Wed, Sun");
  equal(hoursText(plan("09:00:00", "17:00:00"), true), "Monday to Friday, 09:00 to 17:00");
  equal(hoursText(plan("00:00:00", "23:59:00", week.WEEKDAYS)), "every day, all day");
  equal(hoursText(plan("09:00", "17:00", [])), "no day chosen");
});
