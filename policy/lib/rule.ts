import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { Kind } from "./kinds";
import type { Properties, Reading } from "./reading";
import type { StackModel } from "./model/stack-model";
import type { StackResource } from "./model/stack-resource";

/** How a rule is enforced, from weakest to strictest. `remediate` fixes findings if it can, and blocks the rest. */
export type Level = "disabled" | "advisory" | "remediate" | "mandatory";

export type Severity = "low" | "medium" | "high" | "critical";

/** The level of a rule in each environment of this repository, and in any other program. */
export interface Levels {
  readonly test: Level;
  readonly production: Level;
  readonly default: Level;
}

const everywhere = (level: Level): Levels => ({ test: level, production: level, default: level });

/** The usual combinations. */
export const levels = {
  mandatory: everywhere("mandatory"),
  advisory: everywhere("advisory"),
  /** Blocks production, warns elsewhere. */
  mandatoryInProduction: { test: "advisory", production: "mandatory", default: "advisory" },
  /** Good practice that other programs may decide otherwise: off until they ask for it. */
  preference: { test: "advisory", production: "advisory", default: "disabled" },
} as const satisfies Record<string, Levels>;

/** One setting of a rule. */
export interface Option {
  /** JSON schema with `default`, which holds in programs that configure nothing. */
  readonly schema: PolicyConfigJSONSchema;
  /** Values of this repository's environments, where they differ from the default. */
  readonly test?: OptionValue;
  readonly production?: OptionValue;
  /**
   * The direction in which the option is stricter: a higher or lower number, fewer list items, or `none` where
   * neither value is. A test holds production to be at least as strict as the test environment.
   */
  readonly stricter: "higher" | "lower" | "fewer" | "none";
}

export type OptionValue = number | boolean | string | readonly string[] | readonly number[];

/** The metadata of a rule. */
export interface RuleData {
  /** Kebab-case; the policy's name in configuration files, reports and exemptions. */
  readonly name: string;
  /** Row of the control catalogue that the rule implements. */
  readonly row: number;
  /** The statement that holds when the rule is kept. */
  readonly title: string;
  /** Published control ids. Defaults to none. */
  readonly controls: readonly string[];
  readonly severity: Severity;
  /** Defaults to mandatory everywhere. */
  readonly levels: Levels;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** How to fix a finding, in words of the AWS provider. */
  readonly fix: string;
  readonly url: string;
  /** Stack-file key that decides it in this program; `{name}` is the resource's entry. */
  readonly decidedBy?: string;
  /** The usual reason for an exemption, for a rule that some images cannot keep. Its messages have an entry to paste. */
  readonly exemptedFor?: string;
  /** False when no exemption may be given. Defaults to true. */
  readonly exemptible?: boolean;
  /** True when the rule assumes this program's conventions and is off in others. */
  readonly convention?: boolean;
  readonly options?: Readonly<Record<string, Option>>;
  /** Kinds whose security the rule judges, which the coverage gate counts. Defaults to all that it looks at. */
  readonly judges?: readonly Kind[];
}

/** One violation. */
export interface Finding {
  /** The problem, as a clause about the resource: "assigns a public address". No secret value. */
  readonly problem: string;
  /** The property at fault, as a path. */
  readonly property?: string;
}

/** Settings of a rule in this run: the configured ones, or else the defaults. */
export interface Options {
  readonly number: (name: string) => number;
  readonly boolean: (name: string) => boolean;
  readonly strings: (name: string) => readonly string[];
  readonly numbers: (name: string) => readonly number[];
}

/** One resource with its inputs, as a per-resource rule sees it. */
export interface ResourceInputs {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly protect: boolean;
  /** Tags that the resource's provider adds to all it creates, where the provider is known. */
  readonly defaultTags: unknown;
}

/** The input of a rule about single resources. */
export interface ResourceCheck {
  readonly resource: ResourceInputs;
  readonly options: Options;
  readonly report: (finding: Finding) => void;
  /** Says that a property decides, and is not known yet. */
  readonly defer: (property: string) => void;
}

/** The input of a rule over the graph. */
export interface StackCheck {
  readonly stack: StackModel;
  readonly options: Options;
  readonly report: (resource: StackResource, finding: Finding) => void;
  readonly defer: (resource: StackResource, property: string) => void;
}

/** A rule that one resource's inputs decide. */
export interface ResourceRule extends RuleData {
  readonly scope: "resource";
  readonly kinds: readonly Kind[];
  check(check: ResourceCheck): void | Promise<void>;
  /** Returns the inputs that must change, or nothing. */
  remediate?(resource: ResourceInputs, options: Options): Properties | undefined;
}

/** A rule that several resources decide together. */
export interface StackRule extends RuleData {
  readonly scope: "stack";
  /** Kinds the rule reads. */
  readonly kinds: readonly Kind[];
  check(check: StackCheck): void | Promise<void>;
  /**
   * The check of one resource alone. An update runs stack policies after the resources are created; only this
   * part stops one that is created without a preview.
   */
  checkResource?(check: ResourceCheck): void | Promise<void>;
  /** Fixes one resource by itself, before the graph is looked at. */
  remediate?(resource: ResourceInputs, options: Options): Properties | undefined;
}

export type Rule = ResourceRule | StackRule;

/** A rule as it is declared: without what most rules have alike. */
export type Declared<Declaring extends Rule> = Omit<Declaring, "scope" | keyof typeof usual> &
  Partial<Pick<Declaring, keyof typeof usual>>;

const usual = { controls: [], levels: levels.mandatory } as const;

/** Declares a rule that one resource's inputs decide. */
export function resourceRule(rule: Declared<ResourceRule>): ResourceRule {
  return { scope: "resource", ...usual, ...rule };
}

/** Declares a rule that several resources decide together. */
export function stackRule(rule: Declared<StackRule>): StackRule {
  return { scope: "stack", ...usual, ...rule };
}

/** A stack rule's report and defer, about one resource: what {@link decide} needs. */
export function about(
  check: StackCheck,
  resource: StackResource,
): Pick<ResourceCheck, "report" | "defer"> {
  return {
    report: (finding) => {
      check.report(resource, finding);
    },
    defer: (property) => {
      check.defer(resource, property);
    },
  };
}

/** The problem of a property in each of the three cases. */
export interface Verdict<T> {
  readonly property: string;
  /** The problem of a property that is not set; without it, not setting it is right. */
  readonly absent?: string;
  /** The problem of a known value, or nothing. */
  known(value: T): string | undefined;
}

/** Decides on one reading: reports a wrong value, defers an unknown one. */
export function decide<T>(
  check: Pick<ResourceCheck, "report" | "defer">,
  reading: Reading<T>,
  verdict: Verdict<T>,
): void {
  const { property } = verdict;
  if (reading.state === "unknown") {
    check.defer(property);
    return;
  }
  const problem = reading.state === "absent" ? verdict.absent : verdict.known(reading.value);
  if (problem !== undefined) check.report({ problem, property });
}
