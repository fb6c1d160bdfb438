// Loaded before a policy pack: nothing else ends it when the engine is killed.
/* global process, setInterval */
"use strict";

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500).unref();
