import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { capture } from "../../drydock/offline/capture";
import { type Change, changesBetween } from "../../drydock/offline/preview/changes";
import { snapshotOf } from "../../drydock/offline/preview/snapshot";
import { treeOf } from "../../drydock/offline/preview/tree";

async function present(program: () => unknown) {
  const options = { project: "drydock", stack: "test", config: { "aws:region": "us-east-2" } };
  const preview = await capture({ ...options, preview: true }, program);
  const update = await capture({ ...options, preview: false }, program);
  return { preview, update, snapshot: snapshotOf(update, "/repository") };
}

/** The changes from one program to another, without the fields that repeat the key. */
async function changes(before: () => unknown, after: () => unknown): Promise<Change[]> {
  const { snapshot } = await present(before);
  return changesBetween(snapshot, await present(after));
}

const short = (all: readonly Change[]) =>
  all.map(({ operation, name, properties }) => [
    operation,
    name,
    properties.map(({ path, before, after, becauseOf, forcesReplacement }) =>
      [
        path,
        ...(becauseOf === undefined ? [before, after] : [`follows ${becauseOf.join(", ")}`]),
        ...(forcesReplacement ? ["replaces"] : []),
      ].join(" | "),
    ),
  ]);

const cluster = (name: string, args: aws.ecs.ClusterArgs = {}, opts = {}) =>
  new aws.ecs.Cluster(name, args, opts);

function task(environment: Record<string, string>, image = "web:1"): aws.ecs.TaskDefinition {
  const entries = Object.entries(environment).map(([name, value]) => ({ name, value }));
  return new aws.ecs.TaskDefinition("web", {
    family: "web",
    containerDefinitions: JSON.stringify([
      { name: "web", image, environment: entries },
      { name: "log-router", image: "router" },
    ]),
  });
}

function serviceOf(definition: aws.ecs.TaskDefinition): void {
  new aws.ecs.Service("web", { name: "web", cluster: "c", taskDefinition: definition.arn });
}

