import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";
import type { SecretValueArgs, SecretVersionArgs } from "./index";

const mostVersions = quotas.secretsManager.versionsPerSecret;

/** Characters of a generated value. */
const generatedLength = { shortest: 16, longest: 128 } as const;

/** What is wrong with the list of versions. Never says a value. */
export function versionsProblems(versions: readonly SecretVersionArgs[]): ArgumentProblem[] {
  if (versions.length === 0) {
    return [{ propertyPath: "versions", reason: "is empty; give at least one version." }];
  }
  const tooMany =
    versions.length > mostVersions
      ? [
          {
            propertyPath: "versions",
            reason:
              `has ${versions.length} versions; AWS removes the oldest of more than ${mostVersions}, and a ` +
              `removed one would come back as the current one. Start a new secret instead.`,
          },
        ]
      : [];
  return [
    ...tooMany,
    ...versions.flatMap((version, index) => versionProblems(version, `versions[${index}].values`)),
  ];
}

function versionProblems(version: SecretVersionArgs, path: string): ArgumentProblem[] {
  if (version.values.length === 0) {
    return [{ propertyPath: path, reason: "is empty; give at least one key with its value." }];
  }
  return version.values.flatMap((entry, index) => [
    ...keyProblems(version.values, index).map((reason) => ({
      propertyPath: `${path}[${index}].key`,
      reason,
    })),
    ...valueProblems(entry).map((reason) => ({ propertyPath: `${path}[${index}]`, reason })),
  ]);
}

function keyProblems(values: readonly SecretValueArgs[], index: number): string[] {
  const key = values[index]?.key ?? "";
  if (!/^[A-Za-z0-9_.-]{1,128}$/.test(key)) {
    return [`"${key}" is not a key: use 1 to 128 letters, digits, and _ . -.`];
  }
  return values.findIndex((other) => other.key === key) === index
    ? []
    : [`"${key}" is there twice; a JSON object has each key once.`];
}

function valueProblems({ key, generateLength, value }: SecretValueArgs): string[] {
  if ((generateLength === undefined) === (value === undefined)) {
    return [`"${key}" needs exactly one of generateLength and value.`];
  }
  const { shortest, longest } = generatedLength;
  return generateLength === undefined ||
    (Number.isInteger(generateLength) && generateLength >= shortest && generateLength <= longest)
    ? []
    : [
        `"${key}" has generateLength ${generateLength}; give a whole number of ${shortest} to ${longest} characters.`,
      ];
}
