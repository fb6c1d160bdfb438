import { formatProblems, loadStackFile, type Problem } from "../../../drydock/config";
import { memoryFiles } from "../support";
import type { Mistake } from "./mistakes";

/** What is asked of a message; each that it lacks costs a point of three. */
export const DEMANDS = ["located", "allowed", "fix", "noNoise"] as const;

export interface Score {
  readonly mistake: Mistake;
  readonly points: number;
  readonly lacks: readonly (typeof DEMANDS)[number][];
  readonly report: string;
}

const IMAGE = "image: { reference: 111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0 }";

const files = memoryFiles({
  "app/Dockerfile": "FROM scratch AS run\n",
  "env/test.env": "A=1\n",
});

const NAME = "Pulumi.test.yaml";

function problemsOf(text: string): readonly Problem[] {
  const result = loadStackFile(NAME, { text, files, today: new Date("2026-11-28") });
  return "problems" in result ? result.problems : [];
}

/** A stack file that is in order but for the given lines, and the number of the line before them. */
function stackFile(place: Mistake["place"], lines: string): { text: string; before: number } {
  if (place === "file") return { text: lines, before: 0 };
  const indented = (spaces: number) =>
    lines === "" ? [] : lines.split("\n").map((line) => `${" ".repeat(spaces)}${line}`);
  const others = [
    "drydock:ingress: {}",
    "drydock:fileSystems: { shared: {} }",
    "drydock:secrets: { ecs-demo: { versions: [{ USER: { generate: 16 }, PASSWORD: { generate: 32 } }] } }",
  ].filter((line) => !lines.includes(line.split(": ")[0] ?? ""));
  const before = [
    "config:",
    ...(place === "region" ? indented(2) : ["  aws:region: us-east-2"]),
    ...(place === "config" ? indented(2) : []),
    ...others.map((line) => `  ${line}`),
    "  drydock:services:",
    "    web:",
    ...(place === "service" ? [] : [`      ${IMAGE}`]),
  ];
  const all = [
    ...before,
    ...(place === "web" || place === "service" ? indented(6) : []),
    "    api:",
    `      ${IMAGE}`,
    "      containerPort: 8081",
    "      discovery: dnsA",
    "",
  ];
  const line = place === "region" ? 1 : place === "config" ? 2 : before.length;
  return { text: all.join("\n"), before: line };
}

/** The problems of a stack file after what the message says was done. */
export function rightProblems({ place, right }: Mistake): readonly Problem[] {
  return problemsOf(stackFile(place, right).text);
}

/** Longer than this nobody reads a list of what is allowed. */
const LONGEST_LIST = 400;

/** Scores the message about a mistake from 0 to 3. */
export function scoreOf(mistake: Mistake): Score {
  const { text, before } = stackFile(mistake.place, mistake.wrong);
  const problems = problemsOf(text);
  const line = before + 1 + mistake.line;
  const located = problems.find(
    (problem) => problem.path === mistake.path && problem.line === line,
  );
  const problem = located ?? problems[0];
  const report = formatProblems(problems);
  const flat = [
    ...problems.map(({ message, allowed = "", fix = "" }) => `${message} ${allowed} ${fix}`),
    report,
  ].join(" ");
  const met = {
    located: located !== undefined,
    allowed:
      mistake.says.every((words) => flat.includes(words)) &&
      (problem?.allowed ?? problem?.fix) !== undefined,
    fix:
      (problem?.fix ?? "").includes(mistake.fix) &&
      (mistake.also === undefined || flat.includes(mistake.also)),
    noNoise:
      problems.length <= (mistake.also === undefined ? 1 : 2) &&
      problems.every(({ allowed = "" }) => allowed.length <= LONGEST_LIST) &&
      (mistake.hides === undefined || !report.includes(mistake.hides)),
  };
  const lacks = DEMANDS.filter((demand) => !met[demand]);
  return { mistake, points: Math.max(0, 3 - lacks.length), lacks, report };
}

/** Every second mistake: the messages were tuned on the odd half only. */
export function half<T>(mistakes: readonly T[], which: "odd" | "even"): readonly T[] {
  return mistakes.filter((_, index) => index % 2 === (which === "odd" ? 0 : 1));
}

export function mean(scores: readonly Score[]): number {
  return scores.reduce((sum, { points }) => sum + points, 0) / scores.length;
}
