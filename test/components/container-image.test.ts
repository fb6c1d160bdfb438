import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ContainerImage, type ContainerImageArgs } from "../../components/container-image";
import { containerImageProblems } from "../../components/container-image/container-image-problems";
import { withoutTag } from "../../components/container-image/image-reference";
import { repositoryLifecycle } from "../../components/container-image/repository-lifecycle";
import { containerImageArgs } from "../../components/container-image/shape";
import { memoryFiles } from "../config/support";
import { plainSightings, register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const textOf = (value: unknown): string => {
  assert.ok(typeof value === "string");
  return value;
};

const repositoryType = "ecr/repository:Repository";
const imageType = "docker-build:index:Image";

describe("reference of an image", () => {
  for (const [reference, name] of [
    ["nginx", "nginx"],
    ["nginx:1.29", "nginx"],
    ["registry:5000/nginx", "registry:5000/nginx"],
    ["registry:5000/team/nginx:1.29", "registry:5000/team/nginx"],
  ] as const) {
    it(`${reference} without its tag is ${name}`, () => {
      assert.equal(withoutTag(reference), name);
    });
  }
});

describe("arguments of an image", () => {
  const build = { context: "app" };
  const repositoryName = "drydock-test/web";
  const files = memoryFiles({ "app/Dockerfile": "FROM scratch AS base\n" });
  const problems = (args: ContainerImageArgs) =>
    containerImageProblems(containerImageArgs.parse(args), files).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );

  const possible: ContainerImageArgs[] = [
    { build, repositoryName },
    { build: { ...build, target: "base" }, repositoryName, architecture: "X86_64" },
    { reference: "nginx:1.29", architecture: "ARM64", pinDigest: true },
    { reference: `nginx@sha256:${"0".repeat(64)}` },
  ];
  for (const args of possible) {
    it(`may be ${JSON.stringify(args)}`, () => {
      assert.deepEqual(problems(args), []);
    });
  }

  const impossible: [ContainerImageArgs, string][] = [
    [{}, "build: An image is either built or named by a reference."],
    [
      { build, repositoryName, reference: "nginx:1" },
      "reference: An image is either built or named by a reference.",
    ],
    [{ build }, "repositoryName: A build needs a repository that it is pushed to."],
    [
      { reference: "nginx:1", repositoryName },
      "repositoryName: Only a build has its own repository.",
    ],
    [
      { build, repositoryName, pinDigest: true },
      "pinDigest: A build is deployed by its digest anyway.",
    ],
    [
      { reference: "nginx" },
      "reference: This names neither a tag nor a digest, so it would be whatever is newest.",
    ],
    [
      { reference: `nginx@sha256:${"0".repeat(64)}`, pinDigest: true },
      "pinDigest: The reference names a digest already, so there is nothing to look up.",
    ],
    [
      { build: { ...build, args: { NPM_TOKEN: "canary" } }, repositoryName },
      "build.args.NPM_TOKEN: This build argument looks like a secret (its name says so); arguments stay readable in the image.",
    ],
    [{ build: { context: "none" }, repositoryName }, "build.context: There is no such folder."],
    [
      { build: { ...build, dockerfile: "none" }, repositoryName },
      "build.dockerfile: There is no such Dockerfile.",
    ],
    [
      { build: { ...build, target: "bass" }, repositoryName },
      "build.target: app/Dockerfile has no stage of this name.",
    ],
  ];
  for (const [args, told] of impossible) {
    it(`are refused as ${JSON.stringify(args)}`, () => {
      assert.deepEqual(problems(args), [told]);
    });
  }
});

describe("lifecycle of a repository", () => {
  it("keeps the newest images, which have no tag, and the build cache, which has one", () => {
    const policy: unknown = JSON.parse(repositoryLifecycle(200));
    assert.deepEqual(policy, {
      rules: [
        {
          rulePriority: 1,
          description: "Keep the newest 200 untagged images",
          selection: {
            tagStatus: "untagged",
            countType: "imageCountMoreThan",
            countNumber: 200,
          },
          action: { type: "expire" },
        },
      ],
    });
  });
});

