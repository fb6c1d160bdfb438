import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pricesAt } from "../../drydock/cost/prices";
import { offers } from "../../drydock/cost/offers";
import { drydock } from "../commands/support";

/** A row as the public price list writes it. */
interface Row {
  readonly usage: string;
  readonly usd: number;
  readonly family?: string;
  readonly term?: string;
  readonly from?: string;
}

const above = [
  '"FormatVersion","v1.0"',
  '"Disclaimer","These prices are for information, and not an offer, to anybody"',
  '"Publication Date","2026-11-01T00:00:00Z"',
  '"Version","20261101000000"',
  '"OfferCode","Any"',
];
const heading = '"SKU","TermType","StartingRange","PricePerUnit","Product Family","usageType"';

const csv = (rows: readonly Row[]): string =>
  [
    ...above,
    heading,
    ...rows.map(
      ({ usage, usd, family = "", term = "OnDemand", from = "0" }) =>
        `"S","${term}","${from}","${usd}","${family}","${usage}"`,
    ),
  ].join("\n");

/** A region whose every usage type has a price of its own. */
const whole: Readonly<Record<string, readonly Row[]>> = {
  AmazonECS: [
    { usage: "USE2-Fargate-vCPU-Hours:perCPU", usd: 0.04 },
    { usage: "USE2-Fargate-GB-Hours", usd: 0.004 },
    { usage: "USE2-Fargate-ARM-vCPU-Hours:perCPU", usd: 0.03 },
    { usage: "USE2-Fargate-ARM-GB-Hours", usd: 0.003 },
    { usage: "USE2-Fargate-EphemeralStorage-GB-Hours", usd: 0.0001 },
    { usage: "USE2-Fargate-Windows-vCPU-Hours:perCPU", usd: 9 },
  ],
  AWSELB: [
    { usage: "USE2-LoadBalancerUsage", usd: 9, family: "Load Balancer" },
    { usage: "USE2-LoadBalancerUsage", usd: 0.02, family: "Load Balancer-Application" },
    { usage: "USE2-TS-LoadBalancerUsage", usd: 9, family: "Load Balancer-Application" },
    { usage: "USE2-LCUUsage", usd: 0.008, family: "Load Balancer-Application" },
    { usage: "USE2-Outposts-LCUUsage", usd: 0, family: "Load Balancer-Application" },
  ],
  AmazonVPC: [
    { usage: "USE2-VpcEndpoint-Hours", usd: 0.01 },
    { usage: "USE2-VpcEndpoint-Bytes", usd: 0.011 },
    { usage: "USE2-VpcEndpoint-Bytes", usd: 0.006, from: "1048576" },
    { usage: "USE2-PublicIPv4:InUseAddress", usd: 0.005 },
  ],
  awskms: [{ usage: "us-east-2-KMS-Keys", usd: 1 }],
  AWSSecretsManager: [{ usage: "USE2-AWSSecretsManager-Secrets", usd: 0.4 }],
  AmazonCloudWatch: [
    { usage: "Global-DataProcessing-Bytes", usd: 0 },
    { usage: "USE2-DataProcessing-Bytes", usd: 0.5 },
    { usage: "USE2-TimedStorage-ByteHrs", usd: 0.03 },
    { usage: "USE2-CW:AlarmMonitorUsage", usd: 0.1 },
  ],
  AmazonEFS: [{ usage: "USE2-TimedStorage-ByteHrs", usd: 0.3 }],
  AmazonEC2: [
    { usage: "USE2-NatGateway-Hours", usd: 0.045 },
    { usage: "USE2-NatGateway-Hours", usd: 0.02, term: "Reserved" },
    { usage: "USE2-NatGateway-Bytes", usd: 0.046 },
    { usage: "USE2-RegionalNatGateway-Hours", usd: 9 },
  ],
};

describe("drydock prices update", () => {
  let server: Server;
  let folder: string;
  let lists: Readonly<Record<string, readonly Row[]>>;

  before(async () => {
    server = createServer((request, response) => {
      const [, offer = "", region] =
        /^\/offers\/v1\.0\/aws\/(\w+)\/current\/([a-z0-9-]+)\/index\.csv$/.exec(
          request.url ?? "",
        ) ?? [];
      response.statusCode = region === "eu-east-9" || !(offer in lists) ? 404 : 200;
      response.end(csv(lists[offer] ?? []));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "prices-"));
    lists = whole;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function update(...more: readonly string[]) {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, out, err } = await drydock(["prices", "update", ...more], folder, {
      shell: { AWS_ENDPOINT_URL_PRICING: `http://127.0.0.1:${port}` },
    });
    // What it is doing, then what it has done.
    return { code, text: err + out };
  }

  it("writes the first on-demand tier of every price, with its source", async () => {
    const { code, text } = await update("--region", "eu-north-1");
    assert.equal(code, 0, text);
    assert.match(text, /aws-prices\.json: prices of 10 regions, \d{4}-\d\d-\d\d\. Commit it\.\n$/);
    const { regions, sources } = pricesAt(folder);
    const usd = Object.entries(regions["eu-north-1"] ?? {}).map(([key, one]) => [key, one?.usd]);
    assert.deepEqual(Object.fromEntries(usd), {
      fargateVcpuHour: 0.04,
      fargateGbHour: 0.004,
      fargateArmVcpuHour: 0.03,
      fargateArmGbHour: 0.003,
      taskStorageGbHour: 0.0001,
      loadBalancerHour: 0.02,
      loadBalancerUnitHour: 0.008,
      endpointHour: 0.01,
      endpointGb: 0.011,
      publicAddressHour: 0.005,
      keyMonth: 1,
      secretMonth: 0.4,
      logGb: 0.5,
      logStorageGbMonth: 0.03,
      alarmMetricMonth: 0.1,
      fileSystemGbMonth: 0.3,
      natGatewayHour: 0.045,
      natGatewayGb: 0.046,
    });
    assert.match(sources["AmazonEC2 eu-north-1"]?.url ?? "", /AmazonEC2\/current\/eu-north-1/);
  });

  it("names prices that it did not find, or found twice, and leaves them out", async () => {
    lists = {
      ...whole,
      awskms: [],
      AmazonEFS: [
        { usage: "USE2-TimedStorage-ByteHrs", usd: 0.3 },
        { usage: "USE2-TimedStorage-ByteHrs", usd: 0.4 },
      ],
    };
    const { code, text } = await update();
    assert.equal(code, 1);
    assert.match(
      text,
      /us-east-2: no price, or more than one, of KMS keys and files on EFS: not counted\n/,
    );
    assert.equal(pricesAt(folder).regions["us-east-2"]?.["keyMonth"], undefined);
  });

  it("refuses a region without a list, and writes nothing", async () => {
    const { code, text } = await update("--region", "eu-east-9");
    assert.equal(code, 2);
    assert.match(text, /eu-east-9\/index\.csv answers 404: is the region right\?\n$/);
    assert.throws(() => readFileSync(join(folder, "aws-prices.json")));
    assert.equal((await update("--region", "Ohio")).code, 2);
  });

  it("reads every offer of each region once", () => {
    assert.deepEqual(Object.keys(whole).sort(), Object.keys(offers).sort());
  });
});
