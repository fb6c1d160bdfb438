import { accepts, refuses, services } from "../support";

const value = { generate: 32 };
const ARN = "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf";
const one = { versions: [{ PASSWORD: value }] };
const two = {
  versions: [
    { PASSWORD: value, OLD: value },
    { PASSWORD: value, NEW: value },
  ],
};
const using = (reference: object, db: object = two) => ({
  secrets: { db },
  ...services({ web: { secrets: { X: reference } } }),
});
const registry = (secret: object, name = "registry") => ({
  network: { natGateways: "single" },
  secrets: { registry: secret },
  ...services({ web: { image: { reference: "ghcr.io/a/b:1", credentialsSecret: name } } }),
});

describe("rule: references to secrets", () => {
  accepts("a whole secret", using({ secret: "db" }));
  refuses(
    "a secret that is not there",
    `drydock:services.web.secrets.X.secret: There is no secret of this name.
allowed: secrets here: db
fix: Did you mean db?`,
    using({ secret: "bd" }),
  );
  refuses(
    "a secret where there are none",
    `drydock:services.web.secrets.X.secret: There is no secret of this name.
fix: Add it under drydock:secrets, as name: { versions: [{ PASSWORD: { generate: 32 } }] }, or remove this.`,
    services({ web: { secrets: { X: { secret: "db" } } } }),
  );
  accepts("the previous of two versions", using({ secret: "db", stage: "AWSPREVIOUS" }));
  refuses(
    "the previous of one version",
    `drydock:services.web.secrets.X.stage = "AWSPREVIOUS": The secret has one version, so there is none before it and no task would start.
allowed: AWSCURRENT, or AWSPREVIOUS of a secret with two versions or more
fix: Append a second version under drydock:secrets, or follow AWSCURRENT.`,
    using({ secret: "db", stage: "AWSPREVIOUS" }, one),
  );
  accepts(
    "the previous version of a secret managed elsewhere",
    using({ secret: "db", stage: "AWSPREVIOUS" }, { arn: ARN }),
  );
  const rotation = { lambdaArn: "arn:aws:lambda:us-east-2:111122223333:function:rotate", days: 30 };
  accepts(
    "a rotation that services follow",
    using({ secret: "db" }, { ...two, rotation, onRotation: "redeploy" }),
  );
  refuses(
    "services that follow a rotation which does not happen",
    `drydock:secrets.db.onRotation: Nothing rotates this secret.
allowed: onRotation with rotation: { lambdaArn, days }
fix: Remove it: an update that appends a version rolls the services that read it.`,
    using({ secret: "db" }, { ...two, onRotation: "redeploy" }),
  );
  accepts(
    "a secret managed elsewhere that updates follow",
    using({ secret: "db" }, { arn: ARN, onChange: "redeploy" }),
  );
  refuses(
    "two deployments for one rotation",
    `drydock:secrets.db.onChange: Each rotation would deploy the services twice: at once, and again in the next update.
allowed: onChange: redeploy or onRotation: redeploy
fix: Keep onRotation if the services are to follow at once.`,
    using({ secret: "db" }, { arn: ARN, onChange: "redeploy", onRotation: "redeploy" }),
  );
  accepts("the last version by its number", using({ secret: "db", version: 2 }));
  refuses(
    "a version that is not there",
    `drydock:services.web.secrets.X.version = 3: The secret has 2 versions.
allowed: 1 (the oldest) to 2
fix: Write the place of a version that is there, or append the version.`,
    using({ secret: "db", version: 3 }),
  );
  refuses(
    "a version of a secret with one",
    `drydock:services.web.secrets.X.version = 2: The secret has one version.
allowed: 1
fix: Write the place of a version that is there, or append the version.`,
    using({ secret: "db", version: 2 }, one),
  );
  refuses(
    "a numbered version of a secret managed elsewhere",
    `drydock:services.web.secrets.X.version = 1: This secret is managed elsewhere, so its versions have no numbers here.
allowed: stage or versionId
fix: Write versionId with the id that Secrets Manager shows.`,
    using({ secret: "db", version: 1 }, { arn: ARN }),
  );
  accepts(
    "a version id of a secret managed elsewhere",
    using({ secret: "db", versionId: "a".repeat(32) }, { arn: ARN }),
  );
  refuses(
    "a version id of a secret managed here",
    `drydock:services.web.secrets.X.versionId: This secret is managed here; its ids are not known before it is created.
allowed: stage or version
fix: Write version: 2, the place in versions.`,
    using({ secret: "db", versionId: "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111" }),
  );
  refuses(
    "a stage and a version",
    `drydock:services.web.secrets.X.version = 1: stage and version exclude each other: a reference follows a stage or pins one version.
allowed: one of stage, version, versionId
fix: Keep one of them.`,
    using({ secret: "db", stage: "AWSCURRENT", version: 1 }),
  );
  accepts("a key of the current version", using({ secret: "db", key: "NEW" }));
  refuses(
    "a key that only an old version has",
    `drydock:services.web.secrets.X.key: Version 2, which this refers to, has no such key.
allowed: PASSWORD, NEW
fix: Version 1 has it: add the key to a new version, or refer to version: 1.`,
    using({ secret: "db", key: "OLD" }),
  );
  refuses(
    "a key that no version has",
    `drydock:services.web.secrets.X.key: Version 2, which this refers to, has no such key.
allowed: PASSWORD, NEW
fix: Did you mean PASSWORD?`,
    using({ secret: "db", key: "PASWORD" }),
  );
  accepts(
    "an old key of the previous version",
    using({ secret: "db", key: "OLD", stage: "AWSPREVIOUS" }),
  );
  refuses(
    "a new key of the previous version",
    `drydock:services.web.secrets.X.key: Version 1, which this refers to, has no such key.
allowed: PASSWORD, OLD
fix: Version 2 has it: add the key to a new version, or refer to version: 2.`,
    using({ secret: "db", key: "NEW", stage: "AWSPREVIOUS" }),
  );
  accepts("an old key of a pinned version", using({ secret: "db", key: "OLD", version: 1 }));
  refuses(
    "a new key of a pinned version",
    `drydock:services.web.secrets.X.key: Version 1, which this refers to, has no such key.
allowed: PASSWORD, OLD
fix: Version 2 has it: add the key to a new version, or refer to version: 2.`,
    using({ secret: "db", key: "NEW", version: 1 }),
  );
  accepts(
    "any key of a secret managed elsewhere",
    using({ secret: "db", key: "ANY" }, { arn: ARN }),
  );
});

