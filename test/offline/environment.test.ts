import * as assert from "node:assert/strict";
import picocolors from "picocolors";
import type { EnvironmentPreview } from "../../drydock/offline/preview/environment";
import { changeLines } from "../../drydock/offline/preview/render/changes";
import { staleTexts } from "../../drydock/offline/preview/render/verdict";
import { TemporaryEnvironment } from "./support/environment";

const plain = picocolors.createColors(false);

const lines = ({ changes }: EnvironmentPreview): string[] => changeLines(changes, plain);

/** The repository's own program on the repository's own stack file, with one thing changed at a time. */
describe("the preview of an environment", () => {
  let environment: TemporaryEnvironment;
  let stackFile: string;

  before(async () => {
    environment = new TemporaryEnvironment("test");
    stackFile = environment.read(environment.stackFile);
    await environment.preview({ accept: true });
  });

  afterEach(() => {
    environment.write(environment.stackFile, stackFile);
  });

  after(() => {
    environment.remove();
  });

  /** What is said of another baseline, of which nothing differs that AWS would see. */
  async function staleBy(baseline: string): Promise<string[]> {
    const accepted = environment.read("baseline.json");
    environment.write("baseline.json", baseline);
    const preview = await environment.preview();
    environment.write("baseline.json", accepted);
    assert.deepEqual([preview.baseline, preview.changes], ["stale", []]);
    return staleTexts(preview);
  }

  describe("of which nothing has changed", () => {
    const said: string[] = [];
    let preview: EnvironmentPreview;
    before(async () => {
      preview = await environment.preview({ say: (doing) => said.push(doing) });
    });

    it("is the same in both modes, and the same as what was accepted", () => {
      assert.deepEqual(preview.modeDifferences, []);
      assert.equal(preview.baseline, "same");
      assert.deepEqual(preview.changes, []);
    });

    it("says how far the program is, and of how many resources once it knows", () => {
      const all = said.map(
        (doing) => /^running the policies on (\d+) resources$/.exec(doing)?.[1],
      )[2];
      assert.deepEqual(said, [
        "running the program as a preview",
        "running the program as a preview: 100 resources",
        `running the policies on ${all} resources`,
        "running the program as an update",
        `running the program as an update: 100 of ${all} resources`,
        `running the policies on ${all} resources`,
      ]);
    });
  });

  it("shows a changed environment file as a new task definition and an updated service", async () => {
    const before = environment.read("env/test.env");
    environment.write("env/test.env", `${before}\nANOTHER_VARIABLE=1\n`);
    const preview = await environment.preview();
    environment.write("env/test.env", before);
    const operations = preview.changes.map(({ operation, type }) => `${operation} ${type}`);
    assert.ok(operations.includes("replace aws:ecs/taskDefinition:TaskDefinition"));
    assert.ok(operations.includes("update aws:ecs/service:Service"));
    assert.ok(!JSON.stringify(preview).includes("ANOTHER_VARIABLE"), "contents stay unprinted");
  });

  it("shows an appended secret version as a new version and an updated service, and replaces nothing", async () => {
    environment.edit(
      environment.stackFile,
      "  drydock:services:",
      "        - { SECRET_KEY_1: { generate: 24 }, SECRET_KEY_2: { generate: 24 } }\n  drydock:services:",
    );
    const preview = await environment.preview();
    const existed = preview.changes.filter(({ operation }) => operation !== "create");
    assert.deepEqual(
      existed.map(({ operation, type, name }) => `${operation} ${type} ${name}`),
      ["update aws:ecs/service:Service web"],
    );
    assert.ok(
      preview.changes.some(({ type }) => type === "aws:secretsmanager/secretVersion:SecretVersion"),
    );
  });

  it("shows a second service without a change to the first", async () => {
    environment.write(
      environment.stackFile,
      `${stackFile}    api:\n      image: { build: { context: app } }\n      containerPort: 8080\n`,
    );
    const preview = await environment.preview();
    // The dashboard and its queries are about all services.
    const others = preview.changes.filter(({ name }) => !name.startsWith("dashboard"));
    assert.ok(others.every(({ operation }) => operation === "create"));
    assert.match(lines(preview).join("\n"), /\+ {2}api FargateService and \d+ resources in it/);
    assert.deepEqual(preview.picture?.words, [
      "api is new",
      "api may now reach VPC endpoints:443",
      "api may now reach s3:443",
    ]);
  });

  it("shows what a changed variable does, and nothing else", async () => {
    environment.edit(environment.stackFile, ": shared }", ": changed }");
    const preview = await environment.preview();
    assert.equal(preview.picture, undefined);
    assert.deepEqual(lines(preview), [
      "+- web TaskDefinition",
      '     containerDefinitions[web].environment.TASK_DEF_SHARED_DEPLOY_ENVIRONMENT: "hash:23af11e6" -> "hash:aac3fa79"' +
        "  forces replacement",
      "~  web Service",
      "     taskDefinition: follows web TaskDefinition",
    ]);
  });

  it("takes a baseline of 0.1.0, which shows values, for the same and to be accepted again", async () => {
    const baseline = environment.read("baseline.json");
    const former = baseline.replace('"hash:23af11e6"', '"shared"');
    assert.notEqual(former, baseline);
    assert.deepEqual(await staleBy(former), [
      "The baseline has the form of an earlier version: npx drydock preview --accept writes it again.",
    ]);
  });

  it("names options of the engine that make the baseline stale, although nothing changes", async () => {
    const former = environment
      .read("baseline.json")
      .replace(/,\s*"replaceOnChanges": \[[^\]]*\]/, "")
      .replace('"retainOnDelete": true,', "");
    assert.deepEqual(await staleBy(former), [
      "Options that only the engine reads differ from the baseline's: retainOnDelete of env-files-env/test.env; replaceOnChanges of web-load-balancer-out.",
    ]);
  });

  it("shows a changed application as a new task definition and an updated service", async () => {
    environment.write("app/Dockerfile", "FROM scratch\nCOPY . /\n");
    const preview = await environment.preview();
    environment.write("app/Dockerfile", "FROM scratch\n");
    assert.deepEqual(
      preview.changes.map(({ operation, name, type }) => `${operation} ${name} ${type}`),
      [
        "update web docker-build:index:Image",
        "replace web aws:ecs/taskDefinition:TaskDefinition",
        "update web aws:ecs/service:Service",
      ],
    );
  });

  it("accepts the same baseline in another folder", async () => {
    const other = new TemporaryEnvironment("test");
    await other.preview({ accept: true });
    const text = other.read("baseline.json");
    other.remove();
    assert.equal(text, environment.read("baseline.json"));
  });

  it("reports a wrong stack file with its places, and runs nothing", async () => {
    environment.edit(environment.stackFile, "cpu: 256", "cpu: 255");
    await assert.rejects(environment.preview(), /drydock:services\.web\.cpu = 255/);
  });
});
