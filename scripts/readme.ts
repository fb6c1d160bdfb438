import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadStackFile } from "../drydock/config/loader";
import { type Estimate, estimateOf } from "../drydock/cost/estimate";
import { pricesAt } from "../drydock/cost/prices";
import { baselinePath, readBaseline } from "../drydock/offline/preview/baseline";
import { usd } from "../drydock/offline/preview/render/cost";
import { formatted, type Generator, outputOf, root } from "./generator";

const block = (name: string) =>
  new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);

/** What README.md shows of real previews. */
export const readmePreview: Generator = {
  name: "readme",
  files: async () => {
    const output = await previewOutput();
    const estimates = estimatesOf(["test", "production"]);
    const fresh = readFileSync(join(root, "README.md"), "utf8")
      .replace(
        block("preview"),
        (_, start: string, end: string) => `${start}\n\`\`\`text\n${output}\n\`\`\`\n\n${end}`,
      )
      .replace(
        block("cost"),
        (_, start: string, end: string) => `${start}\n${costTable(estimates)}\n\n${end}`,
      );
    return { "README.md": await formatted("README.md", fresh) };
  },
};

/** Returns what a terminal without colors shows for the test environment, down to the number of findings. */
async function previewOutput(): Promise<string> {
  const output = await outputOf("preview", "--stack", "test");
  return output.slice(0, output.indexOf(" policies\n")) + " policies";
}

type Estimates = Readonly<Record<string, Estimate>>;

/** Of the accepted baselines, which a check holds to the program. */
function estimatesOf(stacks: readonly string[]): Estimates {
  return Object.fromEntries(stacks.map((stack) => [stack, estimateOfStack(stack)]));
}

function estimateOfStack(stack: string): Estimate {
  const loaded = loadStackFile(join(root, `Pulumi.${stack}.yaml`));
  const baseline = readBaseline(baselinePath(root, stack));
  if ("problems" in loaded || baseline === undefined) throw new Error(`${stack} is not in order`);
  const { cost: assumptions, lifecycle } = loaded.config;
  const { resources } = baseline;
  const subject = { region: loaded.region, lifecycle, assumptions, resources };
  const estimate = estimateOf(subject, pricesAt(root));
  if ("refused" in estimate) throw new Error(estimate.refused);
  return estimate;
}

/** USD a month by part: what it costs in any case, and with use as assumed. */
function costTable(estimates: Estimates): string {
  const stacks = Object.keys(estimates);
  const all = Object.values(estimates);
  const parts = [...new Set(all.flatMap(({ parts: own }) => own.map(({ part }) => part)))];
  const cells = (of: (estimate: Estimate) => readonly number[]) =>
    all.flatMap((estimate) => of(estimate).map((amount) => (amount < 0.05 ? "" : usd(amount))));
  const rows = parts.map((name) => {
    const amounts = cells(({ parts: own }) => {
      const found = own.find(({ part }) => part === name);
      return [found?.fixedUsd ?? 0, found?.useUsd ?? 0];
    });
    return `| ${name} | ${amounts.join(" | ")} |`;
  });
  const [first] = all;
  return [
    `| USD a month, ${first?.region ?? ""} | ${stacks.map((stack) => `${stack} | with use`).join(" | ")} |`,
    `|---|${"---:|".repeat(stacks.length * 2)}`,
    ...rows,
    `| **together** | ${cells(({ fixedUsd, useUsd }) => [fixedUsd, useUsd]).join(" | ")} |`,
    "",
    `Not counted: ${first?.notCounted.join(", ") ?? ""}. Prices of ${first?.pricesOf ?? ""}.`,
  ].join("\n");
}
