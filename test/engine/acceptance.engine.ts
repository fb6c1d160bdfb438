import * as assert from "node:assert/strict";
import { join } from "node:path";
import { findCli } from "../../drydock/offline/engine/cli/find";
import { startProviders } from "../../drydock/offline/engine/provider/process";
import {
  engineEnvironment,
  sandboxFolder,
  writeFolder,
} from "../../drydock/offline/engine/workspace/folder";
import { type Execute, execute } from "../acceptance/execute";
import type { Context } from "../acceptance/step";
import { createsEnvironment } from "../acceptance/steps/creates-environment";
import { destroys } from "../acceptance/steps/destroys";
import { hasNothingToDo } from "../acceptance/steps/has-nothing-to-do";
import { cleanUp, contextOn, stage } from "../acceptance/support";
import { startLanguageHost } from "./support/language-host";

/**
 * The run's own project, state and commands with the CLI that it drives, on the stand-in cloud. The steps that ask AWS
 * run against the emulator, in test/acceptance/.
 */
describe("an acceptance run, with the Pulumi CLI", () => {
  let context: Context;
  let close: () => Promise<void>;
  before(async () => {
    const on = await stage();
    const { variables, stop } = await standIns(join(on.runs, "stand-ins"));
    close = stop;
    const execute_: Execute = (command) =>
      execute({
        ...command,
        program: findCli().path,
        variables: { ...command.variables, ...variables },
      });
    const surroundings = { ...on.surroundings, execute: execute_ };
    context = await contextOn({ ...on, surroundings }, { stands: false });
  });
  after(async () => {
    await close();
    await cleanUp();
  });

  it("creates the environment in a stack of its own, within the mandatory policies", async () => {
    const created = await context.pulumi.createStack();
    assert.equal(created.succeeded, true, created.output);
    const evidence = await createsEnvironment.run(context);
    assert.match(
      evidence.join("\n"),
      /^pulumi up created \d\d+ resources.*\nservice web in cluster drydock-acc-test, at http:/,
    );
  });

  it("has nothing to do the second time, and sees a change", async () => {
    await hasNothingToDo.run(context);
    context.folder.change({ environment: { TASK_DEF_ACCEPTANCE_DEPLOY_ENVIRONMENT: "rolled" } });
    await assert.rejects(
      hasNothingToDo.run(context),
      /still has changes\.\n[\s\S]*aws:ecs:TaskDefinition web/,
    );
  });

  it("does not take a stack that still has resources for empty, and destroys it", async () => {
    const { succeeded, output } = await context.pulumi.removeStack();
    assert.deepEqual([succeeded, /still has resources/.test(output)], [false, true]);
    const evidence = await destroys.run(context);
    assert.match(evidence.join("\n"), /^pulumi destroy deleted \d\d+ resources; nothing is left/);
  });
});

/** Providers and a language host that stand in for what the official installer brings. */
async function standIns(path: string) {
  const folder = sandboxFolder(path);
  writeFolder(folder, { project: "drydock", stack: "test", root: path, stackFileText: "" });
  const providers = await startProviders(folder.cloudFile);
  const host = await startLanguageHost();
  const {
    PULUMI_BACKEND_URL: _state,
    PULUMI_CONFIG_PASSPHRASE: _passphrase,
    PULUMI_CONFIG_PASSPHRASE_FILE: _file,
    ...others
  } = engineEnvironment(folder, providers.attach);
  return {
    variables: { ...others, PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` },
    stop: async () => {
      host.stop();
      await providers.stop();
    },
  };
}
