/** The policies of a role that no stack computes: whom it trusts, its state, and what it may never do. */
import { partitionOf } from "drydock-components/facts/regions";
import type { PolicyStatement } from "drydock-components/internal/policy-document";
import type * as pulumi from "@pulumi/pulumi";
import { boundedActions, type PolicyDocument, serviceOfAction } from "../permissions/documents";
import { boundaryOf, bootstrapPath, type PermissionFile } from "./permission-file";

/** https://docs.github.com/en/actions/reference/security/oidc */
export const tokenIssuer = "token.actions.githubusercontent.com";

/** The audience that `aws-actions/configure-aws-credentials` asks for. */
export const audience = "sts.amazonaws.com";

/** Jobs that may assume a role. */
export interface Jobs {
  /** `owner/name`. */
  readonly repository: string;
  /** The GitHub environment that they run in. */
  readonly environment: string;
  /** In place of an environment. */
  readonly branch?: string | undefined;
}

/** The subject of their tokens, exactly. */
export const subjectOf = ({ repository, environment, branch }: Jobs): string =>
  branch === undefined
    ? `repo:${repository}:environment:${environment}`
    : `repo:${repository}:ref:refs/heads/${branch}`;

/** Only tokens of these jobs, meant for AWS, open the role. */
export const trust = (jobs: Jobs, identityProviderArn: pulumi.Input<string>): PolicyStatement => ({
  actions: "sts:AssumeRoleWithWebIdentity",
  principals: { Federated: identityProviderArn },
  conditions: {
    StringEquals: { [`${tokenIssuer}:aud`]: audience, [`${tokenIssuer}:sub`]: subjectOf(jobs) },
  },
});

/** Where the states are. */
export interface State {
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  readonly region: string;
}

/** Statements about the environment's own part of the bucket, in which the actions differ. */
const onState = (
  { bucketArn, keyArn, region }: State,
  environment: string,
  { objects, key }: Readonly<Record<"objects" | "key", Pick<PolicyStatement, "sid" | "actions">>>,
): PolicyStatement[] => [
  { sid: "ListStates", actions: "s3:ListBucket", resources: bucketArn },
  { ...objects, resources: bucketArn.apply((arn) => `${arn}/${environment}/*`) },
  {
    ...key,
    resources: keyArn,
    conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
  },
];

/**
 * The rights on the environment's own part of the bucket. Pulumi deletes its locks; a deleted state stays as a version.
 * https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 */
export const stateRights = (state: State, environment: string): PolicyStatement[] =>
  onState(state, environment, {
    objects: { sid: "KeepState", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] },
    key: { sid: "EncryptState", actions: ["kms:Decrypt", "kms:GenerateDataKey"] },
  });

/** The same part, to read only: a refresh with `--preview-only` takes no lock, and writes nothing. */
export const stateReads = (state: State, environment: string): PolicyStatement[] =>
  onState(state, environment, {
    objects: { sid: "ReadState", actions: "s3:GetObject" },
    key: { sid: "DecryptState", actions: "kms:Decrypt" },
  });

/** Where each partition of AWS serves what has no region: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html */
const globalRegions = ["cn-northwest-1", "us-east-1", "us-gov-west-1"];

/**
 * The boundary of the deploy role. It grants nothing: it keeps whatever somebody attaches later to the services and the
 * regions of the stack, to roles with a boundary, and away from everything in `bootstrap/`.
 */
export function deployBoundary(
  { deploy, region, account }: PermissionFile,
  state: State,
): PolicyStatement[] {
  const boundary = boundaryOf(deploy);
  const actions = actionsIn(deploy);
  const services = new Set([...actions.map(serviceOfAction), "kms", "s3"]);
  services.delete("iam");
  const ours = ["policy", "role"].map(
    (kind) => `arn:${partitionOf(region)}:iam::${account}:${kind}${bootstrapPath}*`,
  );
  return [
    {
      sid: "ServicesOfTheStack",
      actions: [...services].map((service) => `${service}:*`),
      resources: "*",
      conditions: requestedIn([region, state.region]),
    },
    {
      sid: "RolesOfTheStack",
      actions: actions.filter((action) => serviceOfAction(action) === "iam"),
      resources: "*",
    },
    ...(boundary === undefined ? [] : [withoutBoundary(boundary)]),
    { sid: "DenyBootstrap", effect: "Deny", actions: "iam:*", resources: ours },
    {
      sid: "DenyStateSettings",
      effect: "Deny",
      actions: [
        "s3:DeleteBucket*",
        "s3:DeleteObjectVersion*",
        "s3:Put*Configuration",
        "s3:PutBucket*",
      ],
      resources: [state.bucketArn, state.bucketArn.apply((arn) => `${arn}/*`)],
    },
    {
      sid: "DenyStateKeySettings",
      effect: "Deny",
      actions: ["kms:CreateGrant", "kms:Disable*", "kms:Put*", "kms:Schedule*", "kms:Update*"],
      resources: state.keyArn,
    },
  ];
}

/**
 * The boundary of the read role: whatever somebody attaches later, it changes nothing, and reads the services of the stack
 * in its regions.
 */
export function readBoundary({ read, region }: PermissionFile, state: State): PolicyStatement[] {
  const ofState = ["kms:Decrypt", "s3:GetObject", "s3:ListBucket"];
  const verbs = [...actionsIn(read), ...ofState].map((action) =>
    action.replace(/:(Describe|Get|List)\w+$/, ":$1*"),
  );
  return [
    {
      sid: "ReadsOfTheStack",
      actions: [...new Set(verbs)],
      resources: "*",
      conditions: requestedIn([region, state.region]),
    },
  ];
}

const actionsIn = (documents: readonly PolicyDocument[]): string[] =>
  documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));

const requestedIn = (regions: readonly string[]) => ({
  StringEquals: { "aws:RequestedRegion": [...regions, ...globalRegions] },
});

const withoutBoundary = (boundary: string): PolicyStatement => ({
  sid: "DenyRolesWithoutBoundary",
  effect: "Deny",
  actions: [...boundedActions],
  resources: "*",
  conditions: { StringNotEquals: { "iam:PermissionsBoundary": boundary } },
});
