import assert from "node:assert/strict";
import { addressRange, isWorldWide } from "../../../policy/lib/addresses";

describe("Address ranges", () => {
  const wide: Readonly<Record<string, readonly string[]>> = {
    everything: ["0.0.0.0/0"],
    "everything in IPv6, written out": ["0:0:0:0:0:0:0:0/0"],
    halves: ["0.0.0.0/1", "128.0.0.0/1"],
    "more than a /8 in pieces": ["8.0.0.0/8", "9.0.0.0/9"],
    "a third of IPv6": ["2000::/3"],
  };
  const narrow: Readonly<Record<string, readonly string[]>> = {
    none: [],
    "a /8, twice": ["8.0.0.0/8", "8.0.0.0/8", "8.1.0.0/16"],
    "everything private": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
    "one address": ["203.0.113.9"],
    "no range": ["pl-1234", "10/8", "1.2.3.4/33", "::/129"],
  };

  for (const [title, ranges] of Object.entries(wide)) {
    it(`name nobody: ${title}`, () => {
      assert.equal(isWorldWide(ranges), true);
    });
  }

  for (const [title, ranges] of Object.entries(narrow)) {
    it(`name somebody: ${title}`, () => {
      assert.equal(isWorldWide(ranges), false);
    });
  }

  it("have a first and a last address", () => {
    assert.deepEqual(addressRange("10.1.2.3/8"), {
      family: "ipv4",
      first: 0x0a000000n,
      last: 0x0affffffn,
    });
  });
});
