import assert from "node:assert/strict";
import { secretParts, secretShape } from "drydock-policy/secrets";
import { halfOf, halves } from "../support/halves";
import { type Carried, harmless, secrets } from "./list";

const isSeen = (one: Carried): boolean =>
  "words" in one
    ? secretParts(one.words).length > 0
    : secretShape(one.name, one.value) !== undefined;

/** The words of a command with every secret in them cut out. */
const withoutSecrets = (...words: readonly string[]): string[] =>
  words.map((word, index) =>
    secretParts(words)
      .filter((part) => part.index === index)
      .reduceRight((text, { start, end }) => `${text.slice(0, start)}#${text.slice(end)}`, word),
  );

/** The list was written before the detector; it says nothing about secrets of other kinds. */
describe("The detector of secrets", () => {
  it("is measured on 64 secrets and 40 look-alikes or more, each by a name of its own", () => {
    const ids = [...secrets, ...harmless].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(secrets.length >= 64 && harmless.length >= 40);
  });

  for (const half of halves) {
    const of = (all: readonly Carried[]) => all.filter((one) => halfOf(one.id) === half);

    it(`finds the secrets of the half that was ${half}`, () => {
      assert.deepEqual(
        of(secrets).filter((one) => !isSeen(one)),
        [],
      );
    });

    it(`lets the look-alikes of the half that was ${half} pass`, () => {
      assert.deepEqual(of(harmless).filter(isSeen), []);
    });
  }

  it("takes no time that grows faster than the text", () => {
    const long = ["a=", "://a:", "eyJ", "-p ", "password: ", '\\\\"', "A1b"].map((text) =>
      text.repeat(3_000),
    );
    const start = process.hrtime.bigint();
    for (const text of long) {
      secretShape("NAME", text);
      secretParts(["sh", "-c", text]);
    }
    assert.ok(Number(process.hrtime.bigint() - start) / 1e6 < 1_000);
  });
});

describe("The parts of a command that are secrets", () => {
  it("leave the rest of the command as it is", () => {
    assert.deepEqual(withoutSecrets("app", "--password", "hunter22", "--port=80"), [
      "app",
      "--password",
      "#",
      "--port=80",
    ]);
    assert.deepEqual(withoutSecrets("sh", "-c", "PGPASSWORD='a b' psql -h db && echo done"), [
      "sh",
      "-c",
      "PGPASSWORD='#' psql -h db && echo done",
    ]);
    assert.deepEqual(withoutSecrets("CMD-SHELL", 'mysqladmin ping -p"hunter22" || exit 1'), [
      "CMD-SHELL",
      'mysqladmin ping -p"#" || exit 1',
    ]);
  });

  it("are known by the option's name", () => {
    for (const option of ["--db-password", "--requirepass", "-storepass", "--api-key"]) {
      assert.deepEqual(withoutSecrets("app", option, "abc1"), ["app", option, "#"]);
    }
    for (const option of ["--password-file", "--token-ttl", "-p", "--secret-name", "password"]) {
      assert.deepEqual(withoutSecrets("app", option, "abc1"), ["app", option, "abc1"]);
    }
  });

  it("are no references", () => {
    const script = 'redis-cli -a "$PASSWORD" ping && curl -u "$USER:$PASS" http://localhost';
    assert.deepEqual(withoutSecrets("sh", "-c", script), ["sh", "-c", script]);
  });
});
