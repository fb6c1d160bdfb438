import { isWorldWide } from "./addresses";
import { documentIn } from "./json-document";
import type { Kind } from "./kinds";
import { isProperties, isUnknown, known, type Properties, readString } from "./reading";

/** A setting that tells by its name and value alone that a protection is off, whatever resource it is of. */
interface Telling {
  /** The last name on the path of the setting. */
  readonly names: RegExp;
  /** The value, as text in small letters. */
  readonly values: RegExp;
  /** A clause about the resource. */
  readonly problem: string;
  /** Kinds for which a rule of their own judges the setting. */
  readonly except?: readonly Kind[];
}

/**
 * The names are those of the inputs that `@pulumi/aws` 7 declares, read type by type: it says the same thing by the
 * same word in most services.
 */
const tellings: readonly Telling[] = [
  {
    names: /^(is)?public(lyaccessible|accessenabled|connectivity)?$/,
    values: /^true$/,
    problem: "has a public address or is open to everybody",
    except: [
      "database",
      "clusterInstance",
      "warehouse",
      "warehouseWorkgroup",
      "broker",
      "replicator",
    ],
  },
  {
    names: /^associatepublicipaddress$/,
    values: /^true$/,
    problem: "has a public address or is open to everybody",
  },
  {
    names: /^allow(externalprincipals|unauthenticatedidentities|frompublic)$/,
    values: /^true$/,
    problem: "lets in whom nobody has named",
  },
  {
    names: /^(authorizationtype|authtype|functionurlauthtype)$/,
    values: /^none$/,
    problem: "can be called by everybody",
    except: ["functionUrl"],
  },
  {
    names: /^onunauthenticatedrequest$/,
    values: /^allow$/,
    problem: "serves requests of users who have not signed in",
  },
  { names: /^projectvisibility$/, values: /^public/, problem: "shows its logs to everybody" },
  {
    names: /^(canned|object|s3object)?acl$/,
    values: /^(public-|authenticated-)/,
    problem: "is readable for everybody by its access control list",
    except: ["bucket", "bucketAcl"],
  },
  {
    names: /^uri$/,
    values: /acs\.amazonaws\.com\/groups\/global\/(allusers|authenticatedusers)$/,
    problem: "is readable for everybody by its access control list",
    except: ["bucket", "bucketAcl"],
  },
  { names: /^aclname$/, values: /^open-access$/, problem: "takes connections without a password" },
  {
    names: /^nopasswordrequired$/,
    values: /^true$/,
    problem: "takes connections without a password",
  },
  {
    names: /^(storage|kms|ebs)?encrypted$|^(\w+)?encryptionenabled$|^requireencryption$/,
    values: /^false$/,
    problem: "stores or sends data without encryption",
    except: [
      "cluster",
      "database",
      "databaseCluster",
      "warehouse",
      "cache",
      "diskVolume",
      "fileSystem",
    ],
  },
  {
    names: /^(\w*encryption(type|mode)|serversideencryption)$/,
    values: /^(none|disabled|unencrypted)$/,
    problem: "stores or sends data without encryption",
    except: ["stream"],
  },
  {
    names: /^encryptiondisabled$/,
    values: /^true$/,
    problem: "stores or sends data without encryption",
  },
  {
    names: /^enableintercontainertrafficencryption$/,
    values: /^false$/,
    problem: "stores or sends data without encryption",
  },
  {
    names: /^(tlsenabled|requiretls|requiressl|enforcehttps)$/,
    values: /^false$/,
    problem: "takes connections without TLS",
    except: ["memoryStore", "databaseProxy", "searchDomain"],
  },
  {
    names: /^(viewerprotocolpolicy|originprotocolpolicy)$/,
    values: /^(allow-all|http-only)$/,
    problem: "sends data over plain HTTP",
  },
  { names: /^sslmode$/, values: /^(none|disabled)$/, problem: "takes connections without TLS" },
  { names: /^protocols$/, values: /^ftp$/, problem: "takes connections without TLS" },
  {
    names: /^(minimumprotocolversion|(tls)?securitypolicy(name)?|tlspolicy|originsslprotocols)$/,
    values:
      /^(ssl|tls_?v?1(_0|\.0|_1|\.1)?(_2016)?$|policy-min-tls-1-0|transfersecuritypolicy-2018)/,
    problem: "accepts an old version of TLS",
    except: ["listener"],
  },
  {
    names: /^cloudfrontdefaultcertificate$/,
    values: /^true$/,
    problem: "accepts an old version of TLS",
  },
  {
    names: /^\w*(endpoint|endpointurl|webhookurl)$/,
    values: /^http:\/\/(?!localhost|127\.|\[::1\])/,
    problem: "sends data over plain HTTP",
    except: ["subscription"],
  },
  {
    names: /^insecure(ssl|skipverification)$/,
    values: /^true$/,
    problem: "does not check certificates",
  },
  {
    names: /^ignore(client)?certificateexpiry$/,
    values: /^true$/,
    problem: "accepts certificates that have expired",
  },
  {
    names: /^certificatetransparencyloggingpreference$/,
    values: /^disabled$/,
    problem: "keeps its certificate out of the public logs that show a forged one",
  },
  {
    names: /^replicationoverwrite$/,
    values: /^disabled$/,
    problem: "may be overwritten by a replication",
  },
  {
    names: /^loggroupclass$/,
    values: /^delivery$/,
    problem: "keeps its logs for a day only",
  },
  {
    names: /^httptokens$/,
    values: /^optional$/,
    problem: "gives its credentials to anybody who can send it a request (IMDSv1)",
  },
  {
    names: /^(privilegedmode|allowprivilegeescalation|hostnetwork)$/,
    values: /^true$/,
    problem: "runs code with the rights of its host",
  },
  {
    names: /^bypasspolicylockout(safety)?check$/,
    values: /^true$/,
    problem: "skips the check that somebody can still change its policy",
    except: ["key", "keyPolicy"],
  },
  {
    names: /^enablewaffailopen$/,
    values: /^true$/,
    problem: "lets requests through unfiltered while its filter is away",
  },
  {
    names: /^(enablelogfilevalidation|enabletokenrevocation)$/,
    values: /^false$/,
    problem: "turns a safeguard off",
  },
  {
    names:
      /^(blockpublic(acls|policy)|ignorepublicacls|restrictpublicbuckets|publicaccessblockenabled)$/,
    values: /^false$/,
    problem: "may become public",
    except: ["bucket", "publicAccessBlock", "accountPublicAccessBlock"],
  },
];

