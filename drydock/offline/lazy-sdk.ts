import { createRequire } from "node:module";
import { loadLazily } from "./lazy-modules";

/**
 * Modules that the Pulumi SDK loads at once and nothing here uses: to serialize functions, to run the engine, to serve a
 * provider, to trace calls, to talk to an engine. They are most of its start.
 */
const seldom = [
  "@npmcli/arborist",
  "./typescript-shim",
  "./automation",
  "./provider",
  "@opentelemetry/api",
  "@grpc/grpc-js",
  "./proto/callback_grpc_pb",
  "./proto/engine_grpc_pb",
  "./proto/resource_grpc_pb",
];

/** The same, of modules that are a function or have only functions, which the SDK takes out at once. */
const seldomCalled = [
  "normalize-package-data",
  "./runtime/closure/codePaths",
  "./runtime/closure/serializeClosure",
];

/** Services of AWS that not every stack uses; some load those of what they send events to. */
const services = [
  "acm",
  "appautoscaling",
  "chatbot",
  "ecr",
  "efs",
  "lb",
  "route53",
  "s3",
  "scheduler",
  "secretsmanager",
  "servicediscovery",
  "sfn",
  "sns",
  "sqs",
  "wafv2",
].map((service) => `@pulumi/aws/${service}`);

const own = createRequire(__filename);

/**
 * Lets the SDK load faster; to be called before it is loaded.
 *
 * @param used those of the modules that the process uses all the time
 */
export function loadSdkLazily(used: readonly string[] = []): void {
  const load = createRequire(own.resolve("@pulumi/pulumi"));
  const unused = seldom.filter((name) => !used.includes(name));
  loadLazily(load, unused, "namespace");
  loadLazily(load, seldomCalled, "functions");
}

/** The same, and for the AWS provider's package, where a program runs. */
export function loadProgramLazily(used: readonly string[] = []): void {
  loadSdkLazily(used);
  loadLazily(own, services, "namespace");
}
