import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { maps } from "../../drydock/offline/engine/workspace/values";
import { isMap } from "drydock-components/model/check/path";
import { buildLanguageHosts } from "../engine/support/languages/build";
import { type PulumiItself, pulumiIn } from "../engine/support/pulumi-itself";
import { root } from "../engine/support/scratch";
import { register } from "../support";
import { npm, pack } from "./support";

const load = createRequire(__filename);

/**
 * The component package as a program in Python or YAML uses it: the packed tarball, unpacked and installed, added with `pulumi
 * package add`. The CLI is Pulumi's own, and so are the SDK's generator, the handling of pip and the script that runs a Python
 * program. Not shown: that the official Python host calls them as python.go does, since no Go module has it; that a YAML
 * host newer than its Go module agrees; that the providers' plugins, whose place the sandbox takes, do.
 */
describe("the component package from another language", () => {
  let home: string;
  let languages: string;
  let typescript: readonly string[];

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "drydock-languages-"));
    languages = join(home, "languages");
    const plugin = join(home, "drydock-components");
    for (const folder of [languages, plugin]) mkdirSync(folder);
    const [components = ""] = pack(["components", "policy"], home);
    execFileSync("tar", ["xzf", join(home, components), "-C", plugin, "--strip-components", "1"]);
    npm(["install", join(home, "drydock-policy-0.1.0.tgz")], plugin);
    buildLanguageHosts(languages);
    const example = join(root, "components", "fargate-service", "example.ts");
    typescript = (await register(() => load(example))).names;
  });
  after(() => {
    rmSync(home, { recursive: true, force: true });
  });

  for (const language of ["python", "yaml"]) {
    describe(language, () => {
      let folder: string;
      let here: PulumiItself;
      before(async () => {
        folder = join(home, language);
        cpSync(join(root, "examples", "other-languages", language), folder, { recursive: true });
        here = await pulumiIn(folder, { project: "shop", languages });
        await here.pulumi("stack", "init", "test");
      });
      after(async () => {
        await here.close();
      });
      const pulumi = (command: string, ...args: readonly string[]) =>
        here.pulumi(command, ...args, "--stack", "test");

      it("gets an SDK", async () => {
        await here.pulumi("package", "add", "../drydock-components");
        const project = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
        assert.match(project, /^packages:\n +drydock: \.\.\/drydock-components$/m);
      });

      it("previews what the same program in TypeScript creates", async () => {
        const out = await pulumi("preview");
        assert.match(out, new RegExp(`\\+ ${typescript.length + 1} to create`));
      });

      it("creates the same resources as TypeScript, and has nothing left to do", async () => {
        await pulumi("up", "--yes");
        const state: unknown = JSON.parse(await pulumi("stack", "export"));
        const deployment = isMap(state) ? state["deployment"] : undefined;
        const resources = maps(isMap(deployment) ? deployment["resources"] : undefined);
        const names = resources
          .map(({ urn }) => String(urn).split("::").slice(2))
          .map(([types = "", name = ""]) => `${types.split("$").at(-1) ?? ""} ${name}`)
          .filter((one) => !/^pulumi:(pulumi|providers):/.test(one));
        assert.deepEqual(names.sort(), typescript);
        await pulumi("preview", "--expect-no-changes");
      });

      it("destroys all of them", async () => {
        assert.notDeepEqual(here.cloud(), []);
        await pulumi("destroy", "--yes");
        const left = here.cloud().map(({ type, id }) => `${type} ${id}`);
        assert.deepEqual(left, []);
      });
    });
  }
});
