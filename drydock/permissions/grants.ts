/** What a program that brings a stack in line with AWS has to be allowed, call by call. */
import { partitionOf } from "drydock-components/facts/regions";
import { rightOf } from "drydock-policy/permissions";
import type { Capture, PropertyBag } from "../offline/capture/types";
import { isBag } from "../offline/capture/values";
import { textsAt, textAt } from "../offline/cloud/values";
import { boundedActions, serviceOfAction } from "./documents";
import { callsOf, callsOfFunction, type Phase, phases } from "./calls";
import { type Named, namedResources } from "./patterns";
import { type Index, indexOf, type Target, targetsOf } from "./targets";
import { rightsOfWhy } from "./why";

/** Tests of a statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One right. */
export interface Grant {
  readonly action: string;
  /** `*` where AWS knows no resource for the action. */
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  /** A refresh needs it, too. */
  readonly reads: boolean;
  /** The action could name a resource, and no input tells which. */
  readonly open: boolean;
}

/** The rights of a stack. */
export interface Rights {
  readonly grants: readonly Grant[];
  /** Types and functions of AWS whose calls are not known. */
  readonly unknown: readonly string[];
}

/** @param region of the program */
export function rightsOf(capture: Capture, region: string): Rights {
  const resources = namedResources(capture, region);
  const index = indexOf(resources);
  const ours = resources.filter(({ resource }) => resource.type.startsWith("aws:"));
  const asked = capture.invokes.filter(({ token }) => token.startsWith("aws:"));
  const tokens = [...new Set(asked.map(({ token }) => token))];
  const own = ours.flatMap((named) => grantsOf(named, { index, stack: capture }));
  const granted = new Set(own.map(({ action }) => action));
  const lookUps = asked
    .flatMap((one) => lookUp(one, region))
    .filter(({ action, resources }) => !resources.includes("*") || !granted.has(action));
  return {
    grants: [...own, ...lookUps, ...rightsOfWhy(resources, index)],
    unknown: [
      ...new Set([
        ...ours.map(({ resource }) => resource.type).filter((type) => callsOf(type) === undefined),
        ...tokens.filter((token) => callsOfFunction(token) === undefined),
      ]),
    ].sort(),
  };
}

/** What a function looks up beside the resources of the stack: the thing that its arguments name, or else any. */
function lookUp({ token, args }: Capture["invokes"][number], region: string): Grant[] {
  const actions = callsOfFunction(token) ?? [];
  const [service = ""] = actions.map(serviceOfAction);
  return actions.map((action) => {
    const nameable = (rightOf(action)?.targets.length ?? 0) > 0;
    const isOwn = serviceOfAction(action) === service;
    const named = nameable && isOwn ? arnsOfService(args, service) : [];
    return {
      action,
      resources: named.length > 0 ? named : ["*"],
      conditions: isOwn ? {} : viaService(service, region),
      reads: true,
      open: nameable && named.length === 0,
    };
  });
}

const arnsOfService = (args: PropertyBag, service: string): string[] =>
  Object.values(args).filter(
    (value): value is string =>
      typeof value === "string" && value.startsWith("arn:") && value.split(":")[2] === service,
  );

/** For the key of another service's data. */
const viaService = (service: string, region: string): Conditions => ({
  StringEquals: { "kms:ViaService": [`${service}.${region}.amazonaws.com`] },
});

interface Context {
  readonly index: Index;
  readonly stack: Pick<Capture, "project" | "stack">;
}

function grantsOf(named: Named, context: Context): Grant[] {
  const calls = callsOf(named.resource.type);
  if (calls === undefined) return [];
  return [
    ...phases.flatMap((phase) =>
      calls[phase].flatMap((action) => grantsOfCall({ action, phase, named }, context)),
    ),
    ...Object.entries(calls.passes ?? {}).flatMap(([path, service]) =>
      passing(named, { path, service, index: context.index }),
    ),
    ...Object.entries(calls.reads ?? {}).flatMap(([path, action]) => reading(named, path, action)),
    ...(calls.serviceLinkedRole === undefined ? [] : [linkedRole(calls.serviceLinkedRole, named)]),
  ];
}

interface Call {
  readonly action: string;
  readonly phase: Phase;
  readonly named: Named;
}

function grantsOfCall(call: Call, { index, stack }: Context): Grant[] {
  const { action, phase, named } = call;
  const rights = { action, reads: phase === "read" };
  const targets = targetsOf(action, named, index);
  if (targets.length === 0) return [{ ...rights, resources: ["*"], conditions: {}, open: false }];
  // Without a key of its own, a resource needs no right on one.
  const used = isForeignKey(call) ? targets.filter(({ open }) => open !== true) : targets;
  return used.map((target) => ({
    ...rights,
    resources: target.arns,
    conditions: conditionsOf(call, target, stack),
    open: target.open === true,
  }));
}

const isForeignKey = ({ action, named }: Call): boolean =>
  action.startsWith("kms:") && !named.resource.type.startsWith("aws:kms/");

