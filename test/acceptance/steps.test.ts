import * as assert from "node:assert/strict";
import type { Faults } from "./emulator/faults";
import { brokenVersionRollsBack } from "./steps/broken-version-rolls-back";
import { changeRolls } from "./steps/change-rolls";
import { createsEnvironment } from "./steps/creates-environment";
import { destroys } from "./steps/destroys";
import { fileSurvivesTask } from "./steps/file-survives-task";
import { fixedVersionUpdates } from "./steps/fixed-version-updates";
import { hasNothingToDo } from "./steps/has-nothing-to-do";
import { leavesNothing } from "./steps/leaves-nothing";
import { logsArrive } from "./steps/logs-arrive";
import { metricsArrive } from "./steps/metrics-arrive";
import { pagesAnswer } from "./steps/pages-answer";
import { sessionIsRecorded } from "./steps/session-is-recorded";
import { shellOpens } from "./steps/shell-opens";
import type { Context, Step } from "./step";
import { cleanUp, contextOn, stage } from "./support";

/** Ways in which the account misbehaves, and what the step then says. */
interface Failure {
  readonly when: string;
  readonly faults: Faults;
  readonly says: RegExp;
}

interface Case {
  readonly step: Step;
  /** A text in the evidence where everything is in order. */
  readonly shows: RegExp;
  /** What came before in the environment's life. */
  readonly after?: readonly Step[];
  readonly failures: readonly Failure[];
}

const vpc = "arn:aws:ec2:us-east-2:111122223333:vpc/vpc-1";
const taskDefinition = "arn:aws:ecs:us-east-2:111122223333:task-definition/drydock-acc-test-web:1";

