/** @import { FieldTable } from './types.js' */
import { fieldHelp } from './field-help.js';
import { fieldTable } from './field-table.js';

/**
 * The field table with its explanations.
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
