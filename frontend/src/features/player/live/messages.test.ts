import { describe, expect, it } from 'vitest';
import { readMessage } from './messages';

describe('a MIDI message', () => {
  it.each([
    [[0x90, 60, 100], { kind: 'on', midi: 60, velocity: 100 }],
    [[0x9f, 21, 1], { kind: 'on', midi: 21, velocity: 1 }],
    [[0x90, 60, 0], { kind: 'off', midi: 60 }],
    [[0x83, 108, 64], { kind: 'off', midi: 108 }],
    [[0xb0, 64, 90], { kind: 'pedal', value: 90 }],
    [[0xb2, 123, 0], { kind: 'silence' }],
    [[0xb0, 120, 0], { kind: 'silence' }],
  ])('%j is understood', (data, meaning) => {
    expect(readMessage(Uint8Array.from(data))).toEqual(meaning);
  });

  it.each([[[0xf8]], [[0xfe]], [[0xe0, 0, 64]], [[0xb0, 1, 20]], [[0x90, 60]], [[]]])(
    '%j is passed over',
    (data) => expect(readMessage(Uint8Array.from(data))).toBeUndefined(),
  );
});
