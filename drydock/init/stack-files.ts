/** The two stack files of a new repository, as text with comments. */

/** The choices that a new repository is created from. */
export interface Choices {
  /** The project's name, which starts the names of resources. */
  readonly name: string;
  readonly region: string;
  /** The service's image, or the folder that its image is built from. */
  readonly source: { readonly image: string } | { readonly build: string };
  readonly port: number;
  /** Reachable from the VPC only. */
  readonly internal: boolean;
}

/** The settings that both environments share. */
function service({ source, port }: Choices): string[] {
  const image =
    "image" in source
      ? `{ reference: ${JSON.stringify(source.image)} }`
      : `{ build: { context: ${source.build} } }`;
  return [
    "  drydock:services:",
    "    web:",
    `      image: ${image}`,
    `      containerPort: ${port}`,
    `      route: { paths: ["/*"], healthCheckPath: / }`,
  ];
}

/** Whether tasks pull their image over the internet, which takes a NAT gateway. */
function needsInternet({ source }: Choices): boolean {
  return "image" in source && !/^\d{12}\.dkr\.ecr/.test(source.image);
}

const header = "# yaml-language-server: $schema=node_modules/drydock/stack.schema.json";

/** A cheap environment that can be destroyed without a trace. */
export function testStackFile(choices: Choices): string {
  const nat = needsInternet(choices) ? ", natGateways: single" : "";
  return lines([
    header,
    "# The cheap environment: it can be destroyed and created again completely.",
    "config:",
    `  aws:region: ${choices.region}`,
    "  drydock:lifecycle: disposable",
    "  drydock:encryption: { customerKey: false }",
    "  drydock:logs: { retentionDays: 14 }",
    `  drydock:network: { cidr: 10.20.0.0/16, availabilityZones: 2, endpointZones: 1${nat} }`,
    `  drydock:ingress: {${choices.internal ? " internal: true " : ""}}`,
    ...service(choices),
    "      envFiles: [env/test.env]",
    "      scaling: { min: 1, max: 2, cpuPercent: 60 }",
  ]);
}

/** An environment with all safeguards: its own key, every zone, protected data. */
export function productionStackFile(choices: Choices): string {
  const nat = needsInternet(choices) ? ", natGateways: perZone" : "";
  const internal = choices.internal ? ", internal: true" : "";
  return lines([
    header,
    "# The secure form: a customer-managed key, every zone, protected data. All of these are defaults.",
    "# Before you deploy: your own domain and hosted zone, and your account as drydock:account.",
    "config:",
    `  aws:region: ${choices.region}`,
    `  drydock:network: { cidr: 10.30.0.0/16${nat} }`,
    `  drydock:ingress: { domain: web.example.com, hostedZoneId: Z0123456789EXAMPLE${internal} }`,
    ...service(choices),
    "      envFiles: [env/production.env]",
    "      scaling: { min: 3, max: 12, cpuPercent: 60 }",
  ]);
}

const lines = (all: readonly string[]): string => `${all.join("\n")}\n`;
