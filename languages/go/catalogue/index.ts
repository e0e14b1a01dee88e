/** All that is known of Go's libraries. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { borrowing } from './borrowing.ts';
import { context } from './context.ts';
import { databases } from './databases.ts';
import { files } from './files.ts';
import { grpc } from './grpc.ts';
import { net } from './net.ts';
import { process } from './process.ts';
import { rclone } from './rclone.ts';
import { services } from './services.ts';
import { starts } from './starts.ts';
import { testing } from './testing.ts';
import { unfailing } from './unfailing.ts';

export const goFamilies: readonly Family[] = [
  files,
  net,
  context,
  databases,
  grpc,
  process,
  services,
  rclone,
  borrowing,
  starts,
  testing,
  unfailing,
];
