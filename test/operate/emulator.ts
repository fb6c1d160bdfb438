/** The ECS and CloudWatch Logs APIs over HTTP, with the answers of one recorded failure. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import type {
  DescribeServiceDeploymentsCommandOutput,
  DescribeServiceRevisionsCommandOutput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandOutput,
  ListServiceDeploymentsCommandOutput,
  ListTasksCommandOutput,
} from "@aws-sdk/client-ecs";
import type { GetLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";

type Answer<Output> = Omit<Output, "$metadata">;

/** What the APIs answer, in the SDK's own types. */
export interface Answers {
  readonly DescribeServices: Answer<DescribeServicesCommandOutput>;
  readonly ListServiceDeployments: Answer<ListServiceDeploymentsCommandOutput>;
  readonly DescribeServiceDeployments: Answer<DescribeServiceDeploymentsCommandOutput>;
  readonly DescribeServiceRevisions: Answer<DescribeServiceRevisionsCommandOutput>;
  readonly ListTasks: Answer<ListTasksCommandOutput>;
  readonly DescribeTasks: Answer<DescribeTasksCommandOutput>;
  readonly DescribeTaskDefinition: Answer<DescribeTaskDefinitionCommandOutput>;
  readonly GetLogEvents: Answer<GetLogEventsCommandOutput>;
}

/** An error of AWS in place of an answer. */
export class AwsError {
  constructor(
    readonly type: string,
    readonly message = type,
  ) {}
}

export interface Emulator {
  readonly url: string;
  answers: Partial<Record<keyof Answers, unknown>>;
  /** The requests so far: the operation and what it asked for. */
  readonly requests: (readonly [operation: string, body: unknown])[];
  close(): void;
}

export async function startEmulator(): Promise<Emulator> {
  const emulator: Omit<Emulator, "url"> = {
    answers: {},
    requests: [],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const server = createServer((request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    void text(request).then((body) => {
      emulator.requests.push([operation, JSON.parse(body)]);
      const answer = Object.entries(emulator.answers).find(([name]) => name === operation)?.[1];
      const refused = answer instanceof AwsError || answer === undefined;
      response.writeHead(refused ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
      const { type, message } =
        answer instanceof AwsError ? answer : new AwsError("UnknownOperationException", operation);
      response.end(JSON.stringify(refused ? { __type: type, message } : wire(answer)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(emulator, { url: `http://127.0.0.1:${port}` });
}

/** Dates are seconds since 1970 on the wire. */
function wire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wire(one)]));
}
