// Tests of the page's draft.js and request.js: what is sent of a form, and the command that says so.

import assert from "node:assert/strict";
import { Description } from "../../../Sources/MockControl/Page/description.js";
import { bodyText, commandLines, fields, fillForm, messages, newDraft } from "../../../Sources/MockControl/Page/draft.js";
import { curlLine } from "../../../Sources/MockControl/Page/request.js";

const description = new Description({ paths: {
  "/things/{id}": { put: {
    operationId: "change", security: [{ key: [] }],
    parameters: [{ name: "Prefer", in: "header", schema: { type: "string" } }, { name: "id", in: "path", required: true, schema: { type: "integer" }, example: 1 },
      { name: "page", in: "query", schema: { type: "integer", default: 1 } }],
    requestBody: { required: true, content: { "application/json": { schema: { type: "object", required: ["name"], properties: {
      name: { type: "string", examples: ["First"] }, size: { type: ["integer", "null"], default: 3 }, isOpen: { type: "boolean" },
      days: { type: "array", items: { enum: ["monday", "tuesday"] } }, kind: { type: "string", enum: ["a", "b"] }, more: { type: "object" },
    } } } } },
  } },
} }, "http://localhost:1/api");
const [operation] = description.operations;

Deno.test("the fields have the kinds of their values, a header field comes last", () => {
  assert.deepEqual(fields(operation).map((one) => `${one.id} ${one.kind}`), ["path.id number", "query.page number", "body.name text",
    "body.size number", "body.isOpen boolean", "body.days choices", "body.kind choice", "body.more json", "header.Prefer text"]);
});

Deno.test("an untouched field is not sent, and a required one begins with its example", () => {
  assert.deepEqual(commandLines(newDraft(operation, "it's")).map((line) => line.text), [
    "curl -X PUT http://localhost:1/api/things/1 \\", "  -H 'Authorization: Bearer it'\\''s' \\",
    "  -H 'Content-Type: application/json' -d '{", '    "name": "First"', "  }'"]);
});

for (const [id, typed, line] of [
  ["body.size", "4", '    "size": 4'], ["body.size", "four", '    "size": "four"'], ["body.size", "9007199254740993", '    "size": 9007199254740993'],
  ["body.name", "it's", `    "name": "it'\\''s"`], ["body.days", '["monday"]', '    "days": ["monday"]'], ["body.more", '{"a": 1}', '    "more": {"a": 1}'],
  ["path.id", "a/b", "curl -X PUT http://localhost:1/api/things/a%2Fb \\"], ["query.page", "2", "curl -X PUT 'http://localhost:1/api/things/1?page=2' \\"],
  ["header.Prefer", "code=503", "  -H 'Prefer: code=503' -d '{"],
]) {
  Deno.test(`${typed} in ${id} is lit in the command`, () => {
    const draft = newDraft(operation, "");
    draft.typed[id] = typed;
    draft.last = id;
    assert.deepEqual(commandLines(draft).filter((one) => one.isLast).map((one) => one.text), [line]);
  });
}

Deno.test("a token is not shown", () => {
  const lines = commandLines(newDraft(operation, "secret"), true).map((line) => line.text);
  assert.equal(lines[1], '  -H "Authorization: Bearer $CONTROL_TOKEN" \\');
  assert.ok(!lines.join().includes("secret"));
});

for (const [text, isWhole] of /** @type {[string, boolean][]} */ ([
  ['{"name": "x", "size": 2, "days": ["monday", "tuesday"], "more": {"a, b": [1, 2]}}', true], ['{"isOpen": false}', true], ["{}", true],
  ['{"name": 1}', false], ['{"other": 1}', false], ['{"name": ""}', false], ['{"size": "2"}', false], ["[1]", false], ["{", false],
])) {
  Deno.test(`the form ${isWhole ? "has all of" : "cannot show"} ${text}`, () => {
    const draft = newDraft(operation, "");
    const before = bodyText(draft);
    assert.equal(fillForm(draft, text), isWhole);
    if (isWhole) assert.deepEqual(JSON.parse(bodyText(draft)), JSON.parse(text));
    else assert.equal(bodyText(draft), before);
  });
}

Deno.test("the messages of a 422 stand at their fields", () => {
  const errors = { "days.1": ["not a day"], days: ["too many"], page: ["too low"], unknown: ["what"] };
  assert.deepEqual(messages(operation, { errors }), { "body.days": ["not a day", "too many"], "query.page": ["too low"] });
});

Deno.test("a body that begins with an at sign is no file", () => {
  assert.equal(curlLine({ method: "POST", url: "http://localhost:1/", headers: [], body: "@x" }), "curl -X POST http://localhost:1/ \\\n  --data-raw @x");
});
