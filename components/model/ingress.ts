import { z } from "zod";
import { withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import { type Answers, answerProblems, answerShape } from "./answers";
import { type ArnHome, arnProblems, certificateKind, webAclKind } from "./arns";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { cidr, rangeProblems } from "./cidr";
import { quotas } from "../facts/quotas";
import { matching, offByDefault, onByDefault, severalNamed, strict, whole } from "./primitives";
import { hostName, lastSegment } from "./readings";

const loadBalancerType = argumentType(
  "LoadBalancerType",
  "Kinds of load balancers.",
  z.enum({ Application: "application", Network: "network" }),
);

/** The name of the load balancer that `drydock:ingress` or `drydock:existing.loadBalancer` describes. */
export const defaultLoadBalancer = "ingress";

const domainName = withReading(
  matching(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "a domain name, such as shop.example.com",
  ),
  hostName,
);

const nameShape = {
  domain: domainName
    .optional()
    .describe(
      "The name users reach the load balancer by. With hostedZoneId it gets a certificate, DNS records, " +
        "HTTPS, and a redirect from HTTP. Defaults to the load balancer's own name over plain HTTP.",
    ),
  hostedZoneId: withReading(
    matching(/^Z[A-Z0-9]{1,31}$/, "a Route 53 hosted zone id, such as Z0123456789ABCDEFGHIJ"),
    lastSegment,
  )
    .optional()
    .describe("The Route 53 public hosted zone that holds the domain. Needed with domain."),
  certificateArn: matching(/^arn:aws[a-z-]*:acm:/, "the ARN of an ACM certificate in this region")
    .optional()
    .describe(
      "An existing ACM certificate to use instead of making one. Defaults to a new one for domain.",
    ),
};

const furtherDomain = strict({
  ...nameShape,
  domain: domainName.describe("The name."),
}).describe("A further name.");

/** The load balancer of an environment. */
export const ingress = strict({
  ...nameShape,
  internal: offByDefault(
    "Place the load balancer in the private subnets, reachable from the VPC only.",
  ),
  allowedCidrs: z
    .array(cidr("203.0.113.0/24", 32))
    .min(1)
    .default(["0.0.0.0/0"])
    .describe("Who may connect to the listeners. Defaults to everyone (0.0.0.0/0)."),
  accessLogs: onByDefault("Write access logs to an S3 bucket of the environment."),
  webAclArn: matching(/^arn:aws[a-z-]*:wafv2:/, "the ARN of a regional AWS WAF web ACL")
    .optional()
    .describe("An AWS WAF web ACL to put before the load balancer. Defaults to none."),
  idleTimeoutSeconds: whole(1, 6000)
    .optional()
    .describe(
      "Seconds an idle connection is kept, 1 to 4000, with type network 60 to 6000. Defaults to 60, with type network to 350.",
    ),
  type: loadBalancerType
    .default("application")
    .describe(
      "application: requests of HTTP, by path and host. network: connections of TCP and TLS, by port. Defaults to application.",
    ),
  crossZone: onByDefault(
    "Let each zone of a network load balancer lead to the tasks of all zones. An application load balancer always does.",
  ),
  moreDomains: z
    .array(furtherDomain)
    .max(24)
    .default([])
    .describe(
      "Further names on the same listener, each with a certificate: hostedZoneId creates it and the DNS records, certificateArn uses one that exists. Needs domain. Defaults to none.",
    ),
  ...answerShape,
  reachesIdentityProviders: z
    .boolean()
    .optional()
    .describe(
      "Let the load balancer connect to the internet by HTTPS, as it must to sign users in. Defaults to whether a route of this stack has signIn; a platform says true for its service stacks.",
    ),
  sharedSecurityGroup: offByDefault(
    "Let all tasks behind the load balancer share one more security group, which it reaches by one rule for each port. " +
      "Without it each service takes one of the 60 rules of the load balancer's own group.",
  ),
}).describe(
  "One Application Load Balancer for all services with a route. Leave it out where no service has one.",
);

/** Load balancers beside that of `drydock:ingress`. */
export const loadBalancers = severalNamed(
  ingress.describe("A further load balancer, with the keys of drydock:ingress."),
  "Further load balancers, by name, such as an internal one beside a public one. A route names its own in loadBalancer.",
);

/** Names a further load balancer's resources, and the load balancer itself: AWS refuses a name that starts with "internal-". */
export const loadBalancerName = (name: string): string =>
  name === defaultLoadBalancer ? name : `${defaultLoadBalancer}-${name}`;

/** A load balancer's name becomes part of a physical name, which Pulumi makes unique by a hyphen and seven characters. */
export function loadBalancerNameProblems(name: string): ModelProblem[] {
  const most = quotas.loadBalancer.nameLength - 8 - loadBalancerName("").length;
  return problemIf(name === defaultLoadBalancer || name.length > most, {
    path: [],
    at: "key",
    message:
      name === defaultLoadBalancer
        ? "This is the name of the load balancer of drydock:ingress."
        : "The name is too long for a load balancer.",
    allowed: `a name of at most ${most} characters other than ${defaultLoadBalancer}`,
    fix: "Give it another name, such as inside.",
  });
}

/** A load balancer's settings; of ids and ARNs that come later nothing can be said. */
interface IngressValue
  extends
    NamedValue,
    Pick<
      z.output<typeof ingress>,
      "allowedCidrs" | "type" | "crossZone" | "idleTimeoutSeconds" | keyof Answers
    > {
  readonly webAclArn?: unknown;
  readonly reachesIdentityProviders?: boolean | undefined;
  readonly moreDomains: readonly (NamedValue & { readonly domain: string })[];
}

/** A name with its certificate. */
interface NamedValue {
  readonly domain?: string | undefined;
  readonly hostedZoneId?: unknown;
  readonly certificateArn?: unknown;
}

/** Returns the problems of a load balancer's names, ranges and ARNs. */
export function ingressProblems(value: IngressValue, home: ArnHome = {}): ModelProblem[] {
  const { allowedCidrs, webAclArn, domain, moreDomains } = value;
  const names = [
    ...(domain === undefined ? [] : [domain]),
    ...moreDomains.map((one) => one.domain),
  ];
  return [
    ...nameProblems(value, home),
    ...moreDomains.flatMap((one, index) =>
      within(
        ["moreDomains", index],
        [...nameProblems(one, home), ...repeatedName(names, one.domain)],
      ),
    ),
    ...(moreDomains.length === 0 || domain !== undefined ? [] : withoutFirstName()),
    ...within(["allowedCidrs"], rangeProblems(allowedCidrs)),
    ...answerProblems(value),
    ...idleProblems(value),
    ...(value.type === "network" ? onlyOfRequests(value) : onlyOfConnections(value)),
    ...within(["webAclArn"], arnProblems(webAclArn, webAclKind, home)),
  ];
}

/** Domain, hosted zone and certificate go together: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function nameProblems(value: NamedValue, home: ArnHome): ModelProblem[] {
  const { domain, hostedZoneId, certificateArn } = value;
  const problems = within(["certificateArn"], arnProblems(certificateArn, certificateKind, home));
  if (domain !== undefined && hostedZoneId === undefined && certificateArn === undefined) {
    problems.push({
      path: ["domain"],
      related: [["hostedZoneId"], ["certificateArn"]],
      message:
        "A domain needs a certificate, and there is no hosted zone to prove that it is yours.",
      allowed: "domain with hostedZoneId, with certificateArn, or with both",
      fix: "Add hostedZoneId to create a certificate, or certificateArn to use an existing one.",
    });
  }
  for (const key of ["hostedZoneId", "certificateArn"] as const) {
    if (value[key] !== undefined && domain === undefined) {
      problems.push({
        path: [key],
        related: [["domain"]],
        message: `${key} has no use without the name that users reach the load balancer by.`,
        allowed: `${key} together with domain`,
        fix: "Add domain, such as domain: shop.example.com, or remove this.",
      });
    }
  }
  return problems;
}

function repeatedName(names: readonly string[], name: string): ModelProblem[] {
  return problemIf(names.filter((one) => one === name).length >= 2, {
    path: ["domain"],
    message: "The load balancer has this name twice.",
    fix: "Remove one of the two.",
  });
}

function withoutFirstName(): ModelProblem[] {
  return [
    {
      path: ["moreDomains"],
      at: "key",
      related: [["domain"]],
      message: "There are further names, and no first one.",
      allowed: "moreDomains together with domain",
      fix: "Write the first name as domain.",
    },
  ];
}

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html and
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
function idleProblems({ type, idleTimeoutSeconds }: IngressValue): ModelProblem[] {
  const [least, most] = type === "network" ? [60, 6000] : [1, 4000];
  if (idleTimeoutSeconds === undefined) return [];
  return problemIf(idleTimeoutSeconds < least || idleTimeoutSeconds > most, {
    path: ["idleTimeoutSeconds"],
    related: [["type"]],
    message: `A load balancer of type ${type} has other bounds.`,
    allowed: `a whole number from ${least} to ${most}`,
    fix: `Write idleTimeoutSeconds: ${Math.min(most, Math.max(least, idleTimeoutSeconds))}.`,
  });
}

/** A network load balancer reads no requests, so it has nothing to answer or to filter. */
function onlyOfRequests(value: IngressValue): ModelProblem[] {
  const given = [
    ...(value.webAclArn === undefined ? [] : ["webAclArn"]),
    ...(value.reachesIdentityProviders === true ? ["reachesIdentityProviders"] : []),
    ...(value.moreDomains.length === 0 ? [] : ["moreDomains"]),
    ...(Object.keys(value.redirects).length === 0 ? [] : ["redirects"]),
    ...(Object.keys(value.responses).length === 0 ? [] : ["responses"]),
  ];
  return given.map((key) => ({
    path: [key],
    at: "key",
    related: [["type"]],
    message: "A network load balancer passes connections on and reads no requests.",
    allowed: `${key} with type application`,
    fix: "Remove it, or write type: application.",
  }));
}

function onlyOfConnections({ crossZone }: IngressValue): ModelProblem[] {
  return problemIf(!crossZone, {
    path: ["crossZone"],
    related: [["type"]],
    message: "An application load balancer leads to the tasks of all zones, always.",
    allowed: "true, or type network",
    fix: "Remove it.",
  });
}
