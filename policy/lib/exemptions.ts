import { closest } from "fastest-levenshtein";
import { parseDocument } from "yaml";
import { isProperties } from "./reading";
import { matches } from "./iam/patterns";

/** A violation that somebody has accepted for a time. */
export interface Exemption {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly rule: string;
  /** URN with `*` for any text. Names the type and the name of the resource. */
  readonly urn: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, as YYYY-MM-DD. */
  readonly expires: string;
  readonly ticket: string;
}

/** What a file says, and what is wrong with it. */
export interface ExemptionFile {
  readonly exemptions: readonly Exemption[];
  readonly problems: readonly string[];
}

/** What exemptions are checked against. */
export interface ExemptionRules {
  /** Names of all rules, and whether each allows exemptions. */
  readonly exemptible: ReadonlyMap<string, boolean>;
  /** The present day, as YYYY-MM-DD. */
  readonly today: string;
}

const fields = ["rule", "urn", "reason", "owner", "expires", "ticket"] as const;
const longestDays = 366;

/** Parses an exemption file. Entries with a problem do not count as exemptions. */
export function parseExemptions(text: string, rules: ExemptionRules): ExemptionFile {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return { exemptions: [], problems: ["the file is not YAML"] };
  }
  const content: unknown = document.toJS();
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
  const unknownFields = Object.keys(entry).filter((key) => !fields.some((field) => field === key));
  const exemption: Exemption = {
    number,
    rule: text("rule"),
    urn: text("urn"),
    reason: text("reason"),
    owner: text("owner"),
    expires: text("expires"),
    ticket: text("ticket"),
  };
  const problems = [
    ...fields.filter((field) => text(field) === "").map((field) => `${field} is missing`),
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

/** A pattern must say which type and which name it is about, or it would excuse what nobody looked at. */
function urnProblems(urn: string): string[] {
  const segments = urn.split("::");
  const [, , type = "", name = ""] = segments;
  const literal = (segment: string): string => segment.replaceAll(/[*?]/g, "");
  if (!urn.startsWith("urn:pulumi:") || segments.length < 4) {
    return ["urn must have the form urn:pulumi:<stack>::<project>::<type>::<name>"];
  }
  return literal(type).includes(":") && literal(name).length > 0
    ? []
    : ["urn is too broad: it must name a type and at least part of a resource's name"];
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

/** True when an exemption is about this violation. */
export function exempts(exemption: Exemption, rule: string, urn: string): boolean {
  return exemption.rule === rule && matches(exemption.urn, urn);
}

/** True when an exemption can concern this stack at all: its pattern may name another one. */
export function concernsStack(exemption: Exemption, anyUrn: string): boolean {
  const [stack = "", project = ""] = exemption.urn.split("::");
  const [ownStack = "", ownProject = ""] = anyUrn.split("::");
  return matches(stack, ownStack) && matches(project, ownProject);
}
