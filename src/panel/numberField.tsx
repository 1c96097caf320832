import type { IFormRenderer } from '@jupyterlab/ui-components';
import * as React from 'react';

type FieldProps = React.ComponentProps<
  NonNullable<IFormRenderer['fieldRenderer']>
>;

/**
 * A number in JupyterLab's form. The form writes the title of a field beside
 * it and nothing into its name: for a screen reader they are numbers of nothing.
 */
export function NumberField(props: FieldProps): React.JSX.Element | null {
  const { idSchema, name, registry, schema } = props;
  const { NumberField: Field } = registry.fields;
  return Field ? (
    <>
      <h3 className="jp-FormGroup-fieldLabel jp-AiStream-fieldTitle">
        <label htmlFor={idSchema.$id}>{schema.title ?? name}</label>
      </h3>
      {/* The form's own schema for it leads back here. */}
      <Field {...props} uiSchema={{}} />
    </>
  ) : null;
}