describe("rule: secrets", () => {
  refuses(
    "a version without keys",
    `drydock:secrets.db.versions[1]: This version has no key.
allowed: at least one key with its value
fix: Add a key, such as PASSWORD: { generate: 32 }.`,
    { secrets: { db: { versions: [{ A: value }, {}] } } },
  );
  accepts("a hundred versions", {
    secrets: { db: { versions: Array.from({ length: 100 }, () => ({ A: value })) } },
  });
  refuses(
    "more than a hundred versions",
    `drydock:secrets.db.versions: The secret has 101 versions; AWS removes the oldest of more than 100.
allowed: at most 100 versions
fix: Start a new secret under another name.`,
    {
      secrets: { db: { versions: Array.from({ length: 101 }, () => ({ A: value })) } },
    },
  );
});

describe("rule: credentials of a registry", () => {
  accepts("username and password", registry({ versions: [{ username: value, password: value }] }));
  accepts("a secret managed elsewhere", registry({ arn: ARN }));
  refuses(
    "a secret without them",
    `drydock:services.web.image.credentialsSecret = "registry": The newest version of this secret has no key username and no key password.
allowed: a secret with the keys username and password
fix: Append a version with username and password under drydock:secrets.registry.`,
    registry(one),
  );
  refuses(
    "a secret with one of them",
    `drydock:services.web.image.credentialsSecret = "registry": The newest version of this secret has no key password.
allowed: a secret with the keys username and password
fix: Append a version with username and password under drydock:secrets.registry.`,
    registry({ versions: [{ username: value, password: value }, { username: value }] }),
  );
  refuses(
    "a secret that is not there",
    `drydock:services.web.image.credentialsSecret = "registri": There is no secret of this name.
allowed: secrets here: registry
fix: Did you mean registry?`,
    registry(one, "registri"),
  );
});
