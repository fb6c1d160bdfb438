/** A preview for people at a terminal: one screen for each environment. */
import type { EnvironmentPreview } from "../environment";
import type { EnvironmentResult } from "../results";
import type { Fact } from "../summary";
import type { TreeNode } from "../tree";
import { besideTexts } from "./beside";
import { changeLines } from "./changes";
import { costLines, oldPricesText } from "./cost";
import { policyLines, problemLines } from "./policies";
import { inOrderText, renameText, staleTexts } from "./verdict";
import { type Colors, changeCounts, resourceCount, shortType, sign } from "./style";
import { workloads } from "./workloads";

/** Style and content of the text. */
export interface TerminalLook {
  readonly colors: Colors;
  readonly tree: boolean;
}

/** All results; failures come last and alone, then their reasons. */
export function terminalText(
  results: readonly EnvironmentResult[],
  failures: readonly string[],
  look: TerminalLook,
): string {
  const { colors } = look;
  const verdict =
    failures.length === 0
      ? [colors.green(inOrderText(results))]
      : failures.map((failure) => colors.red(failure));
  return [
    ...results.flatMap((result) => ("summary" in result ? environmentLines(result, look) : [])),
    ...oldPricesText(results).map((line) => colors.yellow(line)),
    ...results.flatMap((result) => errorLines(result, colors)),
    ...verdict,
    "",
  ].join("\n");
}

function errorLines(result: EnvironmentResult, colors: Colors): string[] {
  if ("refused" in result) return [result.refused, ""];
  if ("failed" in result) return [`${colors.red(result.stack)}: ${result.failed}`, ""];
  const lines = problemLines(result, colors);
  return lines.length === 0 ? [] : [colors.bold(colors.red(result.stack)), ...lines, ""];
}

function environmentLines(preview: EnvironmentPreview, look: TerminalLook): string[] {
  const { colors } = look;
  const { stack, stackFile, summary, resourceCount: number } = preview;
  return [
    `${colors.bold(colors.cyan(stack))}  ${colors.dim(
      `${stackFile}, ${summary.region}, ${summary.lifecycle}, ${resourceCount(number)}`,
    )}`,
    ...factLines(summary.facts, { colors, indent: "  " }),
    ...workloads(summary).flatMap(({ name, facts }) => [
      `  ${colors.bold(name)}`,
      ...factLines(facts, { colors, indent: "    " }),
    ]),
    "",
    ...besideTexts(preview.beside).flatMap((text) => [`  ${text}`, ""]),
    ...costLines(preview.cost, colors),
    "",
    ...(look.tree ? [...treeLines(preview.tree, colors), ""] : []),
    ...baselineLines(preview, colors),
    ...[...staleTexts(preview), ...renameText(preview)].map((line) => `  ${colors.yellow(line)}`),
    "",
    ...(preview.policies.length === 0 ? [] : [...policyLines(preview, colors), ""]),
  ];
}

interface FactLook {
  readonly colors: Colors;
  readonly indent: string;
}

const labelWidth = 13;

function factLines(facts: readonly Fact[], { colors, indent }: FactLook): string[] {
  return facts.flatMap(({ label, lines }) =>
    lines.map((line, index) => {
      const head = (index === 0 ? label : "").padEnd(labelWidth - indent.length + 2);
      return `${indent}${colors.dim(head)} ${line}`;
    }),
  );
}

function baselineLines({ baseline, changes, stack }: EnvironmentPreview, colors: Colors): string[] {
  switch (baseline) {
    case "none":
      return [colors.dim("  Not one of the repository's stacks: all resources are new.")];
    case "missing":
      return [
        `  ${stack} has no accepted baseline: all resources are new. ` +
          colors.dim("npx drydock preview --accept"),
      ];
    case "accepted":
      return [`  Accepted as the new baseline: ${changeCounts(changes)}.`, ...indented()];
    default:
      return [`  Against the accepted baseline: ${changeCounts(changes)}.`, ...indented()];
  }
  function indented(): string[] {
    return changeLines(changes, colors).map((line) => `  ${line}`);
  }
}

/** Resources under their components, changed ones with a sign. */
function treeLines(nodes: readonly TreeNode[], colors: Colors, indent = "  "): string[] {
  return nodes.flatMap(({ name, type, component, operation, children, ...node }, index) => {
    const last = index === nodes.length - 1;
    const label = component ? colors.bold(name) : name;
    return [
      `${sign(operation, colors)}${indent}${last ? "└─" : "├─"} ${label} ${colors.dim(shortType(type))}` +
        (node.protected ? colors.dim(" protected") : ""),
      ...treeLines(children, colors, `${indent}${last ? "   " : "│  "}`),
    ];
  });
}
