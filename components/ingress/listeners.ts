import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tlsPolicy } from "../internal/tls-policy";

/** Inputs for listeners. */
export interface Listeners {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Serves HTTPS, and redirects the HTTP port to it. Defaults to HTTP only. */
  readonly certificateArn?: pulumi.Input<string>;
  /** Certificates of further names; used with the first one only. */
  readonly furtherCertificates: readonly {
    readonly key: string;
    readonly certificateArn: pulumi.Input<string> | undefined;
  }[];
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
  const https = new aws.lb.Listener(
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
  for (const further of args.furtherCertificates) {
    if (further.certificateArn === undefined) continue;
    new aws.lb.ListenerCertificate(
      `${name}-${further.key}`,
      { listenerArn: https.arn, certificateArn: further.certificateArn },
      { parent },
    );
  }
  return https;
}
