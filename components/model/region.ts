import { isOtherPartition, regions } from "../facts/regions";
import { withReading } from "./check/advice";
import { nearestName } from "./check/nearest";
import type { ModelProblem } from "./check/problem";
import { regionName } from "./readings";
import { matching } from "./primitives";

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const regionPattern = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;

export const region = withReading(
  matching(regionPattern, "a region, such as us-east-2"),
  regionName,
);

/** That a region is one of those covered. */
export function regionProblems(name: string): ModelProblem[] {
  if (regions.has(name)) return [];
  if (isOtherPartition(name)) {
    return [
      {
        path: [],
        message:
          "Regions of China, GovCloud and other partitions are not covered: names of endpoints and service " +
          "principals differ there.",
        allowed: "a region of the partition aws, such as us-east-2",
        fix: "Use another region.",
      },
    ];
  }
  const near = nearestName(name, [...regions.keys()]);
  return [
    {
      path: [],
      message: "AWS has no region of this name.",
      allowed: [...regions.keys()].join(", "),
      fix: near === undefined ? "Write one of these." : `Did you mean ${near}?`,
    },
  ];
}
