import assert from "node:assert/strict";
import { anonymousPrincipal, runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import fc from "fast-check";
import { type Statement, readDocument } from "../../policy/lib/iam/document";
import { decide, type Requester } from "../../policy/lib/iam/evaluate";

const own = "111122223333";
const foreign = "444455556666";
const seed = 20261124;

const resources = [
  "arn:aws:s3:::files",
  "arn:aws:s3:::files/web.env",
  "arn:aws:s3:::other/a/b",
  "arn:aws:s3:::uploads/x",
];
const resourcePatterns = [
  ...resources,
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::files*",
  "arn:aws:s3:::*/*.env",
  "arn:aws:s3:::fil?s/*",
  "arn:aws:s3:::uploads/${aws:PrincipalTag/team}",
];
const actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject"];
const actionPatterns = [
  ...actions,
  "*",
  "s3:*",
  "s3:Get*",
  "S3:getobject",
  "s3:?etObject",
  "s3:*t",
];

/** A few values for each key, so that documents and requests meet. */
const keys: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalAccount": [own, foreign],
  "aws:SourceIp": ["10.1.2.3", "203.0.113.9", "2001:db8::1"],
  "aws:SecureTransport": ["true", "false"],
  "aws:PrincipalTag/team": ["x", "web", "b"],
  "aws:SourceArn": [`arn:aws:sns:us-east-2:${own}:t`, `arn:aws:sns:eu-west-1:${foreign}:t:u`],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2027-06-01T12:00:00Z"],
  "s3:max-keys": ["5", "50"],
};
const multiple: Readonly<Record<string, readonly string[]>> = { "aws:CalledVia": ["a", "b", "c"] };

const wantedFor: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalAccount": [own, foreign, "1111*", "*", "${aws:PrincipalAccount}"],
  // Ranges only: the library compares a single address with one of the other family as if it were equal.
  "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/1", "203.0.113.9/32", "203.0.113.0/29", "2001:db8::/32"],
  "aws:SecureTransport": ["true", "false", "TRUE"],
  "aws:PrincipalTag/team": ["x", "WEB", "w*", "?", "${aws:PrincipalAccount}", "${*}"],
  "aws:SourceArn": ["arn:aws:sns:*:*:*", `arn:aws:sns:us-east-2:${own}:t`, "arn:aws:*:us-*:*:t"],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"],
  "s3:max-keys": ["5", "10", "100"],
  "aws:CalledVia": ["a", "b", "d", "*"],
};

const string = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
];
const operatorsFor: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalAccount": string,
  "aws:PrincipalTag/team": string,
  "aws:SourceIp": ["IpAddress", "NotIpAddress"],
  "aws:SecureTransport": ["Bool"],
  "aws:SourceArn": ["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals", "StringLike"],
  "aws:CurrentTime": ["DateLessThan", "DateGreaterThanEquals", "DateEquals", "DateNotEquals"],
  "s3:max-keys": ["NumericLessThan", "NumericGreaterThanEquals", "NumericEquals"],
};

const some = (from: readonly string[], least = 1) =>
  fc.subarray([...from], { minLength: least, maxLength: Math.min(3, from.length) });

const condition = fc.constantFrom(...Object.keys(keys)).chain((key) =>
  fc.record({
    key: fc.constantFrom(key, key.toLowerCase()),
    operator: fc
      .tuple(fc.constantFrom(...(operatorsFor[key] ?? [])), fc.constantFrom("", "", "IfExists"))
      .map(([base, suffix]) => base + suffix),
    values: some(wantedFor[key] ?? []),
  }),
);
const setCondition = fc.record({
  key: fc.constant("aws:CalledVia"),
  operator: fc
    .tuple(fc.constantFrom("ForAllValues", "ForAnyValue"), fc.constantFrom(...string))
    .map((parts) => parts.join(":")),
  values: some(wantedFor["aws:CalledVia"] ?? []),
});
const nullCondition = fc.record({
  key: fc.constantFrom(...Object.keys(keys), "aws:CalledVia"),
  operator: fc.constant("Null"),
  values: some(["true", "false"]).map((values) => values.slice(0, 1)),
});

const conditions = fc
  .array(fc.oneof(condition, condition, setCondition, nullCondition), { maxLength: 2 })
  .map((list) =>
    Object.fromEntries(list.map(({ operator, key, values }) => [operator, { [key]: values }])),
  );

const principals = fc.constantFrom<unknown>(
  "*",
  { AWS: "*" },
  { AWS: `arn:aws:iam::${foreign}:role/app` },
  { AWS: `arn:aws:iam::${foreign}:root` },
  { AWS: [foreign, `arn:aws:iam::${own}:role/app`] },
  { Service: "sns.amazonaws.com" },
);

const statement = (isResourcePolicy: boolean) =>
  fc
    .record({
      Effect: fc.constantFrom("Allow", "Allow", "Deny"),
      action: fc.tuple(fc.constantFrom("Action", "Action", "NotAction"), some(actionPatterns)),
      resource: fc.oneof(
        fc.tuple(fc.constant("Resource"), some(resourcePatterns)),
        // What a variable without value does in NotResource is not documented.
        fc.tuple(
          fc.constant("NotResource"),
          some(resourcePatterns.filter((one) => !one.includes("${"))),
        ),
      ),
      Principal: principals,
      Condition: conditions,
    })
    .map(({ Effect, action, resource, Principal, Condition }) => ({
      Effect,
      [action[0]]: action[1],
      [resource[0]]: resource[1],
      ...(isResourcePolicy ? { Principal } : {}),
      ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
    }));

