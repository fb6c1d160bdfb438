import { nameList, nearestName } from "drydock-components/model/check/nearest";
import type { Path } from "drydock-components/model/check/path";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { pinProblems } from "drydock-components/model/secret-reference";
import type { SecretConfig, SecretReference, StackConfig } from "../schema";
import { containers, type NamedContainer, type Rule, type RuleContext, unknownName } from "./rule";

type Reference = Extract<SecretReference, { secret: string }>;
type ManagedSecret = Extract<SecretConfig, { versions: unknown }>;

/** Rules for references to secrets: the secret, its version and its key must exist. */
export const secretReferences: Rule = (config, context) => [
  ...containers(config).flatMap((container) => [
    ...Object.entries(container.container.secrets).flatMap(([name, reference]) =>
      "secret" in reference
        ? referenceFindings(reference, [...container.path, "secrets", name], { config, context })
        : [],
    ),
    ...credentialFindings(container, config, context),
  ]),
];

interface Surroundings {
  readonly config: StackConfig;
  readonly context: RuleContext;
}

function referenceFindings(
  reference: Reference,
  path: Path,
  { config, context }: Surroundings,
): ModelProblem[] {
  const named = { path: [...path, "secret"], name: reference.secret };
  const missing = unknownName("secrets", named, context);
  const secret = config.secrets[reference.secret];
  if (missing.length > 0 || secret === undefined) return missing;
  const home = ["secrets", reference.secret];
  const findings = [
    ...within(path, pinProblems(reference, ["stage", "version", "versionId"])),
    ...("versions" in secret
      ? managedFindings(reference, path, secret)
      : existingFindings(reference, path)),
  ];
  return findings.map((finding) => ({ ...finding, related: [home, ...(finding.related ?? [])] }));
}

function existingFindings(reference: Reference, path: Path): ModelProblem[] {
  if (reference.version === undefined) return [];
  return [
    {
      path: [...path, "version"],
      message: "This secret is managed elsewhere, so its versions have no numbers here.",
      allowed: "stage or versionId",
      fix: "Write versionId with the id that Secrets Manager shows.",
    },
  ];
}

function managedFindings(reference: Reference, path: Path, secret: ManagedSecret): ModelProblem[] {
  const { stage, version, versionId, key } = reference;
  const count = secret.versions.length;
  if (versionId !== undefined) {
    return [
      {
        path: [...path, "versionId"],
        message: "This secret is managed here; its ids are not known before it is created.",
        allowed: "stage or version",
        fix: `Write version: ${count}, the place in versions.`,
      },
    ];
  }
  if (version !== undefined && version > count) {
    return [
      {
        path: [...path, "version"],
        message: `The secret has ${count === 1 ? "one version" : `${count} versions`}.`,
        allowed: count === 1 ? "1" : `1 (the oldest) to ${count}`,
        fix: "Write the place of a version that is there, or append the version.",
      },
    ];
  }
  if (stage === "AWSPREVIOUS" && count < 2) {
    return [
      {
        path: [...path, "stage"],
        message: "The secret has one version, so there is none before it and no task would start.",
        allowed: "AWSCURRENT, or AWSPREVIOUS of a secret with two versions or more",
        fix: "Append a second version under drydock:secrets, or follow AWSCURRENT.",
      },
    ];
  }
  const place = version ?? (stage === "AWSPREVIOUS" ? count - 1 : count);
  return key === undefined ? [] : keyFindings(secret, { place, key, path });
}

function keyFindings(
  secret: ManagedSecret,
  { place, key, path }: { place: number; key: string; path: Path },
): ModelProblem[] {
  const keys = Object.keys(secret.versions[place - 1] ?? {});
  if (keys.includes(key)) return [];
  const elsewhere = secret.versions.findLastIndex((version) => Object.hasOwn(version, key)) + 1;
  const near = nearestName(key, keys);
  return [
    {
      path: [...path, "key"],
      message: `Version ${place}, which this refers to, has no such key.`,
      allowed: nameList(keys),
      fix:
        elsewhere > 0
          ? `Version ${elsewhere} has it: add the key to a new version, or refer to version: ${elsewhere}.`
          : near === undefined
            ? "Write one of these keys, or append a version that has it."
            : `Did you mean ${near}?`,
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html */
const credentialKeys = ["username", "password"];

function credentialFindings(
  { container, path }: NamedContainer,
  config: StackConfig,
  context: RuleContext,
): ModelProblem[] {
  const { image } = container;
  if (!("reference" in image) || image.credentialsSecret === undefined) return [];
  const at = [...path, "image", "credentialsSecret"];
  const missing = unknownName("secrets", { path: at, name: image.credentialsSecret }, context);
  const secret = config.secrets[image.credentialsSecret];
  if (missing.length > 0 || secret === undefined || !("versions" in secret)) return missing;
  const keys = Object.keys(secret.versions.at(-1) ?? {});
  const absent = credentialKeys.filter((key) => !keys.includes(key));
  if (absent.length === 0) return [];
  return [
    {
      path: at,
      related: [["secrets", image.credentialsSecret]],
      message: `The newest version of this secret has no key ${absent.join(" and no key ")}.`,
      allowed: "a secret with the keys username and password",
      fix: `Append a version with ${credentialKeys.join(" and ")} under drydock:secrets.${image.credentialsSecret}.`,
    },
  ];
}
