import { type Condition, type DocumentReading, readDocument } from "./iam/document";
import { type Admission, admissions } from "./iam/strangers";
import type { Owned } from "./iam/strangers-context";
import { kindOf } from "./kinds";
import type { StackResource } from "./model/stack-resource";
import { known, type Properties, read, readString } from "./reading";
import type { ResourceCheck, StackCheck } from "./rule";
import { unknownWorld, type World, worldOf } from "./world";

/** Problems with the principals that a resource policy admits; each once. */
export function strangerProblems(
  document: DocumentReading,
  world: World,
  owned: Owned = "own",
): readonly string[] {
  if (document.state === "broken") return ["is no policy document"];
  if (document.state !== "known") return [];
  const found = admissions(document.statements, world, owned);
  return [...new Set(found.map(({ kind }) => problems[kind]))];
}

const problems: Readonly<Record<Admission["kind"], string>> = {
  everybody: "admits everybody",
  account: "admits another account",
  service: "admits a service of AWS on behalf of anybody",
  federated: "admits users of an identity provider without saying which",
};

/** Reports strangers that a resource shows by itself: no account is known to be the own one. */
export function reportStrangers({
  resource: { type, inputs },
  report,
  defer,
}: Pick<ResourceCheck, "resource" | "report" | "defer">): void {
  const { property, document } = resourcePolicy(type, inputs);
  if (document.state === "unknown") defer(property);
  for (const problem of strangerProblems(document, unknownWorld)) report({ problem, property });
}

/** Reports what only the stack shows: accounts that are not its own. */
export function reportForeigners(
  { stack, report }: Pick<StackCheck, "stack" | "report">,
  resources: readonly StackResource[],
): void {
  for (const resource of resources) {
    const { property, document } = resourcePolicy(resource.type, resource.properties);
    const alone = strangerProblems(document, unknownWorld);
    for (const problem of strangerProblems(document, worldOf(stack))) {
      if (!alone.includes(problem)) report(resource, { problem, property });
    }
  }
}

/** Resource policies in types that no rule knows, by their form: statements with principals. */
export function unknownPolicies({ properties }: StackResource): readonly ResourcePolicy[] {
  return Object.keys(properties)
    .filter((property) => /polic(y|ies)/i.test(property))
    .map((property) => ({ property, document: readDocument(properties, property) }))
    .filter(
      ({ document }) =>
        document.state === "known" &&
        document.statements.some(
          ({ principals, notPrincipals }) => principals.length > 0 || notPrincipals !== undefined,
        ),
    );
}

interface ResourcePolicy {
  readonly property: string;
  readonly document: DocumentReading;
}

/** The resource policy that a resource is or has. */
function resourcePolicy(type: string, properties: Properties): ResourcePolicy {
  const kind = kindOf(type);
  if (kind === "functionPermission") {
    return { property: "principal", document: permissionOf(properties) };
  }
  const property = kind === "logResourcePolicy" ? "policyDocument" : "policy";
  return { property, document: readDocument(properties, property) };
}

/** Conditions that AWS Lambda makes of a permission's properties. */
const permissionConditions = [
  ["sourceArn", "ArnLike", "aws:sourcearn"],
  ["sourceAccount", "StringEquals", "aws:sourceaccount"],
  ["principalOrgId", "StringEquals", "aws:principalorgid"],
] as const;

/** A function's permission as the statement that AWS Lambda writes for it. */
function permissionOf(properties: Properties): DocumentReading {
  const principal = readString(properties, "principal");
  const isUnknown = permissionConditions.some(
    ([property]) => read(properties, property).state === "unknown",
  );
  if (isUnknown || principal.state === "unknown") return { state: "unknown" };
  if (principal.state === "absent") return { state: "absent" };
  const isService = /\.amazonaws\.com(\.cn)?$/.test(principal.value);
  const conditions = permissionConditions.flatMap(([property, operator, key]): Condition[] => {
    const value = known(readString(properties, property));
    return value === undefined ? [] : [{ operator, key, values: [value] }];
  });
  return {
    state: "known",
    statements: [
      {
        effect: "Allow",
        actions: [known(readString(properties, "action")) ?? "lambda:InvokeFunction"],
        notActions: [],
        resources: [],
        notResources: [],
        principals: [{ type: isService ? "Service" : "AWS", value: principal.value }],
        notPrincipals: undefined,
        conditions,
        partlyUnknown: false,
      },
    ],
  };
}
