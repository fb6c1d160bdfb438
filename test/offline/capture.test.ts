import * as assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { capture, containsUnknown, isBag, unknownValue } from "../../drydock/offline/capture";
import { plainSightings, register, registerInBothModes, textOf } from "../support";

const options = { project: "drydock", stack: "test", config: { "aws:region": "us-east-2" } };

function promised<Value>(output: pulumi.Output<Value>): Promise<pulumi.Unwrap<Value>> {
  return new Promise((resolve) => {
    pulumi.output(output).apply(resolve);
  });
}

class Pair extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Pair", name, {}, opts);
    const group = new aws.cloudwatch.LogGroup(name, {}, { parent: this });
    new aws.cloudwatch.LogGroup(
      `${name}-second`,
      { tags: { first: group.arn } },
      { parent: this, dependsOn: group, protect: true, ignoreChanges: ["tags"] },
    );
    this.registerOutputs({ arn: group.arn });
  }
}

/** The collector of garbage, which V8 shows only on request. */
const collectGarbage = (): void => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  assert.ok(typeof collect === "function");
  Reflect.apply(collect, undefined, []);
};

/** Proves what a capture records and answers; not that the real engine would do the same. */
describe("capture", () => {
  it("gives every registration whole: parent, inputs, dependencies, options", async () => {
    const registered = await register(() => new Pair("logs"));
    const [component, first, second] = [
      registered.one("test:index:Pair"),
      registered.one("cloudwatch/logGroup:LogGroup", "logs"),
      registered.one("cloudwatch/logGroup:LogGroup", "logs-second"),
    ];
    assert.equal(
      second.urn,
      "urn:pulumi:test::drydock::test:index:Pair$aws:cloudwatch/logGroup:LogGroup::logs-second",
    );
    assert.equal(second.parent, component.urn);
    assert.deepEqual(second.inputs, { tags: { first: first.outputs["arn"] } });
    assert.deepEqual(second.dependencies, [first.urn]);
    assert.deepEqual(second.propertyDependencies, { tags: [first.urn] });
    assert.equal(second.protect, true);
    assert.deepEqual(second.ignoreChanges, ["tags"]);
    assert.deepEqual(component.outputs, { arn: first.outputs["arn"] });
  });

  it("keeps nothing of a program that has ended: a thousand stacks fit into one process", async () => {
    const left: WeakRef<object>[] = [];
    const program = (): void => {
      left.push(
        new WeakRef(new aws.cloudwatch.LogGroup("logs", {}, { transforms: [() => undefined] })),
      );
    };
    await register(program);
    // The last one stays until the next.
    await register(program);
    assert.equal(left.length, 2);
    // The end of a connection takes a turn or two.
    for (let turn = 0; turn < 10 && left[0]?.deref() !== undefined; turn++) {
      await setImmediate();
      collectGarbage();
    }
    assert.equal(left[0]?.deref(), undefined);
  });

  it("knows in a preview what the provider's check knows, and nothing that AWS computes", async () => {
    const registered = await register(() => new Pair("logs"), { preview: true });
    const first = registered.one("cloudwatch/logGroup:LogGroup", "logs");
    assert.match(textOf(first.checkedInputs, "name"), /^logs-[0-9a-f]{7}$/);
    assert.equal(first.outputs["arn"], unknownValue);
    assert.equal(first.outputs["id"], unknownValue);
    const second = registered.one("cloudwatch/logGroup:LogGroup", "logs-second");
    assert.ok(containsUnknown(second.inputs));
  });

  it("gives a property alike whenever it is read: value, secrecy, resource", async () => {
    const properties = async (group: aws.cloudwatch.LogGroup) => [
      await promised(group.skipDestroy),
      await promised(group.name),
      await pulumi.isSecret(group.name),
      await pulumi.isSecret(group.arn),
      group.arn === group.arn,
      Object.keys(group).includes("arn"),
    ];
    const seen: unknown[] = [];
    await capture({ ...options, preview: false }, async () => {
      const args = { name: pulumi.secret("group"), skipDestroy: true };
      const early = new aws.cloudwatch.LogGroup("early", args);
      const beforehand = properties(early);
      const late = new aws.cloudwatch.LogGroup("late", args);
      await promised(late.urn);
      seen.push(await beforehand, await properties(early), await properties(late));
    });
    const expected = [true, "group", true, false, true, true];
    assert.deepEqual(seen, [expected, expected, expected]);
  });

  it("lets a subclass give a property another value", async () => {
    class Named extends aws.cloudwatch.LogGroup {
      override readonly name = pulumi.output("mine");
    }
    const { outputs } = await capture({ ...options, preview: true }, () => ({
      name: new Named("group").name,
    }));
    assert.deepEqual(outputs, { name: "mine" });
  });

  it("registers the same names in both modes", async () => {
    await registerInBothModes(() => new Pair("logs"));
  });

  it("shows a resource that is made inside apply as a difference of the modes", async () => {
    const program = () => {
      const group = new aws.cloudwatch.LogGroup("outer");
      group.arn.apply(() => new aws.cloudwatch.LogGroup("inner"));
    };
    await assert.rejects(registerInBothModes(program), /register different resources/);
  });

  it("unwraps secrets and remembers where they were", async () => {
    const registered = await register(() => {
      const password = new random.RandomPassword("password", { length: 20 });
      const secret = new aws.secretsmanager.Secret("secret");
      new aws.secretsmanager.SecretVersion("version", {
        secretId: secret.id,
        secretString: pulumi.jsonStringify({ password: password.result }),
      });
      return { password: password.result, arn: secret.arn };
    });
    const version = registered.one("secretsmanager/secretVersion:SecretVersion");
    assert.deepEqual(version.secretPaths, ["secretString"]);
    assert.match(textOf(version.inputs, "secretString"), /^\{"password":"\w{20}"\}$/);
    assert.deepEqual(registered.capture.secretOutputPaths, ["password"]);
  });

  it("takes the region and the default tags from the provider that is named", async () => {
    const registered = await register(() => {
      const provider = new aws.Provider("elsewhere", {
        region: "eu-west-1",
        defaultTags: { tags: { project: "drydock" } },
      });
      new aws.ecs.Cluster("cluster", { tags: { own: "yes" } }, { provider });
    });
    const cluster = registered.one("ecs/cluster:Cluster");
    assert.match(textOf(cluster.outputs, "arn"), /^arn:aws:ecs:eu-west-1:/);
    assert.deepEqual(cluster.checkedInputs["tagsAll"], { project: "drydock", own: "yes" });
    assert.equal(cluster.provider, registered.one("pulumi:providers:aws").urn);
  });

  it("runs transforms: a resource's own, its component's, the stack's", async () => {
    const tagged =
      (key: string): pulumi.ResourceTransform =>
      ({ props, opts }) => {
        const tags: unknown = props["tags"];
        return { props: { ...props, tags: { ...(isBag(tags) ? tags : {}), [key]: "yes" } }, opts };
      };
    const registered = await register(() => {
      pulumi.runtime.registerResourceTransform(tagged("stack"));
      new Pair("logs", { transforms: [tagged("component")] });
    });
    const first = registered.one("cloudwatch/logGroup:LogGroup", "logs");
    assert.deepEqual(first.inputs, { tags: { component: "yes", stack: "yes" } });
  });

  describe("hands properties to a transform as Outputs, and reads its answer,", () => {
    const canary = "canary-4711";
    const seen: pulumi.ResourceTransformArgs[] = [];
    const parameter = (transform: pulumi.ResourceTransform, place: "resource" | "stack") => () => {
      seen.length = 0;
      const { arn } = new aws.cloudwatch.LogGroup("logs");
      const noted: pulumi.ResourceTransform = (args) => {
        if (args.type.startsWith("aws:ssm")) seen.push(args);
        return args.type.startsWith("aws:ssm") ? transform(args) : undefined;
      };
      if (place === "stack") pulumi.runtime.registerResourceTransform(noted);
      new aws.ssm.Parameter(
        "parameter",
        { type: "String", value: pulumi.secret(canary), tags: { arn, plain: "yes" } },
        { protect: true, ...(place === "resource" ? { transforms: [noted] } : {}) },
      );
    };
    const add: pulumi.ResourceTransform = ({ props, opts }) => ({
      props: { ...props, description: pulumi.secret("hidden") },
      opts: { ...opts, protect: false, retainOnDelete: true },
    });

    for (const preview of [true, false]) {
      const mode = preview ? "preview" : "update";

      it(`${mode}: secret and unknown values pass through, and one that it adds stays secret`, async () => {
        for (const place of ["resource", "stack"] as const) {
          const registered = await register(parameter(add, place), { preview });
          const made = registered.one("ssm/parameter:Parameter");
          const arn = registered.one("cloudwatch/logGroup:LogGroup").outputs["arn"];
          assert.deepEqual(made.inputs, {
            description: "hidden",
            tags: { arn, plain: "yes" },
            type: "String",
            value: canary,
          });
          assert.deepEqual(made.secretPaths, ["description", "value"]);
          assert.deepEqual([made.protect, made.retainOnDelete], [false, true]);
          assert.deepEqual(registered.namesOf(made.dependencies), ["logs"]);
        }
      });

      it(`${mode}: one that answers nothing changes nothing, dependencies included`, async () => {
        for (const place of ["resource", "stack"] as const) {
          const untouched = (
            await register(
              parameter(() => undefined, place),
              { preview },
            )
          ).one("Parameter");
          assert.equal(seen.length, 1);
          assert.ok(pulumi.Output.isInstance(seen[0]?.props["value"]));
          const plain = await register(
            parameter(() => undefined, "stack"),
            { preview },
          );
          assert.deepEqual(untouched, plain.one("Parameter"));
          assert.deepEqual(Object.keys(untouched.propertyDependencies), ["tags"]);
        }
      });
    }

    it("knows whether it is a preview", async () => {
      const modes: boolean[] = [];
      const asks = parameter(() => void modes.push(pulumi.runtime.isDryRun()), "resource");
      await registerInBothModes(asks);
      assert.deepEqual(modes, [true, false]);
    });
  });

  it("computes former URNs from aliases, those that follow from the parent included", async () => {
    const registered = await register(
      () => new Pair("new", { aliases: [{ name: "old" }, { type: "test:index:Couple" }] }),
    );
    const first = registered.one("cloudwatch/logGroup:LogGroup", "new");
    const group = "aws:cloudwatch/logGroup:LogGroup";
    assert.deepEqual(first.aliases, [
      `urn:pulumi:test::drydock::test:index:Pair$${group}::old`,
      `urn:pulumi:test::drydock::test:index:Couple$${group}::new`,
    ]);
  });

  it("hands configuration to the program as the engine does", async () => {
    const config = { "aws:region": "us-east-2", "drydock:name": "x", "drydock:tree": '{"a":1}' };
    const { outputs, secretOutputPaths } = await capture(
      { ...options, preview: false, config, secretKeys: ["drydock:name"] },
      () => {
        const values = new pulumi.Config("drydock");
        return { name: values.requireSecret("name"), tree: values.requireObject("tree") };
      },
    );
    assert.deepEqual(outputs, { name: "x", tree: { a: 1 } });
    assert.deepEqual(secretOutputPaths, ["name"]);
  });

  describe("when the program is wrong", () => {
    const failing: readonly (readonly [string, () => unknown, RegExp])[] = [
      [
        "throws",
        () => {
          throw new pulumi.RunError("the stack file is wrong");
        },
        /^the stack file is wrong$/,
      ],
      [
        "rejects inside an apply",
        () =>
          new aws.ecs.Cluster("cluster").arn.apply(() => {
            throw new Error("too late");
          }),
        /^too late$/,
      ],
      [
        "calls a function that the cloud does not know",
        () => aws.ec2.getAmiOutput({}).id,
        /no model of the function aws:ec2\/getAmi:getAmi/,
      ],
      [
        "uses a name twice",
        () => [new aws.ecs.Cluster("cluster"), new aws.ecs.Cluster("cluster")],
        /Duplicate resource URN '.*::cluster'/,
      ],
    ];
    for (const [what, program, message] of failing) {
      it(`rejects with the cause when it ${what}`, async () => {
        const listeners = process.listenerCount("unhandledRejection");
        for (const preview of [true, false]) {
          if (preview && what === "rejects inside an apply") continue;
          await assert.rejects(capture({ ...options, preview }, program), { message });
        }
        assert.equal(process.listenerCount("unhandledRejection"), listeners);
      });
    }

    it("ends one that waits forever beside something that runs, and lets the next one start", async () => {
      const clock = setInterval(() => undefined, 1000);
      const waiting = capture({ ...options, preview: false, patienceSeconds: 0.05 }, () => {
        new aws.ecs.Cluster("cluster", { name: new Promise<string>(() => undefined) });
      });
      const next = capture({ ...options, preview: false }, () => ({ done: true }));
      await assert.rejects(waiting, {
        name: "NeverFinishedError",
        message: /^The program never finished: it registered nothing for 0.05 seconds\. /,
      });
      assert.deepEqual((await next).outputs, { done: true });
      clearInterval(clock);
    });

    it("leaves nothing behind for the next capture", async () => {
      const broken = () => {
        new aws.ecs.Cluster("broken");
        throw new Error("stop");
      };
      await assert.rejects(capture({ ...options, preview: true }, broken));
      const { resources } = await capture({ ...options, stack: "other", preview: false }, () => {
        assert.equal(pulumi.getStack(), "other");
        assert.equal(new pulumi.Config("drydock").get("name"), undefined);
        new aws.ecs.Cluster("cluster");
      });
      assert.deepEqual(
        resources.map(({ name }) => name),
        ["drydock-other", "cluster"],
      );
    });
  });

  it("runs captures that are started together one after the other", async () => {
    const run = (name: string) =>
      capture({ ...options, stack: name, preview: false }, () => {
        new aws.ecs.Cluster(name);
      });
    const captures = await Promise.all([run("first"), run("second")]);
    assert.deepEqual(
      captures.map(({ stack, resources }) => [stack, resources.at(-1)?.name]),
      [
        ["first", "first"],
        ["second", "second"],
      ],
    );
  });
});

