import { z } from "zod";
import { fargateMemoryMiB } from "../../components/facts/fargate-sizes";
import { quotas } from "../../components/facts/quotas";
import { drydockNamespace } from "../../drydock/config/path";
import { stackSchema } from "../../drydock/config/schema";
import { forEditors, wordsFor } from "./editor";
import { ciphertextPattern } from "../../drydock/config/secret-values";
import { awsSchema } from "../../drydock/config/settings";

/** A JSON Schema, as far as this generator writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of a whole stack file, for editors. Draft 07, which the YAML language server knows best
 * (https://github.com/redhat-developer/yaml-language-server); `patternErrorMessage` is its way to say what a pattern means.
 */
export function stackFileSchema(): JsonSchema {
  const aws = schemaOf(awsSchema);
  const stack = withRules(schemaOf(stackSchema));
  const properties = {
    ...prefixed("aws", aws.properties ?? {}),
    ...prefixed(drydockNamespace, stack.properties ?? {}),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Drydock stack file",
    description: "Pulumi.<stack>.yaml: one environment.",
    type: "object",
    properties: {
      config: {
        description: "The environment. Each key has its namespace before it.",
        type: "object",
        properties: forEditors({ properties }).properties ?? {},
        patternProperties: { "^pulumi:": {} },
        required: ["aws:region"],
        additionalProperties: false,
      },
      ...engineKeys,
    },
    required: ["config"],
    additionalProperties: false,
  };
}

/** Keys that Pulumi itself writes: https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/ */
const engineKeys: Record<string, JsonSchema> = {
  secretsprovider: {
    type: "string",
    description: "Who encrypts secrets, such as awskms://alias/pulumi. Written by Pulumi.",
  },
  encryptionsalt: {
    type: "string",
    description: "The salt of the passphrase that encrypts secrets. Written by Pulumi.",
  },
  encryptedkey: {
    type: "string",
    description: "The encrypted key that encrypts secrets. Written by Pulumi.",
  },
  environment: {
    type: ["array", "object"],
    description: "Pulumi ESC environments whose configuration is added to this one.",
  },
};

function prefixed(
  namespace: string,
  properties: Readonly<Record<string, z.core.JSONSchema._JSONSchema>>,
): Record<string, z.core.JSONSchema._JSONSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [`${namespace}:${name}`, property]),
  );
}

function schemaOf(schema: z.ZodType): JsonSchema {
  const json: JsonSchema = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    reused: "inline",
    // What zod checks by code (an ARN's parts) has no form in JSON Schema; the loader says it.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      tidy(zodSchema, jsonSchema);
    },
  });
  delete json.$schema;
  return json;
}

/** Makes what zod writes shorter and says what patterns mean. */
function tidy(zodSchema: z.core.$ZodTypes, json: JsonSchema): void {
  const constants = (json.anyOf ?? []).map((option) =>
    typeof option === "object" ? option.const : undefined,
  );
  if (constants.length > 0 && constants.every((value) => typeof value === "number")) {
    delete json.anyOf;
    json.type = "integer";
    json.enum = constants;
  }
  // A format that only zod knows, beside the pattern that says the same.
  delete json.format;
  if (json.pattern !== undefined) json.patternErrorMessage = wordsFor(zodSchema);
  if (json.enum !== undefined) json.errorMessage = wordsFor(zodSchema);
  const { properties } = json;
  const secure = properties?.secure;
  if (typeof secure === "object") {
    secure.pattern = ciphertextPattern.source;
    secure.patternErrorMessage = "Write it with pulumi config set --secret --path.";
  }
}

/** In place of those of exact integers, where the rules on sizes say what is allowed. */
const NO_BOUNDS = { minimum: undefined, maximum: undefined };