/** Against the model's table; the real engine's own answer is not asked here. */
describe("changes against a baseline", () => {
  it("finds none where nothing changed", async () => {
    const program = () => {
      serviceOf(task({ A: "1" }));
    };
    assert.deepEqual(await changes(program, program), []);
  });

  it("creates what is new and deletes what is gone", async () => {
    const found = await changes(
      () => void cluster("old"),
      () => void cluster("new"),
    );
    assert.deepEqual(short(found), [
      ["create", "new", []],
      ["delete", "old", []],
    ]);
  });

  it("updates what AWS can change in place, with the path and both values", async () => {
    const setting = (value: string) => () =>
      void cluster("c", { settings: [{ name: "containerInsights", value }] });
    assert.deepEqual(short(await changes(setting("enabled"), setting("enhanced"))), [
      ["update", "c", ['settings.containerInsights | "enabled" | "enhanced"']],
    ]);
  });

  it("replaces what AWS cannot change in place, and says which property forces it", async () => {
    const named = (name: string) => () => void cluster("c", { name, tags: { name } });
    assert.deepEqual(short(await changes(named("a"), named("b"))), [
      ["replace", "c", ['name | "a" | "b" | replaces', 'tags.name | "a" | "b"']],
    ]);
  });

  it("looks into documents, and carries a replacement on to what refers to it", async () => {
    const program = (value: string) => () => {
      serviceOf(task({ A: "same", B: value }));
    };
    assert.deepEqual(short(await changes(program("a"), program("b"))), [
      [
        "replace",
        "web",
        ['containerDefinitions[web].environment.B | "hash:fdabc21e" | "hash:650ed80d" | replaces'],
      ],
      ["update", "web", ["taskDefinition | follows web TaskDefinition"]],
    ]);
  });

  it("does not carry on the replacement of something whose ids stay the same", async () => {
    const program = (logGroupClass: string) => () => {
      const group = new aws.cloudwatch.LogGroup("log", { name: "/fixed", logGroupClass });
      cluster("c", { tags: { log: group.arn } });
    };
    const found = await changes(program("STANDARD"), program("INFREQUENT_ACCESS"));
    assert.deepEqual(
      found.map(({ operation, name }) => [operation, name]),
      [["replace", "log"]],
    );
  });

  it("carries a replacement through a chain, and stops where the value is updated in place", async () => {
    const program = (cidrBlock: string) => () => {
      const vpc = new aws.ec2.Vpc("vpc", { cidrBlock });
      const group = new aws.ec2.SecurityGroup("group", { vpcId: vpc.id });
      const balancer = new aws.lb.LoadBalancer("lb", { securityGroups: [group.id] });
      new aws.lb.Listener("listener", { loadBalancerArn: balancer.arn, defaultActions: [] });
    };
    assert.deepEqual(short(await changes(program("10.0.0.0/16"), program("10.1.0.0/16"))), [
      ["replace", "vpc", ['cidrBlock | "10.0.0.0/16" | "10.1.0.0/16" | replaces']],
      ["replace", "group", ["vpcId | follows vpc Vpc | replaces"]],
      ["update", "lb", ["securityGroups | follows group SecurityGroup"]],
    ]);
  });

  it("names resources instead of ids, and what came into a list", async () => {
    const program = (names: readonly string[]) => () => {
      const groups = names.map((name) => new aws.ec2.SecurityGroup(name));
      new aws.lb.LoadBalancer("lb", { securityGroups: groups.map(({ id }) => id) });
    };
    const [, balancer] = await changes(program(["a"]), program(["a", "b"]));
    assert.deepEqual(
      [balancer?.properties[0]?.before, balancer?.properties[0]?.after],
      ['["<a.id>"]', '["<a.id>","<b.id>"]'],
    );
  });

  it("updates every tagged resource of a provider whose default tags change", async () => {
    const program = (team: string) => () => {
      const provider = new aws.Provider("aws", { defaultTags: { tags: { team } } });
      cluster("c", {}, { provider });
      new aws.iam.RolePolicy("untagged", { role: "r", policy: "{}" }, { provider });
    };
    assert.deepEqual(short(await changes(program("blue"), program("red"))), [
      ["update", "aws", ['defaultTags.tags.team | "blue" | "red"']],
      ["update", "c", ["tagsAll | follows default tags of aws"]],
    ]);
  });

  it("replaces every resource of a provider whose region changes", async () => {
    const program = (region: aws.Region) => () => {
      const provider = new aws.Provider("aws", { region });
      cluster("c", { name: "c" }, { provider });
      cluster("other", { name: "other" });
    };
    assert.deepEqual(short(await changes(program("us-east-2"), program("eu-west-1"))), [
      ["replace", "aws", ['region | "us-east-2" | "eu-west-1" | replaces']],
      ["replace", "c", ["provider | follows aws aws | replaces"]],
    ]);
  });

  it("recognizes what an alias renames", async () => {
    const aliases = [{ name: "old" }];
    const found = await changes(
      () => void cluster("old", { name: "c" }),
      () => void cluster("new", { name: "c" }, { aliases }),
    );
    assert.deepEqual(found, []);
  });

  it("leaves out what the program tells the engine to ignore", async () => {
    const service = (desiredCount: number) => () => {
      new aws.ecs.Service("web", { desiredCount }, { ignoreChanges: ["desiredCount"] });
    };
    assert.deepEqual(await changes(service(1), service(2)), []);
  });

  it("warns of protected resources that would go, and of those that would stay in AWS", async () => {
    const found = await changes(
      () =>
        [
          cluster("protected", {}, { protect: true }),
          cluster("retained", {}, { retainOnDelete: true }),
        ].length,
      () => undefined,
    );
    assert.deepEqual(
      found.map((change) => [change.name, change.protected, change.retained]),
      [
        ["protected", true, false],
        ["retained", false, true],
      ],
    );
  });

  it("honours replaceWith", async () => {
    const program = (cidrBlock: string) => () => {
      const vpc = new aws.ec2.Vpc("vpc", { cidrBlock });
      cluster("c", {}, { replaceWith: [vpc] });
    };
    const [, change] = await changes(program("10.0.0.0/16"), program("10.1.0.0/16"));
    assert.deepEqual(
      [change?.operation, change?.properties[0]?.becauseOf],
      ["replace", ["vpc Vpc"]],
    );
  });

  it("honours a replacement trigger", async () => {
    const program = (cidrBlock: string) => () => {
      const vpc = new aws.ec2.Vpc("vpc", { cidrBlock });
      cluster("c", {}, { replacementTrigger: vpc.id });
    };
    const [, change] = await changes(program("10.0.0.0/16"), program("10.1.0.0/16"));
    assert.deepEqual(
      [change?.operation, change?.properties[0]?.becauseOf],
      ["replace", ["vpc Vpc"]],
    );
  });

  it("honours a trigger that becomes another text, and not one that comes", async () => {
    const program = (replacementTrigger?: string) => () => {
      cluster("c", {}, replacementTrigger === undefined ? {} : { replacementTrigger });
    };
    assert.deepEqual(short(await changes(program("a"), program("b"))), [
      ["replace", "c", ['replacementTrigger | "a" | "b" | replaces']],
    ]);
    assert.deepEqual(await changes(program(), program("b")), []);
    assert.deepEqual(await changes(program("a"), program("a")), []);
  });

  const repository = (encryptionType: string, opts = {}) =>
    new aws.ecr.Repository(
      "images",
      { name: "images", encryptionConfigurations: [{ encryptionType }] },
      opts,
    );
  const keeps = ({ name }: aws.ecr.Repository, policy = "{}") =>
    new aws.ecr.LifecyclePolicy("images", { repository: name, policy });

  it("replaces what depends on something that is deleted first, though its name stays", async () => {
    const program = (encryptionType: string) => () => {
      const { id } = keeps(repository(encryptionType));
      cluster("in-place", { tags: { id } });
      new aws.iam.Role("chain", { name: id, assumeRolePolicy: "{}" });
    };
    assert.deepEqual(short(await changes(program("AES256"), program("KMS"))), [
      [
        "replace",
        "images",
        ['encryptionConfigurations[0].encryptionType | "AES256" | "KMS" | replaces'],
      ],
      ["replace", "images", ["repository | follows images Repository | replaces"]],
      ["replace", "chain", ["name | follows images LifecyclePolicy | replaces"]],
    ]);
  });

  it("leaves it where it is if the new one is created first", async () => {
    const program = (encryptionType: string) => () =>
      void keeps(repository(encryptionType, { deleteBeforeReplace: false }));
    const found = await changes(program("AES256"), program("KMS"));
    assert.deepEqual(
      found.map(({ type }) => type),
      ["aws:ecr/repository:Repository"],
    );
  });

  it("follows the end of an ARN, as in the tag that says which job has run", async () => {
    const program = (value: string) => () => {
      const version = task({ A: value }).arn.apply((arn) => arn.split("/").at(-1) ?? "");
      cluster("c", { tags: { "drydock:job:migrate": version } });
    };
    const [, change] = short(await changes(program("a"), program("b")));
    assert.deepEqual(change, [
      "update",
      "c",
      ["tags.drydock:job:migrate | follows web TaskDefinition"],
    ]);
  });

  it("honours replaceOnChanges", async () => {
    const program = (value: string) => () =>
      void cluster("c", { tags: { value } }, { replaceOnChanges: ["tags.value"] });
    const [change] = await changes(program("a"), program("b"));
    assert.equal(change?.operation, "replace");
  });
});

