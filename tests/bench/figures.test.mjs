// Tests of the bench's arithmetic, a line per case.
import assert from "node:assert/strict";
import test from "node:test";
import { phases, quantile, ratio, wordsToType } from "./figures.mjs";

test("quantiles lie between the values", () => {
  const check = (values, share, expect) => assert.equal(quantile(values, share), expect);
  check([7], 0.95, 7);
  check([3, 1, 2], 0.5, 2);
  check([1, 2, 3, 4], 0.5, 2.5);
  check([10, 20, 30, 40, 50], 0.95, 48);
  check([10, 9], 0.5, 9.5);
  assert.throws(() => quantile([], 0.5));
});

test("a ratio is taken pair by pair", () => {
  const check = (ours, theirs, expect) => assert.equal(ratio(ours, theirs), expect);
  check([2, 4, 6], [1, 2, 3], 2);
  // Load that slows both halves of a pair changes nothing.
  check([2, 40, 6], [1, 20, 3], 2);
});

test("phases follow one another and add up to the visit", () => {
  const call = (path, start, end) => ({ kind: "resource", path, start, end });
  const visit = {
    marks: {
      "module asked for": 35,
      "module ready": 50,
      "form in page": 60,
      "form painted": 70,
      "row in page": 130,
      "row painted": 140,
    },
    requests: [
      { kind: "navigation", path: "/", start: 0, end: 10 },
      call("/start.js", 11, 30),
      call("/v1/organization/admin_api_keys?limit=1", 71, 80),
      call("/headgate.json", 51, 58),
      call("/v1/organization/admin_api_keys?limit=100&order=desc", 90, 120),
      call("/v1/organization/pools", 90, 125),
    ],
  };
  const found = phases(visit);
  assert.deepEqual(Object.values(found), [10, 20, 5, 15, 10, 10, 10, 10, 30, 10, 10]);
  assert.equal(Object.values(found).reduce((sum, one) => sum + one), 140);
  const { "module asked for": asked, "module ready": ready, ...marks } = visit.marks;
  assert.ok(asked < ready);
  const without = phases({ ...visit, marks });
  assert.equal(without["module asked for"] + without["module ready"], 0);
  assert.equal(without["form in page"], 30);
  assert.throws(() => phases({ ...visit, requests: visit.requests.slice(0, 3) }));
});

test("every letter of a word to type leaves fewer keys", () => {
  const keys = ["abacus", "absent", "about", "bold", "cat"].map((name) => ({ name, id: "0" }));
  const check = (count, expect) => assert.deepEqual(wordsToType(keys, count), expect);
  check(1, ["aba"]);
  check(3, ["aba", "abs", "abo"]);
  assert.throws(() => wordsToType(keys, 9));
});
