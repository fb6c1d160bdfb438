import * as assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { textAt, textsAt } from "../../drydock/offline/cloud/values";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { edit, remove, section, services, set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const ingress = "drydock:ingress";
const secrets = "drydock:secrets";

/**
 * Changes of what everything else stands on: they get through, there and back, or are refused before anything changes. Not
 * shown: how long AWS takes.
 */
describe("a change of what others stand on", () => {
  let engine: Engine;
  let made: string;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    await succeed(engine.up());
    made = engine.scratch.snapshot();
  });
  after(async () => {
    await engine.close();
    rmSync(made, { recursive: true, force: true });
  });
  beforeEach(() => engine.restore(made));

  const nothingLeft = async () => {
    assert.deepEqual((await succeed(engine.preview())).steps, []);
  };

  it("turns the load balancer internal, and back, and requests find a target group all the time", async () => {
    for (const internal of [true, false]) {
      set([ingress], { internal })(engine.scratch);
      const { steps } = await succeed(engine.up());
      const replaced = (type: string, name: string): string[] => [
        `create-replacement ${type} ${name}`,
        `delete-replaced ${type} ${name}`,
      ];
      const order = [
        ...replaced("aws:lb/targetGroup:TargetGroup", "web").slice(0, 1),
        ...replaced("aws:lb/listenerRule:ListenerRule", "web").slice(0, 1),
        "update aws:ecs/service:Service web",
        ...replaced("aws:lb/listenerRule:ListenerRule", "web").slice(1),
        ...replaced("aws:lb/targetGroup:TargetGroup", "web").slice(1),
      ];
      assert.deepEqual(
        steps.filter((step) => order.includes(step)),
        order,
      );
      await nothingLeft();
    }
  });

  it("moves a route to another load balancer, and back, and requests find a target group all the time", async () => {
    set([], { "drydock:loadBalancers": { inside: { internal: true } } })(engine.scratch);
    const added = changesOf(await succeed(engine.up()));
    assert.ok(added.includes("+ lb.LoadBalancer ingress-inside"), added.join("\n"));
    assert.deepEqual(
      added.filter((line) => !line.startsWith("+")),
      ["~ cloudwatch.Dashboard dashboard"],
    );
    for (const loadBalancer of ["inside", "ingress"]) {
      set([...web, "route"], { loadBalancer })(engine.scratch);
      const run = await succeed(engine.up());
      const group = "aws:lb/targetGroup:TargetGroup web";
      const rule = "aws:lb/listenerRule:ListenerRule web";
      const order = [
        `create-replacement ${group}`,
        `create-replacement ${rule}`,
        "update aws:ecs/service:Service web",
        `delete-replaced ${rule}`,
        `delete-replaced ${group}`,
      ];
      assert.deepEqual(
        run.steps.filter((step) => order.includes(step)),
        order,
      );
      // The way between security groups, for it names both of them, and nothing else.
      assert.deepEqual(
        changesOf(run).filter((line) => /^(?:\+-|-\+|\+|-) /.test(line)),
        [
          "+- lb.ListenerRule web",
          "+- lb.TargetGroup web",
          "+- vpc.SecurityGroupEgressRule web-load-balancer-out",
          "+- vpc.SecurityGroupIngressRule web-load-balancer-in",
        ],
      );
      await nothingLeft();
    }
    remove([], "drydock:loadBalancers")(engine.scratch);
    assert.deepEqual(
      changesOf(await succeed(engine.up())).filter((line) => !line.startsWith("- ")),
      ["~ cloudwatch.Dashboard dashboard"],
    );
  });

  it("gives a load balancer further names and answers and a service gRPC, and takes them back", async () => {
    const zone = { hostedZoneId: "Z0123456789EXAMPLE" };
    set([ingress], { domain: "shop.example.com", ...zone })(engine.scratch);
    await succeed(engine.up());
    set([ingress], {
      moreDomains: [{ domain: "www.example.com", ...zone }],
      redirects: { www: { hosts: ["www.example.com"], toHost: "shop.example.com" } },
      responses: { robots: { paths: ["/robots.txt"], status: 404 } },
    })(engine.scratch);
    const added = [
      "+ acm.Certificate ingress-www-example-com",
      "+ acm.CertificateValidation ingress-www-example-com",
      "+ lb.ListenerCertificate ingress-www-example-com",
      "+ lb.ListenerRule ingress-redirect-www",
      "+ lb.ListenerRule ingress-response-robots",
      "+ route53.Record ingress-www-example-com",
      "+ route53.Record ingress-www-example-com-validation",
    ];
    assert.deepEqual(changesOf(await succeed(engine.up())), added);
    for (const protocolVersion of ["grpc", "http1"]) {
      set([...web, "route"], {
        protocolVersion,
        healthCheckCodes: protocolVersion === "grpc" ? "0" : "200",
      })(engine.scratch);
      const run = await succeed(engine.up());
      assert.deepEqual(
        changesOf(run).filter((line) => /^(?:\+-|-\+|\+|-) /.test(line)),
        ["+- lb.TargetGroup web"],
      );
      assert.ok(changesOf(run).includes("~ ecs.Service web"));
      await nothingLeft();
    }
    for (const key of ["moreDomains", "redirects", "responses"]) {
      remove([ingress], key)(engine.scratch);
    }
    assert.deepEqual(
      changesOf(await succeed(engine.up())),
      added.map((line) => line.replace("+", "-")),
    );
  });

  it("turns a route of requests into one of connections, and back", async () => {
    set([], { "drydock:loadBalancers": { wires: { type: "network" } } })(engine.scratch);
    await succeed(engine.up());
    const turn = async (route: object, expected: readonly string[]) => {
      edit((config) => {
        section(config, ...web)["route"] = route;
      })(engine.scratch);
      const done = changesOf(await succeed(engine.up()));
      for (const line of expected) assert.ok(done.includes(line), done.join("\n"));
      assert.deepEqual(
        done.filter((line) => line.includes("ecs.Service ")),
        ["~ ecs.Service web"],
      );
      await nothingLeft();
    };
    await turn({ loadBalancer: "wires", protocol: "tcp", port: 5432 }, [
      "+ lb.Listener web",
      "- lb.ListenerRule web",
      "+- lb.TargetGroup web",
      "+ vpc.SecurityGroupIngressRule ingress-wires-tcp-5432-0-0-0-0-0",
    ]);
    await turn({ paths: ["/*"], healthCheckPath: "/healthz" }, [
      "- lb.Listener web",
      "+ lb.ListenerRule web",
      "+- lb.TargetGroup web",
    ]);
    remove([], "drydock:loadBalancers")(engine.scratch);
    await succeed(engine.up());
    await nothingLeft();
  });

  it("gives a service's resources physical names, and changes nothing but them and what refers to them", async () => {
    set([...web, "names"], { targetGroup: "shop-web", logGroup: "/shop/web" })(engine.scratch);
    const done = changesOf(await succeed(engine.up()));
    assert.deepEqual(
      done.filter((line) => /^(?:\+-|-\+) /.test(line) && !line.includes("TaskDefinition")),
      ["-+ cloudwatch.LogGroup web", "+- lb.TargetGroup web"],
    );
    const named = engine.cloud().flatMap(({ inputs }) => textAt(inputs, "name"));
    assert.ok(named.includes("shop-web") && named.includes("/shop/web"));
    await nothingLeft();
  });

  it("lets tasks share a group that the load balancer reaches, and takes it back, without replacing anything", async () => {
    const added = [
      "+ ec2.SecurityGroup ingress-tasks",
      "+ vpc.SecurityGroupEgressRule ingress-tasks-8080-out",
      "+ vpc.SecurityGroupIngressRule ingress-tasks-8080-in",
    ];
    const removed = [
      "- vpc.SecurityGroupEgressRule web-load-balancer-out",
      "- vpc.SecurityGroupIngressRule web-load-balancer-in",
    ];
    for (const sharedSecurityGroup of [true, false]) {
      set([ingress], { sharedSecurityGroup })(engine.scratch);
      const run = await succeed(engine.up());
      const turned = (lines: readonly string[]) =>
        sharedSecurityGroup
          ? lines
          : lines.map((line) =>
              line.startsWith("+") ? line.replace("+", "-") : line.replace("-", "+"),
            );
      assert.deepEqual(
        new Set(changesOf(run)),
        new Set([...turned(added), ...turned(removed), "~ ecs.Service web"]),
      );
      const update = run.steps.indexOf("update aws:ecs/service:Service web");
      const gone = run.steps.findIndex((step) => step.startsWith("delete aws:vpc/"));
      assert.ok(update >= 0 && update < gone, run.steps.join("\n"));
      await nothingLeft();
    }
  });

  it("renames a service in two steps without a rule that leads to no task", async () => {
    let former: unknown;
    edit((config) => {
      const { route, ...others } = section(config, ...web);
      former = route;
      section(config, services)["site"] = structuredClone({
        ...others,
        route: { paths: ["/new/*"] },
      });
    })(engine.scratch);
    await succeed(engine.up());
    set([services, "site"], { route: former })(engine.scratch);
    remove([services], "web")(engine.scratch);
    const { steps } = await succeed(engine.up());
    const rule = "aws:lb/listenerRule:ListenerRule";
    assert.deepEqual(
      steps.filter((step) => step.includes(rule) || step.includes("aws:ecs/service:Service")),
      [`update ${rule} site`, "delete aws:ecs/service:Service web", `delete ${rule} web`],
    );
  });

  it("keeps the last version of a secret current when an older one is edited", async () => {
    edit((config) => {
      const { versions } = section(config, secrets, "ecs-demo");
      assert.ok(Array.isArray(versions));
      versions[0] = { SECRET_KEY_1: { generate: 40 } };
    })(engine.scratch);
    const stages = () =>
      engine
        .cloud()
        .filter(({ type }) => type === "aws:secretsmanager/secretVersion:SecretVersion")
        .map(({ name, state }) => [name, textsAt(state, "versionStages.*").join()])
        .filter(([, held]) => held !== "")
        .sort();
    const before = stages();
    await succeed(engine.up());
    assert.deepEqual(stages(), before);
    assert.deepEqual(before, [
      ["ecs-demo-v1", "AWSPREVIOUS"],
      ["ecs-demo-v2", "AWSCURRENT"],
    ]);
    await nothingLeft();
  });

  it("writes environment files anew after their key has changed, and keeps them there", async () => {
    const objects = () =>
      engine.cloud().filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");
    const keys = objects().map(({ inputs }) => textAt(inputs, "key"));
    for (const customerKey of [true, false]) {
      set(["drydock:encryption"], { customerKey })(engine.scratch);
      const { steps } = await succeed(engine.up());
      const encryption = steps.findIndex((step) =>
        /BucketServerSideEncryption.* env-files$/.test(step),
      );
      const object = steps.indexOf(
        "create-replacement aws:s3/bucketObjectv2:BucketObjectv2 env-files-env/test.env",
      );
      assert.ok(encryption >= 0 && encryption < object, steps.join("\n"));
      assert.deepEqual(
        objects().map(({ inputs }) => textAt(inputs, "key")),
        keys,
      );
    }
    await nothingLeft();
  });

  it("keeps a live environment file after its key has changed", async () => {
    set(web, { envFileUpdates: "live" })(engine.scratch);
    await succeed(engine.up());
    set(["drydock:encryption"], { customerKey: true })(engine.scratch);
    const done = changesOf(await succeed(engine.up()));
    assert.ok(done.includes("-+ s3.BucketObjectv2 env-files-env/test.env"), done.join("\n"));
    assert.ok(engine.cloud().some(({ inputs }) => textAt(inputs, "key").endsWith("test.env")));
    await nothingLeft();
  });

  const network = "drydock:network";
  const elsewhere: readonly (readonly [string, (scratch: Scratch) => void, RegExp])[] = [
    [
      "address range",
      set([network], { cidr: "10.99.0.0/16" }),
      /VPC of test has the addresses 10\.20\.0\.0\/16/,
    ],
    ["mask", set([network], { cidr: "10.20.0.0/17" }), /Put 10\.20\.0\.0\/16 back/],
    ["region", set([], { "aws:region": "eu-west-1" }), /aws:region is eu-west-1/],
  ];
  for (const [what, change, says] of elsewhere) {
    it(`refuses another ${what} before anything changes, and the former one leads on`, async () => {
      const log = (): string => readFileSync(engine.sandbox.folder.cloudFile, "utf8");
      const before = log();
      change(engine.scratch);
      // The second is without a preview.
      for (const run of [await engine.preview(), await engine.up()]) {
        assert.equal(run.ok, false);
        assert.match(run.output, says);
        assert.ok(!/\bat .*\.[jt]s:\d/.test(run.output), run.output);
      }
      assert.ok(log() === before, "something changed before the refusal");
      set([], { "aws:region": "us-east-2" })(engine.scratch);
      set([network], { cidr: "10.20.0.0/16" })(engine.scratch);
      await nothingLeft();
    });
  }

  it("takes another address range after a destruction", async () => {
    await succeed(engine.run("destroy"));
    set([network], { cidr: "10.99.0.0/16" })(engine.scratch);
    await succeed(engine.up());
    await nothingLeft();
  });

  describe("in a protected environment is refused before anything changes:", () => {
    const refused: readonly (readonly [name: string, change: (scratch: Scratch) => void])[] = [
      ["an internal load balancer", set([ingress], { internal: true })],
      ["a removed service with images", remove([services], "web")],
    ];
    let protectedOne: string;
    before(async () => {
      await engine.restore(made);
      edit((config) => {
        config["drydock:lifecycle"] = "protected";
      })(engine.scratch);
      await succeed(engine.up());
      protectedOne = engine.scratch.snapshot();
    });
    after(() => {
      rmSync(protectedOne, { recursive: true, force: true });
    });

    for (const [name, change] of refused) {
      it(name, async () => {
        await engine.restore(protectedOne);
        change(engine.scratch);
        const run: Run = await engine.preview();
        assert.equal(run.ok, false);
        assert.match(run.output, /protect/);
      });
    }
  });
});
