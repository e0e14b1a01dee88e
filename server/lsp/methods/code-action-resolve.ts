/** `codeAction/resolve`: the edit of the action that was chosen. */
import { editFor } from '../actions/edit.ts';
import { isActionData } from '../actions/data.ts';
import { outdated, type Method } from '../method.ts';

export const codeActionResolve: Method = (session) => {
  session.connection.onCodeActionResolve((action) => {
    if (!isActionData(action.data)) return action;
    const { uri, version } = action.data;
    const document = session.documents.get(uri);
    // An edit that was made for another text would tear this one.
    if (document?.version !== version) throw outdated();
    const edit = editFor(session, document, action.data);
    if (edit === null) throw outdated();
    return { ...action, edit };
  });
};
