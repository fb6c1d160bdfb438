import assert from "node:assert/strict";
import { formatProblems, loadStackFile, type Problem } from "../../drydock/config";
import { memoryFiles } from "./support";

const problem = (own: Partial<Problem>): Problem => ({
  file: "Pulumi.test.yaml",
  line: 3,
  column: 5,
  path: "drydock:x",
  value: undefined,
  message: "This is wrong.",
  allowed: undefined,
  fix: undefined,
  ...own,
});

describe("formatProblems", () => {
  it("shows place, key, value, what is wrong, what is allowed, how to fix it, and the count", () => {
    assert.equal(
      formatProblems([problem({ value: '"2"', allowed: "a number", fix: "Remove the quotes." })]),
      `Pulumi.test.yaml:3:5  drydock:x = "2"
  This is wrong.
  allowed: a number
  fix:     Remove the quotes.

1 problem in Pulumi.test.yaml. Nothing was changed.`,
    );
  });

  it("sorts by file, line and column, and counts over all files", () => {
    const lines = formatProblems([
      problem({ line: 10 }),
      problem({ line: 9, column: 8 }),
      problem({ line: 9, column: 2 }),
      problem({ file: "env/test.env", line: 1 }),
      problem({ line: undefined, column: undefined }),
    ]).split("\n");
    assert.deepEqual(
      lines.filter((line) => /^\S/.test(line)),
      [
        "Pulumi.test.yaml  drydock:x",
        "Pulumi.test.yaml:9:2  drydock:x",
        "Pulumi.test.yaml:9:8  drydock:x",
        "Pulumi.test.yaml:10:5  drydock:x",
        "env/test.env:1:5  drydock:x",
        "5 problems in Pulumi.test.yaml, env/test.env. Nothing was changed.",
      ],
    );
  });

  it("breaks long lines between words, and never a command", () => {
    const command = `pulumi config set --secret --path '${"x".repeat(120)}'`;
    const lines = formatProblems([
      problem({ allowed: "word ".repeat(60).trim(), fix: `Run\n${command}` }),
    ]).split("\n");
    assert.ok(lines.some((line) => line.trim() === command));
    assert.ok(lines.filter((line) => !line.includes("xxx")).every((line) => line.length <= 100));
  });

  it("is the same whatever order the problems come in", () => {
    const problems = [problem({ line: 1 }), problem({ line: 2 }), problem({ file: "a.env" })];
    assert.equal(formatProblems(problems), formatProblems([...problems].reverse()));
  });
});

describe("a stack file with ten different mistakes", () => {
  const TEXT = `config:
  aws:region: us-east2
  drydock:account: 012345678901
  drydock:netwrok: { cidr: 10.0.0.0/16 }
  drydock:logs: { retentionDays: 15 }
  drydock:ingress:
  drydock:secrets:
    db: { versions: [{ PASSWORD: hunter2 }] }
  drydock:services:
    web:
      image: nginx:1.27
    api:
      image: { build: { context: app } }
      cpu: 300
      exec: yes
      envFiles: [env/test.env]
      secrets: { DB: { secret: bd } }
`;

  it("gives ten located messages, and an eleventh for a line of another file", () => {
    const result = loadStackFile("Pulumi.test.yaml", {
      text: TEXT,
      files: memoryFiles({ "app/Dockerfile": "FROM x", "env/test.env": "A\n" }),
      today: new Date("2026-11-28"),
    });
    assert.ok("problems" in result);
    assert.equal(
      formatProblems(result.problems),
      `Pulumi.test.yaml:2:15  aws:region = "us-east2"
  This does not have the right form.
  allowed: a region, such as us-east-2
  fix:     Write aws:region: us-east-2.

Pulumi.test.yaml:3:20  drydock:account = 012345678901
  This is a number, where text is wanted.
  allowed: twelve digits in quotes, such as '111122223333'
  fix:     Write drydock:account: "012345678901".

Pulumi.test.yaml:4:3  drydock:netwrok
  This key is not known here.
  allowed: network, retire, tags, shares, alerts, secrets, account, platform, logs, cluster,
           ingress, queues
  fix:     Did you mean drydock:network?

Pulumi.test.yaml:5:34  drydock:logs.retentionDays = 15
  This is none of the allowed values.
  allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
           2922, 3288, 3653
  fix:     Write retentionDays: 14.

Pulumi.test.yaml:6:3  drydock:ingress
  This key has no value.
  allowed: a map with the keys domain, hostedZoneId, certificateArn, internal, allowedCidrs,
           accessLogs, webAclArn, idleTimeoutSeconds, type, crossZone, moreDomains, redirects,
           responses, reachesIdentityProviders, sharedSecurityGroup
  fix:     Write drydock:ingress: {} for all defaults, or remove the key.

Pulumi.test.yaml:8:34  drydock:secrets.db.versions[0].PASSWORD
  This secret is in plain text.
  allowed: { generate: 32 }, or { secure: ciphertext }
  fix:     Change the secret at its origin, for a file has held it; remove it here, and run
           pulumi config set --secret --path 'drydock:secrets.db.versions[0].PASSWORD'

Pulumi.test.yaml:11:14  drydock:services.web.image = "nginx:1.27"
  This is text, where a map is wanted.
  allowed: a map with the keys build; or a map with the keys reference, pinDigest, credentialsSecret
  fix:     Write image: { reference: nginx:1.27 }.
           nginx does not run like this: it works only as root; as root it needs the capabilities
           CHOWN, NET_BIND_SERVICE, SETGID, SETUID; it writes to /run, /var/cache/nginx, and the
           root file system is read-only. Write user: "0", capabilities: [CHOWN, NET_BIND_SERVICE,
           SETGID, SETUID], scratch: [/run, /var/cache/nginx]; or use the image
           nginxinc/nginx-unprivileged.
           A task in a private subnet without NAT cannot pull an image from a public registry. Copy
           the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to
           single, or the service's placement to public.

Pulumi.test.yaml:14:12  drydock:services.api.cpu = 300
  Fargate has no task with this many CPU units (1024 are one vCPU).
  allowed: 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
  fix:     Write cpu: 256.

Pulumi.test.yaml:15:13  drydock:services.api.exec = "yes"
  This is text, where true or false is wanted.
  allowed: true or false
  fix:     Write exec: true.
           ECS Exec writes into the container's root file system, which is read-only. Add
           readonlyRootFilesystem: false to the service, or set exec to false.
           The policy pack asks for an exemption then, below exemptions: in policy-exemptions.yaml:
           - rule: container-root-filesystem-read-only
             urn: urn:pulumi:test::*::*aws:ecs/taskDefinition:TaskDefinition::api
             reason: ECS Exec does not work with a read-only root file system
             owner: who answers for it
             expires: 2027-11-28
             ticket: none

Pulumi.test.yaml:17:32  drydock:services.api.secrets.DB.secret
  There is no secret of this name.
  allowed: secrets here: db
  fix:     Did you mean db?

env/test.env:1:1  drydock:services.api.envFiles[0]
  The line is neither NAME=VALUE nor a comment.
  fix:     Write NAME=VALUE, or start the line with #.

11 problems in Pulumi.test.yaml, env/test.env. Nothing was changed.`,
    );
  });
});
