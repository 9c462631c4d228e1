/**
 * What a standard OS template of Proxmox VE holds, as lists of names with blanks between them. Proxmox makes these templates of the packages with
 * the priorities required, important and standard, with ssh and mail (`dab bootstrap`). The lists come from systems that were unpacked from just those
 * packages, with openssh-server, postfix, locales and ca-certificates: `mmdebstrap --variant=extract` for bookworm, trixie and noble, November 2026.
 * Users and groups are those of base-passwd, of sysusers.d, and of the `adduser` calls in maintainer scripts; programs those of the folders of PATH;
 * packages those without libraries.
 */
export interface Names {
  readonly users: string;
  readonly groups: string;
  readonly packages: string;
  readonly programs: string;
  readonly units: string;
}
