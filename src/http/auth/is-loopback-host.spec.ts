import { expect, it } from '@jest/globals';
import { isLoopbackHost } from './is-loopback-host.js';

it.each([
  'localhost',
  'LocalHost:8082',
  'localhost.:8082',
  'gateway.localhost:80',
  '127.0.0.1',
  '127.1.2.3:8082',
  '[::1]',
  '[::1]:8082',
  '::1',
  '[0:0:0:0:0:0:0:1]:1',
])('%s is loopback', (host) => expect(isLoopbackHost(host)).toBe(true));

it.each([
  '',
  'evil.example',
  'evil.example:8082',
  'localhost.evil.example',
  'notlocalhost',
  'localhost@evil.example',
  '127.0.0.1.evil.example',
  '128.0.0.1',
  '0.0.0.0:8082',
  '192.168.1.2',
  '::',
  '[::2]:8082',
  'a b',
  '[',
])('%p is not', (host) => expect(isLoopbackHost(host)).toBe(false));
