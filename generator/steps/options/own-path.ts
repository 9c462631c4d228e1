import { withFix } from "../../validation/with-fix.ts";
import { filePath } from "./file-schema.ts";

/** Folders that hold the system, or what belongs to more than one program. */
export const SYSTEM_FOLDERS: readonly string[] = `
  /bin /boot /dev /etc /home /lib /lib32 /lib64 /libx32 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /var
  /etc/alternatives /etc/apt /etc/default /etc/network /etc/pam.d /etc/ssh /etc/ssl /etc/systemd /etc/systemd/system
  /usr/bin /usr/include /usr/lib /usr/lib32 /usr/lib64 /usr/libexec /usr/libx32 /usr/sbin /usr/share /usr/src
  /usr/lib/systemd /lib/systemd /usr/local /usr/local/bin /usr/local/etc /usr/local/lib /usr/local/sbin /usr/local/share
  /var/backups /var/cache /var/cache/apt /var/lib /var/lib/apt /var/lib/dpkg /var/lib/phoenix-setup /var/lib/systemd
  /var/local /var/log /var/mail /var/spool /var/tmp
`
  .trim()
  .split(/\s+/);

const normal = (path: string): string => path.replace(/\/+/g, "/");

/** A path that a step may remove, or change all the way down. Links on the way to it are followed once the step runs. */
export const ownPath = filePath.refine(
  (path) => !SYSTEM_FOLDERS.includes(normal(path)),
  withFix("is a folder of the system", "name what is in it"),
);
