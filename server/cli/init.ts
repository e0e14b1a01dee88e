/** `leaklint init`: writes a configuration to start from. */
import type { Command } from 'commander';
import { join } from 'node:path';
import { writeAtomically } from '../workspace/atomic.ts';
import { CONFIG_NAME } from '../workspace/config/model.ts';
import { diskFileSystem, reasonOf } from '../workspace/filesystem.ts';
import { CannotRun } from '../workspace/notice.ts';
import type { Io } from './io.ts';
import type { Finish } from './run.ts';

/** Says what can be set; sets nothing, because the defaults are what most projects want. */
export const starterConfig = `{
  "$schema": "./node_modules/leaklint/schema/leaklint.config.schema.json",

  // The level of a rule: "off", "hint", "information", "warning" or "error". "leaklint rules" lists them.
  "rules": {},

  // Left out besides what .gitignore leaves out. Patterns as in .gitignore, relative to this file.
  "exclude": [],

  // Findings in test files: "information", "normal" or "off".
  "tests": "information"
}
`;

export function addInit(program: Command, io: Io, finish: Finish): void {
  program
    .command('init')
    .description(`Write a ${CONFIG_NAME} to start from.`)
    .action(() => {
      const path = join(io.cwd, CONFIG_NAME);
      if (diskFileSystem.info(path) !== null) {
        throw new CannotRun(`There is a ${CONFIG_NAME} here already. It was left as it is; edit it instead.`);
      }
      try {
        writeAtomically(path, starterConfig);
      } catch (error) {
        throw new CannotRun(
          `${path} could not be written (${reasonOf(error)}). Run this in a folder that can be written.`,
        );
      }
      io.stdout.write(`Wrote ${CONFIG_NAME}. Run "leaklint scan" to check this folder.\n`);
      finish(0);
    });
}
