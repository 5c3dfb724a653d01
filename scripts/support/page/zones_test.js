// Tests of the page's zones.js: wall times and the changes of clocks.

import assert from "node:assert/strict";
import { wall } from "../../../Sources/MockControl/Page/week.js";
import { momentOf, nextChange, readWallTime, typedWallTime } from "../../../Sources/MockControl/Page/zones.js";

const at = Date.parse("2026-02-25T19:20:30Z");
/** @param {number | undefined} time */
const text = (time) => (time === undefined ? null : new Date(time).toISOString().slice(0, 16));

for (const [zone, moment, from, to] of [
  ["America/New_York", "2026-03-08T07:00", "2026-03-08T02:00", "2026-03-08T03:00"],
  ["Europe/Berlin", "2026-03-29T01:00", "2026-03-29T02:00", "2026-03-29T03:00"],
  ["Australia/Lord_Howe", "2026-04-04T15:00", "2026-04-05T02:00", "2026-04-05T01:30"],
  ["UTC", null, null, null], ["Asia/Kolkata", null, null, null],
]) {
  Deno.test(`the clocks of ${zone} change next`, () => {
    const change = nextChange(String(zone), at);
    assert.deepEqual([text(change?.time), text(change?.before), text(change?.after)], [moment, from, to]);
  });
}

Deno.test("after a change the next one is found, and a minute before it is found still", () => {
  const change = nextChange("Europe/Berlin", at)?.time ?? 0;
  assert.equal(nextChange("Europe/Berlin", change - 60_000)?.time, change);
  assert.equal(text(nextChange("Europe/Berlin", change)?.time), "2026-10-25T01:00");
  assert.equal(nextChange("Europe/Berlin", at)?.time, change);
});

for (const [typed, zone, moment] of [
  ["2026-02-26 09:00:00", "America/New_York", "2026-02-26T14:00"],
  ["2026-02-26T09:00", "Europe/Berlin", "2026-02-26T08:00"],
  ["2026-02-26", "Asia/Kolkata", "2026-02-25T18:30"],
  // Clocks leave this time out, so it is read as the time before the change would go on.
  ["2026-03-08 02:30", "America/New_York", "2026-03-08T07:30"],
  // Clocks show this time twice: the first counts.
  ["2026-11-01 01:30", "America/New_York", "2026-11-01T05:30"],
]) {
  Deno.test(`${typed} in ${zone}`, () => {
    const read = readWallTime(typed);
    assert.notEqual(read, null);
    assert.equal(text(momentOf(zone, read ?? 0)), moment);
  });
}

Deno.test("other texts are no wall times", () => {
  for (const typed of ["", "tomorrow", "2026-02-30", "2026-13-01", "2026-02-28 25:00", "2026-02-28 10:60", "26-02-28"]) {
    assert.equal(readWallTime(typed), null, typed);
  }
});

Deno.test("a wall time is typed as it is read", () => {
  assert.equal(typedWallTime(wall(at, "America/New_York")), "2026-02-25 14:20:30");
});
