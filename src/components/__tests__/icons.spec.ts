import { iconOf } from '../icons';

describe('iconOf', () => {
  it('has another icon for each thing that can happen', () => {
    const names = (['stream', 'plain', 'none'] as const).map(
      kind => iconOf({ kind }).name
    );
    expect(new Set(names).size).toBe(3);
    expect(iconOf({ kind: 'unknown' }).name).toBe(names[2]);
  });
});
