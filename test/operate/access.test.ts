// Not proved here: that AWS words its refusals as these answers do.
import * as assert from "node:assert/strict";
import { seconds } from "../../drydock/operate/credentials";
import { drydock, type Outcome } from "../commands/support";
import { answersOf } from "./failures";
import { stage, stackFile } from "./stage";

describe("access to AWS", () => {
  const on = stage();
  const steady = answersOf({ cause: "", key: "", deployment: { status: "SUCCESSFUL" } });

  /** Runs `why web` on a stack file with further lines. */
  const why = (stack: string, lines: string): Promise<Outcome> => {
    on.emulator.answers = { ...steady, DescribeServiceRevisions: {} };
    on.add(stack, stackFile.replace(/^config:\n/, `config:\n${lines}`));
    return drydock(["why", "web", "--stack", stack], on.folder);
  };

  it("assumes the stack file's roles, one through the other", async () => {
    const { code, err } = await why(
      "roles",
      `  aws:assumeRoles:
    - { roleArn: "arn:aws:iam::111122223333:role/hub" }
    - { roleArn: "arn:aws:iam::444455556666:role/deploy", sessionName: ops, externalId: "42", duration: 1h30m }
  drydock:account: "111122223333"
`,
    );
    assert.deepEqual([code, err], [0, ""]);
    const form = { Action: "AssumeRole", Version: "2011-06-15" };
    const hub = {
      ...form,
      RoleArn: "arn:aws:iam::111122223333:role/hub",
      RoleSessionName: "drydock",
      caller: "AKIAEXAMPLE",
    };
    const deploy = {
      ...form,
      RoleArn: "arn:aws:iam::444455556666:role/deploy",
      RoleSessionName: "ops",
      ExternalId: "42",
      DurationSeconds: "5400",
      caller: "KEY-OF-hub",
    };
    assert.deepEqual(on.asked("AssumeRole").slice(0, 2), [hub, deploy]);
    assert.deepEqual(on.asked("GetCallerIdentity"), [
      { Action: "GetCallerIdentity", Version: "2011-06-15", caller: "KEY-OF-deploy" },
    ]);
  });

  it("refuses credentials of another account before it asks anything else", async () => {
    on.emulator.account = "999988887777";
    const { code, err } = await why("other", `  drydock:account: "111122223333"\n`);
    on.emulator.account = "111122223333";
    assert.equal(code, 2);
    assert.match(err, /^These credentials belong to the account 999988887777/);
    assert.deepEqual(on.asked("DescribeServices"), []);
  });

  it("reads durations as the AWS provider does", () => {
    assert.deepEqual(["1h", "45m", "1h30m", "900s", "soon"].map(seconds), [
      3600,
      2700,
      5400,
      900,
      undefined,
    ]);
  });
});
