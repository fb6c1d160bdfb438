import { accepts, type Files, refuses, services } from "../support";

const files = (text: string | Uint8Array): Files => ({ "env/test.env": text });
const web = services({ web: { envFiles: ["env/test.env"] } });
const SECRETS = { secrets: { db: { versions: [{ PASSWORD: { generate: 32 } }] } } };

describe("rule: environment files", () => {
  accepts(
    "names and values, comments, empty lines and empty values",
    web,
    files("# about\n\nA=1\nB=\nC=a=b # c\n"),
  );
  accepts("a file without a last line end", web, files("A=1"));
  accepts("an empty file", web, files(""));
  accepts("a name with dots", web, files("discovery.type=single-node"));
  refuses(
    "a file that is missing",
    `drydock:services.web.envFiles[0] = "env/test.env": There is no such environment file.
allowed: a file of NAME=VALUE lines, by its path from the stack file
fix: Add env/test.env, or correct the path.`,
    web,
    {},
  );
  refuses(
    "a folder",
    `drydock:services.web.envFiles[0] = "env/test.env": This is a folder, not a file.
allowed: a file of NAME=VALUE lines, by its path from the stack file
fix: Add env/test.env, or correct the path.`,
    web,
    { "env/test.env/x": "" },
  );
  accepts("a file of the largest size", web, files(`${"#".repeat(1024 * 1024 - 1)}\n`));
  refuses(
    "a file that is too large",
    `drydock:services.web.envFiles[0] = "env/test.env": The file is larger than the environment of a process can be.
allowed: at most 1048576 bytes
fix: Keep variables in it only; large data belongs into the image or a volume.`,
    web,
    files(`${"#".repeat(1024 * 1024)}\n`),
  );
  accepts("the longest variable", web, files(`A=${"x y ".repeat(32767)}`));
  refuses(
    "a variable that is too long",
    `env/test.env:1 drydock:services.web.envFiles[0]: A is longer than Linux lets a variable be.
allowed: less than 131072 bytes
fix: Put the data into the image or a volume.`,
    web,
    files(`A=${"x y ".repeat(32768)}`),
  );
  refuses(
    "a line without equals sign",
    `env/test.env:2 drydock:services.web.envFiles[0]: The line is neither NAME=VALUE nor a comment.
fix: Write NAME=VALUE, or start the line with #.`,
    web,
    files("A=1\nB\n"),
  );
  refuses(
    "a name with a space",
    `env/test.env:1 drydock:services.web.envFiles[0]: The text before the equals sign is not a name.
fix: Use letters, digits, underscores and dots, without spaces and not starting with a digit.`,
    web,
    files("MY NAME=1"),
  );
  refuses(
    "a name that starts with a digit",
    `env/test.env:1 drydock:services.web.envFiles[0]: The text before the equals sign is not a name.
fix: Use letters, digits, underscores and dots, without spaces and not starting with a digit.`,
    web,
    files("1A=1"),
  );
  refuses(
    "a line of a shell script",
    `env/test.env:1 drydock:services.web.envFiles[0]: The line starts with export, which is a word of the shell.
fix: Remove export.`,
    web,
    files("export A=1"),
  );
  refuses(
    "quotes around a value",
    `env/test.env:1 drydock:services.web.envFiles[0]: The quotes around the value of A would become part of it.
fix: Remove the quotes.`,
    web,
    files('A="canary"\n'),
  );
  accepts("a quote inside a value", web, files("A=it's\nB='a' and 'b' \n"));
  refuses(
    "a name twice",
    `env/test.env:3 drydock:services.web.envFiles[0]: A is set in line 1 as well.
fix: Keep one of the two lines.`,
    web,
    files("A=1\nB=2\nA=3\n"),
  );
  refuses(
    "a byte order mark",
    `env/test.env:1 drydock:services.web.envFiles[0]: The file starts with a byte order mark, which would become part of the first name.
fix: Save it as UTF-8 without BOM.`,
    web,
    files("\uFEFFA=1\n"),
  );
  refuses(
    "CR LF line ends",
    `env/test.env:1 drydock:services.web.envFiles[0]: Lines end in CR LF; the CR would become part of the values.
fix: Save it with Unix line ends (LF).`,
    web,
    files("A=1\r\nB=2\r\n"),
  );
  refuses(
    "what is not UTF-8",
    `env/test.env:1 drydock:services.web.envFiles[0]: The file is not UTF-8 text.
fix: Save it in the encoding UTF-8.`,
    web,
    files(Uint8Array.from([65, 61, 0xff])),
  );
  refuses(
    "a NUL character",
    `env/test.env:1 drydock:services.web.envFiles[0]: The value of A holds a NUL character.
fix: Remove it.`,
    web,
    files("A=1\0"),
  );
  refuses(
    "a secret by its name",
    `env/test.env:2 drydock:services.web.envFiles[0]: DB_PASSWORD looks like a secret (its name says so); the file is in the repository and in S3.
fix: Change the secret at its origin, for a file has held it; put the new one under drydock:secrets and name it under the service's secrets.`,
    web,
    files("# x\nDB_PASSWORD=canary\n"),
  );
  refuses(
    "a file twice in one container",
    `drydock:services.web.envFiles[1] = "env/test.env": This file is in the list twice.
fix: Remove one of the two.`,
    services({ web: { envFiles: ["env/test.env", "env/test.env"] } }),
    files("A=1"),
  );
  refuses(
    "two mistakes of a file that two services use, once each",
    `env/test.env:1 drydock:services.api.envFiles[0]: The line is neither NAME=VALUE nor a comment.
fix: Write NAME=VALUE, or start the line with #.

env/test.env:2 drydock:services.api.envFiles[0]: The line is neither NAME=VALUE nor a comment.
fix: Write NAME=VALUE, or start the line with #.`,
    services({ api: { envFiles: ["env/test.env"] }, web: { envFiles: ["env/test.env"] } }),
    files("A\nB\n"),
  );
  const sharedFile = (updates: string) =>
    services({
      api: { envFiles: ["env/test.env"], envFileUpdates: "live" },
      web: { envFiles: ["env/test.env"], envFileUpdates: updates },
    });
  accepts("a file that is live in both services", sharedFile("live"), files("A=1"));
  refuses(
    "a file that is live in one service and pinned in another",
    `drydock:services.web.envFiles[0] = "env/test.env": This file is live in api and pinned here; it is stored in one way only.
allowed: the same envFileUpdates in all services that name the file
fix: Write envFileUpdates: live here too, or give this service its own file.`,
    sharedFile("pinned"),
    files("A=1"),
  );
  const twoFiles = (second: string) =>
    services({
      api: { envFiles: ["env/test.env"] },
      web: { envFiles: [second], envFileUpdates: "live" },
    });
  const both = (second: string) => ({ "env/test.env": "A=1", [second]: "B=1" });
  accepts(
    "files of two services whose keys differ enough",
    twoFiles("env/test-secrets.env"),
    both("env/test-secrets.env"),
  );
  refuses(
    "a file that the grant for another service's file would cover",
    `drydock:services.web.envFiles[0] = "env/test-adminsecrets.env": Whoever reads env/test.env could read this file as well: the key of a pinned file ends in a hyphen and 12 characters.
allowed: a name that is not env/test-, 12 characters and .env
fix: Rename one of the two files.`,
    twoFiles("env/test-adminsecrets.env"),
    both("env/test-adminsecrets.env"),
  );
});

