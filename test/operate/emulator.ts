/**
 * The APIs of ECS, CloudWatch, CloudWatch Logs, Systems Manager, Application Auto Scaling, EC2, Elastic Load Balancing and STS over HTTP,
 * with recorded answers. Each request in JSON and each answer is held against the shape that the SDK has for it.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import * as scaling from "@aws-sdk/client-application-auto-scaling";
import * as cloudWatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as ecs from "@aws-sdk/client-ecs";
import * as balancing from "@aws-sdk/client-elastic-load-balancing-v2";
import * as quotas from "@aws-sdk/client-service-quotas";
import * as ssm from "@aws-sdk/client-ssm";
import { z } from "zod";
import { strangers } from "./shapes";
import { xml } from "./xml";

/** What the commands call, with the SDK's shapes of request and answer. */
export const operations = {
  DescribeClusters: ecs.DescribeClusters$,
  DescribeServices: ecs.DescribeServices$,
  ListServiceDeployments: ecs.ListServiceDeployments$,
  DescribeServiceDeployments: ecs.DescribeServiceDeployments$,
  DescribeServiceRevisions: ecs.DescribeServiceRevisions$,
  ListTasks: ecs.ListTasks$,
  DescribeTasks: ecs.DescribeTasks$,
  DescribeTaskDefinition: ecs.DescribeTaskDefinition$,
  RunTask: ecs.RunTask$,
  StopTask: ecs.StopTask$,
  ExecuteCommand: ecs.ExecuteCommand$,
  UpdateService: ecs.UpdateService$,
  ContinueServiceDeployment: ecs.ContinueServiceDeployment$,
  StopServiceDeployment: ecs.StopServiceDeployment$,
  GetLogEvents: logs.GetLogEvents$,
  FilterLogEvents: logs.FilterLogEvents$,
  DescribeAlarms: cloudWatch.DescribeAlarms$,
  GetParameter: ssm.GetParameter$,
  DescribeScalableTargets: scaling.DescribeScalableTargets$,
  RegisterScalableTarget: scaling.RegisterScalableTarget$,
  DescribeScalingActivities: scaling.DescribeScalingActivities$,
  GetServiceQuota: quotas.GetServiceQuota$,
  DescribeAvailabilityZones: ec2.DescribeAvailabilityZones$,
  DescribeVpcEndpointServices: ec2.DescribeVpcEndpointServices$,
  DescribeVpcs: ec2.DescribeVpcs$,
  DescribeSubnets: ec2.DescribeSubnets$,
  DescribeRouteTables: ec2.DescribeRouteTables$,
  DescribeSecurityGroups: ec2.DescribeSecurityGroups$,
  DescribeVpcEndpoints: ec2.DescribeVpcEndpoints$,
  DescribeLoadBalancers: balancing.DescribeLoadBalancers$,
  DescribeListeners: balancing.DescribeListeners$,
};

type Answer<Output> = Omit<Output, "$metadata">;

/** What the APIs answer, in the SDK's own types. */
export interface Answers {
  readonly DescribeClusters: Answer<ecs.DescribeClustersCommandOutput>;
  readonly DescribeServices: Answer<ecs.DescribeServicesCommandOutput>;
  readonly ListServiceDeployments: Answer<ecs.ListServiceDeploymentsCommandOutput>;
  readonly DescribeServiceDeployments: Answer<ecs.DescribeServiceDeploymentsCommandOutput>;
  readonly DescribeServiceRevisions: Answer<ecs.DescribeServiceRevisionsCommandOutput>;
  readonly ListTasks: Answer<ecs.ListTasksCommandOutput>;
  readonly DescribeTasks: Answer<ecs.DescribeTasksCommandOutput>;
  readonly DescribeTaskDefinition: Answer<ecs.DescribeTaskDefinitionCommandOutput>;
  readonly RunTask: Answer<ecs.RunTaskCommandOutput>;
  readonly StopTask: Answer<ecs.StopTaskCommandOutput>;
  readonly ExecuteCommand: Answer<ecs.ExecuteCommandCommandOutput>;
  readonly UpdateService: Answer<ecs.UpdateServiceCommandOutput>;
  readonly ContinueServiceDeployment: Answer<ecs.ContinueServiceDeploymentCommandOutput>;
  readonly StopServiceDeployment: Answer<ecs.StopServiceDeploymentCommandOutput>;
  readonly GetLogEvents: Answer<logs.GetLogEventsCommandOutput>;
  readonly FilterLogEvents: Answer<logs.FilterLogEventsCommandOutput>;
  readonly DescribeAlarms: Answer<cloudWatch.DescribeAlarmsCommandOutput>;
  readonly GetParameter: Answer<ssm.GetParameterCommandOutput>;
  readonly DescribeScalableTargets: Answer<scaling.DescribeScalableTargetsCommandOutput>;
  readonly RegisterScalableTarget: Answer<scaling.RegisterScalableTargetCommandOutput>;
  readonly DescribeScalingActivities: Answer<scaling.DescribeScalingActivitiesCommandOutput>;
  readonly GetServiceQuota: Answer<quotas.GetServiceQuotaCommandOutput>;
  readonly DescribeAvailabilityZones: Answer<ec2.DescribeAvailabilityZonesCommandOutput>;
  readonly DescribeVpcEndpointServices: Answer<ec2.DescribeVpcEndpointServicesCommandOutput>;
  readonly DescribeVpcs: Answer<ec2.DescribeVpcsCommandOutput>;
  readonly DescribeSubnets: Answer<ec2.DescribeSubnetsCommandOutput>;
  readonly DescribeRouteTables: Answer<ec2.DescribeRouteTablesCommandOutput>;
  readonly DescribeSecurityGroups: Answer<ec2.DescribeSecurityGroupsCommandOutput>;
  readonly DescribeVpcEndpoints: Answer<ec2.DescribeVpcEndpointsCommandOutput>;
  readonly DescribeLoadBalancers: Answer<balancing.DescribeLoadBalancersCommandOutput>;
  readonly DescribeListeners: Answer<balancing.DescribeListenersCommandOutput>;
}

