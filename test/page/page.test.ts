import assert from "node:assert/strict";
import { accesses } from "drydock-policy/permissions";
import { readablesOf } from "../../drydock/explain/readers";
import type { Capture } from "../../drydock/offline/capture/types";
import { runProgram, stackFileOf } from "../program/run-program";
import { pageOf } from "./support";

describe("the page of a preview", () => {
  let capture: Capture;
  let text: string;
  before(async () => {
    ({ capture } = await runProgram(stackFileOf("test"), false));
    text = await pageOf(capture);
  });

  it("needs nothing beside itself, and shows no markup of others", () => {
    assert.deepEqual(text.match(/(?:src|href)="(?!#|data:)[^"]*"/g), null);
    assert.match(text, /<li>a &lt;script&gt;<\/li>/);
    assert.match(text, /<code>encrypted<\/code>: true -&gt; &lt;b&gt; <strong>forces/);
  });

  it("has losses first, then replacements", () => {
    const order = ["its data is lost", "<strong>replace</strong> shared", "</strong> new"];
    const places = order.map((one) => text.indexOf(one));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(places.every((place) => place > 0));
  });

  it("names who can read each thing, by which policy", () => {
    const said = readablesOf(capture).map(({ kind, name, readers }) =>
      [kind, name, ...readers.map(({ who, by }) => `${who} by ${by}`)].join(" "),
    );
    assert.deepEqual(said.sort(), [
      "bucket env-files role web-execution by web-execution",
      "bucket ingress-logs",
      "file system shared role web-task by web-task",
      "log group cluster-exec",
      "log group cluster-insights",
      "log group network-flow-logs",
      "log group web",
      "secret ecs-demo role web-execution by web-execution",
    ]);
  });
});

describe("who a policy lets in", () => {
  const statement = (more: object) => ({ Version: "2012-10-17", Statement: [more].flat() });
  const read = { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::b/env/a.env" };
  const all = "arn:aws:s3:::b/*";

  it("is let in to part of a thing, by patterns of actions, whatever the form", () => {
    assert.deepEqual(accesses(statement(read), "s3:GetObject", all), [
      { principals: [], conditional: false },
    ]);
    assert.equal(accesses(JSON.stringify(statement(read)), "s3:GetObject", all).length, 1);
    assert.deepEqual(accesses(statement(read), "s3:PutObject", all), []);
    assert.deepEqual(accesses(statement(read), "s3:GetObject", "arn:aws:s3:::c/*"), []);
    assert.deepEqual(accesses("{", "s3:GetObject", all), []);
  });

  it("is kept out by a denial to everybody without conditions only", () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b/*" };
    const both = (more: object) => ({ Statement: [read, { ...deny, ...more }] });
    assert.deepEqual(accesses(both({}), "s3:GetObject", all), []);
    const insecure = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
    assert.equal(accesses(both(insecure), "s3:GetObject", all).length, 1);
    const one = { Principal: { AWS: "111122223333" } };
    assert.equal(accesses(both(one), "s3:GetObject", all).length, 1);
  });

  it("is named, with whether conditions narrow it", () => {
    const own = {
      ...read,
      Principal: { AWS: ["111122223333", "*"] },
      Condition: { Bool: { a: "b" } },
    };
    assert.deepEqual(accesses(statement(own), "s3:GetObject", all), [
      { principals: ["111122223333", "*"], conditional: true },
    ]);
  });
});