const cases: readonly Case[] = [
  {
    step: createsEnvironment,
    shows: /created 104 resources.*\nservice web in cluster drydock-acc-test, at http:/,
    failures: [
      {
        when: "AWS refuses a resource",
        faults: { createFails: "creating ECR Repository: LimitExceededException" },
        says: /^pulumi up failed\. error: creating ECR Repository: LimitExceededException$/,
      },
    ],
  },
  {
    step: hasNothingToDo,
    shows: /no changes/,
    failures: [
      {
        when: "a property shows as changed",
        faults: {
          changesForever: "aws:ecs:TaskDefinition web update [diff: ~containerDefinitions]",
        },
        says: /still has changes\.\n ~ {2}aws:ecs:TaskDefinition web update/,
      },
    ],
  },
  {
    step: pagesAnswer,
    shows: /^\/healthz: 200, .*\n(\/.*\n){4}\/files: 200, the file system is mounted$/,
    failures: [
      {
        when: "the load balancer reaches no task",
        faults: { unreachable: true },
        says: /^http:\S+ answers: not within 10 minutes\. Last: status 503: 503 Service Temporarily/,
      },
      {
        when: "secrets are missing",
        faults: { secretsMissing: true },
        says: /^\/secrets does not show "SECRET_KEY_3", "not in the previous version"$/,
      },
    ],
  },
  {
    step: shellOpens,
    shows:
      /^session ecs-execute-command-1 in web of task\/drydock-acc-test\/\w+\n.* printed shell-42-opens$/,
    failures: [
      {
        when: "the agent does not start",
        faults: { agentNeverStarts: true },
        says: /^The agent of ECS Exec runs: not within 5 minutes\. Agents: web: PENDING\.$/,
      },
      {
        when: "the shell prints something else",
        faults: { shellPrints: "/bin/sh -c 'echo shell-$((6*7))-opens'\nsh: not found" },
        says: /did not print shell-42-opens\. It printed: [\s\S]*sh: not found/,
      },
    ],
  },
  {
    step: sessionIsRecorded,
    after: [shellOpens],
    shows: /^\/drydock-acc-test\/exec: ecs-execute-command-1$/,
    failures: [
      {
        when: "no session is recorded",
        faults: { sessionsNotRecorded: true },
        says: /in \/drydock-acc-test\/exec: not within 5 minutes\. .*script and cat of the image/,
      },
    ],
  },
  {
    step: fileSurvivesTask,
    shows: /^wrote "note r1", stopped the only task\na new task shows the file$/,
    failures: [
      {
        when: "the new task has other files",
        faults: { filesLost: true },
        says: /^The new task does not show the file "note r1" that the stopped one wrote\.$/,
      },
      {
        when: "no new task comes",
        faults: { tasksNotReplaced: true },
        says: /^A new task runs and answers: not within 10 minutes\. Tasks: none\.$/,
      },
      {
        when: "the page cannot be written to",
        faults: { unreachable: true },
        says: /^Writing a file gave status 503/,
      },
    ],
  },
  {
    step: logsArrive,
    shows: /^\/drydock\/acc-test\/web: the request for \/acceptance-r1\n.*flow-logs: eni-1-all$/,
    failures: [
      {
        when: "the application's lines do not arrive",
        faults: { logsNotDelivered: true },
        says: /for \/acceptance-r1 arrives in \/drydock\/acc-test\/web: not within 5 minutes/,
      },
      {
        when: "flow logs do not arrive",
        faults: { flowLogsNotDelivered: true },
        says: /^Flow logs arrive in \/drydock\/acc-test\/flow-logs: not within 20 minutes/,
      },
    ],
  },
  {
    step: metricsArrive,
    shows:
      /^AWS\/ECS CPUUtilization: values for 2 minutes.*\nECS\/ContainerInsights NetworkRxBytes: /,
    failures: ["CPUUtilization", "NetworkRxBytes"].map((metricMissing) => ({
      when: `${metricMissing} has no values`,
      faults: { metricMissing },
      says: new RegExp(`${metricMissing} of web has values: not within 15 minutes`),
    })),
  },
  {
    step: changeRolls,
    shows:
      /-web:1 was replaced by drydock-acc-test-web:2.*\n[1-9]\d* requests during the update, none failed$/,
    failures: [
      {
        when: "requests fail meanwhile",
        faults: { dropsRequests: true },
        says: /^[1-9]\d* of \d+ requests failed during the update:\n2026-11-28T\S+ status 502: 502 Bad Gateway/,
      },
      {
        when: "the former version runs on",
        faults: { changesIgnored: true },
        says: /^The service still runs arn:\S+\/drydock-acc-test-web:1 after the update\.$/,
      },
    ],
  },
  {
    step: brokenVersionRollsBack,
    after: [changeRolls],
    shows:
      /^pulumi up failed: error: Service "web" was not deployed\.\ndrydock-acc-test-web:2 still runs; /,
    failures: [
      {
        when: "the update succeeds",
        faults: { brokenUpdateSays: "" },
        says: /^pulumi up succeeded with a container that ends at once\.$/,
      },
      {
        when: "the update fails for another reason",
        faults: { brokenUpdateSays: "timeout while waiting for state" },
        says: /^pulumi up failed, but not with the reason: error: timeout while waiting for state$/,
      },
      {
        when: "the broken version stays",
        faults: { noRollback: true },
        says: /^The service runs drydock-acc-test-web:3, not drydock-acc-test-web:2\.$/,
      },
      {
        when: "requests fail meanwhile",
        faults: { dropsRequests: true },
        says: /^[1-9]\d* of \d+ requests failed meanwhile:\n/,
      },
    ],
  },
  {
    step: fixedVersionUpdates,
    after: [changeRolls, brokenVersionRollsBack],
    shows: /pulumi up succeeds and the pages answer/,
    failures: [
      {
        when: "the stack is stuck",
        faults: { stuckAfterRollback: true },
        says: /^pulumi up failed\. error: the stack is locked$/,
      },
      {
        when: "no task answers",
        faults: { unreachable: true },
        says: /^\/healthz gave status 503/,
      },
    ],
  },
  {
    step: destroys,
    shows: /^pulumi destroy deleted 104 resources; nothing is left in its state$/,
    failures: [
      {
        when: "every attempt fails",
        faults: { destroyFails: 3 },
        says: /^pulumi destroy failed 3 times\. error: deleting the subnet: it has dependencies/,
      },
    ],
  },
  {
    step: leavesNothing,
    after: [destroys],
    shows: /^the tag search finds nothing\nno log group starts with \/drydock\/acc-test\/, /,
    failures: [
      {
        when: "a resource is left",
        faults: { leftBehind: [vpc] },
        says: new RegExp(`^Nothing is left: not within 10 minutes\\. Left over:\n${vpc}$`),
      },
      {
        when: "a task definition is left active",
        faults: { leftBehind: [taskDefinition] },
        says: /Left over:\n\S+:task-definition\/drydock-acc-test-web:1$/,
      },
      {
        when: "something is listed that nobody can ask for",
        faults: { stillListed: ["arn:aws:events:us-east-2:111122223333:rule/r"] },
        says: /rule\/r \(listed by the tag search; look whether it is really there\)$/,
      },
      {
        when: "a log group is left",
        faults: { logGroupsLeft: ["/aws/ecs/containerinsights/drydock-acc-test/performance"] },
        says: /aws logs delete-log-group --region us-east-2 --log-group-name \/aws\/ecs\/containerinsights\/drydock-acc-test\/performance$/,
      },
      {
        when: "an alarm is left",
        faults: { alarmsLeft: ["TargetTracking-service/drydock-acc-test/web-AlarmHigh-1"] },
        says: /alarm TargetTracking-service\/drydock-acc-test\/web-AlarmHigh-1$/,
      },
    ],
  },
];

