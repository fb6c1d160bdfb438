/** What keeps a command on AWS from its work, and what it says then. docs/failures.md is written from it. */
import { definitionArn, deployed, arn } from "./deployed";
import { AwsError, type Script } from "./emulator";

export interface Refused {
  readonly failure: string;
  /** The command with its arguments, of the stack live. */
  readonly args: readonly string[];
  readonly answers: Script;
  /** Lines of the stack file. */
  readonly lines?: string;
  /** On a terminal, with or without AWS's plugin. */
  readonly terminal?: "plugin" | "no plugin";
  /** Everything that the command prints. */
  readonly says: string;
  /** What the user does. */
  readonly remedy: string;
}

const why = ["why", "web"];
const refusing = (type: string, message: string): Script => ({
  DescribeServices: new AwsError(type, message),
});
const running: Script = {
  ...deployed([], { enableExecuteCommand: true }),
  ListTasks: { taskArns: [arn("task/shop-live/aaaa1")] },
  DescribeTasks: {
    tasks: [
      {
        taskArn: arn("task/shop-live/aaaa1"),
        containers: [
          {
            name: "web",
            runtimeId: "1",
            managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: "RUNNING" }],
          },
        ],
      },
    ],
  },
};

export const refused: readonly Refused[] = [
  {
    failure: "credentials have expired",
    args: why,
    answers: refusing(
      "ExpiredTokenException",
      "The security token included in the request is expired",
    ),
    says: `These credentials have expired: The security token included in the request is expired
Sign in again, such as with aws sso login.
`,
    remedy: "sign in again",
  },
  {
    failure: "AWS does not know the credentials",
    args: why,
    answers: refusing(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    ),
    says: `AWS accepts no credentials from this environment: The security token included in the request is invalid.
Sign in (aws sso login, or aws configure), or set AWS_PROFILE.
`,
    remedy: "sign in, or name a profile",
  },
  {
    failure: "the profile of the stack file does not exist here",
    args: why,
    answers: {},
    lines: "  aws:profile: nobody\n",
    says: `AWS accepts no credentials from this environment: Could not load credentials from any providers
They are those of the profile nobody (aws:profile in Pulumi.live.yaml): does it exist here, and are you signed in?
`,
    remedy: "create the profile in `~/.aws/config`, or sign in with it",
  },
  {
    failure: "the credentials are of another account",
    args: why,
    answers: {},
    lines: `  drydock:account: "999988887777"\n`,
    says: `These credentials belong to the account 111122223333 (arn:aws:iam::111122223333:user/dev), and Pulumi.live.yaml is for 999988887777 (drydock:account). Sign in to that account, or set AWS_PROFILE or aws:profile.
`,
    remedy: "sign in to the other account",
  },
  {
    failure: "a right is missing",
    args: why,
    answers: refusing(
      "AccessDeniedException",
      "User: arn:aws:iam::111122223333:user/dev is not authorized to perform: ecs:DescribeServices on resource: web",
    ),
    says: `AWS refuses the call: these credentials lack the right ecs:DescribeServices.
User: arn:aws:iam::111122223333:user/dev is not authorized to perform: ecs:DescribeServices on resource: web
`,
    remedy:
      "add the right that is named to your policy; [operations.md](operations.md#rights-of-the-commands) has all",
  },
  {
    failure: "the environment is not deployed",
    args: why,
    answers: refusing("ClusterNotFoundException", "Cluster not found."),
    says: `There is no cluster shop-live in us-east-2 in the account of these credentials. Is live deployed, and is this its account?
`,
    remedy: "`pulumi up`, or the credentials of its account",
  },
  {
    failure: "the service was never created",
    args: why,
    answers: { DescribeServices: { services: [] } },
    says: `The cluster shop-live has no service web: it was never created. The output of \`pulumi up --stack live\` says why.
`,
    remedy: "fix what that output says, `pulumi up`",
  },
  {
    failure: "AWS finds a call wrong",
    args: why,
    answers: refusing("InvalidParameterException", "Identifier is for another cluster."),
    says: "AWS refuses the call: Identifier is for another cluster.\n",
    remedy: "what AWS says",
  },
  {
    failure: "a change of a protected environment in a script",
    args: ["restart", "web"],
    answers: deployed([{ revision: 12 }]),
    says: `web: replaces 2 tasks of shop-live-web:12 by new ones of the same revision, by the service's own deployment strategy. New tasks read secrets, parameters and environment files again.
Nothing was changed: live is protected, and nobody can be asked here. Give --yes.
`,
    remedy: "`--yes`, if it is meant",
  },
  {
    failure: "a deployment is under way",
    args: ["restart", "web", "--yes"],
    answers: deployed([{ revision: 13, status: "IN_PROGRESS" }]),
    says: `A deployment of web is under way. Wait for its end (npx drydock deployments web --stack live), or go back from it: npx drydock rollback web --stack live
`,
    remedy: "wait, or go back from it",
  },
  {
    failure: "nothing waits for approval",
    args: ["approve", "web", "--yes"],
    answers: deployed([{ revision: 12 }]),
    says: "No deployment of web waits for approval: the last one is SUCCESSFUL.\n",
    remedy: "nothing",
  },
  {
    failure: "the revision to go back to is deregistered",
    args: ["rollback", "web", "--to", "11", "--yes"],
    answers: {
      ...deployed([{ revision: 12 }]),
      DescribeTaskDefinition: ({ taskDefinition }) => ({
        taskDefinition: {
          taskDefinitionArn: definitionArn(Number(String(taskDefinition).split(":").at(-1))),
          family: "shop-live-web",
          status: "INACTIVE",
        },
      }),
    },
    says: `shop-live-web:11 is deregistered, so ECS starts no task of it: a disposable environment keeps no former revisions. Revert the change in the stack file or the code, and run \`pulumi up\`.
`,
    remedy: "revert the change, `pulumi up`",
  },
  {
    failure: "ECS starts no task",
    args: ["run", "web", "--", "ls"],
    answers: {
      ...deployed([]),
      RunTask: { tasks: [], failures: [{ reason: "Capacity is unavailable at this time." }] },
    },
    says: "ECS did not start a task: Capacity is unavailable at this time.\n",
    remedy: "what ECS says; try again for want of capacity",
  },
  {
    failure: "a shell in a service without `exec`",
    args: ["exec", "web"],
    terminal: "plugin",
    answers: deployed([], { enableExecuteCommand: false }),
    says: `The service web opens no shells. Set \`exec: true\` (Pulumi.live.yaml:9) and run \`pulumi up --stack live\`.
`,
    remedy: "`exec: true`, `pulumi up`",
  },
  {
    failure: "the Session Manager plugin is missing",
    args: ["exec", "web"],
    terminal: "no plugin",
    answers: running,
    says: `session-manager-plugin is not on your PATH: AWS's Session Manager plugin opens the shell. Install it:
https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html
`,
    remedy: "install it",
  },
  {
    failure: "the agent of ECS Exec does not answer",
    args: ["exec", "web"],
    terminal: "plugin",
    answers: {
      ...running,
      ExecuteCommand: new AwsError("TargetNotConnectedException", "The execute command failed."),
    },
    says: `The agent of ECS Exec does not answer: The execute command failed.
The task needs a way to ssmmessages (the preview's line \`endpoints\` names it) and the rights that \`exec: true\` gives its role.
`,
    remedy: "look at the preview's line `endpoints`; restart the service if `exec` is new",
  },
  {
    failure: "a shell in a script",
    args: ["exec", "web"],
    answers: {},
    says: "A shell needs a terminal. Without one: npx drydock run web --stack live -- <command>\n",
    remedy: "`run`",
  },
];