/** Parameters of a database engine, a name and a value each, that make TLS optional. */
const forcesTls = /^(rds\.force_ssl|require_ssl|require_secure_transport|force_ssl|tls)$/i;
const off = /^(0|off|false|disabled?)$/i;

/** Lists of addresses that may come in; what goes out, and how networks are cut, is for other rules. */
const admits = /(access|allow|ingress|whitelist)\w*(cidrs?|ips?|ranges?)$/i;

/** Documents and containers have rules of their own. */
const skipped: ReadonlySet<string> = new Set([
  "assumeRolePolicy",
  "containerDefinitions",
  "definition",
  "inlinePolicies",
  "secretString",
  "tags",
  "tagsAll",
]);

/** What a resource's settings give away, each problem once, with the first place that does. */
export function tellingSettings(
  kind: Kind | undefined,
  properties: Properties,
): readonly { readonly problem: string; readonly property: string }[] {
  const found = new Map<string, string>();
  const tell = (problem: string, property: string): void => {
    if (!found.has(problem)) found.set(problem, property);
  };
  const visit = (value: unknown, property: string, name: string): void => {
    if (Array.isArray(value)) {
      if (admits.test(name) && isWorldWide(value.filter((one) => typeof one === "string"))) {
        tell("admits the world", property);
      }
      value.forEach((one, index) => {
        visit(one, `${property}[${index}]`, name);
      });
    } else if (isProperties(value)) {
      if (forcesTls.test(textAt(value, "name")) && off.test(textAt(value, "value"))) {
        tell("takes connections without TLS", property);
      }
      // A policy document has rules of its own.
      if (value.Statement === undefined) visitAll(value, `${property}.`);
    } else if (typeof value === "string" || typeof value === "boolean") {
      const inner = typeof value === "string" ? documentIn(value) : undefined;
      if (inner !== undefined) visit(inner, property, name);
      else if (!isUnknown(value)) tellOf(name, String(value), property);
    }
  };
  const tellOf = (name: string, value: string, property: string): void => {
    for (const { values, problem, except = [] } of tellingsOf(name)) {
      if (kind !== undefined && except.includes(kind)) continue;
      if (values.test(value.toLowerCase())) tell(problem, property);
    }
  };
  const visitAll = (bag: Properties, prefix: string): void => {
    for (const [name, value] of Object.entries(bag)) {
      if (!skipped.has(name)) visit(value, `${prefix}${name}`, name);
    }
  };
  visitAll(properties, "");
  return [...found].map(([problem, property]) => ({ problem, property }));
}

/** Few names come up again and again. */
const byName = new Map<string, readonly Telling[]>();

function tellingsOf(name: string): readonly Telling[] {
  const kept = byName.get(name) ?? tellings.filter(({ names }) => names.test(name.toLowerCase()));
  if (byName.size < 5_000) byName.set(name, kept);
  return kept;
}

function textAt(value: Properties, name: string): string {
  return known(readString(value, name)) ?? "";
}
