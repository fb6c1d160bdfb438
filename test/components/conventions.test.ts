import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import * as componentPackage from "drydock-components";
import schema from "../../components/schema.json";
import type { CapturedResource } from "../../drydock/offline/capture";
import { registerInBothModes, type Registered } from "../support";
import { samples, type ComponentSample } from "./samples";

/**
 * Conventions of every component of the package. They prove nothing about what a
 * component makes: that is in the component's own test.
 */
describe("every component", () => {
  it("has a sample here", () => {
    const exported = getPulumiComponents(componentPackage).map(({ name }) => name);
    const sampled = new Set(samples.map(({ component }) => component));
    assert.deepEqual([...sampled].sort(), exported.sort());
  });

  for (const sample of samples) {
    describe([sample.component, sample.variant].filter(Boolean).join(", "), () => {
      conventions(sample);
    });
  }
});

function conventions({ component, create }: ComponentSample): void {
  const token = `drydock:index:${component}`;
  const names = ["one", "two"];
  let registered: Registered;

  // Two of them, side by side: also fails when preview and update register different resources.
  before(async () => {
    const { update } = await registerInBothModes(() => {
      const provider = new aws.Provider("named", { region: "us-east-2" });
      for (const name of names) create(name, { providers: { aws: provider } });
    });
    registered = update;
  });

  const instances = () => registered.all(token);
  const byUrn = () => new Map(registered.resources.map((resource) => [resource.urn, resource]));
  /** The instance a resource belongs to; undefined for an orphan. */
  const ownerOf = (resource: CapturedResource): CapturedResource | undefined => {
    if (resource.type === token && names.includes(resource.name)) return resource;
    const parent = byUrn().get(resource.parent ?? "");
    return parent === undefined ? undefined : ownerOf(parent);
  };
  const children = () =>
    registered.resources.filter((resource) => resource.type !== token && resource.name !== "named");

  it(`is registered as ${token}`, () => {
    assert.deepEqual(
      instances()
        .map(({ name }) => name)
        .sort(),
      names,
    );
  });

  it("records no arguments, for which its children would wait", () => {
    assert.deepEqual(
      instances().map(({ inputs }) => inputs),
      [{}, {}],
    );
  });

  it("is the ancestor of everything it makes", () => {
    const orphans = children().filter((child) => ownerOf(child) === undefined);
    assert.deepEqual(orphans.map(label), []);
  });

  it("starts every name with its own", () => {
    const strangers = children().filter((child) => {
      const owner = ownerOf(child)?.name ?? "";
      return child.name !== owner && !child.name.startsWith(`${owner}-`);
    });
    assert.deepEqual(strangers.map(label), []);
  });

  it("does not collide with a second one", () => {
    const urns = registered.resources.map(({ urn }) => urn);
    assert.deepEqual(
      urns.filter((urn, index) => urns.indexOf(urn) !== index),
      [],
    );
    const count = (name: string) =>
      children().filter((child) => ownerOf(child)?.name === name).length;
    assert.equal(count("one"), count("two"));
  });

  it("registers the outputs that the package schema promises, and no others", () => {
    const promised = Object.entries(schema.resources).find(([key]) => key === token)?.[1];
    assert.ok(promised !== undefined, `components/schema.json has no ${token}: npm run generate`);
    for (const instance of instances()) {
      const outputs = Object.keys(instance.outputs);
      assert.deepEqual(
        promised.required.filter((name) => !outputs.includes(name)),
        [],
        "not registered",
      );
      assert.deepEqual(
        outputs.filter((name) => !Object.keys(promised.properties).includes(name)),
        [],
        "not in the schema",
      );
    }
  });

  it("makes AWS resources with the provider it is given", () => {
    const others = children().filter(
      ({ type, provider }) => type.startsWith("aws:") && !(provider ?? "").includes("::named"),
    );
    assert.deepEqual(others.map(label), []);
  });

  it("describes every security group and rule, and has no rule inside a group", () => {
    const groups = children().filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    const rules = children().filter(({ type }) => /:SecurityGroup(Ingress|Egress)Rule$/.test(type));
    assert.deepEqual(
      [...groups, ...rules].filter(({ inputs }) => !hasText(inputs["description"])).map(label),
      [],
      "without a description",
    );
    assert.deepEqual(
      groups.filter(({ inputs }) => "ingress" in inputs || "egress" in inputs).map(label),
      [],
      "with a rule inside",
    );
  });
}

const label = ({ type, name }: CapturedResource): string => `${type} ${name}`;

const hasText = (value: unknown): boolean => typeof value === "string" && value !== "";
