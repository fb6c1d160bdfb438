import assert from "node:assert/strict";
import { looksLikeSecret } from "../../../policy/lib/secret-shapes";
import { shown } from "../../../policy/lib/shown";

/** Made up at run time, so that no scanner takes this file for a leak. */
const join = (...parts: readonly string[]): string => parts.join("");

describe("What looks like a secret", () => {
  const secrets: readonly (readonly [string, string])[] = [
    ["PASSWORD", "x"],
    ["db_password", "correct horse"],
    ["SECRET", "x"],
    ["GITHUB_TOKEN", "abc"],
    ["API_KEY", "abc"],
    ["apiKey", "abc"],
    ["PRIVATE-KEY", "abc"],
    ["ANYTHING", join("AKIA", "ABCDEFGHIJKLMNOP")],
    ["ANYTHING", join("gh", "p_", "a".repeat(36))],
    ["ANYTHING", join("-----BEGIN RSA ", "PRIVATE KEY-----")],
    ["ANYTHING", join("eyJhbGciOiJI", ".eyJzdWIiOiIx", ".c2lnbmF0dXJl")],
    ["ANYTHING", "redis://user:pass@host:6379"],
  ];
  const harmless: readonly (readonly [string, string])[] = [
    ["MODE", "production"],
    ["SECRET_NAME", "db"],
    ["SECRET_ARN", "x"],
    ["TOKEN_TTL_SECONDS", "x"],
    ["PASSWORD_MIN_LENGTH", "x"],
    ["PASSWORD", ""],
    ["TOKEN", "300"],
    ["SECRET", "true"],
    ["TOKEN", "/run/secrets/token"],
    ["SECRETARY", "Ms Smith"],
    ["MONKEY", "banana"],
    ["URL", "https://example.com/path"],
  ];

  it("is known by its name or its value", () => {
    for (const [name, value] of secrets) assert.ok(looksLikeSecret(name, value), name);
  });

  it("is not what is said about one", () => {
    for (const [name, value] of harmless) {
      assert.ok(!looksLikeSecret(name, value), `${name}=${value}`);
    }
  });
});

describe("A value in a message", () => {
  it("is shown when it has the shape of something harmless", () => {
    assert.equal(shown("s3:GetObject", "action"), "s3:GetObject");
    assert.equal(shown("*", "action"), "*");
    assert.equal(shown("DB_HOST", "name"), "DB_HOST");
  });

  it("is not shown when it has not", () => {
    for (const value of ["hunter2!", "a b", "", "s3:Get Object", "x".repeat(200)]) {
      assert.equal(shown(value, "action"), "(value not shown)");
    }
    assert.equal(shown("pa$$word", "name"), "(value not shown)");
  });
});
