/** An account made ready for deployments from GitHub: `bootstrap/` of a repository. */
import * as iam from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "drydock-components/facts/regions";
import { dirname, relative } from "node:path";
import { type BootstrapSettings, readBootstrap, readEnvironment } from "../config/bootstrap";
import { StackFileError, stackFilePath } from "../config/engine";
import { DeployRole } from "./deploy-role";
import { permissionProblems, readPermissions } from "./permission-file";
import { ReadRole } from "./read-role";
import { audience, tokenIssuer } from "./role-policies";
import { StateStore } from "./state-store";

/** What a workflow needs: the variables of a GitHub environment, whose jobs deploy or only read. */
export interface WorkflowVariables {
  readonly AWS_DEPLOY_ROLE_ARN?: pulumi.Output<string>;
  readonly AWS_READ_ROLE_ARN?: pulumi.Output<string>;
  readonly AWS_REGION: string;
  readonly PULUMI_BACKEND_URL: pulumi.Output<string>;
}

/** The outputs of the stack. */
export interface BootstrapOutputs {
  /** Where the state of `bootstrap/` itself moves to. */
  readonly backendUrl: pulumi.Output<string>;
  /** By GitHub environment, `test` and `test-read`: the variables to set there. */
  readonly variables: Readonly<Record<string, WorkflowVariables>>;
  /** By environment: `drydock:existing.permissionsBoundaryArn` of its stack file. */
  readonly boundaries: Readonly<Record<string, string | undefined>>;
}

/**
 * Creates what deploying from GitHub takes: a bucket and a key for states, GitHub as an identity provider, and for each
 * environment a role that deploys and one that only reads, each for its own jobs, with the permissions in
 * `permissions/<environment>.json`.
 *
 * @example
 * export = new Bootstrap().outputs;
 */
export class Bootstrap {
  readonly outputs: BootstrapOutputs;

  /** @throws StackFileError with every problem of the stack file and of the files of permissions. */
  constructor() {
    const path = stackFilePath();
    const folder = dirname(path);
    const settings = settingsAt(path, folder);
    const { region } = settings.aws;
    const project = pulumi.getProject();
    const options = { providers: { aws: providerOf(settings, project) } };

    const store = new StateStore("state", { name: project, region }, options);
    const identityProviderArn = gitHub(settings, options);
    const backend = (part: string) =>
      pulumi.interpolate`s3://${store.bucketName}/${part}?region=${region}&awssdk=v2`;
    const made = Object.entries(settings.environments).flatMap(([environment, { branch }]) => {
      const permissions = readPermissions(folder, environment);
      if ("unread" in permissions) return [];
      const argsOf = (jobsIn: string) => ({
        permissions,
        jobs: { repository: settings.repository, environment: jobsIn, branch },
        identityProviderArn,
        state: { bucketArn: store.bucketArn, keyArn: store.keyArn, region },
      });
      const reading = readEnvironment(environment);
      const deploy = new DeployRole(environment, argsOf(environment), options);
      const read = new ReadRole(environment, argsOf(reading), options);
      const place = { AWS_REGION: permissions.region, PULUMI_BACKEND_URL: backend(environment) };
      const variables: Record<string, WorkflowVariables> = {
        [environment]: { AWS_DEPLOY_ROLE_ARN: deploy.roleArn, ...place },
        [reading]: { AWS_READ_ROLE_ARN: read.roleArn, ...place },
      };
      return [{ environment, variables, boundary: deploy.boundaryArn }];
    });
    this.outputs = {
      backendUrl: backend("bootstrap"),
      variables: Object.fromEntries(made.flatMap(({ variables }) => Object.entries(variables))),
      boundaries: Object.fromEntries(
        made.map(({ environment, boundary }) => [environment, boundary]),
      ),
    };
  }
}

function settingsAt(path: string, folder: string): BootstrapSettings {
  const read = readBootstrap(path, relative(process.cwd(), path), (settings) =>
    Object.keys(settings.environments).flatMap((environment) =>
      permissionProblems(folder, environment, settings),
    ),
  );
  if ("problems" in read) throw new StackFileError(read.problems);
  return read.settings;
}

const providerOf = ({ aws: settings, account }: BootstrapSettings, project: string) =>
  new Provider("aws", {
    ...settings,
    allowedAccountIds: [account],
    defaultTags: {
      tags: { project, environment: pulumi.getStack(), "managed-by": "pulumi" },
    },
  });

/** An account has one provider for an address. AWS checks GitHub's certificate itself, without thumbprints. */
function gitHub(
  { account, aws: { region }, existingIdentityProvider }: BootstrapSettings,
  options: pulumi.ComponentResourceOptions,
): pulumi.Input<string> {
  if (existingIdentityProvider) {
    return `arn:${partitionOf(region)}:iam::${account}:oidc-provider/${tokenIssuer}`;
  }
  const parent = new pulumi.ComponentResource("drydock:bootstrap:GitHub", "github", {}, options);
  return new iam.OpenIdConnectProvider(
    "github",
    { url: `https://${tokenIssuer}`, clientIdLists: [audience] },
    { parent },
  ).arn;
}
