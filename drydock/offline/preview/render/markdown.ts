/** A preview as a pull-request comment. */
import { toMarkdown } from "../../report";
import type { EnvironmentPreview } from "../environment";
import type { EnvironmentResult } from "../results";
import type { Fact } from "../summary";
import type { TreeNode } from "../tree";
import { besideTexts } from "./beside";
import { groupChanges, valuesText, warningOf } from "./changes";
import { costMarkdown, oldPricesText } from "./cost";
import { inOrderText, renameText } from "./verdict";
import { changeCounts, resourceCount, shortType } from "./style";
import { workloads } from "./workloads";

/** All results, and the reasons for failure. */
export function markdownText(
  results: readonly EnvironmentResult[],
  failures: readonly string[],
): string {
  const verdict =
    failures.length === 0
      ? [inOrderText(results)]
      : failures.map((failure) => `- ❌ ${escaped(failure)}`);
  const old = oldPricesText(results).flatMap((line) => [line, ""]);
  return ["# Preview", "", ...verdict, "", ...old, ...results.flatMap(resultLines), ""].join("\n");
}

function resultLines(result: EnvironmentResult): string[] {
  if ("refused" in result) return [`## ${result.stack}`, "", ...fenced(result.refused, "text"), ""];
  if ("failed" in result) return [`## ${result.stack}`, "", ...fenced(result.failed, "text"), ""];
  return environmentLines(result);
}

function environmentLines(preview: EnvironmentPreview): string[] {
  const { stack, summary, policies, policyProblem, modeDifferences, ruleDifferences } = preview;
  return [
    `## ${stack}: ${headline(preview)}`,
    "",
    ...changeSection(preview),
    ...renameText(preview).map((line) => `- ⚠️ ${escaped(line)}`),
    ...modeDifferences.map((name) => `- ❌ registered only in the ${escaped(name)}`),
    ...besideTexts(preview.beside).flatMap((text) => [text, ""]),
    ...costMarkdown(preview.cost),
    ...details("The environment", [
      `\`${preview.stackFile}\`, ${summary.region}, ${summary.lifecycle}, ${resourceCount(preview.resourceCount)}`,
      "",
      ...factTable(summary.facts),
      ...workloads(summary).flatMap(({ name, facts }) => [`**${name}**`, "", ...factTable(facts)]),
    ]),
    ...details("Every resource", fenced(treeText(preview.tree), "text")),
    ...(policyProblem === undefined
      ? []
      : ["The policies did not run:", ...fenced(policyProblem, "text")]),
    ...(ruleDifferences.length === 0
      ? []
      : [
          "**The rules of this change differ from those that judge it:**",
          "",
          ...ruleDifferences.map((line) => `- ${escaped(line)}`),
          "",
        ]),
    ...(policies.length === 0 ? [] : [toMarkdown(policies)]),
  ];
}

function headline({ baseline, changes }: EnvironmentPreview): string {
  if (baseline === "none") return "not one of the repository's stacks";
  return baseline === "missing" ? "no accepted baseline" : changeCounts(changes);
}

const signs = { create: "+", update: "!", replace: "!", delete: "-" } as const;

/** Formats changes as a diff, which GitHub colors. */
function changeSection({ changes }: EnvironmentPreview): string[] {
  if (changes.length === 0) return [];
  const lines = groupChanges(changes).flatMap(({ change, inside }) => {
    const { operation, name, type, properties } = change;
    const more = inside === 0 ? "" : `, ${inside} inside`;
    const warning = warningOf(change);
    return [
      `${signs[operation]} ${operation} ${name} (${shortType(type)}${more})` +
        (warning === undefined ? "" : `: ${warning}`),
      ...properties.map(
        (property) =>
          `    ${property.path}: ${valuesText(property)}` +
          (property.forcesReplacement ? " (forces replacement)" : ""),
      ),
    ];
  });
  return [...fenced(lines.join("\n"), "diff"), ""];
}

function factTable(facts: readonly Fact[]): string[] {
  const rows = facts.map(({ label, lines }) => `| ${label} | ${lines.map(escaped).join("<br>")} |`);
  return ["| | |", "|---|---|", ...rows, ""];
}

function treeText(nodes: readonly TreeNode[], indent = ""): string {
  return nodes
    .map(({ name, type, children }) => {
      const below = treeText(children, `${indent}  `);
      return `${indent}${name} (${shortType(type)})${below === "" ? "" : `\n${below}`}`;
    })
    .join("\n");
}

function details(title: string, lines: readonly string[]): string[] {
  return [`<details><summary>${title}</summary>`, "", ...lines, "", "</details>", ""];
}

/** A fence that the text cannot close. */
function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, text, fence];
}

/** Escapes markup in a text. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replaceAll("*", "\\*");
}
