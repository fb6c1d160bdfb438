import type { Options, RuleData } from "./rule";

/**
 * The settings of a rule: those of the policy configuration, or else the schema's defaults. The CLI
 * fills in defaults; other callers of the pack may not.
 */
export function optionsOf(rule: RuleData, configured: object): Options {
  const values: Readonly<Record<string, unknown>> = { ...configured };
  const valueOf = (name: string): unknown => values[name] ?? rule.options?.[name]?.schema.default;
  const mismatch = (name: string, type: string): never => {
    throw new TypeError(`Option ${name} of policy ${rule.name} must be ${type}.`);
  };
  const list = (name: string): readonly unknown[] => {
    const value = valueOf(name);
    return Array.isArray(value) ? value : mismatch(name, "a list");
  };
  return {
    number: (name) => {
      const value = valueOf(name);
      return typeof value === "number" ? value : mismatch(name, "a number");
    },
    boolean: (name) => {
      const value = valueOf(name);
      return typeof value === "boolean" ? value : mismatch(name, "true or false");
    },
    strings: (name) => list(name).filter((item): item is string => typeof item === "string"),
    numbers: (name) => list(name).filter((item): item is number => typeof item === "number"),
  };
}

/** Configured options that the rule does not have. The CLI lets them pass. */
export function unknownOptions(rule: RuleData, configured: object): string[] {
  return Object.keys(configured).filter((name) => rule.options?.[name] === undefined);
}
