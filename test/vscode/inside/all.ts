/** Every file with tests, in the order in which they run: activation has to be seen first. */
import './activation.inside.ts';
import './findings.inside.ts';
import './commands.inside.ts';