/** Adds those rules between the fields of one object that JSON Schema can say. */
function withRules(stack: JsonSchema): JsonSchema {
  const service = valueOf(stack, "services");
  const sidecars = property(service, "sidecars");
  service.allOf = [...sizeRules(), ...serviceRules, aReasonToScale];
  const sizes = [...fargateMemoryMiB.keys()];
  const errorMessage = `Fargate has no task with this many CPU units (1024 are one vCPU). Write ${sizes.join(", ")}.`;
  Object.assign(property(service, "cpu"), { enum: sizes, errorMessage }, NO_BOUNDS);
  Object.assign(property(service, "memoryMiB"), NO_BOUNDS);
  sidecars.maxProperties = quotas.ecs.containersPerTaskDefinition - 1;
  property(service, "capacity").not = {
    errorMessage: "Both weights are 0: set onDemandWeight: 1, or spotWeight: 1 for Spot.",
    properties: { onDemandWeight: { const: 0 }, spotWeight: { enum: [0] } },
    required: ["onDemandWeight"],
  };
  property(stack, "ingress").allOf = ingressRules;
  valueOf(stack, "loadBalancers").allOf = ingressRules;
  return stack;
}

/** Keys of scaling that say when; the queues that a service consumes say so too. */
const reasonsToScale = [
  ...["cpuPercent", "memoryPercent", "requestsPerTarget"],
  ...["networkReceivedBytesPerSecond", "networkSentBytesPerSecond"],
  ...["metrics", "steps", "schedules"],
];

const aReasonToScale: JsonSchema = {
  anyOf: [
    { required: ["consumes"] },
    { properties: { scaling: { anyOf: reasonsToScale.map((key) => ({ required: [key] })) } } },
  ],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
function sizeRules(): JsonSchema[] {
  const memoryOf = (cpu: number) => ({
    memoryMiB: {
      enum: [...(fargateMemoryMiB.get(cpu) ?? [])],
      errorMessage: `Fargate has no task with ${cpu} CPU units and this memory. Write ${(fargateMemoryMiB.get(cpu) ?? []).join(", ")}.`,
    },
  });
  const sizes = [...fargateMemoryMiB.keys()];
  return [
    { if: { not: { required: ["cpu"] } }, then: { properties: memoryOf(256) } },
    ...sizes.map((cpu) => ({
      if: { properties: { cpu: { const: cpu } }, required: ["cpu"] },
      then: {
        properties: memoryOf(cpu),
        ...(fargateMemoryMiB.get(cpu)?.includes(512) === true ? {} : { required: ["memoryMiB"] }),
      },
    })),
  ];
}

const given = (key: string, value?: JsonSchema): JsonSchema => ({
  required: [key],
  ...(value === undefined ? {} : { properties: { [key]: value } }),
});

const serviceRules: JsonSchema[] = [
  // ECS Exec writes into the root file system.
  {
    if: given("exec", { const: true }),
    then: given("readonlyRootFilesystem", { const: false }),
  },
  { if: given("route"), then: given("containerPort") },
  { if: given("healthCheckGracePeriodSeconds"), then: given("route") },
  {
    if: given("discovery", { enum: ["dnsSrv", "serviceConnect"] }),
    then: given("containerPort"),
  },
  {
    if: given("scaling"),
    then: {
      not: {
        ...given("desiredCount"),
        errorMessage: "Scaling decides the number of tasks: remove desiredCount, or scaling.",
      },
    },
  },
  { if: given("scaling", given("requestsPerTarget")), then: given("route") },
  { if: given("pidMode"), then: given("sidecars", { minProperties: 1 }) },
];

const ingressRules: JsonSchema[] = [
  {
    if: given("domain"),
    then: { anyOf: [given("hostedZoneId"), given("certificateArn")] },
  },
  { if: given("hostedZoneId"), then: given("domain") },
  { if: given("certificateArn"), then: given("domain") },
];

function property(schema: JsonSchema, key: string): JsonSchema {
  const value = schema.properties?.[key];
  if (typeof value !== "object") throw new Error(`The schema has no property ${key}.`);
  return value;
}

/** The schema of each value of a map. */
function valueOf(schema: JsonSchema, key: string): JsonSchema {
  const value = property(schema, key).additionalProperties;
  if (typeof value !== "object") throw new Error(`${key} is not a map of names.`);
  return value;
}
