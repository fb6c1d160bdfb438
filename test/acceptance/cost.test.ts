import assert from "node:assert/strict";
import { pricesAt } from "../../drydock/cost/prices";
import { root } from "../program/run-program";
import { estimate } from "./cost";

describe("the expected cost of a run", () => {
  it("is no figure in a region without prices, and says why", () => {
    const { usd, text } = estimate({ region: "sa-east-1", resources: {} }, pricesAt(root));
    assert.equal(usd, undefined);
    assert.match(
      text,
      /^at a price that is not known: no prices of sa-east-1: there are those of /,
    );
  });
});