/** An error of AWS in place of an answer. */
export class AwsError {
  constructor(
    readonly type: string,
    readonly message = type,
  ) {}
}

/** An answer, an error, or a function of the request that gives one. */
export type Scripted<Name extends keyof Answers> =
  | Answers[Name]
  | AwsError
  | ((request: Readonly<Record<string, unknown>>) => Answers[Name] | AwsError);

export type Script = { readonly [Name in keyof Answers]?: Scripted<Name> };

export interface Emulator {
  readonly url: string;
  answers: Script;
  /** Whose credentials STS says these are. */
  account: string;
  /** The requests so far: the operation and what it asked for. */
  readonly requests: (readonly [operation: string, body: unknown])[];
  close(): void;
}

export async function startEmulator(): Promise<Emulator> {
  const emulator: Omit<Emulator, "url"> = {
    answers: {},
    account: "111122223333",
    requests: [],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const server = createServer((request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1];
    void text(request).then((body) => {
      const { status, type, content } =
        operation === undefined
          ? form(body, request.headers.authorization ?? "", emulator)
          : json(operation, body, emulator);
      response.writeHead(status, { "content-type": type });
      response.end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(emulator, { url: `http://127.0.0.1:${port}` });
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly content: string;
}

function json(operation: string, body: string, emulator: Omit<Emulator, "url">): Reply {
  const request = z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  emulator.requests.push([operation, request]);
  const answer = answerOf(operation, request, emulator.answers);
  const refused = answer instanceof AwsError;
  return {
    status: refused ? 400 : 200,
    type: "application/x-amz-json-1.1",
    content: JSON.stringify(
      refused ? { __type: answer.type, message: answer.message } : wire(answer),
    ),
  };
}

const shapeOf = (operation: string) =>
  Object.entries(operations).find(([name]) => name === operation)?.[1];

function answerOf(
  operation: string,
  request: Readonly<Record<string, unknown>>,
  answers: Script,
): unknown {
  const shape = shapeOf(operation);
  const [, scripted] = Object.entries(answers).find(([name]) => name === operation) ?? [];
  if (shape === undefined || scripted === undefined) {
    return new AwsError("UnknownOperationException", `The test has no answer for ${operation}.`);
  }
  const answer: unknown = typeof scripted === "function" ? scripted(request) : scripted;
  if (answer instanceof AwsError) return answer;
  const [, , , , asked, answered] = shape;
  const strange = [
    ...("Action" in request ? [] : strangers(asked, request, `${operation} request`)),
    ...strangers(answered, answer, `${operation} answer`),
  ];
  return strange.length === 0
    ? answer
    : new AwsError("NotAShapeOfAws", `Not a shape of AWS: ${strange.join("; ")}`);
}

/** Dates are seconds since 1970 on the wire. */
function wire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wire(one)]));
}

/** EC2 and Elastic Load Balancing ask in a form and answer in XML, as STS does. */
function form(body: string, authorization: string, emulator: Omit<Emulator, "url">): Reply {
  const request = Object.fromEntries(new URLSearchParams(body));
  const operation = request["Action"] ?? "";
  const shape = shapeOf(operation);
  if (shape === undefined) return sts(request, authorization, emulator);
  emulator.requests.push([operation, request]);
  const answer = answerOf(operation, request, emulator.answers);
  const type = "text/xml";
  const ofEc2 = request["Version"] === "2016-11-15";
  if (answer instanceof AwsError) {
    const error = `<Error><Code>${answer.type}</Code><Message>${answer.message}</Message></Error>`;
    // The first is the form of EC2, the second that of Elastic Load Balancing.
    const content = ofEc2
      ? `<Response><Errors>${error}</Errors></Response>`
      : `<ErrorResponse>${error}</ErrorResponse>`;
    return { status: 400, type, content };
  }
  const content = xml(shape[5], answer, `${operation}Re${ofEc2 ? "sponse" : "sult"}`);
  return {
    status: 200,
    type,
    content: ofEc2 ? content : `<${operation}Response>${content}</${operation}Response>`,
  };
}

/** STS asks in a form and answers in XML. An assumed role's key names the role, so that a test sees who calls. */
function sts(
  request: Readonly<Record<string, string>>,
  authorization: string,
  emulator: Omit<Emulator, "url">,
): Reply {
  const action = request["Action"] ?? "";
  const caller = /Credential=([^/]+)/.exec(authorization)?.[1] ?? "";
  emulator.requests.push([action, { ...request, caller }]);
  const role = request["RoleArn"]?.split("/").at(-1) ?? "";
  const result =
    action === "AssumeRole"
      ? `<Credentials><AccessKeyId>KEY-OF-${role}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
        `<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`
      : `<Arn>arn:aws:iam::${emulator.account}:user/dev</Arn><Account>${emulator.account}</Account>`;
  return {
    status: 200,
    type: "text/xml",
    content: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`,
  };
}
