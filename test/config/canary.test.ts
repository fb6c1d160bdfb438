import assert from "node:assert/strict";
import { stringify } from "yaml";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { memoryFiles, REACHABLE } from "./support";

const CANARY = "canary-8fK2pQ7zX";
const CIPHERTEXT = "v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBBBBBBBBBB";

/** A stack file in which the canary is a secret, in one place. */
interface Hiding {
  readonly stack?: unknown;
  readonly text?: string;
  readonly files?: Record<string, string>;
}

const stack = (keys: object): Hiding => ({
  stack: { config: { "aws:region": "us-east-2", ...keys } },
});
const secrets = (value: unknown): Hiding => stack({ "drydock:secrets": value });
const version = (value: unknown): Hiding => secrets({ db: { versions: [value] } });
const web = (own: object): Hiding =>
  stack({ "drydock:services": { web: { image: REACHABLE, ...own } } });
const envFile = (text: string): Hiding => ({
  ...web({ envFiles: ["test.env"] }),
  files: { "test.env": text },
});

/** Every place where a secret stands by mistake or by right. */
const PLACES: Readonly<Record<string, Hiding>> = {
  "a secret's value": version({ PASSWORD: CANARY }),
  "a secret's value that is a number": version({ PASSWORD: 4815162342 }),
  "ciphertext that is none": version({ PASSWORD: { secure: CANARY } }),
  "ciphertext that is a list": version({ PASSWORD: { secure: [CANARY] } }),
  "a generated value that is given": version({ PASSWORD: { generate: CANARY } }),
  "a value under another key": version({ PASSWORD: { value: CANARY } }),
  "a version that is text": version(CANARY),
  "versions that are text": secrets({ db: { versions: CANARY } }),
  "a secret that is text": secrets({ db: CANARY }),
  "secrets that are text": secrets(CANARY),
  "secrets that are a list": secrets([CANARY]),
  "a secret of an unknown shape": secrets({ db: { value: CANARY, versions: [{}] } }),
  "a key that is misspelt": stack({ "drydock:secret": { db: CANARY } }),
  "a key without namespace": stack({ secrets: { db: CANARY } }),
  "an AWS secret key": stack({ "aws:secretKey": CANARY }),
  "a plain variable named as one": web({ environment: { DB_PASSWORD: CANARY } }),
  "a plain variable with the shape of one": web({
    environment: { URL: `https://shop:${CANARY}@x.example.com` },
  }),
  "a variable that is a list": web({ environment: { DB_PASSWORD: [CANARY] } }),
  "a variable that is a map": web({ environment: { DB_PASSWORD: { value: CANARY } } }),
  "variables as a list": web({ environment: [`DB_PASSWORD=${CANARY}`] }),
  "variables as text": web({ environment: `DB_PASSWORD=${CANARY}` }),
  "a variable in its name": web({ environment: { [`DB_PASSWORD=${CANARY}`]: "" } }),
  "a variable in its name, with a space": web({ environment: { [`DB_PASSWORD ${CANARY}`]: 1 } }),
  "a secret variable with its value": web({ secrets: { DB_PASSWORD: CANARY } }),
  "a secret variable in a map": web({ secrets: { DB_PASSWORD: { value: CANARY } } }),
  "secret variables as a list": web({ secrets: [`DB_PASSWORD=${CANARY}`] }),
  "a build argument": web({ image: { build: { context: "app", args: { NPM_TOKEN: CANARY } } } }),
  "a build argument that is a list": web({
    image: { build: { context: "app", args: { NPM_TOKEN: [CANARY] } } },
  }),
  "a command as text": web({ command: `serve --password ${CANARY}` }),
  "a command of maps": web({ command: [{ password: CANARY }] }),
  "a program as text": web({ entryPoint: `serve --password ${CANARY}` }),
  "a health check as text": web({ healthCheck: { command: `check ${CANARY}` } }),
  "a tag that is a list": stack({ "drydock:tags": { token: [CANARY] } }),
  "a tag with a character that AWS refuses": stack({ "drydock:tags": { token: `${CANARY}!` } }),
  "a line of an environment file": envFile(`DB_PASSWORD=${CANARY}\n`),
  "a line that is quoted": envFile(`A="${CANARY}"\n`),
  "a line without name": envFile(`=${CANARY}\n`),
  "a line without equals sign": envFile(`${CANARY}\n`),
  "a line of a shell script": envFile(`export DB_PASSWORD=${CANARY}\n`),
  "a line with a bad name": envFile(`DB PASSWORD=${CANARY}\n`),
  "a line twice": envFile(`A=${CANARY}\nA=${CANARY}\n`),
  "a line with a NUL": envFile(`A=${CANARY}\0\n`),
  "an anchor's name": { text: `config:\n  a: &${CANARY} x\n  b: *${CANARY}\n` },
  "broken YAML": { text: `config:\n  PASSWORD: "${CANARY}\n  x: ${CANARY}: ${CANARY}\n` },
  "a tag of YAML": { text: `config: !${CANARY} ${CANARY}\n` },
  "a key that stands twice": { text: `config:\n  PASSWORD: ${CANARY}\n  PASSWORD: ${CANARY}\n` },
  "text at the top": { text: CANARY },
};

describe("a message never shows what could be a secret", () => {
  for (const [title, hiding] of Object.entries(PLACES)) {
    it(title, () => {
      const result = loadStackFile("Pulumi.test.yaml", {
        text: hiding.text ?? stringify(hiding.stack),
        files: memoryFiles({ "app/Dockerfile": "FROM x", ...hiding.files }),
      });
      assert.ok("problems" in result, "this is a mistake, and was accepted");
      const told = formatProblems(result.problems) + JSON.stringify(result.problems);
      assert.ok(!told.includes("canary") && !told.includes("4815162342"), told);
    });
  }

  it("and a loaded stack does not hold a given secret value, not even its ciphertext", () => {
    const { stack: tree } = version({ PASSWORD: { secure: CIPHERTEXT } });
    const result = loadStackFile("Pulumi.test.yaml", {
      text: stringify(tree),
      files: memoryFiles({}),
    });
    assert.ok("config" in result);
    assert.ok(!JSON.stringify(result.config).includes("BBBB"));
    assert.deepEqual(result.config.secrets.db, {
      versions: [{ PASSWORD: { secure: "[secret]" } }],
      onRotation: "nothing",
    });
  });
});
