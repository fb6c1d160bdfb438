import { securityHub } from "../../lib/links";
import { isCopied, type Setting, settingsRule } from "../../lib/settings";

const on = { right: ["true", "enabled"] } as const;

const settings: readonly Setting[] = [
  {
    ...on,
    kinds: ["cache"],
    property: "transitEncryptionEnabled",
    problem: "takes connections without TLS",
    isApart: isCopied,
  },
  {
    ...on,
    kinds: ["cache"],
    property: "transitEncryptionMode",
    right: ["required"],
    byDefault: "required",
    problem: "takes connections without TLS as well",
  },
  {
    ...on,
    kinds: ["memoryStore"],
    property: "tlsEnabled",
    byDefault: "true",
    problem: "takes connections without TLS",
  },
  {
    ...on,
    kinds: ["searchDomain"],
    property: "nodeToNodeEncryption.enabled",
    problem: "sends data between its nodes without encryption",
  },
  {
    ...on,
    kinds: ["searchDomain"],
    property: "domainEndpointOptions.enforceHttps",
    byDefault: "true",
    problem: "takes requests over plain HTTP",
  },
  {
    ...on,
    kinds: ["eventStream"],
    property: "encryptionInfo.encryptionInTransit.clientBroker",
    right: ["tls"],
    byDefault: "tls",
    problem: "takes connections without TLS",
  },
  {
    ...on,
    kinds: ["eventStream"],
    property: "encryptionInfo.encryptionInTransit.inCluster",
    byDefault: "true",
    problem: "sends data between its brokers without encryption",
  },
  {
    ...on,
    kinds: ["databaseProxy"],
    property: "requireTls",
    problem: "takes connections without TLS",
  },
  {
    kinds: ["subscription"],
    property: "protocol",
    right: ["https", "sqs", "lambda", "firehose", "email", "email-json", "sms", "application"],
    byDefault: "https",
    problem: "delivers messages over plain HTTP",
  },
];

export const dataStoreEncryptedInTransit = settingsRule({
  name: "data-store-encrypted-in-transit",
  row: 96,
  title: "A cache, broker, search domain, proxy or subscription sends data with TLS only",
  controls: ["ElastiCache.5", "Opensearch.3", "Opensearch.8", "MSK.1", "CKV_AWS_30", "CKV_AWS_81"],
  severity: "medium",
  why: "Anyone on the network path can read passwords and data of a plain connection.",
  fix: "Turn encryption in transit on, and let clients connect with TLS.",
  url: securityHub("elasticache-5"),
  settings,
});
