/** @import { FieldTable } from './types.js' */
import { fieldHelp } from './field-help.js';
import { fieldTable } from './field-table.js';

/**
 * The engine's table of fields, put together from the two modules that the build writes.
 * @returns {FieldTable}
 */
export const explainedFieldTable = () => ({
  ...fieldTable,
  fields: fieldTable.fields.map((field) => ({
    ...field,
    help: fieldHelp[field.path],
    choices: field.choices.map((choice) => ({
      ...choice,
      help: fieldHelp[`${field.path}=${choice.value}`],
    })),
  })),
});
