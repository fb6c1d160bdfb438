/** The provider functions in use. */
import { parse as parseArn } from "@aws-sdk/util-arn-parser";
import { partitionOf, regions } from "drydock-components/facts/regions";
import type { PropertyBag } from "../capture/types";
import { describedService, type ObjectsOf } from "./aws/ecs-deployments";
import { existingValue, existingVersions } from "./aws/secrets-manager";
import { describedListener, describedRule } from "./aws/listener-actions";
import { describedParameter, parameterType } from "./aws/ssm";
import { UnknownToCloudError } from "./errors";
import { accountId, digestOf } from "./facts";

/** `us-east-2a`, `us-east-2b`, ... in the order AWS lists them. */
export function availabilityZones(region: string): string[] {
  const letters = ["a", "b", "c", "d", "e", "f"];
  return letters.slice(0, regions.get(region)?.most ?? 3).map((letter) => `${region}${letter}`);
}

/** Where a function is called. */
export interface InvokeContext {
  readonly region: string;
  readonly account?: string | undefined;
  readonly objectsOf: ObjectsOf;
}

type InvokeModel = (args: PropertyBag, context: InvokeContext) => PropertyBag;

const text = (args: PropertyBag, key: string): string => {
  const value = args[key];
  return typeof value === "string" ? value : "";
};

const isChina = (region: string): boolean => region.startsWith("cn-");

const prefixList: InvokeModel = (args, { region }) => ({
  id: `pl-${digestOf(`${region} ${text(args, "name")}`).slice(-8)}`,
  name: text(args, "name"),
  ownerId: "AWS",
});

/** Of a parameter that exists: its first version, and a value, which AWS returns too. */
const parameter: InvokeModel = (args, { objectsOf }) => {
  const arn = text(args, "name");
  const put = objectsOf(parameterType).find(({ id }) => id === arn)?.inputs ?? {};
  const { value = "the value of a parameter", version = 1 } = put;
  const { resource } = parseArn(arn);
  return {
    id: arn,
    arn,
    name: resource.replace(/^parameter/, ""),
    type: "String",
    value,
    insecureValue: value,
    version,
    withDecryption: false,
  };
};

/** By token; each returns the same deterministic answer as AWS (or a registry) would. */
const functions: Readonly<Record<string, InvokeModel>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, { region, account = accountId }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partitionOf(region)}:iam::${account}:user/offline`,
    userId: "AIDAEXAMPLEOFFLINE000",
  }),
  "aws:index/getPartition:getPartition": (_args, { region }) => ({
    id: partitionOf(region),
    partition: partitionOf(region),
    dnsSuffix: isChina(region) ? "amazonaws.com.cn" : "amazonaws.com",
    reverseDnsPrefix: isChina(region) ? "cn.com.amazonaws" : "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (_args, { region }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_args, { region }) => ({
    id: region,
    names: availabilityZones(region),
    region,
  }),
  "aws:ec2/getPrefixList:getPrefixList": prefixList,
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": prefixList,
  "aws:ecs/getService:getService": (args, { objectsOf }) => describedService(args, objectsOf),
  "aws:lb/getListener:getListener": (args, { objectsOf }) => describedListener(args, objectsOf),
  "aws:lb/getListenerRule:getListenerRule": (args, { objectsOf }) => describedRule(args, objectsOf),
  "aws:secretsmanager/getSecretVersion:getSecretVersion": (args, { objectsOf }) =>
    existingValue(text(args, "secretId"), objectsOf),
  "aws:secretsmanager/getSecretVersions:getSecretVersions": (args, { objectsOf }) =>
    existingVersions(text(args, "secretId"), objectsOf),
  "aws:ssm/getParameter:getParameter": (args, context) =>
    text(args, "name").startsWith("arn:")
      ? parameter(args, context)
      : describedParameter(args, context.objectsOf),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": (
    _args,
    { region, account = accountId },
  ) => ({
    id: region,
    authorizationToken: "b2ZmbGluZQ==",
    userName: "AWS",
    password: "offline",
    expiresAt: "2026-01-01T12:00:00Z",
    proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
  }),
  "docker:index/getRegistryImage:getRegistryImage": (args) => ({
    id: digestOf(text(args, "name")),
    name: text(args, "name"),
    sha256Digest: digestOf(text(args, "name")),
  }),
};

/** @throws UnknownToCloudError, which names the function */
export function invoke(token: string, args: PropertyBag, context: InvokeContext): PropertyBag {
  const model = functions[token];
  if (model !== undefined) return model(args, context);
  throw new UnknownToCloudError(
    `The offline cloud has no model of the function ${token}. Add it to offline/cloud/invokes.ts.`,
  );
}
