/**
 * What is drawn within an element, by computed colours, and how well it can be told from what is
 * behind it.
 */

export interface IPart {
  /** The text, or what kind of thing it is. */
  readonly what: string;
  /** As WCAG 2 counts it, from 1 to 21. */
  readonly contrast: number;
  /** As much of it is asked for. */
  readonly least: number;
}

/** Runs in the page: it can use nothing but what stands within it. */
export function partsOf(root: Element, isFocused: boolean): IPart[] {
  type Colour = readonly [
    red: number,
    green: number,
    blue: number,
    alpha: number
  ];

  const colour = (text: string): Colour => {
    const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    if (
      !/^rgba?\(/.test(text) ||
      r === undefined ||
      g === undefined ||
      b === undefined
    ) {
      throw new Error(`${text} is no colour that can be read`);
    }
    return [r, g, b, a];
  };

  /** One colour over another, which nothing shines through. */
  const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1
  ];

  /** What is seen of `top` on an element, through all that this stands in. */
  const seen = (element: Element, top: Colour): Colour => {
    const chain: CSSStyleDeclaration[] = [];
    for (let each: Element | null = element; each; each = each.parentElement) {
      chain.unshift(getComputedStyle(each));
    }
    const paint = (index: number, behind: Colour): Colour => {
      const style = chain[index];
      if (!style) {
        return over(top, behind);
      }
      const [r, g, b] = paint(
        index + 1,
        over(colour(style.backgroundColor), behind)
      );
      return over([r, g, b, Number(style.opacity)], behind);
    };
    return paint(0, [255, 255, 255, 1]);
  };

  const luminance = ([r, g, b]: Colour): number => {
    const [x, y, z] = [r, g, b].map(value =>
      value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4
    ) as [number, number, number];
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };

  const between = (one: Colour, other: Colour): number => {
    const [dark, light] = [luminance(one), luminance(other)].sort(
      (a, b) => a - b
    ) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  const NOTHING: Colour = [0, 0, 0, 0];
  const parts: IPart[] = [];

  const add = (what: string, element: Element, top: Colour, least: number) =>
    parts.push({
      what,
      contrast: between(seen(element, top), seen(element, NOTHING)),
      least
    });

  const addText = (
    what: string,
    element: Element,
    style: CSSStyleDeclaration
  ) => {
    const size = parseFloat(style.fontSize);
    const large =
      size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    add(what, element, colour(style.color), large ? 3 : 4.5);
  };

  /** Neither folded away nor for screen readers alone. */
  const isShown = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > 1 &&
      height > 1 &&
      element.checkVisibility({ visibilityProperty: true })
    );
  };

  const addAll = (element: Element): void => {
    if (!isShown(element)) {
      return;
    }
    const style = getComputedStyle(element);
    if (element instanceof SVGGeometryElement) {
      const { fill, stroke } = style;
      const drawn = stroke === 'none' ? fill : stroke;
      if (drawn !== 'none') {
        add('icon', element, colour(drawn), 3);
      }
      return;
    }
    for (const node of element.childNodes) {
      const text = node instanceof Text && node.data.trim();
      if (text) {
        addText(text, element, style);
      }
    }
    if (element instanceof HTMLSelectElement) {
      addText(element.value, element, style);
      return;
    }
    if (element instanceof HTMLInputElement) {
      if (element.value && element.type !== 'radio') {
        addText(element.value, element, style);
      } else if (element.placeholder) {
        const hint = getComputedStyle(element, '::placeholder');
        const [r, g, b, a] = colour(hint.color);
        add(
          element.placeholder,
          element,
          [r, g, b, a * Number(hint.opacity)],
          4.5
        );
      }
    }
    if (element.matches('.jp-AiStream-options')) {
      const drawn = (selector: string) => {
        const option = element.querySelector(`input${selector} + span`);
        return option && seen(option, NOTHING);
      };
      const [chosen, other] = [drawn(':checked'), drawn(':not(:checked)')];
      if (chosen && other) {
        parts.push({
          what: 'the choice',
          contrast: between(chosen, other),
          least: 3
        });
      }
    }
    for (const child of element.children) {
      addAll(child);
    }
  };

  /** The mark of the focus, where it is: around the element, or around what stands for it. */
  const addFocus = () => {
    const focused = document.activeElement;
    const marked = focused?.matches('.jp-AiStream-option > input')
      ? focused.nextElementSibling
      : focused;
    const around = marked?.parentElement;
    if (marked && around && (root.contains(marked) || marked.contains(root))) {
      const { outlineColor, outlineStyle, boxShadow } =
        getComputedStyle(marked);
      if (outlineStyle !== 'none') {
        add('the focus', around, colour(outlineColor), 3);
      } else if (boxShadow === 'none') {
        parts.push({ what: 'the focus', contrast: 1, least: 3 });
      }
    }
  };

  addAll(root);
  if (isFocused) {
    addFocus();
  }
  return parts;
}
