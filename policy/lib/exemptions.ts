import { closest } from "fastest-levenshtein";
import { parseDocument } from "yaml";
import { keptByText } from "./kept";
import { isProperties } from "./reading";
import { matches } from "./iam/patterns";
import { urnParts } from "./urn";

/** A violation that somebody has accepted for a time. */
export interface Exemption {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly rule: string;
  /**
   * URN of the resource. Stack and project may hold `*` for any text; type and name are literal, but `*` before the type
   * replaces the types of the parents.
   */
  readonly urn: string;
  /** Name of the one container that is exempt. Without it, every container of the task. */
  readonly container?: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, as YYYY-MM-DD. */
  readonly expires: string;
  readonly ticket: string;
}

/** The entries of a file, and its problems. */
export interface ExemptionFile {
  readonly exemptions: readonly Exemption[];
  readonly problems: readonly string[];
}

/** The rules and the day that exemptions are checked against. */
export interface ExemptionRules {
  /** Names of all rules, and whether each allows exemptions. */
  readonly exemptible: ReadonlyMap<string, boolean>;
  /** The present day, as YYYY-MM-DD. */
  readonly today: string;
}

const required = ["rule", "urn", "reason", "owner", "expires", "ticket"] as const;
const fields: readonly string[] = [...required, "container"];
const longestDays = 366;

/** Parses an exemption file. Entries with a problem do not count as exemptions. */
export function parseExemptions(text: string, rules: ExemptionRules): ExemptionFile {
  const content = contentOf(text);
  if (content === undefined) return { exemptions: [], problems: ["the file is not YAML"] };
  if (content === null) return { exemptions: [], problems: [] };
  const list = isProperties(content) ? content.exemptions : undefined;
  if (list === null) return { exemptions: [], problems: [] };
  if (!Array.isArray(list)) {
    return { exemptions: [], problems: ["the file must hold a list under the key exemptions"] };
  }
  const entries: readonly unknown[] = list;
  const checked = entries.map((entry, index) => checkEntry(entry, index + 1, rules));
  return {
    exemptions: checked.flatMap(({ exemption }) => exemption ?? []),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

/** Each environment and each kind of run reads the file. */
const contentOf = keptByText((text): unknown => {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
});

function checkEntry(
  entry: unknown,
  number: number,
  rules: ExemptionRules,
): { exemption?: Exemption; problems: string[] } {
  if (!isProperties(entry)) return { problems: [`entry ${number} must be an object`] };
  const text = (field: string): string => {
    const value = entry[field];
    return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  };
  const unknownFields = Object.keys(entry).filter((key) => !fields.includes(key));
  const container = text("container");
  const exemption: Exemption = {
    number,
    rule: text("rule"),
    urn: text("urn"),
    ...(container === "" ? {} : { container }),
    reason: text("reason"),
    owner: text("owner"),
    expires: text("expires"),
    ticket: text("ticket"),
  };
  const problems = [
    ...required.filter((field) => text(field) === "").map((field) => `${field} is missing`),
    ...("container" in entry && container === "" ? ["container must be a name"] : []),
    ...unknownFields.map((field) => `${field} is no field; there are ${fields.join(", ")}`),
    ...ruleProblems(exemption.rule, rules),
    ...(exemption.urn === "" ? [] : urnProblems(exemption.urn)),
    ...(exemption.expires === "" ? [] : expiryProblems(exemption.expires, rules.today)),
  ].map((problem) => `entry ${number}: ${problem}`);
  return problems.length === 0 ? { exemption, problems } : { problems };
}

function ruleProblems(rule: string, { exemptible }: ExemptionRules): string[] {
  if (rule === "") return [];
  const allowed = exemptible.get(rule);
  if (allowed === undefined) {
    return [`no rule has that name; the nearest is ${closest(rule, [...exemptible.keys()])}`];
  }
  return allowed ? [] : [`the rule ${rule} allows no exemption`];
}

/** `package:module:Name`, or types of that form joined by `$`. */
const literalType = /^[^\s:*?$]+:[^\s:*?$]+:[^\s:*?$]+(\$[^\s:*?$]+:[^\s:*?$]+:[^\s:*?$]+)*$/;

/** A pattern names one type and one resource, so that it cannot excuse what nobody has looked at. */
function urnProblems(urn: string): string[] {
  const parts = urnParts(urn);
  if (parts === undefined) {
    return ["urn must have the form urn:pulumi:<stack>::<project>::<type>::<name>"];
  }
  const { type, name } = parts;
  return [
    ...(literalType.test(type.replace(/^\*\$?/, ""))
      ? []
      : [
          "urn is too broad: it must write out the type, such as *aws:ecs/taskDefinition:TaskDefinition",
        ]),
    ...(/^[^*?]+$/.test(name) ? [] : ["urn is too broad: it must write out the resource's name"]),
  ];
}

/** `*` before a type replaces the types of the parents, which a URN joins with `$`. */
function matchesType(pattern: string, type: string): boolean {
  if (!pattern.startsWith("*")) return pattern === type;
  const last = pattern.replace(/^\*\$?/, "");
  return type === last || type.endsWith(`$${last}`);
}

function expiryProblems(expires: string, today: string): string[] {
  const last = Date.parse(expires);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(last)) {
    return ["expires must be a day, as YYYY-MM-DD"];
  }
  if (expires < today) return [`expired on ${expires}`];
  const days = (last - Date.parse(today)) / 86_400_000;
  return days > longestDays ? [`expires must be at most ${longestDays} days ahead`] : [];
}

/** A violation of a resource, or of one container of a task. */
export interface Violation {
  readonly rule: string;
  readonly urn: string;
  /** Name of the container, if the violation is about one. */
  readonly container?: string;
}

/** The bearing of an exemption on a violation: `elsewhere` names the same resource of another project. */
export type Bearing = "excuses" | "elsewhere" | "none";

/** Compares an exemption with a violation, part by part. */
export function bearing(exemption: Exemption, violation: Violation): Bearing {
  const { container = violation.container } = exemption;
  if (exemption.rule !== violation.rule || container !== violation.container) return "none";
  return bearingOnResource(exemption, violation.urn);
}

/** Compares the resource that an exemption names with one of the stack. */
export function bearingOnResource(exemption: Exemption, urn: string): Bearing {
  const pattern = urnParts(exemption.urn);
  const parts = urnParts(urn);
  if (pattern === undefined || parts === undefined) return "none";
  const same =
    matches(pattern.stack, parts.stack) &&
    matchesType(pattern.type, parts.type) &&
    pattern.name === parts.name;
  if (!same) return "none";
  return matches(pattern.project, parts.project) ? "excuses" : "elsewhere";
}

/** True when an exemption can concern this stack at all: its pattern may name another one. */
export function concernsStack(exemption: Exemption, anyUrn: string): boolean {
  const pattern = urnParts(exemption.urn);
  const own = urnParts(anyUrn);
  if (pattern === undefined || own === undefined) return false;
  return matches(pattern.stack, own.stack) && matches(pattern.project, own.project);
}

/** The project's name in a URN. */
export function projectOf(urn: string): string {
  return urnParts(urn)?.project ?? "";
}
