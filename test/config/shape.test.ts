import assert from "node:assert/strict";
import { stackService } from "drydock-components/model/service";
import { loadStackFile } from "../../drydock/config";
import { memoryFiles, problemText } from "./support";

/** A mistake of the form, as it stands below `config:`, and the whole text told about it. */
type Row = readonly [title: string, yaml: string, told: string];

const service = (own: string): string =>
  `drydock:services:\n    web:\n      image: { reference: 111122223333.dkr.ecr.us-east-2.amazonaws.com/a:1 }\n      ${own}`;

const ROWS: readonly Row[] = [
  [
    "a number in quotes",
    "drydock:network: { availabilityZones: '2' }",
    `drydock:network.availabilityZones = "2": This is text, where a number is wanted.
allowed: a whole number from 2 to 6
fix: Write availabilityZones: 2.`,
  ],
  [
    "text where a number is wanted",
    "drydock:network: { availabilityZones: two }",
    `drydock:network.availabilityZones = "two": This is text, where a number is wanted.
allowed: a whole number from 2 to 6
fix: Write availabilityZones: 2.`,
  ],
  [
    "a number with a fraction",
    "drydock:network: { availabilityZones: 2.5 }",
    `drydock:network.availabilityZones = 2.5: This is not a whole number.
allowed: a whole number from 2 to 6
fix: Write availabilityZones: 3.`,
  ],
  [
    "a number that is too large",
    "drydock:network: { availabilityZones: 7 }",
    `drydock:network.availabilityZones = 7: The number is too large.
allowed: a whole number from 2 to 6
fix: The region us-east-2 has 3 zones. Write availabilityZones: 3.`,
  ],
  [
    "a number that is too small",
    "drydock:network: { availabilityZones: 1 }",
    `drydock:network.availabilityZones = 1: The number is too small.
allowed: a whole number from 2 to 6
fix: Write availabilityZones: 2.`,
  ],
  [
    "a number that is none",
    "drydock:network: { availabilityZones: .nan }",
    `drydock:network.availabilityZones = .nan: This is not a number one can count with.
allowed: a whole number from 2 to 6
fix: Write a whole number.`,
  ],
  [
    "a number without end",
    "drydock:network: { availabilityZones: .inf }",
    `drydock:network.availabilityZones = .inf: This is not a number one can count with.
allowed: a whole number from 2 to 6
fix: Write a whole number.`,
  ],
  [
    "an account without quotes",
    "drydock:account: 111122223333",
    `drydock:account = 111122223333: This is a number, where text is wanted.
allowed: twelve digits in quotes, such as '111122223333'
fix: Write drydock:account: "111122223333".`,
  ],
  [
    "an account with a leading zero, without quotes",
    "drydock:account: 012345678901",
    `drydock:account = 012345678901: This is a number, where text is wanted.
allowed: twelve digits in quotes, such as '111122223333'
fix: Write drydock:account: "012345678901".`,
  ],
  [
    "an account of eleven digits",
    "drydock:account: '11112222333'",
    `drydock:account = "11112222333": This does not have the right form.
allowed: twelve digits in quotes, such as '111122223333'
fix: Write twelve digits in quotes, such as '111122223333'.`,
  ],
  [
    "the yes of YAML 1.1",
    service("exec: yes"),
    `drydock:services.web.exec = "yes": This is text, where true or false is wanted.
allowed: true or false
fix: Write exec: true.
ECS Exec writes into the container's root file system, which is read-only. Add readonlyRootFilesystem: false to the service, or set exec to false.`,
  ],
  [
    "the Off of YAML 1.1",
    service("exec: Off"),
    `drydock:services.web.exec = "Off": This is text, where true or false is wanted.
allowed: true or false
fix: Write exec: false.`,
  ],
  [
    "true in quotes",
    service("exec: 'true'"),
    `drydock:services.web.exec = "true": This is text, where true or false is wanted.
allowed: true or false
fix: Write exec: true.
ECS Exec writes into the container's root file system, which is read-only. Add readonlyRootFilesystem: false to the service, or set exec to false.`,
  ],
  [
    "a number where true or false is wanted",
    service("exec: 1"),
    `drydock:services.web.exec = 1: This is a number, where true or false is wanted.
allowed: true or false
fix: Write true or false, without quotes.`,
  ],
  [
    "a variable that is true",
    service("environment: { DEBUG: true }"),
    `drydock:services.web.environment.DEBUG: This is true or false, where text is wanted.
allowed: text
fix: Put the value in quotes.`,
  ],
  [
    "a variable that is a number",
    service("environment: { PORT: 80 }"),
    `drydock:services.web.environment.PORT: This is a number, where text is wanted.
allowed: text
fix: Put the value in quotes.`,
  ],
  [
    "a variable that is empty",
    service("environment: { PORT: }"),
    `drydock:services.web.environment.PORT: This key has no value.
allowed: text
fix: Write the value in quotes, "" for an empty one.`,
  ],
  [
    "variables as a list",
    service("environment: [A=1]"),
    `drydock:services.web.environment: This is a list, where a map is wanted.
allowed: a map of names, each with text
fix: Write NAME: value lines, without - before them.`,
  ],
  [
    "variables as a block of text",
    service("environment: A"),
    `drydock:services.web.environment: This is text, where a map is wanted.
allowed: a map of names, each with text
fix: Write key: value lines below it, indented, or { key: value }.`,
  ],
  [
    "a choice in other letters",
    service("architecture: arm64"),
    `drydock:services.web.architecture = "arm64": This is none of the allowed values.
allowed: X86_64, ARM64
fix: Write architecture: ARM64.`,
  ],
  [
    "a choice that is none",
    service("architecture: RISCV"),
    `drydock:services.web.architecture = "RISCV": This is none of the allowed values.
allowed: X86_64, ARM64
fix: Write one of these.`,
  ],
  [
    "a choice that is a number",
    service("discovery: 1"),
    `drydock:services.web.discovery = 1: This is a number, where a word is wanted.
allowed: none, dnsA, dnsSrv, serviceConnect
fix: Write one of these.`,
  ],
  [
    "days that are none of the list",
    "drydock:logs: { retentionDays: 100 }",
    `drydock:logs.retentionDays = 100: This is none of the allowed values.
allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
fix: Write retentionDays: 90.`,
  ],
  [
    "days in quotes",
    "drydock:logs: { retentionDays: '90' }",
    `drydock:logs.retentionDays = "90": This is text, where a number is wanted.
allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
fix: Write retentionDays: 90.`,
  ],
  [
    "a map without value",
    "drydock:ingress:",
    `drydock:ingress: This key has no value.
allowed: a map with the keys domain, hostedZoneId, certificateArn, internal, allowedCidrs, accessLogs, webAclArn, idleTimeoutSeconds, type, crossZone, moreDomains, redirects, responses, reachesIdentityProviders, sharedSecurityGroup
fix: Write drydock:ingress: {} for all defaults, or remove the key.`,
  ],
  [
    "a map of names without value",
    "drydock:services:",
    `drydock:services: This key has no value.
allowed: a map of names, each with a map
fix: Write drydock:services: {} for none, or remove the key.`,
  ],
  [
    "a list without value",
    service("connectsTo:"),
    `drydock:services.web.connectsTo: This key has no value.
allowed: a list, each item lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Write connectsTo: [] for none, or remove the key.`,
  ],
  [
    "a required value without value",
    service("sidecars: { a: { image: } }"),
    `drydock:services.web.sidecars.a.image: This key has no value.
allowed: a map with the keys build; or a map with the keys reference, pinDigest, credentialsSecret
fix: Write image: { build: { context: folder } } or image: { reference: registry/repository:tag }.`,
  ],
  [
    "text where a map is wanted",
    "drydock:network: 10.0.0.0/16",
    `drydock:network: This is text, where a map is wanted.
allowed: a map with the keys cidr, availabilityZones, natGateways, endpointZones, endpoints, endpointBuckets, egressPorts, flowLogs
fix: Write key: value lines below it, indented, or { key: value }.`,
  ],
  [
    "a list where a map is wanted",
    "drydock:services: [web]",
    `drydock:services = a list of 1: This is a list, where a map is wanted.
allowed: a map of names, each with a map
fix: Write name: value lines, without - before them.`,
  ],
  [
    "text where a list is wanted",
    service("connectsTo: api"),
    `drydock:services.web.connectsTo: This is text, where a list is wanted.
allowed: a list, each item lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Write connectsTo: [api].
There is no service of this name. Add it under drydock:services, or remove this.`,
  ],
  [
    "a map where a list is wanted",
    service("connectsTo: { api: 1 }"),
    `drydock:services.web.connectsTo = a map: This is a map, where a list is wanted.
allowed: a list, each item lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Write a list: a line with - for each item.`,
  ],
  [
    "an image as text",
    "drydock:services: { web: { image: 'nginx:1.27' } }",
    `drydock:services.web.image = "nginx:1.27": This is text, where a map is wanted.
allowed: a map with the keys build; or a map with the keys reference, pinDigest, credentialsSecret
fix: Write image: { reference: nginx:1.27 }.
nginx does not run like this: it works only as root; as root it needs the capabilities CHOWN, NET_BIND_SERVICE, SETGID, SETUID; it writes to /run, /var/cache/nginx, and the root file system is read-only. Write user: "0", capabilities: [CHOWN, NET_BIND_SERVICE, SETGID, SETUID], scratch: [/run, /var/cache/nginx]; or use the image nginxinc/nginx-unprivileged.
A task in a private subnet without NAT cannot pull an image from a public registry. Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
  ],
  [
    "an image without anything",
    "drydock:services: { web: { image: {} } }",
    `drydock:services.web.image: One of build, reference is needed.
allowed: { build } or { reference, pinDigest, credentialsSecret }
fix: Add one of build, reference.`,
  ],
  [
    "an image in two ways",
    "drydock:services: { web: { image: { build: { context: a }, reference: b } } }",
    `drydock:services.web.image: build and reference exclude each other.
allowed: { build } or { reference, pinDigest, credentialsSecret }
fix: Keep one of build, reference.`,
  ],
  [
    "an image with a misspelt key",
    "drydock:services: { web: { image: { refrence: 'a:1' } } }",
    `drydock:services.web.image.refrence: This key is not known here.
allowed: { build } or { reference, pinDigest, credentialsSecret }
fix: Did you mean reference?
A task in a private subnet without NAT cannot pull an image from a public registry. Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
  ],
  [
    "a build as text",
    "drydock:services: { web: { image: { build: app } } }",
    `drydock:services.web.image.build: This is text, where a map is wanted.
allowed: a map with the keys context, dockerfile, target, args
fix: Write build: { context: app }.
There is no such folder. Correct the path, or add the folder.`,
  ],
  [
    "no image",
    "drydock:services: { web: {} }",
    `drydock:services.web.image: image is missing; it has no default.
allowed: a map with the keys build; or a map with the keys reference, pinDigest, credentialsSecret
fix: Write image: { build: { context: folder } } or image: { reference: registry/repository:tag }.`,
  ],
  [
    "a reference that is none",
    "drydock:services: { web: { image: { reference: 'Web App' } } }",
    `drydock:services.web.image.reference = "Web App": This does not have the right form.
allowed: registry/repository:tag or registry/repository@sha256:digest
fix: Write registry/repository:tag or registry/repository@sha256:digest.`,
  ],
  [
    "a misspelt key",
    service("containerport: 80"),
    `drydock:services.web.containerport: This key is not known here.
fix: Write containerPort: 80.
Fargate lets only root listen on a port below 1024. Let the program listen on 8080, and write containerPort: 8080; or add systemControls: { net.ipv4.ip_unprivileged_port_start: "80" } to the service.`,
  ],
  [
    "a key that is like none",
    service("zzz: 80"),
    `drydock:services.web.zzz: This key is not known here.
allowed: ${Object.keys(stackService.shape).join(", ")}
fix: Remove it, or use one of the keys above.`,
  ],
  [
    "a name with an underscore",
    "drydock:fileSystems: { Shared_Files: {} }",
    `drydock:fileSystems.Shared_Files: This name is not allowed here.
allowed: lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Rename it to shared-files.`,
  ],
  [
    "a name that is too long",
    "drydock:fileSystems: { a123456789012345678901234: {} }",
    `drydock:fileSystems.a123456789012345678901234: This name is not allowed here.
allowed: lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Rename it to a12345678901234567890123.`,
  ],
  [
    "a mistake below a bad name",
    "drydock:fileSystems: { Shared: { backups: true } }",
    `drydock:fileSystems.Shared: This name is not allowed here.
allowed: lower-case letters, digits and single hyphens, starting with a letter, at most 24 characters
fix: Rename it to shared.

drydock:fileSystems.Shared.backups: This key is not known here.
allowed: backup, throughputMode, infrequentAccessAfterDays
fix: Did you mean backup?`,
  ],
  [
    "a variable's name with a hyphen",
    service("environment: { MY-NAME: a }"),
    `drydock:services.web.environment.MY-NAME: This name is not allowed here.
allowed: letters, digits, underscores and dots, not starting with a digit
fix: Rename it to MY_NAME.`,
  ],
  [
    "a limit that there is not",
    service("ulimits: { nofiles: { soft: 1, hard: 2 } }"),
    `drydock:services.web.ulimits.nofiles: This key is not known here.
allowed: nofile, nice, core, fsize, locks, rttime, nproc, rss, cpu, data, memlock, msgqueue
fix: Did you mean nofile?`,
  ],
  [
    "a target as text",
    service("scaling: { min: 1, max: 2, cpuPercent: 60% }"),
    `drydock:services.web.scaling.cpuPercent = "60%": This is text, where a number is wanted.
allowed: a number above 0 and at most 100
fix: Write cpuPercent: 60.`,
  ],
  [
    "a target above its bound",
    service("scaling: { min: 1, max: 2, cpuPercent: 101 }"),
    `drydock:services.web.scaling.cpuPercent = 101: The number is too large.
allowed: a number above 0 and at most 100; or a map with the keys target, scaleInCooldownSeconds, scaleOutCooldownSeconds
fix: Write cpuPercent: 100.`,
  ],
  [
    "a target of zero in a map",
    service("scaling: { min: 1, max: 2, cpuPercent: { target: 0 } }"),
    `drydock:services.web.scaling.cpuPercent.target = 0: The number is too small.
allowed: a number above 0 and at most 100
fix: Write a value within these bounds.`,
  ],
  [
    "a target with a misspelt key",
    service("scaling: { min: 1, max: 2, cpuPercent: { targt: 60 } }"),
    `drydock:services.web.scaling.cpuPercent.targt: This key is not known here.
allowed: target, scaleInCooldownSeconds, scaleOutCooldownSeconds
fix: Did you mean target?`,
  ],
  [
    "scaling without limits",
    service("scaling: { cpuPercent: 60 }"),
    `drydock:services.web.scaling.min: min is missing; it has no default.
allowed: a whole number from 0 to 5000
fix: Add min: 1, the fewest tasks.

drydock:services.web.scaling.max: max is missing; it has no default.
allowed: a whole number from 1 to 5000
fix: Add max: 4, the most tasks.`,
  ],
  [
    "a scaling limit above what Amazon ECS allows",
    service("scaling: { min: 1, max: 6000, cpuPercent: 60 }"),
    `drydock:services.web.scaling.max = 6000: The number is too large.
allowed: a whole number from 1 to 5000
fix: Write max: 5000.`,
  ],
  [
    "a secret reference as text",
    service("secrets: { A: db }"),
    `drydock:services.web.secrets.A: This is text, where a map is wanted.
allowed: a map with the keys secret, key, stage, version, versionId; or a map with the keys parameterArn, kmsKeyArn, onChange
fix: Write { secret: name }, with key: for one key of it, or { parameterArn: arn }; put values under drydock:secrets.`,
  ],
  [
    "a secret reference without anything",
    service("secrets: { A: {} }"),
    `drydock:services.web.secrets.A: One of secret, parameterArn is needed.
allowed: { secret, key, stage, version, versionId } or { parameterArn, kmsKeyArn, onChange }
fix: Add one of secret, parameterArn.`,
  ],
  [
    "a secret reference of two kinds",
    service("secrets: { A: { secret: db, parameterArn: x } }"),
    `drydock:services.web.secrets.A: secret and parameterArn exclude each other.
allowed: { secret, key, stage, version, versionId } or { parameterArn, kmsKeyArn, onChange }
fix: Keep one of secret, parameterArn.`,
  ],
  [
    "a stage that is none",
    service("secrets: { A: { secret: db, stage: AWSPREVIUS } }"),
    `drydock:services.web.secrets.A.stage = "AWSPREVIUS": This is none of the allowed values.
allowed: AWSCURRENT, AWSPREVIOUS
fix: Write stage: AWSPREVIOUS.

drydock:services.web.secrets.A.secret: There is no secret of this name.
fix: Add it under drydock:secrets, as name: { versions: [{ PASSWORD: { generate: 32 } }] }, or remove this.`,
  ],
  [
    "a secret of two kinds",
    "drydock:secrets: { db: { arn: x, versions: [] } }",
    `drydock:secrets.db: versions and arn exclude each other.
allowed: { versions, rotation, onRotation } or { arn, kmsKeyArn, onChange, onRotation }
fix: Keep one of versions, arn.`,
  ],
  [
    "a secret without versions",
    "drydock:secrets: { db: { versions: [] } }",
    `drydock:secrets.db.versions: The list is too short.
allowed: at least one item
fix: Add items.`,
  ],
  [
    "a generated value that is too short",
    "drydock:secrets: { db: { versions: [{ A: { generate: 8 } }] } }",
    `drydock:secrets.db.versions[0].A.generate: The number is too small.
allowed: a whole number from 16 to 128
fix: Write generate: 16.`,
  ],
  [
    "a path pattern that is none",
    service("route: { paths: [api] }"),
    `drydock:services.web.route.paths[0] = "api": This does not have the right form.
allowed: a path pattern, such as /api/*
fix: Write /api.

drydock:services.web.route: The load balancer needs the port that the container listens on.
fix: Add containerPort to the service, such as containerPort: 8080.

drydock:services.web.route: There is no load balancer for this route.
fix: Add drydock:ingress: {} to the stack file, or remove the route.`,
  ],
  [
    "too many environment files",
    service(
      "envFiles: [a.env, b.env, c.env, d.env, e.env, f.env, g.env, h.env, i.env, j.env, k.env]",
    ),
    `drydock:services.web.envFiles = a list of 11: The list is too long.
allowed: at most 10 items
fix: Remove some items.`,
  ],
  [
    "a file that does not end in .env",
    service("envFiles: [env/test.txt]"),
    `drydock:services.web.envFiles[0] = "env/test.txt": This does not have the right form.
allowed: a file whose name ends in .env
fix: Write env/test.env.
There is no such environment file. Add env/test.env, or correct the path.`,
  ],
  [
    "an absolute path in the repository",
    service("envFiles: [/env/test.env]"),
    `drydock:services.web.envFiles[0] = "/env/test.env": This does not have the right form.
allowed: a path relative to the stack file, such as env/test.env
fix: Write env/test.env.
There is no such environment file. Add env/test.env, or correct the path.`,
  ],
  [
    "a path in the container that is not absolute",
    service("scratch: [tmp]"),
    `drydock:services.web.scratch[0] = "tmp": This does not have the right form.
allowed: an absolute path without .. and without a colon, such as /data
fix: Write /tmp.`,
  ],
  [
    "encrypted text where plain text is wanted",
    service("environment: { A: { secure: v1:AAAAAAAAAAAAAAAA:BBBB } }"),
    `drydock:services.web.environment.A: This is a map, where text is wanted.
allowed: text
fix: Only values of drydock:secrets can be encrypted; a variable gets one by its name under secrets.`,
  ],
  [
    "a key that is encrypted as a whole",
    "drydock:secrets: { secure: v1:AAAAAAAAAAAAAAAA:BBBB }",
    `drydock:secrets: This key is encrypted as a whole, so it cannot be checked.
allowed: encrypted values of drydock:secrets only, one by one
fix: Write it in plain text; encrypt a secret's value with
pulumi config set --secret --path 'drydock:secrets.<name>.versions[0].<KEY>'`,
  ],
  [
    "a key of a misspelt namespace",
    "drydoc:network: {}",
    `drydoc:network: Nothing reads a key of this namespace.
fix: Did you mean drydock:network?`,
  ],
  [
    "a key of another namespace",
    "datadog:site: x",
    `datadog:site: Nothing reads a key of this namespace.
allowed: aws:region, aws:profile, aws:assumeRoles, drydock:account, drydock:tags, drydock:lifecycle, drydock:retire, drydock:existing, drydock:platform, drydock:shares, drydock:encryption, drydock:logs, drydock:alerts, drydock:network, drydock:cluster, drydock:ingress, drydock:loadBalancers, drydock:fileSystems, drydock:secrets, drydock:queues, drydock:databases, drydock:services, drydock:jobs, drydock:cost
fix: Remove it, or use one of the keys above.`,
  ],
  [
    "a key without namespace",
    "network: {}",
    `network: A configuration key needs a namespace before it.
fix: Did you mean drydock:network?`,
  ],
  [
    "a key of the provider that has a place of its own",
    "aws:defaultTags: { tags: {} }",
    `aws:defaultTags: The program does not pass this key to the AWS provider.
allowed: aws:region, aws:profile, aws:assumeRoles
fix: Set drydock:tags.`,
  ],
  [
    "credentials of the provider",
    "aws:accessKey: x",
    `aws:accessKey: The program does not pass this key to the AWS provider.
allowed: aws:region, aws:profile, aws:assumeRoles
fix: Remove it: credentials come from the environment or from aws:profile, never from a file.`,
  ],
  [
    "a misspelt key of the provider",
    "aws:profil: x",
    `aws:profil: The program does not pass this key to the AWS provider.
allowed: aws:region, aws:profile, aws:assumeRoles
fix: Did you mean aws:profile?`,
  ],
  [
    "a role that is none",
    "aws:assumeRoles: [{ roleArn: deploy }]",
    `aws:assumeRoles[0].roleArn: This does not have the right form.
allowed: the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy
fix: Write the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy.`,
  ],
];

