import * as assert from "node:assert/strict";
import { isMap } from "drydock-components/model/check/path";
import { textAt } from "../../drydock/offline/cloud/values";
import type { JobRun } from "../../drydock/operate/run/runner";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { type Config, Scratch } from "./support/scratch";

const service = "aws:ecs/service:Service";

/**
 * The jobs of examples/jobs from their creation to their end, with a second service that waits for the migration. The
 * stand-in cloud runs no task: how one ends is said here, and how AWS is asked is shown in test/operate/run-to-end.test.ts.
 */
describe("the jobs of examples/jobs", () => {
  let engine: Engine;
  const runs: { readonly version: string; readonly deployed: readonly string[] }[] = [];
  let failure: Error | undefined;

  before(async () => {
    engine = await Engine.open(new Scratch("examples/jobs/Pulumi.example.yaml", "example"), {
      tasks: (_environment, { taskDefinitionArn }: JobRun) => {
        runs.push({ version: tail(taskDefinitionArn), deployed: deployed() });
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      },
    });
    change("services", (services) => ({ ...services, api: structuredClone(services["web"]) }));
    change("jobs", ({ migrate, ...jobs }) => ({
      migrate: { ...(isMap(migrate) ? migrate : {}), runs: { before: ["web", "api"] } },
      ...jobs,
    }));
  });
  after(() => engine.close());

  const tail = (arn: string): string => arn.replace(/^.*\/drydock-example-/, "");
  /** `web:1`, the revision that each service runs. */
  const deployed = (): string[] =>
    engine
      .cloud()
      .filter(({ type }) => type === service)
      .map(({ inputs }) => tail(textAt(inputs, "taskDefinition")))
      .sort();
  /** The runs since the last look: the job's revision, and what services ran at that moment. */
  const ran = () => runs.splice(0);

  const change = (key: "services" | "jobs", edit: (part: Config) => Config): void => {
    engine.scratch.configure((config) => {
      const part = config[`drydock:${key}`];
      return { ...config, [`drydock:${key}`]: edit(isMap(part) ? { ...part } : {}) };
    });
  };
  const setIn = (key: "services" | "jobs", name: string, values: Config): void => {
    change(key, (part) => {
      const one = part[name];
      return { ...part, [name]: { ...(isMap(one) ? one : {}), ...values } };
    });
  };
  const ofServices = ({ steps }: Run): string[] =>
    steps.filter((step) => step.includes(service)).sort();

  it("are created, and the migration runs once, before the first of the two services", async () => {
    await succeed(engine.up());
    assert.deepEqual(ran(), [{ version: "migrate:1", deployed: [] }]);
    assert.deepEqual(deployed(), ["api:1", "web:1"]);
  });

  it("run in no preview, and not in an update that changes nothing of the migration", async () => {
    setIn("services", "api", { desiredCount: 2 });
    await succeed(engine.preview());
    assert.deepEqual(changesOf(await succeed(engine.up())), ["~ ecs.Service api"]);
    assert.deepEqual((await succeed(engine.up())).steps, []);
    assert.deepEqual(ran(), []);
  });

  it("stop the update before any call for a service, when the migration fails", async () => {
    setIn("services", "web", { environment: { SHOP: "other" } });
    failure = new Error("The job migrate exited with 1.\n  log   no such table");
    const { providers } = engine.sandbox;
    await providers.control({ record: true });
    const run = await engine.up();
    const calls = await providers.calls();
    await providers.control({});
    assert.equal(run.ok, false);
    assert.match(run.output, /The job migrate exited with 1\.\s+log {3}no such table/);
    // The engine may stop before it comes to the second service, which is told why if it does.
    const refused = new Set(run.output.match(/aws:ecs:Service \w+ \*\*updating failed\*\*/g));
    const isTold = /is not changed: the job migrate failed, see above\./.test(run.output);
    assert.equal(isTold, refused.size > 1, run.output);
    const changes = calls.filter(({ method }) => method === "create" || method === "update");
    assert.ok(changes.length > 0);
    assert.deepEqual(
      changes.filter(({ subject, preview }) => subject.includes(service) && !preview),
      [],
    );
    assert.deepEqual(ran(), [{ version: "migrate:2", deployed: ["api:1", "web:1"] }]);
    assert.deepEqual(deployed(), ["api:1", "web:1"]);
  });

  it("run again in the next update, and the services change when the migration has succeeded", async () => {
    failure = undefined;
    const run = await succeed(engine.up());
    assert.deepEqual(ofServices(run), [`update ${service} api`, `update ${service} web`]);
    assert.deepEqual(ran(), [{ version: "migrate:2", deployed: ["api:1", "web:1"] }]);
    // Of the other service only the tag has changed: it is not deployed.
    assert.deepEqual(deployed(), ["api:1", "web:2"]);
    assert.deepEqual((await succeed(engine.up())).steps, []);
    assert.deepEqual(ran(), []);
  });

  it("change in place with their schedules, and between what runs them", async () => {
    setIn("jobs", "report", { runs: { at: "rate(1 day)", retries: 1 } });
    assert.deepEqual(changesOf(await succeed(engine.up())), [
      "- iam.RolePolicy report-others",
      "~ scheduler.Schedule report",
      "~ sfn.StateMachine report",
    ]);
    setIn("jobs", "report", { runs: { at: "rate(1 day)" } });
    const direct = changesOf(await succeed(engine.up()));
    assert.ok(direct.includes("- sfn.StateMachine report"), direct.join("\n"));
    assert.ok(direct.includes("~ scheduler.Schedule report"), direct.join("\n"));
    assert.ok(direct.includes("+ cloudwatch.EventRule report-failed"), direct.join("\n"));
    assert.deepEqual(ran(), []);
  });

  it("leave nothing", async () => {
    await succeed(engine.destroy());
    assert.deepEqual(engine.cloud(), []);
    assert.deepEqual(ran(), []);
  });
});