const document = (isResourcePolicy: boolean) =>
  fc
    .array(statement(isResourcePolicy), { minLength: 1, maxLength: 4 })
    .map((Statement) => ({ Version: "2012-10-17", Statement }));

const context = fc
  .tuple(
    ...Object.entries(keys).map(([key, values]) =>
      // Values name the account as a variable, and what one without value does is not documented.
      fc.tuple(
        fc.constant(key),
        key === "aws:PrincipalAccount"
          ? fc.constantFrom(...values)
          : fc.option(fc.constantFrom(...values)),
      ),
    ),
    fc.tuple(fc.constant("aws:CalledVia"), fc.option(some(multiple["aws:CalledVia"] ?? []))),
  )
  .map((entries) =>
    Object.fromEntries(
      entries.flatMap(([key, value]): [string, string | string[]][] =>
        value === null ? [] : [[key, value]],
      ),
    ),
  );

interface Made {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** Actions on a bucket and actions on its objects, each on what it can be about. */
const request: fc.Arbitrary<Made> = fc
  .tuple(fc.constantFrom(...actions), context)
  .chain(([action, values]) =>
    fc.record({
      action: fc.constant(action),
      resource: fc.constantFrom(
        ...resources.filter((one) => one.includes("/") === (action !== "s3:ListBucket")),
      ),
      context: fc.constant(values),
    }),
  );

const identity = (account: string): Requester => ({
  kind: "identity",
  account,
  arn: `arn:aws:iam::${account}:role/app`,
});

const requesters: readonly Requester[] = [
  { kind: "anonymous" },
  { kind: "service", name: "sns.amazonaws.com" },
  identity(foreign),
];

const principalOf = (requester: Requester): Simulation["request"]["principal"] => {
  if (requester.kind === "identity") return requester.arn;
  return requester.kind === "service" ? requester.name : anonymousPrincipal;
};

const words = { allow: "Allowed", deny: "ExplicitlyDenied", nothing: "ImplicitlyDenied" } as const;

/** The grant of an identity's own account, so that only the resource policy decides. */
const everything = {
  name: "all",
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

function statementsOf(policy: object): readonly Statement[] {
  const reading = readDocument({ policy }, "policy");
  if (reading.state !== "known") assert.fail(reading.state);
  return reading.statements;
}

interface Compared {
  readonly policy: object;
  readonly requester: Requester;
  readonly isResourcePolicy: boolean;
  readonly request: Made;
}

/** The library's answer and ours. */
async function answers(compared: Compared): Promise<readonly [theirs: string, ours: string]> {
  const { policy, requester, isResourcePolicy } = compared;
  const { action, resource, context: values } = compared.request;
  const result = await runSimulation(
    {
      request: {
        principal: principalOf(requester),
        action,
        resource: { resource, accountId: own },
        contextVariables: values,
      },
      identityPolicies: isResourcePolicy
        ? requester.kind === "identity"
          ? [everything]
          : []
        : [{ name: "own", policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(isResourcePolicy ? { resourcePolicy: policy } : {}),
      additionalSettings: { s3: { blockPublicAccess: false } },
    },
    {},
  );
  if (result.resultType !== "single") assert.fail(JSON.stringify(result));
  // The library leaves out keys that AWS does not give for the action.
  const ignored = new Set(result.result.ignoredContextKeys?.map((key) => key.toLowerCase()));
  const context = new Map(
    Object.entries(values)
      .map(([key, value]): [string, string | string[]] => [key.toLowerCase(), value])
      .filter(([key]) => !ignored.has(key)),
  );
  const decision = decide(statementsOf(policy), { requester, action, resource, context });
  return [result.overallResult, words[decision]];
}

/** Compares with a library that people use to predict what AWS decides; it is no dependency of the pack. */
describe("The evaluation of policy documents", function () {
  this.timeout(120_000);

  it("says of resource policies what @cloud-copilot/iam-simulate says", async () => {
    const counts = new Map<string, number>();
    const property = fc.asyncProperty(
      document(true),
      request,
      fc.constantFrom(...requesters),
      async (policy, made, requester) => {
        const [theirs, ours] = await answers({
          policy,
          requester,
          request: made,
          isResourcePolicy: true,
        });
        counts.set(theirs, (counts.get(theirs) ?? 0) + 1);
        assert.equal(ours, theirs);
      },
    );
    await fc.assert(property, { numRuns: 3000, seed });
    // A comparison in which everything is refused would prove little.
    for (const word of Object.values(words)) assert.ok((counts.get(word) ?? 0) > 100, word);
  });

  it("says of identity policies what @cloud-copilot/iam-simulate says", async () => {
    const property = fc.asyncProperty(document(false), request, async (policy, made) => {
      const [theirs, ours] = await answers({
        policy,
        requester: identity(own),
        request: made,
        isResourcePolicy: false,
      });
      assert.equal(ours, theirs);
    });
    await fc.assert(property, { numRuns: 3000, seed });
  });
});
