/** Runs a policy pack in its own process, over gRPC, as the engine does. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromStruct } from "../capture/wire";
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
const unlimitedMessages = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

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
    return await analyze(new PackClient(client, pack), request, layers);
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

/** Promises around the generated client. */
class PackClient {
  constructor(
    private readonly grpc: AnalyzerClient,
    private readonly pack: PackProcess,
  ) {}

  info(): Promise<AnalyzerInfo> {
    return this.settled((done) => this.grpc.getAnalyzerInfo(new Empty(), done));
  }

  configure(request: ConfigureAnalyzerRequest): Promise<Empty> {
    return this.settled((done) => this.grpc.configure(request, done));
  }

  remediate(request: AnalyzeRequest): Promise<RemediateResponse> {
    return this.settled((done) => this.grpc.remediate(request, done));
  }

  analyze(request: AnalyzeRequest): Promise<AnalyzeResponse> {
    return this.settled((done) => this.grpc.analyze(request, done));
  }

  analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
    return this.settled((done) => this.grpc.analyzeStack(request, done));
  }

  /** Adds the pack's output to the error of a failed call, which has no details. */
  private settled<Response>(
    start: (done: (error: ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      start((error, response) => {
        if (error === null) {
          resolve(response);
          return;
        }
        const output = this.pack.errorOutput();
        reject(
          new PolicyPackError(`The policy pack failed: ${error.details}\n${output}`.trimEnd()),
        );
      });
    });
  }
}

async function analyze(
  client: PackClient,
  request: PolicyPackRequest,
  layers: readonly PolicyLayer[],
): Promise<PolicyPackResult> {
  const info = await client.info();
  const published = info.getPoliciesList();
  const settings = reconcile(published.map(configurablePolicy), layers);
  await client.configure(configureRequest(settings));
  const remediates = [...settings.values()].some((one) => one.enforcementLevel === "remediate");
  const checked = await inOrder(request.resources, (resource) =>
    checkResource(client, resource, remediates),
  );
  const stackResponse = await client.analyzeStack(
    analyzeStackRequest(checked.map((one) => one.resource)),
  );
  return {
    pack: { name: info.getName(), version: info.getVersion() },
    policies: published.map((policy) => policyInfo(policy, settings.get(policy.getName()))),
    diagnostics: [
      ...checked.flatMap((one) => one.diagnostics),
      ...stackResponse.getDiagnosticsList().map((one) => policyDiagnostic(one, undefined)),
    ],
    remediations: checked.flatMap((one) => one.remediations),
  };
}

/** Like the engine, remediate first, then check the result. */
async function checkResource(
  client: PackClient,
  original: PackResource,
  remediates: boolean,
): Promise<CheckedResource> {
  const fixed = remediates
    ? applyRemediations(original, await client.remediate(analyzeRequest(original)))
    : { resource: original, remediations: [] };
  const response = await client.analyze(analyzeRequest(fixed.resource));
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