/** Tags with which a request creates a resource are allowed to that request only. */
const createActions: Readonly<Record<string, string>> = {
  "ec2:CreateTags": "ec2:CreateAction",
  "elasticloadbalancing:AddTags": "elasticloadbalancing:CreateAction",
  "ecs:TagResource": "ecs:CreateAction",
};

function conditionsOf(call: Call, target: Target, stack: Context["stack"]): Conditions {
  const { action, phase, named } = call;
  if (isForeignKey(call)) return viaService(serviceOf(named), named.place.region);
  if (phase === "read") return {};
  const calls = callsOf(named.resource.type);
  const isNew = phase === "create" && target.owner === named && calls?.takesOver !== true;
  const creator = calls?.create[0] ?? "";
  if (isNew && rightOf(action)?.tags === true) {
    const key = createActions[action];
    return key === undefined
      ? ofNoStack(target, stack)
      : { StringEquals: { [key]: [creator.split(":")[1] ?? ""] } };
  }
  if (isNew && action === creator) {
    const changes = calls?.update.includes(action) === true;
    return changes ? ofNoStack(target, stack) : boundary(action, target);
  }
  return { ...ofThisStack(target, { ...stack, phase }), ...boundary(action, target) };
}

/** Roles that the boundary bounds stay so. */
function boundary(action: string, { owner }: Target): Conditions {
  const arn = owner === undefined ? "" : textAt(owner.properties, "permissionsBoundary");
  return arn === "" || !boundedActions.includes(action)
    ? {}
    : { StringEquals: { "iam:PermissionsBoundary": [arn] } };
}

/** The service of a resource's own calls. */
const serviceOf = ({ resource }: Named): string =>
  serviceOfAction(callsOf(resource.type)?.create[0] ?? "");

/**
 * Services whose tags cannot decide. A bucket's count only after they are switched on for that bucket
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html), and a key's up to five
 * minutes after its creation (https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html).
 */
const tagsComeLate = ({ resource }: Named, phase: Phase): boolean =>
  resource.type.startsWith("aws:s3/") ||
  (resource.type.startsWith("aws:kms/") && phase === "create");

/** Where its name does not tell the stack, the tags of the environment do. */
function ofThisStack(
  target: Target,
  { phase, ...stack }: Context["stack"] & { readonly phase: Phase },
): Conditions {
  const { owner } = target;
  if (owner === undefined || !toldByTags(target, stack) || tagsComeLate(owner, phase)) return {};
  const tags = Object.entries(stackTags(stack));
  return {
    StringEquals: Object.fromEntries(
      tags.map(([key, value]) => [`aws:ResourceTag/${key}`, [value]]),
    ),
  };
}

/** A request that creates or changes may not take over what another environment has tagged. */
const ofNoStack = (target: Target, stack: Context["stack"]): Conditions =>
  toldByTags(target, stack) && target.owner?.resource.type.startsWith("aws:s3/") !== true
    ? { Null: { "aws:ResourceTag/environment": ["true"] } }
    : {};

function toldByTags({ owner, byTag, arns }: Target, stack: Context["stack"]): boolean {
  const tags = owner?.properties["tagsAll"];
  return (
    byTag &&
    isBag(tags) &&
    Object.entries(stackTags(stack)).every(([key, value]) => tags[key] === value) &&
    !arns.every((arn) => namesStack(arn, stack))
  );
}

/** What the environment's provider tags everything with. */
const stackTags = ({ project, stack }: Context["stack"]): Readonly<Record<string, string>> => ({
  project,
  environment: stack,
});

const namesStack = (arn: string, { project, stack }: Pick<Capture, "project" | "stack">): boolean =>
  ["-", "/"].some((separator) => arn.includes(`${project}${separator}${stack}`));

interface Passing {
  readonly path: string;
  readonly service: string;
  readonly index: Index;
}

function passing({ properties, resource }: Named, { path, service, index }: Passing): Grant[] {
  const [key = ""] = path.split(".");
  const roles = key in resource.inputs ? [...new Set(textsAt(properties, path))] : [];
  return roles.map((role) => ({
    action: "iam:PassRole",
    resources: [arnOfRole(role, index)],
    conditions: { StringEquals: { "iam:PassedToService": [service] } },
    reads: false,
    open: false,
  }));
}

const reading = ({ properties }: Named, path: string, action: string): Grant[] =>
  [...new Set(textsAt(properties, path))].map((arn) => ({
    action,
    resources: [arn],
    conditions: {},
    reads: false,
    open: false,
  }));

const arnOfRole = (role: string, index: Index): string => {
  const properties: PropertyBag = index.get(`iam:role ${role}`)?.properties ?? {};
  return textAt(properties, "arn") || role;
};

const linkedRole = (service: string, { place }: Named): Grant => ({
  action: "iam:CreateServiceLinkedRole",
  resources: [
    `arn:${partitionOf(place.region)}:iam::${place.account}:role/aws-service-role/${service}/*`,
  ],
  conditions: { StringEquals: { "iam:AWSServiceName": [service] } },
  reads: false,
  open: false,
});
