import assert from "node:assert/strict";
import { type Reading, readDocument } from "../../drydock/config/document";

const read = (text: string): Reading => readDocument("Pulumi.test.yaml", text);
const told = (text: string): string[] =>
  read(text).problems.map(({ line, column, message }) => `${line ?? 0}:${column ?? 0} ${message}`);

/** YAML that cannot be a stack file: what is told, at which line and column. */
const REFUSED: Readonly<Record<string, readonly [text: string, ...told: string[]]>> = {
  "an empty file": ["", "1:1 The file is empty."],
  "a file of comments": ["# nothing\n", "1:1 The file is empty."],
  "a list at the top": ["- config\n", "1:1 The file does not hold a map of keys and values."],
  "text at the top": ["config\n", "1:1 The file does not hold a map of keys and values."],
  "a key twice": [
    "config:\n  aws:region: a\n  aws:region: b\n",
    "3:3 This map has the key twice; only one of the two would count.",
  ],
  "a tab": ["config:\n\taws:region: a\n", "2:1 A tab indents this line."],
  "an indentation between two levels": [
    "config:\n    a: 1\n  b: 2\n",
    "3:1 The indentation does not fit the lines before.",
  ],
  "a quote that is not closed": [
    "config:\n  aws:region: 'a\n",
    "2:15 The quote ' is not closed on this line.",
  ],
  "a bracket that is not closed": [
    "config: [a, b\n",
    "1:9 The bracket [ is not closed on this line.",
  ],
  "a map in the middle of a line": [
    "config:\n  a: b: c\n",
    "2:6 A map starts in the middle of a line.",
  ],
  "a key without colon": [
    "config:\n  a: 1\n  b\n",
    "3:3 A colon, a comma or a closing quote, bracket or brace is missing.",
  ],
  "a value that starts with @": [
    "config: @home\n",
    "1:9 A value cannot start with this character.",
  ],
  "an unknown escape": [
    'config: "a\\q"\n',
    "1:11 A backslash sequence in double quotes is unknown.",
  ],
  "a second document": ["config: {}\n---\nconfig: {}\n", "2:1 A second YAML document starts here."],
  "an alias": [
    "config:\n  a: &x { b: 1 }\n  c: *x\n",
    "3:6 An alias (a word after *) refers to another place of the file.",
  ],
  "an alias of nothing": [
    "config:\n  c: *x\n",
    "2:6 An alias (a word after *) refers to another place of the file.",
  ],
  "a merge key": [
    "config:\n  a: &x { b: 1 }\n  c: { <<: *x }\n",
    "3:8 A merge key (<<) brings in another map.",
  ],
  "an unknown tag": ["config: !home 1\n", "1:9 A tag (a word after !) is not known here."],
  "a map as a key": ["config:\n  ? { a: 1 }\n  : 2\n", "2:5 This cannot be a key."],
  "a template": [
    "config:\n  a: {{ home }}\n",
    "2:7 A template has two braces; nothing fills it in here, and YAML reads it as a map.",
  ],
  "a pattern without quotes": [
    "config:\n  a: *.example.com\n",
    "2:6 YAML takes a text that starts with * for an alias.",
  ],
  "a backslash in double quotes": [
    'config:\n  a: "C:\\app"\n',
    "2:6 A backslash in double quotes becomes a control character with the letter after it.",
  ],
  "tabs in several lines": [
    "config:\n\ta: 1\n\tb: 2\n",
    "2:1 A tab indents this line, and line 3.",
  ],
  "no space after a colon": [
    "config:\n  a: 1\n  b:2\n",
    "3:3 There is no space after the colon, so this is text and not a key with its value.",
  ],
  "a map without config": ["aws:region: a\n", "1:1 The line config: above these keys is missing."],
  "a Compose file": [
    "services:\n  web:\n    image: a\n",
    "1:1 This is a Docker Compose file, not a stack file.",
  ],
  "nothing as a key": ["config:\n  : 2\n", "2:3 This cannot be a key."],
  "a key that would vanish": ["config:\n  __proto__: {}\n", "2:3 This cannot be a key."],
};

describe("readDocument", () => {
  for (const [title, [text, ...expected]] of Object.entries(REFUSED)) {
    it(`tells where ${title} is`, () => {
      assert.deepEqual(told(text), expected);
    });
  }

  it("never quotes the file in a message", () => {
    for (const text of [
      "config:\n  canary: 'canary\n",
      "canary: canary: canary",
      "config: *canary",
      "config: !canary canary",
      'config: "canary \\canary"',
      "canary: 1\ncanary: 2",
    ]) {
      assert.ok(!JSON.stringify(read(text).problems).includes("canary"), text);
    }
  });

  it("goes on where only a key stands twice", () => {
    assert.deepEqual(read("config: { a: 1, a: 2 }").document?.value, { config: { a: 2 } });
  });

  it("reads YAML 1.2: yes is text, 0o17 a number, 017 the number 17", () => {
    assert.deepEqual(read("config: { a: yes, b: 0o17, c: 017, d: on, e: null }").document?.value, {
      config: { a: "yes", b: 15, c: 17, d: "on", e: null },
    });
  });

  it("reads keys that are no text as Pulumi does", () => {
    assert.deepEqual(read("config: { 80: a, true: b }").document?.value, {
      config: { "80": "a", true: "b" },
    });
  });

  it("accepts Windows line ends and a byte order mark", () => {
    const reading = read("\uFEFFconfig:\r\n  a: 1\r\n");
    assert.deepEqual(reading.problems, []);
    assert.deepEqual(reading.document?.value, { config: { a: 1 } });
  });
});

describe("positions", () => {
  const positions = read(
    [
      "config:",
      "  aws:region: us-east-2",
      "  drydock:services:",
      "    web:",
      "      image: { build: { context: app } }",
      "      envFiles:",
      "        - env/test.env",
      "      exec:",
      "  network: {}",
      "encryptionsalt: x",
    ].join("\n"),
  ).document?.positions;
  const at = (path: (string | number)[], part?: "key" | "value"): string => {
    const place = positions?.locate(path, part);
    return `${place?.file ?? ""}:${place?.line ?? 0}:${place?.column ?? 0}`;
  };

  it("finds a value, and a key", () => {
    assert.equal(at(["aws:region"]), "Pulumi.test.yaml:2:15");
    assert.equal(at(["aws:region"], "key"), "Pulumi.test.yaml:2:3");
    assert.equal(at(["services", "web", "image", "build", "context"]), "Pulumi.test.yaml:5:34");
    assert.equal(at(["services", "web", "envFiles", 0]), "Pulumi.test.yaml:7:11");
  });

  it("finds the key of an empty value", () => {
    assert.equal(at(["services", "web", "exec"]), "Pulumi.test.yaml:8:7");
  });

  it("finds the key around what is missing", () => {
    assert.equal(at(["services", "web", "cpu"]), "Pulumi.test.yaml:4:5");
    assert.equal(at(["services", "web", "envFiles", 3]), "Pulumi.test.yaml:6:7");
    assert.equal(at(["services", "api", "image"]), "Pulumi.test.yaml:3:3");
    assert.equal(at(["secrets"]), "Pulumi.test.yaml:1:1");
  });

  it("finds keys without namespace, and keys beside config", () => {
    assert.equal(at([":network"]), "Pulumi.test.yaml:9:12");
    assert.equal(positions?.locateTop("encryptionsalt").line, 10);
  });
});
