import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { Level, Rule } from "../policy/lib/rule";
import { createPolicies } from "../policy/pack";
import { rules } from "../policy/rules";
import { formatted, type Generator } from "./generator";
import { nistRequirements } from "./nist";

const environments = ["test", "production"] as const;
type Environment = (typeof environments)[number];

const levelSchema = { enum: ["disabled", "advisory", "mandatory", "remediate"] } as const;

/** The level file of an environment: every rule, with its level and the options that are not the default. */
function configuration(environment: Environment): object {
  return Object.fromEntries(
    rules.map((rule) => {
      const level = rule.levels[environment];
      const options = Object.entries(rule.options ?? {}).flatMap(([name, option]) => {
        const value = option[environment];
        return value === undefined ? [] : [[name, value] as const];
      });
      return [
        rule.name,
        options.length === 0 ? level : { enforcementLevel: level, ...Object.fromEntries(options) },
      ];
    }),
  );
}

/** A JSON schema for level files: rule names and options that do not exist are errors. */
function schema(): object {
  const policies = createPolicies({ programDirs: [], clock: () => new Date(0) });
  const entryOf = (options: Readonly<Record<string, PolicyConfigJSONSchema>>) => ({
    oneOf: [
      levelSchema,
      {
        type: "object",
        additionalProperties: false,
        properties: { enforcementLevel: levelSchema, ...options },
      },
    ],
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Levels and options of the policies",
    type: "object",
    additionalProperties: false,
    properties: {
      all: levelSchema,
      ...Object.fromEntries(
        policies.map(({ name, displayName, description, configSchema }) => [
          name,
          {
            title: displayName,
            description,
            ...entryOf(configSchema?.properties ?? {}),
          },
        ]),
      ),
    },
  };
}

const short: Readonly<Record<Level, string>> = {
  disabled: "off",
  advisory: "advisory",
  mandatory: "**mandatory**",
  remediate: "remediate",
};

const cell = (text: string): string => text.replaceAll("|", "\\|");

function ruleRow(rule: Rule): string {
  const { levels } = rule;
  return `| ${[
    `[${rule.name}](${rule.url})`,
    cell(rule.title),
    rule.controls.join(", "),
    rule.scope === "stack" ? "graph" : "resource",
    short[levels.test],
    short[levels.production],
    short[levels.default],
    rule.exemptible === false ? "no" : "yes",
  ].join(" | ")} |`;
}

/** The standards that control ids belong to, by the shape of the id. */
const standards: readonly { readonly name: string; readonly shape: RegExp }[] = [
  { name: "AWS Foundational Security Best Practices", shape: /^[A-Z][A-Za-z0-9]+\.\d+$/ },
  { name: "CIS AWS Foundations Benchmark 7.0", shape: /^CIS-AWS-7\.0-/ },
  { name: "Checkov", shape: /^CKV2?_AWS_/ },
  { name: "cdk-nag AWS Solutions", shape: /^AwsSolutions-/ },
  { name: "cfn-lint", shape: /^CFN-LINT-/ },
];

function standardSection({ name, shape }: (typeof standards)[number]): string[] {
  const byControl = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const id of rule.controls.filter((one) => shape.test(one))) {
      byControl.set(id, [...(byControl.get(id) ?? []), rule]);
    }
  }
  const ids = [...byControl.keys()].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return [
    `### ${name}`,
    "",
    "| Control | Rules | test | production |",
    "|---|---|---|---|",
    ...ids.map((id) => {
      const own = byControl.get(id) ?? [];
      const levelsIn = (environment: Environment): string =>
        [...new Set(own.map((rule) => short[rule.levels[environment]]))].join(", ");
      const names = own.map((rule) => rule.name).join(", ");
      return `| ${id} | ${names} | ${levelsIn("test")} | ${levelsIn("production")} |`;
    }),
    "",
  ];
}

/** By way of the Security Hub controls, as AWS relates them. */
function nistSection(): string[] {
  const byRequirement = new Map<string, Rule[]>();
  for (const rule of rules) {
    const requirements = rule.controls.flatMap((id) => nistRequirements[id] ?? []);
    for (const id of new Set(requirements)) {
      byRequirement.set(id, [...(byRequirement.get(id) ?? []), rule]);
    }
  }
  const ids = [...byRequirement.keys()].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return [
    "### NIST SP 800-53 Rev. 5",
    "",
    "As AWS relates its Security Hub controls of Amazon ECS and Amazon EFS to NIST's.",
    "",
    "| Requirement | Rules |",
    "|---|---|",
    ...ids.map(
      (id) => `| ${id} | ${(byRequirement.get(id) ?? []).map(({ name }) => name).join(", ")} |`,
    ),
    "",
  ];
}

function complianceTable(): string {
  const graph = rules.filter((rule) => rule.scope === "stack").length;
  return [
    "# Compliance",
    "",
    "<!-- Generated by `npm run generate` from the rules under policy/. Do not edit. -->",
    "",
    `The policy pack has ${rules.length} rules; ${graph} of them look at several resources together. ` +
      "The levels of this repository's two environments are in `policy/config/`; *elsewhere* is the level in a " +
      "program that configures nothing. A control id says which published control a rule answers to, not that the " +
      "rule is all the control asks for. ECS.18, EFS.6, ELB.21, CloudWatch.15 and CloudWatch.16 were looked up in AWS's " +
      "Security Hub user guide, the others come from the catalogue of published tools that the rules were " +
      "written from. Rules without a published control have none.",
    "",
    "## Rules",
    "",
    "| Rule | Statement | Controls | Decided on | test | production | elsewhere | Exemptible |",
    "|---|---|---|---|---|---|---|---|",
    ...rules.map(ruleRow),
    "",
    "## Controls",
    "",
    ...standards.flatMap(standardSection),
    ...nistSection(),
  ].join("\n");
}

/**
 * Rules about the rights of what runs. `bootstrap/` holds the rights to deploy it: ARNs end in a star where AWS draws the id, the role
 * writes policies of its stack's resources, and a permissions boundary, which grants nothing, names whole services.
 */
const notForDeploying = [
  "bucket-access-logged",
  "no-credential-exposure",
  "no-data-exfiltration",
  "no-privilege-escalation",
  "no-wildcard-grants",
  "no-wildcard-pass-role-or-decrypt",
];

const bootstrapLevels = (): object => ({
  ...configuration("production"),
  ...Object.fromEntries(notForDeploying.map((name) => [name, "disabled"])),
});

/** COMPLIANCE.md, and under policy/config the levels of each environment and the JSON schema of level files. */
export const compliance: Generator = {
  name: "compliance",
  files: async () => {
    const json = (value: object): string => JSON.stringify(value, null, 2);
    const texts: readonly (readonly [string, string])[] = [
      ["COMPLIANCE.md", complianceTable()],
      ["policy/config/schema.json", json(schema())],
      ...environments.map(
        (environment) =>
          [`policy/config/${environment}.json`, json(configuration(environment))] as const,
      ),
      ["policy/config/bootstrap.json", json(bootstrapLevels())],
    ];
    const written = texts.map(async ([file, text]) => [file, await formatted(file, text)] as const);
    return Object.fromEntries(await Promise.all(written));
  },
};
