/** A preview as a pull-request comment. */
import { firstLine, isMandatory, summarize, toMarkdown } from "../../report";
import type { EnvironmentPreview } from "../environment";
import { impactsOf } from "../impact";
import type { EnvironmentResult } from "../results";
import type { Fact } from "../summary";
import type { TreeNode } from "../tree";
import { besideTexts } from "./beside";
import { byBadness, groupChanges, valuesText, warningOf } from "./changes";
import { costMarkdown, costText, oldPricesText } from "./cost";
import { pictureOf, pictureText } from "./picture";
import { inOrderText, renameText, staleTexts } from "./verdict";
import { changeCounts, resourceCount, shortType } from "./style";
import { workloads } from "./workloads";

/** How much of the results a comment has: the last is short whatever the environments hold. */
const amounts = [
  { tree: true, picture: true, mostChanges: Infinity, findings: true },
  { tree: false, picture: true, mostChanges: Infinity, findings: true },
  { tree: false, picture: true, mostChanges: 40, findings: true },
  { tree: false, picture: false, mostChanges: 40, findings: true },
  { tree: false, picture: false, mostChanges: 10, findings: false },
  { tree: false, picture: false, mostChanges: 0, findings: false },
] as const;

type Amount = (typeof amounts)[number];

/** GitHub refuses a comment of more than 65,536 characters; the link and the warning before it need room. */
const largest = 60_000;

/** All results, summary first, and the reasons for failure. Leaves out what does not fit, and says so. */
export function markdownText(
  results: readonly EnvironmentResult[],
  failures: readonly string[],
): string {
  const verdict =
    failures.length === 0
      ? [inOrderText(results)]
      : failures.map((failure) => `- ❌ ${escaped(failure)}`);
  const old = oldPricesText(results).flatMap((line) => [line, ""]);
  const head = ["# Preview", "", ...verdict, "", ...summaryLines(results), ...old];
  for (const amount of amounts) {
    const text = textOf(head, results, amount);
    if (Buffer.byteLength(text) <= largest) return text;
  }
  return [...head, "The rest does not fit into a comment: see the run.", ""].join("\n");
}

function textOf(
  head: readonly string[],
  results: readonly EnvironmentResult[],
  amount: Amount,
): string {
  const cut = amount === amounts[0] ? [] : ["Parts are left out to fit: see the run.", ""];
  return [...head, ...cut, ...results.flatMap((result) => resultLines(result, amount)), ""].join(
    "\n",
  );
}

/** One row for each environment: what a reviewer asks first. */
function summaryLines(results: readonly EnvironmentResult[]): string[] {
  const previews = results.flatMap((result) => ("summary" in result ? [result] : []));
  if (previews.length === 0) return [];
  const stopped = previews.flatMap(mandatoryLines);
  const impacts = previews.flatMap(({ stack, changes, picture }) =>
    impactsOf(changes, picture?.opened).map(
      ({ kind, text }) => `- ${weights[kind]} ${stack}: ${escaped(text)}`,
    ),
  );
  return [
    "| environment | changes | findings | cost |",
    "|---|---|---|---|",
    ...previews.map((preview) => `| ${summaryCells(preview).join(" | ")} |`),
    "",
    ...stopped,
    ...impacts,
    ...(stopped.length + impacts.length === 0 ? [] : [""]),
  ];
}

/** More are below, with their fixes. */
const mostMandatory = 5;

/** What keeps the change from being merged, a line each. */
function mandatoryLines({ stack, policies }: EnvironmentPreview): string[] {
  const all = policies.flatMap(({ findings }) => findings.filter(isMandatory));
  const rest = all.length - mostMandatory;
  return [
    ...all
      .slice(0, mostMandatory)
      .map((one) => `- ❌ ${stack}: \`${one.policyName}\`: ${escaped(firstLine(one))}`),
    ...(rest > 0 ? [`- ❌ ${stack}: ${rest} more, below`] : []),
  ];
}

const weights = { data: "🔴", open: "🟠", outage: "🟠", roll: "🟢" } as const;

function summaryCells(preview: EnvironmentPreview): string[] {
  const findings = preview.policies.flatMap((report) => report.findings);
  const { mandatory, advisory } = summarize(preview.policies);
  const known = findings.filter((finding) => finding.known === true).length;
  const { cost } = preview;
  return [
    `**${preview.stack}**`,
    headline(preview),
    preview.policyProblem === undefined
      ? `${mandatory} mandatory, ${advisory - known} new, ${known} known`
      : "did not run",
    "refused" in cost ? "not known" : costText(cost),
  ];
}

function resultLines(result: EnvironmentResult, amount: Amount): string[] {
  if ("refused" in result) return [`## ${result.stack}`, "", ...fenced(result.refused, "text"), ""];
  if ("failed" in result) return [`## ${result.stack}`, "", ...fenced(result.failed, "text"), ""];
  return environmentLines(result, amount);
}

function environmentLines(preview: EnvironmentPreview, amount: Amount): string[] {
  const { stack, summary, policies, policyProblem, modeDifferences, ruleDifferences } = preview;
  return [
    `## ${stack}: ${headline(preview)}`,
    "",
    ...changeSection(preview, amount.mostChanges),
    ...[...staleTexts(preview), ...renameText(preview)].map((line) => `- ⚠️ ${escaped(line)}`),
    ...modeDifferences.map((name) => `- ❌ registered only in the ${escaped(name)}`),
    ...pictureSection(preview, amount),
    ...besideTexts(preview.beside).flatMap((text) => [text, ""]),
    ...costMarkdown(preview.cost),
    ...details("The environment", [
      `\`${preview.stackFile}\`, ${summary.region}, ${summary.lifecycle}, ${resourceCount(preview.resourceCount)}`,
      "",
      ...factTable(summary.facts),
      ...workloads(summary).flatMap(({ name, facts }) => [`**${name}**`, "", ...factTable(facts)]),
    ]),
    ...(amount.tree ? details("Every resource", fenced(treeText(preview.tree), "text")) : []),
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
    ...(policies.length === 0 || !amount.findings ? [] : [toMarkdown(policies)]),
  ];
}

function headline({ baseline, changes }: EnvironmentPreview): string {
  if (baseline === "none") return "not one of the repository's stacks";
  return baseline === "missing" ? "no accepted baseline" : changeCounts(changes);
}

const signs = { create: "+", update: "!", replace: "!", delete: "-" } as const;

/** Formats changes as a diff, which GitHub colors. */
function changeSection({ changes }: EnvironmentPreview, most: number): string[] {
  if (changes.length === 0 || most === 0) return [];
  const groups = groupChanges(changes).sort((a, b) => byBadness(a.change, b.change));
  const left = groups.length - Math.min(groups.length, most);
  const lines = groups.slice(0, most).flatMap(({ change, inside }) => {
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
  const rest = left === 0 ? [] : [`... ${left} more`];
  return [...fenced([...lines, ...rest].join("\n"), "diff"), ""];
}

/** Only where the picture is another than that of the accepted baseline. */
function pictureSection({ picture }: EnvironmentPreview, amount: Amount): string[] {
  if (picture === undefined) return [];
  const { text, mermaid } = pictureOf(picture, amount.picture);
  return [
    `**Picture:** ${escaped(pictureText(picture))}.`,
    "",
    ...(mermaid === undefined
      ? [text, ""]
      : details("The picture, with what changes", [text, "", ...fenced(mermaid, "mermaid")])),
  ];
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
