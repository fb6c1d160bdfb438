/** `drydock explain`: why a thing of an environment exists. */
import { nearestName } from "drydock-components/model/check/nearest";
import { registeredIn } from "../diagram/run";
import { UsageError } from "../errors";
import { targetOf } from "../offline/preview/targets";
import type { Surroundings } from "../surroundings";
import { type Answer, answersOn, namesIn } from "./answers";

/** The user's choices. */
export interface ExplainOptions {
  readonly thing: string;
  readonly stack: string;
  readonly config?: string;
  readonly json: boolean;
}

/** @returns 0, or 1 if the stack file has problems or the program fails */
export async function explainThing(
  { thing, json, ...options }: ExplainOptions,
  { folder, out, err, progress }: Surroundings,
): Promise<number> {
  const target = targetOf(folder, options);
  const known = await registeredIn(target, progress);
  if (typeof known === "string") {
    err(known);
    return 1;
  }
  const answers = answersOn(thing, known);
  if (answers.length === 0) throw new UsageError(unknownThing(thing, namesIn(known)));
  out(json ? `${JSON.stringify(answers, null, 2)}\n` : answers.map(textOf).join("\n"));
  return 0;
}

function unknownThing(thing: string, names: readonly string[]): string {
  const near = nearestName(thing, names);
  return (
    `Nothing here is called ${thing}${near === undefined ? "" : `: did you mean ${near}?`}\n` +
    `There are ${[...names].sort().join(", ")}, and ports by their number.`
  );
}

function textOf({ thing, kind, why, usedBy, line }: Answer): string {
  const section = (label: string, lines: readonly string[]): string[] =>
    lines.map((one, index) => `  ${(index === 0 ? label : "").padEnd(8)} ${one}`);
  return [
    `${thing}, ${kind}`,
    ...section("why", why),
    ...section("used by", usedBy.length === 0 ? ["nobody, by what the program registers"] : usedBy),
    ...section("decided", line === undefined ? [] : [line]),
    "",
  ].join("\n");
}
