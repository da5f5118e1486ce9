import { describe, expect, it } from 'vitest';
import { keyName, noteName, prose, roman, spoken, spokenChord, symbolParts } from './notation';

describe('notation', () => {
  it('turns spellings into signs without touching letters', () => {
    expect(noteName('Bb3')).toBe('B♭3');
    expect(noteName('F##')).toBe('F♯♯');
    expect(noteName('B')).toBe('B');
    expect(keyName('Bb minor')).toBe('B♭ minor');
    expect(keyName('B major')).toBe('B major');
  });

  it('sets a chord symbol apart', () => {
    expect(symbolParts('F#m7b5/A')).toEqual({ root: 'F♯', quality: 'm7♭5', bass: 'A' });
    expect(symbolParts('Bbmaj9')).toEqual({ root: 'B♭', quality: 'maj9', bass: '' });
    expect(symbolParts('G7#9#5')).toEqual({ root: 'G', quality: '7♯9♯5', bass: '' });
    expect(symbolParts('C6/9')).toEqual({ root: 'C', quality: '6/9', bass: '' });
    expect(symbolParts('N.C.')).toEqual({ root: 'N.C.', quality: '', bass: '' });
  });

  it('writes Roman numerals with signs', () => {
    expect(roman('bVII9')).toBe('♭VII9');
    expect(roman('#IVdim7')).toBe('♯IVdim7');
    expect(roman('viio7')).toBe('vii°7');
    expect(roman('V7#9#5')).toBe('V7♯9♯5');
    expect(roman('V7/vi')).toBe('V7/vi');
    expect(roman('bbVII')).toBe('♭♭VII');
  });

  it('writes signs in sentences, and leaves words alone', () => {
    expect(prose('Dbmaj9 says Eb; C#m7b5 and F13#11, then Abb.')).toBe(
      'D♭maj9 says E♭; C♯m7♭5 and F13♯11, then A♭♭.',
    );
    expect(prose('the bVII9 and the #iv°7, by step')).toBe('the ♭VII9 and the ♯iv°7, by step');
    const plain = 'A bass climbs, Bach ebbs and Abbey adds; bars 1-4 by five.';
    expect(prose(plain)).toBe(plain);
  });

  it('can be read aloud', () => {
    expect(spoken('B♭maj7/D')).toBe('B flat major 7 over D');
    expect(spoken('Am7')).toBe('A minor 7');
    expect(spoken('♭VII9')).toBe('flat VII9');
    expect(spoken('F♯')).toBe('F sharp');
    expect(spokenChord('E7b9/G#')).toBe('E7 flat 9 over G sharp');
    expect(spokenChord('C#m7b5')).toBe('C sharp minor 7 flat 5');
  });
});
