import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * TLS 1.3 and 1.2 with forward secrecy and post-quantum key exchange: what AWS recommends.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Inputs for listeners. */
export interface Listeners {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Serves HTTPS, and redirects the HTTP port to it. Defaults to HTTP only. */
  readonly certificateArn?: pulumi.Input<string>;
}

/** The answer to a request that no service's rule matches. */
const notFound = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
};

const redirectToHttps = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
};

/** @returns The listener that services attach their rules to. */
export function createListeners(args: Listeners): aws.lb.Listener {
  const { name, parent, loadBalancerArn, certificateArn } = args;
  const http = new aws.lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [certificateArn === undefined ? notFound : redirectToHttps],
    },
    { parent },
  );
  if (certificateArn === undefined) return http;
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn,
      defaultActions: [notFound],
    },
    { parent },
  );
}
