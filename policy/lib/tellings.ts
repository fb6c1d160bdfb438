import type { Kind } from "./kinds";
import { isProperties, known, type Properties, read, readList, readString } from "./reading";
import { taskRunnerKinds } from "./task-runners";

/** A setting that tells by its name and value alone that a protection is off, whatever resource it is of. */
export interface Telling {
  /** A clause about the resource. */
  readonly problem: string;
  /** The setting's name in small letters, by itself or behind that of what it is in: `accesslogs.enabled`. */
  readonly names: RegExp;
  /** The value, as text in small letters; `[]` for an empty list. */
  readonly values: RegExp;
  /** The types that the name means this for; all, where it is left out. */
  readonly types?: RegExp;
  /** Kinds for which a rule of their own judges the setting. */
  readonly except?: readonly Kind[];
  /** True where what is beside the setting makes it harmless. */
  readonly unless?: (beside: Properties) => boolean;
}

const open = "has a public address or is open to everybody";
const anybody = "can be called by everybody";
const unnamed = "lets in whom nobody has named";
const listed = "is readable for everybody by its access control list";
const noPassword = "takes connections without a password";
const unencrypted = "stores or sends data without encryption";
const noTls = "takes connections without TLS";
const plainHttp = "sends data over plain HTTP";
const oldTls = "accepts an old version of TLS";
const unchecked = "does not check certificates";
const privileged = "runs code with the rights of its host";
const watchOff = "switches off what watches or protects the account";
const safeguardOff = "turns a safeguard off";

/** Services whose purpose is to watch and to protect. */
const watchers =
  /^aws:((accessanalyzer|auditmanager|cfg|cloudtrail|detective|fms|guardduty|inspector2?|macie2?|securityhub|securitylake|shield)\/|ebs\/(encryptionByDefault|snapshotBlockPublicAccess):|ec2\/(imageBlockPublicAccess|vpcBlockPublicAccessOptions):)/;

const isAt = (path: string, value: RegExp) => (beside: Properties) =>
  value.test(known(readString(beside, path)) ?? "");
const isSet = (path: string) => (beside: Properties) => read(beside, path).state !== "absent";

/** A filter that keeps something: what it does not keep may be dropped. */
const keepsSome = (beside: Properties): boolean =>
  (known(readList(beside, "filters")) ?? []).some(
    (one) => isProperties(one) && isAt("behavior", /^keep$/i)(one),
  );

/**
 * The names are those of the inputs that `@pulumi/aws` 7 declares, read type by type: it says the same thing by the
 * same word in most services. Names in capitals are variables of programs.
 */
