/** Causes that a program tells about itself. */
import { type Diagnosis, start } from "./diagnosis";

export const running: readonly Diagnosis[] = [
  {
    name: "out of memory",
    in: [...start, "log"],
    pattern: /OutOfMemory|heap out of memory|Cannot allocate memory|oom-?kill/i,
    cause: "The container {container} ran out of memory.",
    fix: "Raise `memoryMiB`, or let the program use less.",
    keys: ["memoryMiB", "service.memoryMiB", "service.cpu"],
  },
  {
    name: "the disk is full",
    in: [...start, "log"],
    pattern: /no space left on device|ENOSPC/i,
    cause: "The task's own disk is full.",
    fix: "Raise `ephemeralStorageGiB`, or write to a file system.",
    keys: ["service.ephemeralStorageGiB", "service"],
  },
  {
    name: "a user that does not exist",
    pattern:
      /no users found|unable to find (?:user|group)|no matching entries in passwd|etc\/passwd: no such file/i,
    cause: "The image of {container} has no such user.",
    fix: "Set `user` to numbers, such as 1000:1000, or to a user of the image's /etc/passwd.",
    keys: ["user", "image"],
  },
  {
    name: "a port in use",
    in: [...start, "log"],
    pattern: /EADDRINUSE|address already in use|port is already allocated/i,
    cause: "The program's port is in use: containers of a task share their ports.",
    fix: "Let each container of the task, and each process in it, listen on a port of its own.",
    keys: ["containerPort", "command"],
  },
  {
    name: "a file that the image lacks",
    in: ["log"],
    pattern:
      /Cannot find (?:module|package)|ModuleNotFoundError|No module named|ClassNotFoundException|could not find or load main class|unable to access jarfile|can't open file|loading shared libraries|version `GLIBC\w*_[\d.]+' not found/i,
    cause: "The program of {container} misses a file or a module in its image.",
    fix: "Build the image with it: look at the Dockerfile, its target and .dockerignore, and at the working directory.",
    keys: ["image", "command"],
  },
  {
    name: "a command that does not exist",
    in: [...start, "log"],
    pattern:
      /executable file not found|no such file or directory: unknown|command not found|CannotStartContainer|CannotCreateContainer|exited with 12[67]/i,
    cause: "The container {container} could not start its command.",
    fix: "Correct `command` or `entryPoint`: each word is an item of the list, and no shell reads it.",
    keys: ["command", "entryPoint", "image"],
  },
  {
    name: "a port below 1024",
    in: ["log"],
    pattern: /(?:bind|listen).*(?:permission denied|EACCES)|EACCES.*listen/i,
    cause: "The program may not listen on its port: one below 1024 needs root.",
    fix: "Let it listen on a port from 1024 on, and say so in `containerPort`.",
    keys: ["containerPort", "user"],
  },
  {
    name: "a read-only file system",
    in: ["log"],
    pattern: /read-only file system|EROFS/i,
    cause: "The program writes to its root file system, which is read-only.",
    fix: "Mount a scratch volume where it writes (`volumes`), or set `readonlyRootFilesystem: false`.",
    keys: ["readonlyRootFilesystem", "volumes", "image"],
  },
  {
    name: "missing rights on a file",
    in: ["log"],
    pattern: /permission denied|EACCES/i,
    cause: "The program's user may not read or write a file.",
    fix: "Set `user` to the one that the image is built for, or give the files in the image to that user.",
    keys: ["user", "volumes", "image"],
  },
  {
    name: "a call of AWS that is not permitted",
    in: ["log"],
    // The SDK for Python names the call first, and AWS the action after it, which is what `permissions` takes.
    pattern:
      /(?:is not authorized to perform:? (?=[a-z0-9-]+:)|\(AccessDenied(?:Exception)?\) when calling the (?!.*is not authorized to perform))([\w-]+(?::[A-Za-z*]+)?)/,
    cause: "The program's role may not call {1}.",
    fix: "Add the action and its resource to `permissions`.",
    keys: ["service.permissions", "service"],
  },
  {
    name: "a database that takes encrypted connections only",
    in: ["log"],
    pattern:
      /no pg_hba\.conf entry|SSL connection is required|using insecure transport are prohibited/i,
    cause:
      "The database has no rule that lets this connection in: most often it takes encrypted ones only.",
    fix: "Let the program connect with TLS, such as `sslmode=require` in the address or `PGSSLMODE: require` in `environment`.",
    keys: ["environment", "drydock:databases", "service"],
  },
  {
    name: "a refused sign-in",
    in: ["log"],
    pattern:
      /password authentication failed|access denied for user|login failed for user|authentication failed|WRONGPASS|NOAUTH|ACCESS_REFUSED|invalid (?:username|user name|credentials)|ORA-01017/i,
    cause: "A database or service refuses the program's user or password.",
    fix: "Compare the secret's current value with the database's. Tasks read it when they start: after a rotation `npx drydock restart`.",
    keys: ["secrets", "drydock:databases"],
  },
  {
    name: "a certificate that is not trusted",
    in: ["log"],
    pattern:
      /self[- ]signed certificate|unable to verify the first certificate|unable to get local issuer|CERTIFICATE_VERIFY_FAILED|certificate signed by unknown authority|PKIX path building failed/i,
    cause: "The program does not trust the certificate of a host that it connects to.",
    fix: "Put the authority's certificate into the image; for Amazon RDS its bundle: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    keys: ["image", "environment"],
  },
  {
    name: "no connection left",
    in: ["log"],
    pattern: /too many (?:clients|connections)|remaining connection slots/i,
    cause: "The database accepts no further connection.",
    fix: "Lower `scaling.max` or the pool of each task: a deployment runs up to twice the tasks. `maxConnections` of the database below `drydock:databases` has the preview check it.",
    keys: ["drydock:databases", "service.scaling.max", "service"],
  },
  {
    name: "no credentials of AWS",
    in: ["log"],
    pattern:
      /unable to locate credentials|could not load credentials|no (?:valid )?credential (?:providers|sources)|NoCredentialProviders|CredentialsProviderError/i,
    cause: "The program's SDK found no credentials of the task role.",
    fix: "Let it read AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: an old SDK, a profile in `environment`, or a shell that clears the variables keep it from that.",
    keys: ["environment", "service.permissions", "service"],
  },
  {
    name: "a database without the schema",
    in: ["log"],
    pattern:
      /relation "[^"]+" does not exist|table '[^']+' doesn't exist|no such table|invalid object name|pending migrations?|migrations are pending|failed migrations|change log lock/i,
    cause:
      "The database does not have the schema that the program expects, or a migration stopped half-way.",
    fix: "Run the migration as a job before the services change (`runs.before` of a job). What a broken one left, such as a lock, its own tool clears.",
    keys: ["drydock:jobs", "service"],
  },
  {
    name: "too many open files",
    in: ["log"],
    pattern: /too many open files|EMFILE/i,
    cause: "The program of {container} has as many files and connections open as it may.",
    fix: "Let it close what it opens; `ulimits.nofile` is the limit.",
    keys: ["ulimits", "service"],
  },
  {
    name: "another service that is not reached",
    in: ["log"],
    pattern:
      /ECONNREFUSED|\bENOTFOUND\b|ETIMEDOUT|EHOSTUNREACH|getaddrinfo|connection refused|could not connect|name or service not known|name resolution|no such host|UnknownHost|connect.*timed out|i\/o timeout|server selection timed out|NoBrokersAvailable|failed to update metadata/i,
    cause: "The program does not reach a host that it needs at its start.",
    fix: "A service of this stack file is reached by `connectsTo`, AWS by `awsServices` or `endpoints`, the internet by NAT. Check the host in `environment`.",
    keys: ["service.connectsTo", "environment", "service"],
  },
  {
    name: "a variable that is missing",
    in: ["log"],
    pattern:
      /KeyError: '[A-Z][A-Z0-9_]+'|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b["']? (?:(?:environment )?variable )?(?:is|was|must be) (?:not set|not defined|missing|required|undefined|set)|missing (?:required )?env|Missing `secret_key_base`|setting must not be empty|(?:environment variable|env var).*(?:not set|missing|required|not defined|not found)/i,
    cause: "The program asks for a variable that the container does not have.",
    fix: "Add it to `environment`, `secrets` or an environment file.",
    keys: ["environment", "secrets", "envFiles"],
  },
];
