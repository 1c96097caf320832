import type { IFormRenderer } from '@jupyterlab/ui-components';
import * as React from 'react';

type FieldProps = React.ComponentProps<
  NonNullable<IFormRenderer['fieldRenderer']>
>;
type WidgetProps = React.ComponentProps<
  NonNullable<IFormRenderer['widgetRenderer']>
>;

/**
 * A number in JupyterLab's form, which writes the title beside its fields and
 * names none of them: for a screen reader they are numbers of nothing.
 */
export function NumberField(props: FieldProps): React.JSX.Element | null {
  const { NumberField: Field } = props.registry.fields;
  return Field ? (
    <div className="jp-AiStream-number">
      <Field {...props} uiSchema={UI_SCHEMA} />
    </div>
  ) : null;
}

function NamedInput(props: WidgetProps): React.JSX.Element {
  const { BaseInputTemplate: Input } = props.registry.templates;
  return <Input {...props} aria-label={props.label} />;
}

/** Without `ui:field`, which led here. */
const UI_SCHEMA: FieldProps['uiSchema'] = { 'ui:widget': NamedInput };