/** Proves what is asked of AWS and Docker. That the build works and the push arrives takes both. */
describe("ContainerImage", () => {
  let context = "";
  beforeEach(() => {
    context = mkdtempSync(path.join(tmpdir(), "image-"));
    writeFileSync(path.join(context, "Dockerfile"), "FROM scratch\n");
  });
  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  const make = (args: ContainerImageArgs) => () => {
    const { imageRef, repositoryArn, repositoryUrl } = new ContainerImage("web", args);
    return repositoryArn === undefined ? { imageRef } : { imageRef, repositoryArn, repositoryUrl };
  };
  const built = (args: Partial<ContainerImageArgs> = {}) =>
    make({ build: { context }, repositoryName: "drydock-test/web", ...args });

  it("makes a repository and builds into it, in both modes", async () => {
    const { update } = await registerInBothModes(built());
    assert.deepEqual(update.names, [
      "aws:ecr/lifecyclePolicy:LifecyclePolicy web",
      "aws:ecr/repository:Repository web",
      "docker-build:index:Image web",
      "drydock:index:ContainerImage web",
    ]);
    assert.equal(update.childrenOf(update.one("drydock:index:ContainerImage")).length, 3);
  });

  it("has immutable tags but for the cache's, scans, encrypts with KMS, and is protected", async () => {
    const repository = (await register(built())).one(repositoryType);
    assert.deepEqual(repository.inputs, {
      name: "drydock-test/web",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "cache-*", filterType: "WILDCARD" }],
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS" }],
      forceDelete: false,
    });
    assert.equal(repository.protect, true);
  });

  it("may be deleted with its images, and use the customer's key", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/k";
    const repository = (await register(built({ deletable: true, kmsKeyArn }))).one(repositoryType);
    assert.equal(repository.inputs["forceDelete"], true);
    assert.equal(repository.protect, false);
    assert.deepEqual(repository.inputs["encryptionConfigurations"], [
      { encryptionType: "KMS", kmsKey: kmsKeyArn },
    ]);
  });

  it("pushes by digest without a tag, and needs no Docker for a preview", async () => {
    const update = await register(built());
    const image = update.one(imageType);
    const url = "111122223333.dkr.ecr.us-east-2.amazonaws.com/drydock-test/web";
    const { exports, tags, push, buildOnPreview, cacheFrom, cacheTo } = image.inputs;
    assert.deepEqual(exports, [{ registry: { names: [url], push: true, pushByDigest: true } }]);
    assert.equal(tags, undefined);
    assert.equal(push, false);
    assert.equal(buildOnPreview, false);
    assert.equal(image.retainOnDelete, true);
    const ref = `${url}:cache-amd64`;
    assert.deepEqual(cacheFrom, [{ registry: { ref } }]);
    assert.deepEqual(cacheTo, [
      {
        registry: { ref, mode: "max", imageManifest: true, ociMediaTypes: true, ignoreError: true },
      },
    ]);
    assert.deepEqual(update.capture.outputs, {
      imageRef: `${url}@${textOf(image.outputs["digest"])}`,
      repositoryArn: "arn:aws:ecr:us-east-2:111122223333:repository/drydock-test/web",
      repositoryUrl: url,
    });
    assert.deepEqual(update.capture.secretOutputPaths, []);
  });

  it("pushes again into a repository that is created again, since it is empty", async () => {
    const update = await register(built());
    const image = update.one(imageType);
    assert.deepEqual(image.replaceWith, [update.one("ecr/repository:Repository").urn]);
  });

  it("builds for the task's processor, with a cache of its own", async () => {
    const image = (await register(built({ architecture: "ARM64" }))).one(imageType);
    assert.deepEqual(image.inputs["platforms"], ["linux/arm64"]);
    assert.match(JSON.stringify(image.inputs["cacheTo"]), /:cache-arm64"/);
  });

  it("hands the build what it was given", async () => {
    const dockerfile = path.join(context, "web.Dockerfile");
    writeFileSync(dockerfile, "FROM scratch AS run\n");
    const build = { context, dockerfile, target: "run", args: { A: "1" } };
    const { inputs } = (await register(built({ build }))).one(imageType);
    assert.deepEqual(inputs["context"], { location: context });
    assert.deepEqual(inputs["dockerfile"], { location: dockerfile });
    assert.equal(inputs["target"], "run");
    assert.deepEqual(inputs["buildArgs"], { A: "1" });
  });

  it("shows a changed file as a changed image, and nothing else as changed", async () => {
    const before = await register(built());
    const same = await register(built());
    writeFileSync(path.join(context, "new.ts"), "export {};\n");
    const after = await register(built());
    assert.deepEqual(same.one(imageType).inputs, before.one(imageType).inputs);
    const { labels, ...others } = after.one(imageType).inputs;
    const { labels: formerLabels, ...formerOthers } = before.one(imageType).inputs;
    assert.notDeepEqual(labels, formerLabels);
    assert.deepEqual(others, formerOthers);
  });

  it("keeps the login of the registry secret", async () => {
    const { preview, update } = await registerInBothModes(built());
    const { secretPaths, inputs } = update.one(imageType);
    assert.ok(
      secretPaths.some((secret) => secret.startsWith("registries")),
      `only these are secret: ${secretPaths.join(", ")}`,
    );
    const login: unknown = JSON.parse(JSON.stringify(inputs["registries"]));
    assert.ok(Array.isArray(login) && login.length === 1);
    // The stand-in cloud's password; a real one is as long as it is secret.
    assert.deepEqual(plainSightings(preview, "offline"), []);
    assert.deepEqual(plainSightings(update, "offline"), []);
  });

  it("passes a reference on as it is, and makes nothing for it", async () => {
    const { update } = await registerInBothModes(make({ reference: "nginx:1.29" }));
    assert.deepEqual(update.names, ["drydock:index:ContainerImage web"]);
    assert.deepEqual(update.capture.outputs, { imageRef: "nginx:1.29" });
    assert.deepEqual(update.capture.invokes, []);
  });

  it("looks a pinned reference up without Docker, and deploys its digest", async () => {
    const { update } = await registerInBothModes(
      make({ reference: "registry:5000/nginx:1.29", pinDigest: true }),
    );
    assert.deepEqual(update.names, [
      "drydock:index:ContainerImage web",
      "pulumi:providers:docker web",
    ]);
    assert.equal(update.one("pulumi:providers:docker").inputs["disableDockerDaemonCheck"], "true");
    const [lookup] = update.capture.invokes;
    assert.equal(lookup?.token, "docker:index/getRegistryImage:getRegistryImage");
    assert.equal(lookup.args["name"], "registry:5000/nginx:1.29");
    assert.deepEqual(update.capture.outputs, {
      imageRef: `registry:5000/nginx@${textOf(lookup.result["sha256Digest"])}`,
    });
  });

  it("is refused with every problem at once, by argument", async () => {
    assert.deepEqual(await refusals(make({ build: { context: "no/such/folder" } })), [
      "repositoryName: A build needs a repository that it is pushed to. Allowed: the repository's name, such as shop-test/web. Add repositoryName.",
      "build.context: There is no such folder. Allowed: a folder, by its path from the stack file. Correct the path, or add the folder.",
    ]);
  });
});