/** A run's environment with the steps before taken, and the faults that come then. */
async function ready({ step, after = [] }: Case, faults: Faults): Promise<Context> {
  const on = await stage(after.length === 0 ? faults : {});
  const context = await contextOn(on, { stands: step !== createsEnvironment });
  for (const earlier of after) await earlier.run(context);
  Object.assign(on.emulator.world.faults, faults);
  return context;
}

describe("the acceptance step", () => {
  after(cleanUp);
  for (const one of cases) {
    describe(one.step.name, () => {
      it("passes with evidence", async () => {
        const evidence = await one.step.run(await ready(one, {}));
        assert.match(evidence.join("\n"), one.shows);
      });
      for (const { when, faults, says } of one.failures) {
        it(`fails where ${when}`, async () => {
          const context = await ready(one, faults);
          await assert.rejects(one.step.run(context), { name: "CheckFailed", message: says });
        });
      }
    });
  }

  it("opens a shell without a terminal, and says what was not seen", async () => {
    const on = await stage({}, { isTerminal: false });
    const evidence = await shellOpens.run(await contextOn(on));
    assert.match(evidence[1] ?? "", /session-manager-plugin needs a terminal/);
    assert.equal(on.ran.filter(({ program }) => program !== "pulumi").length, 0);
  });

  it("starts the plugin for shells as the AWS CLI does", async () => {
    const on = await stage();
    await shellOpens.run(await contextOn(on));
    const { args = [], terminal } = on.ran.find(({ program }) => program !== "pulumi") ?? {};
    const [session = "", region, call, profile, target, endpoint] = args;
    assert.match(
      session,
      /^\{"sessionId":"ecs-[^"]+","streamUrl":"wss:[^"]+","tokenValue":"[^"]+"\}$/,
    );
    assert.deepEqual(
      [region, call, profile, endpoint, terminal],
      ["us-east-2", "StartSession", "", "https://ecs.us-east-2.amazonaws.com", true],
    );
    assert.match(target ?? "", /^\{"Target":"ecs:drydock-acc-test_([0-9a-f]{32})_\1-\d+"\}$/);
  });

  it("destroys at the second attempt, after asking AWS what is there", async () => {
    const on = await stage({ destroyFails: 1 });
    const evidence = await destroys.run(await contextOn(on));
    assert.match(evidence[1] ?? "", /^attempt 1 failed: error: deleting the subnet/);
    const commands = on.ran.map(({ args }) => args.filter((arg) => !arg.startsWith("/")).join(" "));
    assert.deepEqual(
      commands.slice(1).map((command) => command.replace(" --non-interactive --color never", "")),
      [
        "destroy --yes --stack acc-test",
        "cancel --yes --stack acc-test",
        "destroy --yes --stack acc-test --refresh",
        "stack rm --yes --stack acc-test",
      ],
    );
  });

  it("does not take for left over what the tag search still lists after its deletion", async () => {
    const stillListed = [
      vpc,
      taskDefinition,
      "arn:aws:ecs:us-east-2:111122223333:cluster/drydock-acc-test",
      "arn:aws:ecs:us-east-2:111122223333:service/drydock-acc-test/web",
      "arn:aws:ec2:us-east-2:111122223333:security-group-rule/sgr-1",
      "arn:aws:s3:::drydock-acc-test-access-logs",
      "arn:aws:elasticloadbalancing:us-east-2:111122223333:loadbalancer/app/ingress/1",
    ];
    const on = await stage({ stillListed });
    const context = await contextOn(on);
    await destroys.run(context);
    const [first] = await leavesNothing.run(context);
    assert.equal(first, "the tag search still lists 7 resources; each was asked for and is gone");
  });
});
