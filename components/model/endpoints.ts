import { actionPrefixes, endpointsFor, gatewayServices } from "../facts/endpoint-services";
import { withReading } from "./check/advice";
import { nameList, nearestName } from "./check/nearest";
import { type ModelProblem, problemIf } from "./check/problem";
import { repeated } from "./check/lists";
import { endpointPart } from "./readings";
import { matching } from "./primitives";

/** The last part of an endpoint's name, such as `ecr.api`. */
export const endpointName = withReading(
  matching(/^[a-z][a-z0-9.-]+$/, "the last part of an endpoint's name, such as sqs"),
  endpointPart,
);

const knownEndpoints = [
  ...new Set([
    ...Object.keys(actionPrefixes),
    ...gatewayServices,
    ...Object.values(endpointsFor).flat(),
  ]),
].sort();

/** Returns the problems of a list of endpoints: a name that AWS most likely does not have, or a name twice. */
export function endpointNameProblems(names: readonly string[]): ModelProblem[] {
  return [...repeated(names), ...names.flatMap(nameProblems)];
}

/**
 * AWS has hundreds of endpoints and adds more, so an unknown name passes; one that nearly is a common name is a slip.
 * Short names are too near to each other to judge.
 */
function nameProblems(name: string, index: number): ModelProblem[] {
  const [whole, part] = /^(?:com\.amazonaws|aws\.api)\.[a-z0-9-]+\.(.+)$/.exec(name) ?? [];
  if (whole !== undefined) {
    return [
      {
        path: [index],
        message: "This is an endpoint's whole name, with the region in it.",
        allowed: "the last part of an endpoint's name, such as sqs",
        fix: `Write ${part ?? "the last part"}.`,
      },
    ];
  }
  if (knownEndpoints.includes(name) || name.length < 5) return [];
  const near = nearestName(
    name,
    knownEndpoints.filter((known) => known.length >= 5),
  );
  return problemIf(near !== undefined && Math.abs(near.length - name.length) <= 2, {
    path: [index],
    message: "AWS has no endpoint of this name.",
    allowed: `the last part of an endpoint's name, such as ${nameList(knownEndpoints)}`,
    fix: `Did you mean ${near}?`,
  });
}
