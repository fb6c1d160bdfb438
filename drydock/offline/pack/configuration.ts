import { readFileSync } from "node:fs";
import { closest } from "fastest-levenshtein";
import { z } from "zod";
import {
  type EnforcementLevel,
  PolicyPackError,
  type PolicyPackRequest,
  type WireProperties,
  type WireValue,
} from "./types";

/** A pack's metadata about the configuration of a policy. */
export interface ConfigurablePolicy {
  readonly name: string;
  readonly enforcementLevel: EnforcementLevel;
  /** JSON schema of each option, by name. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/** Levels and options by policy; `all` sets the level of every policy. */
export type PolicyLayer = Readonly<Record<string, WireValue>>;

/** Level and options of one policy after defaults, file and overrides. */
export interface PolicySettings {
  readonly enforcementLevel: EnforcementLevel;
  readonly options: WireProperties;
}

const levels: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];
const isLevel = (value: unknown): value is EnforcementLevel =>
  levels.some((level) => level === value);
const isObject = (value: unknown): value is Readonly<Record<string, WireValue>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The layers over the pack's defaults, weakest first. */
export function layersOf({ configFile, configOverrides = {} }: PolicyPackRequest): PolicyLayer[] {
  return [configFile === undefined ? {} : readConfigFile(configFile), configOverrides];
}

/** Reads a policy configuration file. An empty file is an empty configuration, as for the CLI. */
function readConfigFile(file: string): PolicyLayer {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new PolicyPackError(`The policy configuration file ${file} cannot be read.`);
  }
  if (text.trim() === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PolicyPackError(`The policy configuration file ${file} is not JSON: ${reason}`);
  }
  if (!isObject(parsed)) {
    throw new PolicyPackError(`The policy configuration file ${file} must hold a JSON object.`);
  }
  return parsed;
}

/**
 * Merges defaults, a file and overrides the way the CLI does
 * (https://github.com/pulumi/pulumi/blob/master/pkg/resource/analyzer/config.go), and is stricter in
 * two points that the CLI ignores: unknown policy names and unknown options are errors.
 *
 * @throws PolicyPackError naming every problem at once.
 */
export function reconcile(
  policies: readonly ConfigurablePolicy[],
  layers: readonly PolicyLayer[],
): ReadonlyMap<string, PolicySettings> {
  const problems: string[] = [];
  const result = new Map<string, PolicySettings>();
  for (const policy of policies) {
    result.set(policy.name, {
      enforcementLevel: policy.enforcementLevel,
      options: defaultsOf(policy),
    });
  }
  for (const layer of layers) applyLayer(result, layer, problems);
  for (const policy of policies) {
    const { options = {} } = result.get(policy.name) ?? {};
    problems.push(...unknownOptions(policy, options));
    // The pack's own defaults fit.
    if (policy.required.length > 0 || layers.some((layer) => isObject(layer[policy.name]))) {
      problems.push(...wrongOptions(policy, options));
    }
  }
  if (problems.length > 0) {
    throw new PolicyPackError(
      ["The policy configuration has problems:", ...problems].join("\n  - "),
    );
  }
  return result;
}

function defaultsOf(policy: ConfigurablePolicy): WireProperties {
  const entries: [string, WireValue][] = [];
  for (const [name, schema] of Object.entries(policy.options)) {
    if (isObject(schema) && schema.default !== undefined) entries.push([name, schema.default]);
  }
  return Object.fromEntries(entries);
}

function applyLayer(
  result: Map<string, PolicySettings>,
  layer: PolicyLayer,
  problems: string[],
): void {
  const all = readEntry("all", layer.all, problems);
  if (all?.level !== undefined) {
    for (const [name, settings] of result) {
      result.set(name, { ...settings, enforcementLevel: all.level });
    }
  }
  for (const [name, value] of Object.entries(layer)) {
    if (name === "all") continue;
    const current = result.get(name);
    if (current === undefined) {
      const nearest = closest(name, [...result.keys()]);
      problems.push(`${name}: the pack has no such policy. Did you mean ${nearest}?`);
      continue;
    }
    const entry = readEntry(name, value, problems);
    if (entry === undefined) continue;
    result.set(name, {
      enforcementLevel: entry.level ?? current.enforcementLevel,
      options: { ...current.options, ...entry.options },
    });
  }
}

function readEntry(
  name: string,
  value: WireValue | undefined,
  problems: string[],
): { level?: EnforcementLevel; options: WireProperties } | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") {
    if (isLevel(value)) return { level: value, options: {} };
    problems.push(`${name}: ${JSON.stringify(value)} is not a level. Use ${levels.join(", ")}.`);
    return undefined;
  }
  if (!isObject(value)) {
    problems.push(`${name}: must be a level or an object with enforcementLevel and options.`);
    return undefined;
  }
  const { enforcementLevel, ...options } = value;
  if (enforcementLevel === undefined) return { options };
  if (isLevel(enforcementLevel)) return { level: enforcementLevel, options };
  problems.push(
    `${name}.enforcementLevel: ${JSON.stringify(enforcementLevel)} is not a level. ` +
      `Use ${levels.join(", ")}.`,
  );
  return undefined;
}

/** Options that a policy does not have. */
function unknownOptions(policy: ConfigurablePolicy, options: WireProperties): string[] {
  const known = Object.keys(policy.options);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  return unknown.map(
    (name) =>
      `${policy.name}.${name}: the policy has no such option. ` +
      (known.length > 0 ? `It has ${known.join(", ")}.` : "It has none."),
  );
}

const isSchema = (value: unknown): value is z.core.JSONSchema.BaseSchema =>
  typeof value === "object" && value !== null;

/** Options that are not there or whose value does not fit. */
function wrongOptions({ name, options, required }: ConfigurablePolicy, values: WireProperties) {
  const missing = required.filter((option) => values[option] === undefined);
  const wrong = Object.entries(values).flatMap(([option, value]) => {
    const schema = options[option];
    const issues = isSchema(schema)
      ? (z.fromJSONSchema(schema).safeParse(value).error?.issues ?? [])
      : [];
    return issues.map(({ path, message }) => `${[name, option, ...path].join(".")}: ${message}.`);
  });
  return [...missing.map((option) => `${name}.${option}: is missing.`), ...wrong];
}
