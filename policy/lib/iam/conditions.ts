import { isWithin } from "../addresses";
import type { Condition } from "./document";
import { hasWildcard, matches } from "./patterns";

/** The context of a request: condition keys in lower case. A key that is missing has no value. */
export type Context = ReadonlyMap<string, string | readonly string[]>;

/** One comparison: does the request's value match the policy's? */
interface Operator {
  readonly negated: boolean;
  readonly compare: (wanted: string, given: string) => boolean;
}

const numeric = (compare: (wanted: number, given: number) => boolean) => ({
  negated: false,
  compare: (wanted: string, given: string) =>
    wanted !== "" && given !== "" && compare(Number(wanted), Number(given)),
});

const date = (compare: (wanted: number, given: number) => boolean) => ({
  negated: false,
  compare: (wanted: string, given: string) => compare(Date.parse(wanted), Date.parse(given)),
});

const positive = (compare: Operator["compare"]): Operator => ({ negated: false, compare });
const not = ({ compare }: Operator): Operator => ({ negated: true, compare });

const stringEquals = positive((wanted, given) => plain(wanted) === given);
const ignoringCase = positive(
  (wanted, given) => plain(wanted).toLowerCase() === given.toLowerCase(),
);
const stringLike = positive((wanted, given) => matches(wanted, given));
const arnLike = positive(matchesArn);
const ipAddress = positive(isWithin);
const numericEquals = numeric((wanted, given) => given === wanted);
const dateEquals = date((wanted, given) => given === wanted);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: ReadonlyMap<string, Operator> = new Map([
  ["stringequals", stringEquals],
  ["stringnotequals", not(stringEquals)],
  ["stringequalsignorecase", ignoringCase],
  ["stringnotequalsignorecase", not(ignoringCase)],
  ["stringlike", stringLike],
  ["stringnotlike", not(stringLike)],
  ["arnequals", arnLike],
  ["arnnotequals", not(arnLike)],
  ["arnlike", arnLike],
  ["arnnotlike", not(arnLike)],
  ["bool", ignoringCase],
  ["binaryequals", stringEquals],
  ["ipaddress", ipAddress],
  ["notipaddress", not(ipAddress)],
  ["numericequals", numericEquals],
  ["numericnotequals", not(numericEquals)],
  ["numericlessthan", numeric((wanted, given) => given < wanted)],
  ["numericlessthanequals", numeric((wanted, given) => given <= wanted)],
  ["numericgreaterthan", numeric((wanted, given) => given > wanted)],
  ["numericgreaterthanequals", numeric((wanted, given) => given >= wanted)],
  ["dateequals", dateEquals],
  ["datenotequals", not(dateEquals)],
  ["datelessthan", date((wanted, given) => given < wanted)],
  ["datelessthanequals", date((wanted, given) => given <= wanted)],
  ["dategreaterthan", date((wanted, given) => given > wanted)],
  ["dategreaterthanequals", date((wanted, given) => given >= wanted)],
]);

/** True when a condition holds for a request. What IAM does not know as an operator holds nothing back. */
export function holds({ operator, key, values }: Condition, context: Context): boolean {
  const [, set, name = "", ifExists] =
    /^(?:(foranyvalue|forallvalues):)?([a-z]+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const given = context.get(key);
  if (name === "null") return values.includes(given === undefined ? "true" : "false");
  const found = operators.get(name);
  if (found === undefined) return true;
  if (given === undefined) {
    if (set !== undefined) return set === "forallvalues" || ifExists !== undefined;
    return ifExists !== undefined || found.negated;
  }
  const wanted = values.flatMap((value) => withVariables(value, context) ?? []);
  const isMet = (one: string): boolean =>
    wanted.some((value) => found.compare(value, one)) !== found.negated;
  const all = typeof given === "string" ? [given] : given;
  return set === "forallvalues" ? all.every(isMet) : all.some(isMet);
}

/** A value with its policy variables filled in; nothing when one has no value in the request. */
export function withVariables(value: string, context: Context): string | undefined {
  if (!value.includes("${")) return value;
  const missing: string[] = [];
  const text = value.replaceAll(/\$\{([^}*?$][^}]*)\}/g, (_, inner: string) => {
    const [name = "", fallback] = inner.split(",").map((part) => part.trim());
    const given = context.get(name.toLowerCase()) ?? fallback?.replaceAll("'", "");
    if (typeof given === "string") return given.replaceAll(/[*?$]/g, (one) => `\${${one}}`);
    missing.push(name);
    return "";
  });
  return missing.length === 0 ? text : undefined;
}

/** Outside of patterns only the written-out forms of the wildcards are special. */
function plain(value: string): string {
  return value.replaceAll(/\$\{([*?$])\}/g, "$1");
}

/** ARNs are compared part by part, so that a wildcard does not reach over a colon before the resource. */
function matchesArn(wanted: string, given: string): boolean {
  const parts = arnParts(wanted);
  const others = arnParts(given);
  if (parts.length < 6 && !hasWildcard(parts.at(-1) ?? "")) return wanted === given;
  if (parts.length < 6 || others.length < 6) return matches(wanted, given);
  return parts.every((part, index) => matches(part, others[index] ?? ""));
}

/** The five parts of an ARN before its resource, and the resource. */
export function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
