/** A Nest app of the modules that the gateway is made of, which does nothing: `node empty-nest.mjs <port>`. */
import 'reflect-metadata';
import 'class-transformer';
import 'class-validator';
import 'prom-client';
import 'rxjs';
import 'undici';
import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';

class EmptyModule {}
Module({ imports: [ConfigModule.forRoot({ ignoreEnvFile: true }), LoggerModule.forRoot(), TerminusModule] })(
  EmptyModule,
);

const app = await NestFactory.create(EmptyModule, { logger: false });
await app.listen(Number(process.argv[2]), '127.0.0.1');
