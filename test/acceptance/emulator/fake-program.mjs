#!/usr/bin/env node
// Stands in for the programs of a user's machine: named pulumi, docker or session-manager-plugin, it asks the emulator
// what to print.
/* global fetch */
import { basename } from "node:path";
import process from "node:process";

const [, self, ...args] = process.argv;
const answer = await fetch(process.env.EMULATOR_URL, {
  method: "POST",
  body: JSON.stringify({ program: basename(self), args, folder: process.cwd() }),
});
const { code, stdout, stderr } = await answer.json();
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
