import * as api from '../web/figure/element-api.js';

const typeNames = { flag: 'boolean', number: 'number', text: 'string', choice: 'string' };

/** What editors read of <ntk-figure>, in the format of https://github.com/webcomponents/custom-elements-manifest. */
export const manifest = () => ({
  schemaVersion: '1.0.0',
  modules: [
    {
      kind: 'javascript-module',
      path: 'ntk-figure.js',
      declarations: [
        {
          kind: 'class',
          name: 'NtkFigure',
          tagName: 'ntk-figure',
          customElement: true,
          superclass: { name: 'HTMLElement' },
          attributes: api.attributes.map(({ name, type, choices, default: usual, help }) => ({
            name,
            fieldName: name,
            description: help,
            type: { text: choices?.map((choice) => `'${choice}'`).join(' | ') ?? typeNames[type] },
            default: choices ? `'${choices[0]}'` : usual === undefined ? undefined : String(usual),
          })),
          members: [
            ...api.properties.map(({ name, type, isReadOnly, help }) => ({
              kind: 'field',
              name,
              type: { text: type },
              readonly: isReadOnly,
              description: help,
            })),
            ...api.methods.map(({ name, returns, help }) => ({
              kind: 'method',
              name,
              return: { type: { text: returns } },
              description: help,
            })),
          ],
          events: api.events.map(({ name, detail, help }) => ({
            name,
            type: { text: `CustomEvent<${detail}>` },
            description: help,
          })),
          slots: api.slots.map(({ name, help }) => ({ name, description: help })),
          cssParts: api.parts.map(({ name, help }) => ({ name, description: help })),
          cssProperties: api.cssProperties.map(({ name, default: usual, help }) => ({
            name,
            default: usual,
            description: help,
          })),
        },
      ],
      exports: [
        { kind: 'custom-element-definition', name: 'ntk-figure', declaration: { name: 'NtkFigure' } },
      ],
    },
  ],
});
