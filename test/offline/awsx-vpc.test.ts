import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { type Registered, register, registerInBothModes, textOf } from "../support";

type Strategy = "None" | "Single" | "OnePerAz";

function vpc(zones: number, strategy: Strategy, more: awsx.ec2.VpcArgs = {}): awsx.ec2.Vpc {
  const provider = new aws.Provider("aws", { region: "us-west-2" });
  return new awsx.ec2.Vpc(
    "net",
    {
      cidrBlock: "10.0.0.0/16",
      numberOfAvailabilityZones: zones,
      subnetStrategy: "Auto",
      natGateways: { strategy },
      ...more,
    },
    { providers: { aws: provider } },
  );
}

const cidrs = (registered: Registered): string[] =>
  registered
    .all("ec2/subnet:Subnet")
    .map(({ name, inputs }) => `${name} ${textOf(inputs, "cidrBlock")}`)
    .sort();

/** Against pulumi-awsx's own source and tests (awsx/ec2/vpc.ts); the plugin itself does not run here. */
describe("what awsx.ec2.Vpc makes", () => {
  const natGateways = { None: () => 0, Single: () => 1, OnePerAz: (zones: number) => zones };
  for (const zones of [2, 3, 4]) {
    for (const strategy of ["None", "Single", "OnePerAz"] as const) {
      it(`${zones} zones, NAT ${strategy}: the right number of everything in both modes`, async () => {
        const { update } = await registerInBothModes(() => void vpc(zones, strategy));
        const count = (type: string) => update.all(type).length;
        const nats = natGateways[strategy](zones);
        assert.equal(count("ec2/vpc:Vpc"), 1);
        assert.equal(count("ec2/internetGateway:InternetGateway"), 1);
        assert.equal(count("ec2/subnet:Subnet"), 2 * zones);
        assert.equal(count("ec2/routeTable:RouteTable"), 2 * zones);
        assert.equal(count("ec2/routeTableAssociation:RouteTableAssociation"), 2 * zones);
        assert.equal(count("ec2/route:Route"), strategy === "None" ? zones : 2 * zones);
        assert.equal(count("ec2/natGateway:NatGateway"), nats);
        assert.equal(count("ec2/eip:Eip"), nats);
      });
    }
  }

  it("puts each child below its parent: VPC, subnet, route table", async () => {
    const registered = await register(() => void vpc(2, "Single"));
    const parents = Object.fromEntries(
      registered.resources.map(({ type, name, parent }) => [
        `${type.split(":").at(-1) ?? ""} ${name}`,
        parent?.split("::").slice(-1)[0],
      ]),
    );
    assert.equal(parents["Vpc net"], "net");
    assert.equal(parents["InternetGateway net"], "net");
    assert.equal(parents["Subnet net-public-1"], "net");
    assert.equal(parents["RouteTable net-public-1"], "net-public-1");
    assert.equal(parents["RouteTableAssociation net-public-1"], "net-public-1");
    assert.equal(parents["Route net-private-2"], "net-private-2");
    assert.equal(parents["Eip net-1"], "net-public-1");
    assert.equal(parents["NatGateway net-1"], "net-public-1");
    const table = registered.one("ec2/routeTable:RouteTable", "net-private-1");
    assert.match(
      table.urn,
      /::awsx:ec2:Vpc\$aws:ec2\/vpc:Vpc\$aws:ec2\/subnet:Subnet\$aws:ec2\/routeTable:RouteTable::net-private-1$/,
    );
  });

  it("routes public subnets to the internet and private ones to their NAT gateway", async () => {
    const registered = await register(() => void vpc(2, "OnePerAz"));
    const route = (name: string) => registered.one("ec2/route:Route", name).inputs;
    const nat = (name: string) => registered.one("ec2/natGateway:NatGateway", name).outputs["id"];
    const gateway = registered.one("ec2/internetGateway:InternetGateway").outputs["id"];
    assert.equal(route("net-public-1")["gatewayId"], gateway);
    assert.equal(route("net-private-1")["natGatewayId"], nat("net-1"));
    assert.equal(route("net-private-2")["natGatewayId"], nat("net-2"));
  });

  it("tags, places and opens subnets as awsx does", async () => {
    const registered = await register(() => void vpc(2, "None", { tags: { team: "blue" } }));
    const { inputs } = registered.one("ec2/subnet:Subnet", "net-public-2");
    assert.equal(inputs["assignIpv6AddressOnCreation"], false);
    assert.equal(inputs["availabilityZone"], "us-west-2b");
    assert.equal(inputs["mapPublicIpOnLaunch"], true);
    assert.deepEqual(inputs["tags"], {
      Name: "net-public-2",
      SubnetType: "Public",
      team: "blue",
    });
    const { inputs: vpcInputs } = registered.one("ec2/vpc:Vpc");
    assert.deepEqual(vpcInputs, { cidrBlock: "10.0.0.0/16", tags: { Name: "net", team: "blue" } });
  });

  it("divides the range evenly between zones: private half, public quarter", async () => {
    assert.deepEqual(cidrs(await register(() => void vpc(2, "None"))), [
      "net-private-1 10.0.0.0/18",
      "net-private-2 10.0.128.0/18",
      "net-public-1 10.0.64.0/19",
      "net-public-2 10.0.192.0/19",
    ]);
    assert.deepEqual(cidrs(await register(() => void vpc(3, "None"))), [
      "net-private-1 10.0.0.0/19",
      "net-private-2 10.0.64.0/19",
      "net-private-3 10.0.128.0/19",
      "net-public-1 10.0.32.0/20",
      "net-public-2 10.0.96.0/20",
      "net-public-3 10.0.160.0/20",
    ]);
  });

  it("keeps masks that are given, and leaves room where a larger subnet follows a smaller", async () => {
    const registered = await register(
      () =>
        void vpc(2, "None", {
          availabilityZoneCidrMask: 18,
          subnetSpecs: [
            { type: "Public", cidrMask: 24 },
            { type: "Private", cidrMask: 20, name: "inner" },
            { type: "Unused", cidrMask: 20 },
          ],
        }),
    );
    assert.deepEqual(cidrs(registered), [
      "net-inner-1 10.0.16.0/20",
      "net-inner-2 10.0.80.0/20",
      "net-public-1 10.0.0.0/24",
      "net-public-2 10.0.64.0/24",
    ]);
  });

  it("makes outputs that hold ids, depend on the VPC and all subnets, and give resources", async () => {
    const registered = await register(() => {
      const { vpcId, privateSubnetIds, routeTables } = vpc(2, "None");
      new aws.ec2.SecurityGroup("group", { vpcId });
      return {
        privateSubnetIds,
        routeTableIds: routeTables.apply((all) => all.map((table) => table.id)),
      };
    });
    const group = registered.one("ec2/securityGroup:SecurityGroup");
    assert.equal(group.inputs["vpcId"], registered.one("ec2/vpc:Vpc").outputs["id"]);
    assert.deepEqual(registered.namesOf(group.propertyDependencies["vpcId"] ?? []), [
      "net",
      "net",
      "net-private-1",
      "net-private-2",
      "net-public-1",
      "net-public-2",
    ]);
    const { outputs } = registered.capture;
    const idsOf = (type: string) => registered.all(type).map(({ outputs: { id } }) => id);
    assert.deepEqual(outputs["routeTableIds"], idsOf("ec2/routeTable:RouteTable"));
    assert.equal(Array.isArray(outputs["privateSubnetIds"]), true);
  });

  const refused: readonly (readonly [string, () => unknown, RegExp])[] = [
    [
      "another subnet strategy",
      () => vpc(2, "None", { subnetStrategy: "Legacy" }),
      /other than "Auto"/,
    ],
    ["more zones than the region has", () => vpc(5, "None"), /at least 5 Availability Zones/],
    [
      "subnets that do not fit",
      () => vpc(2, "None", { subnetSpecs: [{ type: "Public", cidrMask: 16 }] }),
      /VPC has 32768 addresses, but subnets require 65536 addresses/,
    ],
  ];
  for (const [what, program, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(register(program, { preview: true }), message);
    });
  }
});
