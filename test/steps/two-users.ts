/** A user with a home that is the user's own, and another one; what only root may read, and what must stay as it is. */
export const users = `
  account app; account other; chown app:app /home/app; chown other:other /home/other
  put /etc/shadow root-only; chmod 600 /etc/shadow; put /etc/kept kept; mkdir -m 700 /etc/private; put /etc/private/key root-only`;
/** Nothing of /etc has changed hands, and nothing has been added to it. */
export const untouched = `
  [[ $(stat -c '%U:%G %a' /etc) == 'root:root 755' && $(stat -c '%U:%G %a' /etc/shadow /etc/private) == $'root:root 600\\nroot:root 700' ]]
  [[ $(</etc/shadow) == root-only && $(</etc/private/key) == root-only && $(</etc/kept) == kept && ! -e /etc/file && ! -e /etc/data ]]
  [[ -z $(find /etc -user app) ]]`;
/** Bash as the user app. */
export const asApp = (bash: string) =>
  `setpriv --reuid "$(id -u app)" --regid "$(id -g app)" --clear-groups bash -ec '${bash}'`;
export const owned = { owner: "app", group: "app" };