/** The finder that other tests prove their secrets with has to find things itself. */
describe("plain sightings of a secret", () => {
  const canary = "canary-4711";

  it("finds a secret in an input, inside a document, in an output", async () => {
    const registered = await register(() => {
      new aws.cloudwatch.LogGroup("plain", { tags: { leaked: canary } });
      new aws.ecs.TaskDefinition("task", {
        family: "task",
        containerDefinitions: JSON.stringify([{ environment: [{ name: "A", value: canary }] }]),
      });
      return { nested: { leaked: `and ${canary}` } };
    });
    assert.deepEqual(plainSightings(registered, canary).sort(), [
      "aws:cloudwatch/logGroup:LogGroup plain inputs.tags.leaked",
      "aws:cloudwatch/logGroup:LogGroup plain outputs.tags.leaked",
      "aws:cloudwatch/logGroup:LogGroup plain outputs.tagsAll.leaked",
      "aws:ecs/taskDefinition:TaskDefinition task inputs.containerDefinitions",
      "aws:ecs/taskDefinition:TaskDefinition task outputs.containerDefinitions",
      "pulumi:pulumi:Stack drydock-test outputs.nested.leaked",
    ]);
  });

  it("does not count what the program marked as secret", async () => {
    const registered = await register(() => {
      const secret = pulumi.secret(canary);
      new aws.secretsmanager.SecretVersion("version", { secretId: "x", secretString: secret });
      return { secret, bag: { inner: secret } };
    });
    assert.deepEqual(plainSightings(registered, canary), []);
  });
});
