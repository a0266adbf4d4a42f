import type { INestApplication } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/**
 * Listens. Nest would log a failure as well, which is already reported as that of the start.
 *
 * @throws the error of the socket
 */
export async function listen(app: INestApplication, port: number, host: string): Promise<void> {
  app.useLogger(false);
  try {
    await app.listen(port, host);
  } finally {
    app.useLogger(app.get(Logger));
  }
}
