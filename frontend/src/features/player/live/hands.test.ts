import { describe, expect, it } from 'vitest';
import { Hands } from './hands';
import { stepOf } from './typing';

function bench() {
  const said: string[] = [];
  const hands = new Hands({
    noteOn: (midi, velocity) => said.push(`on ${midi} ${velocity}`),
    noteOff: (midi) => said.push(`off ${midi}`),
    pedal: (value) => said.push(`pedal ${value}`),
  });
  return { hands, said };
}

describe('own hands', () => {
  it('hold a key until the last one lets go', () => {
    const { hands, said } = bench();
    hands.strike('piano', 60, 90);
    hands.strike('mouse', 60, 50);
    hands.letGo('piano', 60);
    hands.letGo('piano', 60);
    expect(hands.keys).toEqual([60]);
    hands.letGo('mouse', 60);
    expect(said).toEqual(['on 60 90', 'off 60', 'on 60 50', 'off 60']);
  });

  it('leave nothing sounding when a keyboard is unplugged', () => {
    const { hands, said } = bench();
    hands.strike('piano', 60, 90);
    hands.strike('piano', 64, 90);
    hands.strike('mouse', 72, 90);
    hands.press('piano', 127);
    said.length = 0;
    hands.release('piano');
    expect(said).toEqual(['off 60', 'off 64', 'pedal 0']);
    expect(hands.keys).toEqual([72]);
  });

  it('press the pedal as far as the heavier foot', () => {
    const { hands, said } = bench();
    hands.press('a', 127);
    hands.press('b', 40);
    hands.press('a', 0);
    expect(said).toEqual(['pedal 127', 'pedal 127', 'pedal 40']);
  });
});

describe('the computer keys', () => {
  it('lie like a piano: an octave from A to K', () => {
    const row = 'KeyA KeyW KeyS KeyE KeyD KeyF KeyT KeyG KeyY KeyH KeyU KeyJ KeyK'.split(' ');
    expect(row.map(stepOf)).toEqual(row.map((_, i) => i));
    expect(stepOf('KeyM')).toBeUndefined();
  });
});
