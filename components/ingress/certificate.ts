import * as aws from "../internal/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Names the resources of a further domain. */
export const domainKey = (domain: string): string => domain.replaceAll(".", "-");

/** Inputs for a certificate. */
export interface DomainCertificate {
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly domain: string;
  readonly hostedZoneId: pulumi.Input<string>;
}

/**
 * A certificate that AWS renews by itself, as long as the DNS record that proves ownership stays.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 *
 * @returns Its ARN, which resolves once the certificate is issued.
 */
export function createCertificate(args: DomainCertificate): pulumi.Output<string> {
  const { name, parent } = args;
  const certificate = new aws.acm.Certificate(
    name,
    { domainName: args.domain, validationMethod: "DNS" },
    { parent },
  );
  // One domain, so exactly one record: its content is known late, that it exists is known now.
  const validation = certificate.domainValidationOptions.apply(theOnlyOne);
  const record = new aws.route53.Record(
    `${name}-validation`,
    {
      zoneId: args.hostedZoneId,
      name: validation.resourceRecordName,
      type: validation.resourceRecordType,
      records: [validation.resourceRecordValue],
      ttl: 300,
      // Every certificate of an account for a domain asks for the same record, its successor too.
      allowOverwrite: true,
    },
    { parent },
  );
  const issued = new aws.acm.CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    { parent },
  );
  return issued.certificateArn;
}

function theOnlyOne<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length > 1) {
    throw new Error(
      `A certificate for one domain has one validation record, not ${values.length}.`,
    );
  }
  return value;
}
