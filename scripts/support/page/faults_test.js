// Tests of the page's fault-words.js and fault-form.js: faults in words, and what a form means.

import assert from "node:assert/strict";
import { conditions, emptyForm, read } from "../../../Sources/MockControl/Page/fault-form.js";
import { firedText, forecast, scope, title } from "../../../Sources/MockControl/Page/fault-words.js";

/** @param {import("../../../Sources/MockControl/Page/fault-words.js").Word[]} words */
const text = (words) => words.map((word) => (typeof word === "string" ? word : `\`${word.code}\``)).join("");

for (const [effect, words] of /** @type {[any, string][]} */ ([
  ["server_error", "500 Server error"], [{ name: "rate_limited" }, "429 Too many requests"],
  [{ status: 502, body: "x" }, "502 Own answer"], ["reset", "Cut before an answer"],
  [{ transport: "reset", after_handling: true }, "Stored, then cut"], [{ delay_ms: 2000 }, "Late by 2 s"],
  [{ delay_ms: { min_ms: 50, max_ms: 200 } }, "Late by 50 ms to 200 ms"],
  [{ name: "server_error", delay_ms: 500 }, "500 Server error, late by 500 ms"],
  [{ status: 503, transport: "drip", after_handling: true }, "503 Own answer, Byte by byte, after it was handled"],
])) {
  Deno.test(`a fault is called ${words}`, () => assert.equal(title(effect), words));
}

for (const [fault, words] of /** @type {[any, string][]} */ ([
  [{ match: { method: "POST", path: "/user/campaign", account: "demo" }, times: 2 }, "`POST /user/campaign` of demo, 2 times"],
  [{ match: { account: "other" }, probability: 0.2, seed: 42 }, "any request of other, one in five (seed 42)"],
  [{ times: 1, after: 3 }, "any request, after 3 that pass, once"], [{}, "any request, every time"],
  [{ probability: 0.3, seed: 1, times: 2 }, "any request, 30 % (seed 1), at most 2 times"],
  [{ match: { json: { name: "Spring", max_retries: 3 }, absent: ["goal"] }, times: 1 },
    "any request where `name` is `Spring` and `max_retries` is `3` and `goal` is absent, once"],
  [{ match: { body_contains: "x" }, times: 1 }, "any request where the body has `x`, once"],
])) {
  Deno.test(`a fault is for ${words}`, () => assert.equal(text(scope(fault)), words));
}

for (const [change, words, meaning] of /** @type {[any, string, string][]} */ ([
  [{ ready: "lost", account: "demo" }, "The next `POST /user/campaign` of demo is stored, then cut.",
    "The campaign is there, the client never hears of it."],
  [{}, "The next `POST /user/campaign` gets `500` Server error.", "Nothing is stored."],
  [{ times: "3", ready: "reset" }, "The next 3 `POST /user/campaign` are cut before an answer.", "Nothing is stored."],
  [{ times: "", method: "", path: "", ready: "late" }, "Each request is answered 2 s late.", "It is handled as usual."],
  [{ chance: "25 %", after: "3", ready: "hang" },
    "After 3 that pass, each `POST /user/campaign` with a chance of 25 % never gets an answer, once at most.",
    "Nothing is stored, and the connection stays open."],
  [{ ready: "custom", status: "418", where: "name is Spring" }, "The next `POST /user/campaign` where `name` is `Spring` gets `418`.",
    "Nothing is stored."],
])) {
  Deno.test(`a form means: ${words}`, () => {
    const { definition, mistakes } = read({ ...emptyForm(), ...change });
    assert.deepEqual(mistakes, {});
    const said = forecast(definition);
    assert.deepEqual([text(said.sentence), said.meaning], [words, meaning]);
  });
}

Deno.test("a form becomes a definition", () => {
  const form = { ...emptyForm(), ready: "custom", method: "put", account: "demo", times: "2", after: "1", chance: "50 %",
    status: "502", body: '{"a": 1}', where: "name is Spring and max_retries is 3" };
  assert.deepEqual(read(form).definition, { match: { account: "demo", method: "PUT", path: "/user/campaign",
    json: { name: "Spring", max_retries: 3 } }, times: 2, after: 1, probability: 0.5, effect: { status: 502, body: { a: 1 } } });
});

Deno.test("a mistake is told at its field", () => {
  const form = { ...emptyForm(), ready: "custom", times: "0", after: "x", chance: "101", status: "99" };
  assert.deepEqual(Object.keys(read(form).mistakes).sort(), ["after", "chance", "status", "times"]);
});

Deno.test("a condition is a member, an absent member, or a text", () => {
  assert.deepEqual(conditions("name is Rock and Roll"), { json: { name: "Rock and Roll" } });
  assert.deepEqual(conditions("goal is absent"), { absent: ["goal"] });
  assert.deepEqual(conditions("a is null"), { json: { a: null } });
  assert.deepEqual(conditions("any other words"), { body_contains: "any other words" });
  assert.deepEqual(conditions(" "), {});
});

Deno.test("how often a fault fired", () => {
  assert.equal(firedText(/** @type {any} */ ({ times: 2, fired: 1, matched: 4 })), "fired 1 of 2");
  assert.equal(firedText(/** @type {any} */ ({ fired: 3, matched: 14 })), "fired 3 times, 14 matched");
  assert.equal(firedText(/** @type {any} */ ({ fired: 0, matched: 0 })), "not fired yet");
});
