import assert from "node:assert/strict";
import picocolors from "picocolors";
import { cost } from "drydock-components/model/cost";
import type { Estimate } from "../../drydock/cost/estimate";
import {
  costLines,
  costMarkdown,
  differenceText,
  usd,
} from "../../drydock/offline/preview/render/cost";

const plain = picocolors.createColors(false);

const estimate: Estimate & { readonly old: boolean } = {
  region: "us-east-2",
  pricesOf: "2026-09-21",
  old: false,
  parts: [
    { part: "files", fixedUsd: 0, useUsd: 1.5 },
    { part: "keys", fixedUsd: 1, useUsd: 0 },
    { part: "tasks of web", fixedUsd: 36.04, useUsd: 12.4 },
    { part: "endpoints", fixedUsd: 0.01, useUsd: 0.01 },
  ],
  fixedUsd: 37.04,
  useUsd: 13.9,
  assumptions: cost.parse({}),
  notCounted: ["taxes", "flow logs"],
  remarks: [{ text: "tasks on ARM64", savingUsd: 7.2 }],
  since: { fixedUsd: 9.94, useUsd: -2 },
};

const assumed =
  "the most tasks 2 hours a day; 50 GB through each load balancer, 20 GB to AWS, 2 GB of logs of each service, " +
  "5 GB in each file system (drydock:cost)";

describe("an estimate of cost as text", () => {
  it("shows parts from the largest, savings, assumptions and what is left out", () => {
    assert.deepEqual(costLines(estimate, plain), [
      "  Cost: 37 USD a month, and up to 14 with use; 9.9 more, 2.0 less with use than the accepted baseline (list prices of us-east-2, 2026-09-21)",
      "    a month     tasks of web 36 + 12, keys 1.0, files + 1.5",
      "    saves 7.2   tasks on ARM64",
      `    with use    ${assumed}`,
      "    not counted taxes and flow logs",
    ]);
  });

  it("is a table of a comment", () => {
    assert.equal(
      costMarkdown(estimate).join("\n"),
      `**Cost:** 37 USD a month, and up to 14 with use; **9.9 more, 2.0 less with use than the accepted baseline**.

- 7.2 USD less: tasks on ARM64

<details><summary>How it is made up</summary>

| part | USD a month | with use up to |
|---|---:|---:|
| tasks of web | 36 | 12 |
| keys | 1.0 | 0.0 |
| files | 0.0 | 1.5 |
| **together** | **37** | **14** |

With use: ${assumed}. Not counted: taxes and flow logs. List prices of us-east-2, 2026-09-21.

</details>
`,
    );
  });

  it("says nothing of a difference that is none, or too small to show", () => {
    assert.equal(differenceText({}), "");
    assert.equal(differenceText({ since: { fixedUsd: 0, useUsd: 0.04 } }), "");
    assert.equal(
      differenceText({ since: { fixedUsd: -95, useUsd: 0 } }),
      "95 less than the accepted baseline",
    );
  });

  it("rounds to what an estimate is good for", () => {
    assert.deepEqual([0, 9.94, 9.96, 1064.4].map(usd), ["0.0", "9.9", "10", "1064"]);
  });

  it("says why there is none", () => {
    assert.deepEqual(costLines({ refused: "no prices of eu-north-1" }, plain), [
      "  Cost: no prices of eu-north-1",
    ]);
  });
});
