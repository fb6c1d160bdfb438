import assert from "node:assert/strict";
import { pluralClause } from "../../drydock/offline/words";

describe("a clause about several things", () => {
  const clauses: readonly (readonly [one: string, several: string])[] = [
    ["is encrypted with AWS's key.", "are encrypted with AWS's key."],
    ["has no alarm.", "have no alarm."],
    ["does not log who reads it.", "do not log who reads it."],
    ["serves plain HTTP.", "serve plain HTTP."],
    ["faces the internet.", "face the internet."],
    ["lies outside the VPC.", "lie outside the VPC."],
    ["attaches a broad policy.", "attach a broad policy."],
    ["denies nothing.", "deny nothing."],
    ["can reach the internet.", "can reach the internet."],
  ];
  for (const [one, several] of clauses) {
    it(`is "${several}"`, () => {
      assert.equal(pluralClause(one), several);
    });
  }
});
