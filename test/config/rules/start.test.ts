import { accepts, refuses, services } from "../support";

/** A service on an own image; what is wrong is in how it starts. */
const web = (own: object) => services({ web: { ...own } });

describe("rule: ports below 1024", () => {
  accepts("the lowest port of every user", web({ containerPort: 1024 }));
  refuses(
    "a low port for a user who is not root",
    `drydock:services.web.containerPort = 80: Fargate lets only root listen on a port below 1024.
allowed: 1024 to 65535, or a lower one that systemControls opens
fix: Let the program listen on 8080, and write containerPort: 8080; or add systemControls: { net.ipv4.ip_unprivileged_port_start: "80" } to the service.`,
    web({ containerPort: 80 }),
  );
  refuses(
    "a low port for root without the capability",
    `drydock:services.web.containerPort = 443: Ports below 1024 need the capability NET_BIND_SERVICE, which this container drops.
allowed: 1024 to 65535
fix: Write capabilities: [CHOWN, NET_BIND_SERVICE].`,
    web({ containerPort: 443, user: "0", capabilities: ["CHOWN"] }),
  );
  accepts(
    "a low port for root with the capability",
    web({ containerPort: 80, user: "root", capabilities: ["NET_BIND_SERVICE"] }),
  );
  accepts(
    "a low port for a program that may have the file capability",
    web({ containerPort: 80, capabilities: ["NET_BIND_SERVICE"] }),
  );
  const controls = { "net.ipv4.ip_unprivileged_port_start": "80" };
  accepts("a low port that the task opens", web({ containerPort: 80, systemControls: controls }));
  refuses(
    "a port below those that the task opens",
    `drydock:services.web.containerPort = 79: Fargate lets only root listen on a port below 1024.
allowed: 1024 to 65535, or a lower one that systemControls opens
fix: Let the program listen on 8079, and write containerPort: 8079; or add systemControls: { net.ipv4.ip_unprivileged_port_start: "79" } to the service.`,
    web({ containerPort: 79, systemControls: controls }),
  );
  const side = (own: object) =>
    web({
      systemControls: controls,
      sidecars: {
        side: { image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/s:1" }, ...own },
      },
    });
  accepts("a low port of a sidecar that the task opens", side({ containerPort: 80 }));
  refuses(
    "a low port of a sidecar",
    `drydock:services.web.sidecars.side.containerPort = 22: Fargate lets only root listen on a port below 1024.
allowed: 1024 to 65535, or a lower one that systemControls opens
fix: Let the program listen on 8022, and write containerPort: 8022; or add systemControls: { net.ipv4.ip_unprivileged_port_start: "22" } to the service.`,
    side({ containerPort: 22 }),
  );
  refuses(
    "a kernel parameter that is not the network's, and a number",
    `drydock:services.web.systemControls["kernel.shmmax"]: This name is not allowed here.
allowed: a parameter net.*, such as net.ipv4.tcp_keepalive_time
fix: Rename it.

drydock:services.web.systemControls["net.core.somaxconn"] = 1024: This is a number, where text is wanted.
allowed: text that is not empty
fix: Write "1024", in quotes.`,
    web({ systemControls: { "kernel.shmmax": "1", "net.core.somaxconn": 1024 } }),
  );
});

describe("rule: capabilities", () => {
  accepts("those of Fargate", web({ capabilities: ["CHOWN", "SETGID", "SETUID"] }));
  for (const [written, fix] of [
    ["CAP_CHOWN", "Write CHOWN."],
    ["net_bind_service", "Write NET_BIND_SERVICE."],
    ["SYS_PTRACE", "Remove it and write tracing: true."],
    ["ALL", "List those that the program needs."],
    [
      "SYS_ADMIN",
      "Remove it: Fargate adds no capability but SYS_PTRACE, which tracing: true adds.",
    ],
  ] as const) {
    refuses(
      written,
      `drydock:services.web.capabilities[0] = "${written}": This is none of the allowed values.
allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT
fix: ${fix}`,
      web({ capabilities: [written] }),
    );
  }
});

describe("rule: commands", () => {
  accepts("a program and its arguments", web({ command: ["npm", "run", "start"] }));
  accepts("one word", web({ command: ["serve"] }));
  accepts("arguments with spaces", web({ command: ["echo", "hello world"] }));
  accepts("a text for a shell", web({ entryPoint: ["sh", "-c"], command: ["a && b"] }));
  accepts("a shell among the words", web({ command: ["/bin/sh", "-c", "a | b"] }));
  accepts("bash with more options", web({ entryPoint: ["bash", "-euc"], command: ["a; b"] }));
  accepts("a text for an entry point", web({ entryPoint: ["python", "-c"], command: ["f(1, 2)"] }));
  accepts(
    "parameters of a shell's text",
    web({ entryPoint: ["sh", "-c"], command: ["run $0 $1", "a", "b"] }),
  );
  refuses(
    "a command line as one word",
    `drydock:services.web.command[0]: This is one word, so ECS looks for a program of this whole name.
allowed: the program and its arguments, one item each
fix: Write [npm, run, start], or name the entryPoint that reads it as one text.`,
    web({ command: ["npm run start"] }),
  );
  refuses(
    "a line for a shell as one word",
    `drydock:services.web.command[0]: This is one word, so ECS looks for a program of this whole name.
allowed: the program and its arguments, one item each
fix: Write [sh, -c, "..."], with the whole line as one text, or name the entryPoint that reads it as one text.`,
    web({ command: ["migrate && serve"] }),
  );
  refuses(
    "an entry point as one word",
    `drydock:services.web.entryPoint[0]: This is one word, so ECS looks for a program of this whole name.
allowed: the program and its arguments, one item each
fix: Write each word as a separate item: [program, argument, ...].`,
    web({ entryPoint: ["sh -c"] }),
  );
  refuses(
    "an operator that no shell reads",
    `drydock:services.web.command: Only a shell understands &&; ECS starts the program without one.
allowed: the program and its arguments, one item each
fix: Write [sh, -c, "..."], with the whole line as one text.`,
    web({ command: ["migrate", "&&", "serve"] }),
  );
  refuses(
    "a shell that would take its text for a file",
    `drydock:services.web.entryPoint: A shell without -c takes the command for the name of a file.
allowed: [sh, -c]
fix: Write entryPoint: [sh, -c].`,
    web({ entryPoint: ["sh"], command: ["echo hello"] }),
  );
  refuses(
    "several items for a shell",
    `drydock:services.web.command: A shell with -c runs the first item only; the others become its parameters.
allowed: one text for the shell, or the program and its arguments without entryPoint
fix: Join the items to one text.`,
    web({ entryPoint: ["sh", "-c"], command: ["npm", "run", "start"] }),
  );
});

describe("rule: the form of health checks", () => {
  const check = (...command: string[]) => web({ healthCheck: { command } });
  accepts("a program and its arguments", check("curl", "-f", "http://localhost:8080/"));
  accepts("a shell", check("sh", "-c", "curl -f http://localhost:8080/ || exit 1"));
  const word = (
    fix: string,
  ) => `drydock:services.web.healthCheck.command[0]: This word of Docker's would be taken for the program to run.
allowed: the program and its arguments, one item each
fix: ${fix}`;
  refuses(
    "CMD-SHELL",
    word('Write [sh, -c, "..."], with the whole line as one text.'),
    check("CMD-SHELL", "curl -f http://localhost/ || exit 1"),
  );
  refuses("CMD", word("Remove this word."), check("CMD", "pg_isready", "-U", "shop"));
  refuses("NONE", word("Remove healthCheck."), check("NONE"));
  refuses(
    "a command line as one word",
    `drydock:services.web.healthCheck.command[0]: This is one word, so ECS looks for a program of this whole name.
allowed: the program and its arguments, one item each
fix: Write each word as a separate item: [program, argument, ...].`,
    check("curl -f http://localhost/"),
  );
  refuses(
    "an operator",
    `drydock:services.web.healthCheck.command: Only a shell understands ||; ECS starts the program without one.
allowed: the program and its arguments, one item each
fix: Write [sh, -c, "..."], with the whole line as one text.`,
    check("curl", "-f", "http://localhost/", "||", "exit", "1"),
  );
});

describe("rule: what is open at public addresses", () => {
  const open = { containerPort: 8080, placement: "public", allowedCidrs: ["203.0.113.0/24"] };
  accepts("a range of addresses", web(open));
  accepts("nobody, which is the default", web({ ...open, allowedCidrs: [] }));
  refuses(
    "a range where tasks have no public address",
    `drydock:services.web.allowedCidrs: The tasks of this service have no public address that anybody could connect to.
allowed: allowedCidrs with tasks in public subnets
fix: Give the service a route, which the load balancer serves, or write placement: public.`,
    web({ ...open, placement: "private" }),
  );
  refuses(
    "a range where there is no port",
    `drydock:services.web.allowedCidrs: The service has no port to open.
allowed: allowedCidrs with a containerPort
fix: Add containerPort to the service, such as containerPort: 8080.`,
    web({ placement: "public", allowedCidrs: ["203.0.113.0/24"] }),
  );
  refuses(
    "an address within a range, and a range twice",
    `drydock:services.web.allowedCidrs[2] = "10.0.0.0/8": This is in the list twice.
fix: Remove one of the two.

drydock:services.web.allowedCidrs[0] = "203.0.113.7/24": This is an address inside a range, not the range's first address.
allowed: 203.0.113.0/24
fix: Write 203.0.113.0/24.`,
    web({ ...open, allowedCidrs: ["203.0.113.7/24", "10.0.0.0/8", "10.0.0.0/8"] }),
  );
});
