import * as React from 'react';

import type { IFooterProps } from './footer';

type View = React.FunctionComponent<IFooterProps>;

/** Below each message of a chat: nothing, until something has failed. */
export function LateFooter(props: IFooterProps): React.JSX.Element {
  const { model } = props;
  const [View, setView] = React.useState<View | null>(null);
  React.useEffect(() => {
    const load = async () => {
      if (model.failures.length > 0) {
        model.changed.disconnect(onChanged);
        const { MessageFooter } = await import('./footer');
        setView(() => MessageFooter);
      }
    };
    const onChanged = () => void load();
    model.changed.connect(onChanged);
    onChanged();
    return () => {
      model.changed.disconnect(onChanged);
    };
  }, [model]);
  return View ? <View {...props} /> : <></>;
}
