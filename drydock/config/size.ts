import type { ModelProblem } from "drydock-components/model/check/problem";

/**
 * Linux lets a process have no environment variable longer than this, with its name and a zero at the end. Pulumi hands the
 * whole configuration to the program in one: https://man7.org/linux/man-pages/man2/execve.2.html
 */
const longestVariable = 128 * 1024;
const configAssignment = "PULUMI_CONFIG=";

/** That the program can be started with a configuration: Pulumi would end with "argument list too long". */
export function sizeProblems(values: Readonly<Record<string, unknown>>): ModelProblem[] {
  const bytes = configAssignment.length + engineText(values).length + 1;
  if (bytes <= longestVariable) return [];
  return [
    {
      path: [],
      at: "key",
      showValue: false,
      message:
        `The configuration has ${kibibytes(bytes)} KiB in the form in which Pulumi hands it to the program, in one environment variable; ` +
        "Linux starts no program with a variable that is longer than 128.",
      allowed: `at most ${longestVariable / 1024} KiB, which are about 150 services`,
      fix:
        "Move services into a separate stack file, which uses this environment's network by drydock:existing; " +
        "or move variables into environment files (envFiles).",
    },
  ];
}

/** JSON of texts, those of maps and lists JSON themselves. Go escapes three characters more than JavaScript does. */
function engineText(values: Readonly<Record<string, unknown>>): Buffer {
  const texts = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const text = JSON.stringify(Object.fromEntries(texts));
  return Buffer.from(text.replace(/[<>&]/g, "\\u0000"));
}

function kibibytes(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
