import assert from "node:assert/strict";
import fc from "fast-check";
import { naturally } from "../../drydock/offline/natural-order";

/** What names are made of. */
const name = fc.string({ unit: fc.constantFrom("a", "b", "-", "0", "1", "9"), maxLength: 6 });

describe("natural order", () => {
  it("puts numbers within texts in their order", () => {
    const sorted = ["s10", "s2", "s", "s2-a", "t1", "s1"].sort(naturally);
    assert.deepEqual(sorted, ["s", "s1", "s2", "s2-a", "s10", "t1"]);
  });

  it("is that of the English language for names", () => {
    const { compare } = new Intl.Collator("en", { numeric: true });
    fc.assert(
      fc.property(name, name, (first, second) => {
        assert.equal(Math.sign(naturally(first, second)), Math.sign(compare(first, second)));
      }),
      { numRuns: 2000 },
    );
  });
});
