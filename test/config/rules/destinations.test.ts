import { accepts, refuses, services } from "../support";

const DATABASE = "postgres://shop@db.example.com/shop";
const web = (value: string, network: object = {}, own: object = {}) => ({
  ...services({ web: { environment: { DATABASE: value }, ...own } }),
  network,
});

describe("rule: databases outside of the VPC", () => {
  refuses(
    "one that nothing leads to",
    `drydock:services.web.environment.DATABASE: This is an address outside of the VPC, and nothing leads there without NAT.
allowed: the name of a service here, or an address that a NAT gateway leads to
fix: Set drydock:network.natGateways to single and egressPorts to [443, 5432], or bind the database in code beside the environment (examples/own-code).`,
    web(DATABASE, { egressPorts: [443, 5432] }),
  );
  refuses(
    "one on a port that no rule lets out to",
    `drydock:services.web.environment.DATABASE: This is an address outside of the VPC, and workloads may not reach port 6380 there.
allowed: ports under drydock:network.egressPorts: 443
fix: Write drydock:network.egressPorts: [443, 6380].`,
    web("rediss://cache.example.com:6380/0", { natGateways: "single" }),
  );
  accepts("one behind NAT", web(DATABASE, { natGateways: "single", egressPorts: [443, 5432] }));
  accepts(
    "one from a public subnet",
    web(DATABASE, { egressPorts: [5432] }, { placement: "public" }),
  );
  accepts("another service by its name", web("postgres://shop@database:5432/shop"));
  accepts("a name in the VPC", web("postgres://shop@db.test.internal:5432/shop"));
  accepts("an address that the service does not call", web("https://shop.example.com/"));
});