const told = (below: string): string => {
  const result = loadStackFile("Pulumi.test.yaml", {
    text: `config:\n  aws:region: us-east-2\n  ${below}\n`,
    files: memoryFiles({}),
  });
  return "problems" in result ? result.problems.map(problemText).join("\n\n") : "";
};

describe("mistakes of form", () => {
  for (const [title, yaml, expected] of ROWS) {
    it(`tells about ${title}`, () => {
      assert.equal(told(yaml), expected);
    });
  }

  it("accepts roles, a profile, and keys of Pulumi itself", () => {
    assert.equal(
      told("aws:assumeRoles: [{ roleArn: 'arn:aws:iam::111122223333:role/deploy' }]"),
      "",
    );
    assert.equal(told("aws:profile: shop"), "");
    assert.equal(told("pulumi:tags: { team: shop }"), "");
    assert.equal(told("drydock:ingress: {}"), "");
  });
});

describe("the region", () => {
  const report = (region: string): string => {
    const result = loadStackFile("Pulumi.test.yaml", {
      text: `config:\n  ${region}\n`,
      files: memoryFiles({}),
    });
    return "problems" in result ? result.problems.map(problemText).join("\n\n") : "";
  };
  it("accepts regions of the partition aws", () => {
    for (const region of ["us-east-2", "ap-southeast-7", "mx-central-1"]) {
      assert.equal(report(`aws:region: ${region}`), "");
    }
  });
  it("refuses those of other partitions, and says why", () => {
    for (const region of ["us-gov-west-1", "cn-north-1", "us-iso-east-1", "eusc-de-east-1"]) {
      assert.equal(
        report(`aws:region: ${region}`),
        `aws:region = "${region}": Regions of China, GovCloud and other partitions are not covered: names of endpoints and service principals differ there.
allowed: a region of the partition aws, such as us-east-2
fix: Use another region.`,
      );
    }
  });
  it("says nothing of what is in another region than one that is refused", () => {
    const arn = "arn:aws:acm:us-east-2:111122223333:certificate/1";
    const ingress = `{ domain: a.example.com, certificateArn: "${arn}" }`;
    assert.match(
      report(`aws:region: us-east-9\n  drydock:ingress: ${ingress}`),
      /^aws:region[^:]*: (?!.*certificate)/s,
    );
  });
  it("refuses a region that AWS does not have, with the nearest one", () => {
    assert.match(
      report("aws:region: us-east-9"),
      /^aws:region = "us-east-9": AWS has no region of this name\.\nallowed: us-east-1, .*\nfix: Did you mean us-east-1\?$/,
    );
  });
  it("refuses more zones than the region has", () => {
    const zones = (region: string, count: number) =>
      report(`aws:region: ${region}\n  drydock:network: { availabilityZones: ${count} }`);
    assert.equal(zones("us-east-1", 6), "");
    assert.equal(
      zones("us-east-2", 4),
      `drydock:network.availabilityZones = 4: The region us-east-2 has 3 zones.
allowed: 2 to 3
fix: Write availabilityZones: 3.`,
    );
    assert.equal(zones("us-west-1", 3), "", "an older account has three");
    assert.equal(
      report("aws:region: us-west-1"),
      `drydock:network.availabilityZones: Not every account has 3 zones in us-west-1, and that is the default.
allowed: up to 2, in some older accounts 3
fix: Write availabilityZones: 2.`,
    );
  });
  it("refuses a zone, and a name that is none", () => {
    for (const region of ["us-east-2a", "useast2", "US-EAST-2", "us_east_2"]) {
      assert.match(report(`aws:region: ${region}`), /^aws:region = .*a region, such as us-east-2/s);
    }
  });
  it("is needed", () => {
    assert.equal(
      report("drydock:ingress: {}"),
      `aws:region: aws:region is missing; it has no default.
allowed: a region, such as us-east-2
fix: Add aws:region: us-east-2, or the region you want.`,
    );
  });
});
