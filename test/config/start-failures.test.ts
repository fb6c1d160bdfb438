import assert from "node:assert/strict";
import { rules } from "../../policy/rules";
import { plannedEndpoints } from "../../drydock/config";
import { loadedOf, problemText, problemsOf, REACHABLE, services } from "./support";

type Tree = Parameters<typeof problemsOf>[0];

/** What notices the cause of a failure before anything is deployed. */
type Catch =
  /** The loader refuses the stack file, with this message. */
  | { readonly tree: Tree; readonly message: RegExp }
  /** Drydock creates what is missing elsewhere: these endpoints. */
  | { readonly tree: Tree; readonly endpoints: readonly string[] }
  /** Mandatory rules of the policy pack, for programs that do not come from a stack file. */
  | { readonly rules: readonly string[] };

const web = (own: Tree, others: Tree = {}): Tree => ({
  ...services({ web: own }),
  ...others,
});
const volume = (own: object) => ({
  volumes: { data: { fileSystem: "files", mountPath: "/data", ...own } },
});

/**
 * The ways in which a task fails to start, in the words of ECS, and the check that catches each before deployment. Outside this
 * table is what only the account knows: quotas, capacity, service-linked roles, an image's tag or architecture in a registry.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const FAILURES: readonly (readonly [failure: string, cause: string, caught: Catch])[] = [
  [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "no way to Secrets Manager",
    {
      tree: web(
        { secrets: { KEY: { secret: "app", key: "KEY" } } },
        { secrets: { app: { versions: [{ KEY: { generate: 16 } }] } } },
      ),
      endpoints: ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"],
    },
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "a secret that is not there",
    {
      tree: web({ secrets: { KEY: { secret: "ap" } } }),
      message: /There is no secret of this name/,
    },
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "a key that the secret does not hold",
    {
      tree: web(
        { secrets: { KEY: { secret: "app", key: "KYE" } } },
        { secrets: { app: { versions: [{ KEY: { generate: 16 } }] } } },
      ),
      message: /has no such key/,
    },
  ],
  [
    "ResourceInitializationError: unable to pull secrets or registry auth",
    "a role without the right",
    { rules: ["execution-role-reads-referenced-secrets"] },
  ],
  [
    "ResourceInitializationError: failed to download env files",
    "a file that is not there",
    { tree: web({ envFiles: ["env/test.env"] }), message: /There is no such environment file/ },
  ],
  [
    "ResourceInitializationError: failed to validate logger args",
    "a log group that is not there",
    { rules: ["task-log-group-managed"] },
  ],
  [
    "ResourceInitializationError: failed to invoke EFS utils commands",
    "a file system that is not there",
    { tree: web(volume({})), message: /There is no file system of this name/ },
  ],
  [
    "ResourceInitializationError: failed to invoke EFS utils commands",
    "no mount target in a zone of the service",
    { rules: ["efs-mount-targets-cover-service"] },
  ],
  [
    "CannotStartContainerError: error mounting",
    "a mount over a folder of the system",
    {
      tree: web(volume({ mountPath: "/etc" }), { fileSystems: { files: {} } }),
      message: /would hide files the system needs/,
    },
  ],
  [
    "CannotPullContainerError: i/o timeout",
    "a public registry without NAT",
    {
      tree: web({ image: { reference: "memcached:1.6" } }),
      message: /cannot pull an image from a public registry/,
    },
  ],
  [
    "CannotPullContainerError: i/o timeout",
    "endpoints that are not there or that nobody may reach",
    { rules: ["private-service-has-endpoints", "endpoints-reachable"] },
  ],
  [
    "CannotPullContainerError: invalid reference format",
    "a reference in another form",
    { tree: web({ image: { reference: "Shop:1" } }), message: /form|reference|registry/i },
  ],
  [
    "CannotStartContainerError: exec: not found",
    "a command line in one word",
    { tree: web({ command: ["npm run start"] }), message: /This is one word/ },
  ],
  [
    "CannotStartContainerError: operation not permitted",
    "a program whose file capability is dropped",
    {
      tree: web({ image: { reference: "caddy:2" }, placement: "public" }),
      message: /program file needs the capability NET_BIND_SERVICE/,
    },
  ],
  [
    "Essential container in task exited: permission denied",
    "a port below 1024 without the right",
    { tree: web({ containerPort: 80 }), message: /listen on a port below 1024/ },
  ],
  [
    "Essential container in task exited: operation not permitted",
    "root that has to step down",
    {
      tree: web({
        image: { reference: "redis:8.2" },
        placement: "public",
        user: "0",
        scratch: ["/data"],
      }),
      message: /as root it needs the capabilities/,
    },
  ],
  [
    "Essential container in task exited: permission denied",
    "a user to whom the image's files do not belong",
    {
      tree: web({ image: { reference: "mongo:8" }, placement: "public" }),
      message: /its files belong to mongodb/,
    },
  ],
  [
    "Essential container in task exited: read-only file system",
    "an image that writes to its root file system",
    {
      tree: web({ image: { reference: "grafana/grafana:12.1.0" }, placement: "public" }),
      message: /writes to \/var\/lib\/grafana/,
    },
  ],
  [
    "Essential container in task exited",
    "a required variable that is not set",
    {
      tree: web({
        image: { reference: "mysql:8.4" },
        placement: "public",
        user: "999",
        readonlyRootFilesystem: false,
      }),
      message: /needs the variable MYSQL_ROOT_PASSWORD/,
    },
  ],
  [
    "Essential container in task exited",
    "an interpreter without a program",
    {
      tree: web({ image: { reference: "python:3.13" }, placement: "public" }),
      message: /waits for a terminal/,
    },
  ],
  [
    "Essential container in task exited",
    "a container that others wait to see end",
    {
      tree: web({
        sidecars: { init: { image: REACHABLE } },
        dependsOn: { init: "SUCCESS" },
      }),
      message: /its end ends the task/,
    },
  ],
  [
    "OutOfMemoryError",
    "sidecars that reserve all memory of the task",
    {
      tree: web({ sidecars: { side: { image: REACHABLE, memoryMiB: 512 } } }),
      message: /reserve 512 MiB of memory/,
    },
  ],
  [
    "ClientException: No Fargate configuration exists for given values",
    "a size that Fargate does not have",
    { tree: web({ cpu: 256, memoryMiB: 8192 }), message: /Fargate has no task/ },
  ],
  [
    "PlatformUnknownException, PlatformTaskDefinitionIncompatibilityException",
    "a platform version without the feature",
    { rules: ["service-platform-version"] },
  ],
  [
    "Task failed container health checks",
    "a check in Docker's form",
    {
      tree: web({ healthCheck: { command: ["CMD-SHELL", "true"] } }),
      message: /This word of Docker's/,
    },
  ],
  [
    "Task failed ELB health checks",
    "a port that the image does not listen on",
    {
      tree: web({
        image: { reference: "nginxinc/nginx-unprivileged:1.29" },
        placement: "public",
        readonlyRootFilesystem: false,
        containerPort: 3000,
      }),
      message: /listens on port 8080/,
    },
  ],
  [
    "no task ever starts",
    "scaling from none on what only tasks have",
    {
      tree: web({ scaling: { min: 0, max: 2, cpuPercent: 60 } }),
      message: /none would ever start/,
    },
  ],
];

/** Not proved: that these are all the words ECS has, and that AWS fails for these causes alone. */
describe("how a task fails to start, and what catches it before deployment", () => {
  for (const [failure, cause, caught] of FAILURES) {
    it(`${failure}: ${cause}`, () => {
      if ("rules" in caught) {
        for (const name of caught.rules) {
          const rule = rules.find((one) => one.name === name);
          assert.equal(rule?.levels.production, "mandatory", name);
        }
      } else if ("endpoints" in caught) {
        const planned = plannedEndpoints(loadedOf(caught.tree).config);
        assert.deepEqual(
          planned.map(({ service }) => service),
          caught.endpoints,
        );
      } else {
        const problems = problemsOf(caught.tree);
        assert.equal(problems.length, 1, problems.map(problemText).join("\n\n"));
        assert.match(problems[0]?.message ?? "", caught.message);
      }
    });
  }
});