export const tellings: readonly Telling[] = [
  {
    problem: open,
    names: /^(is)?public(lyaccessible|accessenabled|connectivity)?$/,
    values: /^true$/,
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
    problem: open,
    names: /^(associatepublicipaddress|ispubliclyaccessible|createpublicip|endpointpublicaccess)$/,
    values: /^true$/,
    unless: isSet("publicAccessCidrs"),
  },
  {
    problem: open,
    names: /^(assignpublicip|directinternetaccess)$/,
    values: /^(true|enabled)$/,
    // Addresses of tasks have a rule.
    except: taskRunnerKinds,
  },
  { problem: open, names: /^webserveraccessmode$/, values: /^public_only$/ },
  {
    problem: unnamed,
    names:
      /^(allow(externalprincipals|unauthenticatedidentities|frompublic|classicflow)|anonymousauthenabled|unauthenticated)$/,
    values: /^true$/,
  },
  { problem: unnamed, names: /^autoacceptshared(attachments|associations)$/, values: /^enable$/ },
  { problem: unnamed, names: /^principal$/, values: /^iam_allowed_principals$/ },
  {
    problem: unnamed,
    names: /^settingvalue$/,
    values: /^enable$/,
    types: /^aws:ssm\/serviceSetting:/,
    unless: (beside) => !isAt("settingId", /public-sharing/)(beside),
  },
  {
    problem: anybody,
    names: /^(authorizationtype|authorization|authtype|functionurlauthtype|authentication)$/,
    values: /^(none|unauthenticated)$/,
    except: ["functionUrl"],
    // Browsers ask for OPTIONS without credentials.
    unless: isAt("httpMethod", /^options$/i),
  },
  {
    problem: "can be called with a key that every client holds",
    names: /^authenticationtype$/,
    values: /^api_key$/,
  },
  {
    problem: "serves requests of users who have not signed in",
    names: /^onunauthenticatedrequest$/,
    values: /^allow$/,
  },
  { problem: "shows its logs to everybody", names: /^projectvisibility$/, values: /^public/ },
  {
    problem: listed,
    names: /^(canned|object|s3object)?acl$/,
    values: /^(public-|authenticated-)/,
    except: ["bucket", "bucketAcl"],
  },
  {
    problem: listed,
    names: /^uri$/,
    values: /acs\.amazonaws\.com\/groups\/global\/(allusers|authenticatedusers)$/,
    except: ["bucket", "bucketAcl"],
  },
  { problem: noPassword, names: /^aclname$/, values: /^open-access$/ },
  { problem: noPassword, names: /^nopasswordrequired$/, values: /^true$/ },
  {
    problem: "lets anybody send mail in its name",
    names: /^records$/,
    values: /^"?v=spf1\b.*\s\+?all"?$/,
  },

  {
    problem: unencrypted,
    names: /^(storage|kms|ebs)?encrypted$|^(\w+)?encryptionenabled$|^requireencryption$/,
    values: /^false$/,
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
    problem: unencrypted,
    names: /^cachedataencrypted$/,
    values: /^false$/,
    unless: (beside) => beside.cachingEnabled !== true,
  },
  {
    problem: unencrypted,
    names: /^(\w*encryption(type|mode)?|serversideencryption)$/,
    values: /^(none|disabled|unencrypted)$/,
    except: ["stream", "taskDefinition"],
  },
  { problem: unencrypted, names: /^encryptiondisabled$/, values: /^true$/ },
  {
    problem: unencrypted,
    names: /^enableintercontainertrafficencryption$/,
    values: /^false$/,
  },
  {
    problem: noTls,
    names: /^(tlsenabled|requiretls|requiressl|enforcehttps)$|^tls\.enforce$/,
    values: /^false$/,
    except: ["memoryStore", "databaseProxy", "searchDomain"],
  },
  { problem: noTls, names: /^disablessl$/, values: /^true$/ },
  {
    problem: plainHttp,
    names: /^(viewerprotocolpolicy|originprotocolpolicy)$/,
    values: /^(allow-all|http-only)$/,
  },
  {
    problem: plainHttp,
    names: /^protocol$/,
    values: /^http$/,
    types: /^aws:vpclattice\/listener:/,
  },
  { problem: noTls, names: /^sslmode$/, values: /^(none|disabled?)$/ },
  { problem: noTls, names: /^protocols$/, values: /^ftp$/ },
  {
    problem: oldTls,
    names: /^(minimumprotocolversion|(tls)?securitypolicy(name)?|tlspolicy|originsslprotocols)$/,
    values:
      /^(ssl|tls_?v?1(_0|\.0|_1|\.1)?(_2016)?$|policy-min-tls-1-0|transfersecuritypolicy-2018)/,
    except: ["listener"],
  },
  { problem: oldTls, names: /^cloudfrontdefaultcertificate$/, values: /^true$/ },
  { problem: "accepts an old version of IKE", names: /ikeversions$/, values: /^ikev1$/ },
  {
    problem: plainHttp,
    names: /^\w*(endpoint|url|uri|urls|uris)$/,
    values:
      /^http:\/\/(?!localhost\b|acs\.amazonaws\.com\/|127\.|\[::1\]|[^/]*\.(internal|local)\b)/,
    except: ["subscription"],
  },
  {
    problem: "has a key that is too short, or an authority that has ended",
    names: /^(\w*key(algorithm|spec|size|type)|cacertificate?identifier|cacertidentifier)$/,
    values: /^(rsa_?)?(512|1024)$|^rds-ca-201\d$/,
  },
  {
    problem: unchecked,
    names: /^\w*insecure(ssl|skipverification|skipverify)?$|^skip(tls|ssl|certificate)verif\w*$/,
    values: /^(true|enabled)$/,
    except: ["awsProvider"],
  },
  {
    problem: "accepts certificates that have expired",
    names: /^ignore(client)?certificateexpiry$/,
    values: /^true$/,
  },
  {
    problem: "keeps its certificate out of the public logs that show a forged one",
    names: /^certificatetransparencyloggingpreference$/,
    values: /^disabled$/,
  },
  {
    problem: "signs messages with SHA-1",
    names: /^signatureversion$/,
    values: /^1$/,
    types: /^aws:sns\//,
  },
  {
    problem: unchecked,
    names: /^NODE_TLS_REJECT_UNAUTHORIZED$|^PYTHONHTTPSVERIFY$/,
    values: /^0$/,
  },
  {
    problem: unchecked,
    names: /^([A-Z0-9]+_)*(SSL|TLS)_(CERT_)?VERIFY$|^([A-Z0-9]+_)*VERIFY_(SSL|TLS)$/,
    values: /^(0|false|no|off)$/,
  },
  {
    problem: unchecked,
    names: /^GIT_SSL_NO_VERIFY$|^([A-Z0-9]+_)*(INSECURE|SKIP)(_(TLS|SSL))?(_SKIP)?_VERIFY$/,
    values: /^(1|true|yes|on)$/,
  },
  { problem: noTls, names: /^([A-Z0-9]+_)*(PG)?SSL_?MODE$/, values: /^(disable|disabled|off)$/ },

  {
    problem: "may be overwritten by a replication",
    names: /^replicationoverwrite$/,
    values: /^disabled$/,
  },
  { problem: "keeps its logs for a day only", names: /^loggroupclass$/, values: /^delivery$/ },
  {
    problem: "gives its credentials to anybody who can send it a request (IMDSv1)",
    names: /^httptokens$/,
    values: /^optional$/,
  },
  {
    problem: privileged,
    names: /^(privileged(mode)?|allowprivilegeescalation|hostnetwork|rootaccess)$/,
    values: /^(true|enabled)$/,
  },
  {
    problem: "mounts a folder of its host",
    names: /^(hostpath|sourcepath|host\.sourcepath)$/,
    values: /^\//,
  },
  {
    problem: "skips the check that somebody can still change its policy",
    names: /^bypasspolicylockout(safety)?check$/,
    values: /^true$/,
    except: ["key", "keyPolicy"],
  },
  {
    problem: "lets requests through unfiltered while its filter is away",
    names: /^\w*failopen$/,
    values: /^(true|enabled)$/,
  },
  {
    problem: "lets traffic through unfiltered",
    names: /^stateless\w*defaultactions$/,
    values: /^aws:pass$/,
  },
  {
    problem: "hands on sender addresses that a client can make up",
    names: /^xffheaderprocessingmode$/,
    values: /^preserve$/,
  },
  { problem: "asks for contents without signing", names: /^signingbehavior$/, values: /^never$/ },
  {
    problem: "runs code that nobody has signed",
    names: /^untrustedartifactondeployment$/,
    values: /^warn$/,
  },
  {
    problem: "scans no pushed image",
    names: /^rules$/,
    values: /^\[\]$/,
    types: /^aws:ecr\/registryScanningConfiguration:/,
  },
  { problem: "takes tokens of every client", names: /^audiences?$/, values: /^\[\]$/ },
  {
    problem: "lets tags be moved",
    names: /^imagetagmutability$/,
    values: /^mutable$/,
    except: ["repository"],
  },
  {
    problem: "lets people sign in by a password that is easy to guess",
    names: /^minimum(password)?length$/,
    values: /^[0-7]$/,
  },
  { problem: "signs people in by a password alone", names: /^mfaconfiguration$/, values: /^off$/ },
  {
    problem: "tells a stranger which users there are",
    names: /^preventuserexistenceerrors$/,
    values: /^legacy$/,
  },
  {
    problem: "hands tokens out in addresses",
    names: /^allowedoauthflows$/,
    values: /^implicit$/,
  },
  {
    problem: "can be deleted at any time",
    names: /^delet(e|ion)protection$/,
    values: /^inactive$/,
  },
  {
    problem: "asks name servers outside of its network",
    names: /^(ip|domainnameservers)$/,
    values:
      /^(?!10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cde])[\d.:a-f]+$/,
    types: /^aws:(route53\/resolverRule|ec2\/vpcDhcpOptions):/,
  },
  {
    problem: safeguardOff,
    names: /^(enablelogfilevalidation|enabletokenrevocation|cloudwatchmetricsenabled)$/,
    values: /^false$/,
  },
  {
    problem: safeguardOff,
    names:
      /^\w*(log|logs|logging|encryption|protection|recovery|monitoring|validation|scanning|audit|backups?)\w*\.(is)?enabled?$|^(\w*logs?|logging|\w*monitoring)enabled$|^(is|enable)\w*logs?(ging)?(enabled)?$/,
    values: /^false$/,
    except: ["loadBalancer", "table", "searchDomain", "bucket", "cache"],
  },
  { problem: safeguardOff, names: /^advancedsecuritymode$/, values: /^off$/ },
  {
    problem: safeguardOff,
    names: /^(\w+\.)?(tagresourceauthorization|containerinsights)$/,
    values: /^(off|disabled)$/,
    except: ["cluster"],
  },
  {
    problem: "logs what is in requests or statements",
    names: /^(datatraceenabled|debuglogging)$/,
    values: /^true$/,
  },
  {
    problem: "records nothing of what it stops",
    names: /^loggingfilter\.defaultbehavior$/,
    values: /^drop$/,
    unless: keepsSome,
  },
  {
    problem: "does not record who manages the account",
    names: /^includemanagementevents$/,
    values: /^false$/,
    unless: isSet("dataResources"),
  },
  {
    problem: "does not notice the events it is for",
    names: /^(state|isenabled)$/,
    values: /^(disabled|false)$/,
    types: /^aws:cloudwatch\/eventRule:/,
    unless: isSet("scheduleExpression"),
  },
  {
    problem: watchOff,
    names: /^((is)?enabled?|state|status|enablelogging|\w+status|internetgatewayblockmode)$/,
    values: /^(false|disabled|suspended|unblocked|off)$/,
    types: watchers,
  },
  {
    problem: "may become public",
    names:
      /^(blockpublic(acls|policy|securitygrouprules)|ignorepublicacls|restrictpublicbuckets|publicaccessblockenabled)$/,
    values: /^false$/,
    except: ["bucket", "publicAccessBlock"],
  },
];

/** Words of a command, or of a variable, that tell by themselves. */
export const tellingTexts: readonly Pick<Telling, "problem" | "values">[] = [
  {
    problem: "lets a debugger in from everywhere",
    values: /--inspect(-brk)?=(0\.0\.0\.0|\[::\])|-agentlib:jdwp=\S*address=(\*|0\.0\.0\.0):?/i,
  },
  {
    problem: noTls,
    values: /\bsslmode=disable\b|\b(use_?ssl|encrypt)=false\b/i,
  },
  {
    problem: "runs a script that it loads over plain HTTP",
    values: /\b(curl|wget)\b[^|]*\shttp:\/\/[^|]*\|\s*(sudo\s+)?(ba|da|z)?sh\b/i,
  },
];

/** Any text in question has one of these. */
export const tellingWords = /inspect|jdwp|ssl|encrypt=|http:\/\//i;
