import assert from "node:assert/strict";
import fc from "fast-check";
import { instanceOf, matches, overlaps } from "../../../policy/lib/iam/patterns";

const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 6 });
const seed = 20261124;

/** Every text of two letters and a colon, up to a length. */
function* texts(length: number): Generator<string> {
  yield "";
  if (length === 0) return;
  for (const rest of texts(length - 1)) for (const one of ["a", "b", ":"]) yield one + rest;
}

describe("Patterns of IAM", () => {
  it("tell cases apart in ARNs only", () => {
    assert.equal(matches("arn:aws:s3:::Files", "arn:aws:s3:::files"), false);
    assert.equal(matches("S3:get*", "s3:GetObject", true), true);
  });

  it("take a written-out wildcard as it is", () => {
    assert.equal(matches("a${*}", "a*"), true);
    assert.equal(matches("a${*}", "ab"), false);
  });

  it("match their instances", () => {
    fc.assert(
      fc.property(pattern, text, (one, fill) => {
        assert.equal(matches(one, instanceOf(one, fill === "" ? "a" : fill)), true);
      }),
      { numRuns: 1000, seed },
    );
  });

  it("overlap where some text matches both", () => {
    const all = [...new Set(texts(6))];
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", ":", "*", "?"), maxLength: 3 }),
        fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 3 }),
        (one, other) => {
          const expected = all.some((some) => matches(one, some) && matches(other, some));
          assert.equal(overlaps(one, other), expected);
        },
      ),
      { numRuns: 300, seed },
    );
  });
});