describe("rule: a variable has one source", () => {
  accepts(
    "a name with dots",
    services({ web: { environment: { "discovery.type": "single-node" } } }),
  );
  accepts(
    "different names",
    {
      ...SECRETS,
      ...services({
        web: {
          environment: { A: "1" },
          envFiles: ["env/test.env"],
          secrets: { C: { secret: "db" } },
        },
      }),
    },
    files("B=2\n"),
  );
  refuses(
    "environment and environment file",
    `drydock:services.web.envFiles[0] = "env/test.env": Line 2 of env/test.env sets A, which environment sets as well.
fix: Keep one of the two.`,
    services({ web: { environment: { A: "1" }, envFiles: ["env/test.env"] } }),
    files("B=1\nA=2\n"),
  );
  refuses(
    "two environment files",
    `drydock:services.web.envFiles[1] = "env/b.env": Line 1 of env/b.env sets A, which env/a.env sets as well.
fix: Keep one of the two.`,
    services({ web: { envFiles: ["env/a.env", "env/b.env"] } }),
    { "env/a.env": "A=1", "env/b.env": "A=1" },
  );
  refuses(
    "environment and secrets",
    `drydock:services.web.secrets.A: This variable is set by environment as well.
fix: Keep one of the two; where the value is a secret, this one.`,
    {
      ...SECRETS,
      ...services({ web: { environment: { A: "1" }, secrets: { A: { secret: "db" } } } }),
    },
  );
  refuses(
    "environment file and secrets",
    `drydock:services.web.secrets.A: This variable is set by env/test.env as well.
fix: Keep one of the two; where the value is a secret, this one.`,
    {
      ...SECRETS,
      ...services({ web: { envFiles: ["env/test.env"], secrets: { A: { secret: "db" } } } }),
    },
    files("A=1"),
  );
  accepts(
    "one name in two containers",
    services({
      web: {
        environment: { A: "1" },
        sidecars: {
          side: {
            image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/s:1" },
            environment: { A: "2" },
          },
        },
      },
    }),
  );
});

describe("rule: plain variables are no secrets", () => {
  accepts("an ordinary value", services({ web: { environment: { LOG_LEVEL: "debug" } } }));
  refuses(
    "a value that is named a password",
    `drydock:services.web.environment.DB_PASSWORD: This looks like a secret (its name says so); plain variables are readable in the task definition.
allowed: values that anyone who may read the task definition may see
fix: Change the secret at its origin, for a file has held it; keep the new one in a secret, and refer to it, in a stack file with secrets: { DB_PASSWORD: { secret: name } }.`,
    services({ web: { environment: { DB_PASSWORD: "canary" } } }),
  );
  refuses(
    "a value with the shape of a key",
    `drydock:services.web.environment.OTHER: This looks like a secret (it has the shape of an AWS access key id); plain variables are readable in the task definition.
allowed: values that anyone who may read the task definition may see
fix: Change the secret at its origin, for a file has held it; keep the new one in a secret, and refer to it, in a stack file with secrets: { OTHER: { secret: name } }.`,
    services({ web: { environment: { OTHER: "AKIAIOSFODNN7EXAMPLE" } } }),
  );
  accepts(
    "a command that refers to a variable",
    services({ web: { command: ["sh", "-c", "exec app --password $DB_PASSWORD"] } }),
  );
  refuses(
    "a command with a password in it",
    `drydock:services.web.command[2]: This looks like a secret (an option that takes one comes before it); commands are readable in the task definition.
allowed: words that anyone who may read the task definition may see
fix: Change the secret at its origin; name the new one under secrets, and let the program read the variable.`,
    services({ web: { command: ["app", "--password", "canary"] } }),
  );
});