describe("a snapshot", () => {
  it("holds no secret, no path of the machine, and no content of a file", async () => {
    const { snapshot } = await present(() => {
      new aws.secretsmanager.SecretVersion("version", {
        secretId: "s",
        secretString: pulumi.secret("canary"),
      });
      new aws.s3.BucketObjectv2("object", {
        bucket: "b",
        key: "k",
        content: "/repository/app/x",
        source: new pulumi.asset.StringAsset("canary"),
        tags: { where: "/repository" },
      });
      cluster("c", {}, { replacementTrigger: pulumi.secret("canary") });
    });
    const text = JSON.stringify(snapshot);
    assert.ok(!text.includes("canary"));
    assert.ok(!text.includes("/repository"));
    const inputs = snapshot.resources["aws:s3/bucketObjectv2:BucketObjectv2::object"]?.inputs;
    assert.deepEqual(inputs, {
      bucket: "b",
      content: "hash:291bcc18",
      key: "k",
      source: { sha256: createHash("sha256").update("canary").digest("hex") },
      tags: { where: "." },
    });
  });

  it("is sorted, and the same whatever the order of registration", async () => {
    const forth = await present(() => [cluster("a"), cluster("b")].length);
    const back = await present(() => [cluster("b"), cluster("a")].length);
    assert.equal(JSON.stringify(back.snapshot), JSON.stringify(forth.snapshot));
  });

  it("comes with a tree in the order of names, whatever is registered first", async () => {
    const { update } = await present(() => [cluster("s10"), cluster("b"), cluster("s2")].length);
    assert.deepEqual(
      treeOf(update, []).map(({ name }) => name),
      ["b", "s2", "s10"],
    );
  });
});
