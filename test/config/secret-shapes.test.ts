import assert from "node:assert/strict";
import { secretShape } from "drydock-policy/secrets";

/** Names and values that tell nothing: each has passed for a secret in some scanner. */
const PLAIN: readonly (readonly [name: string, value: string])[] = [
  ["NODE_ENV", "production"],
  ["REVEAL_SECRETS", "true"],
  ["SECRETS_ENABLED", "yes"],
  ["PASSWORD_MIN_LENGTH", "12"],
  ["TOKEN_TTL_SECONDS", "3600"],
  ["SECRET_NAME", "shop/db"],
  ["DB_SECRET", "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf"],
  ["API_KEY_HEADER", "x-api-key"],
  ["DB_PASSWORD", ""],
  ["API_TOKEN", "none"],
  ["PIN_TOKEN", "123"],
  ["RELEASE", "9fceb02d0ae598e95dc970b74767f19372d61af8"],
  ["GIT_COMMIT", "9fceb02d0ae598e95dc970b74767f19372d61af8"],
  ["IMAGE_DIGEST", "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
  ["DATABASE_URL", "postgres://db.internal:5432/shop"],
  ["SITE", "https://shop.example.com/a@b"],
  ["CLUSTER", "arn:aws:ecs:us-east-2:111122223333:cluster/drydock-test"],
  ["QUEUE", "https://sqs.us-east-2.amazonaws.com/111122223333/Orders"],
  ["CLASS", "com.example.shop.OrderServiceFactoryBean2"],
  ["TRACE_ID", "123e4567-e89b-12d3-a456-426614174000"],
  ["ZEROS", "0".repeat(40)],
  ["WORDS", "the-quick-brown-fox-jumps-over-the-lazy-dog"],
];

/** Secrets, none of them one: each assembled, so that no scanner takes this file for a leak. */
const SECRET: readonly (readonly [name: string, value: string, reason: string])[] = [
  ["DB_PASSWORD", "canary", "its name says so"],
  ["db_password", "canary", "its name says so"],
  ["PASSWORD_2", "canary", "its name says so"],
  ["CLIENT_SECRET", "canary", "its name says so"],
  ["GITHUB_TOKEN", "canary", "its name says so"],
  ["STRIPE_API_KEY", "canary", "its name says so"],
  ["SSH_PRIVATE_KEY", "canary", "its name says so"],
  ["A", ["AK", "IAIOSFODNN7EXAMPLE"].join(""), "it has the shape of an AWS access key id"],
  ["A", ["-----BEGIN RSA", " PRIVATE KEY-----"].join(""), "it is a private key"],
  ["A", "postgres://shop:canary@db.internal:5432/shop", "it is a URL that holds a password"],
  ["A", "redis://:canary@cache.internal", "it is a URL that holds a password"],
  ["A", `${["gh", "p_"].join("")}${"a1B2".repeat(9)}`, "it has the shape of a GitHub token"],
  ["A", `${["glp", "at-"].join("")}${"a1B2".repeat(5)}`, "it has the shape of a GitLab token"],
  ["A", `${["xo", "xb-"].join("")}123456789012-abcdef`, "it has the shape of a Slack token"],
  ["A", `${["sk", "_live_"].join("")}${"a1B2".repeat(6)}`, "it has the shape of a Stripe key"],
  ["A", `${["AI", "za"].join("")}${"a1B2-".repeat(7)}`, "it has the shape of a Google API key"],
  ["A", `${["np", "m_"].join("")}${"a1B2".repeat(9)}`, "it has the shape of an npm token"],
  [
    "A",
    `${["pu", "l-"].join("")}${"a1b2".repeat(10)}`,
    "it has the shape of a Pulumi access token",
  ],
  ["A", `${["sk", "-proj-"].join("")}${"a1B2".repeat(6)}`, "it has the shape of an API key"],
  ["A", ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "sig"].join("."), "it is a JSON web token"],
  ["A", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "it looks random, as keys and tokens do"],
  [
    "COOKIE_SALT",
    "9fceb02d0ae598e95dc970b74767f19372d61af8",
    "it looks random, as keys and tokens do",
  ],
];

describe("secretShape", () => {
  for (const [name, value] of PLAIN) {
    it(`lets ${name}=${value.slice(0, 30)} pass`, () => {
      assert.equal(secretShape(name, value), undefined);
    });
  }
  SECRET.forEach(([name, value, reason], index) => {
    it(`sees a secret in ${name}, number ${index + 1}: ${reason}`, () => {
      assert.equal(secretShape(name, value), reason);
    });
  });
});
