import { accepts, refuses, services } from "../support";

const app = { "app/Dockerfile": "FROM node:24 AS build\nFROM scratch AS run\n", "app/x": "" };
const build = (own = {}) => services({ web: { image: { build: { context: "app", ...own } } } });
const reference = (own: object, service = {}, network = {}) => ({
  ...services({ web: { image: own, ...service } }),
  network,
  secrets: { registry: { versions: [{ username: { generate: 16 }, password: { generate: 16 } }] } },
});
const ECR = "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop";

describe("rule: images that are built", () => {
  accepts("a folder with a Dockerfile", build(), app);
  accepts("a Dockerfile elsewhere", build({ dockerfile: "docker/Web" }), {
    ...app,
    "docker/Web": "FROM x",
  });
  accepts("a stage of the Dockerfile", build({ target: "build" }), app);
  refuses(
    "a folder that is not there",
    `drydock:services.web.image.build.context = "app": There is no such folder.
allowed: a folder, by its path from the stack file
fix: Correct the path, or add the folder.`,
    build(),
    {},
  );
  refuses(
    "a file in place of the folder",
    `drydock:services.web.image.build.context = "app": This is a file, not a folder.
allowed: a folder, by its path from the stack file
fix: Correct the path, or add the folder.`,
    build(),
    { app: "" },
  );
  refuses(
    "a folder without Dockerfile",
    `drydock:services.web.image.build.context = "app": This folder holds no file named Dockerfile.
allowed: a Dockerfile, by its path from the stack file
fix: Correct the path, or add the file.`,
    build(),
    { "app/x": "" },
  );
  refuses(
    "a Dockerfile that is not there",
    `drydock:services.web.image.build.dockerfile = "docker/Web": There is no such Dockerfile.
allowed: a Dockerfile, by its path from the stack file
fix: Correct the path, or add the file.`,
    build({ dockerfile: "docker/Web" }),
    app,
  );
  refuses(
    "a stage that is not there",
    `drydock:services.web.image.build.target = "biuld": app/Dockerfile has no stage of this name.
allowed: build, run
fix: Did you mean build?`,
    build({ target: "biuld" }),
    app,
  );
  refuses(
    "a stage of a Dockerfile without stages",
    `drydock:services.web.image.build.target = "run": app/Dockerfile has no stage of this name.
allowed: none
fix: Write the name of a stage (FROM ... AS name).`,
    build({ target: "run" }),
    {
      "app/Dockerfile": "FROM x",
    },
  );
  accepts("a plain build argument", build({ args: { NODE_ENV: "production" } }), app);
  refuses(
    "a build argument that is a secret",
    `drydock:services.web.image.build.args.NPM_TOKEN: This build argument looks like a secret (its name says so); arguments stay readable in the image.
allowed: values that anyone who has the image may read
fix: Remove it; give the running container the secret under secrets.`,
    build({ args: { NPM_TOKEN: "canary-token" } }),
    app,
  );
});

describe("rule: images that exist", () => {
  accepts("a tag", reference({ reference: `${ECR}:1` }));
  accepts("a digest", reference({ reference: `${ECR}@sha256:${"a".repeat(64)}` }));
  refuses(
    "neither tag nor digest",
    `drydock:services.web.image.reference = "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop": This names neither a tag nor a digest, so it would be whatever is newest.
allowed: registry/repository:tag, or registry/repository@sha256:digest
fix: Write reference: 111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:<tag>, with the tag you have tested, or its digest.`,
    reference({ reference: ECR }),
  );
  refuses(
    "a registry's port taken for a tag",
    `drydock:services.web.image.reference = "registry:5000/shop": This names neither a tag nor a digest, so it would be whatever is newest.
allowed: registry/repository:tag, or registry/repository@sha256:digest
fix: Write reference: registry:5000/shop:<tag>, with the tag you have tested, or its digest.`,
    reference({ reference: "registry:5000/shop" }, {}, { natGateways: "single" }),
  );
  accepts(
    "a public tag that is pinned",
    reference({ reference: "memcached:1.6", pinDigest: true }, { placement: "public" }),
  );
  refuses(
    "a tag in ECR that is pinned, which the look-up may not read",
    `drydock:services.web.image.pinDigest = true: The look-up has no credentials for a private registry, and this image is in Amazon ECR.
allowed: pinDigest: true for images anyone may pull
fix: Remove pinDigest and write the digest into reference: aws ecr describe-images --registry-id 111122223333 --region us-east-2 --repository-name shop --image-ids imageTag=1 --query 'imageDetails[0].imageDigest'.`,
    reference({ reference: `${ECR}:1`, pinDigest: true }),
  );
  refuses(
    "a digest that is pinned",
    `drydock:services.web.image.pinDigest = true: The reference names a digest already, so there is nothing to look up.
allowed: pinDigest: true with a tag
fix: Remove pinDigest.`,
    reference({ reference: `${ECR}@sha256:${"a".repeat(64)}`, pinDigest: true }),
  );
  refuses(
    "pinning where credentials are needed",
    `drydock:services.web.image.pinDigest = true: The look-up has no credentials: only the running task gets those of credentialsSecret.
allowed: pinDigest: true for images anyone may pull
fix: Remove pinDigest and write the digest into reference.`,
    reference(
      { reference: "ghcr.io/acme/shop:1", pinDigest: true, credentialsSecret: "registry" },
      {},
      { natGateways: "single" },
    ),
  );
});

describe("rule: images that a task can reach", () => {
  const hub = { reference: "docker.io/library/memcached:1.6" };
  refuses(
    "a public image in a private subnet without NAT",
    `drydock:services.web.image.reference = "docker.io/library/memcached:1.6": A task in a private subnet without NAT cannot pull an image from a public registry.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
    reference(hub),
  );
  refuses(
    "an image without registry, which is on Docker Hub",
    `drydock:services.web.image.reference = "memcached:1.6": A task in a private subnet without NAT cannot pull an image from a public registry.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
    reference({ reference: "memcached:1.6" }),
  );
  accepts("a public image with one NAT gateway", reference(hub, {}, { natGateways: "single" }));
  accepts("a public image with NAT in each zone", reference(hub, {}, { natGateways: "perZone" }));
  accepts("a public image in a public subnet", reference(hub, { placement: "public" }));
  accepts("ECR of the region", reference({ reference: `${ECR}:1` }));
  refuses(
    "ECR of another region",
    `drydock:services.web.image.reference = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1": A task without NAT reaches the ECR of its own region only, and this image is in eu-west-1.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
    reference({ reference: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1" }),
  );
  accepts(
    "ECR of another region with NAT",
    reference(
      { reference: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1" },
      {},
      { natGateways: "single" },
    ),
  );
  refuses(
    "public ECR, which has no endpoint",
    `drydock:services.web.image.reference = "public.ecr.aws/memcached/memcached:1.6": A task in a private subnet without NAT cannot pull an image from a public registry.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
    reference({ reference: "public.ecr.aws/memcached/memcached:1.6" }),
  );
  refuses(
    "a sidecar's public image",
    `drydock:services.web.sidecars.proxy.image.reference = "docker.io/library/memcached:1.6": A task in a private subnet without NAT cannot pull an image from a public registry.
allowed: without NAT: an image built here, or one in ECR: <account>.dkr.ecr.us-east-2.amazonaws.com/...
fix: Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, or the service's placement to public.`,
    services({ web: { sidecars: { proxy: { image: hub } } } }),
  );
});
