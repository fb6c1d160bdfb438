import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PropertyBag } from "../../../drydock/offline/capture";
import { CloudStore } from "../../../drydock/offline/cloud/store";
import { textAt } from "../../../drydock/offline/cloud/values";
import { createOperations } from "../../../drydock/offline/engine/provider/operations";
import type { Existing, ResourceOperations } from "../../../drydock/offline/engine/provider/types";

const settings = { region: "us-east-2", defaultTags: {} };
const role = "aws:iam/role:Role";
const group = "aws:ec2/securityGroup:SecurityGroup";
const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const service = "aws:ecs/service:Service";
const cluster = "aws:ecs/cluster:Cluster";
const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";
const listenerRule = "aws:lb/listenerRule:ListenerRule";
const targetGroup = "aws:lb/targetGroup:TargetGroup";
const namespace = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
const discovery = "aws:servicediscovery/service:Service";
const secret = "aws:secretsmanager/secret:Secret";
const secretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
const bucket = "aws:s3/bucket:Bucket";
const queue = "aws:sqs/queue:Queue";
const bucketObject = "aws:s3/bucketObjectv2:BucketObjectv2";

/** Both sides of each rule of the stand-in cloud: accepted and refused. */
describe("the stand-in cloud refuses what AWS refuses", () => {
  let folder: string;
  let operations: ResourceOperations;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-refusals-"));
    operations = createOperations(new CloudStore(join(folder, "cloud.jsonl")));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const subjectOf = (type: string, name: string) => ({
    type,
    name,
    urn: `urn:pulumi:test::drydock::${type}::${name}`,
  });

  const check = (type: string, news: PropertyBag) =>
    operations.check({ ...subjectOf(type, "x"), olds: {}, news }, settings).failures;

  const makeIn =
    (region: string) =>
    (type: string, name: string, news: PropertyBag): Existing => {
      const [subject, provider] = [subjectOf(type, name), { ...settings, region }];
      const { inputs, failures } = operations.check({ ...subject, olds: {}, news }, provider);
      assert.deepEqual(failures, []);
      return operations.create({ ...subject, inputs, preview: false }, provider);
    };
  const make = makeIn(settings.region);

  const remove = (type: string, name: string, { id, state }: Existing): void => {
    operations.remove({ ...subjectOf(type, name), id, state }, settings);
  };

  const trust = JSON.stringify({ Statement: [] });

  describe("in the inputs", () => {
    it("what is required", () => {
      assert.deepEqual(check(role, {}), [
        { property: "assumeRolePolicy", reason: 'Missing required argument: "assumeRolePolicy"' },
      ]);
      assert.deepEqual(check(role, { assumeRolePolicy: trust }), []);
    });

    it("what excludes each other", () => {
      const strategies = { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] };
      assert.deepEqual(check(service, { launchType: "FARGATE", ...strategies }), [
        {
          property: "launchType",
          reason: "conflicts with capacityProviderStrategies: give one of them",
        },
      ]);
      assert.deepEqual(check(service, strategies), []);
    });

    it("values outside an enumeration", () => {
      assert.deepEqual(check(logGroup, { retentionInDays: 14 }), []);
      assert.match(check(logGroup, { retentionInDays: 15 })[0]?.reason ?? "", /got 15$/);
    });

    it("keys of objects that lead out of their bucket", () => {
      const bucketName = make(bucket, "b", {}).id;
      const put = (key: string) => () => make(bucketObject, key, { bucket: bucketName, key });
      for (const key of ["env/../a.env", "a/b/../../c.env", "..a/b.env", "a..env"]) {
        assert.doesNotThrow(put(key), key);
      }
      for (const key of ["../a.env", "env/../../a.env", "a/../../b/c.env"]) {
        assert.throws(put(key), /InvalidURI/, key);
      }
    });

    it("names that are too long or have other characters", () => {
      assert.deepEqual(check(targetGroup, { name: "a".repeat(32) }), []);
      assert.match(check(targetGroup, { name: "a".repeat(33) })[0]?.reason ?? "", /at most 32/);
      assert.match(check(targetGroup, { name: "a_b" })[0]?.reason ?? "", /does not match/);
      assert.match(check(group, { description: "it's" })[0]?.reason ?? "", /does not match/);
    });

    it("documents that are no JSON", () => {
      assert.deepEqual(check(role, { assumeRolePolicy: "{" }), [
        { property: "assumeRolePolicy", reason: "contains an invalid JSON document" },
      ]);
    });

    it("nothing that is still unknown in a preview", () => {
      const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
      assert.deepEqual(check(role, { assumeRolePolicy: unknown, name: unknown }), []);
      assert.deepEqual(check(logGroup, { retentionInDays: unknown }), []);
    });
  });

  describe("when it is made", () => {
    it("a name that is taken", () => {
      make(role, "a", { name: "one", assumeRolePolicy: trust });
      assert.throws(() => make(role, "b", { name: "one", assumeRolePolicy: trust }), {
        message: "EntityAlreadyExists: Role with name one already exists.",
      });
      make(role, "c", { name: "two", assumeRolePolicy: trust });
    });

    it("a name that is taken in the region, or anywhere where names are global", () => {
      const makeElsewhere = makeIn("eu-west-1");
      make(logGroup, "a", { name: "/one" });
      makeElsewhere(logGroup, "b", { name: "/one" });
      assert.throws(() => makeElsewhere(logGroup, "c", { name: "/one" }), /already exists/);
      make(bucket, "a", { bucket: "one" });
      assert.throws(() => makeElsewhere(bucket, "b", { bucket: "one" }), /you already own it/);
    });

    it("not the name that a resource has itself, whatever its project or stack is called now", () => {
      const { id, state } = make(role, "a", { name: "one", assumeRolePolicy: trust });
      const renamed = `urn:pulumi:test::another::${role}::a`;
      const news = { name: "one", assumeRolePolicy: trust, description: "x" };
      const request = { ...subjectOf(role, "a"), urn: renamed, id, oldState: state, news };
      assert.equal(operations.update({ ...request, preview: false }, settings)["description"], "x");
      make(role, "b", { name: "two", assumeRolePolicy: trust });
      const taken = { ...request, news: { ...news, name: "two" }, preview: false };
      assert.throws(() => operations.update(taken, settings), /name two already exists/);
    });

    it("a rule that exists", () => {
      const { id: vpcId } = make(vpc, "v", { cidrBlock: "10.0.0.0/16" });
      const { id } = make(group, "g", { vpcId });
      const open = { securityGroupId: id, ipProtocol: "tcp", fromPort: 80, toPort: 80 };
      make(ingressRule, "a", { ...open, cidrIpv4: "0.0.0.0/0" });
      make(ingressRule, "b", { ...open, cidrIpv4: "10.0.0.0/8" });
      assert.throws(
        () => make(ingressRule, "c", { ...open, cidrIpv4: "0.0.0.0/0" }),
        /^CloudRefusal: InvalidPermission\.Duplicate: the specified rule already exists/,
      );
    });

    it("a task definition whose role or log group does not exist", () => {
      const logs = (name: string) =>
        JSON.stringify([
          { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": name } } },
        ]);
      const { state } = make(role, "r", { assumeRolePolicy: trust });
      make(logGroup, "l", { name: "/web" });
      const arn = state["arn"] ?? null;
      const given = { family: "web", containerDefinitions: logs("/web"), executionRoleArn: arn };
      assert.throws(
        () => make(taskDefinition, "a", { ...given, executionRoleArn: "arn:aws:iam::1:role/x" }),
        /unable to assume the role 'arn:aws:iam::1:role\/x'/,
      );
      assert.throws(
        () => make(taskDefinition, "b", { ...given, containerDefinitions: logs("/other") }),
        /The specified log group does not exist: \/other/,
      );
      make(taskDefinition, "c", given);
    });

    it("a service whose target group has no listener", () => {
      const { id: clusterId } = make(cluster, "c", { name: "c" });
      const { id: targetGroupArn } = make(targetGroup, "t", { targetType: "ip" });
      const { state } = make(taskDefinition, "d", { family: "f", containerDefinitions: "[]" });
      const given = {
        cluster: clusterId,
        taskDefinition: state["arn"] ?? null,
        loadBalancers: [{ targetGroupArn, containerName: "web", containerPort: 80 }],
      };
      assert.throws(() => make(service, "s", given), /does not have an associated load balancer/);
    });

    it("a blue/green deployment before the rule leads to both groups", () => {
      const { state } = make(taskDefinition, "d", { family: "d", containerDefinitions: "[]" });
      const groups = ["one", "two"].map((name) => make(targetGroup, name, { targetType: "ip" }).id);
      const [targetGroupArn = "", alternateTargetGroupArn = ""] = groups;
      const balancer = make(loadBalancer, "b", { internal: true });
      const { id: listenerArn } = make(listener, "b", {
        loadBalancerArn: balancer.id,
        port: 80,
        defaultActions: [{ type: "fixed-response" }],
      });
      const ruleWith = (priority: number, actions: PropertyBag[]) =>
        make(listenerRule, `r${priority}`, {
          listenerArn,
          conditions: [{ pathPattern: { values: ["/*"] } }],
          priority,
          actions,
        }).id;
      const forwardTo = (...arns: string[]) => ({
        type: "forward",
        forward: { targetGroups: arns.map((arn) => ({ arn, weight: 1 })) },
      });
      const ruleTo = (priority: number, ...arns: string[]) =>
        ruleWith(priority, [forwardTo(...arns)]);
      const { id: clusterId } = make(cluster, "c", { name: "c" });
      const deploy = (productionListenerRule: string) =>
        make(service, "s", {
          name: "s",
          cluster: clusterId,
          desiredCount: 0,
          taskDefinition: state["arn"] ?? null,
          deploymentConfiguration: { strategy: "BLUE_GREEN" },
          loadBalancers: [
            {
              targetGroupArn,
              advancedConfiguration: { alternateTargetGroupArn, productionListenerRule },
            },
          ],
        });
      assert.throws(
        () => deploy(ruleTo(1, targetGroupArn)),
        /Both targetGroup and alternateTargetGroup must/,
      );
      const mixed = ruleWith(3, [forwardTo(...groups), { type: "redirect" }]);
      assert.throws(() => deploy(mixed), /an action of type redirect, which a deployment/);
      assert.doesNotThrow(() => deploy(ruleTo(2, ...groups)));
    });

    it("users who sign in over HTTP, after the answer, twice, or at no provider", () => {
      const { id: loadBalancerArn } = make(loadBalancer, "b", { internal: true });
      const listenerOf = (port: number, https: boolean) =>
        make(listener, `l${port}`, {
          loadBalancerArn,
          port,
          protocol: https ? "HTTPS" : "HTTP",
          ...(https && { certificateArn: "arn:aws:acm:us-east-2:111122223333:certificate/1" }),
          defaultActions: [answer],
        }).id;
      const answer = { type: "fixed-response" };
      const signIn = {
        type: "authenticate-cognito",
        authenticateCognito: {
          userPoolArn: "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_A",
          userPoolClientId: "1",
          userPoolDomain: "shop",
        },
      };
      const [http, https] = [listenerOf(80, false), listenerOf(443, true)];
      const ruleOf = (listenerArn: string, priority: number, actions: PropertyBag[]) => () =>
        make(listenerRule, `r${priority}`, { listenerArn, priority, conditions: [], actions });
      assert.throws(ruleOf(http, 1, [signIn, answer]), /supported only on HTTPS listeners/);
      assert.throws(ruleOf(https, 2, [answer, signIn]), /must be followed by an action/);
      assert.throws(ruleOf(https, 3, [signIn]), /must be followed by an action/);
      assert.throws(ruleOf(https, 4, [signIn, signIn, answer]), /only one authenticate action/);
      const half = { ...signIn, authenticateCognito: { userPoolArn: "arn:x" } };
      assert.throws(ruleOf(https, 5, [half, answer]), /userPoolClientId must be specified/);
      assert.doesNotThrow(ruleOf(https, 6, [signIn, answer]));
      const elsewhere = "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/x/1/2";
      assert.throws(ruleOf(elsewhere, 7, [signIn, answer]), /ListenerNotFound/);
      const defaultActions = [signIn, answer];
      const onHttp = { loadBalancerArn, port: 81, protocol: "HTTP", defaultActions };
      assert.throws(() => make(listener, "l81", onHttp), /supported only on HTTPS listeners/);
    });

    it("a second load balancer of a target group", () => {
      const listenerOf = (balancer: string, targetGroupArn: string | null) => {
        const { id } = make(loadBalancer, balancer, { internal: true });
        const defaultActions = [{ type: "forward", ...(targetGroupArn && { targetGroupArn }) }];
        return make(listener, balancer, { loadBalancerArn: id, port: 80, defaultActions }).id;
      };
      const { id } = make(targetGroup, "t", { targetType: "ip" });
      const first = listenerOf("first", id);
      const refusal =
        /TargetGroupAssociationLimit: .* with more than one load balancer: arn:\S+targetgroup/;
      assert.throws(() => listenerOf("second", id), refusal);
      const ruleOf = (name: string, listenerArn: string) =>
        make(listenerRule, name, {
          listenerArn,
          conditions: [],
          actions: [{ type: "forward", forward: { targetGroups: [{ arn: id }] } }],
        });
      ruleOf("same", first);
      assert.throws(() => ruleOf("other", listenerOf("third", null)), refusal);
    });

    it("a queue whose name, or whose dead-letter queue, is of the other kind", () => {
      const fifo = { fifoQueue: true };
      assert.throws(() => make(queue, "q", { name: "q.fifo" }), /ends in \.fifo: q\.fifo/);
      assert.throws(() => make(queue, "q", { name: "q", ...fifo }), /ends in \.fifo: q/);
      const deduplicating = { name: "q", contentBasedDeduplication: true };
      assert.throws(() => make(queue, "q", deduplicating), /InvalidAttributeName/);
      make(queue, "r", { ...deduplicating, ...fifo, name: "r.fifo" });

      const dead = ["dead", "dead.fifo"].map(
        (name) => make(queue, name, { name, ...(name.endsWith(".fifo") ? fifo : {}) }).state["arn"],
      );
      const withDead = (name: string, kind: object, deadLetterTargetArn: unknown) =>
        make(queue, name, {
          ...{ name, ...kind },
          redrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
        });
      assert.throws(() => withDead("own", {}, dead[1]), /must be same type of queue/);
      assert.throws(() => withDead("own.fifo", fifo, dead[0]), /must be same type of queue/);
      withDead("own", {}, dead[0]);
      withDead("own.fifo", fifo, dead[1]);
    });

    it("a secret whose name waits for its deletion", () => {
      const first = make(secret, "a", { name: "one", recoveryWindowInDays: 30 });
      remove(secret, "a", first);
      assert.throws(() => make(secret, "a", { name: "one" }), /already scheduled for deletion/);
      const second = make(secret, "b", { name: "two", recoveryWindowInDays: 0 });
      remove(secret, "b", second);
      make(secret, "b", { name: "two" });
    });
  });

  describe("when it is deleted", () => {
    it("a group in use", () => {
      const { id: vpcId } = make(vpc, "v", { cidrBlock: "10.0.0.0/16" });
      const used = make(group, "used", { vpcId });
      const other = make(group, "other", { vpcId });
      const rule = make(ingressRule, "r", {
        securityGroupId: other.id,
        referencedSecurityGroupId: used.id,
        ipProtocol: "-1",
      });
      assert.throws(() => {
        remove(group, "used", used);
      }, /DependencyViolation: resource sg-\w+ has a dependent object It is used by/);
      remove(ingressRule, "r", rule);
      remove(group, "used", used);
    });

    it("a network with something in it", () => {
      const network = make(vpc, "v", { cidrBlock: "10.0.0.0/16" });
      const inside = make(subnet, "s", { vpcId: network.id, cidrBlock: "10.0.0.0/24" });
      assert.throws(() => {
        remove(vpc, "v", network);
      }, /DependencyViolation/);
      remove(subnet, "s", inside);
      remove(vpc, "v", network);
    });

    it("a namespace with services", () => {
      const { id: vpcId } = make(vpc, "v", { cidrBlock: "10.0.0.0/16" });
      const zone = make(namespace, "n", { name: "test.internal", vpc: vpcId });
      const entry = make(discovery, "d", { name: "web", dnsConfig: { namespaceId: zone.id } });
      assert.throws(() => {
        remove(namespace, "n", zone);
      }, /ResourceInUse: Namespace \S+ has associated services/);
      remove(discovery, "d", entry);
      remove(namespace, "n", zone);
    });

    it("a name with registered tasks, unless the provider may deregister them", () => {
      const task = make(taskDefinition, "t", { family: "t", containerDefinitions: "[]" });
      const tasks = {
        cluster: make(cluster, "c", {}).id,
        taskDefinition: textAt(task.state, "arn"),
      };
      const [kept, emptied] = [false, true].map((forceDestroy) => {
        const name = `n-${forceDestroy}`;
        const entry = make(discovery, name, { name, forceDestroy });
        make(service, name, {
          ...tasks,
          serviceRegistries: { registryArn: textAt(entry.state, "arn") },
        });
        return entry;
      });
      assert.ok(kept !== undefined && emptied !== undefined);
      assert.throws(() => {
        remove(discovery, "n-false", kept);
      }, /ResourceInUse: Service contains registered instances/);
      remove(discovery, "n-true", emptied);
    });

    it("a bucket with objects, unless it may be emptied", () => {
      const full = make(bucket, "b", {});
      make(bucketObject, "o", { bucket: full.id, key: "a.env" });
      assert.throws(() => {
        remove(bucket, "b", full);
      }, /BucketNotEmpty/);
      const emptied = make(bucket, "e", { forceDestroy: true });
      make(bucketObject, "p", { bucket: emptied.id, key: "a.env" });
      remove(bucket, "e", emptied);
    });

    it("nothing that is gone already", () => {
      const gone = make(bucket, "b", {});
      remove(bucket, "b", gone);
      remove(bucket, "b", gone);
    });
  });

  describe("and keeps what AWS keeps", () => {
    it("counts revisions of a task definition on, also after they are deregistered", () => {
      const given = { family: "f", containerDefinitions: "[]" };
      const first = make(taskDefinition, "d", given);
      assert.equal(first.state["revision"], 1);
      remove(taskDefinition, "d", first);
      const second = make(taskDefinition, "d", given);
      assert.equal(second.state["revision"], 2);
      const { arn } = second.state;
      assert.ok(typeof arn === "string" && arn.endsWith(":task-definition/f:2"));
    });

    it("makes the version put last the current one", () => {
      const { id: secretId } = make(secret, "s", { name: "s" });
      const versions = ["v1", "v2", "v3"].map((name) =>
        make(secretVersion, name, { secretId, secretString: "{}" }),
      );
      const stages = versions.map(({ id, state, inputs }, index) => {
        const subject = subjectOf(secretVersion, `v${index + 1}`);
        return operations.read({ ...subject, id, state, inputs }, settings).state["versionStages"];
      });
      assert.deepEqual(stages, [[], ["AWSPREVIOUS"], ["AWSCURRENT"]]);
    });
  });
});
