import type { Policy, PolicyConfigSchema } from "@pulumi/policy";
import { containerAt } from "./lib/containers";
import { keptByObject } from "./lib/kept";
import { kinds } from "./lib/kinds";
import { messageOf } from "./lib/message";
import { optionsOf, unknownOptions } from "./lib/options";
import type { PackPolicy, PolicyArgs, ReportViolation } from "./lib/policy";
import { known, plainProperties, read } from "./lib/reading";
import type { Finding, ResourceInputs, ResourceCheck, Rule, RuleData, StackRule } from "./lib/rule";
import { type NamedViolation, Session, type Surroundings } from "./lib/session";
import { housekeepingPolicies, settingsPolicy } from "./housekeeping";
import { rules } from "./rules";

/** The policies of the pack: the settings first, then every rule, then the reports on the run. */
export function createPolicies(surroundings: Omit<Surroundings, "exemptible">): PackPolicy[] {
  const exemptible = new Map(rules.map((rule) => [rule.name, rule.exemptible ?? true]));
  const session = new Session({ ...surroundings, exemptible });
  return [
    settingsPolicy(session),
    ...rules.map((rule) => policyOf(rule, session)),
    ...housekeepingPolicies(session),
  ];
}

function policyOf(rule: Rule, session: Session): PackPolicy {
  const common = {
    ...metadataOf(rule),
    types: tokensOf(rule),
    ...(rule.remediate === undefined ? {} : { remediateResource: remediationOf(rule) }),
  };
  return rule.scope === "resource"
    ? { ...common, validateResource: validationOf(rule, session) }
    : {
        ...common,
        ...(rule.checkResource === undefined
          ? {}
          : { validateResource: validationOf(rule, session) }),
        ...stackValidationOf(rule, session),
      };
}

/** The published metadata of a rule: all that a report needs, so that none imports this folder. */
export function metadataOf(rule: RuleData): Policy {
  const securityHub = rule.controls.filter((id) => /^[A-Z][A-Za-z0-9]+\.\d+$/.test(id));
  const configSchema = configSchemaOf(rule);
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.why,
    enforcementLevel: rule.levels.default,
    severity: rule.severity,
    tags: [
      ...rule.controls,
      ...(rule.decidedBy === undefined ? [] : [`decided-by:${rule.decidedBy}`]),
      ...(rule.convention === true ? ["scope:convention"] : []),
    ],
    remediationSteps: rule.fix,
    url: rule.url,
    ...(configSchema === undefined ? {} : { configSchema }),
    ...(securityHub.length === 0
      ? {}
      : {
          framework: {
            name: "AWS Foundational Security Best Practices",
            version: "1.0.0",
            reference: securityHub.join(", "),
            specification:
              "https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html",
          },
        }),
  };
}

function configSchemaOf(rule: RuleData): PolicyConfigSchema | undefined {
  if (rule.options === undefined) return undefined;
  const properties: PolicyConfigSchema["properties"] = {};
  for (const [name, { schema }] of Object.entries(rule.options)) properties[name] = schema;
  return { properties };
}

/** Many rules read the same resource. */
const propertiesOf = keptByObject(plainProperties);

function inputsOf(args: PolicyArgs): ResourceInputs {
  return {
    urn: args.urn,
    type: args.type,
    name: args.name,
    inputs: propertiesOf(args.props),
    protect: args.opts.protect,
    defaultTags:
      args.provider === undefined
        ? undefined
        : known(read(propertiesOf(args.provider.props), "defaultTags.tags")),
  };
}

function tokensOf(rule: Rule): ReadonlySet<string> {
  return new Set(rule.kinds.flatMap((kind): readonly string[] => kinds[kind]));
}

/** Reports problems in the configuration of a rule, once for each run. */
function reportUnknownOptions(
  rule: RuleData,
  configured: object,
  report: (finding: Finding) => void,
): void {
  for (const name of unknownOptions(rule, configured)) {
    const known = Object.keys(rule.options ?? {}).join(", ");
    report({
      problem: `the policy configuration sets an option that the rule does not have${
        known === "" ? "" : `; it has ${known}`
      }`,
      property: name,
    });
  }
}

/** A finding as exemptions see it, with the name of the container that its property is in. */
function violationOf(
  { name: rule }: RuleData,
  { urn, name, inputs }: Pick<ResourceInputs, "urn" | "name" | "inputs">,
  { property = "" }: Finding,
): NamedViolation {
  const container = containerAt(inputs, property);
  return { rule, urn, name, ...(container === undefined ? {} : { container }) };
}

function validationOf(rule: Rule, session: Session) {
  const tokens = tokensOf(rule);
  let optionsChecked = false;
  const validate = async (args: PolicyArgs, reportViolation: ReportViolation): Promise<void> => {
    if (!tokens.has(args.type)) return;
    const resource = inputsOf(args);
    const report = (finding: Finding): void => {
      if (session.isExempt(violationOf(rule, resource, finding))) return;
      reportViolation(messageOf(rule, resource, finding), resource.urn);
    };
    const configured = args.getConfig();
    if (!optionsChecked) reportUnknownOptions(rule, configured, report);
    optionsChecked = true;
    const check: ResourceCheck = {
      resource,
      options: optionsOf(rule, configured),
      report,
      defer: (property) => {
        const { urn, name } = resource;
        session.defer({ rule: rule.name, urn, name, property });
      },
    };
    await (rule.scope === "resource" ? rule.check(check) : rule.checkResource?.(check));
  };
  const [token] = tokens;
  // The SDK skips a policy of one type before it decodes the resource: most of a large run's time.
  return tokens.size === 1 ? Object.assign(validate, { __pulumiType: token }) : validate;
}

function stackValidationOf(rule: StackRule, session: Session): Pick<PackPolicy, "validateStack"> {
  return {
    validateStack: async (args, reportViolation) => {
      const configured = args.getConfig();
      reportUnknownOptions(rule, configured, (finding) => {
        reportViolation(messageOf(rule, { name: "configuration", urn: "" }, finding));
      });
      await rule.check({
        stack: session.stackFor(rule.name, args.resources),
        options: optionsOf(rule, configured),
        report: (resource, finding) => {
          const about = { ...resource, inputs: resource.properties };
          if (session.isExempt(violationOf(rule, about, finding))) return;
          reportViolation(messageOf(rule, resource, finding), resource.urn);
        },
        defer: ({ urn, name }, property) => {
          session.defer({ rule: rule.name, urn, name, property });
        },
      });
    },
  };
}

function remediationOf(rule: Rule): NonNullable<PackPolicy["remediateResource"]> {
  const tokens = tokensOf(rule);
  return (args) => {
    if (!tokens.has(args.type)) return undefined;
    const resource = inputsOf(args);
    const changes = rule.remediate?.(resource, optionsOf(rule, args.getConfig()));
    return changes === undefined ? undefined : { ...resource.inputs, ...changes };
  };
}
