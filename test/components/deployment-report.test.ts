// What a service is said to run, and what an update corrected. Not proved here: that the engine calls the hooks, which
// test/engine/deployments.engine.ts does.
import * as assert from "node:assert/strict";
import { correctedSettings } from "../../components/fargate-service/corrected-settings";
import {
  deploymentProblem,
  failedDeployment,
  type LiveService,
} from "../../components/fargate-service/deployment-report";

const family = (revision: number) =>
  `arn:aws:ecs:us-east-2:111122223333:task-definition/web:${revision}`;
const asked = {
  name: "web",
  serviceName: "web",
  taskDefinition: family(2),
  stack: "test",
  urn: "urn:web",
  clusterArn: "arn:cluster",
};
const steady = { createdAt: "14:00", message: "(service web) has reached a steady state." };
const live = (changes: Partial<LiveService> = {}): LiveService => ({
  taskDefinition: family(2),
  runningCount: 1,
  desiredCount: 1,
  events: [steady],
  ...changes,
});
const none = { deployed: false, corrected: [] };

describe("the problem after a deployment", () => {
  it("is none where the service runs what was asked for", () => {
    assert.equal(deploymentProblem(asked, live(), none), undefined);
    assert.equal(deploymentProblem(asked, live(), { ...none, deployed: true }), undefined);
  });

  it("is a rollback only where this run deployed", () => {
    assert.equal(
      deploymentProblem(asked, live({ taskDefinition: family(1) }), { ...none, deployed: true }),
      'Service "web" runs web:1, and this update asks for web:2.\n' +
        "ECS rolled the deployment back: the new tasks did not become healthy. `npx drydock why web --stack test` says why.\n" +
        "The service keeps running as before: fix the cause and run `pulumi up` again.\n" +
        "  events     14:00  (service web) has reached a steady state.",
    );
  });

  it("is the state's where nothing was tried", () => {
    assert.equal(
      deploymentProblem(asked, live({ taskDefinition: family(1), events: [] }), none),
      'Service "web" runs web:1, and this update asks for web:2.\n' +
        "Nothing was deployed in this run: the service was changed outside Pulumi, which the state does not show. To deploy web:2:\n" +
        "  pulumi refresh --yes --stack test --target 'urn:web'\n" +
        "  pulumi up --stack test",
    );
  });

  it("is the former update's where this one corrected the state, even if the task definition is the same", () => {
    const corrected = ["networkConfiguration", "taskDefinition"];
    assert.equal(
      deploymentProblem(asked, live({ events: [] }), { deployed: false, corrected }),
      'Service "web" runs with another networkConfiguration.\n' +
        "Nothing was deployed in this run: the update before it failed, and the state held what that one had planned. The " +
        "state is correct now.\n" +
        "Run `pulumi up` again, which deploys it. `npx drydock why web --stack test` says why the former deployment failed.",
    );
  });

  it("is a first deployment that never became healthy, and not a service that lost its tasks for a moment", () => {
    const never = {
      runningCount: 0,
      events: [{ createdAt: "14:01", message: "deployment failed" }],
    };
    assert.match(
      deploymentProblem(asked, live(never), none) ?? "",
      /^Service "web" has never become healthy: it runs no task of web:2\.\n.*\n {2}aws ecs update-service --force-new-deployment --cluster arn:cluster --service web\n/,
    );
    assert.equal(deploymentProblem(asked, live({ ...never, events: [steady] }), none), undefined);
    assert.equal(deploymentProblem(asked, live({ ...never, runningCount: 1 }), none), undefined);
    assert.equal(deploymentProblem(asked, live({ ...never, desiredCount: 0 }), none), undefined);
  });

  it("shows the five newest events, and the last of the wrapped errors", () => {
    const events = Array.from({ length: 6 }, (_, index) => ({
      createdAt: `14:0${index}`,
      message: `event ${index}`,
    }));
    const errors = ["updating urn:web: 1 error occurred:\n\t* waiting for it: the reason\n"];
    assert.equal(
      failedDeployment(asked, live({ taskDefinition: "", desiredCount: 2, events }), errors),
      'Service "web" was not deployed.\n' +
        "  asked for  web:2\n" +
        "  runs       nothing, 1 of 2 tasks\n" +
        "  ECS says   waiting for it: the reason\n" +
        "  events     14:00  event 0\n" +
        [1, 2, 3, 4].map((index) => `             14:0${index}  event ${index}\n`).join("") +
        "  next       `npx drydock why web --stack test`",
    );
  });
});

describe("the settings that an update corrected", () => {
  const subnets = (...ids: string[]) => ({ networkConfiguration: { subnets: ids } });

  it("are those that the state already had as asked for, and ECS has not", () => {
    const planned = { taskDefinition: family(2), ...subnets("b") };
    const read = { taskDefinition: family(1), ...subnets("a") };
    const update = { newInputs: planned, oldOutputs: planned, newOutputs: read };
    assert.deepEqual(correctedSettings(update), ["taskDefinition", "networkConfiguration"]);
  });

  it("are none in a real update, whether it succeeded or was rolled back", () => {
    const [wanted, former] = [{ taskDefinition: family(2) }, { taskDefinition: family(1) }];
    for (const newOutputs of [wanted, former]) {
      assert.deepEqual(
        correctedSettings({ newInputs: wanted, oldOutputs: former, newOutputs }),
        [],
      );
    }
  });

  it("are none where an update takes away what the state had", () => {
    const loadBalancers = (...more: string[]) => ({ loadBalancers: [{ group: "web", more }] });
    const without = { loadBalancers: [{ group: "web" }] };
    const update = { newInputs: without, newOutputs: without };
    const former = loadBalancers("alternate");
    assert.deepEqual(correctedSettings({ ...update, oldInputs: former, oldOutputs: former }), []);
    // The state holds the plan of an update that failed; the inputs are still those from before it.
    const failed = { oldInputs: loadBalancers("other"), oldOutputs: loadBalancers() };
    assert.deepEqual(correctedSettings({ ...update, ...failed }), ["loadBalancers"]);
  });

  it("ignore the order of a set, what the provider adds, and the bridge's own keys", () => {
    const newInputs = { networkConfiguration: { subnets: ["a", "b"], __defaults: ["x"] } };
    const oldOutputs = { networkConfiguration: { subnets: ["b", "a"], assignPublicIp: false } };
    const newOutputs = { networkConfiguration: { subnets: ["a", "b"], assignPublicIp: false } };
    assert.deepEqual(correctedSettings({ newInputs, oldOutputs, newOutputs }), []);
  });
});
