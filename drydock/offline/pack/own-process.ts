/** Runs a policy pack in its own process, over gRPC, as the engine does. */
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeResponse,
  AnalyzerInfo,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromStruct } from "../capture/wire";
import { answerTo, unlimitedMessages } from "../grpc";
import { layersOf, type PolicyLayer, reconcile } from "./configuration";
import { type PackProcess, startPack } from "./process";
import { withInputs } from "./remediation";
import {
  analyzeRequest,
  analyzeStackRequest,
  configurablePolicy,
  configureRequest,
  policyDiagnostic,
  policyInfo,
} from "./protocol";
import {
  type CheckedResource,
  type PackResource,
  PolicyPackError,
  type PolicyPackRequest,
  type PolicyPackResult,
  type PolicyRemediation,
} from "./types";

/** Concurrent requests. The pack has one thread; more would only fill buffers. */
const concurrency = 16;
/**
 * Runs a pack on the resources of one stack: remediations and per-resource policies on the inputs of
 * each resource, then the stack policies on all of them. Always ends the pack's process.
 *
 * @throws PolicyPackError if the pack does not start, its configuration is invalid, or a policy fails
 */
export async function runInOwnProcess(request: PolicyPackRequest): Promise<PolicyPackResult> {
  const layers = layersOf(request);
  const pack = await startPack(request.packDir, environmentOf(request));
  const client = new AnalyzerClient(
    `127.0.0.1:${pack.port}`,
    credentials.createInsecure(),
    unlimitedMessages,
  );
  try {
    return await analyze({ client, ask: asking(pack) }, request, layers);
  } finally {
    client.close();
    await pack.stop();
  }
}

/** The variables that the engine sets for a Node pack, and the user's working directory. */
function environmentOf(request: PolicyPackRequest): Readonly<Record<string, string>> {
  const organization = request.organization ?? "organization";
  return {
    PWD: request.programDir ?? process.cwd(),
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: request.project,
    PULUMI_NODEJS_STACK: request.stack,
    PULUMI_NODEJS_DRY_RUN: String(request.preview),
    PULUMI_ORGANIZATION: organization,
    PULUMI_PROJECT: request.project,
    PULUMI_STACK: request.stack,
    PULUMI_DRY_RUN: String(request.preview),
  };
}

interface PackClient {
  readonly client: AnalyzerClient;
  readonly ask: Ask;
}

/** Calls the pack. */
type Ask = <Response>(call: Parameters<typeof answerTo<Response>>[0]) => Promise<Response>;

/** Adds the pack's output to the error of a failed call, which has no details. */
const asking =
  (pack: PackProcess): Ask =>
  (call) =>
    answerTo(call, ({ details }) => {
      const output = pack.errorOutput();
      return new PolicyPackError(`The policy pack failed: ${details}\n${output}`.trimEnd());
    });

async function analyze(
  { client, ask }: PackClient,
  request: PolicyPackRequest,
  layers: readonly PolicyLayer[],
): Promise<PolicyPackResult> {
  const info = await ask<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
  const published = info.getPoliciesList();
  const settings = reconcile(published.map(configurablePolicy), layers);
  await ask((done) => client.configure(configureRequest(settings), done));
  const remediates = [...settings.values()].some((one) => one.enforcementLevel === "remediate");
  const checked = await inOrder(request.resources, (resource) =>
    checkResource({ client, ask }, resource, remediates),
  );
  const all = analyzeStackRequest(checked.map((one) => one.resource));
  const ofStack = await ask<AnalyzeResponse>((done) => client.analyzeStack(all, done));
  return {
    pack: { name: info.getName(), version: info.getVersion() },
    policies: published.map((policy) => policyInfo(policy, settings.get(policy.getName()))),
    diagnostics: [
      ...checked.flatMap((one) => one.diagnostics),
      ...ofStack.getDiagnosticsList().map((one) => policyDiagnostic(one, undefined)),
    ],
    remediations: checked.flatMap((one) => one.remediations),
  };
}

/** Like the engine, remediate first, then check the result. */
async function checkResource(
  { client, ask }: PackClient,
  original: PackResource,
  remediates: boolean,
): Promise<CheckedResource> {
  const fixed = remediates
    ? applyRemediations(
        original,
        await ask((done) => client.remediate(analyzeRequest(original), done)),
      )
    : { resource: original, remediations: [] };
  const response = await ask<AnalyzeResponse>((done) =>
    client.analyze(analyzeRequest(fixed.resource), done),
  );
  return {
    ...fixed,
    diagnostics: response
      .getDiagnosticsList()
      .map((diagnostic) => policyDiagnostic(diagnostic, original.urn)),
  };
}

/** Each remediation returns the whole property bag, with the ones before it applied. */
function applyRemediations(
  original: PackResource,
  response: RemediateResponse,
): { resource: PackResource; remediations: PolicyRemediation[] } {
  let resource = original;
  const remediations = response.getRemediationsList().map((remediation): PolicyRemediation => {
    const problem = remediation.getDiagnostic();
    const after = remediation.hasProperties()
      ? fromStruct(remediation.getProperties())
      : resource.properties;
    const applied = withInputs(resource, after);
    resource = applied.resource;
    return {
      policyName: remediation.getPolicyname(),
      urn: original.urn,
      description: remediation.getDescription(),
      changedProperties: applied.changedProperties,
      ...(problem === "" ? {} : { problem }),
    };
  });
  return { resource, remediations };
}

/** Runs a few at a time and returns the results in the order of the items. */
async function inOrder<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results.set(index, await run(item));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
