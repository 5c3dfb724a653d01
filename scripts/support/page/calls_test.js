// Tests of where a call's mark stands, and of the words of the filters. Run with `deno test`.

import { callLanguage, webhookLanguage } from "../../../Sources/MockControl/Page/call-filter.js";
import { fate } from "../../../Sources/MockControl/Page/call-words.js";
import { fits, nearest, parameters, parse, toggled } from "../../../Sources/MockControl/Page/filter.js";
import { laid } from "../../../Sources/MockControl/Page/week-calls.js";

function equal(found, wanted, what = "") {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: ${one} in place of ${other}`);
}

const at = (...minutes) => minutes.map((minute) => ({ minute, kind: "busy", lead: 1, time: 0 }));

Deno.test("marks stand at their minute, in the middle lane where there is room", () => {
  equal(laid(at(0, 720, 1080), 1000).map(({ x, lane }) => [Math.round(x), lane]), [[0, 1], [50, 1], [75, 1]]);
});

Deno.test("marks that would touch take three lanes", () => {
  equal(laid(at(600, 601, 602, 640), 1000).map(({ lane }) => lane), [1, 0, 2, 1]);
});

Deno.test("no mark hides another, however many begin at once", () => {
  const places = laid(at(...Array(60).fill(540)), 800).map(({ x, lane }) => `${x.toFixed(3)} ${lane}`);
  equal(new Set(places).size, 60);
});

Deno.test("the filter of calls asks the mock what the mock knows", () => {
  const { pairs, isWhole } = parameters(parse("campaign:3 lead:17 outcome:busy status:busy account:demo", callLanguage), callLanguage);
  equal(pairs, [["campaign_id", "3"], ["lead_id", "17"], ["outcome", "busy"], ["status", "busy"], ["account", "demo"]]);
  equal(isWhole, true);
  for (const text of ["number:+1555*", "-outcome:busy", "text", "lead:1 lead:2"]) equal(parameters(parse(text, callLanguage), callLanguage).isWhole, false, text);
});

Deno.test("what is wrong with a word is said", () => {
  const said = (text, language = callLanguage) => parse(text, language).map(({ mistake }) => mistake).join();
  equal(said("outcom:busy"), "outcom is not a word of the filter.");
  equal(said("lead:x"), "lead takes an id.");
  equal(said("outcome:"), "outcome needs a value.");
  equal(said("state:gone", webhookLanguage), "state takes waiting, delivered, failed, blocked.");
  equal([nearest("outcom", callLanguage), nearest("stat", webhookLanguage)], ["outcome", "state"]);
});

Deno.test("an entry that came is held against the filter", () => {
  const call = { id: 1, account: "demo", campaign_id: 3, lead_id: 17, outcome: "busy", status: "in-progress", client_phone_number: "+15550100113" };
  const rows = { "campaign:3": true, "campaign:4": false, "campaign:3 campaign:4": true, "-lead:17": false, "number:*0113": true, "0100": true, "outcome:busy lead:18": false, "outcom:x": true };
  for (const [text, holds] of Object.entries(rows)) equal(fits(parse(text, callLanguage), call, callLanguage), holds, text);
});

Deno.test("a value is added to the filter, and taken from it", () => {
  equal(toggled("lead:1", "outcome:busy", callLanguage), "lead:1 outcome:busy");
  equal(toggled("lead:1 outcome:busy", "outcome:busy", callLanguage), "lead:1");
});

Deno.test("what became of a lead is said by its tries", () => {
  const call = (attempt, outcome, end = "2026-02-23T14:00:30Z") => ({ attempt, outcome, created_at: "2026-02-23T14:00:00Z", ended_at: end });
  const words = (...tries) => fate(tries, 4, () => "14:00");
  equal(words(), "");
  equal(words(call(1, "no-answer"), call(2, "completed")), "Reached at the second try, 14:00");
  equal(words(call(4, "busy")), "Not reached, and no try is left.");
  equal(words(call(1, "busy")), "");
  equal(words(call(3, "completed", null)), "The third try goes on.");
});
